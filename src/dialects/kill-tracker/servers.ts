import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { nativeId, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { Ref } from "./shapes.ts";

const params = z.object({ serverId: Ref });
const whose = ({ params: { serverId } }: { params: z.output<typeof params> }) => ({ communityId: nativeId(serverId) });
const RIGHTS = {
  admin: ["read", "write", "manage"],
  moderator: ["read", "write", "moderate"],
  member: ["read", "write"],
};

type NativeSettings = z.output<(typeof operations.communities.settings)["output"]>;

const Settings = z.object({
  prefix: z.string(),
  language: z.string(),
  timezone: z.string(),
  features: z.object({
    killTracker: z.boolean(),
    leaderboard: z.boolean(),
    notifications: z.boolean(),
    customCommands: z.boolean(),
  }),
  privacyLevel: z.string().describe("public, private or friends_only."),
  killNotifications: z.boolean(),
  killChannel: z.string().nullable().describe("Id of a channel."),
  leaderboardChannel: z.string().nullable(),
  log_channel: z.string().nullable(),
  admin_role: z.string().nullable().describe("Id of a role."),
  moderator_role: z.string().nullable(),
  auto_delete_messages: z.boolean(),
});

function shownSettings(settings: NativeSettings): z.input<typeof Settings> {
  const { logChannel, adminRole, moderatorRole, autoDeleteMessages, privacyLevel, ...same } = settings;
  return {
    ...same,
    privacyLevel: privacyLevel.toLowerCase(),
    log_channel: logChannel,
    admin_role: adminRole,
    moderator_role: moderatorRole,
    auto_delete_messages: autoDeleteMessages,
  };
}

const text = z.string().max(100);
const place = z
  .string()
  .max(100)
  .nullable()
  .optional()
  .transform((id) => (id === "" ? null : id));

/** Rows of the document's section Server Management: its servers are communities. */
export const serverRoutes = [
  told({
    http: { method: "GET", path: "/api/servers/{serverId}" },
    summary: "Get server information",
    operation: operations.communities.overview,
    rate: "api",
    params,
    input: whose,
    names: { communityId: "serverId" },
    says: "Server retrieved successfully",
    output: z.object({
      id: z.string(),
      discordId: z.string().nullable(),
      name: z.string(),
      icon: z.string().nullable(),
      isActive: z.boolean().describe("Whether the panel's bot is there, or it needs none."),
      memberCount: z.int(),
      members: z.array(
        z.object({
          user: z.object({ id: z.string(), username: z.string(), avatar: z.string().nullable() }),
          isOwner: z.boolean(),
          role: z.string(),
          permissions: z.array(z.string()),
        }),
      ),
      channels: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
      createdAt: z.string(),
    }),
    answer: ({ community, members, channels }) => ({
      id: trackerId(community.id),
      discordId: community.guildId,
      name: community.name,
      icon: null,
      isActive: community.guildId === null || community.hasBot,
      memberCount: community.members,
      members: members.map(({ userId, name, avatarUrl, role }) => ({
        user: { id: trackerId(userId), username: name, avatar: avatarUrl },
        isOwner: role === "admin",
        role,
        permissions: RIGHTS[role],
      })),
      channels: channels.map((channel) => ({ ...channel, type: "text" })),
      createdAt: community.createdAt,
    }),
  }),
  told({
    http: { method: "GET", path: "/api/servers/{serverId}/settings" },
    summary: "Get server settings",
    operation: operations.communities.settings,
    rate: "api",
    params,
    input: whose,
    names: { communityId: "serverId" },
    says: "Settings retrieved successfully",
    output: Settings,
    answer: shownSettings,
  }),
  told({
    http: { method: "PUT", path: "/api/servers/{serverId}/settings" },
    summary: "Update server settings",
    operation: operations.communities.updateSettings,
    rate: "admin",
    params,
    body: z.object({
      prefix: text.optional(),
      language: text.optional(),
      timezone: text.optional(),
      features: z
        .object({
          killTracker: z.boolean().optional(),
          leaderboard: z.boolean().optional(),
          notifications: z.boolean().optional(),
          customCommands: z.boolean().optional(),
        })
        .optional(),
      privacyLevel: z
        .string()
        .transform((level) => level.toUpperCase())
        .pipe(z.enum(["PUBLIC", "PRIVATE", "FRIENDS_ONLY"]))
        .optional(),
      killNotifications: z.boolean().optional(),
      killChannel: place,
      leaderboardChannel: place,
      log_channel: place,
      admin_role: place,
      moderator_role: place,
      auto_delete_messages: z.boolean().optional(),
    }),
    input: (asked) => {
      const { log_channel, admin_role, moderator_role, auto_delete_messages, ...same } = asked.body;
      return {
        ...whose(asked),
        ...same,
        logChannel: log_channel,
        adminRole: admin_role,
        moderatorRole: moderator_role,
        autoDeleteMessages: auto_delete_messages,
      };
    },
    names: {
      communityId: "serverId",
      logChannel: "log_channel",
      adminRole: "admin_role",
      moderatorRole: "moderator_role",
      autoDeleteMessages: "auto_delete_messages",
    },
    says: "Settings updated successfully",
    output: Settings,
    answer: shownSettings,
  }),
];
