import * as z from "zod";
import { runtime } from "#app/operation/runtime.ts";

/** What an operation answers that begins or ends a session; the door turns it into a cookie and shows it to nobody. A repeated answer was kept as JSON, its time as text. */
export const SetSession = z.object({ token: z.string(), expiresAt: z.coerce.date() }).nullable();

/** `__Host-` binds the cookie to this very host and to https; over plain http browsers refuse it, so there the name is bare. */
function cookieName(): string {
  return runtime().publicUrl.startsWith("https:") ? "__Host-gamekeeper" : "gamekeeper";
}

/** The session token in a Cookie header, or null. */
export function sessionTokenOf(cookies: string | null): string | null {
  if (cookies === null) return null;
  const name = cookieName();
  for (const pair of cookies.split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return null;
}

/** The answer without its `setSession`, and the Set-Cookie header that says it; null where there is none. */
export function takeSessionCookie(output: unknown): { output: unknown; cookie: string | null } {
  if (output === null || typeof output !== "object" || !("setSession" in output)) return { output, cookie: null };
  const { setSession, ...rest } = output;
  const session = SetSession.parse(setSession);
  return { output: rest, cookie: session ? sessionCookie(session.token, session.expiresAt) : endedSessionCookie() };
}

export function sessionCookie(token: string, expiresAt: Date): string {
  return `${cookieName()}=${token}; ${attributes()}; Expires=${expiresAt.toUTCString()}`;
}

export function endedSessionCookie(): string {
  return `${cookieName()}=; ${attributes()}; Max-Age=0`;
}

function attributes(): string {
  return `Path=/; HttpOnly; SameSite=Lax${runtime().publicUrl.startsWith("https:") ? "; Secure" : ""}`;
}
