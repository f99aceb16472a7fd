import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";

const USER = "usr_019f3c2a7b407d11a2c35e8f90b1c2d3";

export const userDeletionChanged = defineEvent({
  type: "user.deletion_changed",
  summary: "A user asked for their account to be deleted, or that was taken back.",
  permission: "users:read",
  payload: z.object({
    userId: z.string(),
    change: z.enum(["asked", "canceled"]),
    dueAt: z.string().nullable().describe("When it is deleted."),
  }),
  example: { userId: USER, change: "asked", dueAt: "2026-12-24T18:00:00.000Z" },
  subject: ({ userId }) => ({ userId }),
});
