import * as z from "zod";
import { may, type Target } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { ChosenEvidence } from "../../players/schema.ts";
import { PunishmentDetail, type PunishmentKind, PunishmentScope } from "../schema.ts";
import { evidenceOf } from "./evidence.ts";
import { carried, Minutes, OnPlayer, onPlayer, PLAYER, Reason } from "./on-player.ts";
import { type PlayerHere, reachOf } from "./places.ts";
import { punish } from "./punish.ts";

const Given = OnPlayer.extend({
  reason: Reason,
  note: z.string().trim().max(2000).optional().describe("For the team alone."),
  evidence: ChosenEvidence,
});

const Scope = PunishmentScope.default("server").describe(
  "Where it holds: on the server, on all servers of the game in its community, or on all servers of the game.",
);

/** Who may do it here may not yet do it everywhere. */
function requireReach({ actor }: Context, permission: Permission, scope: PunishmentScope, here: PlayerHere): void {
  const target: Target = reachOf(scope, here);
  if (!may(actor, permission, target)) throw new AppError("forbidden", "forbidden", { permission });
}

interface Asked {
  reason: string;
  note?: string | undefined;
  evidence: string[];
  scope?: PunishmentScope;
  minutes?: number | undefined;
}

async function give(context: Context, kind: PunishmentKind, here: PlayerHere, asked: Asked): Promise<string> {
  const { note, evidence, scope = "server", minutes, reason } = asked;
  const { id } = await punish(context, {
    kind,
    scope,
    server: here,
    whom: {
      playerId: here.playerId,
      name: here.name,
      platformId: here.platformId,
      key: here.key,
      isVouched: here.isVouched,
    },
    reason,
    minutes: minutes ?? null,
    note: note ?? null,
    evidence: await evidenceOf(context, here.playerId, evidence),
  });
  return id;
}

const ANSWERS =
  "The answer says for each server whether its game was told, and what it said; a server that is not running is told at its next start.";

export const kick = defineDelivery({
  id: "moderation.kick",
  summary: "Disconnect a player",
  description: "They may come back. Who is not online cannot be kicked.",
  access: { kind: "permission", permission: "players:kick" },
  subject: onPlayer("players:kick"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ reason: Reason.default("Kicked by the team") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Please read the rules" },
  http: { method: "POST", path: "/players/{playerId}/kick" },
  async run(context, input, here) {
    if (!here.online)
      throw new AppError("conflict", "moderation.not_online", { name: here.name, server: here.serverName });
    return give(context, "kick", here, input);
  },
  afterCommit: carried,
});

export const warn = defineDelivery({
  id: "moderation.warn",
  summary: "Warn a player",
  description: `Told in the game where it has a command for it, when they come in if they are not. Warnings count for rules of escalation. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:kick" },
  subject: onPlayer("players:kick"),
  errors: ["not_found"],
  input: Given,
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "No begging for coins" },
  http: { method: "POST", path: "/players/{playerId}/warn" },
  run: (context, input, here) => give(context, "warn", here, input),
  afterCommit: carried,
});

export const mute = defineDelivery({
  id: "moderation.mute",
  summary: "Mute a player",
  description: `Nobody hears them, where the game has a command for it. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:mute" },
  subject: onPlayer("players:mute"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.optional().describe("For how long; absent: for ever.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Spam", minutes: 30 },
  http: { method: "POST", path: "/players/{playerId}/mute" },
  async run(context, input, here) {
    requireReach(context, "players:mute", input.scope, here);
    return give(context, "mute", here, input);
  },
  afterCommit: carried,
});

export const suspend = defineDelivery({
  id: "moderation.suspend",
  summary: "Lock a player out for a time",
  description: `As a ban, but called a suspension and never for ever. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:ban" },
  subject: onPlayer("players:ban"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.describe("For how long.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Account is being looked into", minutes: 1440 },
  http: { method: "POST", path: "/players/{playerId}/suspend" },
  async run(context, input, here) {
    requireReach(context, "players:ban", input.scope, here);
    return give(context, "suspend", here, input);
  },
  afterCommit: carried,
});

export const ban = defineDelivery({
  id: "moderation.ban",
  summary: "Ban a player",
  description: `They are disconnected and kept out, for a time or for ever: by the game's own list where it has one, and sent out again whenever they come in. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:ban" },
  subject: onPlayer("players:ban"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.optional().describe("For how long; absent: for ever.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Griefing", minutes: 60 },
  http: { method: "POST", path: "/players/{playerId}/ban" },
  async run(context, input, here) {
    requireReach(context, "players:ban", input.scope, here);
    return give(context, "ban", here, input);
  },
  afterCommit: carried,
});
