import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { join, pageRows, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { reportClaimed, reportFiled, reportResolved } from "../events.ts";
import {
  ChosenEvidence,
  Evidence,
  eventNumbers,
  PlayerId,
  PlayerReport,
  ReportId,
  ReportOutcome,
  ReportState,
} from "../schema.ts";
import { wordsOf } from "../timeline-kinds.ts";
import { EXAMPLE_PLAYER, type PlaceRow, type PlayerRow, playerById } from "./player-rows.ts";
import { reachOf, within } from "./reach.ts";

const EXAMPLE_REPORT = "prp_01930000000070008000000000000001";
const OneReport = z.object({ reportId: ReportId });

const ReportRow = z.object({
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
type ReportRow = z.output<typeof ReportRow>;

const COLUMNS = sql`r.id, r.num, r."playerId", p.name as "playerName", r."serverId", s.name as "serverName", s."communityId", s."ownerId", r."reporterId",
  r."reporterName", r.text, r.evidence, r.state::text as state, r."claimedById", r."claimedByName", r."claimedAt", r.outcome, r.answer, r."resolvedByName",
  r."resolvedAt", r."createdAt"`;
const FROM = sql`player_reports r join players p on p.id = r."playerId" left join servers s on s.id = r."serverId"`;

function reportById(db: Sql, reportId: string): Promise<ReportRow | null> {
  return row(db, ReportRow, sql`select ${COLUMNS} from ${FROM} where r.id = ${reportId}`);
}

function shown(report: ReportRow): PlayerReport {
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

const subject: Subject<z.output<typeof OneReport>, ReportRow> = {
  kind: "report",
  see: "players.reports:read",
  load: ({ db }, { reportId }) => reportById(db, reportId),
  on: ({ serverId, communityId, ownerId }) => ({ serverId, communityId, ownerId }),
  name: ({ id, num, playerName }) => ({ id, label: `#${num} ${playerName}` }),
};

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
    const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : null;
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
    sql`select ${COLUMNS}, count(*) over ()::int as total from ${FROM} where ${join(conditions, " and ")}
        order by r.state = 'resolved', case when r.state <> 'resolved' then r.num end, r.num desc`,
    { page, limit },
  );
  return { items: found.map(shown), total, page, limit };
}

export const get = defineQuery({
  id: "playerReports.get",
  summary: "Get a report of a player",
  access: { kind: "permission", permission: "players.reports:read" },
  subject,
  input: OneReport,
  output: PlayerReport,
  example: { reportId: EXAMPLE_REPORT },
  http: { method: "GET", path: "/player-reports/{reportId}" },
  run: async (_context, _input, report) => shown(report),
});

export const file = defineCommand({
  id: "playerReports.file",
  summary: "Report a player",
  description:
    "Tells the team what a player has done. By whoever sees the player, or has a player of their own on one of the same servers. Name the player by id, or by name and server.",
  access: { kind: "permission", permission: "players.reports:create" },
  errors: ["not_found", "conflict"],
  input: z.object({
    playerId: PlayerId.optional(),
    playerName: z.string().trim().min(1).max(200).optional(),
    serverId: ServerId.optional().describe("Where it happened."),
    text: z.string().trim().min(3).max(2_000).describe("What they have done."),
    evidence: ChosenEvidence,
  }),
  output: PlayerReport.pick({ id: true, number: true, playerName: true, state: true, createdAt: true }),
  example: { playerId: EXAMPLE_PLAYER, text: "Blocks the ferry and laughs about it." },
  http: { method: "POST", path: "/player-reports", status: 201 },
  async run(context, { playerId, playerName, serverId, text, evidence }) {
    const { db, actor, now, emit, target } = context;
    const id = playerId ?? (await playerNamed(db, playerName, serverId));
    const player = id === null ? null : await playerById(db, id);
    const places = player?.places.filter((place) => !serverId || place.serverId === serverId) ?? [];
    const meeting = player && (await meetingPlace(db, actor, player, places));
    if (!player || !meeting) throw new AppError("not_found");
    if (player.userId !== null && player.userId === actor.userId) throw new AppError("conflict", "players.report_self");
    const on = serverId ?? (meeting.isSeen && may(actor, "players:read") ? null : meeting.place?.serverId) ?? null;
    // One at a time files about a player, so that two calls at once are not both the first.
    await db.query(sql`select id from players where id = ${player.id} for update`);
    const open = await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from player_reports where "playerId" = ${player.id} and "reporterId" = ${actor.userId} and state <> 'resolved' limit 1`,
    );
    if (open) throw new AppError("conflict", "players.report_twice");
    const reportId = newId("prp", now.getTime());
    const kept = await evidenceOf(db, actor, player, evidence);
    await db.execute(sql`
      insert into player_reports (id, "playerId", "serverId", "reporterId", "reporterPlayerId", "reporterName", text, evidence, "createdAt")
      values (${reportId}, ${player.id}, ${on}, ${actor.userId}, ${meeting.ownPlayerId}, ${actor.label}, ${text}, ${JSON.stringify(kept)}::jsonb, ${now})`);
    const report = (await reportById(db, reportId))!;
    target("report", reportId, `#${report.num} ${player.name}`, { serverId: on });
    emit(reportFiled, { ...told(report), by: actor.label, text });
    return shown(report);
  },
});

async function playerNamed(db: Sql, name: string | undefined, serverId: string | undefined): Promise<string | null> {
  if (!name || !serverId) return null;
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select "playerId" as id from player_servers where "serverId" = ${serverId} and lower(name) = lower(${name}) order by "lastSeenAt" desc limit 1`,
  );
  return found?.id ?? null;
}

interface Meeting {
  /** Null: seen by who sees players that are on no server any more. */
  place: PlaceRow | null;
  isSeen: boolean;
  ownPlayerId: string | null;
}

/** Where the reporter knows the player from: a server whose players they see, or one on which a player of theirs has been. */
async function meetingPlace(
  db: Sql,
  actor: Actor,
  player: Omit<PlayerRow, "target">,
  places: readonly PlaceRow[],
): Promise<Meeting | null> {
  const own = await row(
    db,
    z.object({ playerId: z.string(), serverId: z.string() }),
    sql`select v."playerId", v."serverId" from player_servers v join players p on p.id = v."playerId"
        where p."userId" = ${actor.userId} and v."serverId" = any(${places.map((place) => place.serverId)}::text[]) order by v."lastSeenAt" desc limit 1`,
  );
  const ownPlayerId = own?.playerId ?? null;
  const seen = places.find((place) => may(actor, "players:read", place));
  if (seen) return { place: seen, isSeen: true, ownPlayerId };
  if (own) return { place: places.find(({ serverId }) => serverId === own.serverId)!, isSeen: false, ownPlayerId };
  return player.places.length === 0 && may(actor, "players:read") ? { place: null, isSeen: true, ownPlayerId } : null;
}

const EventRow = z.object({
  type: z.string(),
  at: z.date(),
  serverId: z.string(),
  fields: z.record(z.string(), z.json()),
});

/** What was chosen of the timeline, as far as the reporter sees it. */
async function evidenceOf(
  db: Sql,
  actor: Actor,
  { id, places }: Omit<PlayerRow, "target">,
  chosen: readonly string[],
): Promise<z.input<typeof Evidence>[]> {
  if (chosen.length === 0) return [];
  const seen = places.filter((place) => may(actor, "players:read", place)).map(({ serverId }) => serverId);
  const found = await rows(
    db,
    EventRow,
    sql`select kind as type, at, "serverId", fields from game_events
        where id = any(${eventNumbers(chosen)}::bigint[]) and (("playerId" = ${id}) or ("otherId" = ${id}))
          and "serverId" = any(${seen}::text[]) order by at, id`,
  );
  return found.map(({ type, at, fields }) => ({ at: iso(at), type, text: wordsOf(type, fields), fields }));
}

export const claim = defineCommand({
  id: "playerReports.claim",
  summary: "Take a report of a player",
  description: "Says to the team that you look into it. One that somebody else has is taken from them with `takeOver`.",
  access: { kind: "permission", permission: "players.reports:write" },
  subject,
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
  subject,
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
  subject,
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
    return shown(report);
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
  return shown(after);
}

function told({ id: reportId, num: number, playerId, playerName: name, serverId, state }: ReportRow) {
  return { playerId, name, serverId, reportId, number, state };
}
