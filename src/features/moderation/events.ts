import * as z from "zod";
import { defineEvent, type EventSubject } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { AppealId, AppealState, PunishmentId, PunishmentKind, PunishmentScope } from "./schema.ts";

const Said = z.object({
  punishmentId: PunishmentId,
  kind: PunishmentKind,
  playerId: z.string().nullable().describe("null: whoever comes from an address."),
  name: z.string(),
  reason: z.string(),
  scope: PunishmentScope.describe("Where it holds: on the server, on its community's, or on all of the game."),
  serverId: z.string().nullable().describe("Where it was given; null: that server is gone."),
  communityId: z.string().nullable(),
  until: Timestamp.nullable().describe("null: for ever, or done at once."),
  by: z.string(),
});

const EXAMPLE: z.input<typeof Said> = {
  punishmentId: "pun_019f3c2a7b407d11a2c35e8f90b1c2d3",
  kind: "ban",
  playerId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Ashwyn",
  reason: "Griefing",
  scope: "server",
  serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3",
  communityId: null,
  until: "2026-11-22T12:00:00.000Z",
  by: "Mira",
};

const subject = ({ serverId, communityId }: { serverId: string | null; communityId: string | null }): EventSubject => ({
  serverId,
  communityId,
});
const base = { permission: "players:read", subject } as const;
const at = (kind: PunishmentKind, until: string | null = EXAMPLE.until) => ({ ...EXAMPLE, kind, until });

export const playerKicked = defineEvent({
  ...base,
  type: "player.kicked",
  summary: "A player was disconnected.",
  payload: Said,
  example: at("kick", null),
});
export const playerWarned = defineEvent({
  ...base,
  type: "player.warned",
  summary: "A player was warned.",
  payload: Said,
  example: at("warn", null),
});
export const playerMuted = defineEvent({
  ...base,
  type: "player.muted",
  summary: "A player was muted.",
  payload: Said,
  example: at("mute"),
});
export const playerSuspended = defineEvent({
  ...base,
  type: "player.suspended",
  summary: "A player was locked out for a time.",
  payload: Said,
  example: at("suspend"),
});
export const playerBanned = defineEvent({
  ...base,
  type: "player.banned",
  summary: "A player was banned.",
  payload: Said,
  example: at("ban"),
});

const Ended = Said.extend({ ended: z.enum(["over", "lifted", "appeal"]).describe("over: its time had come.") });
const ended = (kind: PunishmentKind): z.input<typeof Ended> => ({ ...at(kind), ended: "over" });

export const playerUnbanned = defineEvent({
  ...base,
  type: "player.unbanned",
  summary: "A ban or a suspension is no more.",
  payload: Ended,
  example: ended("ban"),
});
export const playerUnmuted = defineEvent({
  ...base,
  type: "player.unmuted",
  summary: "A mute is no more.",
  payload: Ended,
  example: ended("mute"),
});
export const playerPardoned = defineEvent({
  ...base,
  type: "player.pardoned",
  summary: "A warning was taken back.",
  payload: Ended,
  example: { ...at("warn", null), ended: "lifted" },
});

export const punishmentDelivered = defineEvent({
  ...base,
  type: "punishment.delivered",
  summary: "A game was told of a punishment, or could not be told.",
  payload: z.object({
    punishmentId: PunishmentId,
    kind: PunishmentKind,
    serverId: z.string(),
    communityId: z.string().nullable(),
    state: z.enum(["pending", "applied", "failed", "unsupported", "lifted"]),
    reason: z.string().nullable(),
  }),
  example: {
    punishmentId: EXAMPLE.punishmentId,
    kind: "ban",
    serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3",
    communityId: null,
    state: "applied",
    reason: null,
  },
});

const AppealSaid = z.object({
  appealId: AppealId,
  punishmentId: PunishmentId,
  name: z.string(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
  state: AppealState,
});
const APPEAL = {
  appealId: "apl_019f3c2a7b407d11a2c35e8f90b1c2d3",
  punishmentId: EXAMPLE.punishmentId,
  name: "Ashwyn",
  serverId: EXAMPLE.serverId,
  communityId: null,
  state: "open",
} satisfies z.input<typeof AppealSaid>;

export const appealFiled = defineEvent({
  permission: "appeals:read",
  subject,
  type: "appeal.filed",
  summary: "A player appeals against a punishment.",
  payload: AppealSaid,
  example: APPEAL,
});
export const appealDecided = defineEvent({
  permission: "appeals:read",
  subject,
  type: "appeal.decided",
  summary: "An appeal was accepted, rejected or withdrawn.",
  payload: AppealSaid,
  example: { ...APPEAL, state: "accepted" },
});
