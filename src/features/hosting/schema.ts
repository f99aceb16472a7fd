import * as z from "zod";
import { SERVER_STATES } from "./server-states.ts";

const UUID_HEX = "[0-9a-f]{32}";

/** A game server's id: `srv_` and the 32 hex digits of a UUIDv7. */
export const ServerId = z
  .string()
  .regex(new RegExp(`^srv_${UUID_HEX}$`))
  .describe("Id of a game server.");
export type ServerId = z.infer<typeof ServerId>;

/** A node's id: `nod_` and the 32 hex digits of a UUIDv7. */
export const NodeId = z
  .string()
  .regex(new RegExp(`^nod_${UUID_HEX}$`))
  .describe("Id of a node.");
export type NodeId = z.infer<typeof NodeId>;

/** A one-shot order's id: `ord_` and the 32 hex digits of a UUIDv7. */
export const OrderId = z
  .string()
  .regex(new RegExp(`^ord_${UUID_HEX}$`))
  .describe("Id of an order.");
export type OrderId = z.infer<typeof OrderId>;

/** Milliseconds since 1970, UTC. Between panel and agent it is always the panel's clock. */
export const Millis = z.int().nonnegative();

/** Counts upward with everything people want of a server; a higher one replaces a lower. */
export const Generation = z.int().nonnegative();

export const ServerState = z.enum(SERVER_STATES);
export type ServerState = z.infer<typeof ServerState>;

/** What an agent can see of a server. `suspended` and `unknown` are the panel's to say. */
export const ObservedState = z.enum(["installing", "offline", "starting", "running", "stopping", "crashed"]);
export type ObservedState = z.infer<typeof ObservedState>;

/** What people want of a server. `deleted` kills it and removes its files. */
export const Desired = z.enum(["running", "offline", "deleted"]);
export type Desired = z.infer<typeof Desired>;

/**
 * Why a process came to its end. `finished`: by itself with code 0; `crashed`: by itself otherwise; `stopped` and `killed`:
 * because a person asked; `start_timed_out`: it did not get ready; `lost`: the machine or its launcher went away with it.
 */
export const ExitCause = z.enum([
  "stopped",
  "killed",
  "finished",
  "crashed",
  "out_of_memory",
  "start_timed_out",
  "lost",
]);
export type ExitCause = z.infer<typeof ExitCause>;

/** Why a server is in the state it is in: words for programs; each has a sentence in the catalogue of messages. */
const OBSERVED_REASONS = [
  "stopped",
  "killed",
  "finished",
  "crashed",
  "out_of_memory",
  "start_timed_out",
  "stop_timed_out",
  "lost",
  "restart_wait",
  "crash_limit",
  "install_failed",
  "install_cancelled",
  "launch_failed",
  "port_in_use",
  "invalid_spec",
  "deleted",
] as const;
export const ObservedReason = z.enum(OBSERVED_REASONS);
export type ObservedReason = z.infer<typeof ObservedReason>;

/** What a server may use; 0 is without a limit. `cpuPercent` counts 100 for one core, `processes` counts threads too. */
export const Limits = z.object({
  memoryMiB: z.int().nonnegative().describe("Memory in MiB; 0 is unlimited."),
  cpuPercent: z.int().nonnegative().describe("CPU time in percent of one core; 0 is unlimited."),
  diskMiB: z.int().nonnegative().describe("Disk space in MiB; 0 is unlimited."),
  processes: z.int().nonnegative().describe("Processes and threads; 0 is unlimited."),
});
export type Limits = z.infer<typeof Limits>;

/** What a game listens by on a port. */
export const PortProtocol = z.enum(["tcp", "udp", "both"]);

/** A port of the node that this server has, under the name which its blueprint gives that port. */
export const Allocation = z.object({
  name: z.string().min(1).max(64),
  port: z.int().min(1).max(65535),
  /** The address to listen on. */
  address: z.string().default("0.0.0.0"),
  protocol: PortProtocol.default("tcp"),
  primary: z.boolean().default(false),
});
export type Allocation = z.infer<typeof Allocation>;

/** What an agent has to do after a crash: at most `maxRestarts` within `windowSec`, each wait twice the one before. */
export const RestartPolicy = z.object({
  policy: z.enum(["never", "on_crash", "always"]).default("on_crash"),
  maxRestarts: z.int().min(0).max(100).default(5),
  windowSec: z.int().min(1).max(86_400).default(600),
  backoffSec: z.number().min(0).max(3600).default(2),
  maxBackoffSec: z.number().min(0).max(3600).default(60),
});
export type RestartPolicy = z.infer<typeof RestartPolicy>;
