import * as z from "zod";
import type { Guild } from "#app/features/discord/schema.ts";
import { AppError, type ErrorDetail } from "#app/lib/errors.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { CommunitySettings, defined, GuildRole, SettingsChange } from "../schema.ts";
import { communitySubject, EXAMPLE_COMMUNITY, guildOf, OneCommunity } from "./community-rows.ts";
import { checkOwnRole } from "./discord-roles.ts";
import { tellChanged } from "./tell-followers.ts";

const CHANNELS = ["logChannel", "killChannel", "leaderboardChannel"] as const;
const ROLES = ["adminRole", "moderatorRole"] as const;

const PlaceRef = z
  .string()
  .trim()
  .max(100)
  .transform((text) => text || null)
  .nullable()
  .optional();
const ChannelRef = PlaceRef.describe("Id of a channel, or its name; null: none.");
const RoleRef = PlaceRef.describe("Id of a role, or its name; null: none.");
const PLACES = {
  logChannel: ChannelRef,
  killChannel: ChannelRef,
  leaderboardChannel: ChannelRef,
  adminRole: RoleRef,
  moderatorRole: RoleRef,
};
type Places = Partial<Record<(typeof CHANNELS)[number] | (typeof ROLES)[number], string | null | undefined>>;

/** What is called by its name, by its id; what has neither in this server of Discord stays as it is, to be refused. */
function placesById(guild: Guild | null, given: Places): Places {
  const idOf = (all: readonly { id: string; name: string }[] | undefined, text: string | null | undefined) => {
    const name = text?.replace(/^[#@]/, "").toLowerCase();
    return all?.find((one) => one.id === text)?.id ?? all?.find((one) => one.name.toLowerCase() === name)?.id ?? text;
  };
  return Object.fromEntries([
    ...CHANNELS.map((key) => [key, idOf(guild?.channels, given[key])]),
    ...ROLES.map((key) => [key, idOf(guild?.roles, given[key])]),
  ]);
}

export const settings = defineQuery({
  id: "communities.settings",
  summary: "Get a community's settings",
  access: { kind: "permission", permission: "communities:read" },
  subject: communitySubject,
  input: OneCommunity,
  output: CommunitySettings,
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}/settings" },
  run: async (_context, _input, community) => community.settings,
});

export const updateSettings = defineCommand({
  id: "communities.updateSettings",
  summary: "Change a community's settings",
  description:
    "What is left out stays. Who is an admin because they manage the server of Discord is asked for there again. Channels and roles are those of its own server of Discord, by id or name.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["invalid_input", "unavailable", "forbidden"],
  input: OneCommunity.extend({ ...SettingsChange.shape, ...PLACES }),
  output: CommunitySettings,
  example: {
    communityId: EXAMPLE_COMMUNITY,
    privacyLevel: "PUBLIC",
    features: { killTracker: true, leaderboard: true, notifications: false },
  },
  http: { method: "PATCH", path: "/communities/{communityId}/settings" },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run({ db, actor, now, emit, changed }, { communityId: _id, features, ...given }, community) {
    const { id, name, settings: before } = community;
    const guild = await guildOf(db, community.guildId);
    const change = defined({ ...given, ...placesById(guild, given) });
    const after: CommunitySettings = {
      ...before,
      ...change,
      features: { ...before.features, ...defined(features ?? {}) },
    };
    refuseForeign(guild, change);
    await db.execute(sql`
      update communities set settings = ${JSON.stringify(after)}::jsonb, "lastError" = null, "updatedAt" = ${now} where id = ${id}`);
    changed(before, after);
    tellChanged(emit, { communityId: id, name, change: "settings", by: actor.label });
    return after;
  },
});

export const places = defineQuery({
  id: "communities.places",
  summary: "List the channels and roles that a community's settings may name",
  description: "Of its server of Discord, as the bot saw them last; none where it is not there.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  input: OneCommunity,
  output: z.object({
    channels: z.array(z.object({ id: z.string(), name: z.string(), maySend: z.boolean() })),
    roles: z.array(GuildRole),
    lastError: z.string().nullable().describe("What went wrong when something was last told; null: nothing."),
  }),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}/places" },
  async run({ db }, _input, { guildId, lastError }) {
    const guild = await guildOf(db, guildId);
    return { channels: guild?.channels ?? [], roles: guild?.roles ?? [], lastError };
  },
});

/** Of another's server of Discord nothing may be named: the bot would speak there for people who manage nothing there. */
function refuseForeign(guild: Guild | null, given: Partial<CommunitySettings>): void {
  const details: ErrorDetail[] = [];
  const refuse = (path: string, code: string, message: string) => void details.push({ path, code, message });
  for (const key of CHANNELS) {
    const id = given[key];
    if (id === undefined || id === null) continue;
    const channel = guild?.channels.find((one) => one.id === id);
    if (!channel) refuse(key, "unknown_channel", "The bot sees no such channel in this community's server of Discord.");
    else if (!channel.maySend) refuse(key, "may_not_send", "The bot may not write in this channel.");
  }
  for (const key of ROLES) {
    const id = given[key];
    if (id === undefined || id === null || guild?.roles.some((one) => one.id === id)) continue;
    refuse(key, "unknown_role", "There is no such role in this community's server of Discord.");
  }
  if (details.length > 0) throw new AppError("invalid_input", "communities.foreign_place", {}, details);
}
