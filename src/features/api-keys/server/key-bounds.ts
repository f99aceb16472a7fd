import type * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { holdsSomewhere, lacking } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { expandPermissions, isPermission, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { areWithin, FREE_LIMITS, limitsOf } from "../limits.ts";
import type { KeyLimit } from "../schema.ts";
import { isWithin } from "./allowed-address.ts";
import { KeyRow } from "./key-rows.ts";

/** What bounds a key, as it is to be. */
export interface Bounds {
  scopes: readonly Permission[];
  allowedAddresses: readonly string[];
  limits: readonly KeyLimit[] | null;
  /** Event streams at a time; null: as the panel's setting says. */
  eventStreams: number | null;
  expiresAt: Date | null;
}

const Maker = KeyRow.pick({
  expiresAt: true,
  allowedAddresses: true,
  instanceOwned: true,
  limits: true,
  rateLimitPerMinute: true,
  eventStreams: true,
});
export type Maker = z.output<typeof Maker>;

/** The bounds of the key that makes or changes another; null where a person does. */
export async function makerOf(db: Sql, actor: Actor): Promise<Maker | null> {
  if (actor.kind !== "key") return null;
  return row(
    db,
    Maker,
    sql`select "expiresAt", "allowedAddresses", "instanceOwned", limits, "rateLimitPerMinute", "eventStreams" from api_keys where id = ${actor.id}`,
  );
}

/** The single scopes that these names stand for; throws `invalid_input` for names that mean nothing. */
export function scopesOf(names: readonly string[]): Permission[] {
  const { permissions, unknown } = expandPermissions(names);
  if (unknown.length === 0) return permissions;
  throw new AppError(
    "invalid_input",
    "api_keys.unknown_scope",
    { name: unknown.join(", ") },
    unknown.map((name) => ({
      path: "permissions",
      code: "unknown_scope",
      message: `There is no scope or bundle called ${name}.`,
    })),
  );
}

/** A new key's bounds, with those of the key that makes it where nothing else was asked for: it outlives none and is bound by as much. */
export function boundBy(maker: Maker | null, wanted: Bounds): Bounds {
  if (!maker) return wanted;
  const limits = limitsOf(maker.limits, maker.rateLimitPerMinute);
  return {
    scopes: wanted.scopes,
    allowedAddresses: wanted.allowedAddresses.length > 0 ? wanted.allowedAddresses : maker.allowedAddresses,
    limits: wanted.limits ?? limits,
    eventStreams: wanted.eventStreams ?? maker.eventStreams,
    expiresAt: earlier(wanted.expiresAt, maker.expiresAt),
  };
}

/**
 * Refuses a key that may do more than who makes or changes it: no scope that they lack, and where a key does it, no address, rate or time beyond its own.
 * More requests or event streams than anybody has without asking are the owners' to give. `unchanged`: bounds that the key has already and that a person may leave as they are.
 */
export async function refuseWider(
  db: Sql,
  actor: Actor,
  maker: Maker | null,
  wanted: Bounds,
  unchanged: Partial<Bounds> = {},
): Promise<void> {
  const tooWide = beyond(
    actor,
    maker ? wanted.scopes : wanted.scopes.filter((scope) => !unchanged.scopes?.includes(scope)),
  );
  if (tooWide.length > 0) throw new AppError("forbidden", "api_keys.too_wide", { permissions: tooWide.join(", ") });
  const owns = lacking(actor, ["instance:manage"]).length === 0;
  if (
    wanted.limits &&
    !owns &&
    !areWithin(wanted.limits, FREE_LIMITS) &&
    !(unchanged.limits && areWithin(wanted.limits, unchanged.limits))
  )
    throw new AppError("forbidden", "api_keys.limit_too_high", { limit: FREE_LIMITS[0]!.limit });
  const ordinary = await setting(db, "event-connections");
  if (!owns && (wanted.eventStreams ?? 0) > Math.max(ordinary, unchanged.eventStreams ?? 0))
    throw new AppError("forbidden", "api_keys.streams_too_many", { limit: ordinary });
  if (!maker) return;
  const outside =
    maker.allowedAddresses.length === 0
      ? []
      : wanted.allowedAddresses.length === 0
        ? ["0.0.0.0/0", "::/0"]
        : wanted.allowedAddresses.filter((block) => !isWithin(block, maker.allowedAddresses));
  if (outside.length > 0)
    throw new AppError("forbidden", "api_keys.beyond_addresses", { addresses: outside.join(", ") });
  const limits = limitsOf(maker.limits, maker.rateLimitPerMinute);
  if (limits && !areWithin(wanted.limits ?? [], limits))
    throw new AppError("forbidden", "api_keys.beyond_key", { what: "limits" });
  if ((wanted.eventStreams ?? ordinary) > (maker.eventStreams ?? ordinary))
    throw new AppError("forbidden", "api_keys.beyond_key", { what: "eventStreams" });
  if (maker.expiresAt && (wanted.expiresAt === null || wanted.expiresAt > maker.expiresAt))
    throw new AppError("forbidden", "api_keys.beyond_key", { what: "expiresAt" });
}

/** A key's bounds as they are. Scopes of a release that is no more are none. */
export function boundsOf(key: KeyRow): Bounds {
  return {
    scopes: key.scopes.filter(isPermission),
    allowedAddresses: key.allowedAddresses,
    limits: limitsOf(key.limits, key.rateLimitPerMinute),
    eventStreams: key.eventStreams,
    expiresAt: key.expiresAt,
  };
}

/**
 * What of these the caller cannot give to a key. What can be held on single servers may always be asked for: the key will have it where its owner has it.
 * A key gives no more than its own scopes.
 */
function beyond(actor: Actor, permissions: readonly Permission[]): Permission[] {
  const { scopes } = actor;
  if (scopes) {
    const wider = permissions.filter((permission) => !scopes.has(permission));
    if (wider.length > 0) return wider;
  }
  return lacking(actor, permissions).filter((permission) => {
    const { on } = PERMISSIONS[permission];
    return on === "instance" || (on === "community" && !holdsSomewhere(actor, permission));
  });
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
