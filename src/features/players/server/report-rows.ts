import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { Evidence, type PlayerReport, ReportId, ReportOutcome, ReportState } from "../schema.ts";

export const EXAMPLE_REPORT = "prp_01930000000070008000000000000001";
export const OneReport = z.object({ reportId: ReportId });

export const ReportRow = z.object({
  id: z.string(),
  num: z.number(),
  playerId: z.string(),
  playerName: z.string(),
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  communityId: z.string().nullable(),
  ownerId: z.string().nullable(),
  reporterId: z.string().nullable(),
  reporterName: z.string(),
  text: z.string(),
  evidence: z.array(Evidence),
  state: ReportState,
  claimedById: z.string().nullable(),
  claimedByName: z.string().nullable(),
  claimedAt: z.date().nullable(),
  outcome: ReportOutcome.nullable(),
  answer: z.string().nullable(),
  resolvedByName: z.string().nullable(),
  resolvedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type ReportRow = z.output<typeof ReportRow>;

export const REPORT_COLUMNS = sql`r.id, r.num, r."playerId", p.name as "playerName", r."serverId", s.name as "serverName", s."communityId", s."ownerId", r."reporterId",
  r."reporterName", r.text, r.evidence, r.state::text as state, r."claimedById", r."claimedByName", r."claimedAt", r.outcome, r.answer, r."resolvedByName",
  r."resolvedAt", r."createdAt"`;
export const REPORT_FROM = sql`player_reports r join players p on p.id = r."playerId" left join servers s on s.id = r."serverId"`;

export function reportById(db: Sql, reportId: string): Promise<ReportRow | null> {
  return row(db, ReportRow, sql`select ${REPORT_COLUMNS} from ${REPORT_FROM} where r.id = ${reportId}`);
}

export function shownReport(report: ReportRow): PlayerReport {
  const { num, communityId: _, ownerId: __, claimedById, claimedByName, resolvedByName, ...rest } = report;
  return {
    ...rest,
    number: num,
    claimedBy: claimedByName === null ? null : { id: claimedById, name: claimedByName },
    claimedAt: iso(report.claimedAt),
    resolvedBy: resolvedByName,
    resolvedAt: iso(report.resolvedAt),
    createdAt: iso(report.createdAt),
  };
}

export const reportSubject: Subject<z.output<typeof OneReport>, ReportRow> = {
  kind: "report",
  see: "players.reports:read",
  load: ({ db }, { reportId }) => reportById(db, reportId),
  on: ({ serverId, communityId, ownerId }) => ({ serverId, communityId, ownerId }),
  name: ({ id, num, playerName }) => ({ id, label: `#${num} ${playerName}` }),
};

/** What events about a report say. */
export function told({ id: reportId, num: number, playerId, playerName: name, serverId, state }: ReportRow) {
  return { playerId, name, serverId, reportId, number, state };
}
