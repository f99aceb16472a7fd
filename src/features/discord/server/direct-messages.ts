import * as z from "zod";
import type { Runtime } from "#app/operation/runtime.ts";
import { discordApi } from "./discord-api.ts";
import { botToken } from "./lease.ts";

const TIMEOUT_MS = 10_000;
/** "Cannot send messages to this user": they do not let the bot, or share no server with it. Source: Discord's documentation, "JSON error codes". */
const NOT_LET = 50_007;
const Channel = z.object({ id: z.string().regex(/^\d{1,20}$/) });
const Refusal = z.object({ code: z.number(), message: z.string() }).partial();

/**
 * Says something to one person as the panel's bot. The nonce keeps one that is said again from being there twice. Null: it was said; else why not, and
 * whether trying again will not help either.
 */
export async function sendDirectMessage(
  runtime: Pick<Runtime, "database" | "vault">,
  discordId: string,
  { content, nonce }: { content: string; nonce: string },
): Promise<{ says: string; forGood: boolean } | null> {
  const token = await botToken(runtime);
  if (token === null) return { says: "This panel has no bot on Discord.", forGood: true };
  const opened = await post(token, "/users/@me/channels", { recipient_id: discordId });
  if (!opened.ok) return opened.problem;
  const channel = Channel.safeParse(opened.body);
  if (!channel.success) return { says: "Discord gave no channel.", forGood: false };
  const body = { content, nonce, enforce_nonce: true, allowed_mentions: { parse: [] } };
  const said = await post(token, `/channels/${channel.data.id}/messages`, body);
  return said.ok ? null : said.problem;
}

type Answer = { ok: true; body: unknown } | { ok: false; problem: { says: string; forGood: boolean } };

async function post(token: string, path: string, body: object): Promise<Answer> {
  try {
    const response = await fetch(`${discordApi()}/v10${path}`, {
      method: "POST",
      headers: {
        authorization: `Bot ${token}`,
        "user-agent": "DiscordBot (gamekeeper, 1)",
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const read: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, body: read };
    const { code, message } = Refusal.safeParse(read).data ?? {};
    const says =
      code === NOT_LET
        ? "They take no messages of the bot: they share no server with it, or do not let it."
        : `Discord refused it: ${message ?? response.status}`;
    const { status } = response;
    return { ok: false, problem: { says, forGood: status >= 400 && status < 500 && status !== 401 && status !== 429 } };
  } catch (error) {
    return { ok: false, problem: { says: `Discord did not answer: ${(error as Error).message}`, forGood: false } };
  }
}
