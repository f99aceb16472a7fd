import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { type Bot, BotProblem, BotState, Guild } from "../schema.ts";

const BotRow = z.object({
  applicationId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  generation: z.number(),
  state: BotState,
  problem: BotProblem.nullable(),
  stateAt: z.date(),
  guilds: z.array(Guild),
  createdAt: z.date(),
});
export type BotRow = z.output<typeof BotRow>;

export function readBot(db: Sql): Promise<BotRow | null> {
  return row(
    db,
    BotRow,
    sql`select "applicationId", name, enabled, generation, state, problem, "stateAt", guilds, "createdAt" from discord_bots where id = 1`,
  );
}

/** View Channel, Send Messages and Embed Links. Source: Discord's documentation, "Bitwise permission flags". */
const WANTED = (1 << 10) | (1 << 11) | (1 << 14);

export function shownBot({ applicationId, name, enabled, state, problem, stateAt, guilds, createdAt }: BotRow): Bot {
  const invite = new URL("https://discord.com/oauth2/authorize");
  invite.search = new URLSearchParams({
    client_id: applicationId,
    scope: "bot applications.commands",
    permissions: String(WANTED),
  }).toString();
  return {
    applicationId,
    name,
    enabled,
    state,
    problem,
    since: iso(stateAt),
    guilds,
    inviteUrl: invite.href,
    createdAt: iso(createdAt),
  };
}

/** The channel as the bot sees it; null: it does not. */
export function channelOf(bot: Pick<BotRow, "guilds"> | null, channelId: string) {
  for (const guild of bot?.guilds ?? []) {
    const channel = guild.channels.find(({ id }) => id === channelId);
    if (channel) return { guild, channel };
  }
  return null;
}
