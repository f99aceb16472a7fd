import { randomBytes } from "node:crypto";
import * as z from "zod";
import { UserId } from "#app/features/identity/schema.ts";
import { takeTry, trySucceeded } from "#app/features/identity/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { pageRows, row, sql } from "#app/platform/sql.ts";
import { Community, CommunityMember, MemberRole } from "../schema.ts";
import {
  type CommunityRow,
  communityById,
  communitySubject,
  discordHoldsSince,
  EXAMPLE_COMMUNITY,
  OneCommunity,
  roleIn,
  shownCommunity,
} from "./community-rows.ts";
import { checkOwnRole } from "./discord-roles.ts";
import { tellMemberChanged } from "./tell-followers.ts";

const INVITED_MS = 7 * DAY;
const EXAMPLE_USER = "usr_01930000000070008000000000000001";
const OneMember = OneCommunity.extend({ userId: UserId });
const Code = secret(z.string().trim().min(1).max(100)).describe("The code that an admin of the community gave.");

const MemberRow = z.object({
  userId: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  givenRole: MemberRole.nullable(),
  discordRole: MemberRole.nullable(),
  joinedAt: z.date(),
});
type MemberRow = z.output<typeof MemberRow>;

function selectMembers(now: Date) {
  return sql`select u.id as "userId", u.name, u."avatarUrl", m."givenRole", m."joinedAt", count(*) over ()::int as total,
      case when m."checkedAt" > ${discordHoldsSince(now)} then m."discordRole" end as "discordRole"
    from community_members m join users u on u.id = m."userId" and u."removedAt" is null`;
}

function shownMember({ joinedAt, ...member }: MemberRow): CommunityMember {
  return { ...member, role: roleIn(member) ?? "member", joinedAt: iso(joinedAt) };
}

export const members = defineQuery({
  id: "communities.members",
  summary: "List who is in a community",
  description:
    "Those who have an account here: by hand, by a code, or because they are in its server of Discord and have linked their account there.",
  access: { kind: "permission", permission: "communities:read" },
  subject: communitySubject,
  input: OneCommunity.extend({
    ...PageInput.shape,
    q: z.string().trim().max(100).optional().describe("Part of the name."),
  }),
  output: pageOf(CommunityMember),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}/members" },
  async run({ db, now }, { page, limit, q }, { id }) {
    const { found, total } = await pageRows(
      db,
      MemberRow,
      sql`${selectMembers(now)} where m."communityId" = ${id} and (${q ?? null}::text is null or strpos(lower(u.name), lower(${q ?? ""})) > 0)
          order by lower(u.name), u.id`,
      { page, limit },
    );
    return { items: found.map(shownMember), total, page, limit };
  },
});

export const setRole = defineCommand({
  id: "communities.setRole",
  summary: "Set what a member is in a community",
  description: "By hand: it holds beside what Discord says, and the higher of both counts.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["not_found", "conflict", "forbidden", "unavailable"],
  input: OneMember.extend({ role: MemberRole }),
  output: CommunityMember,
  example: { communityId: EXAMPLE_COMMUNITY, userId: EXAMPLE_USER, role: "moderator" },
  http: { method: "PUT", path: "/communities/{communityId}/members/{userId}" },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run(context, { userId, role }, community) {
    const { db, changed } = context;
    const before = await memberOf(context, community, userId);
    await db.execute(
      sql`update community_members set "givenRole" = ${role} where "communityId" = ${community.id} and "userId" = ${userId}`,
    );
    const after = await memberOf(context, community, userId);
    if (shownMember(before).role === "admin" && shownMember(after).role !== "admin")
      await requireAdmin(context, community);
    changed({ userId, role: before.givenRole }, { userId, role });
    tell(context, community, userId, after.name, shownMember(after).role);
    return shownMember(after);
  },
});

export const removeMember = defineCommand({
  id: "communities.removeMember",
  summary: "Remove somebody from a community",
  description:
    "Who is in its server of Discord stays a member as long as they are. A code that lets people in is void from then on: they may know it.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["not_found", "conflict", "forbidden", "unavailable"],
  input: OneMember,
  output: z.object({}),
  example: { communityId: EXAMPLE_COMMUNITY, userId: EXAMPLE_USER },
  http: { method: "DELETE", path: "/communities/{communityId}/members/{userId}", status: 204 },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run(context, { userId }, community) {
    await endMembership(context, community, userId);
    await context.db.execute(
      sql`update communities set "joinCodeHash" = null, "joinCodeExpiresAt" = null where id = ${community.id}`,
    );
    return {};
  },
});

