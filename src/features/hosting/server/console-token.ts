import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { CONSOLE_PATH, CONSOLE_TOKEN_PREFIX } from "#app/protocol/console-socket.ts";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "./server-rows.ts";

const LIFETIME_MS = 5 * MINUTE;

/** What a console token says, sealed: whose console, and what it was made with, so that what it opens ends with that. */
const Held = z.object({
  purpose: z.literal("console"),
  serverId: z.string(),
  holder: z.union([z.object({ keyId: z.string() }), z.object({ sessionId: z.string() })]),
  untilMs: z.number(),
});
export type ConsoleTicket = Pick<z.output<typeof Held>, "serverId" | "holder">;

export const token = defineQuery({
  id: "console.token",
  summary: "Get a token for a server's plain console socket",
  description:
    'For whoever cannot send a key with a WebSocket. Connect to the URL and send `{"type":"auth","token":…}` first; the token is good for five minutes, and what it opens ends with the key or session it was made with. Frames are `{"type","data"}`: output, status, stats and error come, command goes.',
  access: { kind: "permission", permission: "servers.console:read" },
  subject: serverSubject,
  input: OneServer,
  output: z.object({
    token: secret(z.string()),
    url: z.string().describe("The WebSocket's address."),
    expiresAt: Timestamp,
  }),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/console-token" },
  async run({ actor, now, runtime }, { serverId }) {
    const holder =
      actor.kind === "key" && actor.id
        ? { keyId: actor.id }
        : actor.kind === "user" && actor.sessionId
          ? { sessionId: actor.sessionId }
          : null;
    if (!holder) throw new AppError("forbidden", "forbidden", { permission: "session" });
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const held: z.output<typeof Held> = { purpose: "console", serverId, holder, untilMs: expiresAt.getTime() };
    const sealed = Buffer.from(runtime.vault.seal(JSON.stringify(held))).toString("base64url");
    return {
      token: `${CONSOLE_TOKEN_PREFIX}${sealed}`,
      url: `${runtime.publicUrl.replace(/^http/, "ws")}${CONSOLE_PATH}`,
      expiresAt: iso(expiresAt),
    };
  },
});

/** What is in a console token, whatever its prefix; null if it is none of this panel's, or too old. */
export function openConsoleToken(vault: Vault, text: string, at: Date): ConsoleTicket | null {
  const [, sealed] = /_console_([\w-]+)$/.exec(text) ?? [];
  if (sealed === undefined) return null;
  try {
    const held = Held.parse(JSON.parse(vault.open(Buffer.from(sealed, "base64url").toString("utf8"))));
    return held.untilMs > at.getTime() ? { serverId: held.serverId, holder: held.holder } : null;
  } catch {
    return null;
  }
}
