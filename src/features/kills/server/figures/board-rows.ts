import * as z from "zod";
import type { Actor } from "#app/operation/actor.ts";
import { literal, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type Board, KDR_FROM_ENCOUNTERS, RANKED, SURE_DEVIATION } from "../../board.ts";
import { boardRatio } from "../../board-ratio.ts";
import { showsKills, showsUser } from "../reading/seen-kills.ts";

export const BoardRow = z.object({
  rank: z.int().nullable().describe(`From 1; equal values have equal ranks. Null: below the first ${RANKED}.`),
  rankBefore: z.int().nullable().describe("In the period before; null: not on it, too far down, or there is none."),
  playerId: z.string().nullable().describe("Null: they show their kills to few."),
  userId: z
    .string()
    .nullable()
    .describe("The user whose player it is; null: of none, or one who shows their kills to few."),
  name: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  isHidden: z.boolean(),
  isOwn: z.boolean(),
  value: z
    .number()
    .describe("What the board is ordered by; of ratings and of kills for each death what they are at least."),
  valueBefore: z.number().nullable().describe("In the period before; null: not on it, or there is none."),
  kills: z.int(),
  deaths: z.int(),
  pvpKills: z.int(),
  pvpDeaths: z.int(),
  pveKills: z.int(),
  kdr: z.number().nullable().describe("Kills for each death; null: nobody has died yet."),
  kdrExpected: z.number().describe("What it is likely to be: as if ten more encounters had gone half and half."),
  kdrLow: z.number().describe("It is less than this with 5 %; what the board of ratios is ordered by."),
  kdrHigh: z.number().describe("It is more than this with 5 %."),
  bestStreak: z.int(),
  rating: z.number().nullable().describe("Null: they have fought no player within the period."),
  deviation: z.number().nullable(),
  isProvisional: z.boolean().describe("Whether the rating is of too few fights yet."),
});
export type BoardRow = z.output<typeof BoardRow>;

/** Which board, of whom and when. */
export interface Asked {
  game: string;
  scope: string;
  period: string;
  /** The period that changes are told against; null: none. */
  before: string | null;
  by: Board;
}

export const VALUE: Record<Board, SqlText> = {
  kills: sql`t.kills`,
  deaths: sql`t.deaths`,
  pvp_kills: sql`t."pvpKills"`,
  pve_kills: sql`t."pveKills"`,
  streak: sql`t."bestStreak"`,
  kdr: sql`t."kdrLow"`,
  rating: sql`t."ratingSure"`,
};

/** Who stands on a board at all. */
export function isOn(board: Board): SqlText {
  if (board === "rating") return sql`t."ratingSure" is not null`;
  // Part of the text, not a value of it: so it is known to be the index's own condition.
  if (board === "kdr") return sql`t.kills + t.deaths >= ${literal(String(KDR_FROM_ENCOUNTERS))}`;
  return sql`${VALUE[board]} > 0`;
}

/** The number of what a board is of; null: nothing was counted in it. */
function frameOf(game: string, scope: string, period: string): SqlText {
  return sql`(select num from kill_frames where scope = ${scope} and period = ${period} and game = ${game})`;
}

function onBoard({ game, scope, period, by }: Omit<Asked, "before">): SqlText {
  return sql`t.frame = ${frameOf(game, scope, period)} and ${isOn(by)}`;
}

const Found = BoardRow.pick({
  userId: true,
  name: true,
  avatarUrl: true,
  isOwn: true,
  value: true,
  valueBefore: true,
  kills: true,
  deaths: true,
  pvpKills: true,
  pvpDeaths: true,
  pveKills: true,
  bestStreak: true,
  rating: true,
  deviation: true,
}).extend({ playerId: z.string(), shows: z.boolean() });
type Found = z.output<typeof Found>;

/** Rows of the board, chosen along an index alone before they or anything that is told with them is read. */
function select(actor: Actor, asked: Asked, chosen: SqlText): SqlText {
  const value = VALUE[asked.by];
  const before =
    asked.before === null
      ? sql`null::float8`
      : sql`(select ${value}::float8 from kill_counts t where t.player = p.num and ${onBoard({ ...asked, period: asked.before })})`;
  return sql`select p.id as "playerId", case when ${showsUser(actor)} then p."userId" end as "userId", p.name, case when ${showsUser(actor)} then u."avatarUrl" end as "avatarUrl", ${value}::float8 as value, ${before} as "valueBefore", t.kills, t.deaths, t."pvpKills", t."pvpDeaths", t."pveKills", t."bestStreak", t.rating, t.deviation,
      p."userId" is not null and p."userId" is not distinct from ${actor.userId} as "isOwn", ${showsKills(actor)} as shows
    from (select t.player from kill_counts t where ${onBoard(asked)} ${chosen}) as chosen
      cross join lateral (select * from kill_counts t where t.player = chosen.player and t.frame = ${frameOf(asked.game, asked.scope, asked.period)} limit 1) as t
      cross join lateral (select p.id, p.num::int as num, p.name, p.key, p."userId", p."linkedBy" from players p where p.num = chosen.player limit 1) as p
      left join lateral (select u.id, u."avatarUrl", u."privacyLevel" from users u where u.id = p."userId" limit 1) as u on true
    order by ${value} desc, t.player`;
}

