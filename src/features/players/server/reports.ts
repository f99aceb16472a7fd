import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageRows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { PlayerReport, ReportState } from "../schema.ts";
import { reachOf, within } from "./reach.ts";
import {
  EXAMPLE_REPORT,
  OneReport,
  REPORT_COLUMNS,
  REPORT_FROM,
  ReportRow,
  reportSubject,
  shownReport,
} from "./report-rows.ts";

export const list = defineQuery({
  id: "playerReports.list",
  summary: "List reports of players",
  description: "The inbox: those that wait longest first, those that are resolved newest first.",
  access: { kind: "list", permission: "players.reports:read" },
  input: PageInput.extend({
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe("Part of the player's name, of who reported them or of what was said."),
    state: ReportState.optional(),
    playerId: z.string().max(100).optional().describe("About this player alone."),
    mine: z.union([z.boolean(), z.stringbool()]).optional().describe("True: only those that you have claimed."),
  }),
  output: pageOf(PlayerReport),
  example: { state: "open" },
  http: { method: "GET", path: "/player-reports" },
  async run({ db, actor }, { q, page, limit, state, playerId, mine }) {
    const like = q ? likePart(q) : null;
    const reach = await reachOf(db, actor, "players.reports:read");
    return pageOfReports(
      db,
      [
        within(reach, sql`r."serverId"`),
        ...(like ? [sql`(p.name ilike ${like} or r."reporterName" ilike ${like} or r.text ilike ${like})`] : []),
        ...(state ? [sql`r.state = ${state}::player_report_state`] : []),
        ...(playerId ? [sql`r."playerId" = ${playerId}`] : []),
        ...(mine ? [sql`r."claimedById" = ${actor.userId}`] : []),
      ],
      { page, limit },
    );
  },
});

export const mine = defineQuery({
  id: "playerReports.mine",
  summary: "List the reports that you have filed",
  description: "Newest first, with what the team has decided.",
  access: { kind: "permission", permission: "players.reports:create" },
  input: PageInput,
  output: pageOf(
    PlayerReport.pick({
      id: true,
      number: true,
      playerName: true,
      text: true,
      state: true,
      outcome: true,
      answer: true,
      resolvedAt: true,
      createdAt: true,
    }),
  ),
  example: {},
  http: { method: "GET", path: "/profile/player-reports" },
  run: ({ db, actor }, page) => pageOfReports(db, [sql`r."reporterId" = ${actor.userId}`], page),
});

async function pageOfReports(
  db: Sql,
  conditions: readonly SqlText[],
  { page, limit }: { page: number; limit: number },
) {
  const { found, total } = await pageRows(
    db,
    ReportRow,
    sql`select ${REPORT_COLUMNS}, count(*) over ()::int as total from ${REPORT_FROM} where ${join(conditions, " and ")}
        order by r.state = 'resolved', case when r.state <> 'resolved' then r.num end, r.num desc`,
    { page, limit },
  );
  return { items: found.map(shownReport), total, page, limit };
}

export const get = defineQuery({
  id: "playerReports.get",
  summary: "Get a report of a player",
  access: { kind: "permission", permission: "players.reports:read" },
  subject: reportSubject,
  input: OneReport,
  output: PlayerReport,
  example: { reportId: EXAMPLE_REPORT },
  http: { method: "GET", path: "/player-reports/{reportId}" },
  run: async (_context, _input, report) => shownReport(report),
});
