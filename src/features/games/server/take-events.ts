import { recordGameKills } from "#app/features/kills/server/index.ts";
import { noteLogins } from "#app/features/moderation/server/index.ts";
import {
  heedLinkCodes,
  type Meeting,
  meetPlayers,
  type Passage,
  recordPassages,
} from "#app/features/players/server/index.ts";
import { countGameEvents } from "#app/features/statistics/server/index.ts";
import { recordTold, type ToldHappening } from "#app/features/world/server/index.ts";
import { SECOND } from "#app/lib/duration.ts";
import type { Context } from "#app/operation/context.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { GAME_EVENT_TYPES } from "../events.ts";
import { GAME_EVENTS } from "../game-event.ts";
import { namesIn, parsed, playersIn, type Said, type Taken } from "./happened.ts";

/** What is worth knowing now or never is told to nobody later than this. */
const LIVE_WITHIN_MS = 10 * SECOND;

/** As the timeline has it. `address` of a login alone: where they came from. */
export interface HappenedInGame extends Taken {
  address: string | null;
  playerId: string | null;
  otherId: string | null;
}

/**
 * What happened on one server, in order, and not taken before (whoever calls sees to that): players are met, their visits kept, the timeline written, and
 * everybody told who follows the events (of live ones after the commit, and nothing is stored). All within the caller's transaction.
 */
export async function takeGameEvents(
  { db, now, emit, runtime }: Context,
  server: Meeting,
  events: readonly Said[],
  source: "console" | "bridge" = "bridge",
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
      ...playersIn(event, players),
    };
  });
  const stored = lines.filter(({ kind }) => GAME_EVENTS[kind].keep === "stored");
  await writeEvents(db, server.serverId, stored);
  const seen = new Map<string, Date>();
  for (const { playerId, otherId, at } of lines) for (const id of [playerId, otherId]) if (id) seen.set(id, at);
  const passages = lines.flatMap(passageIn);
  const comings = await recordPassages(db, server.serverId, passages, seen);
  const logins = passages.filter(({ isIn }) => isIn);
  await noteLogins({ db, now, runtime }, server.serverId, logins);
  await heedLinkCodes({ db, emit, now }, server.serverId, lines.flatMap(typedIn));
  await countGameEvents({ db }, server.serverId, lines, comings);
  await recordTold(db, server.serverId, lines.flatMap(happeningIn));
  const deaths = lines.filter(({ kind }) => kind === "death");
  await recordGameKills({ db, now, emit }, { ...server, source }, deaths);
  for (const { kind, at, fields, details, playerId, otherId } of lines) {
    const isLate = now.getTime() - at.getTime() > LIVE_WITHIN_MS;
    if (isLate && GAME_EVENTS[kind].keep !== "stored") continue;
    emit(GAME_EVENT_TYPES[kind], { serverId: server.serverId, playerId, otherId, details, ...fields });
  }
}

/** What players typed, where a code may stand. */
function typedIn({ kind, playerId, fields }: HappenedInGame): { playerId: string | null; text: string }[] {
  const text = kind === "chat_message" ? fields.text : kind === "player_command" ? fields.command : undefined;
  return typeof text === "string" ? [{ playerId, text }] : [];
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

/** Which fields say who it happened to and who did it, of what belongs to the history of a room. Who comes and goes is told by the positions. */
const OF_ROOMS = {
  death: ["victim", "killer"],
  respawn: ["entity", null],
  combat: ["target", "attacker"],
  world_event: ["text", null],
} as const;

function happeningIn({ kind, at, fields, playerId, otherId }: HappenedInGame): ToldHappening[] {
  if (!(kind in OF_ROOMS)) return [];
  const [to, by] = OF_ROOMS[kind as keyof typeof OF_ROOMS];
  return [
    {
      kind: kind as keyof typeof OF_ROOMS,
      at,
      who: String(fields[to]),
      playerId,
      other: by === null ? null : ((fields[by] as string | undefined) ?? null),
      room: (fields.room as string | undefined) ?? null,
      playerIds: [playerId, otherId].filter((id) => id !== null),
    },
  ];
}

async function writeEvents(db: Sql, serverId: string, lines: readonly HappenedInGame[]): Promise<void> {
  if (lines.length === 0) return;
  await db.execute(sql`
    insert into game_events ("serverId", at, kind, "playerId", "otherId", fields, details)
    select ${serverId}, e.at, e.kind, e."playerId", e."otherId", e.fields, e.details
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as e(at timestamptz, kind text, "playerId" text, "otherId" text, fields jsonb, details jsonb)`);
}
