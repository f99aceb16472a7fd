import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { sql } from "#app/platform/sql.ts";
import { discordBotChanged } from "../events.ts";
import { Bot, BotProblem, BotState, Guild } from "../schema.ts";
import { type BotRow, readBot, shownBot } from "./bot-row.ts";
import { type BotAccount, botAccount } from "./discord-api.ts";

export const get = defineQuery({
  id: "discord.get",
  summary: "Get the bot on Discord",
  description: "How it is, and which servers and channels of Discord it sees. Its token is never shown.",
  access: { kind: "permission", permission: "settings:read" },
  input: z.object({}),
  output: z.object({ bot: Bot.nullable().describe("null: none is connected.") }),
  example: {},
  http: { method: "GET", path: "/discord" },
  rate: "admin",
  async run({ db }) {
    const bot = await readBot(db);
    return { bot: bot && shownBot(bot) };
  },
});

export const connect = defineCommand({
  id: "discord.connect",
  summary: "Connect a bot on Discord",
  description:
    "Discord is asked whose token it is before it is kept, sealed. In place of another bot it goes on with what that one told, where it sees the same channels.",
  access: { kind: "permission", permission: "instance:manage" },
  errors: ["unavailable"],
  input: z.object({
    token: secret(
      z
        .string()
        .trim()
        .min(20)
        .max(200)
        .regex(/^[\w.-]+$/, "A token is letters, digits, dots, dashes and underscores."),
    ).describe("The bot's token, out of Discord's developer portal. It is not shown again."),
  }),
  output: Bot.extend({
    readsMessages: z
      .boolean()
      .describe(
        "Whether Discord lets it read what people write, which chat to games needs: the message content intent.",
      ),
  }),
  example: { token: "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gexample.0123456789abcdefghijklmnopq" },
  http: { method: "PUT", path: "/discord/bot" },
  rate: "key-management",
  before: (_context, { token }): Promise<BotAccount> => botAccount(token),
  async run(context, { token }, _subject, { applicationId, name, readsMessages }) {
    const { db, actor, now, runtime, target, changed, emit } = context;
    const before = await readBot(db);
    const position = await lastPosition(runtime.database);
    // Of another bot's channels nothing is known yet.
    await db.execute(sql`
      insert into discord_bots (id, token, "applicationId", name, state, "stateAt", position, "connectedById", "createdAt", "updatedAt")
      values (1, ${runtime.vault.seal(token)}, ${applicationId}, ${name}, 'connecting', ${now}, ${position}, ${actor.userId}, ${now}, ${now})
      on conflict (id) do update set token = excluded.token, "applicationId" = excluded."applicationId", name = excluded.name, enabled = true,
        generation = discord_bots.generation + 1, state = 'connecting', problem = null, "stateAt" = excluded."stateAt",
        position = case when discord_bots.enabled then discord_bots.position else excluded.position end,
        guilds = case when discord_bots."applicationId" = excluded."applicationId" then discord_bots.guilds else '[]'::jsonb end,
        "connectedById" = excluded."connectedById", "updatedAt" = excluded."updatedAt"`);
    target("discord bot", applicationId, name);
    changed(before && audited(before), { name, applicationId, enabled: true });
    emit(discordBotChanged, { name, state: "connecting", problem: null });
    return { ...shownBot((await readBot(db))!), readsMessages };
  },
});

export const update = defineCommand({
  id: "discord.update",
  summary: "Switch the bot on Discord on or off",
  description: "Switched off it leaves Discord within seconds. What happens meanwhile is not told later.",
  access: { kind: "permission", permission: "instance:manage" },
  errors: ["not_found"],
  input: z.object({ enabled: z.boolean() }),
  output: Bot,
  example: { enabled: false },
  http: { method: "PATCH", path: "/discord/bot" },
  rate: "admin",
  async run(context, { enabled }) {
    const { db, now, runtime, changed } = context;
    const before = await connectedBot(context);
    if (enabled !== before.enabled) {
      const position = await lastPosition(runtime.database);
      await db.execute(sql`
        update discord_bots set enabled = ${enabled}, generation = generation + 1, state = ${enabled ? "connecting" : "off"}, problem = null,
          "stateAt" = ${now}, "updatedAt" = ${now}, position = case when ${enabled} then ${position}::bigint else position end where id = 1`);
      if (!enabled) await db.execute(sql`delete from discord_messages`);
    }
    return afterChange(context, before, changed);
  },
});

