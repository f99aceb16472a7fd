import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import { REPORT_OUTCOMES } from "./report-outcomes.ts";
import { EVENT_ID, TIMELINE_KINDS } from "./timeline-cuts.ts";

export const PlayerStatus = z.enum(["active", "banned", "suspended"]);
export type PlayerStatus = z.output<typeof PlayerStatus>;

export const PlayerId = z
  .string()
  .regex(/^ply_[0-9a-f]{32}$/)
  .describe("Id of a player.");
export const NoteId = z
  .string()
  .regex(/^pno_[0-9a-f]{32}$/)
  .describe("Id of a note.");
export const ReportId = z
  .string()
  .regex(/^prp_[0-9a-f]{32}$/)
  .describe("Id of a report.");

/** A player as every door shows them. Asked for one server, all of it is of that server. */
export const Player = z.object({
  id: z.string(),
  number: z.int(),
  serverId: z.string().nullable().describe("Where they are, or were last; null: on no server that you may see."),
  serverName: z.string().nullable(),
  name: z.string(),
  status: PlayerStatus,
  role: z.string().nullable().describe("What the game calls them; null: it does not say."),
  online: z.boolean(),
  onlineSince: Timestamp.nullable(),
  createdAt: Timestamp.describe("When they were first seen."),
  lastLoginAt: Timestamp.nullable(),
  lastSeenAt: Timestamp.nullable(),
  playedSec: z.int().describe("How long they have played, in seconds; a visit counts when it has ended."),
  isLinked: z.boolean().describe("Whether a user of the panel has proven that this player is theirs."),
  openReports: z.int().nullable().describe("Reports of them that wait for a decision; null: you may not see reports."),
});
export type Player = z.output<typeof Player>;

/** A player on one server. What the game alone knows is null where it does not tell. */
export const PlayerPlace = z.object({
  serverId: z.string(),
  serverName: z.string(),
  status: PlayerStatus,
  lockedUntil: Timestamp.nullable(),
  role: z.string().nullable(),
  loginAttempts: z.int().nullable(),
  character: z.string().nullable(),
  location: z.string().nullable(),
  online: z.boolean(),
  sessions: z.int(),
  playedSec: z.int(),
  firstSeenAt: Timestamp,
  lastLoginAt: Timestamp.nullable(),
  lastSeenAt: Timestamp,
});
export type PlayerPlace = z.output<typeof PlayerPlace>;

export const Email = z.email().max(254);
export const Metadata = z
  .record(z.string().min(1).max(100), z.json())
  .describe("Whatever is to be kept with the player, at most 16 KiB.");

/** All that is told of one player at once. */
export const PlayerDetails = Player.extend({
  platformId: z.string().nullable().describe("What the game's platform knows them by; null: the game has names alone."),
  isVouched: z
    .boolean()
    .nullable()
    .describe(
      "Whether a server that is believed has told that id; if not, the player is known on the one server that says so. null: no such id.",
    ),
  email: z.string().nullable().describe("For who may see addresses; null: not known, or not shown."),
  isPrivateShown: z.boolean().describe("Whether you are shown e-mail and network addresses."),
  loginAttempts: z.int().nullable().describe("Failed sign-ins in the game; null: it does not tell."),
  lockedUntil: Timestamp.nullable().describe("Until when they are suspended."),
  currentCharacter: z.string().nullable(),
  currentLocation: z.string().nullable(),
  metadata: Metadata,
  names: z
    .array(z.object({ name: z.string(), firstUsedAt: Timestamp, lastUsedAt: Timestamp }))
    .describe("What they are and were called, newest first, at most 50."),
  places: z.array(PlayerPlace).describe("The servers they were seen on, as far as you may see them."),
  linkedUser: z
    .object({ id: z.string(), name: z.string(), linkedAt: Timestamp.nullable(), linkedBy: z.string().nullable() })
    .nullable(),
});
export type PlayerDetails = z.output<typeof PlayerDetails>;

/** One visit to a server. */
export const PlayerVisit = z.object({
  id: z.int(),
  serverId: z.string(),
  serverName: z.string(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable().describe("null: they are in."),
  endReason: z.string().nullable(),
  address: z.string().nullable().describe("For who may see addresses; null: not known, or not shown."),
});
export type PlayerVisit = z.output<typeof PlayerVisit>;

export const TimelineKind = z.enum(TIMELINE_KINDS);
export type TimelineKind = z.output<typeof TimelineKind>;

/** One thing in a player's life. `fields` are those of the event, of the visit, the note, the report or the punishment. */
export const TimelineEntry = z.object({
  id: z.string().describe("Names the entry within the timeline."),
  kind: TimelineKind,
  type: z.string().describe("What exactly: a kind of game event, or session, note, report, kick, ban and so on."),
  at: Timestamp,
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  text: z.string().nullable().describe("The words of it: what was said, given as a command, noted, given as a reason."),
  fields: z.record(z.string(), z.json()),
});
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const PlayerNote = z.object({
  id: NoteId,
  playerId: PlayerId,
  serverId: ServerId.nullable().describe("For who may read notes on this server; null: for who may on all."),
  authorId: z.string().nullable(),
  authorName: z.string(),
  text: z.string(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type PlayerNote = z.output<typeof PlayerNote>;

export const ReportState = z.enum(["open", "claimed", "resolved"]);
export const ReportOutcome = z
  .enum(REPORT_OUTCOMES)
  .describe("action: something was done about it; no_action: true, and left at that; unfounded: not true.");

/** What is chosen of a timeline as evidence: what happened in games, not what the team wrote. */
export const ChosenEvidence = z
  .array(z.string().regex(EVENT_ID))
  .max(50)
  .default([])
  .describe(
    "Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day.",
  );

/** The numbers of the rows that are meant. */
export function eventNumbers(chosen: readonly string[]): number[] {
  return chosen.map((id) => Number(id.slice("evt-".length)));
}

/** One piece of a report's evidence: an entry of the timeline as it was when the report was filed. */
export const Evidence = z.object({
  at: Timestamp,
  type: z.string(),
  text: z.string().nullable(),
  fields: z.record(z.string(), z.json()),
});

export const PlayerReport = z.object({
  id: ReportId,
  number: z.int(),
  playerId: PlayerId,
  playerName: z.string(),
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  reporterId: z.string().nullable().describe("The user who filed it."),
  reporterName: z.string(),
  text: z.string(),
  evidence: z.array(Evidence),
  state: ReportState,
  claimedBy: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  claimedAt: Timestamp.nullable(),
  outcome: ReportOutcome.nullable(),
  answer: z.string().nullable().describe("What the team says to it."),
  resolvedBy: z.string().nullable(),
  resolvedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type PlayerReport = z.output<typeof PlayerReport>;

/** A player of one's own. */
export const OwnPlayer = z.object({
  id: z.string(),
  name: z.string(),
  game: z.string().nullable(),
  serverId: z.string().nullable().describe("Where they were last; null: on no server."),
  serverName: z.string().nullable(),
  online: z.boolean(),
  playedSec: z.int(),
  lastSeenAt: Timestamp.nullable(),
  linkedAt: Timestamp.nullable(),
});
export type OwnPlayer = z.output<typeof OwnPlayer>;
