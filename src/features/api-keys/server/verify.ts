import { LRUCache } from "lru-cache";
import * as z from "zod";
import { addressBlock } from "#app/lib/address.ts";
import { AppError } from "#app/lib/errors.ts";
import { isPermission, type Permission } from "#app/lib/permissions.ts";
import { type Actor, personActor } from "#app/operation/actor.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { now } from "#app/platform/clock.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, sql } from "#app/platform/sql.ts";
import { limitsOf } from "../limits.ts";
import { KeyLimit } from "../schema.ts";
import { isAllowedAddress } from "./allowed-address.ts";
import { isWellFormed } from "./key-format.ts";
import { noteUse } from "./last-used.ts";

const KeyRow = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string(),
  scopes: z.array(z.string()),
  serverId: z.string().nullable(),
  allowedAddresses: z.array(z.string()),
  rateLimitPerMinute: z.number().nullable(),
  limits: z.array(KeyLimit).nullable(),
  expiresAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  graceEndsAt: z.date().nullable(),
  ownerActive: z.boolean(),
});

/** A key as it was found: its row and the actor it makes, or null if there is no such key. */
type Found = { key: z.output<typeof KeyRow>; actor: Actor } | null;

/**
 * Keys, owners and grants are believed for one second, hard: no sliding and no messages. So a revoked key, a demoted owner or a removed grant is in
 * effect everywhere within a second, and a key costs at most one look-up a second in each process.
 */
const CACHE_MS = 1_000;
const cache = new LRUCache<string, Promise<Found>>({ max: 10_000, ttl: CACHE_MS });

/** Wrong keys from one address: after these, the database is not asked for it until they have left the window. */
const FAILURES = [{ name: "wrong-keys", limit: 30, windowSec: 60 }] as const;
const blockedUntilMs = new LRUCache<string, number>({ max: 10_000 });
/** Hashes that were keys lately: a neighbour's wrong keys do not shut out a good one behind the same address. */
const lately = new LRUCache<string, true>({ max: 10_000 });

/**
 * The actor of an API key. Order: shape and checksum (no I/O), limit on wrong keys by address, cache, look-up, revoked, rotated, disabled, expired, address,
 * owner. Scopes are taken with what the owner holds now, in `may`. Throws AppError `unauthenticated` (for an address that is not allowed `forbidden`) with
 * the reason, or `rate_limited`.
 */
export async function actorOfKey(runtime: Runtime, key: string, address: string | null): Promise<Actor> {
  if (!isWellFormed(key)) throw new AppError("unauthenticated", "api_keys.malformed");
  return actorOfHash(runtime, sha256Hex(key), address);
}

/** The actor of a key that has proven itself before (by a ticket made with it) and is named by its id. What it may is decided as ever. */
export async function actorOfKeyId(runtime: Runtime, keyId: string, address: string | null): Promise<Actor> {
  const known = await row(
    runtime.database,
    z.object({ hash: z.string() }),
    sql`select hash from api_keys where id = ${keyId}`,
  );
  if (!known) throw new AppError("unauthenticated", "api_keys.unknown");
  return actorOfHash(runtime, known.hash, address);
}

async function actorOfHash(runtime: Runtime, hash: string, address: string | null): Promise<Actor> {
  let asked = cache.get(hash);
  if (!asked) {
    if (!lately.has(hash)) refuseBlocked(address);
    asked = find(runtime, hash);
    cache.set(hash, asked);
    asked.catch(() => cache.delete(hash));
  }
  const found = await asked;
  if (!found) {
    const block = addressBlock(address);
    const failures = await runtime.limiter.take(`wrong-keys:${block}`, FAILURES);
    if (failures.tightest.remaining === 0) blockedUntilMs.set(block, Date.now() + failures.tightest.resetInMs);
    throw new AppError("unauthenticated", "api_keys.unknown");
  }
  lately.set(hash, true);
  const at = now();
  const { key: known, actor } = found;
  const refusal = refusalOf(known, at, address);
  if (refusal) {
    refused.set(refusal, known.id);
    throw refusal;
  }
  noteUse(known.id, at, address);
  return actor;
}

/** Which key a refusal was for: who looks after it sees that it was tried. */
const refused = new WeakMap<AppError, string>();

/** The id of the key that was refused by this error; null where it was not for a key, or for none that there is. */
export function keyOfRefusal(error: AppError): string | null {
  return refused.get(error) ?? null;
}

/** Why a key may not be used now, each reason by its own name; null where it may. */
function refusalOf(key: z.output<typeof KeyRow>, at: Date, address: string | null): AppError | null {
  if (key.revokedAt) return new AppError("unauthenticated", "api_keys.revoked");
  if (key.graceEndsAt && key.graceEndsAt <= at)
    return new AppError("unauthenticated", "api_keys.rotated", { at: key.graceEndsAt.toISOString() });
  if (key.disabledAt) return new AppError("unauthenticated", "api_keys.disabled");
  if (key.expiresAt && key.expiresAt <= at)
    return new AppError("unauthenticated", "api_keys.expired", { at: key.expiresAt.toISOString() });
  if (!isAllowedAddress(address, key.allowedAddresses)) return new AppError("forbidden", "api_keys.address");
  if (!key.ownerActive) return new AppError("unauthenticated", "api_keys.owner_gone");
  return null;
}

function refuseBlocked(address: string | null): void {
  const waitMs = (blockedUntilMs.get(addressBlock(address)) ?? 0) - Date.now();
  if (waitMs <= 0) return;
  const seconds = Math.ceil(waitMs / 1000);
  const error = new AppError("rate_limited", "rate_limited", { seconds });
  error.retryAfterSec = seconds;
  throw error;
}

/** Forgets what was found, in this process. For tests that move the clock. */
export function forgetKeys(): void {
  cache.clear();
  lately.clear();
}

async function find({ database }: Runtime, hash: string): Promise<Found> {
  const key = await row(
    database,
    KeyRow,
    sql`select k.id, k.name, k."ownerId", k.scopes, k."serverId", k."allowedAddresses", k."rateLimitPerMinute", k.limits, k."expiresAt", k."disabledAt", k."revokedAt", k."graceEndsAt",
          ${mayComeIn("u")} as "ownerActive"
        from api_keys k join users u on u.id = k."ownerId" where k.hash = ${hash}`,
  );
  if (!key) return null;
  const { holdings, rank } = await loadHoldings(database, key.ownerId);
  const scopes = new Set<Permission>(key.scopes.filter(isPermission));
  const actor = personActor({
    kind: "key",
    id: key.id,
    label: key.name,
    userId: key.ownerId,
    holdings,
    rank,
    scopes,
    onlyServerId: key.serverId,
    limits: limitsOf(key.limits, key.rateLimitPerMinute),
  });
  return { key, actor };
}
