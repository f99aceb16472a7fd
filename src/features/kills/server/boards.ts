import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput } from "#app/lib/page.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { BOARD_PERIODS, BOARDS, type Board, KDR_FROM_ENCOUNTERS, momentBefore, periodAt } from "../board.ts";
import { Game, STAR_CITIZEN } from "../schema.ts";
import { showsKills } from "./seen-kills.ts";

const BoardRow = z.object({
  rank: z.int().describe("From 1; equal values have equal ranks."),
  rankBefore: z.int().nullable().describe("In the period before; null: not on it, or there is none."),
  playerId: z.string().nullable().describe("Null: they show their kills to few."),
  name: z.string().nullable(),
  isHidden: z.boolean(),
  isOwn: z.boolean(),
  value: z.number().describe("What the board is ordered by."),
  kills: z.int(),
  deaths: z.int(),
  pvpKills: z.int(),
  pveKills: z.int(),
  kdr: z.number().nullable().describe("Kills for each death; null: nobody has died yet."),
  bestStreak: z.int(),
});

const VALUE: Record<Board, SqlText> = {
  kills: sql`t.kills`,
  deaths: sql`t.deaths`,
  pvp_kills: sql`t."pvpKills"`,
  pve_kills: sql`t."pveKills"`,
  streak: sql`t."bestStreak"`,
  kdr: sql`(t.kills::float8 / greatest(t.deaths, 1))`,
};

/** Who stands on a board at all. */
function isOn(board: Board): SqlText {
  if (board === "kdr") return sql`t.kills + t.deaths >= ${KDR_FROM_ENCOUNTERS}`;
  return sql`${VALUE[board]} > 0`;
}

const Input = PageInput.extend({
  game: Game.default(STAR_CITIZEN),
  board: z.enum(BOARDS).default("kills"),
  period: z.enum(BOARD_PERIODS).default("all_time").describe("In UTC; weeks begin on Monday."),
  at: z.iso.datetime().optional().describe("A moment of the period; absent: now."),
  communityId: z.string().max(64).optional(),
  serverId: ServerId.optional(),
});

export const board = defineQuery({
  id: "kills.board",
  summary: "Get a leaderboard",
  description: `Of all, of a community or of a server. Ratios are of players with at least ${KDR_FROM_ENCOUNTERS} encounters. Your own row is told beside, wherever it stands.`,
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: Input,
  output: z.object({
    items: z.array(BoardRow),
    total: z.int(),
    page: z.int(),
    limit: z.int(),
    period: z.string().describe("The period's name: all, d:2026-11-21, w:2026-W47, m:2026-11."),
    own: BoardRow.nullable().describe("Your own, null where you are not on it."),
  }),
  example: { board: "kills", period: "weekly" },
  http: { method: "GET", path: "/kills/leaderboard" },
  async run({ db, actor, now }, { game, board: by, period, at, communityId, serverId, page, limit }) {
    const scope = scopeOf(actor, communityId, serverId);
    const moment = at === undefined ? now : new Date(at);
    const name = periodAt(period, moment);
    const before = momentBefore(period, moment);
    const asked: Asked = {
      game,
      scope,
      period: name,
      before: before === null ? null : periodAt(period, before),
      by,
    };
    const items = await boardRows(db, actor, asked, sql`true`, sql`limit ${limit} offset ${(page - 1) * limit}`);
    const [own] = await boardRows(db, actor, asked, sql`p."userId" = ${actor.userId}`, sql`limit 1`);
    const counted = await row(
      db,
      z.object({ total: z.number() }),
      sql`select count(*)::int as total from kill_tallies t where ${onBoard(asked)}`,
    );
    return { items, total: counted!.total, page, limit, period: name, own: own ?? null };
  },
});

interface Asked {
  game: string;
  scope: string;
  period: string;
  before: string | null;
  by: Board;
}

/** Throws AppError `not_found` for what the caller does not see kills of. */
function scopeOf(actor: Actor, communityId: string | undefined, serverId: string | undefined): string {
  if (communityId !== undefined) {
    if (!may(actor, "kills:read", { communityId })) throw new AppError("not_found", "kills.unknown_community");
    return `c:${communityId}`;
  }
  if (!may(actor, "kills:read")) throw new AppError("not_found", "kills.unknown_community");
  return serverId === undefined ? "all" : `s:${serverId}`;
}

function onBoard({ game, scope, period, by }: Omit<Asked, "before">): SqlText {
  return sql`t.game = ${game} and t.scope = ${scope} and t.period = ${period} and ${isOn(by)}`;
}

const Found = BoardRow.omit({ rank: true, rankBefore: true, isHidden: true, isOwn: true }).extend({
  shows: z.boolean(),
  isOwn: z.boolean(),
  valueBefore: z.number().nullable(),
  playerId: z.string(),
});

async function boardRows(
  db: Sql,
  actor: Actor,
  asked: Asked,
  only: SqlText,
  part: SqlText,
): Promise<z.output<typeof BoardRow>[]> {
  const value = VALUE[asked.by];
  const before = asked.before;
  const found = await rows(
    db,
    Found,
    sql`select t."playerId", p.name, ${value}::float8 as value, t.kills, t.deaths, t."pvpKills", t."pveKills", t."bestStreak",
          case when t.deaths > 0 then t.kills::float8 / t.deaths end as kdr, p."userId" is not null and p."userId" is not distinct from ${actor.userId} as "isOwn", ${showsKills(actor)} as shows,
          (select ${value}::float8 from kill_tallies t where t."playerId" = p.id and ${before === null ? sql`false` : onBoard({ ...asked, period: before })}) as "valueBefore"
        from kill_tallies t join players p on p.id = t."playerId" left join users u on u.id = p."userId"
        where ${onBoard(asked)} and ${only}
        order by ${value} desc, t."playerId" ${part}`,
  );
  const ranks = await ranksOf(
    db,
    asked,
    found.map((one) => one.value),
  );
  const ranksBefore =
    before === null
      ? new Map<number, number>()
      : await ranksOf(
          db,
          { ...asked, period: before },
          found.flatMap(({ valueBefore }) => valueBefore ?? []),
        );
  return found.map(({ shows, valueBefore, ...one }) => ({
    ...one,
    rank: ranks.get(one.value)!,
    rankBefore: valueBefore === null ? null : (ranksBefore.get(valueBefore) ?? null),
    playerId: shows ? one.playerId : null,
    name: shows ? one.name : null,
    isHidden: !shows,
  }));
}

/** The ranks of values on a board: one more than how many stand above. Counted along the board's index. */
async function ranksOf(db: Sql, asked: Asked, values: readonly number[]): Promise<Map<number, number>> {
  const distinct = [...new Set(values)];
  if (distinct.length === 0) return new Map();
  const found = await rows(
    db,
    z.object({ value: z.number(), above: z.number() }),
    sql`select v as value, (select count(*)::int from kill_tallies t where ${onBoard(asked)} and ${VALUE[asked.by]} > v) as above
        from unnest(${distinct}::float8[]) as v`,
  );
  return new Map(found.map(({ value, above }) => [value, above + 1]));
}
