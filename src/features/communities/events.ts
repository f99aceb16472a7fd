import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { MemberRole } from "./schema.ts";

const EXAMPLE_COMMUNITY = "com_019f3c2a7b407d11a2c35e8f90b1c2d3";
const subject = ({ communityId }: { communityId: string }) => ({ communityId });

export const communityChanged = defineEvent({
  type: "community.changed",
  summary: "A community was added, changed or removed.",
  permission: "communities:read",
  payload: z.object({
    communityId: z.string(),
    name: z.string(),
    change: z.enum(["added", "changed", "settings", "servers", "removed"]),
    by: z.string().describe("Who did it; a server of Discord that the bot saw: its name there."),
  }),
  example: { communityId: EXAMPLE_COMMUNITY, name: "The Tavern", change: "settings", by: "Nelly" },
  subject,
});

export const communityMemberChanged = defineEvent({
  type: "community.member_changed",
  summary: "Somebody joined a community, left it, or is something else in it now.",
  permission: "communities:read",
  payload: z.object({
    communityId: z.string(),
    userId: z.string(),
    name: z.string(),
    role: MemberRole.nullable().describe("null: no member any more."),
  }),
  example: {
    communityId: EXAMPLE_COMMUNITY,
    userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    name: "Nelly",
    role: "moderator",
  },
  subject,
});
