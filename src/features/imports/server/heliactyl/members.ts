import * as z from "zod";
import { keepableText } from "#app/lib/text.ts";
import type { HeliactylDatabase } from "./database.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Somebody of a Heliactyl, with all that is kept of them under keys of their id. */
export interface HeliactylMember {
  id: string;
  /** Where they signed in. Null: by an address and a password there. */
  provider: "discord" | "google" | "github" | null;
  name: string;
  email: string | null;
}

const Local = z.object({
  id: z.string().min(1).max(200),
  username: z.string().optional(),
  email: z.string().optional(),
});

/**
 * Where an id comes from: ids of Google have 21 digits, Discord's 17 to 20, GitHub's fewer; whoever made an account there has a UUID. Undefined: of no form that
 * Heliactyl gives.
 */
export function providerOf(id: string): HeliactylMember["provider"] | undefined {
  if (UUID.test(id)) return null;
  if (/^\d{21}$/.test(id)) return "google";
  if (/^\d{17,20}$/.test(id)) return "discord";
  return /^\d{1,12}$/.test(id) ? "github" : undefined;
}

/** Everybody, in the order of their ids: who has signed in (`users-<id>`), and who has an account there (`user-<address>`). */
export function membersOf({ entries }: HeliactylDatabase): HeliactylMember[] {
  const found = new Map<string, HeliactylMember>();
  for (const key of entries.keys()) {
    const id = key.startsWith("users-") ? key.slice("users-".length) : "";
    if (id === "") continue;
    const provider = providerOf(id) ?? null;
    const at = { discord: "Discord", google: "Google", github: "GitHub" }[provider ?? "discord"];
    found.set(id, { id, provider, name: provider === null ? `Member ${id.slice(0, 8)}` : `${at} ${id}`, email: null });
  }
  for (const [key, value] of entries) {
    if (!key.startsWith("user-")) continue;
    const local = Local.safeParse(value);
    if (!local.success) continue;
    const { id, username, email = key.slice("user-".length) } = local.data;
    found.set(id, { id, provider: null, name: nameOf(username ?? "") || `Member ${id.slice(0, 8)}`, email });
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function nameOf(text: string): string {
  return keepableText(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim()
    .slice(0, 60)
    .trim();
}
