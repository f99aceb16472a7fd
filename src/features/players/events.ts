import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { PlayerId, ReportId, ReportOutcome, ReportState } from "./schema.ts";

const OnePlayer = z.object({
  playerId: PlayerId,
  name: z.string(),
  serverId: z.string().nullable().describe("null: told to who sees players of all servers."),
});
const PLAYER = {
  playerId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Ashwyn",
  serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3",
};
const subject = ({ serverId }: { serverId: string | null }) => ({ serverId });

export const playerUpdated = defineEvent({
  type: "player.updated",
  summary: "What is known of a player was changed by hand.",
  permission: "players:read",
  payload: OnePlayer.extend({ fields: z.array(z.string()) }),
  example: { ...PLAYER, fields: ["metadata"] },
  subject,
});

export const playerLinked = defineEvent({
  type: "player.linked",
  summary: "A player was proven to be a user's.",
  permission: "players:read",
  payload: OnePlayer.extend({ userId: z.string(), by: z.enum(["code", "discord", "rsi", "log"]) }),
  example: { ...PLAYER, userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3", by: "code" },
  subject,
});

export const playerUnlinked = defineEvent({
  type: "player.unlinked",
  summary: "A player is no user's any more.",
  permission: "players:read",
  payload: OnePlayer.extend({ userId: z.string() }),
  example: { ...PLAYER, userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3" },
  subject,
});

export const playerErased = defineEvent({
  type: "player.erased",
  summary: "Everything that was known of a player was erased.",
  permission: "players:read",
  payload: OnePlayer.omit({ name: true }),
  example: { playerId: PLAYER.playerId, serverId: PLAYER.serverId },
  subject,
});

export const playerNoted = defineEvent({
  type: "player.noted",
  summary: "A note about a player was written, changed or removed.",
  permission: "players.notes:read",
  payload: OnePlayer.extend({ noteId: z.string(), change: z.enum(["added", "edited", "removed"]), by: z.string() }),
  example: { ...PLAYER, noteId: "pno_019f3c2a7b407d11a2c35e8f90b1c2d3", change: "added", by: "Mira" },
  subject,
});

const Reported = OnePlayer.extend({ reportId: ReportId, number: z.int(), state: ReportState });
const REPORTED = { ...PLAYER, reportId: "prp_019f3c2a7b407d11a2c35e8f90b1c2d3", number: 7 };

export const reportFiled = defineEvent({
  type: "player.report_filed",
  summary: "Somebody reported a player.",
  permission: "players.reports:read",
  payload: Reported.extend({ by: z.string(), text: z.string() }),
  example: { ...REPORTED, state: "open", by: "Bob", text: "Griefs at the ferry" },
  subject,
});

export const reportClaimed = defineEvent({
  type: "player.report_claimed",
  summary: "Somebody of the team took a report, or gave it back.",
  permission: "players.reports:read",
  payload: Reported.extend({ by: z.string() }),
  example: { ...REPORTED, state: "claimed", by: "Mira" },
  subject,
});

export const reportResolved = defineEvent({
  type: "player.report_resolved",
  summary: "The team decided on a report.",
  permission: "players.reports:read",
  payload: Reported.extend({ by: z.string(), outcome: ReportOutcome }),
  example: { ...REPORTED, state: "resolved", by: "Mira", outcome: "action" },
  subject,
});
