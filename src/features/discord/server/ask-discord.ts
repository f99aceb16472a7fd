import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { discordApi } from "./discord-api.ts";
import { botToken } from "./lease.ts";

const TIMEOUT_MS = 10 * SECOND;
const DiscordMember = z.object({ roles: z.array(z.string()) });

/** What the bot is told by Discord's REST API. Null: there is no such thing, or the bot may not see it. Throws AppError `unavailable` where Discord does not answer. */
export async function askDiscord<T extends z.ZodType>(
  runtime: Runtime,
  path: string,
  schema: T,
): Promise<z.output<T> | null> {
  const token = await botToken(runtime);
  if (token === null) throw new AppError("unavailable", "discord.none");
  const response = await fetch(`${discordApi()}/v10${path}`, {
    headers: { authorization: `Bot ${token}`, "user-agent": "DiscordBot (gamekeeper, 1)" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new AppError("unavailable", "discord.unreachable");
  });
  if (response.status === 403 || response.status === 404) return null;
  const read = response.ok ? schema.safeParse(await response.json().catch(() => null)) : null;
  if (!read?.success) throw new AppError("unavailable", "discord.unreachable");
  return read.data;
}

/** The roles of somebody in a server of Discord; null: they are not in it. */
export async function askMember(runtime: Runtime, guildId: string, discordId: string): Promise<string[] | null> {
  return (await askDiscord(runtime, `/guilds/${guildId}/members/${discordId}`, DiscordMember))?.roles ?? null;
}
