import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput } from "#app/lib/page.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineQuery } from "#app/operation/define.ts";
import type { Sql } from "#app/platform/sql.ts";
import { BOARD_PERIODS, BOARDS, KDR_FROM_ENCOUNTERS, momentBefore, periodAt, RANKED } from "../../board.ts";
import { DAYS_KEPT, isKept } from "../../kept-periods.ts";
import { Game, Organisation, STAR_CITIZEN } from "../../schema.ts";
import { BoardRow, boardPage, boardTotal, ownRow } from "./board-rows.ts";

/** Which part of all kills is counted: all where nothing is said. */
export const ScopeInput = z.object({
  communityId: z.string().max(64).optional().describe("Of what was told in this community."),
  serverId: ServerId.optional().describe("Of what happened on this server."),
  organisation: Organisation.optional().describe("Of those who are in this organisation of the game."),
});

const BoardInput = PageInput.extend({
  game: Game.default(STAR_CITIZEN),
  board: z.enum(BOARDS).default("kills"),
  period: z
    .enum(BOARD_PERIODS)
    .default("all_time")
    .describe(
      `In UTC; weeks begin on Monday, seasons as the panel is set. Boards of days are kept for ${DAYS_KEPT} days, of weeks for two years.`,
    ),
  at: z.iso.datetime().optional().describe("A moment of the period; absent: now."),
  ...ScopeInput.shape,
});

export const BoardPage = z.object({
  items: z.array(BoardRow),
  total: z.int().describe(`How many stand on it; of more than ${RANKED} so many are counted.`),
  isTotalCapped: z.boolean().describe("Whether there are more than that."),
  page: z.int(),
  limit: z.int(),
  period: z
    .string()
    .describe("The period's name: all, d:2026-11-21, w:2026-W47, m:2026-11, s:2026-10 (the month a season begins)."),
  own: BoardRow.nullable().describe("Your own, null where you are not on it."),
});

export const board = defineQuery({
  id: "kills.board",
  summary: "Get a leaderboard",
  description: `Of all, of a community, of a server or of an organisation. Ratios are of players with at least ${KDR_FROM_ENCOUNTERS} encounters, and are told with what they are likely to be; ratings are ordered by what they are at least. Your own row is told beside, wherever it stands. The first ${RANKED} places are counted and can be paged through.`,
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: BoardInput,
  output: BoardPage,
  example: { board: "kills", period: "weekly" },
  http: { method: "GET", path: "/kills/leaderboard" },
  run: async ({ db, actor, now }, input) => boardOf(db, actor, now, await scopeOf(db, actor, input), input),
});

/** A board of a scope that the caller may see; whoever calls this has made sure of that. */
export async function boardOf(
  db: Sql,
  actor: Actor,
  now: Date,
  scope: string,
  { game, board: by, period, at, page, limit }: Omit<z.output<typeof BoardInput>, keyof typeof ScopeInput.shape>,
): Promise<z.output<typeof BoardPage>> {
  const months = await setting(db, "kill-season-months");
  const moment = at === undefined ? now : new Date(at);
  const name = periodAt(period, moment, months);
  if (name === null) return { items: [], total: 0, isTotalCapped: false, page, limit, period: "s:", own: null };
  if (!isKept(name, now)) throw new AppError("not_found", "kills.period_not_kept", { days: DAYS_KEPT });
  const momentThen = momentBefore(period, moment, months);
  const then = momentThen && periodAt(period, momentThen, months);
  const asked = { game, scope, period: name, before: then !== null && isKept(then, now) ? then : null, by };
  const items = await boardPage(db, actor, asked, { page, limit });
  const own = await ownRow(db, actor, asked);
  const { total, isCapped } = await boardTotal(db, asked);
  return { items, total, isTotalCapped: isCapped, page, limit, period: name, own };
}

/** The tallies' name of what was asked for. Throws AppError `not_found` for what the caller does not see kills of. */
export async function scopeOf(
  db: Sql,
  actor: Actor,
  { communityId, serverId, organisation }: z.output<typeof ScopeInput>,
): Promise<string> {
  if (communityId !== undefined) return `c:${await requireReadable(db, actor, communityId)}`;
  if (!may(actor, "kills:read")) throw new AppError("not_found", "kills.unknown_community");
  if (serverId !== undefined) return `s:${serverId}`;
  return organisation === undefined ? "all" : `o:${organisation}`;
}
