import * as z from "zod";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { userUpdated } from "#app/features/identity/events.ts";
import { UserId, UserName } from "#app/features/identity/schema.ts";
import { requireOwnAccount } from "#app/features/identity/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, type SqlText, sql } from "#app/platform/sql.ts";
import { Kill, PrivacyLevel, RsiHandle } from "../../schema.ts";
import { withNames } from "../reading/kill-names.ts";
import { newestKills, shownKill } from "../reading/kill-rows.ts";
import { findableKeys, shownSide, showsUser, walksOf } from "../reading/seen-kills.ts";
import type { Stretch, Walk } from "../reading/walks.ts";
import { letGoOfClaims } from "../recording/parties.ts";
import { Who, type Whom, whomOf } from "./whom.ts";

const RECENT = 10;

const Person = z.object({
  userId: UserId.nullable().describe("Null: a player whose user is not known, or shows their kills to few."),
  player: z.object({ id: z.string(), name: z.string() }).nullable().describe("Who is a player and no more."),
  name: z.string(),
  discordId: z.string().nullable().describe("Null: none, or not for you to see."),
  avatarUrl: z.string().nullable(),
  rsiHandle: z.string().nullable(),
  privacyLevel: PrivacyLevel,
  isHidden: z.boolean().describe("Whether they show their kills to few, of whom you are none."),
  kills: z.array(Kill).describe("Their last ten kills."),
  deaths: z.array(Kill).describe("Their last ten deaths."),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const person = defineQuery({
  id: "kills.person",
  summary: "Get somebody with their last kills and deaths",
  description: "By whatever they are called by. Of whoever shows their kills to few no more is told than their name.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({ who: Who }),
  output: Person,
  example: { who: "me" },
  http: { method: "GET", path: "/kills/people/{who}" },
  run: async (context, { who }) => shownPerson(context, await whomOf(context, who)),
});

export const updatePerson = defineCommand({
  id: "kills.updatePerson",
  summary: "Change how you are known",
  description:
    "Your name, your handle in Star Citizen and who sees your kills. Of yourself alone; what is left out stays.",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found"],
  input: z.object({
    who: Who,
    name: UserName.optional(),
    rsiHandle: RsiHandle.nullable().optional(),
    privacyLevel: PrivacyLevel.optional(),
  }),
  output: Person,
  example: { who: "me", privacyLevel: "FRIENDS_ONLY" },
  http: { method: "PATCH", path: "/kills/people/{who}" },
  async run(context, { who, name, rsiHandle, privacyLevel }) {
    const { db, actor, now, emit, target, changed } = context;
    const whom = await whomOf(context, who);
    await requireOwnAccount(db, actor, whom.userId ?? "");
    const before = await userRow(context, actor.userId!);
    target("user", actor.userId!, before.name);
    const after = {
      name: name ?? before.name,
      rsiHandle: rsiHandle === undefined ? before.rsiHandle : rsiHandle,
      privacyLevel: privacyLevel ?? before.privacyLevel,
    };
    await db.execute(sql`
      update users set name = ${after.name}, "rsiHandle" = ${after.rsiHandle}, "privacyLevel" = ${after.privacyLevel}::privacy_level, "updatedAt" = ${now}
      where id = ${actor.userId}`);
    await letGoOfClaims(context, actor.userId!, after.rsiHandle);
    changed(
      { name: before.name, rsiHandle: before.rsiHandle, privacyLevel: before.privacyLevel },
      { name: after.name, rsiHandle: after.rsiHandle, privacyLevel: after.privacyLevel },
    );
    if (after.name !== before.name) emit(userUpdated, { userId: actor.userId!, name: after.name });
    return shownPerson(context, whom);
  },
});

export const pages = defineQuery({
  id: "kills.pages",
  summary: "List kills of somebody or of a community, from a place on",
  description:
    "Newest first, counted from the newest: for clients that know no cursors. Of somebody what they killed; whoever shows their kills to few is found by nobody else.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({
    killer: Who.optional(),
    communityId: z.string().min(1).max(64).optional().describe("Id of a community, or that of its server of Discord."),
    from: Timestamp.optional().describe("From this moment on."),
    to: Timestamp.optional().describe("Before this moment."),
    offset: z.coerce.number().int().min(0).max(10_000).default(0).describe("How many of the newest to leave out."),
    limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many, 1 to 100."),
  }),
  output: z.object({ items: z.array(Kill), offset: z.int(), limit: z.int(), hasMore: z.boolean() }),
  example: { killer: "me" },
  http: { method: "GET", path: "/kills/pages" },
  async run(context, { killer, communityId, from, to, offset, limit }) {
    const { db, actor } = context;
    const conditions: SqlText[] = [];
    let walks = walksOf(actor);
    if (communityId !== undefined) {
      const id = await requireReadable(db, actor, communityId);
      const keys = sql`array[${id}]::text[]`;
      walks = [{ along: "community", keys }];
      if (killer !== undefined) conditions.push(sql`k."communityIds" && ${keys}`);
    }
    if (killer !== undefined) {
      const { playerIds } = await whomOf(context, killer);
      walks = [{ along: "killer", keys: findableKeys(actor, playerIds), where: shownSide(actor, "killer") }];
    }
    const stretch = {
      conditions,
      from: from === undefined ? undefined : new Date(from),
      before: to === undefined ? undefined : { at: new Date(to) },
    };
    const found = await shownKills(context, walks, stretch, { limit: limit + 1, offset });
    return { items: found.slice(0, limit), offset, limit, hasMore: found.length > limit };
  },
});

