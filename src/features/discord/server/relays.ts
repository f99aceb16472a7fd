import * as z from "zod";
import { deliverOrder, placeOrder, takesOrder } from "#app/features/games/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineDelivery, defineQuery } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { discordChannelsChanged } from "../events.ts";
import { Relay, RelayId, Snowflake } from "../schema.ts";
import { placeNames, placeOf } from "./places.ts";

const MOST_RELAYS = 100;
/** A line of chat that comes later than this says nothing any more. */
const SAY_WITHIN_SEC = 5;
const EXAMPLE_ID = "dre_01930000000070008000000000000001";
const EXAMPLE_SERVER = "srv_01930000000070008000000000000001";
const EXAMPLE_CHANNEL = "1100000000000000003";

const RelayRow = z.object({
  id: z.string(),
  serverId: z.string(),
  serverName: z.string(),
  guildId: z.string(),
  channelId: z.string(),
  toDiscord: z.boolean(),
  toGame: z.boolean(),
  lastError: z.string().nullable(),
  lastSentAt: z.date().nullable(),
  createdAt: z.date(),
});
type RelayRow = z.output<typeof RelayRow>;

const SELECT = sql`
  select r.id, r."serverId", s.name as "serverName", r."guildId", r."channelId", r."toDiscord", r."toGame", r."lastError", r."lastSentAt", r."createdAt"
  from discord_relays r join servers s on s.id = r."serverId"`;
const OneRelay = z.object({ relayId: RelayId.describe("Id of a relay.") });

const subject = {
  kind: "discord relay",
  load: ({ db }: { db: Sql }, { relayId }: { relayId: string }) =>
    row(db, RelayRow, sql`${SELECT} where r.id = ${relayId}`),
  name: ({ id, serverName }: RelayRow) => ({ id, label: serverName }),
};

async function shownRelay(db: Sql, { lastSentAt, createdAt, ...relay }: RelayRow): Promise<Relay> {
  const names = await placeNames(db);
  return { ...relay, ...names(relay.channelId), lastSentAt: iso(lastSentAt), createdAt: iso(createdAt) };
}

/** The relays whose channel is to be heard: by channel, which servers say what is written there. */
export async function heardChannels(db: Sql): Promise<Map<string, { relayId: string; serverId: string }[]>> {
  const found = await rows(
    db,
    z.object({ relayId: z.string(), serverId: z.string(), channelId: z.string() }),
    sql`select r.id as "relayId", r."serverId", r."channelId" from discord_relays r join servers s on s.id = r."serverId"
        where r."toGame" and s.desired <> 'deleted' order by r.id`,
  );
  return Map.groupBy(found, ({ channelId }) => channelId);
}

export const relays = defineQuery({
  id: "discord.relays",
  summary: "List whose chat is relayed to Discord",
  access: { kind: "permission", permission: "settings:read" },
  input: z.object({}),
  output: z.object({ items: z.array(Relay) }),
  example: {},
  http: { method: "GET", path: "/discord/relays" },
  rate: "admin",
  async run({ db }) {
    const found = await rows(
      db,
      RelayRow,
      sql`${SELECT} where s.desired <> 'deleted' order by lower(s.name), r."createdAt", r.id`,
    );
    return { items: await Promise.all(found.map((relay) => shownRelay(db, relay))) };
  },
});

export const addRelay = defineCommand({
  id: "discord.addRelay",
  summary: "Relay a game's chat to a channel of Discord",
  description:
    "Both ways or one. What comes from a game mentions nobody; what comes from Discord is one line with its writer's name, without anything that a game would make of it.",
  access: { kind: "permission", permission: "settings:write" },
  errors: ["conflict"],
  input: z.object({
    serverId: z
      .string()
      .regex(/^srv_[0-9a-f]{32}$/)
      .describe("The server whose game it is."),
    channelId: Snowflake.describe("The channel, by its id at Discord: one that the bot sees and may write in."),
    toDiscord: z.boolean().default(true).describe("Tell in the channel what players say."),
    toGame: z.boolean().default(true).describe("Say in the game what is written in the channel."),
  }),
  output: Relay,
  example: { serverId: EXAMPLE_SERVER, channelId: EXAMPLE_CHANNEL },
  http: { method: "POST", path: "/discord/relays", status: 201 },
  rate: "admin",
  async run(context, { serverId, channelId, toDiscord, toGame }) {
    const { db, now, target, emit } = context;
    const server = await row(
      db,
      z.object({ name: z.string() }),
      sql`select name from servers where id = ${serverId} and desired <> 'deleted'`,
    );
    if (!server)
      throw new AppError("invalid_input", "not_found", {}, [
        { path: "serverId", code: "not_found", message: "There is no such server." },
      ]);
    await refuseDeafGame(db, serverId, toGame);
    const { guildId } = await placeOf(db, channelId);
    await refuseBeyond(db, { from: sql`discord_relays`, most: MOST_RELAYS, reason: "discord.too_many" });
    const id = newId("dre", now.getTime());
    const made = await db.execute(sql`
      insert into discord_relays (id, "serverId", "guildId", "channelId", "toDiscord", "toGame", "createdAt", "updatedAt")
      values (${id}, ${serverId}, ${guildId}, ${channelId}, ${toDiscord}, ${toGame}, ${now}, ${now}) on conflict do nothing`);
    if (made === 0) throw new AppError("conflict", "discord.relayed_already");
    target("discord relay", id, server.name, { serverId });
    emit(discordChannelsChanged, { channelId, change: "added" });
    return shownRelay(db, (await subject.load(context, { relayId: id }))!);
  },
});

