import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { reportClaimed, reportResolved } from "../events.ts";
import { PlayerReport, ReportOutcome } from "../schema.ts";
import {
  EXAMPLE_REPORT,
  OneReport,
  type ReportRow,
  reportById,
  reportSubject,
  shownReport,
  told,
} from "./report-rows.ts";

export const claim = defineCommand({
  id: "playerReports.claim",
  summary: "Take a report of a player",
  description: "Says to the team that you look into it. One that somebody else has is taken from them with `takeOver`.",
  access: { kind: "permission", permission: "players.reports:write" },
  subject: reportSubject,
  errors: ["conflict"],
  input: OneReport.extend({ takeOver: z.boolean().default(false) }),
  output: PlayerReport,
  example: { reportId: EXAMPLE_REPORT },
  http: { method: "POST", path: "/player-reports/{reportId}/claim" },
  async run(context, { reportId, takeOver }) {
    const { db, actor, now } = context;
    const report = await locked(db, reportId);
    refuseResolved(report);
    if (!takeOver) refuseClaimedByOther(actor, report);
    await db.execute(sql`
      update player_reports set state = 'claimed', "claimedById" = ${actor.userId}, "claimedByName" = ${actor.label}, "claimedAt" = ${now}
      where id = ${reportId}`);
    return changed(context, reportId, report);
  },
});

export const release = defineCommand({
  id: "playerReports.release",
  summary: "Give a report of a player back",
  description: "It is open again, for anybody of the team.",
  access: { kind: "permission", permission: "players.reports:write" },
  subject: reportSubject,
  errors: ["conflict"],
  input: OneReport,
  output: PlayerReport,
  example: { reportId: EXAMPLE_REPORT },
  http: { method: "POST", path: "/player-reports/{reportId}/release" },
  async run(context, { reportId }) {
    const report = await locked(context.db, reportId);
    refuseResolved(report);
    await context.db.execute(sql`
      update player_reports set state = 'open', "claimedById" = null, "claimedByName" = null, "claimedAt" = null where id = ${reportId}`);
    return changed(context, reportId, report);
  },
});

export const resolve = defineCommand({
  id: "playerReports.resolve",
  summary: "Decide on a report of a player",
  description: "Who filed it is told, with the answer.",
  access: { kind: "permission", permission: "players.reports:write" },
  subject: reportSubject,
  errors: ["conflict"],
  input: OneReport.extend({
    outcome: ReportOutcome,
    answer: z.string().trim().max(2_000).optional().describe("Told to who filed it."),
  }),
  output: PlayerReport,
  example: { reportId: EXAMPLE_REPORT, outcome: "action", answer: "Banned for a week. Thank you." },
  http: { method: "POST", path: "/player-reports/{reportId}/resolve" },
  async run(context, { reportId, outcome, answer }) {
    const { db, actor, now, emit } = context;
    const before = await locked(db, reportId);
    refuseResolved(before);
    refuseClaimedByOther(actor, before);
    await db.execute(sql`
      update player_reports set state = 'resolved', outcome = ${outcome}, answer = ${answer || null}, "resolvedById" = ${actor.userId},
        "resolvedByName" = ${actor.label}, "resolvedAt" = ${now}
      where id = ${reportId}`);
    const report = (await reportById(db, reportId))!;
    context.changed({ state: before.state }, { state: "resolved", outcome });
    emit(reportResolved, { ...told(report), by: actor.label, outcome });
    if (report.reporterId && report.reporterId !== actor.userId)
      await notify(context, [report.reporterId], {
        type: "player.report_resolved",
        params: { name: report.playerName, outcome },
        about: null,
        once: `player.report_resolved:${reportId}`,
      });
    return shownReport(report);
  },
});

/** The report as nobody else can change it until the commit. */
async function locked(db: Sql, reportId: string): Promise<ReportRow> {
  await db.query(sql`select id from player_reports where id = ${reportId} for update`);
  const report = await reportById(db, reportId);
  if (!report) throw new AppError("not_found");
  return report;
}

function refuseResolved({ state }: ReportRow): void {
  if (state === "resolved") throw new AppError("conflict", "players.report_resolved");
}

function refuseClaimedByOther(actor: Actor, { claimedById, claimedByName, state }: ReportRow): void {
  if (state === "claimed" && claimedById !== actor.userId)
    throw new AppError("conflict", "players.report_claimed", { name: claimedByName ?? "" });
}

async function changed(context: Context, reportId: string, before: ReportRow): Promise<PlayerReport> {
  const after = (await reportById(context.db, reportId))!;
  context.changed(
    { state: before.state, claimedBy: before.claimedByName },
    { state: after.state, claimedBy: after.claimedByName },
  );
  context.emit(reportClaimed, { ...told(after), by: context.actor.label });
  return shownReport(after);
}
