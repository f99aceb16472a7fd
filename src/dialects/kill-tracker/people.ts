import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { operations } from "#app/features/registry.ts";
import { flagsOf, nativeId, participantId, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { Person, Ref, shownKill, shownParty } from "./shapes.ts";

const rate = "api";
const Encounter = z.object({
  id: z.string(),
  server: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  weapon: z.string().nullable(),
  location: z.string().nullable(),
  timestamp: z.string(),
  isPvP: z.boolean(),
});
const User = z.object({
  id: z.string(),
  discordId: z.string().nullable().describe("Null: none, or not for you to see."),
  username: z.string(),
  discriminator: z.string().describe("Always 0: Discord has none any more."),
  avatar: z.string().nullable(),
  rsiHandle: z.string().nullable(),
  privacyLevel: z.string(),
  kills: z.array(Encounter.extend({ victim: Person })).describe("The last ten."),
  deaths: z.array(Encounter.extend({ killer: Person })).describe("The last ten."),
  createdAt: z.string(),
  updatedAt: z.string(),
});

type NativePerson = z.output<(typeof operations.kills.person)["output"]>;
type NativeKill = NativePerson["kills"][number];

function encounter(kill: NativeKill): z.input<typeof Encounter> {
  const { id, serverId, weapon, location, timestamp } = shownKill(kill);
  const { isPvP } = flagsOf(kill.kind);
  return { id, server: serverId === null ? null : { id: serverId, name: null }, weapon, location, timestamp, isPvP };
}

function shownUser(person: NativePerson): z.input<typeof User> {
  const { userId, player, name } = person;
  return {
    id:
      userId === null
        ? (participantId(STAR_CITIZEN, { userId, playerId: player!.id, name }) ?? name)
        : trackerId(userId),
    discordId: person.discordId,
    username: name,
    discriminator: "0",
    avatar: person.avatarUrl,
    rsiHandle: person.rsiHandle,
    privacyLevel: person.privacyLevel,
    kills: person.kills.map((kill) => ({ ...encounter(kill), victim: shownParty(kill, "victim") })),
    deaths: person.deaths.map((kill) => ({ ...encounter(kill), killer: shownParty(kill, "killer") })),
    createdAt: person.createdAt,
    updatedAt: person.updatedAt,
  };
}

const params = z.object({ userId: Ref });

/** Rows of the document's section User Management. */
export const peopleRoutes = [
  told({
    http: { method: "GET", path: "/api/users/{userId}" },
    summary: "Get a user's profile",
    operation: operations.kills.person,
    rate,
    params,
    input: ({ params }) => ({ who: nativeId(params.userId) }),
    names: { who: "userId" },
    says: "User retrieved successfully",
    output: User,
    answer: shownUser,
  }),
  told({
    http: { method: "PUT", path: "/api/users/{userId}" },
    summary: "Update your own profile",
    operation: operations.kills.updatePerson,
    rate,
    params,
    body: z.object({
      username: z.string().trim().min(3, "Username must be at least 3 characters").max(50).optional(),
      rsiHandle: z.string().max(100).nullable().optional(),
      privacyLevel: z.enum(["PUBLIC", "PRIVATE", "FRIENDS_ONLY"]).optional(),
    }),
    input: ({ params, body: { username, rsiHandle, privacyLevel } }) => ({
      who: nativeId(params.userId),
      ...(username === undefined ? {} : { name: username }),
      ...(rsiHandle === undefined ? {} : { rsiHandle: rsiHandle || null }),
      ...(privacyLevel === undefined ? {} : { privacyLevel }),
    }),
    names: { who: "userId", name: "username" },
    says: "User updated successfully",
    output: User,
    answer: shownUser,
  }),
  told({
    http: { method: "GET", path: "/auth/me" },
    summary: "Get the current user",
    operation: operations.communities.self,
    rate,
    output: z.object({
      id: z.string(),
      discordId: z.string().nullable(),
      username: z.string(),
      discriminator: z.string(),
      avatar: z.string().nullable(),
      role: z.string(),
      permissions: z.array(z.string()).describe("What this key may do on the whole panel."),
      isAdmin: z.boolean(),
      isServerOwner: z.boolean().describe("Whether you are an admin of a community."),
      servers: z.array(
        z.object({
          id: z.string(),
          discordId: z.string().nullable(),
          name: z.string(),
          role: z.string().nullable(),
          isOwner: z.boolean(),
        }),
      ),
      createdAt: z.string(),
      lastLoginAt: z.string().nullable(),
    }),
    says: "User retrieved successfully",
    answer: ({
      userId,
      discordId,
      name,
      avatarUrl,
      role,
      permissions,
      isAdmin,
      communities,
      createdAt,
      lastSeenAt,
    }) => ({
      id: trackerId(userId),
      discordId,
      username: name,
      discriminator: "0",
      avatar: avatarUrl,
      role: role ?? "user",
      permissions,
      isAdmin,
      isServerOwner: communities.some((community) => community.role === "admin"),
      servers: communities.map((community) => ({
        id: trackerId(community.id),
        discordId: community.guildId,
        name: community.name,
        role: community.role,
        isOwner: community.role === "admin",
      })),
      createdAt,
      lastLoginAt: lastSeenAt,
    }),
  }),
];
