import * as z from "zod";
import { type GameName, meetPlayers, type Passage, recordPassages } from "#app/features/players/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { logOf } from "#app/platform/log.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { GameReport, type ReportedGameEvent } from "#app/protocol/agent.ts";
import { GAME_EVENT_TYPES } from "../events.ts";
import { GAME_EVENTS, type GameEventKind, isGameEventKind } from "../game-event.ts";

const log = logOf("games");
const EXAMPLE_ID = "srv_01930000000070008000000000000001";
/** A node whose clock is ahead tells of nothing that has yet to happen. */
const Feed = z.object({ epoch: z.string(), seq: z.number(), n: z.number() });
const ReportedServer = z.object({ communityId: z.string().nullable(), game: z.string() });

export const report = defineCommand({
  id: "games.report",
  summary: "Report what a server's console told of its game",
  description: "Taken once: a repeat changes nothing. About a server that is not on this node nothing is taken.",
  access: { kind: "node" },
  audit: "none",
  input: GameReport,
  output: z.object({ taken: z.int().nonnegative() }),
  example: { serverId: EXAMPLE_ID, epoch: "e1", from: 1, through: 1, lost: 0, events: [] },
  async run(context, said) {
    const { db, actor } = context;
    const server = await row(
      db,
      ReportedServer,
      sql`select "communityId", "blueprintDocument"->>'game' as game from servers where id = ${said.serverId} and "nodeId" = ${actor.id}`,
    );
    if (!server) {
      log.warn(
        { nodeId: actor.id, serverId: said.serverId },
        "a game's report about a server that is not on this node",
      );
      return { taken: 0 };
    }
    const fresh = await advance(context, said);
    if (fresh.length > 0) await take(context, { serverId: said.serverId, ...server }, fresh);
    return { taken: fresh.length };
  },
});

/** The events that were not taken before. Moves the server's feed; held until the commit, so reports of a server come one after the other. */
async function advance({ db, now }: Context, said: GameReport): Promise<ReportedGameEvent[]> {
  const { serverId, epoch, through, lost, events } = said;
  await db.execute(sql`
    insert into game_feeds ("serverId", epoch, seq, n, "updatedAt") values (${serverId}, ${epoch}, 0, 0, ${now}) on conflict do nothing`);
  const feed = await row(db, Feed, sql`select epoch, seq, n from game_feeds where "serverId" = ${serverId} for update`);
  const at = feed!.epoch === epoch ? feed! : { seq: 0, n: 0 };
  const fresh = events.filter(({ seq, n }) => seq > at.seq || (seq === at.seq && n > at.n));
  const isNews = through > at.seq || fresh.length > 0;
  if (!isNews && feed!.epoch === epoch) return [];
  const last = Math.max(through, at.seq);
  const n = Math.max(last === at.seq ? at.n : 0, ...fresh.filter(({ seq }) => seq === last).map((event) => event.n));
  await db.execute(sql`
    update game_feeds set epoch = ${epoch}, seq = ${last}, n = ${n}, "lostLines" = "lostLines" + ${lost}, "updatedAt" = ${now}
    where "serverId" = ${serverId}`);
  return fresh;
}

interface Taken {
  kind: GameEventKind;
  at: Date;
  fields: Record<string, unknown>;
  details: Record<string, string>;
}

interface Line extends Taken {
  address: string | null;
  playerId: string | null;
  otherId: string | null;
}

/** Which fields name players, by what they are said to be: who it is about first, then who else takes part. */
const ABOUT = ["player", "victim", "target", "entity"] as const;
const WITH = ["killer", "attacker"] as const;

async function take(
  { db, now, emit }: Context,
  server: { serverId: string; communityId: string | null; game: string },
  events: readonly ReportedGameEvent[],
): Promise<void> {
  const taken = events.flatMap((event) => parsed(event, now));
  const players = await meetPlayers(db, server, namesIn(taken), now);
  const lines = taken.map((event) => {
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

/** What a node of another version says and this panel does not know is left out. */
function parsed({ kind, at, fields, details }: ReportedGameEvent, now: Date): Taken[] {
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

function passageIn({ kind, at, fields, address, playerId }: Line): Passage[] {
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

async function writeEvents(db: Sql, serverId: string, lines: readonly Line[]): Promise<void> {
  await db.execute(sql`
    insert into game_events ("serverId", at, kind, "playerId", "otherId", fields, details)
    select ${serverId}, e.at, e.kind, e."playerId", e."otherId", e.fields, e.details
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as e(at timestamptz, kind text, "playerId" text, "otherId" text, fields jsonb, details jsonb)`);
}
