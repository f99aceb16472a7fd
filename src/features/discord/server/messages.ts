import * as z from "zod";
import { matchesType } from "#app/features/events/catalogue.ts";
import { unnamed } from "#app/features/events/sight.ts";
import { EventTellers } from "#app/features/webhooks/server/index.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import type { SequencedEvent } from "#app/operation/follow.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { isFromDiscord } from "../chat.ts";
import { discordChannelsChanged } from "../events.ts";
import { WaitingBody } from "../schema.ts";
import { filled } from "../template.ts";

/** What was to be said so long ago is not said any more: of a conversation, and of what happened. */
const CHAT_GOOD_FOR_MS = 2 * MINUTE;
const GOOD_FOR_MS = DAY;
/** Whoever sets up posts and relays holds this. */
const SETS_UP = "settings:read";

const Position = z.object({ position: z.number() });
const PostTarget = z.object({
  id: z.string(),
  channelId: z.string(),
  types: z.array(z.string()),
  serverIds: z.array(z.string()),
  template: z.string().nullable(),
  ownerId: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.date(),
});
type PostTarget = z.output<typeof PostTarget>;
const RelayTarget = z.object({ id: z.string(), channelId: z.string(), serverId: z.string(), createdAt: z.date() });
type RelayTarget = z.output<typeof RelayTarget>;

/** Whether those who set up posts may know of events. */
export async function openTellers(database: Database): Promise<EventTellers> {
  const tellers = new EventTellers(database, SETS_UP);
  await tellers.begin();
  return tellers;
}

/** The position up to which events were made into messages; null: there is no bot. */
export async function messagePosition(db: Sql): Promise<number | null> {
  return (await row(db, Position, sql`select position from discord_bots where id = 1`))?.position ?? null;
}

/** Something to be said in a channel, for a post, a relay or a community: each says one event once. */
export interface NewMessage {
  channelId: string;
  postId: string | null;
  relayId: string | null;
  communityId: string | null;
  eventId: string;
  body: WaitingBody;
  at: Date;
}

/** Makes messages of events that are none of a post or a relay. */
export type MoreMessages = (tx: Sql, events: readonly SequencedEvent[]) => Promise<readonly NewMessage[]>;

/**
 * Makes the messages of each event and moves the cursor, in one transaction: so an event is told once in each channel, and none is passed over by a crash.
 * `more` makes others beside. Tells how many there are now more.
 */
export function queueMessages(
  database: Database,
  tellers: EventTellers,
  events: readonly SequencedEvent[],
  more: MoreMessages = async () => [],
): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await row(tx, Position, sql`select position from discord_bots where id = 1 and enabled for update`);
    const fresh = cursor ? events.filter(({ position }) => position > cursor.position) : [];
    const newest = fresh.at(-1);
    if (!newest) return 0;
    const made = [...(await messagesOf(tx, tellers, fresh)), ...(await more(tx, fresh))];
    await putMessages(tx, made);
    await tx.execute(sql`update discord_bots set position = ${newest.position} where id = 1`);
    return made.length;
  });
}

/** Puts messages where they wait to be said; one that was put there for the same event before is not said again. Tells how many are new. */
export async function putMessages(tx: Sql, made: readonly NewMessage[]): Promise<number> {
  if (made.length === 0) return 0;
  return tx.execute(sql`
    insert into discord_messages ("channelId", "postId", "relayId", "communityId", "eventId", body, "createdAt")
    select m."channelId", m."postId", m."relayId", m."communityId", m."eventId", m.body, m.at
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
      as m("channelId" text, "postId" text, "relayId" text, "communityId" text, "eventId" text, body jsonb, at timestamptz)
    on conflict do nothing`);
}

async function messagesOf(tx: Sql, tellers: EventTellers, events: readonly SequencedEvent[]): Promise<NewMessage[]> {
  const posts = await rows(
    tx,
    PostTarget,
    sql`select id, "channelId", types, "serverIds", template, "makerId" as "ownerId", scopes, "createdAt" from discord_posts where enabled`,
  );
  const relays = await rows(
    tx,
    RelayTarget,
    sql`select id, "channelId", "serverId", "createdAt" from discord_relays where "toDiscord"`,
  );
  if (posts.length + relays.length === 0) return [];
  await tellers.prepare(events.map(({ serverId }) => serverId));
  const names = await serverNames(tx, events);
  const made: NewMessage[] = [];
  for (const event of events) {
    const server = event.serverId === null ? null : (names.get(event.serverId) ?? null);
    for (const post of posts) {
      const sight = asksFor(post, event) ? await tellers.sightOf(post, event) : "none";
      if (sight !== "none") made.push(postMessage(post, sight === "whole" ? event : unnamed(event), server));
    }
    for (const relay of relays) made.push(...relayMessage(relay, event));
  }
  return made;
}

function asksFor({ types, serverIds, createdAt }: PostTarget, { type, serverId, at }: SequencedEvent): boolean {
  // What is wrong with the bot is not told by the bot.
  if (at < createdAt || type.startsWith("discord.") || !matchesType(types, type)) return false;
  return serverIds.length === 0 || (serverId !== null && serverIds.includes(serverId));
}

