import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { NodeId, ServerId } from "./schema.ts";

/** So many servers of one member may wait at a time. */
export const MOST_WAITING = 5;

export const QueueId = z
  .string()
  .regex(/^que_[0-9a-f]{32}$/)
  .describe("Id of a place in the queue.");

export const QUEUE_STATES = ["waiting", "done", "failed", "cancelled"] as const;
export const QueueState = z.enum(QUEUE_STATES);

/** A server that waits until a node has room for it. */
export const QueuedServer = z.object({
  id: QueueId,
  name: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  blueprint: z.object({ id: z.string(), name: z.string() }),
  node: z
    .object({ id: NodeId, name: z.string() })
    .nullable()
    .describe("The node that it must be on; null: any that has room."),
  memoryMiB: z.int().describe("The memory that it needs of a node."),
  priority: z.int().describe("Of its owner's package; a higher one comes first."),
  state: QueueState,
  place: z.int().nullable().describe("How many are served up to it, itself counted; null once it waits no more."),
  waiting: z.int().nullable().describe("How many wait in all; null once it waits no more."),
  expectedAt: Timestamp.nullable().describe(
    "When its turn comes if others' went as those of the last weeks; null where too few did to tell.",
  ),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
  serverId: ServerId.nullable().describe("The server that came of it."),
  problem: z.string().nullable().describe("Why none came of it, in a sentence."),
});
export type QueuedServer = z.output<typeof QueuedServer>;