export const leave = defineCommand({
  id: "communities.leave",
  summary: "Leave a community",
  access: { kind: "permission", permission: "communities:read" },
  subject: communitySubject,
  peopleOnly: true,
  errors: ["not_found", "conflict"],
  input: OneCommunity,
  output: z.object({}),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "POST", path: "/communities/{communityId}/leave", status: 204 },
  async run(context, _input, community) {
    await endMembership(context, community, context.actor.userId ?? "");
    return {};
  },
});

export const invite = defineCommand({
  id: "communities.invite",
  summary: "Make a code that lets people into a community",
  description: "Good for a week, for as many as have it. An earlier one is void from then on.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["forbidden", "unavailable"],
  input: OneCommunity,
  output: z.object({ code: secret(z.string()), url: z.string(), expiresAt: Timestamp }),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "POST", path: "/communities/{communityId}/invite", status: 201 },
  rate: "key-management",
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run({ db, now, runtime }, _input, { id }) {
    const code = randomBytes(16).toString("base64url");
    const expiresAt = new Date(now.getTime() + INVITED_MS);
    await db.execute(sql`
      update communities set "joinCodeHash" = ${sha256Hex(code)}, "joinCodeExpiresAt" = ${expiresAt}, "updatedAt" = ${now} where id = ${id}`);
    return { code, url: `${runtime.publicUrl}/communities?code=${code}`, expiresAt: iso(expiresAt) };
  },
});

export const join = defineCommand({
  id: "communities.join",
  summary: "Join a community with a code",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["not_found", "rate_limited"],
  input: z.object({ code: Code }),
  output: Community,
  example: { code: "q1wbSvYw0C1lVb0G6cXwWQ" },
  http: { method: "POST", path: "/communities/join" },
  before: (context) => takeTry(context, "community-join", personOf(context)),
  async run(context, { code }) {
    const { db, now, actor, target } = context;
    const userId = personOf(context);
    const found = await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from communities where "joinCodeHash" = ${sha256Hex(code)} and "joinCodeExpiresAt" > ${now}`,
    );
    if (!found) throw new AppError("not_found", "communities.unknown_code");
    await db.execute(sql`
      insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${found.id}, ${userId}, 'member', ${now})
      on conflict ("communityId", "userId") do update set "givenRole" = coalesce(community_members."givenRole", 'member')`);
    await trySucceeded(context, "community-join", userId);
    const community = (await communityById(context, found.id))!;
    target("community", community.id, community.name);
    tell(context, community, userId, actor.label, roleIn(community));
    return shownCommunity(community);
  },
});

async function endMembership(context: Context, community: CommunityRow, userId: string): Promise<void> {
  const { db, changed } = context;
  const member = await memberOf(context, community, userId);
  if (member.discordRole !== null && member.givenRole === null)
    throw new AppError("conflict", "communities.by_discord");
  if (member.discordRole === null)
    await db.execute(sql`delete from community_members where "communityId" = ${community.id} and "userId" = ${userId}`);
  else
    await db.execute(
      sql`update community_members set "givenRole" = null where "communityId" = ${community.id} and "userId" = ${userId}`,
    );
  if (shownMember(member).role === "admin") await requireAdmin(context, community);
  changed({ userId, role: member.givenRole }, null);
  tell(context, community, userId, member.name, member.discordRole);
}

async function memberOf({ db, now }: Context, { id }: CommunityRow, userId: string): Promise<MemberRow> {
  const found = await row(
    db,
    MemberRow,
    sql`${selectMembers(now)} where m."communityId" = ${id} and m."userId" = ${userId}`,
  );
  if (!found) throw new AppError("not_found", "communities.not_there");
  return found;
}

/** Throws AppError `conflict` where nobody who may sign in would be its admin any more. Those of Discord count while Discord's word is good. */
async function requireAdmin({ db, now }: Context, { id }: CommunityRow): Promise<void> {
  // Two admins who demote each other at once wait here for each other.
  await db.query(sql`select id from communities where id = ${id} for update`);
  const admin = await row(
    db,
    z.object({ one: z.literal(1) }),
    sql`select 1 as one from community_members m join users u on u.id = m."userId" and ${mayComeIn("u")}
        where m."communityId" = ${id} and (m."givenRole" = 'admin' or (m."discordRole" = 'admin' and m."checkedAt" > ${discordHoldsSince(now)})) limit 1`,
  );
  if (!admin) throw new AppError("conflict", "communities.last_admin");
}

function tell(
  { emit }: Context,
  { id, name: community }: CommunityRow,
  userId: string,
  name: string,
  role: z.output<typeof MemberRole> | null,
): void {
  tellMemberChanged(emit, { communityId: id, userId, name, role }, community);
}

function personOf({ actor }: Pick<Context, "actor">): string {
  if (actor.userId === null) throw new AppError("unauthenticated");
  return actor.userId;
}
