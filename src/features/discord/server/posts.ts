import * as z from "zod";
import { requireStored } from "#app/features/events/require-stored.ts";
import { TypePattern } from "#app/features/events/schema.ts";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { now } from "#app/platform/clock.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { discordChannelsChanged } from "../events.ts";
import { Post, PostId, Snowflake, type WaitingBody } from "../schema.ts";
import { TEMPLATE_LENGTH, unknownFields } from "../template.ts";
import { placeNames, placeOf } from "./places.ts";

const MOST_POSTS = 50;
const EXAMPLE_ID = "dpo_01930000000070008000000000000001";
const EXAMPLE_CHANNEL = "1100000000000000003";

const PostRow = z.object({
  id: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  types: z.array(z.string()),
  serverIds: z.array(z.string()),
  template: z.string().nullable(),
  enabled: z.boolean(),
  lastError: z.string().nullable(),
  lastSentAt: z.date().nullable(),
  createdAt: z.date(),
});
type PostRow = z.output<typeof PostRow>;

const COLUMNS = sql`id, "guildId", "channelId", types, "serverIds", template, enabled, "lastError", "lastSentAt", "createdAt"`;
const OnePost = z.object({ postId: PostId.describe("Id of a post.") });
const ChannelId = Snowflake.describe("The channel, by its id at Discord: one that the bot sees and may write in.");
const Types = z
  .array(TypePattern)
  .min(1)
  .max(50)
  .describe("Event types, `server.*` for all of a kind, `*` for all there are and will be.");
const ServerIds = z
  .array(z.string().regex(/^srv_[0-9a-f]{32}$/))
  .max(200)
  .describe("Only events of these servers. None: of all, and of what is no server.");
const Template = z
  .string()
  .trim()
  .min(1)
  .max(TEMPLATE_LENGTH)
  .nullable()
  .describe(
    "The message: text as Discord formats it, with fields of the event in braces, such as `{player} joined {server}`. null: a card with all that the event says.",
  );

const subject = {
  kind: "discord post",
  load: ({ db }: { db: Sql }, { postId }: { postId: string }) =>
    row(db, PostRow, sql`select ${COLUMNS} from discord_posts where id = ${postId}`),
  name: ({ id, channelId }: PostRow) => ({ id, label: `channel ${channelId}` }),
};

/** By whose rights it is told. */
async function makerOf(db: Sql, actor: Actor): Promise<string> {
  return actor.userId ?? (await operatorAccount(db))!.id;
}

async function shownPost(db: Sql, { lastSentAt, createdAt, ...post }: PostRow): Promise<Post> {
  const names = await placeNames(db);
  return { ...post, ...names(post.channelId), lastSentAt: iso(lastSentAt), createdAt: iso(createdAt) };
}

export const posts = defineQuery({
  id: "discord.posts",
  summary: "List what is told in channels of Discord",
  access: { kind: "permission", permission: "settings:read" },
  input: z.object({}),
  output: z.object({ items: z.array(Post) }),
  example: {},
  http: { method: "GET", path: "/discord/posts" },
  rate: "admin",
  async run({ db }) {
    const found = await rows(db, PostRow, sql`select ${COLUMNS} from discord_posts order by "createdAt", id`);
    return { items: await Promise.all(found.map((post) => shownPost(db, post))) };
  },
});

export const addPost = defineCommand({
  id: "discord.addPost",
  summary: "Tell events in a channel of Discord",
  description:
    "From now on the bot says there what happens, as far as whoever set this up may know of it at that moment. It mentions nobody, whatever stands in an event.",
  access: { kind: "permission", permission: "settings:write" },
  errors: ["conflict"],
  input: z.object({
    channelId: ChannelId,
    types: Types,
    serverIds: ServerIds.default([]),
    template: Template.default(null),
  }),
  output: Post,
  example: { channelId: EXAMPLE_CHANNEL, types: ["game.player_login"], template: "{player} joined {server}" },
  http: { method: "POST", path: "/discord/posts", status: 201 },
  rate: "admin",
  async run(context, { channelId, types, serverIds, template }) {
    const { db, actor, now: at, target, emit } = context;
    requireStored(types);
    refuseUnknownFields(template, types);
    const { guildId, name } = await placeOf(db, channelId);
    await refuseBeyond(db, { from: sql`discord_posts`, most: MOST_POSTS, reason: "discord.too_many" });
    const id = newId("dpo", at.getTime());
    const makerId = await makerOf(db, actor);
    await db.execute(sql`
      insert into discord_posts (id, "guildId", "channelId", types, "serverIds", template, "makerId", scopes, "createdAt", "updatedAt")
      values (${id}, ${guildId}, ${channelId}, ${[...new Set(types)]}, ${[...new Set(serverIds)]}, ${template}, ${makerId},
        ${[...(actor.scopes ?? [])]}, ${at}, ${at})`);
    target("discord post", id, `#${name}`);
    emit(discordChannelsChanged, { channelId, change: "added" });
    return shownPost(db, (await subject.load(context, { postId: id }))!);
  },
});

