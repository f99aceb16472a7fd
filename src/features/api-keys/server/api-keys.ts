import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { requireOwnAccount } from "#app/features/identity/server/index.ts";
import { RsiHandle } from "#app/features/kills/schema.ts";
import { lacking } from "#app/lib/access.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { pageRows, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { apiKeyCreated, apiKeyRevoked, apiKeyUpdated } from "../events.ts";
import { areWithin, FREE_LIMITS, limitsOf, perMinuteOf } from "../limits.ts";
import { ApiKey, KeyFormat, type KeyKind, type KeyLimit, KeyLimits, KeyStates, ListedKey } from "../schema.ts";
import { parseBlock } from "./allowed-address.ts";
import { type Bounds, boundBy, boundsOf, type Maker, makerOf, refuseWider, scopesOf } from "./key-bounds.ts";
import { newKey, newMaidKey, shownParts } from "./key-format.ts";
import {
  AnyKey,
  COLUMNS,
  inStates,
  KeyRow,
  OneKey,
  ownKey,
  ownKeys,
  requireMayRevoke,
  seenKey,
  shown,
  statusOf,
} from "./key-rows.ts";
import { listed } from "./recent-days.ts";

const Fields = {
  name: z.string().trim().min(1).max(100).describe("What it is for, to recognise it by."),
  description: z.string().trim().max(1000).nullable().describe("A note for whoever looks after it."),
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
    .describe("Requests a minute, in place of the limits of each endpoint: the short form of `limits`."),
  limits: KeyLimits.nullable().describe(
    "Up to four windows that all hold, in place of the limits of each endpoint. More than 60 a minute only owners give.",
  ),
  eventStreams: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .describe(
      "Event streams it may have open at a time, in place of the panel's setting. More than the setting only owners give.",
    ),
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
    .describe("Addresses or CIDR blocks it may be used from. None: from anywhere."),
  expiresInDays: z.int().min(1).max(3650).nullable(),
};

const Wanted = z.object({
  name: Fields.name,
  description: Fields.description.default(null),
  permissions: Fields.permissions,
  rateLimitPerMinute: Fields.rateLimitPerMinute.default(null),
  limits: Fields.limits.default(null),
  eventStreams: Fields.eventStreams.default(null),
  allowedAddresses: Fields.allowedAddresses.default([]),
  serverId: ServerId.nullable().default(null).describe("For this server alone, such as the key of one game's bridge."),
  format: KeyFormat.default("gamekeeper").describe(
    "How the key is written: as this panel's, or as MAID's clients know it.",
  ),
});

/** What one says of a key of one's own. */
export const OwnKeyInput = Wanted.extend({
  expiresInDays: Fields.expiresInDays.default(90).describe("Days until it expires; null: never. Default 90."),
  expiresAt: Timestamp.optional().describe("When it expires, to the moment, in place of `expiresInDays`."),
  kind: z.enum(["standard", "bot"]).default("standard").describe("bot: one that a bot acts by."),
  playerName: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .nullable()
    .default(null)
    .describe("What you are called in the game. It becomes the handle of your profile, where that has none."),
  userId: z.string().max(64).optional().describe("Whose it is to be: you alone, by your id or that of Discord."),
});

/** A new key, in the only answer that ever holds it. */
export const MadeKey = ApiKey.extend({
  key: secret(z.string()).describe("The key. Keep it now: it cannot be shown again."),
});

export const list = defineQuery({
  id: "apiKeys.list",
  summary: "List your API keys",
  description: "Newest first, those that are over last. Owners also see the keys of the installation itself.",
  access: { kind: "permission", permission: "api-keys:read" },
  input: PageInput.extend({
    status: KeyStates.optional(),
    userId: z.string().max(64).optional().describe("Whose: you alone, by your id or that of Discord."),
  }),
  output: pageOf(ListedKey),
  example: {},
  http: { method: "GET", path: "/api-keys" },
  async run({ db, actor, now }, { status, userId, page, limit }) {
    await requireOwnAccount(db, actor, userId);
    const { found, total } = await pageRows(
      db,
      KeyRow,
      sql`select ${COLUMNS}, count(*) over ()::int as total from api_keys where ${ownKeys(actor)} and ${inStates(status?.split(","), now)}
          order by ("revokedAt" is not null or coalesce("graceEndsAt" <= ${now}, false)), id desc`,
      { page, limit },
    );
    return { items: await listed(db, found, now), total, page, limit };
  },
});

