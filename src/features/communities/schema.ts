import * as z from "zod";
import { Snowflake } from "#app/features/discord/schema.ts";
import { PrivacyLevel } from "#app/features/kills/schema.ts";
import type { CommunityRole } from "#app/lib/permissions.ts";
import { Timestamp } from "#app/lib/time.ts";
import { MEMBER_ROLES } from "./member-roles.ts";

/** A community wherever one is named: those that upgrades made have the id that stood in other tables before, whatever it was. */
export const CommunityId = z.string().min(1).max(64).describe("Id of a community, or that of its server of Discord.");

export const MemberRole = z
  .enum(MEMBER_ROLES)
  .describe(
    "admin: changes settings and roles; moderator: decides disputes and moderates players; member: tells of kills and sees them.",
  );

export const CommunityName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "Control and invisible characters are not allowed.")
  .describe("What it is called, 1 to 100 characters.");

export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, "Small letters, digits and dashes, 1 to 48 characters.")
  .describe("Its part of the address of its public page, `/c/<slug>`.");

export const CommunityDescription = z.string().trim().max(500).describe("A few sentences on who they are.");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const Channel = Snowflake.nullable();
const Role = Snowflake.nullable();

/** What a community can switch on and off. */
export const CommunityFeatures = z.object({
  killTracker: z.boolean().describe("Kills can be told in it, and are listed."),
  leaderboard: z.boolean().describe("It has leaderboards, and the week's is told in the channel for them."),
  notifications: z.boolean().describe("The bot tells things in its channels by itself."),
  customCommands: z.boolean().describe("Kept for bots of your own: whether they take commands of the community's own."),
});

/** All settings of a community, each with its value. */
export const CommunitySettings = z.object({
  prefix: z
    .string()
    .trim()
    .regex(/^\S{1,5}$/u, "1 to 5 characters without blanks.")
    .describe("Kept for bots of your own: what commands written as messages begin with."),
  language: z
    .string()
    .max(35)
    .refine(isLanguage, "A language tag, for example en.")
    .describe(
      "Language tag. How numbers and dates of its public page are written, and what the bot speaks there; where it does not speak it, English.",
    ),
  timezone: z
    .string()
    .max(60)
    .refine(isTimeZone, "There is no such time zone.")
    .describe("IANA time zone of its page."),
  logChannel: Channel.describe("Where the bot tells what was changed in the community; null: nowhere."),
  adminRole: Role.describe("Who has this role on Discord is an admin here, beside those who manage the server there."),
  moderatorRole: Role.describe("Who has this role on Discord is a moderator here."),
  autoDeleteMessages: z
    .boolean()
    .describe("Kept for bots of your own: whether they remove their answers after a while."),
  privacyLevel: PrivacyLevel.describe(
    "Who sees its list of kills, its leaderboards and its page: everybody, also who is not signed in; nobody but its moderators and admins; or its members.",
  ),
  killNotifications: z.boolean().describe("Whether kills are told in the channel for them."),
  killChannel: Channel.describe("Where the bot tells of kills; null: nowhere."),
  leaderboardChannel: Channel.describe("Where the bot tells the week's leaderboard; null: nowhere."),
  features: CommunityFeatures,
});
export type CommunitySettings = z.output<typeof CommunitySettings>;

export const DEFAULT_SETTINGS: CommunitySettings = {
  prefix: "!",
  language: "en",
  timezone: "UTC",
  logChannel: null,
  adminRole: null,
  moderatorRole: null,
  autoDeleteMessages: false,
  privacyLevel: "FRIENDS_ONLY",
  killNotifications: true,
  killChannel: null,
  leaderboardChannel: null,
  features: { killTracker: true, leaderboard: true, notifications: true, customCommands: false },
};

/** What of settings is to change; all else stays. */
export const SettingsChange = CommunitySettings.partial().extend({ features: CommunityFeatures.partial().optional() });

/** Settings as a row keeps them: what is absent is as by default, and what a later version wrote is left out. */
export const StoredSettings = z.unknown().transform((stored): CommunitySettings => {
  const given = SettingsChange.safeParse(stored ?? {});
  if (!given.success) return DEFAULT_SETTINGS;
  const { features, ...rest } = given.data;
  return {
    ...DEFAULT_SETTINGS,
    ...defined(rest),
    features: { ...DEFAULT_SETTINGS.features, ...defined(features ?? {}) },
  };
});

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export const Community = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  guildId: z.string().nullable().describe("Its server of Discord; null: none."),
  guildName: z.string().nullable().describe("As the bot sees it; null: it does not."),
  hasBot: z.boolean().describe("Whether the panel's bot is in that server."),
  privacyLevel: PrivacyLevel,
  role: MemberRole.nullable().describe("What you are in it; null: no member."),
  members: z.int().describe("Of those who have an account here."),
  servers: z.int().describe("Game servers that belong to it."),
  createdAt: Timestamp,
});
export type Community = z.output<typeof Community>;

export const CommunityMember = z.object({
  userId: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  role: MemberRole,
  givenRole: MemberRole.nullable().describe("By hand or by a code; null: none."),
  discordRole: MemberRole.nullable().describe("As Discord says; null: it does not."),
  joinedAt: Timestamp,
});
export type CommunityMember = z.output<typeof CommunityMember>;

/** A role of a server of Discord. */
export const GuildRole = z.object({ id: Snowflake, name: z.string() });

/** The higher of two roles; null: neither. */
export function higherRole(one: CommunityRole | null, other: CommunityRole | null): CommunityRole | null {
  if (one === null || other === null) return one ?? other;
  return MEMBER_ROLES.indexOf(one) <= MEMBER_ROLES.indexOf(other) ? one : other;
}
