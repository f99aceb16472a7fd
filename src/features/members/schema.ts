import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

/** Something that was done to a member, to their servers or tickets, or by them, as they may read it. */
export const Interaction = z.object({
  id: z.int(),
  at: Timestamp,
  operation: z.string(),
  summary: z.string().describe("What was done, in words."),
  by: z.object({
    kind: z
      .enum(["you", "key", "person", "panel", "machine", "node"])
      .describe(
        "you: yourself; key: a key of yours; person: somebody else; panel: a timer of the panel; machine: its command line; node: a machine of the servers.",
      ),
    name: z.string().nullable().describe("Of the person or the key; null where it is nobody."),
  }),
  target: z.object({ kind: z.string(), id: z.string(), label: z.string() }).nullable(),
  serverId: z.string().nullable(),
  told: z.record(z.string(), z.json()).describe("What of the act is told: an amount, a reason, an end."),
});
export type Interaction = z.output<typeof Interaction>;