export const get = defineQuery({
  id: "apiKeys.get",
  summary: "Get an API key",
  description: "One of your own; with `usage:read` anybody's.",
  access: { kind: "permission", permission: "api-keys:read" },
  subject: seenKey,
  input: AnyKey,
  output: ApiKey,
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "GET", path: "/api-keys/{keyId}" },
  // That it was used meanwhile is no change that somebody made.
  edited: ({ lastUsedAt: _at, lastUsedAddress: _address, ...edited }) => edited,
  run: async ({ now }, _input, key) => shown(key, now),
});

export const create = defineCommand({
  id: "apiKeys.create",
  summary: "Make an API key",
  description:
    "The key is in this answer and never again. It may do its scopes, and of those only what its owner may do at that moment. One that a key makes is bound by that key's addresses and limits and does not outlive it.",
  access: { kind: "permission", permission: "api-keys:write" },
  rate: "key-management",
  countedTogether: true,
  errors: ["not_found"],
  input: OwnKeyInput,
  output: MadeKey,
  example: { name: "My bot", permissions: ["servers:read"] },
  http: { method: "POST", path: "/api-keys", status: 201 },
  async run(context, { userId, ...wanted }) {
    const { db, actor } = context;
    await requireOwnAccount(db, actor, userId);
    return makeKey(context, wanted, { ownerId: actor.userId!, instanceOwned: false });
  },
});

export const generate = defineCommand({
  id: "apiKeys.generate",
  summary: "Make an API key of the installation",
  description:
    "For the operator of the machine: belongs to the panel, acts as its service account, needs nobody's account.",
  access: { kind: "operator" },
  errors: ["not_found"],
  input: Wanted.extend({
    expiresInDays: Fields.expiresInDays.default(null).describe("Days until it expires. Default: never."),
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
    return makeKey(context, wanted, { ownerId: owner.id, instanceOwned: true });
  },
});

export const update = defineCommand({
  id: "apiKeys.update",
  summary: "Change an API key",
  description:
    "Its name, scopes, limits, addresses or the time it lives; what is not named stays. In effect everywhere within a second. The key itself stays the same.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: ownKey,
  rate: "key-management",
  errors: ["conflict"],
  input: AnyKey.extend({
    name: Fields.name.optional(),
    description: Fields.description.optional(),
    disabled: z.boolean().optional().describe("True: it is refused until it is enabled again."),
    permissions: Fields.permissions.optional(),
    rateLimitPerMinute: Fields.rateLimitPerMinute.optional(),
    limits: Fields.limits.optional(),
    eventStreams: Fields.eventStreams.optional(),
    allowedAddresses: Fields.allowedAddresses.optional(),
    expiresInDays: Fields.expiresInDays.optional().describe("Days from now until it expires; null: never."),
  }),
  output: ApiKey,
  example: { keyId: "key_01930000000070008000000000000001", name: "My other bot" },
  http: { method: "PATCH", path: "/api-keys/{keyId}" },
  async run({ db, actor, now, emit, changed }, wanted, key) {
    const status = statusOf(key, now);
    if (status === "revoked" || status === "rotated") throw new AppError("conflict", "api_keys.ended", { status });
    const before = boundsOf(key);
    const limits = wantedLimits(wanted.limits, wanted.rateLimitPerMinute);
    const after: Bounds = {
      scopes: wanted.permissions ? scopesOf(wanted.permissions) : before.scopes,
      allowedAddresses: wanted.allowedAddresses ?? before.allowedAddresses,
      limits: limits === undefined ? before.limits : limits,
      eventStreams: wanted.eventStreams === undefined ? before.eventStreams : wanted.eventStreams,
      expiresAt:
        wanted.expiresInDays === undefined
          ? before.expiresAt
          : wanted.expiresInDays === null
            ? null
            : new Date(now.getTime() + wanted.expiresInDays * DAY),
    };
    await refuseWider(db, actor, await makerOf(db, actor), after, before);
    const [made] = await rows(
      db,
      KeyRow,
      sql`update api_keys set name = ${wanted.name ?? key.name},
            description = ${wanted.description === undefined ? key.description : wanted.description},
            "disabledAt" = ${wanted.disabled === undefined ? key.disabledAt : wanted.disabled ? (key.disabledAt ?? now) : null}::timestamptz, scopes = ${after.scopes},
            bundles = ${wanted.permissions ? [...new Set(wanted.permissions)] : key.bundles}, "allowedAddresses" = ${after.allowedAddresses},
            limits = ${jsonOf(after.limits)}::jsonb, "rateLimitPerMinute" = ${perMinuteOf(after.limits)}, "eventStreams" = ${after.eventStreams}::int, "expiresAt" = ${after.expiresAt}::timestamptz,
            "updatedAt" = ${now}
          where id = ${key.id} returning ${COLUMNS}`,
    );
    const view = (of: KeyRow) => ({ name: of.name, description: of.description, disabled: of.disabledAt !== null });
    changed({ ...view(key), ...auditable(before) }, { ...view(made!), ...auditable(after) });
    emit(apiKeyUpdated, { keyId: key.id, name: made!.name, ownerId: key.ownerId, change: "edited" });
    return shown(made!, now);
  },
});

export const disable = defineCommand({
  id: "apiKeys.disable",
  summary: "Disable an API key",
  description: "It is refused everywhere within a second, until it is enabled again.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: ownKey,
  rate: "key-management",
  input: OneKey,
  output: ApiKey,
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "POST", path: "/api-keys/{keyId}/disable" },
  run: (context, _input, key) => setDisabled(context, key, true),
});