export const changePost = defineCommand({
  id: "discord.changePost",
  summary: "Change what is told in a channel of Discord",
  description:
    "What is left out stays. Whoever changes what is told, or where, is from then on who tells it: as far as they may know of it.",
  access: { kind: "permission", permission: "settings:write" },
  subject,
  errors: ["conflict"],
  input: OnePost.extend({
    channelId: ChannelId.optional(),
    types: Types.optional(),
    serverIds: ServerIds.optional(),
    template: Template.optional(),
    enabled: z.boolean().optional(),
  }),
  output: Post,
  example: { postId: EXAMPLE_ID, enabled: false },
  http: { method: "PATCH", path: "/discord/posts/{postId}" },
  rate: "admin",
  async run(context, { postId, channelId, types, serverIds, template, enabled }, before) {
    const { db, actor, now: at, changed, emit } = context;
    const next = {
      channelId: channelId ?? before.channelId,
      types: types ? [...new Set(types)] : before.types,
      serverIds: serverIds ? [...new Set(serverIds)] : before.serverIds,
      template: template === undefined ? before.template : template,
      enabled: enabled ?? before.enabled,
    };
    if (types) requireStored(types);
    refuseUnknownFields(next.template, next.types);
    const guildId =
      channelId && channelId !== before.channelId ? (await placeOf(db, channelId)).guildId : before.guildId;
    // Else whoever may change posts could have told what their makers may know and they may not.
    if (channelId || types || serverIds || enabled || template !== undefined)
      await db.execute(sql`
        update discord_posts set "makerId" = ${await makerOf(db, actor)}, scopes = ${[...(actor.scopes ?? [])]} where id = ${postId}`);
    await db.execute(sql`
      update discord_posts set "guildId" = ${guildId}, "channelId" = ${next.channelId}, types = ${next.types}, "serverIds" = ${next.serverIds},
        template = ${next.template}, enabled = ${next.enabled}, "lastError" = null, "updatedAt" = ${at} where id = ${postId}`);
    changed(audited(before), next);
    emit(discordChannelsChanged, { channelId: next.channelId, change: "changed" });
    return shownPost(db, (await subject.load(context, { postId }))!);
  },
});

export const removePost = defineCommand({
  id: "discord.removePost",
  summary: "Tell events in a channel of Discord no more",
  access: { kind: "permission", permission: "settings:write" },
  subject,
  input: OnePost,
  output: z.object({}),
  example: { postId: EXAMPLE_ID },
  http: { method: "DELETE", path: "/discord/posts/{postId}", status: 204 },
  rate: "admin",
  async run({ db, emit, changed }, { postId }, before) {
    await db.execute(sql`delete from discord_posts where id = ${postId}`);
    changed(audited(before), null);
    emit(discordChannelsChanged, { channelId: before.channelId, change: "removed" });
    return {};
  },
});

export const testPost = defineCommand({
  id: "discord.testPost",
  summary: "Say something in a channel of Discord to try it",
  access: { kind: "permission", permission: "settings:write" },
  subject,
  rings: true,
  input: OnePost,
  output: z.object({}),
  example: { postId: EXAMPLE_ID },
  http: { method: "POST", path: "/discord/posts/{postId}/test", status: 202 },
  rate: "key-management",
  async run({ db, actor, now: at }, { postId }, { channelId }) {
    const body: WaitingBody = { form: "event", type: "discord.test", at: iso(now()), payload: { by: actor.label } };
    await db.execute(sql`
      insert into discord_messages ("channelId", "postId", "eventId", body, "createdAt")
      values (${channelId}, ${postId}, ${newId("evt", at.getTime())}, ${JSON.stringify(body)}::jsonb, ${at})`);
    return {};
  },
});

function refuseUnknownFields(template: string | null, types: readonly string[]): void {
  const unknown = template === null ? [] : unknownFields(template, types);
  if (unknown.length === 0) return;
  throw new AppError("invalid_input", "discord.unknown_field", { field: unknown.join(", ") }, [
    { path: "template", code: "unknown_field", message: `None of these events has ${unknown.join(", ")}.` },
  ]);
}

function audited({ channelId, types, serverIds, template, enabled }: PostRow): Record<string, unknown> {
  return { channelId, types, serverIds, template, enabled };
}