/** The newest kills along these walks, by the catalogue's names. */
export async function shownKills(
  context: Pick<Context, "db" | "actor" | "now">,
  walks: readonly Walk[],
  stretch: Stretch,
  part: { limit: number; offset?: number },
): Promise<Kill[]> {
  const { db, actor, now } = context;
  const found = await newestKills(context, walks, stretch, part);
  return withNames(
    db,
    found.map((kill) => shownKill(kill, actor, now)),
  );
}

const UserRow = z.object({
  name: z.string(),
  discordId: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  rsiHandle: z.string().nullable(),
  privacyLevel: PrivacyLevel,
  shows: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
});

async function userRow(
  { db, actor }: Pick<Context, "db" | "actor">,
  userId: string,
): Promise<z.output<typeof UserRow>> {
  const found = await row(
    db,
    UserRow,
    sql`select u.name, u."avatarUrl", u."rsiHandle", u."privacyLevel"::text as "privacyLevel", ${showsUser(actor)} as shows, u."createdAt", u."updatedAt",
          coalesce((select a."providerAccountId" from accounts a where a."userId" = u.id and a.provider = 'discord' order by a."linkedAt" limit 1),
            (select l."discordId" from discord_links l where l."userId" = u.id)) as "discordId"
        from users u where u.id = ${userId}`,
  );
  if (!found) throw new AppError("not_found", "kills.unknown_person");
  return found;
}

async function shownPerson(
  context: Pick<Context, "db" | "actor" | "now">,
  { userId, playerIds, player }: Whom,
): Promise<z.input<typeof Person>> {
  const { actor, now } = context;
  const user = userId === null ? null : await userRow(context, userId);
  const isHidden = user !== null && !user.shows;
  const of = (along: "killer" | "victim") =>
    isHidden || playerIds.length === 0
      ? Promise.resolve([])
      : shownKills(
          context,
          [{ along, keys: findableKeys(actor, playerIds), where: shownSide(actor, along) }],
          { conditions: [] },
          { limit: RECENT },
        );
  const [kills, deaths] = [await of("killer"), await of("victim")];
  const isOwn = userId !== null && userId === actor.userId;
  return {
    userId,
    player,
    name: user?.name ?? player?.name ?? "",
    discordId: isOwn || may(actor, "users:read") ? (user?.discordId ?? null) : null,
    avatarUrl: user?.avatarUrl ?? null,
    rsiHandle: isHidden ? null : (user?.rsiHandle ?? player?.name ?? null),
    privacyLevel: user?.privacyLevel ?? "PUBLIC",
    isHidden,
    kills,
    deaths,
    createdAt: iso(user?.createdAt ?? now),
    updatedAt: iso(user?.updatedAt ?? now),
  };
}
