import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { PUNISHMENT_KINDS, PUNISHMENT_SCOPES } from "./punishments.ts";

export const PunishmentKind = z.enum(PUNISHMENT_KINDS);
export type PunishmentKind = z.output<typeof PunishmentKind>;

export const PunishmentScope = z.enum(PUNISHMENT_SCOPES);
export type PunishmentScope = z.output<typeof PunishmentScope>;

export const PunishmentId = z.string().regex(/^pun_[0-9a-f]{32}$/, "must be the id of a punishment");

/** What is written down of a thing that happened, to show later what a punishment is for. */
export const Evidence = z.object({
  at: Timestamp,
  serverId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.json()),
});

/** How one server took it. */
export const Delivery = z.object({
  serverId: z.string(),
  serverName: z.string(),
  state: z
    .enum(["pending", "applied", "failed", "unsupported", "lifted"])
    .describe(
      "pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over.",
    ),
  via: z
    .enum(["console", "bridge", "kicks"])
    .nullable()
    .describe("How the game was told. kicks: it keeps no list, so whoever comes in is sent out again."),
  said: z.string().nullable().describe("What the game said to it, in its own words."),
  reason: z.string().nullable().describe("Why it is not applied."),
  updatedAt: Timestamp,
});
export type Delivery = z.output<typeof Delivery>;

/** A punishment as every door shows it. */
export const Punishment = z.object({
  id: PunishmentId,
  number: z.int(),
  kind: PunishmentKind,
  state: z.enum(["active", "over", "lifted", "done"]).describe("over: its time has come; done: what is done at once."),
  scope: PunishmentScope,
  serverId: z.string().nullable().describe("Where it was given; null: that server is gone."),
  serverName: z.string(),
  communityId: z.string().nullable(),
  playerId: z.string().nullable().describe("null: whoever comes from the address."),
  address: z.string().nullable().describe("For who may see addresses, else null."),
  name: z.string().describe("What they were called then."),
  reason: z.string(),
  note: z.string().nullable().describe("For who may read the team's notes, else null."),
  evidence: z.array(Evidence),
  source: z.enum(["hand", "rule", "list"]).describe("Who gave it: somebody, a rule of escalation, an imported list."),
  createdBy: z.string(),
  startsAt: Timestamp,
  endsAt: Timestamp.nullable().describe("null: for ever, or at once."),
  endedAt: Timestamp.nullable(),
  endedBy: z.string().nullable(),
  endNote: z.string().nullable().describe("Why it was ended; for who may read the team's notes, else null."),
  openAppealId: z.string().nullable().describe("An appeal that waits for a decision."),
});
export type Punishment = z.output<typeof Punishment>;

export const PunishmentDetail = Punishment.extend({ deliveries: z.array(Delivery) });
export type PunishmentDetail = z.output<typeof PunishmentDetail>;

export const AppealId = z.string().regex(/^apl_[0-9a-f]{32}$/, "must be the id of an appeal");
export const AppealState = z.enum(["open", "accepted", "rejected", "withdrawn"]);

export const Appeal = z.object({
  id: AppealId,
  number: z.int(),
  state: AppealState,
  punishmentId: PunishmentId,
  kind: PunishmentKind,
  playerId: z.string().nullable(),
  name: z.string().describe("The player's name when they were punished."),
  reason: z.string().describe("What they were punished for."),
  serverId: z.string().nullable().describe("Where they were punished; null: that server is gone."),
  serverName: z.string(),
  endsAt: Timestamp.nullable(),
  text: z.string(),
  email: z
    .string()
    .nullable()
    .describe("Where they can be answered, if they said so; for who may see addresses, else null."),
  userId: z.string().nullable().describe("Who appeals, if signed in."),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Appeal = z.output<typeof Appeal>;

/** A server, and whether what it tells of who plays is believed beyond it. */
export const VouchingServer = z.object({
  serverId: z.string(),
  name: z.string(),
  game: z.string(),
  ownerName: z.string(),
  vouches: z.boolean(),
  players: z.int().describe("Players with an id of the game's platform who were seen on it."),
});
export type VouchingServer = z.output<typeof VouchingServer>;

const Able = z.boolean().nullable().describe("null: not known while the game is not connected.");
/** What a server's game can be made to obey. */
export const Abilities = z.object({
  kick: Able,
  warn: Able,
  mute: Able,
  ban: z
    .enum(["players", "addresses", "kicks", "none"])
    .nullable()
    .describe(
      "players: it keeps them out itself; addresses: it keeps out whoever comes from where they came from; kicks: it keeps no list, and whoever comes in is sent out; none: it can be told nothing. null: not known while it is not connected.",
    ),
});
export type Abilities = z.output<typeof Abilities>;

/** A long ban list that is being taken in, or was. */
export const BanListImport = z.object({
  id: z.string(),
  format: z.string(),
  scope: PunishmentScope,
  state: z
    .enum(["running", "done", "stopped"])
    .describe("stopped: whoever began it may not ban there any more; what was taken by then holds."),
  total: z.int(),
  taken: z.int().describe("How many of the list have been looked at."),
  added: z.int(),
  there: z.int().describe("Held already."),
  over: z.int().describe("Their time had passed."),
  problems: z
    .array(z.object({ at: z.int(), problem: z.string() }))
    .describe("What could not be read, by line or by place in the list; the first 100."),
  createdBy: z.string(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type BanListImport = z.output<typeof BanListImport>;

export const ReasonTemplate = z.object({
  id: z.string(),
  name: z.string(),
  kinds: z.array(PunishmentKind),
  reason: z.string(),
  durationMin: z.int().nullable().describe("Minutes; null: for ever."),
});
export type ReasonTemplate = z.output<typeof ReasonTemplate>;

export const EscalationRule = z.object({
  id: z.string(),
  counted: PunishmentKind,
  count: z.int(),
  withinDays: z.int(),
  act: PunishmentKind,
  durationMin: z.int().nullable(),
  scope: PunishmentScope,
  reason: z.string(),
  enabled: z.boolean(),
});
export type EscalationRule = z.output<typeof EscalationRule>;
