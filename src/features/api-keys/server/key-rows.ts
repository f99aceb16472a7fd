import * as z from "zod";
import { mayActOn } from "#app/features/identity/policy.ts";
import { lacking, may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type SqlText, sql } from "#app/platform/sql.ts";
import { limitsOf, perMinuteOf } from "../limits.ts";
import { type ApiKey, KEY_KINDS, KeyId, KeyLimit, KeyRef } from "../schema.ts";

export const KeyRow = z.object({
  id: z.string(),
  num: z.number(),
  ownerId: z.string(),
  name: z.string(),
  kind: z.enum(KEY_KINDS),
  playerName: z.string().nullable(),
  description: z.string().nullable(),
  start: z.string(),
  last4: z.string(),
  scopes: z.array(z.string()),
  bundles: z.array(z.string()),
  instanceOwned: z.boolean(),
  serverId: z.string().nullable(),
  rateLimitPerMinute: z.number().nullable(),
  limits: z.array(KeyLimit).nullable(),
  eventStreams: z.number().nullable(),
  allowedAddresses: z.array(z.string()),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  leakedAt: z.date().nullable(),
  replacedById: z.string().nullable(),
  rotatedAt: z.date().nullable(),
  graceEndsAt: z.date().nullable(),
  lineageId: z.string().nullable(),
  lastUsedAt: z.date().nullable(),
  lastUsedAddress: z.string().nullable(),
  createdByName: z.string().nullable(),
  ownerName: z.string(),
  serverName: z.string().nullable(),
  calls: z.number(),
});
export type KeyRow = z.output<typeof KeyRow>;

export const COLUMNS = sql`id, num, "ownerId", name, kind, "playerName", description, start, last4, scopes, bundles, "instanceOwned", "serverId", "rateLimitPerMinute", limits, "eventStreams", "allowedAddresses", "createdAt",
  "expiresAt", "disabledAt", "revokedAt", "leakedAt", "replacedById", "rotatedAt", "graceEndsAt", "lineageId", "lastUsedAt", "lastUsedAddress",
  (select u.name from users u where u.id = api_keys."createdById") as "createdByName",
  (select u.name from users u where u.id = api_keys."ownerId") as "ownerName",
  (select s.name from servers s where s.id = api_keys."serverId") as "serverName",
  (select coalesce(sum(u.calls), 0)::float8 from key_usage u where u.unit = 'day' and u."keyId" = api_keys.id) as calls`;

/** Whether a key works, or why it does not. */
export function statusOf(key: KeyRow, now: Date): ApiKey["status"] {
  if (key.revokedAt) return "revoked";
  if (key.graceEndsAt && key.graceEndsAt <= now) return "rotated";
  if (key.disabledAt) return "disabled";
  return key.expiresAt && key.expiresAt <= now ? "expired" : "active";
}

/** The condition that `statusOf` is one of these; the same decision in SQL. Undefined: any. */
export function inStates(states: readonly string[] | undefined, now: Date): SqlText {
  if (!states) return sql`true`;
  return sql`(case when "revokedAt" is not null then 'revoked' when "graceEndsAt" <= ${now} then 'rotated' when "disabledAt" is not null then 'disabled'
    when "expiresAt" <= ${now} then 'expired' else 'active' end) = any(${[...states]}::text[])`;
}

