import { AppError } from "#app/lib/errors.ts";
import type { Sql } from "#app/platform/sql.ts";
import { channelOf, readBot } from "./bot-row.ts";

/** Where the bot is to speak. Throws AppError where there is no bot, it does not see the channel, or it may not write there. */
export async function placeOf(db: Sql, channelId: string): Promise<{ guildId: string; name: string }> {
  const bot = await readBot(db);
  if (!bot) throw new AppError("conflict", "discord.none");
  const found = channelOf(bot, channelId);
  if (!found)
    throw new AppError("invalid_input", "discord.unknown_channel", {}, [
      { path: "channelId", code: "unknown_channel", message: "The bot does not see this channel." },
    ]);
  if (!found.channel.maySend)
    throw new AppError("invalid_input", "discord.may_not_send", { channel: found.channel.name }, [
      { path: "channelId", code: "may_not_send", message: "The bot may not write in this channel." },
    ]);
  return { guildId: found.guild.id, name: found.channel.name };
}

/** What a channel is called, as far as the bot sees it. */
export async function placeNames(
  db: Sql,
): Promise<(channelId: string) => { guildName: string | null; channelName: string | null }> {
  const bot = await readBot(db);
  return (channelId) => {
    const found = channelOf(bot, channelId);
    return { guildName: found?.guild.name ?? null, channelName: found?.channel.name ?? null };
  };
}
