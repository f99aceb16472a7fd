import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";

export const earningBlockChanged = defineEvent({
  type: "earning.block_changed",
  summary: "A member may earn no coins any more, or again.",
  permission: "economy.all:read",
  payload: z.object({
    userId: z.string(),
    name: z.string(),
    isBlocked: z.boolean(),
    reason: z.string().nullable(),
  }),
  example: {
    userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    name: "Alex",
    isBlocked: true,
    reason: "Earns with five accounts at once",
  },
  subject: ({ userId }) => ({ userId }),
});
