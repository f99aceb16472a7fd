import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

/** An id that Discord has given. */
export const Snowflake = z.string().regex(/^\d{15,22}$/, "must be an id of Discord");
export const PostId = z.string().regex(/^dpo_[0-9a-f]{32}$/);
export const RelayId = z.string().regex(/^dre_[0-9a-f]{32}$/);

export const BotState = z
  .enum(["off", "connecting", "connected", "reconnecting", "refused"])
  .describe("refused: Discord does not let it in, and it is not tried again until something is changed.");
export type BotState = z.output<typeof BotState>;

export const BotProblem = z
  .enum(["token", "intents", "unreachable", "limited", "refused"])
  .describe(
    "token: it is not valid any more; intents: the message content intent is not switched on at Discord; unreachable: Discord does not answer; limited: it was connected too often today; refused: for another reason.",
  );
export type BotProblem = z.output<typeof BotProblem>;

/** A channel of text that the bot sees. */
export const Channel = z.object({
  id: Snowflake,
  name: z.string(),
  maySend: z.boolean().describe("Whether the bot may write there."),
});

/** A server of Discord that the bot is in. Discord's word for it is guild. */
export const Guild = z.object({
  id: Snowflake,
  name: z.string(),
  channels: z.array(Channel),
  roles: z
    .array(z.object({ id: Snowflake, name: z.string() }))
    .default([])
    .describe("Those that people can be given."),
});
export type Guild = z.output<typeof Guild>;

export const Bot = z.object({
  applicationId: Snowflake,
  name: z.string(),
  enabled: z.boolean(),
  state: BotState,
  problem: BotProblem.nullable().describe("Why it is not connected; null: it is, or it is not known."),
  since: Timestamp.describe("Since when it is in this state."),
  guilds: z.array(Guild).describe("As the bot saw them last."),
  inviteUrl: z.string().describe("Where somebody who manages a server of Discord lets the bot in."),
  createdAt: Timestamp,
});
export type Bot = z.output<typeof Bot>;

/** Where something is said, in Discord's ids and, as far as the bot sees it, in names. */
const place = {
  guildId: Snowflake,
  channelId: Snowflake,
  guildName: z.string().nullable(),
  channelName: z.string().nullable().describe("null: the bot does not see it any more."),
  lastError: z.string().nullable().describe("What went wrong at the last try; null: nothing."),
  lastSentAt: Timestamp.nullable(),
  createdAt: Timestamp,
};

export const Post = z.object({
  id: PostId,
  ...place,
  types: z.array(z.string()).describe("Event types, `server.*` for all of a kind, `*` for all."),
  serverIds: z.array(z.string()).describe("Only events of these servers; empty: of all, and of what is no server."),
  template: z.string().nullable().describe("The message, with {fields} of the event; null: a card with all of them."),
  enabled: z.boolean(),
});
export type Post = z.output<typeof Post>;

export const Relay = z.object({
  id: RelayId,
  serverId: z.string(),
  serverName: z.string(),
  ...place,
  toDiscord: z.boolean().describe("What players say is told in the channel."),
  toGame: z.boolean().describe("What is written in the channel is said in the game."),
});
export type Relay = z.output<typeof Relay>;

/** How somebody is known on Discord. */
export const DiscordMember = z.object({ discordId: Snowflake, name: z.string() });

/** What anybody can be called there, as far as a row keeps it. */
export const MemberName = z
  .string()
  .transform((name) => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim() || "Unnamed")
  .pipe(z.string().max(100));

/** What waits to be said in a channel. Of chat lines it is their number that says how many were left out. */
export const WaitingBody = z.discriminatedUnion("form", [
  z.object({ form: z.literal("event"), type: z.string(), at: z.string(), payload: z.unknown() }),
  z.object({ form: z.literal("text"), text: z.string() }),
  z.object({ form: z.literal("chat"), name: z.string(), text: z.string() }),
]);
export type WaitingBody = z.output<typeof WaitingBody>;
