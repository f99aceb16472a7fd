import * as z from "zod";
import { Snowflake } from "#app/features/discord/schema.ts";
import { askMember, discordIdOf } from "#app/features/discord/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { communityMemberChanged } from "../events.ts";
import { Community, CommunityName } from "../schema.ts";
import { freeSlug } from "./communities.ts";
import {
  communityById,
  communitySubject,
  EXAMPLE_COMMUNITY,
  guildOf,
  OneCommunity,
  shownCommunity,
} from "./community-rows.ts";
import { askGuild, checkOwnRole, keepDiscordRole, roleByDiscord } from "./discord-roles.ts";
import { tellChanged } from "./tell-followers.ts";

/** Somebody is looked for in so many servers of Discord at once, in all and at a time. */
const MOST_GUILDS = 100;
const AT_A_TIME = 5;

const Seen = z.object({ id: Snowflake, name: z.string().max(200) });

export const meetGuilds = defineCommand({
  id: "communities.meetGuilds",
  summary: "Say which servers of Discord the bot is in",
  description:
    "For the worker that runs it. Each is a community from then on; of one that it has left the community stays.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ guilds: z.array(Seen).max(5_000) }),
  output: z.object({ added: z.int() }),
  example: { guilds: [{ id: "1100000000000000002", name: "The Tavern" }] },
  async run(context, { guilds }) {
    const { db, now, emit } = context;
    const ids = guilds.map(({ id }) => id);
    await db.execute(sql`
      update communities set "hasBot" = ("guildId" = any(${ids}::text[])), "updatedAt" = ${now}
      where "guildId" is not null and "hasBot" <> ("guildId" = any(${ids}::text[]))`);
    const known = await rows(
      db,
      z.object({ guildId: z.string() }),
      sql`select "guildId" from communities where "guildId" = any(${ids}::text[])`,
    );
    const there = new Set(known.map(({ guildId }) => guildId));
    const fresh = guilds.filter(({ id }) => !there.has(id));
    for (const guild of fresh) {
      const id = newId("com", now.getTime());
      const name = nameOf(guild.name);
      await db.execute(sql`
        insert into communities (id, name, slug, "guildId", "hasBot", "createdAt", "updatedAt")
        values (${id}, ${name}, ${await freeSlug(db, name)}, ${guild.id}, true, ${now}, ${now}) on conflict do nothing`);
      tellChanged(emit, { communityId: id, name, change: "added", by: name });
    }
    return { added: fresh.length };
  },
});

/** What a server of Discord is called, without what cannot be seen. */
function nameOf(text: string): string {
  const seen = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
  return CommunityName.safeParse([...seen].slice(0, 50).join("").trim()).data ?? "A server of Discord";
}

const Target = z.object({ id: z.string(), guildId: z.string() });

export const discover = defineCommand({
  id: "communities.discover",
  summary: "Find the communities that you are in on Discord",
  description:
    "Asks Discord what you are in the servers that the panel's bot is in. Who manages a server there is an admin of its community.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["conflict", "unavailable"],
  input: z.object({}),
  output: z.object({ items: z.array(Community) }),
  example: {},
  http: { method: "POST", path: "/communities/discover" },
  rate: "key-management",
  before: (context) => findMemberships(context),
  async run(context, _input, _subject, found) {
    const { db, actor, now, emit } = context;
    const items: z.output<typeof Community>[] = [];
    for (const { communityId, role } of found) {
      const isOther = await keepDiscordRole(db, communityId, actor.userId!, role, now);
      if (isOther) emit(communityMemberChanged, { communityId, userId: actor.userId!, name: actor.label, role });
      const community = role && (await communityById(context, communityId));
      if (community) items.push(shownCommunity(community));
    }
    return { items };
  },
});