export const changeRelay = defineCommand({
  id: "discord.changeRelay",
  summary: "Change which way chat is relayed",
  access: { kind: "permission", permission: "settings:write" },
  subject,
  errors: ["conflict"],
  input: OneRelay.extend({ toDiscord: z.boolean().optional(), toGame: z.boolean().optional() }),
  output: Relay,
  example: { relayId: EXAMPLE_ID, toGame: false },
  http: { method: "PATCH", path: "/discord/relays/{relayId}" },
  rate: "admin",
  async run(context, { relayId, toDiscord, toGame }, before) {
    const { db, now, changed, emit } = context;
    const next = { toDiscord: toDiscord ?? before.toDiscord, toGame: toGame ?? before.toGame };
    if (!before.toGame) await refuseDeafGame(db, before.serverId, next.toGame);
    await db.execute(sql`
      update discord_relays set "toDiscord" = ${next.toDiscord}, "toGame" = ${next.toGame}, "lastError" = null, "updatedAt" = ${now}
      where id = ${relayId}`);
    changed({ toDiscord: before.toDiscord, toGame: before.toGame }, next);
    emit(discordChannelsChanged, { channelId: before.channelId, change: "changed" });
    return shownRelay(db, (await subject.load(context, { relayId }))!);
  },
});

export const removeRelay = defineCommand({
  id: "discord.removeRelay",
  summary: "Relay a game's chat to a channel of Discord no more",
  access: { kind: "permission", permission: "settings:write" },
  subject,
  input: OneRelay,
  output: z.object({}),
  example: { relayId: EXAMPLE_ID },
  http: { method: "DELETE", path: "/discord/relays/{relayId}", status: 204 },
  rate: "admin",
  async run({ db, emit }, { relayId }, { channelId }) {
    await db.execute(sql`delete from discord_relays where id = ${relayId}`);
    emit(discordChannelsChanged, { channelId, change: "removed" });
    return {};
  },
});

export const say = defineDelivery({
  id: "discord.say",
  summary: "Say in a game what was written in a channel of Discord",
  description: "For the worker that runs the bot. The text is one line already.",
  access: { kind: "operator" },
  audit: "none",
  errors: ["not_found"],
  input: OneRelay.extend({ text: z.string().min(1).max(500) }),
  output: z.object({ said: z.boolean() }),
  example: { relayId: EXAMPLE_ID, text: "[Discord] <Ada> hello" },
  async run(context, { relayId, text }) {
    const relay = await row(
      context.db,
      z.object({ serverId: z.string() }),
      sql`select "serverId" from discord_relays where id = ${relayId} and "toGame"`,
    );
    if (!relay) throw new AppError("not_found");
    const order = { kind: "say", fields: { text } } as const;
    return {
      relayId,
      orderId: await placeOrder(context, relay.serverId, order, { deadlineSec: SAY_WITHIN_SEC }),
      runtime: context.runtime,
    };
  },
  async afterCommit({ db, now }, { relayId, orderId, runtime }) {
    const { state, reason } = await deliverOrder(runtime, orderId);
    const said = state === "done";
    await db.execute(sql`
      update discord_relays set "lastError" = ${said ? null : `the game was not told: ${reason ?? state}`},
        "lastSentAt" = case when ${said} then ${now} else "lastSentAt" end where id = ${relayId}`);
    return { said };
  },
});

async function refuseDeafGame(db: Sql, serverId: string, toGame: boolean): Promise<void> {
  if (!toGame || (await takesOrder(db, serverId, "say"))) return;
  throw new AppError("conflict", "discord.deaf_game");
}
