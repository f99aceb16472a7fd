import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { Community, CommunityDescription, CommunityName, Slug } from "../schema.ts";
import {
  CommunityRow,
  communityById,
  communitySubject,
  EXAMPLE_COMMUNITY,
  OneCommunity,
  seenCommunity,
  selectCommunities,
  shownCommunity,
  visibleCommunities,
} from "./community-rows.ts";
import { checkOwnRole } from "./discord-roles.ts";
import { tellChanged } from "./tell-followers.ts";

const MOST_COMMUNITIES = 1_000;
const SLUG_LENGTH = 40;

export const list = defineQuery({
  id: "communities.list",
  summary: "List communities",
  description: "Your own, those that show themselves to everybody, or all if you may see all.",
  access: { kind: "list", permission: "communities:read" },
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name."),
    mine: z.stringbool().or(z.boolean()).optional().describe("True: only those that you are a member of."),
  }),
  output: pageOf(Community),
  example: { limit: 20 },
  http: { method: "GET", path: "/communities" },
  async run(context, { q, mine, page, limit }) {
    const { db } = context;
    const { found, total } = await pageRows(
      db,
      CommunityRow,
      sql`${selectCommunities(context)} where ${visibleCommunities(context)}
          and (${q ?? null}::text is null or strpos(lower(c.name), lower(${q ?? ""})) > 0)
          and (${mine !== true}::boolean or m."userId" is not null)
          order by m."userId" is null, lower(c.name), c.id`,
      { page, limit },
    );
    return { items: found.map(shownCommunity), total, page, limit };
  },
});

export const get = defineQuery({
  id: "communities.get",
  summary: "Get a community",
  access: { kind: "list", permission: "communities:read" },
  errors: ["not_found"],
  input: OneCommunity,
  output: Community,
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}" },
  run: async (context, { communityId }) => shownCommunity(await seenCommunity(context, communityId)),
});

export const create = defineCommand({
  id: "communities.create",
  summary: "Add a community by hand",
  description:
    "Without a server of Discord: for one that has it, let the panel's bot into that server. You are its first admin.",
  access: { kind: "permission", permission: "communities:create" },
  errors: ["conflict"],
  input: z.object({ name: CommunityName, slug: Slug.optional(), description: CommunityDescription.default("") }),
  output: Community,
  example: { name: "The Tavern" },
  http: { method: "POST", path: "/communities", status: 201 },
  async run(context, { name, slug, description }) {
    const { db, actor, now, emit, target } = context;
    await refuseBeyond(db, { from: sql`communities`, most: MOST_COMMUNITIES, reason: "communities.too_many" });
    if (slug !== undefined) await refuseTakenSlug(db, slug, null);
    const id = newId("com", now.getTime());
    await db.execute(sql`
      insert into communities (id, name, slug, description, "createdAt", "updatedAt")
      values (${id}, ${name}, ${slug ?? (await freeSlug(db, name))}, ${description}, ${now}, ${now})`);
    if (actor.userId !== null)
      await db.execute(sql`
        insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${id}, ${actor.userId}, 'admin', ${now})`);
    target("community", id, name);
    tellChanged(emit, { communityId: id, name, change: "added", by: actor.label });
    return shownCommunity((await communityById(context, id))!);
  },
});

export const update = defineCommand({
  id: "communities.update",
  summary: "Rename or describe a community",
  description: "What is left out stays. Its name at Discord stays as it is.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["conflict", "forbidden", "unavailable"],
  input: OneCommunity.extend({
    name: CommunityName.optional(),
    slug: Slug.optional(),
    description: CommunityDescription.optional(),
  }),
  output: Community,
  example: { communityId: EXAMPLE_COMMUNITY, description: "We fly on Sundays." },
  http: { method: "PATCH", path: "/communities/{communityId}" },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run(context, { name, slug, description }, { id, ...before }) {
    const { db, actor, now, emit, changed } = context;
    if (slug !== undefined) await refuseTakenSlug(db, slug, id);
    await db.execute(sql`
      update communities set name = coalesce(${name ?? null}, name), slug = coalesce(${slug ?? null}, slug),
        description = coalesce(${description ?? null}, description), "updatedAt" = ${now} where id = ${id}`);
    const after = (await communityById(context, id))!;
    const view = (of: Pick<CommunityRow, "name" | "slug" | "description">) => ({
      name: of.name,
      slug: of.slug,
      description: of.description,
    });
    changed(view(before), view(after));
    tellChanged(emit, { communityId: id, name: after.name, change: "changed", by: actor.label });
    return shownCommunity(after);
  },
});

export const remove = defineCommand({
  id: "communities.remove",
  summary: "Remove a community",
  description:
    "With its settings, its roles and its leaderboards. Game servers and kills stay, as those of no community. While the bot is in its server of Discord it comes back when the bot looks again.",
  access: { kind: "permission", permission: "communities:create" },
  // Asked on the instance: who is an admin of a community does not take it from the others.
  subject: { kind: communitySubject.kind, load: communitySubject.load, name: communitySubject.name },
  input: OneCommunity,
  output: z.object({}),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "DELETE", path: "/communities/{communityId}", status: 204 },
  rate: "admin",
  async run({ db, actor, emit, changed }, _input, { id, name, slug, guildId }) {
    // Found along the indexes of boards, which have these rows among them.
    await db.execute(sql`
      delete from kill_counts where frame = any(array(select num from kill_frames where scope = ${`c:${id}`})) and (kills > 0 or deaths > 0 or (kills <= 0 and deaths <= 0))`);
    await db.execute(
      sql`delete from kill_days where frame = any(array(select num from kill_frames where scope = ${`c:${id}`}))`,
    );
    await db.execute(sql`delete from communities where id = ${id}`);
    changed({ name, slug, guildId }, null);
    tellChanged(emit, { communityId: id, name, change: "removed", by: actor.label });
    return {};
  },
});

/** A part of an address made of the name, and of a number where others have it. */
export async function freeSlug(db: Sql, name: string): Promise<string> {
  const base =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, SLUG_LENGTH)
      .replaceAll(/^-+|-+$/g, "") || "community";
  const found = await row(
    db,
    z.object({ slug: z.string() }),
    sql`select try.slug from (select case when n = 1 then ${base} else ${base} || '-' || n end as slug, n from generate_series(1, ${MOST_COMMUNITIES + 1}) as n) as try
        where not exists (select 1 from communities c where c.slug = try.slug) order by try.n limit 1`,
  );
  return found!.slug;
}

async function refuseTakenSlug(db: Sql, slug: string, except: string | null): Promise<void> {
  const taken = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from communities where slug = ${slug} and id is distinct from ${except}`,
  );
  if (taken) throw new AppError("conflict", "communities.slug_taken", { slug });
}
