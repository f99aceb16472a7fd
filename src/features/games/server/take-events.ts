import * as z from "zod";
import {
  type GameName,
  type Meeting,
  meetPlayers,
  type Passage,
  recordPassages,
} from "#app/features/players/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { GAME_EVENT_TYPES } from "../events.ts";
import { GAME_EVENTS, type GameEventKind, isGameEventKind } from "../game-event.ts";

/** A thing that happened, as an agent read it or the game itself reports it. `at` in ms since 1970. */
type Said = Omit<ReportedGameEvent, "seq" | "n">;

interface Taken {
  kind: GameEventKind;
  at: Date;
  fields: Record<string, unknown>;
  details: Record<string, string>;
}

/** As the timeline has it. `address` of a login alone: where they came from. */
export interface HappenedInGame extends Taken {
  address: string | null;
  playerId: string | null;
  otherId: string | null;
}

/** Which fields name players, by what they are said to be: who it is about first, then who else takes part. */
const ABOUT = ["player", "victim", "target", "entity"] as const;
const WITH = ["killer", "attacker"] as const;

/**
 * What happened on one server, in order, and not taken before (whoever calls sees to that): players are met, their visits kept, the timeline written, and
 * everybody told who follows the events. All within the caller's transaction.
 */
export async function takeGameEvents(
  { db, now, emit }: Context,
  server: Meeting,
  events: readonly Said[],
): Promise<void> {
  const taken = events.flatMap((event) => parsed(event, now));
  const players = await meetPlayers(db, server, namesIn(taken), now);
  const lines = taken.map((event): HappenedInGame => {
    // An address belongs to the visit, where those see it who may: history and events go to others too.
    const { address = null, ...fields } = event.fields as { address?: string };
    return {
      ...event,
      fields,
      address,
      playerId: playerIn(event, ABOUT, players),
      otherId: playerIn(event, WITH, players),
    };
  });
  await writeEvents(db, server.serverId, lines);
  const seen = new Map<string, Date>();
  for (const { playerId, otherId, at } of lines) for (const id of [playerId, otherId]) if (id) seen.set(id, at);
  await recordPassages(db, server.serverId, lines.flatMap(passageIn), seen);
  for (const { kind, fields, details, playerId, otherId } of lines)
    emit(GAME_EVENT_TYPES[kind], { serverId: server.serverId, playerId, otherId, details, ...fields });
}

/** What a node of another version says and this panel does not know is left out. A clock that is ahead tells of nothing that has yet to happen. */
function parsed({ kind, at, fields, details }: Said, now: Date): Taken[] {
  if (!isGameEventKind(kind)) return [];
  const read = z.object(GAME_EVENTS[kind].fields as z.ZodRawShape).safeParse(fields);
  if (!read.success) return [];
  return [{ kind, at: new Date(Math.min(at, now.getTime())), fields: read.data, details }];
}

function namesIn(events: readonly Taken[]): GameName[] {
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

function isPlayer(fields: Record<string, unknown>, field: string): boolean {
  return field === "player" || fields[`${field}Kind`] === "player";
}

function playerIn({ fields }: Taken, among: readonly string[], players: ReadonlyMap<string, string>): string | null {
  const field = among.find((name) => typeof fields[name] === "string" && isPlayer(fields, name));
  return field ? (players.get(fields[field] as string) ?? null) : null;
}

function passageIn({ kind, at, fields, address, playerId }: HappenedInGame): Passage[] {
  if (!playerId || (kind !== "player_login" && kind !== "player_logout")) return [];
  return [
    {
      playerId,
      at,
      isIn: kind === "player_login",
      address,
      reason: (fields.reason as string | undefined) ?? null,
    },
  ];
}

async function writeEvents(db: Sql, serverId: string, lines: readonly HappenedInGame[]): Promise<void> {
  await db.execute(sql`
    insert into game_events ("serverId", at, kind, "playerId", "otherId", fields, details)
    select ${serverId}, e.at, e.kind, e."playerId", e."otherId", e.fields, e.details
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as e(at timestamptz, kind text, "playerId" text, "otherId" text, fields jsonb, details jsonb)`);
}
