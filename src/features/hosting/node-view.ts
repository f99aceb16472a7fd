import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import { NodeId } from "./schema.ts";

/** `pending`: its agent has never joined. `unknown`: it joined and has been silent for 30 seconds or more. */
export const NodeState = z.enum(["pending", "online", "draining", "unknown"]);
export type NodeState = z.output<typeof NodeState>;

/** A node as every door shows it. */
export const Node = z.object({
  id: NodeId,
  number: z.int(),
  name: z.string(),
  region: z.string().nullable(),
  publicAddress: z.string().nullable().describe("Where players reach its servers."),
  local: z.boolean().describe("The panel's own machine."),
  state: NodeState,
  lastSeenAt: Timestamp.nullable(),
  agentVersion: z.string().nullable(),
  facts: NodeFacts.nullable().describe("What its agent says of the machine; null before it has joined."),
  ports: z.object({ from: z.int(), to: z.int() }),
  servers: z.int().describe("How many servers are on it."),
  allocated: z
    .object({ memoryMiB: z.int(), cpuPercent: z.int(), diskMiB: z.int() })
    .describe("What its servers may use in all."),
  measured: z
    .object({
      at: Timestamp,
      cpuPercent: z.number().nullable(),
      memoryMiB: z.number().nullable(),
      diskMiB: z.number().nullable(),
      load1: z.number().nullable(),
    })
    .nullable()
    .describe("The newest figures; null before there are any."),
  createdAt: Timestamp,
});
export type Node = z.output<typeof Node>;
