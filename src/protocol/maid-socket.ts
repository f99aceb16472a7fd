import * as z from "zod";
import { GAME_EVENT_KINDS, type GameEventKind } from "#app/features/games/game-event.ts";

/** Below the dialect's base, and below that of each server. */
export const MAID_EVENTS_PATH = "/api/v1/events";

/** What its document lists, which is less than games can tell. */
const MAID_EVENT_TYPES: ReadonlySet<string> = new Set([
  "player_login",
  "player_logout",
  "player_command",
  "chat_message",
  "system_message",
  "combat",
  "damage",
  "death",
  "respawn",
  "world_event",
  "room_enter",
  "room_leave",
  "entity_created",
  "entity_destroyed",
  "component_added",
  "component_removed",
  "tick",
] satisfies GameEventKind[]);

/** What is told without a key, while the figures are for everybody. */
export const MAID_PUBLIC_TYPES: ReadonlySet<string> = new Set(["player_login", "player_logout", "world_event", "tick"]);
/** To be used sparingly, as the document says: for who names it. */
const BY_NAME_ALONE: ReadonlySet<string> = new Set(["tick"]);

/** Whether somebody who asked for these types (null: for none in particular, so for those that the document lists) is told of one. */
export function isWanted(types: ReadonlySet<string> | null, type: string): boolean {
  return types === null ? MAID_EVENT_TYPES.has(type) && !BY_NAME_ALONE.has(type) : types.has(type);
}

export const MAID_SOCKET_LIMITS = {
  messageBytes: 4 * 1024,
  messagesPerMinute: 120,
  /** What may wait for a reader before it is let go; from the second on live events are left out. */
  unreadBytes: 1024 * 1024,
  unreadBytesForLive: 64 * 1024,
  types: 100,
} as const;

const Types = z.array(z.string().max(100)).max(MAID_SOCKET_LIMITS.types);

/** What a client may say. */
export const FromMaidClient = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ping") }),
  z.object({ type: z.literal("subscribe"), types: Types }),
]);

export type ToMaidClient =
  | { type: "pong"; timestamp: string }
  | { type: "subscribed"; types: string[] }
  | { type: "error"; detail: string };

/** The types of the address: comma-separated; none where it names none. */
export function typesOfAddress(text: string | null): ReadonlySet<string> | null {
  const named = (text ?? "")
    .split(",")
    .map((type) => type.trim())
    .filter(Boolean);
  return named.length === 0 ? null : new Set(named.slice(0, MAID_SOCKET_LIMITS.types));
}

/** `game.player_login` as its document calls it; null for what no document calls anything. */
export function maidTypeOf(eventType: string): GameEventKind | null {
  const kind = eventType.startsWith("game.") ? eventType.slice("game.".length) : "";
  return (GAME_EVENT_KINDS as readonly string[]).includes(kind) ? (kind as GameEventKind) : null;
}
