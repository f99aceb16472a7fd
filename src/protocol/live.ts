import * as z from "zod";
import { PublishedEvent } from "#app/features/events/schema.ts";
import { Millis, ServerId } from "#app/features/hosting/schema.ts";
import { ConsoleBounds, ConsoleGap, ConsolePosition, ServerStats } from "./agent.ts";

// What browser and sidecar say to each other over Socket.IO. The browser takes types from here, and what it runs from the files beside.

/** Lines that a viewer gets who says no position, or whose position is too far behind. */
export const CONSOLE_TAIL = 500;

/** Whether lines can come now, and since when (the panel's clock) that is so. */
export const ConsoleStatus = z.object({
  serverId: ServerId,
  state: z.enum(["connected", "reconnecting"]),
  since: Millis,
});
export type ConsoleStatus = z.infer<typeof ConsoleStatus>;

/** Consecutive lines in few bytes: `lines[i]` has the number `from + i` and came `offsets[i]` ms after `at` (0 where `offsets` is absent). */
export const ConsoleLines = z.object({
  serverId: ServerId,
  epoch: z.string(),
  from: z.int().nonnegative(),
  at: Millis,
  lines: z.array(z.string()),
  offsets: z.array(z.int()).optional(),
});
export type ConsoleLines = z.infer<typeof ConsoleLines>;

/** A stored event as a live connection gets it. `position` is its place in the order of all events. */
export const LiveEvent = PublishedEvent;
export type LiveEvent = z.infer<typeof LiveEvent>;

/** Why something that was asked for is not given; `code` and `reason` are those of every other door. */
export const LiveError = z.object({
  code: z.string(),
  reason: z.string(),
  message: z.string(),
  required: z.array(z.string()).optional(),
});
export type LiveError = z.infer<typeof LiveError>;

const Empty = z.object({});
const OneServer = z.object({ serverId: ServerId });

function question<Body extends z.ZodType, Answer extends z.ZodType>(body: Body, answer: Answer) {
  return { body, answer };
}

/** What a browser may ask; each question is answered with `{ok: true, …}` or `{ok: false, error}`. */
export const fromBrowser = {
  /**
   * Begins to send a server's console: what came after `since`, or the last `CONSOLE_TAIL` lines, then lines as they come. The answer is sent
   * before the first line. Asking again begins anew.
   */
  "console.join": question(
    z.object({ serverId: ServerId, since: ConsolePosition.nullable().default(null) }),
    z.object({ bounds: ConsoleBounds.nullable(), status: ConsoleStatus }),
  ),
  "console.leave": question(OneServer, Empty),
  /** Begins to send the figures of a server, each 2 seconds while somebody follows. */
  "server.follow": question(OneServer, Empty),
  "server.unfollow": question(OneServer, Empty),
  /**
   * Begins to send the events that the asker may see, from those after `since` on. `resync`: what came after `since` is no longer kept or too much;
   * read the present state anew, events go on from `position`.
   */
  "events.follow": question(
    z.object({ since: z.int().nonnegative().nullable().default(null) }),
    z.object({ position: z.int().nonnegative(), resync: z.boolean() }),
  ),
};
export type FromBrowser = typeof fromBrowser;
export type LiveQuestion = keyof FromBrowser;
export type LiveAnswer<Q extends LiveQuestion> =
  | ({ ok: true } & z.output<FromBrowser[Q]["answer"]>)
  | { ok: false; error: LiveError };

/** What a sidecar tells a browser of itself. */
export const toBrowser = {
  "console.lines": ConsoleLines,
  /**
   * Lines `from` to `to` of the log `epoch`, both included, that will not be sent. `new_log`: the log began anew as `epoch`, and everything shown
   * before belongs to another; there `to` is `from - 1` when nothing of the new log is left out.
   */
  "console.gap": ConsoleGap,
  "console.status": ConsoleStatus,
  /** The console is not sent any more: the right to read it, or the server, is gone. */
  "console.closed": z.object({ serverId: ServerId, error: LiveError }),
  "server.stats": ServerStats,
  event: LiveEvent,
  /** The sidecar ends; come back after so many milliseconds. The connection is closed right after. */
  goaway: z.object({ reconnectInMs: z.int().nonnegative() }),
  /** Whoever was signed in here is so no more. The connection is closed right after. */
  revoked: Empty,
};
export type ToBrowser = { [T in keyof typeof toBrowser]: z.input<(typeof toBrowser)[T]> };

/** The events of a typed Socket.IO connection, for `Socket<ServerToClient, ClientToServer>` at the browser's end. */
export type ServerToClient = { [T in keyof ToBrowser]: (body: ToBrowser[T]) => void };
export type ClientToServer = {
  [Q in LiveQuestion]: (body: z.input<FromBrowser[Q]["body"]>, answer: (answer: LiveAnswer<Q>) => void) => void;
};
