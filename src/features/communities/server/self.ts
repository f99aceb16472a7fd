import * as z from "zod";
import { UserId } from "#app/features/identity/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { ALL_PERMISSIONS } from "#app/lib/permissions.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { Community } from "../schema.ts";
import { CommunityRow, selectCommunities, shownCommunity } from "./community-rows.ts";

/** The rank from which on somebody looks after the whole panel. */
const ADMIN_RANK = 80;

const SelfRow = z.object({
  id: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  discordId: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date().nullable(),
  role: z.string().nullable(),
});

export const self = defineQuery({
  id: "communities.self",
  summary: "Get yourself with your communities",
  description:
    "Who you are, what you may with what you call by (a key may no more than its scopes), and where you are a member.",
  access: { kind: "permission", permission: "profile:read" },
  errors: ["not_found"],
  input: z.object({}),
  output: z.object({
    userId: UserId,
    name: z.string(),
    avatarUrl: z.string().nullable(),
    discordId: z.string().nullable(),
    role: z.string().nullable().describe("The key of your highest role; null: none."),
    permissions: z.array(z.string()).describe("On the instance."),
    isAdmin: z.boolean(),
    communities: z.array(Community),
    createdAt: Timestamp,
    lastSeenAt: Timestamp.nullable(),
  }),
  example: {},
  http: { method: "GET", path: "/users/me/communities" },
  async run(context) {
    const { db, actor } = context;
    const found = await row(
      db,
      SelfRow,
      sql`select u.id, u.name, u."avatarUrl", u."createdAt", u."lastSeenAt",
            coalesce((select a."providerAccountId" from accounts a where a."userId" = u.id and a.provider = 'discord' order by a."linkedAt" limit 1),
              (select l."discordId" from discord_links l where l."userId" = u.id)) as "discordId",
            (select r.key from role_members m join roles r on r.id = m."roleId" where m."userId" = u.id order by r.rank desc limit 1) as role
          from users u where u.id = ${actor.userId}`,
    );
    if (!found) throw new AppError("not_found");
    const communities = await rows(
      db,
      CommunityRow,
      sql`${selectCommunities(context)} where m."userId" is not null order by lower(c.name), c.id limit 200`,
    );
    return {
      userId: found.id,
      name: found.name,
      avatarUrl: found.avatarUrl,
      discordId: found.discordId,
      role: found.role,
      permissions: ALL_PERMISSIONS.filter((permission) => may(actor, permission)),
      isAdmin: actor.rank >= ADMIN_RANK,
      communities: communities.map(shownCommunity),
      createdAt: iso(found.createdAt),
      lastSeenAt: iso(found.lastSeenAt),
    };
  },
});