function postMessage(post: PostTarget, { id, type, at, payload }: SequencedEvent, server: string | null): NewMessage {
  const { channelId, template } = post;
  const body: WaitingBody =
    template === null
      ? { form: "event", type, at: iso(at), payload: server === null ? payload : { server, ...(payload as object) } }
      : { form: "text", text: filled(template, { type, at, server, payload }) };
  return { channelId, postId: post.id, relayId: null, communityId: null, eventId: id, body, at };
}

const Chat = z.object({ player: z.string(), text: z.string() });

function relayMessage(
  { id: relayId, channelId, serverId, createdAt }: RelayTarget,
  event: SequencedEvent,
): NewMessage[] {
  if (event.type !== "game.chat_message" || event.serverId !== serverId || event.at < createdAt) return [];
  const chat = Chat.safeParse(event.payload);
  // What came from Discord, printed by the game as chat, is there already.
  if (!chat.success || isFromDiscord(chat.data.text)) return [];
  const body: WaitingBody = { form: "chat", name: chat.data.player, text: chat.data.text };
  return [{ channelId, postId: null, relayId, communityId: null, eventId: event.id, body, at: event.at }];
}

async function serverNames(db: Sql, events: readonly SequencedEvent[]): Promise<Map<string, string>> {
  const ids = [...new Set(events.flatMap(({ serverId }) => serverId ?? []))];
  const found = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select id, name from servers where id = any(${ids}::text[])`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

const Waiting = z.object({
  id: z.number(),
  postId: z.string().nullable(),
  relayId: z.string().nullable(),
  communityId: z.string().nullable(),
  body: WaitingBody,
  tries: z.number(),
  createdAt: z.date(),
});
export type Waiting = z.output<typeof Waiting>;

/** The channels in which something waits to be said. */
export async function waitingChannels(db: Sql): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ channelId: z.string() }),
    sql`select distinct "channelId" from discord_messages order by "channelId" limit 500`,
  );
  return found.map(({ channelId }) => channelId);
}

/** What waits in a channel, oldest first, and how many lines of chat were too old or too many and are gone. */
export async function waitingIn(
  db: Sql,
  channelId: string,
  mostChat: number,
  limit: number,
): Promise<{ waiting: Waiting[]; leftOut: number }> {
  const at = now().getTime();
  await db.execute(sql`
    delete from discord_messages where "channelId" = ${channelId} and "relayId" is null and "createdAt" < ${new Date(at - GOOD_FOR_MS)}`);
  const leftOut = await db.execute(sql`
    delete from discord_messages where "channelId" = ${channelId} and "relayId" is not null
      and ("createdAt" < ${new Date(at - CHAT_GOOD_FOR_MS)} or id <= coalesce((
        select id from discord_messages where "channelId" = ${channelId} and "relayId" is not null order by id desc offset ${mostChat} limit 1), 0))`);
  const waiting = await rows(
    db,
    Waiting,
    sql`select id, "postId", "relayId", "communityId", body, tries, "createdAt" from discord_messages where "channelId" = ${channelId} order by id limit ${limit}`,
  );
  return { waiting, leftOut };
}

const idsOf = (messages: readonly Waiting[]) => messages.map(({ id }) => id);
const idsBy = (messages: readonly Waiting[], key: "postId" | "relayId" | "communityId") => [
  ...new Set(messages.flatMap((message) => message[key] ?? [])),
];

/** These were said. */
export async function wereSaid(database: Database, messages: readonly Waiting[]): Promise<void> {
  const at = now();
  await database.transaction(async (tx) => {
    await tx.execute(sql`delete from discord_messages where id = any(${idsOf(messages)}::bigint[])`);
    await tx.execute(
      sql`update discord_posts set "lastSentAt" = ${at}, "lastError" = null where id = any(${idsBy(messages, "postId")}::text[])`,
    );
    await tx.execute(
      sql`update discord_relays set "lastSentAt" = ${at}, "lastError" = null where id = any(${idsBy(messages, "relayId")}::text[])`,
    );
    await tx.execute(
      sql`update communities set "lastError" = null where id = any(${idsBy(messages, "communityId")}::text[]) and "lastError" is not null`,
    );
  });
}

/** These could not be said, and why; `forGood`: they will not be. */
export async function wereNotSaid(
  database: Database,
  channelId: string,
  messages: readonly Waiting[],
  problem: string,
  forGood: boolean,
): Promise<void> {
  await database.transaction(async (tx) => {
    const ids = idsOf(messages);
    await tx.execute(
      forGood
        ? sql`delete from discord_messages where id = any(${ids}::bigint[])`
        : sql`update discord_messages set tries = tries + 1 where id = any(${ids}::bigint[])`,
    );
    const posts = await tx.execute(
      sql`update discord_posts set "lastError" = ${problem} where id = any(${idsBy(messages, "postId")}::text[]) and "lastError" is distinct from ${problem}`,
    );
    const relays = await tx.execute(
      sql`update discord_relays set "lastError" = ${problem} where id = any(${idsBy(messages, "relayId")}::text[]) and "lastError" is distinct from ${problem}`,
    );
    await tx.execute(
      sql`update communities set "lastError" = ${problem} where id = any(${idsBy(messages, "communityId")}::text[]) and "lastError" is distinct from ${problem}`,
    );
    if (posts + relays > 0)
      await writeEvents(tx, [pendingEvent(discordChannelsChanged, { channelId, change: "failing" }, now())]);
  });
}
