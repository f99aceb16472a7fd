import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { holderOf, TicketHolder } from "./tickets.ts";

const LIFETIME_MS = 5 * MINUTE;
const PREFIX = "gk_socket_";

/** What a token says, sealed: what it was made with, so that what it opens ends with that. */
const Held = z.object({ purpose: z.literal("socket"), holder: TicketHolder, untilMs: z.number() });

export const createToken = defineCommand({
  id: "events.createToken",
  summary: "Make a token for the kill tracker's socket",
  description:
    'For clients of the kill tracker that must not have a key in a page: the first message at `/compat/kill-tracker/ws` is `{type: "auth", token}`. Good for five minutes and any number of connections, which may do what the key or session may that made it, and end with it.',
  access: { kind: "list", permission: "kills:read" },
  input: z.object({}),
  output: z.object({
    token: secret(z.string()),
    url: z.string().describe("The WebSocket's address."),
    expiresAt: Timestamp,
  }),
  example: {},
  http: { method: "POST", path: "/events/ticket", status: 201 },
  audit: "none",
  async run({ actor, now, runtime }) {
    const holder = holderOf(actor);
    if (!holder) throw new AppError("forbidden", "forbidden", { permission: "session" });
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const held: z.output<typeof Held> = { purpose: "socket", holder, untilMs: expiresAt.getTime() };
    const sealed = Buffer.from(runtime.vault.seal(JSON.stringify(held))).toString("base64url");
    const url = `${runtime.publicUrl.replace(/^http/, "ws")}/compat/kill-tracker/ws`;
    return { token: `${PREFIX}${sealed}`, url, expiresAt: iso(expiresAt) };
  },
});

/** Whether a text has the form of such a token. */
export function isSocketToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** What a token was made with, and until when it is good. Throws AppError `unauthenticated` for one that is late or none. */
export function openSocketToken(vault: Vault, text: string, at: Date): { holder: TicketHolder; until: Date } {
  try {
    const sealed = Buffer.from(text.slice(PREFIX.length), "base64url").toString("utf8");
    const { holder, untilMs } = Held.parse(JSON.parse(vault.open(sealed)));
    if (untilMs > at.getTime()) return { holder, until: new Date(untilMs) };
  } catch {
    // Said below: what cannot be opened is none of ours.
  }
  throw new AppError("unauthenticated", "events.token_invalid");
}
