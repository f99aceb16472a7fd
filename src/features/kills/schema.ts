import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { RawData } from "./raw-data.ts";
import {
  KILL_EVIDENCE,
  KILL_KINDS,
  KILL_METHODS,
  KILL_SOURCES,
  PARTY_TYPES,
  STAR_CITIZEN,
  VICTIM_TYPES,
} from "./told-kill.ts";

export { STAR_CITIZEN };

export const KillId = z
  .string()
  .regex(/^kil_[0-9a-f]{32}$/)
  .describe("Id of a kill.");

export const KillKind = z.enum(KILL_KINDS);
export const KillMethod = z.enum(KILL_METHODS);
export const KillEvidence = z.enum(KILL_EVIDENCE);
export const KillSource = z.enum(KILL_SOURCES);
export const KillState = z.enum(["counted", "disputed", "retracted"]);

/** A game by name, in small letters, as blueprints call it. */
export const Game = z.string().trim().toLowerCase().min(1).max(60).describe("The game's name, in small letters.");

/** An organisation of players by its short name in the game: Star Citizen's SID. */
export const Organisation = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(60)
  .describe("An organisation's short name in the game, in small letters.");

/** Something that a game has a class name for: the class always, and what people call it where that is known. */
export const Named = z.object({
  class: z.string().describe("As the game calls it."),
  name: z.string().nullable().describe("As people call it; null: the catalogue does not know it."),
});

/** One who took part. */
export const KillParty = z.object({
  type: z.enum(PARTY_TYPES),
  playerId: z.string().nullable().describe("Null: no player, or one who shows their kills to few."),
  userId: z
    .string()
    .nullable()
    .describe("The user whose player it is; null: of none, or one who shows their kills to few."),
  name: z.string().nullable().describe("Null: nobody is named, or they show their kills to few."),
  class: z.string().nullable().describe("As the game calls one that it moves; null: a player, or nobody."),
  isHidden: z.boolean().describe("Whether they show their kills to few, of whom you are none."),
  vehicle: Named.nullable(),
});

export const Kill = z.object({
  id: KillId,
  number: z.int(),
  game: z.string(),
  at: Timestamp,
  kind: KillKind,
  method: KillMethod,
  evidence: KillEvidence.describe("What it rests on: a game's own word, what a log lets infer, or somebody's claim."),
  source: KillSource,
  confirmations: z.int().describe("How many, each by itself, have told of it."),
  isConfirmed: z.boolean().describe("Told by more than one, or by a game server of this panel."),
  state: KillState,
  killer: KillParty.nullable().describe("Null: nobody killed, or nobody tells who."),
  victim: KillParty,
  weapon: Named.nullable(),
  otherWeapons: z.array(z.string()),
  damageType: z.string().nullable(),
  place: Named.nullable(),
  system: z.string().nullable(),
  mode: z.string().nullable(),
  build: z.string().nullable(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
  doubts: z.array(z.string()).describe("What speaks against it."),
  isPublic: z.boolean().describe("False: only those who had part in it or told of it see it yet."),
  isReporter: z.boolean().describe("Whether you told of it."),
  isOwn: z.boolean().describe("Whether a player that you have proven to be yours killed or died."),
  createdAt: Timestamp,
});
export type Kill = z.output<typeof Kill>;

/**
 * Nothing in it that is not seen, or turns what stands around it: two names that look the same are the same. Spelt out, as it stands in the API's document and
 * not every engine of regular expressions knows classes of Unicode.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const SEEN = /^[^\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*$/;

/** One line as a game or somebody's program names something. */
export const KillText = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1)
  .max(200)
  .regex(SEEN, "is one line, without control characters or ones that are not seen");

/** One kill as somebody's program tells it. */
export const KillClaim = z.object({
  game: Game.default(STAR_CITIZEN),
  at: Timestamp.optional().describe("When it happened; absent: now."),
  victim: KillText.describe(
    "The victim's name in the game, or a player's or user's id. A name that nobody knows becomes a player.",
  ),
  victimType: z.enum(VICTIM_TYPES).default("player"),
  killer: KillText.optional().describe(
    "The killer's name or player's id; absent: your own player, or nobody where the kind says so. Telling of others' kills is a witness's word.",
  ),
  killerType: z.enum(["player", "npc", "creature", "drone", "ship", "environment", "unknown"]).default("player"),
  kind: KillKind.optional().describe("Absent: what follows from who took part."),
  method: KillMethod.default("unknown"),
  weapon: KillText.optional(),
  damageType: KillText.optional(),
  killerVehicle: KillText.optional(),
  victimVehicle: KillText.optional(),
  place: KillText.optional().describe("Where the victim was, in the game's word or in people's."),
  system: KillText.optional(),
  mode: KillText.optional(),
  build: KillText.optional(),
  communityId: z.string().max(64).optional().describe("The community that it is told in."),
  senderId: KillText.optional().describe(
    "Your own id of it: the same id again is the same kill, whatever else is said.",
  ),
  rawData: RawData.optional().describe("Whatever else you know, kept as it is for you: at most 16 KiB."),
});
export type KillClaim = z.output<typeof KillClaim>;

/** What was done to a kill after it was told. */
export const KILL_CHANGES = ["corrected", "disputed", "withdrawn", "counted", "retracted"] as const;
export const KillChange = z.object({
  at: Timestamp,
  by: z.string().nullable().describe("Null: somebody whose name is not told to you."),
  change: z
    .enum(KILL_CHANGES)
    .describe("Withdrawn: somebody who told of it took it back. Counted and retracted are decisions."),
  reason: z.string().nullable().describe("Null: none was given, or it is not told to you."),
  before: z.record(z.string(), z.json()).describe("What of it changed, as it was."),
  after: z.record(z.string(), z.json()).describe("The same, as it is since."),
  names: z
    .record(z.string(), z.string())
    .describe("What people call weapons, ships and places that changed, by the word for them."),
});
export type KillChange = z.output<typeof KillChange>;

export const PrivacyLevel = z
  .enum(["PUBLIC", "PRIVATE", "FRIENDS_ONLY"])
  .describe("Who sees what your players have done: everybody, nobody, or whom you call friends.");

/** A handle of Star Citizen. */
export const RsiHandle = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{3,60}$/, "A handle has letters, digits, _ and -.");
