import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { Counter } from "../counters.ts";
import { CombatFigures, CommandFigures, EconomyFigures, PlayerFigures, ServerFigures } from "../schema.ts";
import { countsOfDays, daysAt } from "./days.ts";
import { type ReadableServer, readableServer, serverToRead } from "./readable.ts";

const OneServer = z.object({ serverId: z.string().max(100) });
const EXAMPLE = { serverId: "srv_01930000000070008000000000000001" };
const OPEN =
  "For everybody where the setting `public-statistics` says so, else for who may see the server's players. Null is what the game does not tell.";
const MOST_COMMANDS = 20;

/** A figure, or null where the game would not say if there was one. */
function told({ knows }: ReadableServer, counter: Counter, value: number): number | null {
  return knows.has(counter) ? value : null;
}

export const server = defineQuery({
  id: "statistics.server",
  summary: "How a game is doing",
  description: `Since when it runs, its clock and who is in. ${OPEN} While no game runs there, or one that speaks by the bridge is not connected, it answers 503.`,
  access: { kind: "public" },
  errors: ["unauthenticated", "forbidden", "not_found", "unavailable"],
  input: OneServer,
  output: ServerFigures,
  example: EXAMPLE,
  http: { method: "GET", path: "/servers/{serverId}/statistics" },
  async run(context, { serverId }) {
    const found = await readableServer(context, serverId);
    const { connected, isRunning, gameStartedAt, processStartedAt, memoryMb } = found;
    if (!(connected ?? isRunning)) throw new AppError("unavailable", "engine_not_ready");
    const startedAt = (connected ? gameStartedAt : null) ?? processStartedAt;
    return {
      serverId,
      startedAt: iso(startedAt),
      uptimeSec: startedAt && Math.max(0, Math.floor((context.now.getTime() - startedAt.getTime()) / 1000)),
      tickRate: found.tickRate,
      tick: found.tick,
      online: told(found, "visits", found.online),
      memoryMiB: memoryMb,
      cpuPercent: found.cpuPercent,
      version: found.version,
      reportedAt: iso(found.engineAt),
    };
  },
});

export const players = defineQuery({
  id: "statistics.players",
  summary: "How many play on a server",
  description: OPEN,
  access: { kind: "public" },
  errors: ["unauthenticated", "forbidden", "not_found"],
  input: OneServer,
  output: PlayerFigures,
  example: EXAMPLE,
  http: { method: "GET", path: "/servers/{serverId}/statistics/players" },
  async run(context, { serverId }) {
    const found = await readableServer(context, serverId);
    const days = await daysAt(context.db, context.now);
    const { today, week, peakToday } = await countsOfDays(context.db, serverId, days);
    const { online, peakOnline, peakAt } = found;
    return {
      serverId,
      online: told(found, "visits", online),
      openSessions: told(found, "visits", online),
      // Who came yesterday and is still in is in today.
      peakToday: told(found, "visits", Math.max(peakToday, online)),
      peakEver: told(found, "visits", peakOnline),
      peakEverAt: iso(peakAt),
      newToday: told(found, "newPlayers", today.newPlayers),
      newThisWeek: told(found, "newPlayers", week.newPlayers),
      players: told(found, "newPlayers", found.players),
      visitsToday: told(found, "visits", today.visits),
      visitsThisWeek: told(found, "visits", week.visits),
      days,
    };
  },
});

const Wealth = z.object({
  total: z.number().nullable(),
  players: z.number(),
  median: z.number().nullable(),
  top: z.number().nullable(),
});

export const economy = defineQuery({
  id: "statistics.economy",
  summary: "How much players of a server own",
  description: `In the currency of its game. ${OPEN}`,
  access: { kind: "public" },
  errors: ["unauthenticated", "forbidden", "not_found"],
  input: OneServer,
  output: EconomyFigures,
  example: EXAMPLE,
  http: { method: "GET", path: "/servers/{serverId}/statistics/economy" },
  async run(context, { serverId }) {
    const { db, now } = context;
    const found = await readableServer(context, serverId);
    const days = await daysAt(db, now);
    const { today, week } = await countsOfDays(db, serverId, days);
    const { total, players, median, top } = await wealthOf(db, serverId);
    return {
      serverId,
      currency: found.currency,
      circulation: found.circulation ?? total,
      transactionsToday: told(found, "transactions", today.transactions),
      transactionsThisWeek: told(found, "transactions", week.transactions),
      averageWealth: total === null ? null : Math.round((total / players) * 100) / 100,
      medianWealth: median,
      topWealth: top,
      reportedAt: iso(found.economyAt),
      days,
    };
  },
});

