import * as z from "zod";
import { keepableText } from "#app/lib/text.ts";
import { isForeignHash } from "#app/platform/crypto.ts";
import type { HeliactylDatabase } from "./database.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Somebody of a Heliactyl, with all that is kept of them under keys of their id. */
export interface HeliactylMember {
  id: string;
  /** Where they signed in. Null: by an address and a password there. */
  provider: "discord" | "google" | "github" | null;
  /** What they called themselves there. Null: only who signed in by an address and a password did. */
  name: string | null;
  email: string | null;
  /** As bcrypt has it. Null: they had none, or none that can be checked here. */
  passwordHash: string | null;
  /** The number of their account in the panel below. */
  accountBelow: string | null;
}

const Local = z.object({
  id: z.string().min(1).max(200),
  username: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  password: z.unknown().optional(),
});
const Account = z.union([z.int().positive().transform(String), z.string().regex(/^[1-9]\d{0,9}$/)]);

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

/** Whether what stands under `user-<address>` is somebody's account there. */
export function isAccount(value: unknown): boolean {
  return Local.safeParse(value).success;
}

/** Everybody, in the order of their ids: who has signed in (`users-<id>`), and who has an account there (`user-<address>`). */
export function membersOf({ entries }: HeliactylDatabase): HeliactylMember[] {
  const found = new Map<string, HeliactylMember>();
  const accountBelow = (id: string) => Account.safeParse(entries.get(`users-${id}`)).data ?? null;
  for (const key of entries.keys()) {
    const id = key.startsWith("users-") ? key.slice("users-".length) : "";
    if (id === "") continue;
    found.set(id, {
      ...{ id, provider: providerOf(id) ?? null, name: null, email: null, passwordHash: null },
      accountBelow: accountBelow(id),
    });
  }
  for (const [key, value] of entries) {
    if (!key.startsWith("user-")) continue;
    const local = Local.safeParse(value);
    if (!local.success) continue;
    const { id, username = "", email = key.slice("user-".length), password } = local.data;
    const passwordHash = typeof password === "string" && isForeignHash(password) ? password : null;
    found.set(id, {
      ...{ id, provider: null, name: nameOf(username), email, passwordHash },
      accountBelow: accountBelow(id),
    });
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

const AT = { discord: "Discord", google: "Google", github: "GitHub" };

/** What somebody is called who is not called anything. */
export function callName({ id, provider, name }: HeliactylMember): string {
  return name ?? (provider === null ? `Member ${id.slice(0, 8)}` : `${AT[provider]} ${id}`);
}

function nameOf(text: string): string | null {
  return (
    keepableText(text)
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
      .trim()
      .slice(0, 60)
      .trim() || null
  );
}