/** A page of a board, its places walked along the board's index: nothing is read that is not shown, but for those above the page. */
export async function boardPage(
  db: Sql,
  actor: Actor,
  asked: Asked,
  { page, limit }: { page: number; limit: number },
): Promise<BoardRow[]> {
  const offset = (page - 1) * limit;
  const shown = Math.min(limit, RANKED - offset);
  if (shown <= 0) return [];
  const found = await rows(
    db,
    Found,
    select(actor, asked, sql`order by ${VALUE[asked.by]} desc, t.player limit ${shown} offset ${offset}`),
  );
  const [first] = found;
  if (!first) return [];
  // Below the first row of the page, a rank is the place of the first one who has that value.
  let rank = offset === 0 ? 1 : await rankOf(db, asked, first.value);
  const ranks = found.map(({ value }, i) => {
    if (i > 0 && value !== found[i - 1]!.value) rank = offset + i + 1;
    return rank;
  });
  const before = await ranksBefore(db, asked, found);
  return found.map((one, i) => shownRow(one, ranks[i]!, before));
}

/** The caller's own row wherever it stands, the best of theirs; null: none of their players is on it. */
export async function ownRow(db: Sql, actor: Actor, asked: Asked): Promise<BoardRow | null> {
  if (actor.userId === null) return null;
  const found = await row(
    db,
    Found,
    sql`${select(actor, asked, sql`and t.player = any(array(select own.num::int from players own where own."userId" = ${actor.userId}))`)} limit 1`,
  );
  if (!found) return null;
  return shownRow(found, await rankOf(db, asked, found.value), await ranksBefore(db, asked, [found]));
}

/** A player's rank on a board; null: not on it, or below those whose ranks are counted. */
export async function rankOfPlayer(db: Sql, asked: Omit<Asked, "before">, playerId: string): Promise<number | null> {
  const value = VALUE[asked.by];
  const found = await row(
    db,
    z.object({ above: z.number() }),
    sql`select (select count(*)::int from (
            select 1 from kill_counts t where ${onBoard(asked)} and ${value} > own.value order by ${value} desc limit ${RANKED}) as counted) as above
        from (select ${value} as value from kill_counts t where ${onBoard(asked)} and t.player = (select num::int from players where id = ${playerId})) as own`,
  );
  return found === null || found.above >= RANKED ? null : found.above + 1;
}

/** How many stand on a board, as far as they are counted. */
export async function boardTotal(db: Sql, asked: Omit<Asked, "before">): Promise<{ total: number; isCapped: boolean }> {
  const found = await row(
    db,
    z.object({ total: z.number() }),
    sql`select count(*)::int as total from (
          select 1 from kill_counts t where ${onBoard(asked)} order by ${VALUE[asked.by]} desc limit ${RANKED + 1}) as counted`,
  );
  return { total: Math.min(found!.total, RANKED), isCapped: found!.total > RANKED };
}

function shownRow({ shows, ...one }: Found, rank: number | null, before: ReadonlyMap<number, number>): BoardRow {
  const { expected, low, high } = boardRatio(one.kills, one.deaths);
  return {
    ...one,
    userId: shows ? one.userId : null,
    avatarUrl: shows ? one.avatarUrl : null,
    rank,
    rankBefore: one.valueBefore === null ? null : (before.get(one.valueBefore) ?? null),
    playerId: shows ? one.playerId : null,
    name: shows ? one.name : null,
    isHidden: !shows,
    kdr: one.deaths === 0 ? null : one.kills / one.deaths,
    kdrExpected: expected,
    kdrLow: low,
    kdrHigh: high,
    isProvisional: one.deviation !== null && one.deviation > SURE_DEVIATION,
  };
}

/** One more than how many stand above a value, walked along the board's index; null: too many to count. */
async function rankOf(db: Sql, asked: Omit<Asked, "before">, value: number): Promise<number | null> {
  const found = await row(
    db,
    z.object({ above: z.number() }),
    sql`select count(*)::int as above from (
          select 1 from kill_counts t where ${onBoard(asked)} and ${VALUE[asked.by]} > ${value} order by ${VALUE[asked.by]} desc limit ${RANKED}) as counted`,
  );
  return found!.above >= RANKED ? null : found!.above + 1;
}

/** The ranks that these rows' values had in the period before: one walk from the top of that board down to the least of them. */
async function ranksBefore(db: Sql, asked: Asked, found: readonly Found[]): Promise<Map<number, number>> {
  const values = [...new Set(found.flatMap(({ valueBefore }) => valueBefore ?? []))].sort((a, b) => b - a);
  const least = values.at(-1);
  const ranks = new Map<number, number>();
  if (asked.before === null || least === undefined) return ranks;
  const value = VALUE[asked.by];
  const steps = await rows(
    db,
    z.object({ value: z.number(), many: z.number() }),
    sql`select value::float8 as value, count(*)::int as many from (
          select ${value} as value from kill_counts t where ${onBoard({ ...asked, period: asked.before })} and ${value} >= ${least} order by ${value} desc limit ${RANKED}) as walked
        group by 1 order by 1 desc`,
  );
  let above = 0;
  for (const { value: step, many } of steps) {
    ranks.set(step, above + 1);
    above += many;
  }
  return ranks;
}
