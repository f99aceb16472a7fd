import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { ERRORS } from "#app/lib/errors.ts";
import type { Dialect } from "../dialect.ts";
import { defineRoute } from "../dialect.ts";
import { idOfUuid, uuidOf, wholeSeconds } from "../ids.ts";

const When = z.string().describe("ISO 8601, UTC, whole seconds.");
/** What a key without a limit of its own has. */
const PER_MINUTE = 60;

const Key = z.object({
  key_id: z.uuid(),
  name: z.string(),
  permissions: z.array(z.string()),
  created_at: When,
  expires_at: When.nullable(),
  last_used: When.nullable(),
  created_by: z.string().nullable(),
  is_active: z.boolean(),
  rate_limit_rpm: z.int(),
});
type NativeKey = z.output<(typeof operations.apiKeys.get)["output"]>;

function shownKey(key: NativeKey): z.input<typeof Key> {
  return {
    key_id: uuidOf(key.id),
    name: key.name,
    permissions: key.permissions,
    created_at: wholeSeconds(key.createdAt),
    expires_at: wholeSeconds(key.expiresAt),
    last_used: wholeSeconds(key.lastUsedAt),
    created_by: key.createdBy,
    is_active: key.status === "active",
    rate_limit_rpm: key.rateLimitPerMinute ?? PER_MINUTE,
  };
}

const Player = z.object({
  id: z.uuid(),
  username: z.string(),
  status: z.enum(["active", "banned", "suspended"]),
  role: z.string().nullable(),
  is_online: z.boolean(),
  created_at: When,
  last_login: When.nullable(),
});
const SORTS = { username: "name", created_at: "created", last_login: "lastLogin", status: "status" } as const;
const flag = z.stringbool().default(false);

const routes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/admin/api-keys" },
    summary: "List API keys",
    operation: operations.apiKeys.list,
    rate: "key",
    query: z.object({
      include_inactive: flag.describe("Include revoked keys."),
      page: z.coerce.number().int().min(1).default(1).describe("Which hundred, where there are more."),
    }),
    input: ({ query: { include_inactive, page } }) => ({
      page,
      limit: 100,
      ...(include_inactive ? {} : { status: "active" }),
    }),
    output: z.object({ keys: z.array(Key), total: z.int() }),
    answer: ({ items, total }) => ({ keys: items.map(shownKey), total }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/admin/api-keys", status: 201 },
    summary: "Create API key",
    operation: operations.apiKeys.create,
    rate: "key",
    body: z.object({
      name: z.string().max(1000),
      permissions: z.array(z.string().max(100)).max(100),
      expires_in_days: z.int().min(1).max(3650).nullable().optional().describe("Absent: it does not expire."),
      rate_limit_rpm: z.int().min(1).nullable().optional().describe("Requests a minute, 60 where absent."),
    }),
    input: ({ body: { name, permissions, expires_in_days, rate_limit_rpm } }) => ({
      name,
      permissions,
      expiresInDays: expires_in_days ?? null,
      rateLimitPerMinute: rate_limit_rpm ?? null,
      format: "maid" as const,
    }),
    names: { expiresInDays: "expires_in_days", rateLimitPerMinute: "rate_limit_rpm" },
    output: Key.extend({ raw_key: z.string().describe("The key, this once.") }),
    answer: (made) => ({ ...shownKey(made), raw_key: made.key }),
  }),
  defineRoute({
    http: { method: "DELETE", path: "/api/v1/admin/api-keys/{key_id}", status: 204 },
    summary: "Revoke API key",
    operation: operations.apiKeys.revoke,
    rate: "key",
    params: z.object({ key_id: z.string().max(64) }),
    input: ({ params }) => ({ keyId: idOfUuid("key", params.key_id) }),
    names: { keyId: "key_id" },
    output: z.null(),
    answer: () => null,
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/players" },
    summary: "List players",
    operation: operations.players.list,
    rate: "key",
    query: z.object({
      page: z.coerce.number().int().min(1).default(1),
      page_size: z.coerce.number().int().min(1).max(100).default(50),
      search: z.string().max(100).optional().describe("Part of the name or the e-mail address."),
      status: Player.shape.status.optional(),
      role: z.string().max(64).optional(),
      online_only: flag,
      sort_by: z.enum(Object.keys(SORTS) as (keyof typeof SORTS)[]).default("username"),
      sort_order: z.enum(["asc", "desc"]).default("asc"),
    }),
    input: ({ query }) => ({
      page: query.page,
      limit: query.page_size,
      ...(query.search ? { q: query.search } : {}),
      ...(query.status ? { status: query.status } : {}),
      ...(query.role ? { role: query.role } : {}),
      online: query.online_only || undefined,
      sort: `${query.sort_order === "desc" ? "-" : ""}${SORTS[query.sort_by]}` as const,
    }),
    names: { limit: "page_size", q: "search" },
    output: z.object({
      players: z.array(Player),
      total: z.int(),
      page: z.int(),
      page_size: z.int(),
      has_next: z.boolean(),
      has_previous: z.boolean(),
    }),
    answer: ({ items, total, page, limit }) => ({
      players: items.map((player) => ({
        id: uuidOf(player.id),
        username: player.name,
        status: player.status,
        role: player.role,
        is_online: player.online,
        created_at: wholeSeconds(player.createdAt),
        last_login: wholeSeconds(player.lastLoginAt),
      })),
      total,
      page,
      page_size: limit,
      has_next: page * limit < total,
      has_previous: page > 1,
    }),
  }),
];

/** The MAID game-world API, as far as it is served: its keys and its list of players. */
export const maid: Dialect = {
  name: "maid",
  title: "MAID REST API",
  description: "Keys and players as clients of MAID know them. Send the key in X-API-Key; errors are `{detail}`.",
  credentials: ["x-api-key"],
  rates: { key: [{ name: "minute", limit: PER_MINUTE, windowSec: 60 }] },
  routes,
  documents: ["/api/openapi.json"],
  pages: ["/api/docs", "/api/redoc"],
  failure(error) {
    const detail = (status: number, text: string) => ({ status, body: { detail: text } });
    switch (error.code) {
      case "unauthenticated":
        return detail(401, error.reason === "unauthenticated" ? "API key required" : "Invalid API key");
      case "forbidden":
        return detail(403, "Insufficient permissions");
      case "not_found":
        return detail(404, error.reason === "request.unknown_path" ? "Not Found" : "Resource does not exist");
      case "method_not_allowed":
        return detail(405, "Method Not Allowed");
      case "rate_limited":
        return detail(429, "Rate limit exceeded");
      // Its table of statuses has one for every mistake in what was sent.
      case "invalid_json":
      case "invalid_input":
      case "bad_request":
        return detail(
          400,
          [error.message, ...error.details.map(({ path, message }) => `${path}: ${message}`)].join(" "),
        );
      case "internal":
        return detail(500, "Internal Server Error");
      default:
        return detail(ERRORS[error.code].http, error.message);
    }
  },
  errorForm: z.object({ detail: z.string() }).meta({ id: "Error" }),
};
