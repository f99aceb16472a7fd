import * as z from "zod";
import { askDiscord, askMember, discordIdOf } from "#app/features/discord/server/index.ts";
import { SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { CommunityRole } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now as clock } from "#app/platform/clock.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { communityMemberChanged } from "../events.ts";
import { type CommunitySettings, StoredSettings } from "../schema.ts";
import { communityById, roleIn } from "./community-rows.ts";

/** What Discord said so recently is not asked again before a change. */
const FRESH_MS = 30 * SECOND;
/** Source: Discord's documentation, "Bitwise permission flags". */
const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;

const DiscordRole = z.object({ id: z.string(), permissions: z.string().regex(/^\d+$/) });
const DiscordGuild = z.object({ id: z.string(), owner_id: z.string(), roles: z.array(DiscordRole) });
export type DiscordGuild = z.output<typeof DiscordGuild>;

/** What somebody is in a community by what they are in its server of Discord. Who manages the server is an admin, whatever settings say. */
export function roleByDiscord(
  guild: DiscordGuild,
  member: { id: string; roles: readonly string[] },
  { adminRole, moderatorRole }: Pick<CommunitySettings, "adminRole" | "moderatorRole">,
): CommunityRole {
  const held = guild.roles
    .filter(({ id }) => id === guild.id || member.roles.includes(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  const isManager = guild.owner_id === member.id || (held & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n;
  return roleOf(isManager, member.roles, { adminRole, moderatorRole });
}

function roleOf(
  isManager: boolean,
  roles: readonly string[],
  { adminRole, moderatorRole }: Pick<CommunitySettings, "adminRole" | "moderatorRole">,
): CommunityRole {
  if (isManager || (adminRole !== null && roles.includes(adminRole))) return "admin";
  return moderatorRole !== null && roles.includes(moderatorRole) ? "moderator" : "member";
}

/** Somebody as Discord itself says, without having been asked, that they are in a server: writes down what that makes them in its community. */
export async function keepRoleOf(
  { database }: Pick<Runtime, "database">,
  {
    guildId,
    userId,
    roles,
    isManager,
  }: { guildId: string; userId: string; roles: readonly string[]; isManager: boolean },
): Promise<void> {
  const at = clock();
  await database.transaction(async (tx) => {
    const found = await row(
      tx,
      z.object({ id: z.string(), settings: StoredSettings, name: z.string() }),
      sql`select c.id, c.settings, u.name from communities c, users u where c."guildId" = ${guildId} and u.id = ${userId} and u."removedAt" is null`,
    );
    if (!found) return;
    const role = roleOf(isManager, roles, found.settings);
    const isOther = await keepDiscordRole(tx, found.id, userId, role, at);
    if (!isOther) return;
    const told = { communityId: found.id, userId, name: found.name, role };
    await writeEvents(tx, [pendingEvent(communityMemberChanged, told, at)]);
  });
}

/** Its roles and who owns it; null: the bot is not in it. */
export function askGuild(runtime: Runtime, guildId: string): Promise<DiscordGuild | null> {
  return askDiscord(runtime, `/guilds/${guildId}`, DiscordGuild);
}

/** Writes down what Discord says that somebody is in a community; null: nothing any more. Tells whether it is another than before. */
export async function keepDiscordRole(
  db: Sql,
  communityId: string,
  userId: string,
  role: CommunityRole | null,
  now: Date,
): Promise<boolean> {
  if (role === null) {
    const gone = await db.execute(
      sql`delete from community_members where "communityId" = ${communityId} and "userId" = ${userId} and "givenRole" is null`,
    );
    const left = await db.execute(sql`
      update community_members set "discordRole" = null, "checkedAt" = ${now}
      where "communityId" = ${communityId} and "userId" = ${userId} and "discordRole" is not null`);
    return gone + left > 0;
  }
  const before = await row(
    db,
    z.object({ role: z.string().nullable() }),
    sql`select "discordRole" as role from community_members where "communityId" = ${communityId} and "userId" = ${userId}`,
  );
  await db.execute(sql`
    insert into community_members ("communityId", "userId", "discordRole", "checkedAt", "joinedAt") values (${communityId}, ${userId}, ${role}, ${now}, ${now})
    on conflict ("communityId", "userId") do update set "discordRole" = excluded."discordRole", "checkedAt" = excluded."checkedAt"`);
  return before?.role !== role;
}

/**
 * Before somebody changes a community: what they are there by Discord's word alone is asked for again, unless that was just done. Whoever manages the server no more
 * changes nothing from that moment on. Throws AppError `forbidden` then, `unavailable` where Discord does not answer.
 */
export async function checkOwnRole(context: Context, id: string): Promise<void> {
  const { actor, runtime, now } = context;
  const { database } = runtime;
  if (actor.userId === null || actor.unbounded || actor.holdings.instance.has("communities:write")) return;
  const community = await communityById({ actor, now, db: database }, id);
  if (!community?.guildId || roleIn({ ...community, discordRole: null }) === "admin") return;
  const asked = await row(
    database,
    z.object({ checkedAt: z.date().nullable() }),
    sql`select "checkedAt" from community_members where "communityId" = ${community.id} and "userId" = ${actor.userId} and "discordRole" = 'admin'`,
  );
  if (!asked || (asked.checkedAt && now.getTime() - asked.checkedAt.getTime() < FRESH_MS)) return;
  const discordId = await discordIdOf(database, actor.userId);
  const guild = discordId && (await askGuild(runtime, community.guildId));
  const roles = guild && (await askMember(runtime, community.guildId, discordId));
  const role = guild && roles ? roleByDiscord(guild, { id: discordId, roles }, community.settings) : null;
  await keepDiscordRole(database, community.id, actor.userId, role, now);
  if (role !== "admin") throw new AppError("forbidden", "communities.no_admin_any_more");
}
