import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { reportFiled } from "../events.ts";
import { ChosenEvidence, type Evidence, eventNumbers, PlayerId, PlayerReport } from "../schema.ts";
import { wordsOf } from "../timeline-kinds.ts";
import { EXAMPLE_PLAYER, type PlaceRow, type PlayerRow, playerById } from "./player-rows.ts";
import { reportById, shownReport, told } from "./report-rows.ts";

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
    return shownReport(report);
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
