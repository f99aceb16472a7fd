import * as z from "zod";
import { UserId } from "#app/features/identity/schema.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { PrivacyLevel, RsiHandle } from "../../schema.ts";
import { letGoOfClaims } from "../recording/parties.ts";

const Friend = z.object({ userId: UserId, name: z.string() });
const EXAMPLE_USER = "usr_01930000000070008000000000000001";
const OwnSettings = z.object({
  rsiHandle: z.string().nullable().describe("Your handle in Star Citizen, as you say; null: you have not said."),
  privacyLevel: PrivacyLevel,
});

export const ownSettings = defineQuery({
  id: "kills.ownSettings",
  summary: "Get who sees your kills",
  access: { kind: "permission", permission: "profile:read" },
  errors: ["not_found"],
  input: z.object({}),
  output: OwnSettings,
  example: {},
  http: { method: "GET", path: "/users/me/kills" },
  async run({ db, actor }) {
    const found = await row(
      db,
      OwnSettings,
      sql`select "rsiHandle", "privacyLevel"::text as "privacyLevel" from users where id = ${actor.userId}`,
    );
    if (!found) throw new AppError("not_found");
    return found;
  },
});

export const updateOwnSettings = defineCommand({
  id: "kills.updateOwnSettings",
  summary: "Set who sees your kills",
  description: "Only what is given changes. It holds at once, also for what was told before.",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found"],
  input: z.object({ rsiHandle: RsiHandle.nullable().optional(), privacyLevel: PrivacyLevel.optional() }),
  output: OwnSettings,
  example: { privacyLevel: "FRIENDS_ONLY" },
  http: { method: "PATCH", path: "/users/me/kills" },
  async run({ db, actor, now }, { rsiHandle, privacyLevel }) {
    const found = await row(
      db,
      OwnSettings,
      sql`update users set "rsiHandle" = case when ${rsiHandle !== undefined} then ${rsiHandle ?? null} else "rsiHandle" end,
            "privacyLevel" = coalesce(${privacyLevel ?? null}::privacy_level, "privacyLevel"), "updatedAt" = ${now}
          where id = ${actor.userId} returning "rsiHandle", "privacyLevel"::text as "privacyLevel"`,
    );
    if (!found) throw new AppError("not_found");
    await letGoOfClaims({ db, now }, actor.userId!, found.rsiHandle);
    return found;
  },
});

export const friends = defineQuery({
  id: "kills.friends",
  summary: "List whom you call friends",
  description:
    "They see what your players have done where you show it to friends only. Whether they call you one is theirs to say.",
  access: { kind: "permission", permission: "profile:read" },
  input: z.object({}),
  output: z.object({ items: z.array(Friend) }),
  example: {},
  http: { method: "GET", path: "/users/me/friends" },
  run: async ({ db, actor }) => ({
    items: await rows(
      db,
      Friend,
      sql`select u.id as "userId", u.name from friendships f join users u on u.id = f."friendId" where f."userId" = ${actor.userId} order by u.name, u.id`,
    ),
  }),
});

export const addFriend = defineCommand({
  id: "kills.addFriend",
  summary: "Call somebody a friend",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found", "conflict"],
  input: z.object({ userId: UserId }),
  output: Friend,
  example: { userId: EXAMPLE_USER },
  http: { method: "PUT", path: "/users/me/friends/{userId}" },
  async run({ db, actor, now }, { userId }) {
    if (userId === actor.userId) throw new AppError("conflict", "friends.yourself");
    const friend = await row(
      db,
      Friend,
      sql`select id as "userId", name from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
    );
    if (!friend || actor.userId === null) throw new AppError("not_found", "friends.unknown");
    await db.execute(sql`
      insert into friendships ("userId", "friendId", "createdAt") values (${actor.userId}, ${userId}, ${now}) on conflict do nothing`);
    return friend;
  },
});

export const removeFriend = defineCommand({
  id: "kills.removeFriend",
  summary: "Call somebody a friend no more",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found"],
  input: z.object({ userId: UserId }),
  output: z.object({}),
  example: { userId: EXAMPLE_USER },
  http: { method: "DELETE", path: "/users/me/friends/{userId}", status: 204 },
  async run({ db, actor }, { userId }) {
    const gone = await db.execute(
      sql`delete from friendships where "userId" = ${actor.userId} and "friendId" = ${userId}`,
    );
    if (gone === 0) throw new AppError("not_found", "friends.unknown");
    return {};
  },
});