/** What somebody is in each community, as Discord says at this moment. */
async function findMemberships({ actor, runtime, now, db }: Context) {
  const discordId = actor.userId === null ? null : await discordIdOf(db, actor.userId);
  if (discordId === null) throw new AppError("conflict", "discord.not_linked");
  const targets = await rows(
    db,
    Target,
    sql`select id, "guildId" from communities where "guildId" is not null and "hasBot" order by "createdAt" desc, id limit ${MOST_GUILDS}`,
  );
  const found: { communityId: string; role: ReturnType<typeof roleByDiscord> | null }[] = [];
  const ask = async ({ id, guildId }: z.output<typeof Target>) => {
    const roles = await askMember(runtime, guildId, discordId);
    const guild = roles && (await askGuild(runtime, guildId));
    const community = await communityById({ actor, now, db }, id);
    if (!community) return;
    found.push({
      communityId: id,
      role: guild && roles ? roleByDiscord(guild, { id: discordId, roles }, community.settings) : null,
    });
  };
  for (let i = 0; i < targets.length; i += AT_A_TIME) await Promise.all(targets.slice(i, i + AT_A_TIME).map(ask));
  return found.sort((a, b) => (a.communityId < b.communityId ? -1 : 1));
}

export const setGuild = defineCommand({
  id: "communities.setGuild",
  summary: "Join a community with a server of Discord",
  description:
    "By who is its admin and manages that server, which the panel's bot must be in. The community that the bot made of the server is taken in, where it is not in use yet. null: it has none any more.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["conflict", "not_found", "unavailable", "forbidden"],
  input: OneCommunity.extend({ guildId: Snowflake.nullable() }),
  output: Community,
  example: { communityId: EXAMPLE_COMMUNITY, guildId: "1100000000000000002" },
  http: { method: "PUT", path: "/communities/{communityId}/guild" },
  async before(context, { communityId, guildId }) {
    await checkOwnRole(context, communityId);
    if (guildId !== null) await requireManager(context, guildId);
  },
  async run(context, { guildId }, community) {
    const { db, actor, now, emit, changed } = context;
    if (guildId !== null && guildId !== community.guildId) await takeIn(db, guildId, community.id);
    // What Discord said was of the other server, and so were channels and roles.
    if (guildId !== community.guildId) {
      await db.execute(sql`
        update communities set "guildId" = ${guildId}, "hasBot" = ${guildId !== null && (await guildOf(db, guildId)) !== null}, "updatedAt" = ${now},
          settings = settings - '{logChannel,killChannel,leaderboardChannel,adminRole,moderatorRole}'::text[] where id = ${community.id}`);
      await db.execute(
        sql`delete from community_members where "communityId" = ${community.id} and "givenRole" is null`,
      );
      await db.execute(
        sql`update community_members set "discordRole" = null, "checkedAt" = null where "communityId" = ${community.id}`,
      );
    }
    changed({ guildId: community.guildId }, { guildId });
    tellChanged(emit, { communityId: community.id, name: community.name, change: "changed", by: actor.label });
    return shownCommunity((await communityById(context, community.id))!);
  },
});

/** Throws AppError `not_found` unless Discord says that the caller manages this server and the bot is in it. */
async function requireManager({ actor, runtime, db }: Context, guildId: string): Promise<void> {
  const discordId = actor.userId === null ? null : await discordIdOf(db, actor.userId);
  const guild = discordId === null ? null : await askGuild(runtime, guildId);
  const roles = guild && (await askMember(runtime, guildId, discordId!));
  const none = { adminRole: null, moderatorRole: null };
  if (!guild || !roles || roleByDiscord(guild, { id: discordId!, roles }, none) !== "admin")
    throw new AppError("not_found", "communities.no_guild");
}

/** Removes the community that the bot made of a server, where nothing is in it yet. Throws AppError `conflict` where it is in use. */
async function takeIn(db: Sql, guildId: string, into: string): Promise<void> {
  const other = await row(
    db,
    z.object({ id: z.string(), isUsed: z.boolean() }),
    sql`select c.id, (exists (select 1 from servers s where s."communityId" = c.id) or exists (select 1 from kill_frames f where f.scope = 'c:' || c.id)
          or exists (select 1 from grants g where g."communityId" = c.id) or exists (select 1 from kills k where k."communityIds" && array[c.id])
          or exists (select 1 from community_members m where m."communityId" = c.id and m."givenRole" is not null)) as "isUsed"
        from communities c where c."guildId" = ${guildId} and c.id <> ${into} for update`,
  );
  if (!other) return;
  if (other.isUsed) throw new AppError("conflict", "communities.guild_taken");
  await db.execute(sql`delete from communities where id = ${other.id}`);
}
