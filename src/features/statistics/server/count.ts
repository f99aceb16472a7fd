import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { COUNTERS, countsOf } from "../counters.ts";
import { followPresence, Quarters } from "../online.ts";
import { addCommands, type CommandUse } from "./commands.ts";
import { addToRollups } from "./rollups.ts";
import { holdServer, toldWith } from "./server-row.ts";

/** A thing that happened in a game. */
export interface CountedEvent {
  kind: string;
  at: Date;
  fields: Record<string, unknown>;
}

/** Who came and went, as visits were written (features/players: `recordPassages`). */
export interface CountedComings {
  changes: readonly { at: Date; by: 1 | -1 }[];
  firstSeen: readonly Date[];
}

/**
 * Adds what happened on a server to its figures, within the transaction that takes it, so that each thing counts as often as it is taken: once. Live events
 * count too, where they are told by a way that knows repeats.
 */
export async function countGameEvents(
  { db }: Pick<Context, "db">,
  serverId: string,
  events: readonly CountedEvent[],
  { changes, firstSeen }: CountedComings,
): Promise<void> {
  const counted = events.map((event) => ({ ...event, counts: countsOf(event) }));
  const isCounted = counted.some(({ counts }) => Object.keys(counts).length > 0);
  if (!isCounted && changes.length === 0 && firstSeen.length === 0) return;
  const standing = await holdServer(db, serverId);
  const quarters = new Quarters();
  const uses: CommandUse[] = [];
  for (const { kind, at, fields, counts } of counted) {
    if (kind === "player_command") {
      if (standing.countsCommands) continue;
      uses.push(countedUse(at, fields));
    }
    quarters.add(at.getTime(), counts);
  }
  for (const { at, by } of changes) if (by === 1) quarters.add(at.getTime(), { visits: 1 });
  for (const at of firstSeen) quarters.add(at.getTime(), { newPlayers: 1 });
  const { online, atMs, peak } = followPresence(
    quarters,
    { online: standing.online, atMs: standing.onlineAt?.getTime() ?? null },
    changes,
  );
  await addToRollups(db, serverId, quarters);
  await addCommands(db, serverId, uses);
  const rows = quarters.rows();
  const told = COUNTERS.filter((counter) => rows.some((quarter) => quarter[counter] > 0));
  await db.execute(sql`
    update statistic_servers set online = ${online}, "onlineAt" = ${atMs === null ? null : new Date(atMs)}, players = players + ${firstSeen.length},
      commands = commands + ${uses.length}, "commandErrors" = "commandErrors" + ${uses.reduce((sum, { errors }) => sum + errors, 0)},
      "peakAt" = case when ${peak?.online ?? 0}::int > "peakOnline" then ${peak ? new Date(peak.atMs) : null}::timestamptz else "peakAt" end,
      "peakOnline" = greatest("peakOnline", ${peak?.online ?? 0}::int), told = ${toldWith(told)}
    where "serverId" = ${serverId}`);
}

function countedUse(at: Date, { command, durationMs, failed }: Record<string, unknown>): CommandUse {
  const isTimed = typeof durationMs === "number";
  return {
    command: String(command),
    at,
    invocations: 1,
    errors: failed === true ? 1 : 0,
    timedMs: isTimed ? durationMs : 0,
    timed: isTimed ? 1 : 0,
  };
}
