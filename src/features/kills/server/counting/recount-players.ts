import * as z from "zod";
import { PlayerId } from "#app/features/players/schema.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { Game } from "../../schema.ts";
import { checkFigures } from "./check-figures.ts";
import { countOneself } from "./count-kills.ts";
import { type CountedRow, countedKills, lockParties } from "./counted-kills.ts";
import { differingTotals, recountTotals as makeTotals } from "./kill-totals.ts";
import { differingDays, recountDays } from "./recount-days.ts";
import { planStreaks, settleStreaks } from "./streaks.ts";
import { tallyShape } from "./tally-shape.ts";
import { COUNTS } from "./what-counts.ts";

/** So many kills at a time are in memory. */
const PART = 5_000;

export const checkPlayers = defineQuery({
  id: "kills.checkPlayers",
  summary: "Compare figures with the kills they are of",
  description: "Of all players, which reads every kill; or of some that did something last.",
  access: { kind: "operator" },
  input: z.object({ sample: z.int().min(1).max(100_000).optional() }),
  output: z.object({
    players: z.int(),
    differing: z.array(z.object({ game: z.string(), playerId: z.string() })),
  }),
  example: {},
  run: ({ db }, { sample }) => checkFigures(db, sample),
});

export const recountPlayer = defineCommand({
  id: "kills.recountPlayer",
  summary: "Count a player's kills anew",
  description: "All figures of theirs in a game, out of the kills that there are; nobody counts theirs meanwhile.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ game: Game, playerId: PlayerId }),
  output: z.object({ kills: z.int() }),
  example: { game: "star citizen", playerId: "ply_01930000000070008000000000000001" },
  async run({ db }, { game, playerId }) {
    await lockParties(db, [{ game, victimKey: playerId, killerKey: playerId, killerId: playerId }]);
    await clear(db, game, playerId);
    const numbers = await rows(
      db,
      z.object({ num: z.number() }),
      sql`select num from (select num, at from kills where game = ${game} and "killerKey" = ${playerId}
            union select num, at from kills where game = ${game} and "victimKey" = ${playerId}) k order by at, num`,
    );
    for (let from = 0; from < numbers.length; from += PART) {
      const part = numbers.slice(from, from + PART).map(({ num }) => num);
      const kills = (await countedKills(db, part))
        .sort((a, b) => a.at.getTime() - b.at.getTime() || a.num - b.num)
        .map((kill) => ofOne(kill, playerId));
      const shape = await tallyShape(db, kills);
      const streaks = await planStreaks(db, kills, shape);
      await countOneself(db, kills, shape, streaks.standing);
      await settleStreaks(db, streaks, shape);
    }
    await db.execute(sql`
      insert into kill_pair_counts (killer, victim, frame, kills, "lastAt")
      select k.num, v.num, f.num, p.kills, p."lastAt" from (
          select "killerId", "victimId", count(*) as kills, max(at) as "lastAt" from kills k
          where game = ${game} and (("killerKey" = ${playerId} and "victimId" is not null) or ("victimKey" = ${playerId} and "killerId" is not null))
            and kind = 'pvp' and ${COUNTS} group by 1, 2) as p
        join players k on k.id = p."killerId" join players v on v.id = p."victimId" join kill_frames f on f.game = ${game} and f.scope = 'all' and f.period = 'all'
      order by 1, 2 on conflict (killer, victim, frame) do update set kills = excluded.kills, "lastAt" = excluded."lastAt"`);
    return { kills: numbers.length };
  },
});

const Totals = z.object({
  differing: z.array(z.object({ game: z.string(), facet: z.string(), value: z.string() })),
  days: z
    .array(z.object({ game: z.string(), scope: z.string(), period: z.string() }))
    .describe("Days of communities (`c:` and the id) and servers (`s:` and the id)."),
});

export const checkTotals = defineCommand({
  id: "kills.checkTotals",
  summary: "Compare what all players together do with the kills there are",
  description:
    "By weapon, ship, place, system, mode and hour of the week, and by day in each community and on each server. Reads every kill, and changes nothing.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: Totals,
  example: {},
  run: async ({ db }) => ({ differing: await differingTotals(db), days: await differingDays(db) }),
});

export const recountTotals = defineCommand({
  id: "kills.recountTotals",
  summary: "Count what all players together do anew",
  description: "Where it is not what kills give, out of the kills that there are; nobody counts theirs meanwhile.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: Totals,
  example: {},
  run: async ({ db }) => ({ differing: await makeTotals(db), days: await recountDays(db) }),
});

/** The kill as far as it is this one's: nobody else is counted by it. */
function ofOne(kill: CountedRow, playerId: string): CountedRow {
  return {
    ...kill,
    killerId: kill.killerId === playerId ? playerId : null,
    victimId: kill.victimId === playerId ? playerId : null,
  };
}

/** Rows stay, as ratings stand in them too. */
async function clear(db: Sql, game: string, playerId: string): Promise<void> {
  const player = sql`(select num::int from players where id = ${playerId})`;
  const frames = sql`(select num from kill_frames where game = ${game})`;
  await db.execute(sql`
    update kill_counts set kills = 0, deaths = 0, "pvpKills" = 0, "pvpDeaths" = 0, "pveKills" = 0, "pveDeaths" = 0, suicides = 0, crashes = 0, environmental = 0,
      unexplained = 0, inferred = 0, "bestStreak" = 0, streak = 0, "streakAt" = null where player = ${player} and frame in ${frames}`);
  await db.execute(
    sql`update kill_facet_counts set kills = 0, deaths = 0 where player = ${player} and value in (select num from kill_values where game = ${game})`,
  );
  await db.execute(
    sql`update kill_hour_counts set kills = 0, deaths = 0 where player = ${player} and frame in ${frames}`,
  );
  await db.execute(sql`update kill_pair_counts set kills = 0 where killer = ${player} and frame in ${frames}`);
  await db.execute(sql`update kill_pair_counts set kills = 0 where victim = ${player} and frame in ${frames}`);
}
