import * as z from "zod";
import { takeGameEvents } from "#app/features/games/server/index.ts";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { recordEngine } from "#app/features/statistics/server/index.ts";
import { SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { GAME_EVENT_KINDS } from "../../games/game-event.ts";
import { GAME_ORDER_KINDS } from "../../games/game-order.ts";
import { engineConnected, engineDisconnected } from "../events.ts";
import { BRIDGE_TIMES, Moment, Run, SentAt, STREAMS } from "../schema.ts";
import { holdFeed } from "./feed.ts";
import { byOurClock } from "./game-clock.ts";
import { meetingOf } from "./met.ts";
import { EXAMPLE_RUN, spoken } from "./reporting.ts";

const access = { kind: "permission", permission: "events:write" } as const;
const LEASE_MS = BRIDGE_TIMES.leaseSec * SECOND;

const LinkRow = z.object({
  run: z.string(),
  runStartedAt: z.date(),
  connected: z.boolean(),
  isAlive: z.boolean(),
});

export const hello = defineCommand({
  id: "bridge.hello",
  summary: "Connect a game to its server",
  description: `The first call of each run, and again after it was not heard for ${BRIDGE_TIMES.leaseSec} seconds. One game at a time: another one is refused while this is heard.`,
  access,
  ...spoken,
  errors: ["conflict"],
  input: OneServer.extend({
    run: Run,
    startedAt: Moment.describe("When this run began: an older one never takes the place of a newer."),
    sentAt: SentAt,
    client: z.string().max(100).nullable().default(null).describe("Which program speaks, with its version."),
    gameVersion: z.string().max(100).nullable().default(null),
    tells: z
      .array(z.enum(GAME_EVENT_KINDS as [string, ...string[]]))
      .max(GAME_EVENT_KINDS.length)
      .default([])
      .describe("Kinds of events that it reports itself: of its console these are left out while it is connected."),
    takes: z
      .array(z.enum(GAME_ORDER_KINDS as [string, ...string[]]))
      .max(GAME_ORDER_KINDS.length)
      .default([])
      .describe("Kinds of orders that it obeys."),
  }),
  output: z.object({
    heartbeatSec: z.int().describe("It is to be heard this often."),
    leaseSec: z.int().describe("After so long in silence it counts as gone."),
    revisions: z
      .record(z.string(), z.int())
      .describe("Up to which revision the reports of each stream of this run are taken."),
  }),
  example: { ...EXAMPLE_RUN, startedAt: "2026-11-21T12:00:00.000Z", tells: ["player_login"], takes: ["kick"] },
  http: { method: "POST", path: "/servers/{serverId}/bridge/hello" },
  async run(context, said, server) {
    const { db, now, actor, address, emit } = context;
    const { serverId, run, client, gameVersion, tells, takes } = said;
    const startedAt = new Date(Math.min(byOurClock(said.sentAt, now)(said.startedAt), now.getTime()));
    await db.query(sql`select 1 as held from servers where id = ${serverId} for no key update`);
    const before = await row(
      db,
      LinkRow,
      sql`select run, "runStartedAt", connected, connected and "leaseUntil" > ${now} as "isAlive" from bridge_links where "serverId" = ${serverId}`,
    );
    const isSame = before?.run === run;
    if (before && !isSame) {
      if (before.isAlive) throw new AppError("conflict", "bridge.occupied");
      if (startedAt < before.runStartedAt) throw new AppError("conflict", "bridge.older_run");
      if (before.connected) emit(engineDisconnected, { serverId, name: server.name, run: before.run, reason: "lost" });
    }
    const goesOn = isSame && before.connected;
    await db.execute(sql`
      insert into bridge_links as l ("serverId", run, "runStartedAt", connected, "connectedAt", "leaseUntil", "keyId", address, client, "gameVersion", tells, takes)
      values (${serverId}, ${run}, ${startedAt}, true, ${now}, ${new Date(now.getTime() + LEASE_MS)}, ${actor.id ?? ""}, ${address}, ${client}, ${gameVersion},
        ${tells}, ${takes})
      on conflict ("serverId") do update set run = excluded.run, "runStartedAt" = excluded."runStartedAt", connected = true,
        "connectedAt" = case when ${goesOn}::boolean then l."connectedAt" else excluded."connectedAt" end,
        "disconnectedAt" = case when l.connected and not ${goesOn}::boolean then ${now} else l."disconnectedAt" end,
        "leaseUntil" = excluded."leaseUntil", "keyId" = excluded."keyId", address = excluded.address, client = excluded.client,
        "gameVersion" = excluded."gameVersion", tells = excluded.tells, takes = excluded.takes`);
    if (before && !isSame) await leaveAll(context, serverId);
    if (!goesOn) emit(engineConnected, { serverId, name: server.name, run, gameVersion });
    return { ...BRIDGE_TIMES, revisions: await revisionsOf(db, serverId, run) };
  },
});

async function revisionsOf(db: Sql, serverId: string, run: string): Promise<Record<string, number>> {
  const found = await rows(
    db,
    z.object({ stream: z.string(), revision: z.number() }),
    sql`select stream, revision from bridge_streams where "serverId" = ${serverId} and run = ${run}`,
  );
  const known = new Map(found.map(({ stream, revision }) => [stream, revision]));
  return Object.fromEntries(Object.keys(STREAMS).map((stream) => [stream, known.get(stream) ?? 0]));
}

export const heartbeat = defineCommand({
  id: "bridge.heartbeat",
  summary: "Say that a game is there",
  description: "With what it says of itself. A game that is not connected any more is told so, and says hello again.",
  access,
  ...spoken,
  errors: ["conflict"],
  input: OneServer.extend({
    run: Run,
    tick: z.int().nonnegative().nullable().default(null).describe("How many ticks its clock has gone."),
    tickRate: z.number().min(0).max(100_000).nullable().default(null).describe("Ticks a second, as they really come."),
    memoryMb: z.number().min(0).max(1e9).nullable().default(null),
    cpuPercent: z.number().min(0).max(1e6).nullable().default(null).describe("Of one core."),
  }),
  output: z.object({ connected: z.literal(true) }),
  example: { ...EXAMPLE_RUN, tick: 345_600, tickRate: 4, memoryMb: 56.5 },
  http: { method: "POST", path: "/servers/{serverId}/bridge/heartbeat" },
  async run({ db, now }, { serverId, run, tick, tickRate, memoryMb, cpuPercent }) {
    const heard = await row(
      db,
      z.object({ runStartedAt: z.date(), gameVersion: z.string().nullable() }),
      sql`update bridge_links set "leaseUntil" = ${new Date(now.getTime() + LEASE_MS)}, "tickRate" = ${tickRate}, "currentTick" = ${tick}::bigint,
            "memoryMiB" = ${memoryMb}, "figuresAt" = ${now}
          where "serverId" = ${serverId} and run = ${run} and connected returning "runStartedAt", "gameVersion"`,
    );
    if (!heard) throw new AppError("conflict", "bridge.not_connected");
    const { runStartedAt: startedAt, gameVersion: version } = heard;
    await recordEngine({ db }, serverId, { at: now, version, tickRate, tick, memoryMb, cpuPercent, startedAt });
    return { connected: true as const };
  },
});

export const goodbye = defineCommand({
  id: "bridge.goodbye",
  summary: "Disconnect a game that ends",
  description: "Said last, when all is reported. Who is still in is out then.",
  access,
  ...spoken,
  input: OneServer.extend({ run: Run }),
  output: z.object({}),
  example: EXAMPLE_RUN,
  http: { method: "POST", path: "/servers/{serverId}/bridge/goodbye", status: 204 },
  async run(context, { serverId, run }, server) {
    const { db, now, emit } = context;
    const ended = await db.execute(sql`
      update bridge_links set connected = false, "disconnectedAt" = ${now}, "leaseUntil" = ${now} where "serverId" = ${serverId} and run = ${run} and connected`);
    if (ended === 0) return {};
    await leaveAll(context, serverId);
    emit(engineDisconnected, { serverId, name: server.name, run, reason: "ended" });
    return {};
  },
});

export const noticeLost = defineCommand({
  id: "bridge.noticeLost",
  summary: "Tell of the games that are not heard any more",
  description: "Once for each. Who was in one that does not run any more is out.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ games: z.int().describe("How many were lost since the last time.") }),
  example: {},
  async run(context) {
    const { db, now, emit } = context;
    const lost = await rows(
      db,
      z.object({ serverId: z.string(), name: z.string(), run: z.string(), runs: z.boolean() }),
      sql`update bridge_links l set connected = false, "disconnectedAt" = ${now} from servers s
          where l.connected and l."leaseUntil" <= ${now} and s.id = l."serverId"
          returning l."serverId", s.name, l.run, s.observed in ('running', 'starting', 'stopping') as runs`,
    );
    for (const { serverId, name, run, runs } of lost) {
      if (!runs) await leaveAll(context, serverId);
      emit(engineDisconnected, { serverId, name, run, reason: "lost" });
    }
    return { games: lost.length };
  },
});

/** A game that has ended has nobody in it, also those of whom it could not say that they left; and nobody is anywhere in its world. */
async function leaveAll(context: Context, serverId: string): Promise<void> {
  const { db, now } = context;
  await holdFeed(context, serverId);
  const inGame = await rows(
    db,
    z.object({ player: z.string(), platformId: z.string().nullable() }),
    sql`select ps.name as player, p."platformId" from player_servers ps join players p on p.id = ps."playerId"
        where ps."serverId" = ${serverId} and ps.online order by ps.name`,
  );
  const events = inGame.map(({ player, platformId }) => ({
    kind: "player_logout",
    at: now.getTime(),
    fields: { player, reason: "server_stopped", ...(platformId === null ? {} : { platformId }) },
    details: {},
  }));
  if (events.length > 0) await takeGameEvents(context, await meetingOf(db, serverId), events);
  await db.execute(sql`delete from world_positions where "serverId" = ${serverId}`);
  // A game that is there after all tells where everybody is from the beginning.
  await db.execute(sql`delete from bridge_streams where "serverId" = ${serverId} and stream = 'positions'`);
}
