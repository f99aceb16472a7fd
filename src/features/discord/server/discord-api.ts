import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { env } from "#app/platform/env.ts";

const TIMEOUT_MS = 10_000;
/** "Message content": with or without Discord's review. Source: Discord's documentation, "Application flags". */
const READS_MESSAGES = (1 << 18) | (1 << 19);

const Application = z.object({
  id: z.string(),
  name: z.string(),
  flags: z.number().int().default(0),
  bot: z.object({ username: z.string() }).optional(),
});

export interface BotAccount {
  applicationId: string;
  name: string;
  /** Whether its owner has switched on the message content intent, without which it does not see what people write. */
  readsMessages: boolean;
}

/** Where Discord's REST API is. */
export function discordApi(): string {
  return `${env().DISCORD_URL.replace(/\/+$/, "")}/api`;
}

/** Whose token this is, as Discord says now. Throws AppError: `invalid_input` for a token that it does not know, `unavailable` where it does not answer. */
export async function botAccount(token: string): Promise<BotAccount> {
  const response = await fetch(`${discordApi()}/v10/applications/@me`, {
    headers: { authorization: `Bot ${token}`, "user-agent": "DiscordBot (gamekeeper, 1)" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new AppError("unavailable", "discord.unreachable");
  });
  if (response.status === 401 || response.status === 403)
    throw new AppError("invalid_input", "discord.bad_token", {}, [
      { path: "token", code: "bad_token", message: "Discord does not know this token." },
    ]);
  const read = response.ok ? Application.safeParse(await response.json().catch(() => null)) : null;
  if (!read?.success) throw new AppError("unavailable", "discord.unreachable");
  const { id, name, flags, bot } = read.data;
  return { applicationId: id, name: bot?.username ?? name, readsMessages: (flags & READS_MESSAGES) !== 0 };
}
