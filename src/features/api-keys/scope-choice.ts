import { holdsSomewhere, may, type Who } from "#app/lib/access.ts";
import { ALL_PERMISSIONS, PERMISSION_BUNDLES, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";

/** The ready-made sets of scopes that the form offers first, in its order. */
export const KEY_TEMPLATES = ["read-only", "monitoring", "bot", "full"] as const;
export type KeyTemplate = (typeof KEY_TEMPLATES)[number];

/** Whether this person may give a key this scope: what they hold, in any one community too, and whatever can be held on single servers. The key then has it where they have it. */
export function mayGiveKey(who: Who, permission: Permission): boolean {
  if (who.scopes && !who.scopes.has(permission)) return false;
  const { on } = PERMISSIONS[permission];
  return on === "server" || (on === "community" ? holdsSomewhere(who, permission) : may(who, permission));
}

/** The scopes of a template as far as this person may give them to a key, and how many they may not. */
export function templateFor(who: Who, template: KeyTemplate): { scopes: Permission[]; missing: number } {
  const wanted = PERMISSION_BUNDLES[template]!;
  const scopes = wanted.filter((permission) => mayGiveKey(who, permission));
  return { scopes, missing: wanted.length - scopes.length };
}

/** What a scope is about: `servers` of `servers.console:read`. A type of its own, so that a new one needs its words in the form. */
type About<Scope extends string = Permission> = Scope extends `${infer Noun}:${string}`
  ? Noun extends `${infer First}.${string}`
    ? First
    : Noun
  : never;

/** All scopes by what they are about, in the vocabulary's order. */
export const SCOPE_GROUPS = Object.entries(
  Object.groupBy(ALL_PERMISSIONS, (permission) => /^[^.:]+/.exec(permission)![0] as About),
).map(([about, scopes]) => ({ about: about as About, scopes: scopes! }));

/**
 * An endpoint that a key with these scopes may call and that needs nothing more, to try it with; below /api/v1.
 * Health answers whoever asks, so a key always has one.
 */
export function pathToTry(scopes: readonly string[]): string {
  if (scopes.includes("servers:read")) return "/servers";
  if (scopes.includes("nodes:read")) return "/nodes";
  return "/health";
}
