import * as z from "zod";
import {
  ExitCause,
  Generation,
  Millis,
  NodeId,
  ObservedReason,
  ObservedState,
  OrderId,
  ServerId,
} from "#app/features/hosting/schema.ts";
import { DesiredServer } from "#app/features/hosting/server-spec.ts";
import { logQuestions } from "./agent-logs.ts";
import { ask, push } from "./wire.ts";

/** The version this source speaks, `major.minor`. A minor adds what the other side may ignore. */
export const PROTOCOL_VERSION = "1.2";

/** Majors the panel still serves: the newest two. */
const SERVED_MAJORS = [1];

/** Whether this panel serves an agent of the given version. */
export function servesProtocol(version: string): boolean {
  return SERVED_MAJORS.some((major) => version.startsWith(`${major}.`));
}

/** Whether an agent of the given version reads consoles for what they tell of their games: since 1.1. Null: it has not said yet. */
export function readsConsoles(version: string | null): boolean {
  const [major, minor] = (version ?? PROTOCOL_VERSION).split(".").map(Number);
  return (major ?? 0) > 1 || (minor ?? 0) >= 1;
}

/** The path of the agents' WebSocket, and of the request by which an agent joins. */
export const LINK_PATH = "/agent/link";
export const ENROL_PATH = "/agent/enrol";

/** Bounds of one frame, in bytes. The agent cuts lines to 16 KiB. */
export const MAX_TO_AGENT_BYTES = 32 * 1024 * 1024;
export const MAX_FROM_AGENT_BYTES = 8 * 1024 * 1024;

/** How often the agent says that it lives; the panel calls a node silent after three of these. */
export const HEARTBEAT_SEC = 10;

/** Codes with which the panel ends a link, of the range that WebSocket leaves to applications. */
export const LINK_CLOSE = {
  /** The hello was refused: see the error that answered it. */
  refused: 4401,
  /** A newer link of the same node has taken over. */
  replaced: 4409,
  /** The node was removed from the panel. */
  removed: 4410,
  /** The panel's process ends; connect again. */
  goingAway: 1001,
} as const;

/** The error codes that answer a hello or an enrolment. */
export const LinkRefusal = z.enum([
  "protocol_unsupported",
  "node_unknown",
  "bad_signature",
  "wrong_host",
  "stale_connection",
  "join_token_invalid",
]);
export type LinkRefusal = z.infer<typeof LinkRefusal>;

const Base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+=*$/)
  .max(200);
const Nonce = z.string().min(16).max(100);

/** What the agent's machine is, and what it can do to keep servers apart. */
export const NodeFacts = z.object({
  os: z.string(),
  arch: z.string(),
  cpus: z.int().positive(),
  memoryMiB: z.int().nonnegative(),
  diskMiB: z.int().nonnegative(),
  hostname: z.string(),
  /** What enforces each limit; a note for each one that this machine cannot give. */
  isolation: z.object({
    memoryLimit: z.enum(["cgroup2", "cgroup1", "none"]),
    cpuLimit: z.enum(["cgroup2", "cgroup1", "none"]),
    processLimit: z.enum(["cgroup2", "cgroup1", "user", "none"]),
    /** Whether each server has a user of its own, or runs as the agent's. */
    user: z.enum(["dedicated", "own"]),
    notes: z.array(z.string()),
  }),
});
export type NodeFacts = z.infer<typeof NodeFacts>;