/** The middle is found by walking the index by amount, not by sorting. */
async function wealthOf(db: Sql, serverId: string): Promise<z.output<typeof Wealth>> {
  const found = await row(
    db,
    Wealth,
    sql`select a.total, a.players, a.top,
          (select avg(m.amount) from (select amount from player_wealth where "serverId" = ${serverId} order by amount
            limit 2 - a.players % 2 offset greatest(a.players - 1, 0) / 2) as m) as median
        from (select sum(amount) as total, count(*)::int as players, max(amount) as top from player_wealth where "serverId" = ${serverId}) as a`,
  );
  return found!;
}

export const combat = defineQuery({
  id: "statistics.combat",
  summary: "How much is fought on a server",
  description: OPEN,
  access: { kind: "public" },
  errors: ["unauthenticated", "forbidden", "not_found"],
  input: OneServer,
  output: CombatFigures,
  example: EXAMPLE,
  http: { method: "GET", path: "/servers/{serverId}/statistics/combat" },
  async run(context, { serverId }) {
    const found = await readableServer(context, serverId);
    const days = await daysAt(context.db, context.now);
    const { today, week } = await countsOfDays(context.db, serverId, days);
    return {
      serverId,
      battlesToday: told(found, "battles", today.battles),
      battlesThisWeek: told(found, "battles", week.battles),
      playerDeathsToday: told(found, "playerDeaths", today.playerDeaths),
      playerDeathsThisWeek: told(found, "playerDeaths", week.playerDeaths),
      npcDeathsToday: told(found, "npcDeaths", today.npcDeaths),
      npcDeathsThisWeek: told(found, "npcDeaths", week.npcDeaths),
      damageToday: told(found, "damage", today.damage),
      damageThisWeek: told(found, "damage", week.damage),
      pvpBattlesToday: told(found, "pvpBattles", today.pvpBattles),
      pvpBattlesThisWeek: told(found, "pvpBattles", week.pvpBattles),
      days,
    };
  },
});

const CommandRow = z.object({
  command: z.string(),
  invocations: z.number(),
  errors: z.number(),
  timedMs: z.number(),
  timed: z.number(),
  invocationsToday: z.number(),
  invocationsThisWeek: z.number(),
});

export const commands = defineQuery({
  id: "statistics.commands",
  summary: "Which commands are given on a server",
  description: "How often, how long they take and how often they fail. Null is what the game does not tell.",
  access: { kind: "permission", permission: "statistics:read" },
  subject: {
    kind: "server",
    load: (context, { serverId }: { serverId: string }) => serverToRead(context, serverId),
    on: ({ id, communityId, ownerId }) => ({ serverId: id, communityId, ownerId }),
    see: "servers:read",
    name: ({ id }) => ({ id, label: id }),
  },
  input: OneServer,
  output: CommandFigures,
  example: EXAMPLE,
  http: { method: "GET", path: "/servers/{serverId}/statistics/commands" },
  async run({ db, now }, { serverId }, found) {
    const days = await daysAt(db, now);
    const { today, week } = await countsOfDays(db, serverId, days);
    const names = await row(
      db,
      z.object({ names: z.number() }),
      sql`select count(*)::int as names from statistic_commands where "serverId" = ${serverId}`,
    );
    const used = await rows(
      db,
      CommandRow,
      sql`select c.command, c.invocations, c.errors, c."timedMs", c.timed,
            coalesce(sum(d.invocations) filter (where d.day = ${days.today}::date), 0)::int as "invocationsToday",
            coalesce(sum(d.invocations), 0)::int as "invocationsThisWeek"
          from (select * from statistic_commands where "serverId" = ${serverId} order by invocations desc, command limit ${MOST_COMMANDS}) as c
          left join statistic_command_days d on d."serverId" = ${serverId} and d.command = c.command
            and d.day between ${days.weekFrom}::date and ${days.today}::date
          group by c.command, c.invocations, c.errors, c."timedMs", c.timed order by c.invocations desc, c.command`,
    );
    const percent = found.commands === 0 ? 0 : (found.commandErrors / found.commands) * 100;
    return {
      serverId,
      executed: told(found, "commands", found.commands),
      executedToday: told(found, "commands", today.commands),
      executedThisWeek: told(found, "commands", week.commands),
      names: told(found, "commands", names!.names),
      errorPercent: told(found, "commandErrors", Math.round(percent * 100) / 100),
      mostUsed: used.map(({ timedMs, timed, errors, ...use }) => ({
        ...use,
        averageMs: timed === 0 ? null : Math.round((timedMs / timed) * 100) / 100,
        errors: told(found, "commandErrors", errors),
      })),
      days,
    };
  },
});
