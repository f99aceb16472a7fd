import * as z from "zod";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import { Timestamp } from "#app/lib/time.ts";

/** What is late by more than this is not done any more: a panel that was away for a day stops no server for a plan of yesterday. */
export const LATE_MINUTES = 15;
/** The furthest ahead that something can be planned. */
export const AHEAD_DAYS = 90;
export const MAX_DELAY_SEC = 86_400;

export const BroadcastId = z
  .string()
  .regex(/^bct_[0-9a-f]{32}$/)
  .describe("Id of a broadcast.");

/** One sentence of people's: what would end a line in a game's console has no place in it. */
export const Announced = z.string().trim().min(1).max(500).regex(ONE_LINE, NOT_ONE_LINE);

export const BROADCAST_SCOPES = ["all", "communities", "servers"] as const;
export const BROADCAST_STATES = ["scheduled", "sending", "sent", "cancelled", "missed"] as const;
export const DELIVERY_STATES = ["pending", "done", "failed", "expired", "unsupported", "skipped"] as const;

export const BroadcastDelivery = z.object({
  serverId: z.string(),
  serverName: z.string(),
  state: z
    .enum(DELIVERY_STATES)
    .describe("skipped: no game ran there; unsupported: the game has no way to tell all who play."),
  via: z.enum(["bridge", "console"]).nullable().describe("What carried it to the game."),
  said: z.string().nullable().describe("What the game said to it."),
  reason: z.string().nullable().describe("Why it is not done."),
  finishedAt: Timestamp.nullable(),
});
export type BroadcastDelivery = z.output<typeof BroadcastDelivery>;

export const Broadcast = z.object({
  id: BroadcastId,
  text: z.string(),
  scope: z.enum(BROADCAST_SCOPES),
  scopeIds: z.array(z.string()).describe("The communities or servers; empty for all."),
  state: z
    .enum(BROADCAST_STATES)
    .describe("missed: it was due while the panel was away, for too long to say it afterwards."),
  dueAt: Timestamp,
  createdAt: Timestamp,
  createdBy: z.string().describe("Who said it."),
  endedAt: Timestamp.nullable(),
  servers: z.int().describe("How many servers it goes or went to; 0 until it is sent."),
  done: z.int().describe("On how many of them the game took it."),
});
export type Broadcast = z.output<typeof Broadcast>;

/** With what became of it on each server. */
export const ReportedBroadcast = Broadcast.extend({ deliveries: z.array(BroadcastDelivery) });
export type ReportedBroadcast = z.output<typeof ReportedBroadcast>;

export const SHUTDOWN_STATES = ["scheduled", "done", "cancelled", "missed", "failed"] as const;

export const Shutdown = z.object({
  id: z.string(),
  serverId: z.string(),
  serverName: z.string(),
  state: z.enum(SHUTDOWN_STATES),
  reason: z.string().nullable(),
  restarts: z.boolean().describe("Whether it is started again."),
  dueAt: Timestamp.describe("When the server is stopped."),
  createdAt: Timestamp,
  createdBy: z.string(),
  endedAt: Timestamp.nullable(),
  endedBy: z.string().nullable().describe("Who cancelled it."),
  problem: z.string().nullable().describe("Why it failed."),
  told: z
    .array(
      z.object({
        secondsLeft: z.int(),
        at: Timestamp,
        state: z
          .string()
          .describe("As of an order to a game: done, failed, expired, unsupported; sent until it is known."),
      }),
    )
    .describe("What players were told of it."),
});
export type Shutdown = z.output<typeof Shutdown>;

export const Maintenance = z.object({
  isOn: z.boolean(),
  message: z.string().nullable().describe("What people read meanwhile."),
  until: Timestamp.nullable().describe("When it is thought to end. It ends when an owner ends it."),
  startedAt: Timestamp.nullable(),
});
export type Maintenance = z.output<typeof Maintenance>;
