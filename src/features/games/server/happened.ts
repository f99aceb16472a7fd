import * as z from "zod";
import type { GameName } from "#app/features/players/server/index.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { GAME_EVENTS, type GameEventKind, isGameEventKind } from "../game-event.ts";

/** A thing that happened, as an agent read it or the game itself reports it. `at` in ms since 1970. */
export type Said = Omit<ReportedGameEvent, "seq" | "n">;

/** The same, of a kind that is known and with the fields that the kind has. */
export interface Taken {
  kind: GameEventKind;
  at: Date;
  fields: Record<string, unknown>;
  details: Record<string, string>;
}

/** Which fields name players, by what they are said to be: who it is about first, then who else takes part. */
const ABOUT = ["player", "victim", "target", "entity"] as const;
const WITH = ["killer", "attacker"] as const;

/** What a node of another version says and this panel does not know is left out. A clock that is ahead tells of nothing that has yet to happen. */
export function parsed({ kind, at, fields, details }: Said, now: Date): Taken[] {
  if (!isGameEventKind(kind)) return [];
  const read = schemaOf(kind).safeParse(fields);
  if (!read.success) return [];
  return [{ kind, at: new Date(Math.min(at, now.getTime())), fields: withoutPassword(kind, read.data), details }];
}

/** Commands of games and of their plugins that say a password: what follows them is kept by nobody and told to nobody. */
const SAYS_PASSWORD =
  /^(\/?(?:\w+:)?(?:login|register|reg|unregister|auth|authme|2fa|totp|passwd|password|changepw|changepass(?:word)?))\s.+$/is;

function withoutPassword(kind: GameEventKind, fields: Record<string, unknown>): Record<string, unknown> {
  if (kind !== "player_command" || typeof fields.command !== "string") return fields;
  return { ...fields, command: fields.command.replace(SAYS_PASSWORD, "$1 …") };
}

const schemas = new Map<GameEventKind, z.ZodObject>();

/** Made once a kind: each new schema compiles its own parser, which costs more than the parsing. */
function schemaOf(kind: GameEventKind): z.ZodObject {
  const schema = schemas.get(kind) ?? z.object(GAME_EVENTS[kind].fields as z.ZodRawShape);
  schemas.set(kind, schema);
  return schema;
}

/** Everybody who is named as a player, once each. */
export function namesIn(events: readonly Taken[]): GameName[] {
  const names = new Map<string, GameName>();
  for (const { fields } of events) {
    for (const field of [...ABOUT, ...WITH]) {
      const name = fields[field];
      if (typeof name !== "string" || !isPlayer(fields, field)) continue;
      const platformId = field === "player" ? ((fields.platformId as string | undefined) ?? null) : null;
      names.set(name, { name, platformId: platformId ?? names.get(name)?.platformId ?? null });
    }
  }
  return [...names.values()];
}

/** Whom an event is about, and who else takes part, of the players by name. */
export function playersIn({ fields }: Taken, players: ReadonlyMap<string, string>) {
  return { playerId: firstOf(fields, ABOUT, players), otherId: firstOf(fields, WITH, players) };
}

function firstOf(
  fields: Record<string, unknown>,
  among: readonly string[],
  players: ReadonlyMap<string, string>,
): string | null {
  const field = among.find((name) => typeof fields[name] === "string" && isPlayer(fields, name));
  return field ? (players.get(fields[field] as string) ?? null) : null;
}

function isPlayer(fields: Record<string, unknown>, field: string): boolean {
  return field === "player" || fields[`${field}Kind`] === "player";
}