export function shown(key: KeyRow, now: Date): ApiKey {
  const limits = limitsOf(key.limits, key.rateLimitPerMinute);
  return {
    id: key.id,
    number: key.num,
    name: key.name,
    kind: key.kind,
    playerName: key.playerName,
    description: key.description,
    start: key.start,
    last4: key.last4,
    scopes: key.scopes,
    permissions: key.bundles,
    ownerId: key.ownerId,
    ownerName: key.ownerName,
    instanceOwned: key.instanceOwned,
    serverId: key.serverId,
    serverName: key.serverName,
    rateLimitPerMinute: perMinuteOf(limits),
    limits: limits && [...limits],
    eventStreams: key.eventStreams,
    allowedAddresses: key.allowedAddresses,
    status: statusOf(key, now),
    createdAt: iso(key.createdAt),
    createdBy: key.createdByName,
    expiresAt: iso(key.expiresAt),
    lastUsedAt: iso(key.lastUsedAt),
    lastUsedAddress: key.lastUsedAddress,
    usageCount: key.calls,
    rotatedAt: iso(key.rotatedAt),
    graceEndsAt: iso(key.graceEndsAt),
    replacedById: key.replacedById,
    leakedAt: iso(key.leakedAt),
  };
}

export const OneKey = z.object({ keyId: KeyId });
/** For what clients of other systems do to keys, which they know by number. */
export const AnyKey = z.object({ keyId: KeyRef });

/** Whether somebody looks after the keys of the installation too. */
function mayManageInstance(actor: Actor): boolean {
  return actor.unbounded || lacking(actor, ["instance:manage"]).length === 0;
}

/** The keys that are the caller's to see, as a condition on `api_keys`; owners of the instance also have those of the installation. */
export function ownKeys(actor: Actor): SqlText {
  const own = mayManageInstance(actor)
    ? sql`("ownerId" = ${actor.userId} or "instanceOwned")`
    : sql`"ownerId" = ${actor.userId}`;
  return sql`(${own} and not ${IS_OF_GAME})`;
}

/** Whether a key is one that the panel made for a game: that is nobody's to see or to change. The row is one of `api_keys`. */
export const IS_OF_GAME = sql`exists (select 1 from bridge_keys where "keyId" = api_keys.id)`;

function isOwn(actor: Actor, key: KeyRow): boolean {
  return key.ownerId === actor.userId || actor.unbounded || (key.instanceOwned && mayManageInstance(actor));
}

async function keyBy({ db }: Context, { keyId }: z.output<typeof OneKey>): Promise<KeyRow | null> {
  const which = /^\d+$/.test(keyId) ? sql`num = ${Number(keyId)} and "revokedAt" is null` : sql`id = ${keyId}`;
  return row(db, KeyRow, sql`select ${COLUMNS} from api_keys where ${which} and not ${IS_OF_GAME}`);
}

const name = (key: KeyRow) => ({ id: key.id, label: key.name });

/** A key of the caller's own; owners of the instance also have those of the installation. */
export const ownKey = {
  kind: "api_key",
  async load(context: Context, wanted: z.output<typeof OneKey>) {
    const found = await keyBy(context, wanted);
    return found && isOwn(context.actor, found) ? found : null;
  },
  name,
};

/** A key of the caller's own, or anybody's for who sees how all of them are used. */
export const seenKey = {
  kind: "api_key",
  async load(context: Context, wanted: z.output<typeof OneKey>) {
    const found = await keyBy(context, wanted);
    return found && (isOwn(context.actor, found) || may(context.actor, "usage:read")) ? found : null;
  },
  name,
};

const Rank = z.object({ rank: z.number() });

/**
 * Throws `forbidden` where the caller may not end a key that they see: those of others are for who may suspend these people, which ends their keys as well,
 * and those of the installation for owners.
 */
export async function requireMayRevoke({ db, actor }: Context, key: KeyRow): Promise<void> {
  if (isOwn(actor, key)) return;
  const permission = key.instanceOwned ? "instance:manage" : "users:write";
  if (!may(actor, permission)) throw new AppError("forbidden", "forbidden", { permission });
  const owner = await row(
    db,
    Rank,
    sql`select coalesce(max(r.rank), 0)::int as rank from role_members m join roles r on r.id = m."roleId" where m."userId" = ${key.ownerId}`,
  );
  if (!mayActOn(actor, owner!.rank)) throw new AppError("forbidden", "api_keys.owner_above");
}
