import * as z from "zod";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { CountedKill } from "../../tally.ts";
import { KILL_EVIDENCE, KILL_KINDS } from "../../told-kill.ts";
import { markForRating } from "../rating/rating-marks.ts";
import { WORDS_LOCK } from "../things/things.ts";
import { ONE_WORDS } from "../things/things-of-kills.ts";
import { changesOf, countKills } from "./count-kills.ts";
import { planStreaks, recountStreaks, settleStreaks } from "./streaks.ts";
import { SHAPE_LOCK, tallyShape } from "./tally-shape.ts";
import { COUNTS, isCounted, type RuledKill } from "./what-counts.ts";

/** Those who take part share so many locks, so that a report of any size holds few. */
const LOCKS = 512;
/** First half of the advisory locks' numbers: those of kills. */
const LOCK_SPACE = 0x4b_49_4c;

/** As much of a kill as says who waits for whom. */
export interface Parties {
  game: string;
  victimKey: string;
  killerKey: string;
  killerId: string | null;
}

/**
 * Whoever tells of kills or changes them waits here for all others that do so with the same victim (who compare what they tell with the same kills) and with the
 * same players (who write the same figures). To be called once in a transaction, for all of its kills and before any of them is read, so that no two wait for
 * each other. What words mean and what kills are counted by stays as it is meanwhile, too.
 */
export async function lockParties(db: Sql, kills: readonly Parties[]): Promise<void> {
  const names = new Set<string>();
  for (const { game, victimKey, killerKey, killerId } of kills) {
    names.add(`${game} ${victimKey}`);
    // The environment, and what a game moves, has no figures of its own.
    if (killerId !== null) names.add(`${game} ${killerKey}`);
  }
  await db.query(sql`
    with words as materialized (select pg_advisory_xact_lock_shared(${literal(String(WORDS_LOCK))})),
    shape as materialized (select pg_advisory_xact_lock_shared(${literal(String(SHAPE_LOCK))}))
    select pg_advisory_xact_lock(${LOCK_SPACE}, slot) from words cross join shape cross join (
      select distinct abs(hashtext(v) % ${LOCKS}) as slot from unnest(${[...names]}::text[]) as v order by slot) as slots`);
}

const Counted = z.object({
  num: z.number(),
  game: z.string(),
  at: z.date(),
  kind: z.enum(KILL_KINDS),
  evidence: z.enum(KILL_EVIDENCE),
  killerId: z.string().nullable(),
  victimId: z.string().nullable(),
  weapon: z.string().nullable(),
  killerVehicle: z.string().nullable(),
  victimVehicle: z.string().nullable(),
  place: z.string().nullable(),
  system: z.string().nullable(),
  mode: z.string().nullable(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
});
export type CountedRow = z.output<typeof Counted>;

/** Kills as the figures have them; those that do not count, or not yet, are left out. */
export async function countedKills(db: Sql, nums: readonly number[]): Promise<CountedRow[]> {
  return await rows(
    db,
    Counted,
    sql`select num, game, at, kind::text as kind, evidence::text as evidence, "killerId", "victimId", ${ONE_WORDS}, mode, "serverId", "communityIds"
        from kills k where num = any(${[...nums]}::bigint[]) and ${COUNTS}`,
  );
}

/** Puts kills into the figures that were in none. What is said of how sure they are decides whether they count; without it that was asked before. */
export async function countNew(
  db: Sql,
  told: readonly (CountedKill & Partial<Pick<RuledKill, "confirmed" | "doubts">>)[],
): Promise<void> {
  if (told.length === 0) return;
  const shape = await tallyShape(db, told);
  const kills = told.filter(
    ({ confirmed, doubts, ...kill }) =>
      confirmed === undefined || isCounted({ ...kill, confirmed, doubts: doubts ?? [] }, shape.rules),
  );
  if (kills.length === 0) return;
  const streaks = await planStreaks(db, kills, shape);
  await countKills(db, changesOf(kills, 1), shape, streaks.standing);
  await settleStreaks(db, streaks, shape);
  await markForRating(db, kills);
}

/** Takes kills out of the figures as they were, and puts them in as they are. Their parties are locked. */
export async function recount(db: Sql, before: readonly CountedRow[], after: readonly CountedRow[]): Promise<void> {
  const [were, are] = differing(before, after, (kill) => kill);
  if (were.length === 0 && are.length === 0) return;
  const shape = await tallyShape(db, [...were, ...are]);
  await countKills(db, [...changesOf(were, -1), ...changesOf(are, 1)], shape);
  // Streaks are made of who, when and where it counts: with what somebody was killed does not move them.
  const [ended, begun] = differing(before, after, ({ num, at, kind, killerId, victimId, serverId, communityIds }) => [
    [num, at, kind, killerId, victimId, serverId],
    communityIds,
  ]);
  if (ended.length > 0 || begun.length > 0) {
    await recountStreaks(db, [...ended, ...begun], shape);
    await markForRating(db, [...ended, ...begun]);
  }
}

/** What is not the same before and after, as far as it is looked at. */
function differing(
  before: readonly CountedRow[],
  after: readonly CountedRow[],
  looked: (kill: CountedRow) => unknown,
): [were: CountedRow[], are: CountedRow[]] {
  const textOf = (kill: CountedRow) => JSON.stringify(looked(kill));
  const was = new Map(before.map((kill) => [kill.num, textOf(kill)]));
  const is = new Map(after.map((kill) => [kill.num, textOf(kill)]));
  const differ = ({ num }: CountedRow) => was.get(num) !== is.get(num);
  return [before.filter(differ), after.filter(differ)];
}
