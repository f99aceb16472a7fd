import * as z from "zod";
import { lacking } from "#app/lib/access.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { expandPermissions, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { apiKeyCreated, apiKeyRevoked } from "../events.ts";
import { ApiKey, KeyId } from "../schema.ts";
import { isWithin, parseBlock } from "./allowed-address.ts";
import { newKey, shownParts } from "./key-format.ts";

/** Requests a minute that anybody may give to a key of their own: as many as keys without a limit of their own have. */
const FREE_LIMIT = 60;

const KeyRow = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  start: z.string(),
  last4: z.string(),
  scopes: z.array(z.string()),
  bundles: z.array(z.string()),
  instanceOwned: z.boolean(),
  rateLimitPerMinute: z.number().nullable(),
  allowedAddresses: z.array(z.string()),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  lastUsedAddress: z.string().nullable(),
});
type KeyRow = z.output<typeof KeyRow>;

const COLUMNS = sql`id, "ownerId", name, start, last4, scopes, bundles, "instanceOwned", "rateLimitPerMinute", "allowedAddresses", "createdAt",
  "expiresAt", "disabledAt", "revokedAt", "lastUsedAt", "lastUsedAddress"`;

function shown(key: KeyRow, now: Date): ApiKey {
  const expired = key.expiresAt !== null && key.expiresAt <= now;
  return {
    id: key.id,
    name: key.name,
    start: key.start,
    last4: key.last4,
    scopes: key.scopes,
    permissions: key.bundles,
    instanceOwned: key.instanceOwned,
    rateLimitPerMinute: key.rateLimitPerMinute,
    allowedAddresses: key.allowedAddresses,
    status: key.revokedAt ? "revoked" : key.disabledAt ? "disabled" : expired ? "expired" : "active",
    createdAt: iso(key.createdAt),
    expiresAt: iso(key.expiresAt),
    lastUsedAt: iso(key.lastUsedAt),
    lastUsedAddress: key.lastUsedAddress,
  };
}

const Wanted = z.object({
  name: z.string().trim().min(1).max(100).describe("What it is for, to recognise it by."),
  permissions: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(200)
    .describe("Scopes such as servers:read, or bundles such as read-only, bot, full, READ_PUBLIC, FULL_ACCESS."),
  rateLimitPerMinute: z
    .int()
    .min(1)
    .max(10_000_000)
    .nullable()
    .default(null)
    .describe("Requests a minute, in place of the limits of each endpoint. More than 60 only owners give."),
  allowedAddresses: z
    .array(
      z
        .string()
        .refine(
          (text) => parseBlock(text) !== null,
          "is not an address or a CIDR block, such as 192.0.2.7 or 10.0.0.0/8",
        ),
    )
    .max(100)
    .default([])
    .describe("Addresses or CIDR blocks it may be used from. None: from anywhere."),
});

/** A new key, in the only answer that ever holds it. */
const MadeKey = ApiKey.extend({ key: secret(z.string()).describe("The key. Keep it now: it cannot be shown again.") });

const OneKey = z.object({ keyId: KeyId });

/** A key of the caller's own; owners of the instance also have those of the installation. */
const ownKey = {
  kind: "api_key",
  async load({ db, actor }: Context, { keyId }: z.output<typeof OneKey>) {
    const found = await row(db, KeyRow, sql`select ${COLUMNS} from api_keys where id = ${keyId}`);
    if (!found) return null;
    if (found.ownerId === actor.userId || actor.unbounded) return found;
    return found.instanceOwned && lacking(actor, ["instance:manage"]).length === 0 ? found : null;
  },
  name: (key: KeyRow) => ({ id: key.id, label: key.name }),
};

export const list = defineQuery({
  id: "apiKeys.list",
  summary: "List your API keys",
  description: "Newest first, revoked ones included. Owners also see the keys of the installation itself.",
  access: { kind: "permission", permission: "api-keys:read" },
  input: PageInput,
  output: pageOf(ApiKey),
  example: {},
  http: { method: "GET", path: "/api-keys" },
  async run({ db, actor, now }, { page, limit }) {
    const mine =
      actor.unbounded || lacking(actor, ["instance:manage"]).length === 0
        ? sql`("ownerId" = ${actor.userId} or "instanceOwned")`
        : sql`"ownerId" = ${actor.userId}`;
    const found = await rows(
      db,
      KeyRow.extend({ total: z.number() }),
      sql`select ${COLUMNS}, count(*) over ()::int as total from api_keys where ${mine}
          order by ("revokedAt" is not null), id desc limit ${limit} offset ${(page - 1) * limit}`,
    );
    return { items: found.map((key) => shown(key, now)), total: found[0]?.total ?? 0, page, limit };
  },
});

export const get = defineQuery({
  id: "apiKeys.get",
  summary: "Get an API key",
  access: { kind: "permission", permission: "api-keys:read" },
  subject: ownKey,
  input: OneKey,
  output: ApiKey,
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "GET", path: "/api-keys/{keyId}" },
  run: async ({ now }, _input, key) => shown(key, now),
});