/** How an agent joins: the body and the answer of `POST /agent/enrol`. */
export const EnrolRequest = z.object({
  joinToken: z.string().max(300),
  publicKey: Base64,
  nonce: Nonce,
  protocol: z.string(),
  agentVersion: z.string(),
  facts: NodeFacts,
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

/** `signature` is of `enrolText`, with the key whose fingerprint the join token carries. */
export const EnrolAnswer = z.object({ nodeId: NodeId, panelPublicKey: Base64, signature: Base64 });
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** The body of a refused enrolment. */
export const EnrolError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** One line of a server's console, counted from 1. */
export const ConsoleLine = z.object({ seq: z.int().nonnegative(), at: Millis, text: z.string() });
export type ConsoleLine = z.infer<typeof ConsoleLine>;

/** Lines are numbered within an epoch: a new one whenever a server's log begins anew. */
export const ConsolePosition = z.object({ epoch: z.string(), seq: z.int().nonnegative() });
export type ConsolePosition = z.infer<typeof ConsolePosition>;

/** Consecutive lines, the first of which has the number `from`. */
export const ConsoleFrame = z.object({
  serverId: ServerId,
  epoch: z.string(),
  from: z.int().nonnegative(),
  lines: z.array(ConsoleLine),
  at: Millis,
});
export type ConsoleFrame = z.infer<typeof ConsoleFrame>;

/**
 * Lines `from` to `to`, both included, that were not sent. `slow_link` and `too_far`: the history still has them.
 * `dropped`: the log no longer has them. `new_log`: they were of another epoch, so their numbers mean nothing now.
 */
export const ConsoleGap = z.object({
  serverId: ServerId,
  epoch: z.string(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  reason: z.enum(["slow_link", "new_log", "dropped", "too_far"]),
});
export type ConsoleGap = z.infer<typeof ConsoleGap>;

/** Where a server's log stands: `first` is the oldest line still kept (or `next`), `next` what the next line will be. */
export const ConsoleBounds = z.object({
  epoch: z.string(),
  first: z.int().nonnegative(),
  next: z.int().nonnegative(),
});
export type ConsoleBounds = z.infer<typeof ConsoleBounds>;

const ConsoleStart = z.object({
  /** Null: this server has never had a console. */
  bounds: ConsoleBounds.nullable(),
  /** What was missed and cannot come in this frame. */
  gap: ConsoleGap.nullable(),
  lines: z.array(ConsoleLine),
});

/** Live figures of one server. Null is what this machine cannot measure. */
export const ServerStats = z.object({
  serverId: ServerId,
  at: Millis,
  cpuPercent: z.number().nullable(),
  memoryMiB: z.number().nullable(),
  processes: z.int().nullable(),
  diskMiB: z.number().nullable(),
});
export type ServerStats = z.infer<typeof ServerStats>;

/** Live figures of a node. */
export const NodeStats = z.object({
  cpuPercent: z.number().nullable(),
  memoryMiB: z.number().nullable(),
  diskMiB: z.number().nullable(),
  load1: z.number().nullable(),
});
export type NodeStats = z.infer<typeof NodeStats>;

/** How far an installation is: step `step` of `of`, both counted from 1. */
export const InstallProgress = z.object({
  step: z.int().positive(),
  of: z.int().positive(),
  name: z.string(),
  percent: z.number().min(0).max(100).nullable(),
});
export type InstallProgress = z.infer<typeof InstallProgress>;

/** How a process ended, with the last lines it said. */
export const ExitReport = z.object({
  generation: Generation,
  at: Millis,
  cause: ExitCause,
  code: z.int().nullable(),
  signal: z.string().nullable(),
  epoch: z.string().nullable(),
  lastLines: z.array(ConsoleLine).max(200),
});
export type ExitReport = z.infer<typeof ExitReport>;

/**
 * What a node observed of one server. Kept on the node's disk until answered, sent in order, and perhaps twice:
 * `nodeEpoch` and `reportSeq` together are its identity, and `reportSeq` only grows within an epoch, with gaps.
 */
export const ServerReport = z.object({
  nodeEpoch: z.string(),
  reportSeq: z.int().positive(),
  serverId: ServerId,
  /** The desired generation that was in force. */
  generation: Generation,
  /** Null: the server is deleted and its files are gone. */
  observed: ObservedState.nullable(),
  reason: ObservedReason.nullable(),
  /** One sentence more, for people: what failed. */
  detail: z.string().max(2000).nullable(),
  since: Millis,
  process: z.object({ startedAt: Millis, generation: Generation }).nullable(),
  install: InstallProgress.nullable(),
  exit: ExitReport.nullable(),
});
export type ServerReport = z.infer<typeof ServerReport>;

/** A one-shot act: done at most once, and not at all after its deadline. */
export const Order = z.object({
  orderId: OrderId,
  serverId: ServerId,
  kind: z.literal("command"),
  line: z.string().max(4096),
  deadline: Millis,
  /** How long to listen, at most, for what the game prints upon it, ms. */
  listenMs: z.int().min(0).max(5000).default(0),
});
export type Order = z.infer<typeof Order>;

/** What became of an order. The same order gets the same answer again. */
export const OrderAnswer = z.object({
  orderId: OrderId,
  state: z.enum(["done", "expired", "failed"]),
  reason: z.enum(["not_running", "unknown_server", "line_invalid", "write_failed", "interrupted"]).nullable(),
  /** The lines that the game printed right after, if it was listened to: most likely what it says to the order. */
  said: z.array(z.string().max(1000)).max(20).default([]),
  at: Millis,
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;

const text = z.string().max(1000);
/** What one line of a console told of: number `n` of line `seq`, which is its identity within the epoch. */
export const ReportedGameEvent = z.object({
  seq: z.int().nonnegative(),
  n: z.int().nonnegative(),
  at: Millis,
  kind: z.string().max(64),
  fields: z.record(z.string().max(64), z.union([text, z.number(), z.boolean()])),
  details: z.record(z.string().max(64), text),
});
export type ReportedGameEvent = z.infer<typeof ReportedGameEvent>;

/** What the lines `from` to `through` of a server's console told of; `lost`: so many of them could not be read. */
export const GameReport = z.object({
  serverId: ServerId,
  epoch: z.string().max(100),
  from: z.int().nonnegative(),
  through: z.int().nonnegative(),
  lost: z.int().nonnegative(),
  events: z.array(ReportedGameEvent).max(2000),
});
export type GameReport = z.infer<typeof GameReport>;

const Empty = z.object({});
/** Parsed one by one where it arrives, so that one bad server does not keep the others from their state. */
const LooseDesired = z.custom<z.input<typeof DesiredServer>>((value) => typeof value === "object" && value !== null);

/** What the panel sends to an agent. */
export const toAgent = {
  /** The first message on a link. `panelKey` is the panel's public key. */
  challenge: push(z.object({ nonce: Nonce, panelKey: Base64, hostEpoch: z.string() })),

  /** The whole set, once after each welcome. Servers it does not name are left as they are, and named in the answer. */
  "desired.sync": ask(
    z.object({ servers: z.array(LooseDesired) }),
    z.object({
      unknown: z.array(ServerId),
      refused: z.array(z.object({ serverId: z.string(), message: z.string() })),
    }),
    30_000,
  ),
  /** One server that changed. Answered once the agent has it on disk. */
  "desired.put": ask(z.object({ server: DesiredServer }), Empty),

  order: ask(Order, OrderAnswer),

  /**
   * Begins to send a server's lines: those after `since`, or the last `tail`, in the answer, then frames as they come.
   * A server that is not there yet has no bounds; its lines come from the first one on. Ends with the link.
   */
  "console.watch": ask(
    z.object({
      serverId: ServerId,
      since: ConsolePosition.nullable().default(null),
      tail: z.int().min(0).max(2000).default(500),
    }),
    ConsoleStart,
  ),
  "console.unwatch": ask(z.object({ serverId: ServerId }), Empty),
  /** Up to `limit` lines before `beforeSeq`, or from `fromSeq` on, oldest first. Fewer come where they are long. */
  "console.history": ask(
    z.object({
      serverId: ServerId,
      epoch: z.string().nullable().default(null),
      beforeSeq: z.int().nonnegative().nullable().default(null),
      fromSeq: z.int().nonnegative().nullable().default(null),
      limit: z.int().min(1).max(2000).default(500),
    }),
    ConsoleStart,
  ),
  /** Lines that contain the text, whatever its case, newest first; `beforeSeq` goes on where an answer ended. */
  "console.search": ask(
    z.object({
      serverId: ServerId,
      text: z.string().min(1).max(200),
      beforeSeq: z.int().nonnegative().nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      bounds: ConsoleBounds.nullable(),
      lines: z.array(ConsoleLine),
      /** Null: the log was searched to its beginning. */
      nextBeforeSeq: z.int().nonnegative().nullable(),
    }),
    15_000,
  ),

  /** Begins and ends figures every 2 s for one server; every server has them each 30 s anyway. */
  "stats.watch": ask(z.object({ serverId: ServerId }), Empty),
  "stats.unwatch": ask(z.object({ serverId: ServerId }), Empty),

  ...logQuestions,
};
export type ToAgent = typeof toAgent;

/** What an agent sends to the panel. */
export const fromAgent = {
  /** Answers the challenge, with `linkText` signed. Until its own answer has come and is proven, the agent obeys nothing. */
  hello: ask(
    z.object({
      nodeId: NodeId,
      protocol: z.string(),
      agentVersion: z.string(),
      publicKey: Base64,
      /** The host and port the agent dialled, as in its URL. */
      host: z.string(),
      /** To be signed by the panel. */
      nonce: Nonce,
      signature: Base64,
      /** The identity of this agent's memory of reports; another one after its state was lost. */
      nodeEpoch: z.string(),
      /** Grows with each connection of the node: a lower one is a link of the past. */
      connectionEpoch: z.int().positive(),
      facts: NodeFacts,
    }),
    z.object({ protocol: z.string(), panelVersion: z.string(), signature: Base64, at: Millis }),
  ),
  /** Every `HEARTBEAT_SEC`; the panel's time comes back. */
  heartbeat: ask(z.object({ at: Millis, node: NodeStats }), z.object({ at: Millis }), 10_000),
  "server.report": ask(ServerReport, Empty, 15_000),
  /** Answered once it is committed. Sent again until then; what was taken before is taken once. */
  "game.report": ask(GameReport, Empty, 15_000),
  /** What is worth knowing now or never. */
  "game.live": push(
    z.object({ serverId: ServerId, events: z.array(ReportedGameEvent.omit({ seq: true, n: true })).max(2000) }),
  ),
  "console.frame": push(ConsoleFrame),
  "console.gap": push(ConsoleGap),
  stats: push(z.object({ servers: z.array(ServerStats) })),
};
export type FromAgent = typeof fromAgent;
