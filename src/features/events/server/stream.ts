import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { lastPosition } from "#app/operation/sequencer.ts";

/** Leave to follow the stream of events; which of them one gets is decided for each by the permission it names. */
export const follow = defineQuery({
  id: "events.follow",
  summary: "Follow the stream of events",
  description: "By Server-Sent Events or WebSocket at /api/v1/events.",
  access: { kind: "list", permission: "events:read" },
  input: z.object({}),
  output: z.object({ position: z.int().nonnegative().describe("The position of the newest event.") }),
  example: {},
  run: async ({ runtime }) => ({ position: await lastPosition(runtime.database) }),
});
