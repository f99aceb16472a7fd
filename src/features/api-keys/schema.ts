import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { GRACES } from "./graces.ts";
import { KEY_STATES } from "./key-states.ts";

export const KeyId = z
  .string()
  .regex(/^key_[0-9a-f]{32}$/)
  .describe("Id of an API key.");

/** An API key by its id, or until it is revoked by its number, as the documents of some other systems call it. */
export const KeyRef = z.union([KeyId, z.string().regex(/^\d{1,15}$/)]).describe("Id of an API key, or its number.");

/** One window of a key's own limit. */
export const KeyLimit = z.object({
  limit: z.int().min(1).max(10_000_000).describe("Requests."),
  windowSec: z
    .int()
    .min(1)
    .max(86_400)
    .describe("Length of the window in seconds: never more than so many in any such stretch."),
});
export type KeyLimit = z.output<typeof KeyLimit>;

/** A key's own limits: all of them hold at once. */
export const KeyLimits = z
  .array(KeyLimit)
  .min(1)
  .max(4)
  .refine(
    (windows) => new Set(windows.map(({ windowSec }) => windowSec)).size === windows.length,
    "has two windows of one length",
  );

/** How a key is written. */
export const KeyFormat = z.enum(["gamekeeper", "maid"]);
export type KeyFormat = z.output<typeof KeyFormat>;

/** What a key is for: `primary` is the one that a person's own programs share, `bot` one that a bot acts by. */
export const KEY_KINDS = ["standard", "primary", "bot"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** What may be known of a key after it was made: all but the key. */
export const ApiKey = z.object({
  id: KeyId,
  number: z.int().describe("Counts the keys of this panel."),
  name: z.string(),
  kind: z.enum(KEY_KINDS),
  playerName: z.string().nullable().describe("What whoever uses it is called in the game, as they said."),
  description: z.string().nullable().describe("A note for whoever looks after it."),
  start: z.string().describe("How the key begins."),
  last4: z.string().describe("How the key ends."),
  scopes: z.array(z.string()).describe("The most it may do; it never may more than its owner."),
  permissions: z.array(z.string()).describe("The names it was made with, single scopes or bundles."),
  ownerId: z.string().describe("Whose it is: it may what they may."),
  ownerName: z.string(),
  instanceOwned: z.boolean().describe("Belongs to the panel and not to a person."),
  serverId: z.string().nullable().describe("The one server that it is for; null: wherever its owner may."),
  serverName: z.string().nullable(),
  rateLimitPerMinute: z.int().nullable().describe("Of its own limits, that of a minute; null: none of its own."),
  limits: z.array(KeyLimit).nullable().describe("Its own limits, all at once; null: the limits of each endpoint."),
  eventStreams: z
    .int()
    .nullable()
    .describe("How many event streams it may have open at a time; null: as the panel's setting says."),
  allowedAddresses: z.array(z.string()),
  status: z.enum(KEY_STATES),
  createdAt: Timestamp,
  createdBy: z.string().nullable().describe("The name of who made it."),
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable().describe("To within some seconds."),
  lastUsedAddress: z.string().nullable(),
  usageCount: z.int().describe("How often it was used in all, to within some seconds."),
  rotatedAt: Timestamp.nullable().describe("When another key took its place."),
  graceEndsAt: Timestamp.nullable().describe("Until when it works beside the key that took its place."),
  replacedById: KeyId.nullable().describe("The key that took its place."),
  leakedAt: Timestamp.nullable().describe("When somebody reported it as known to others, which revoked it."),
});
export type ApiKey = z.output<typeof ApiKey>;

/** How many days back a list of keys tells how each was used. */
export const RECENT_DAYS = 14;

const RecentDay = z.object({
  calls: z.int(),
  done: z.int().describe("How many of them were neither refused nor failed."),
});
export type RecentDay = z.output<typeof RecentDay>;

/** A key in a list. */
export const ListedKey = ApiKey.extend({
  recentDays: z
    .array(RecentDay)
    .length(RECENT_DAYS)
    .describe("Its use on each of the last 14 days of UTC, today last, to within some seconds."),
});
export type ListedKey = z.output<typeof ListedKey>;

/** One or more of a key's states, as a list is asked for them. */
export const KeyStates = z
  .string()
  .max(100)
  .refine((text) => text.split(",").every((word) => (KEY_STATES as readonly string[]).includes(word)), {
    message: `is one or more of ${KEY_STATES.join(", ")}`,
  })
  .describe("One or more states, comma-separated.");

export const Grace = z.enum(GRACES);