export const enable = defineCommand({
  id: "apiKeys.enable",
  summary: "Enable an API key",
  description: "Lets a key that was disabled work again.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: ownKey,
  rate: "key-management",
  input: OneKey,
  output: ApiKey,
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "POST", path: "/api-keys/{keyId}/enable" },
  run: (context, _input, key) => setDisabled(context, key, false),
});

export const revoke = defineCommand({
  id: "apiKeys.revoke",
  summary: "Revoke an API key",
  description:
    "In effect everywhere within a second. Cannot be undone. With `users:write` and `usage:read` also a key of somebody who does not stand above you.",
  access: { kind: "permission", permission: "api-keys:write" },
  subject: seenKey,
  rate: "key-management",
  input: AnyKey,
  output: z.object({}),
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/api-keys/{keyId}", status: 204 },
  async run(context, _input, key) {
    const { db, emit, now } = context;
    await requireMayRevoke(context, key);
    if (key.revokedAt) return {};
    await db.execute(sql`update api_keys set "revokedAt" = ${now}, "updatedAt" = ${now} where id = ${key.id}`);
    emit(apiKeyRevoked, { keyId: key.id, name: key.name, ownerId: key.ownerId });
    return {};
  },
});

async function setDisabled(
  { db, actor, now, emit, changed }: Context,
  key: KeyRow,
  disabled: boolean,
): Promise<ApiKey> {
  const status = statusOf(key, now);
  if (status === "revoked" || status === "rotated") throw new AppError("conflict", "api_keys.ended", { status });
  if ((key.disabledAt !== null) === disabled) return shown(key, now);
  // A key that enables one that may do more than itself would widen what it can do.
  const bounds = boundsOf(key);
  if (!disabled) await refuseWider(db, actor, await makerOf(db, actor), bounds, bounds);
  const [made] = await rows(
    db,
    KeyRow,
    sql`update api_keys set "disabledAt" = ${disabled ? now : null}::timestamptz, "updatedAt" = ${now} where id = ${key.id} returning ${COLUMNS}`,
  );
  changed({ disabled: !disabled }, { disabled });
  emit(apiKeyUpdated, {
    keyId: key.id,
    name: key.name,
    ownerId: key.ownerId,
    change: disabled ? "disabled" : "enabled",
  });
  return shown(made!, now);
}

/** Makes a key as it was asked for, for who shall own it. Throws AppError where it could do more than who makes it. */
export async function makeKey(
  { db, actor, now, emit, target }: Context,
  wanted: z.output<typeof Wanted> & {
    expiresInDays: number | null;
    expiresAt?: string | undefined;
    kind?: KeyKind;
    playerName?: string | null;
  },
  owner: { ownerId: string; instanceOwned: boolean; kind?: KeyKind },
): Promise<z.input<typeof MadeKey>> {
  const expiresAt =
    wanted.expiresAt !== undefined
      ? new Date(wanted.expiresAt)
      : wanted.expiresInDays === null
        ? null
        : new Date(now.getTime() + wanted.expiresInDays * DAY);
  if (expiresAt && expiresAt <= now)
    throw new AppError("invalid_input", "api_keys.in_the_past", {}, [
      { path: "expiresAt", code: "in_the_past", message: "It has expired before it was made. Give a time to come." },
    ]);
  const maker = await makerOf(db, actor);
  const bounds = boundBy(maker, {
    scopes: scopesOf(wanted.permissions),
    allowedAddresses: wanted.allowedAddresses,
    limits: wantedLimits(wanted.limits, wanted.rateLimitPerMinute) ?? ordinaryLimits(actor, wanted.format, maker),
    eventStreams: wanted.eventStreams,
    expiresAt,
  });
  await refuseWider(db, actor, maker, bounds);
  if (wanted.serverId !== null && !(await seesServer(db, actor, wanted.serverId)))
    throw new AppError("not_found", "api_keys.unknown_server");
  const { key, made } = await insertKey(db, now, {
    ...bounds,
    ownerId: owner.ownerId,
    instanceOwned: owner.instanceOwned || maker?.instanceOwned === true,
    name: wanted.name,
    kind: owner.kind ?? wanted.kind ?? "standard",
    playerName: wanted.playerName ?? null,
    description: wanted.description,
    serverId: wanted.serverId,
    format: wanted.format,
    bundles: [...new Set(wanted.permissions)],
    createdById: actor.userId,
    lineageId: null,
  });
  if (wanted.playerName && RsiHandle.safeParse(wanted.playerName).success)
    await db.execute(sql`
      update users set "rsiHandle" = ${wanted.playerName}, "updatedAt" = ${now} where id = ${owner.ownerId} and kind = 'person' and "rsiHandle" is null`);
  target("api_key", made.id, wanted.name);
  emit(apiKeyCreated, { keyId: made.id, name: wanted.name, ownerId: owner.ownerId });
  return { ...shown(made, now), key };
}