export const create = defineCommand({
  id: "apiKeys.create",
  summary: "Make an API key",
  description:
    "The key is in this answer and never again. It may do its scopes, and of those only what its owner may do at that moment. One that a key makes is bound by that key's addresses and does not outlive it.",
  access: { kind: "permission", permission: "api-keys:write" },
  rate: "key-management",
  input: Wanted.extend({
    expiresInDays: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .default(90)
      .describe("Days until it expires; null: never. Default 90."),
  }),
  output: MadeKey,
  example: { name: "My bot", permissions: ["servers:read"] },
  http: { method: "POST", path: "/api-keys", status: 201 },
  run: (context, wanted) => make(context, wanted, { ownerId: context.actor.userId!, instanceOwned: false }),
});

export const generate = defineCommand({
  id: "apiKeys.generate",
  summary: "Make an API key of the installation",
  description:
    "For the operator of the machine: belongs to the panel, acts as its service account, needs nobody's account.",
  access: { kind: "operator" },
  input: Wanted.extend({
    expiresInDays: z.int().min(1).max(3650).nullable().default(null).describe("Days until it expires. Default: never."),
  }),
  output: MadeKey,
  example: { name: "My integration", permissions: ["READ_PUBLIC", "READ_PLAYERS"] },
  async run(context, wanted) {
    const owner = await row(
      context.db,
      z.object({ id: z.string() }),
      sql`select id from users where kind = 'service' order by num limit 1`,
    );
    if (!owner) throw new Error("There is no service account; it is made at the first start.");
    return make(context, wanted, { ownerId: owner.id, instanceOwned: true });
  },
});

export const revoke = defineCommand({
  id: "apiKeys.revoke",
  summary: "Revoke an API key",
  description: "In effect everywhere within a second. Cannot be undone.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: ownKey,
  rate: "key-management",
  input: OneKey,
  output: z.object({}),
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/api-keys/{keyId}", status: 204 },
  async run({ db, emit, now }, { keyId }, key) {
    if (key.revokedAt) return {};
    await db.execute(sql`update api_keys set "revokedAt" = ${now}, "updatedAt" = ${now} where id = ${keyId}`);
    emit(apiKeyRevoked, { keyId, name: key.name, ownerId: key.ownerId });
    return {};
  },
});

async function make(
  { db, actor, now, emit, target }: Context,
  wanted: z.output<typeof Wanted> & { expiresInDays: number | null },
  owner: { ownerId: string; instanceOwned: boolean },
): Promise<z.input<typeof MadeKey>> {
  const { permissions, unknown } = expandPermissions(wanted.permissions);
  if (unknown.length > 0)
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
  const tooWide = beyond(actor, permissions);
  if (tooWide.length > 0) throw new AppError("forbidden", "api_keys.too_wide", { permissions: tooWide.join(", ") });
  const maker = await makingKey(db, actor);
  const allowedAddresses = addressesFor(maker, wanted.allowedAddresses);
  refuseHighLimit(actor, wanted.rateLimitPerMinute);
  const expiresAt = wanted.expiresInDays === null ? null : new Date(now.getTime() + wanted.expiresInDays * DAY);
  const key = newKey();
  const id = newId("key", now.getTime());
  const [made] = await rows(
    db,
    KeyRow,
    sql`insert into api_keys (id, "ownerId", "instanceOwned", name, start, last4, hash, scopes, bundles, "allowedAddresses", "rateLimitPerMinute",
          "expiresAt", "createdById", "createdAt", "updatedAt")
        values (${id}, ${owner.ownerId}, ${owner.instanceOwned || maker?.instanceOwned === true}, ${wanted.name}, ${shownParts(key).start}, ${shownParts(key).last4}, ${sha256Hex(key)},
          ${permissions}, ${[...new Set(wanted.permissions)]}, ${allowedAddresses}, ${wanted.rateLimitPerMinute},
          ${earlier(expiresAt, maker?.expiresAt ?? null)}::timestamptz, ${actor.userId}, ${now}, ${now})
        returning ${COLUMNS}`,
  );
  target("api_key", id, wanted.name);
  emit(apiKeyCreated, { keyId: id, name: wanted.name, ownerId: owner.ownerId });
  return { ...shown(made!, now), key };
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
  return lacking(actor, permissions).filter((permission) => PERMISSIONS[permission].on !== "server");
}

const MakingKey = KeyRow.pick({ expiresAt: true, allowedAddresses: true, instanceOwned: true });

/** The bounds of the key that makes another; null where a person does. */
function makingKey(db: Sql, actor: Actor) {
  if (actor.kind !== "key") return null;
  return row(
    db,
    MakingKey,
    sql`select "expiresAt", "allowedAddresses", "instanceOwned" from api_keys where id = ${actor.id}`,
  );
}

/** A key that is bound to addresses makes no key that is good elsewhere. */
function addressesFor(maker: z.output<typeof MakingKey> | null, wanted: readonly string[]): readonly string[] {
  if (!maker || maker.allowedAddresses.length === 0) return wanted;
  const outside = wanted.filter((block) => !isWithin(block, maker.allowedAddresses));
  if (outside.length > 0)
    throw new AppError("forbidden", "api_keys.beyond_addresses", { addresses: outside.join(", ") });
  return wanted.length > 0 ? wanted : maker.allowedAddresses;
}

/** A key's own limit replaces those of its classes: more than anybody has without asking is the owners' to give. */
function refuseHighLimit(actor: Actor, perMinute: number | null): void {
  if (perMinute === null || perMinute <= FREE_LIMIT || lacking(actor, ["instance:manage"]).length === 0) return;
  throw new AppError("forbidden", "api_keys.limit_too_high", { limit: FREE_LIMIT });
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
