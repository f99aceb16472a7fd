import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { BOARD_PERIODS, BOARDS } from "./board.ts";
import { KillId, KillState } from "./schema.ts";

const Payload = z.object({
  killId: KillId,
  game: z.string(),
  at: z.string(),
  kind: z.string(),
  killerId: z.string().nullable(),
  killerUserId: z.string().nullable(),
  killerName: z.string().nullable(),
  victimId: z.string().nullable(),
  victimUserId: z.string().nullable(),
  victimName: z.string().nullable(),
  weapon: z.string().nullable(),
  place: z.string().nullable(),
  evidence: z.string(),
  confirmations: z.int(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
});
const EXAMPLE = {
  killId: "kil_019f3c2a7b407d11a2c35e8f90b1c2d3",
  game: "star citizen",
  at: "2026-11-21T12:00:00.000Z",
  kind: "pvp",
  killerId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d3",
  killerUserId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
  killerName: "Kestrel",
  victimId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d4",
  victimUserId: null,
  victimName: "Outlaw-Joe",
  weapon: "behr_rifle_ballistic_01",
  place: "OOC_Stanton_2b_Daymar",
  evidence: "observed",
  confirmations: 1,
  serverId: null,
  communityId: null,
};
const subject = ({ serverId, communityId }: { serverId: string | null; communityId: string | null }) => ({
  serverId,
  communityId,
});

export const killRecorded = defineEvent({
  type: "kill.recorded",
  summary:
    "A kill was told of for the first time. Told once it is public; whoever shows their kills to few is not named.",
  permission: "kills:read",
  beyondCommunity: "unnamed",
  payload: Payload,
  example: EXAMPLE,
  subject,
});

export const killChanged = defineEvent({
  type: "kill.changed",
  summary: "A kill was confirmed by another, corrected, disputed, decided upon, retracted or counted again.",
  permission: "kills:read",
  beyondCommunity: "unnamed",
  payload: z.object({
    killId: KillId,
    state: KillState,
    change: z.string(),
    serverId: z.string().nullable(),
    communityId: z.string().nullable(),
  }),
  example: { killId: EXAMPLE.killId, state: "disputed", change: "disputed", serverId: null, communityId: null },
  subject,
});

export const userStatsUpdated = defineEvent({
  type: "user.stats_updated",
  summary:
    "A user's figures in a game have changed: told once for all kills of one report. Of whoever shows their kills to few only they themselves are told.",
  permission: "kills:read",
  payload: z.object({
    userId: z.string(),
    playerId: z.string(),
    playerName: z.string(),
    game: z.string(),
    kills: z.int(),
    deaths: z.int(),
    pvpKills: z.int(),
    pvpDeaths: z.int(),
    pveKills: z.int(),
    bestStreak: z.int(),
  }),
  example: {
    userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    playerId: EXAMPLE.killerId,
    playerName: EXAMPLE.killerName,
    game: EXAMPLE.game,
    kills: 41,
    deaths: 17,
    pvpKills: 12,
    pvpDeaths: 9,
    pveKills: 29,
    bestStreak: 7,
  },
  subject: ({ userId }) => ({ userId }),
});

export const leaderboardUpdated = defineEvent({
  type: "leaderboard.updated",
  summary:
    "The upper places of boards have changed, of everywhere, of a community or of a server: told at most once a minute, for all boards together.",
  permission: "kills:read",
  beyondCommunity: "none",
  payload: z.object({
    game: z.string(),
    boards: z.array(z.object({ board: z.enum(BOARDS), period: z.enum(BOARD_PERIODS) })),
    serverId: z.string().nullable(),
    communityId: z.string().nullable(),
  }),
  example: {
    game: EXAMPLE.game,
    boards: [{ board: "kills", period: "weekly" }],
    serverId: null,
    communityId: null,
  },
  subject,
});

export const serverEvent = defineEvent({
  type: "server.event",
  summary:
    "Somebody changed a community: it was made, its settings or its members changed, or it is gone. The same as community.changed, in the words of the kill tracker's programs.",
  permission: "communities:read",
  payload: z.object({
    communityId: z.string(),
    name: z.string(),
    event: z.enum(["created", "updated", "settings_updated", "members_updated", "removed"]),
  }),
  example: { communityId: "com_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Night Watch", event: "settings_updated" },
  subject: ({ communityId }) => ({ communityId }),
});