export const reconnect = defineCommand({
  id: "discord.reconnect",
  summary: "Connect the bot on Discord anew",
  description: "After something was changed at Discord that had it refused.",
  access: { kind: "permission", permission: "instance:manage" },
  errors: ["not_found", "conflict"],
  input: z.object({}),
  output: Bot,
  example: {},
  http: { method: "POST", path: "/discord/bot/reconnect", status: 202 },
  rate: "key-management",
  async run(context) {
    const { db, now, changed } = context;
    const before = await connectedBot(context);
    if (!before.enabled) throw new AppError("conflict", "discord.off");
    await db.execute(sql`
      update discord_bots set generation = generation + 1, state = 'connecting', problem = null, "stateAt" = ${now} where id = 1`);
    return afterChange(context, before, changed);
  },
});

export const disconnect = defineCommand({
  id: "discord.disconnect",
  summary: "Remove the bot on Discord",
  description: "With its token, its posts and its relays. Links of people to their accounts stay.",
  access: { kind: "permission", permission: "instance:manage" },
  errors: ["not_found"],
  input: z.object({}),
  output: z.object({}),
  example: {},
  http: { method: "DELETE", path: "/discord/bot", status: 204 },
  rate: "admin",
  async run(context) {
    const { db, emit, changed } = context;
    const before = await connectedBot(context);
    await db.execute(sql`delete from discord_posts`);
    await db.execute(sql`delete from discord_relays`);
    await db.execute(sql`delete from discord_bots`);
    changed(audited(before), null);
    emit(discordBotChanged, { name: before.name, state: "off", problem: null });
    return {};
  },
});

export const report = defineCommand({
  id: "discord.report",
  summary: "Say how the bot on Discord is",
  description: "For the worker that runs it. Of an earlier connection it is not heard any more.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({
    generation: z.int(),
    state: BotState.optional(),
    problem: BotProblem.nullable().optional(),
    guilds: z.array(Guild).optional(),
  }),
  output: z.object({ taken: z.boolean() }),
  example: { generation: 1, state: "connected", problem: null },
  async run({ db, now, emit }, { generation, state, problem, guilds }) {
    const before = await readBot(db);
    if (before?.generation !== generation) return { taken: false };
    const next = {
      state: state ?? before.state,
      problem: problem === undefined ? before.problem : problem,
      guilds: JSON.stringify(guilds ?? before.guilds),
    };
    if (next.state === before.state && next.problem === before.problem && next.guilds === JSON.stringify(before.guilds))
      return { taken: true };
    await db.execute(sql`
      update discord_bots set state = ${next.state}, problem = ${next.problem}, guilds = ${next.guilds}::jsonb,
        "stateAt" = case when state = ${next.state} then "stateAt" else ${now} end
      where id = 1 and generation = ${generation}`);
    emit(discordBotChanged, { name: before.name, state: next.state, problem: next.problem });
    return { taken: true };
  },
});

async function connectedBot({ db, target }: Context): Promise<BotRow> {
  const bot = await readBot(db);
  if (!bot) throw new AppError("not_found", "discord.none");
  target("discord bot", bot.applicationId, bot.name);
  return bot;
}

async function afterChange({ db, emit }: Context, before: BotRow, changed: Context["changed"]): Promise<Bot> {
  const after = (await readBot(db))!;
  changed(audited(before), audited(after));
  emit(discordBotChanged, { name: after.name, state: after.state, problem: after.problem });
  return shownBot(after);
}

function audited({ name, applicationId, enabled }: BotRow): Record<string, unknown> {
  return { name, applicationId, enabled };
}
