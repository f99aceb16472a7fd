import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { Quarters } from "../online.ts";
import { addCommands } from "./commands.ts";
import { addToRollups } from "./rollups.ts";
import { holdServer, rememberTold } from "./server-row.ts";

type Within = Pick<Context, "db">;

/** What a game says of itself. What it does not say is null, and what was said before is forgotten. */
export interface EngineReport {
  at: Date;
  version: string | null;
  /** Ticks a second. */
  tickRate: number | null;
  tick: number | null;
  memoryMb: number | null;
  /** Of one core. */
  cpuPercent: number | null;
  startedAt: Date | null;
}

/** Keeps what a game last said of itself. Reports come in order: whoever calls sees to it. */
export async function recordEngine({ db }: Within, serverId: string, report: EngineReport): Promise<void> {
  const { at, version, tickRate, tick, memoryMb, cpuPercent, startedAt } = report;
  await db.execute(sql`
    insert into statistic_servers ("serverId", version, "tickRate", tick, "memoryMb", "cpuPercent", "gameStartedAt", "engineAt")
    values (${serverId}, ${version}, ${tickRate}, ${tick}::bigint, ${memoryMb}, ${cpuPercent}, ${startedAt}, ${at})
    on conflict ("serverId") do update set version = excluded.version, "tickRate" = excluded."tickRate", tick = excluded.tick,
      "memoryMb" = excluded."memoryMb", "cpuPercent" = excluded."cpuPercent", "gameStartedAt" = excluded."gameStartedAt", "engineAt" = excluded."engineAt"`);
}

/** What a game says of its currency. */
export interface EconomyReport {
  at: Date;
  /** What the currency is called: `gold`. */
  currency: string;
  /** What players have, by their ids in the panel; each takes the place of what was known of that player. */
  wealth?: readonly { playerId: string; amount: number }[];
  /** `wealth` is that of everybody: whoever is not in it has nothing that is known. */
  isWhole?: boolean;
  /** All of the currency that exists, where that is more than what players have; null or absent: what they have, added up. */
  circulation?: number | null;
  /** Transactions since the last report. */
  transactions?: number;
}

/** Keeps what players have, and counts transactions. Taken as often as it is called: whoever calls knows repeats. */
export async function recordEconomy({ db }: Within, serverId: string, report: EconomyReport): Promise<void> {
  const { at, currency, wealth = [], isWhole = false, circulation = null, transactions } = report;
  await holdServer(db, serverId);
  await db.execute(sql`
    update statistic_servers set currency = ${currency}, circulation = ${circulation}, "economyAt" = ${at} where "serverId" = ${serverId}`);
  const given = JSON.stringify([...new Map(wealth.map((one) => [one.playerId, one])).values()]);
  if (isWhole)
    await db.execute(sql`
      delete from player_wealth w where w."serverId" = ${serverId}
        and not exists (select 1 from jsonb_to_recordset(${given}::jsonb) as g("playerId" text) where g."playerId" = w."playerId")`);
  if (wealth.length > 0)
    await db.execute(sql`
      insert into player_wealth as w ("serverId", "playerId", amount)
      select ${serverId}, p.id, g.amount from jsonb_to_recordset(${given}::jsonb) as g("playerId" text, amount float8)
      join players p on p.id = g."playerId" order by p.id
      on conflict ("serverId", "playerId") do update set amount = excluded.amount where w.amount <> excluded.amount`);
  if (transactions === undefined) return;
  const quarters = new Quarters();
  if (transactions > 0) quarters.add(at.getTime(), { transactions });
  await addToRollups(db, serverId, quarters);
  await rememberTold(db, serverId, ["transactions"]);
}

/** How often one command was given since the last report. */
export interface CommandReport {
  command: string;
  invocations: number;
  errors: number;
  /** How long all of them took together, in milliseconds; null: the game does not measure it. */
  totalMs: number | null;
}

/**
 * Counts commands as the game itself has counted them since its last report. From the first one on, `player_command` events of that server are in its
 * timeline and are not counted again. Taken as often as it is called: whoever calls knows repeats.
 */
export async function recordCommands(
  { db }: Within,
  serverId: string,
  { at, commands }: { at: Date; commands: readonly CommandReport[] },
): Promise<void> {
  await holdServer(db, serverId);
  const quarters = new Quarters();
  let invocations = 0;
  let errors = 0;
  for (const use of commands) {
    invocations += use.invocations;
    errors += use.errors;
  }
  if (invocations > 0) quarters.add(at.getTime(), { commands: invocations, commandErrors: errors });
  await addToRollups(db, serverId, quarters);
  await addCommands(
    db,
    serverId,
    commands.map((use) => ({
      command: use.command,
      at,
      invocations: use.invocations,
      errors: use.errors,
      timedMs: use.totalMs ?? 0,
      timed: use.totalMs === null ? 0 : use.invocations,
    })),
  );
  await db.execute(sql`
    update statistic_servers set "countsCommands" = true, commands = commands + ${invocations}, "commandErrors" = "commandErrors" + ${errors}
    where "serverId" = ${serverId}`);
  await rememberTold(db, serverId, ["commands", "commandErrors"]);
}

/** Counts players who are known for the first time by another way than by playing: a game's list of its accounts. */
export async function recordNewPlayers({ db }: Within, serverId: string, firstSeen: readonly Date[]): Promise<void> {
  if (firstSeen.length === 0) return;
  await holdServer(db, serverId);
  const quarters = new Quarters();
  for (const at of firstSeen) quarters.add(at.getTime(), { newPlayers: 1 });
  await addToRollups(db, serverId, quarters);
  await db.execute(
    sql`update statistic_servers set players = players + ${firstSeen.length} where "serverId" = ${serverId}`,
  );
}
