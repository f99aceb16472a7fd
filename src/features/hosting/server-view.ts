import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { Desired, Limits, NodeId, ObservedReason, ServerId, ServerState } from "./schema.ts";
import { Suspension } from "./suspension.ts";

/** How far an installation is. */
export const InstallView = z.object({
  step: z.int(),
  of: z.int(),
  name: z.string(),
  percent: z.number().nullable().describe("Null where it cannot be told."),
});

/** A game server as every door shows it. */
export const Server = z.object({
  id: ServerId,
  number: z.int().describe("Counts the servers of this panel."),
  name: z.string(),
  description: z.string().nullable(),
  owner: z.object({ id: z.string(), name: z.string() }),
  node: z.object({ id: NodeId, name: z.string(), lastSeenAt: Timestamp.nullable() }),
  blueprint: z.object({ id: z.string(), name: z.string() }),
  communityId: z.string().nullable(),
  state: ServerState.describe("`unknown`: its node has been silent for 30 seconds or more."),
  reason: ObservedReason.nullable().describe("Why it is in this state."),
  detail: z
    .string()
    .nullable()
    .describe("What its node says of the reason, in a sentence: which port is taken, what failed."),
  since: Timestamp.describe("Since when it is in this state."),
  desired: Desired.describe("What people want of it."),
  startedAt: Timestamp.nullable().describe("When its process was started; null while there is none."),
  install: InstallView.nullable(),
  suspensions: z.array(Suspension).describe("Why it is suspended; empty: it is not."),
  limits: Limits,
  address: z.string().nullable().describe("host:port for players; null where the node's address is not known."),
  ports: z.array(z.object({ name: z.string(), port: z.int(), primary: z.boolean() })),
  createdAt: Timestamp,
});
export type Server = z.output<typeof Server>;