/**
 * Where nothing else is asked for, MAID's keys have 60 a minute also of a maker that has more, and so has every key of a maker that may give no more: it has not
 * asked for what it may not give.
 */
function ordinaryLimits(actor: Actor, format: KeyFormat, maker: Maker | null): KeyLimit[] | null {
  const own = maker && limitsOf(maker.limits, maker.rateLimitPerMinute);
  if (!own) return null;
  const mayGiveAll = lacking(actor, ["instance:manage"]).length === 0 || areWithin(own, FREE_LIMITS);
  if (format !== "maid" && mayGiveAll) return null;
  const [free] = FREE_LIMITS;
  return own.map((each) =>
    each.windowSec === free!.windowSec ? { ...each, limit: Math.min(each.limit, free!.limit) } : each,
  );
}

async function seesServer(db: Sql, actor: Actor, serverId: string): Promise<boolean> {
  const found = await db.query(
    sql`select 1 as found from servers s where s.id = ${serverId} and s.desired <> 'deleted' and ${visibleServers(actor, "servers:read")}`,
  );
  return found.length > 0;
}

/** Writes a new key's row; gives the key, which is nowhere else, and the row. */
export async function insertKey(
  db: Sql,
  now: Date,
  wanted: Bounds &
    Pick<
      KeyRow,
      | "ownerId"
      | "instanceOwned"
      | "serverId"
      | "name"
      | "kind"
      | "playerName"
      | "description"
      | "bundles"
      | "lineageId"
    > & {
      createdById: string | null;
      format: KeyFormat;
    },
): Promise<{ key: string; made: KeyRow }> {
  const id = newId("key", now.getTime());
  const key = wanted.format === "maid" ? newMaidKey(id) : newKey();
  const { start, last4 } = shownParts(key);
  const [made] = await rows(
    db,
    KeyRow,
    sql`insert into api_keys (id, "ownerId", "instanceOwned", "serverId", name, kind, "playerName", description, start, last4, hash, scopes, bundles, "allowedAddresses", limits, "rateLimitPerMinute",
          "eventStreams", "expiresAt", "lineageId", "createdById", "createdAt", "updatedAt")
        values (${id}, ${wanted.ownerId}, ${wanted.instanceOwned}, ${wanted.serverId}, ${wanted.name}, ${wanted.kind}, ${wanted.playerName}, ${wanted.description}, ${start}, ${last4}, ${sha256Hex(key)},
          ${wanted.scopes}, ${wanted.bundles}, ${wanted.allowedAddresses}, ${jsonOf(wanted.limits)}::jsonb, ${perMinuteOf(wanted.limits)},
          ${wanted.eventStreams}::int, ${wanted.expiresAt}::timestamptz, ${wanted.lineageId}, ${wanted.createdById}, ${now}, ${now})
        returning ${COLUMNS}`,
  );
  return { key, made: made! };
}

/** The limits that were asked for in either form: null for none, undefined where nothing was said. */
function wantedLimits(
  limits: readonly KeyLimit[] | null | undefined,
  perMinute: number | null | undefined,
): readonly KeyLimit[] | null | undefined {
  if (limits && perMinute !== null && perMinute !== undefined)
    throw new AppError("invalid_input", "api_keys.two_limits", {}, [
      { path: "rateLimitPerMinute", code: "two_limits", message: "Give limits or rateLimitPerMinute, not both." },
    ]);
  if (limits === undefined && perMinute === undefined) return undefined;
  return limitsOf(limits ?? null, perMinute ?? null);
}

const jsonOf = (limits: readonly KeyLimit[] | null) => (limits === null ? null : JSON.stringify(limits));

function auditable({ scopes, allowedAddresses, limits, eventStreams, expiresAt }: Bounds): Record<string, unknown> {
  return { scopes, allowedAddresses, limits, eventStreams, expiresAt: iso(expiresAt) };
}
