import * as z from "zod";
import { Guild } from "#app/features/discord/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { CommunityRole } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { DISCORD_ROLE_MS } from "#app/operation/holdings.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type Community, CommunityId, higherRole, MemberRole, StoredSettings } from "../schema.ts";

export const EXAMPLE_COMMUNITY = "com_01930000000070008000000000000001";
export const OneCommunity = z.object({ communityId: CommunityId });

export const CommunityRow = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  guildId: z.string().nullable(),
  guildName: z.string().nullable(),
  hasBot: z.boolean(),
  settings: StoredSettings,
  lastError: z.string().nullable(),
  givenRole: MemberRole.nullable(),
  discordRole: MemberRole.nullable(),
  members: z.number(),
  servers: z.number(),
  createdAt: z.date(),
});
export type CommunityRow = z.output<typeof CommunityRow>;

/** `select … from communities c …` with what the caller is in each; a condition and an order follow. */
export function selectCommunities({ actor, now }: Pick<Context, "actor" | "now">): SqlText {
  return sql`select c.id, c.name, c.slug, c.description, c."guildId", c."hasBot", c.settings, c."lastError", c."createdAt", m."givenRole", count(*) over ()::int as total,
      case when m."checkedAt" > ${discordHoldsSince(now)} then m."discordRole" end as "discordRole",
      (select g->>'name' from discord_bots b cross join jsonb_array_elements(b.guilds) as g where g->>'id' = c."guildId" limit 1) as "guildName",
      (select count(*)::int from community_members n join users nu on nu.id = n."userId" and nu."removedAt" is null where n."communityId" = c.id) as members,
      (select count(*)::int from servers s where s."communityId" = c.id and s.desired <> 'deleted') as servers
    from communities c left join community_members m on m."communityId" = c.id and m."userId" = ${actor.userId}`;
}

/** What Discord said before this moment holds no more. */
export function discordHoldsSince(now: Date): Date {
  return new Date(now.getTime() - DISCORD_ROLE_MS);
}

/** By its own id or that of its server of Discord. */
export function communityById(
  context: Pick<Context, "actor" | "now" | "db">,
  id: string,
): Promise<CommunityRow | null> {
  return row(
    context.db,
    CommunityRow,
    sql`${selectCommunities(context)} where c.id = ${id} or c."guildId" = ${id} order by c.id = ${id} desc limit 1`,
  );
}

/** A community that an operation acts on: who may not see it is told that there is none. */
export const communitySubject = {
  kind: "community",
  load: (context: Context, { communityId }: { communityId: string }) => communityById(context, communityId),
  on: ({ id }: CommunityRow) => ({ communityId: id }),
  see: "communities:read" as const,
  name: ({ id, name }: CommunityRow) => ({ id, label: name }),
};

export function roleIn({
  givenRole,
  discordRole,
}: Pick<CommunityRow, "givenRole" | "discordRole">): CommunityRole | null {
  return higherRole(givenRole, discordRole);
}

export function shownCommunity(found: CommunityRow): Community {
  const { settings, createdAt, givenRole: _given, discordRole: _discord, lastError: _error, ...rest } = found;
  return { ...rest, privacyLevel: settings.privacyLevel, role: roleIn(found), createdAt: iso(createdAt) };
}

/**
 * The condition that keeps communities to those whose existence the caller may know of: their own, as of this very moment, all for whom that is granted, and for
 * anybody those that show themselves to everybody. For a statement of `selectCommunities`.
 */
export function visibleCommunities({ actor, now }: Pick<Context, "actor" | "now">): SqlText {
  if (may(actor, "communities:read")) return sql`true`;
  const own = [...actor.holdings.communities.keys()].filter((communityId) =>
    may(actor, "communities:read", { communityId }),
  );
  return sql`(c.id = any(${own}::text[]) or c.settings->>'privacyLevel' = 'PUBLIC' or m."givenRole" is not null
    or (m."discordRole" is not null and m."checkedAt" > ${discordHoldsSince(now)}))`;
}

/** Throws AppError `not_found` for what the caller may not know of. */
export async function seenCommunity(context: Context, id: string): Promise<CommunityRow> {
  const found = await communityById(context, id);
  const isSeen =
    found &&
    (found.settings.privacyLevel === "PUBLIC" ||
      roleIn(found) !== null ||
      may(context.actor, "communities:read", { communityId: found.id }));
  if (!isSeen) throw new AppError("not_found", "communities.unknown");
  return found;
}

/** The servers of Discord that the bot is in, as it saw them last. */
export async function guildsOfBot(db: Sql): Promise<{ guilds: Guild[] }> {
  const found = await row(db, z.object({ guilds: z.array(Guild) }), sql`select guilds from discord_bots where id = 1`);
  return found ?? { guilds: [] };
}

/** The server of Discord of a community as the bot saw it last; null: it is not in it. */
export async function guildOf(db: Sql, guildId: string | null): Promise<Guild | null> {
  if (guildId === null) return null;
  return (await guildsOfBot(db)).guilds.find(({ id }) => id === guildId) ?? null;
}
