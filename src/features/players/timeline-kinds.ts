import { GAME_EVENT_KINDS, GAME_EVENTS, type GameEventKind } from "../games/game-event.ts";
import type { TimelineKind } from "./schema.ts";

/** Under which chip of a timeline the kinds of game events stand that have one of their own. Visits are told whole, and not by their ends. */
const KIND_OF: Readonly<Partial<Record<GameEventKind, TimelineKind>>> = {
  player_login: "sessions",
  player_logout: "sessions",
  player_command: "commands",
  chat_message: "chat",
  death: "deaths",
  achievement: "achievements",
  advancement: "achievements",
};

/** What of a game event says it in words. */
const TEXT_OF: Readonly<Partial<Record<GameEventKind, string>>> = {
  player_command: "command",
  chat_message: "text",
  death: "cause",
  achievement: "achievement",
  advancement: "advancement",
  world_event: "text",
};

export function timelineKind(kind: string): TimelineKind {
  return KIND_OF[kind as GameEventKind] ?? "other";
}

/** The kinds of game events that stand under these chips. */
export function gameKindsOf(kinds: readonly TimelineKind[]): GameEventKind[] {
  return GAME_EVENT_KINDS.filter((kind) => {
    const under = timelineKind(kind);
    return GAME_EVENTS[kind].keep === "stored" && under !== "sessions" && kinds.includes(under);
  });
}

export function wordsOf(kind: string, fields: Readonly<Record<string, unknown>>): string | null {
  const name = TEXT_OF[kind as GameEventKind];
  const text = name === undefined ? undefined : fields[name];
  return typeof text === "string" ? text : null;
}
