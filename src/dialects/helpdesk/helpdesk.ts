import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { ERRORS } from "#app/lib/errors.ts";
import type { Dialect } from "../dialect.ts";
import { COMPAT_PATH, defineRoute } from "../dialect.ts";
import { wholeSeconds } from "../ids.ts";

const When = z.string().describe("ISO 8601, UTC, whole seconds.");
const Key = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  is_active: z.boolean(),
  created_at: When,
  last_used: When.nullable(),
  usage_count: z.int(),
});
const NewKey = Key.extend({ key: z.string().describe("The key, this once.") });
const Call = z.object({
  id: z.int(),
  endpoint: z.string(),
  method: z.string(),
  status_code: z.int(),
  response_time: z.number().describe("Seconds."),
  created_at: When,
});
const OneKey = z.object({ api_key_id: z.string().max(64).describe("The key's number.") });
const NAMES = { keyId: "api_key_id", limit: "size", disabled: "is_active" } as const;
/** What the document knows of keys: those that were deleted are none. */
const THERE = "active,disabled,expired";

type NativeKey = z.output<(typeof operations.apiKeys.get)["output"]>;

function shownKey(key: NativeKey): z.input<typeof Key> {
  return {
    id: key.number,
    name: key.name,
    description: key.description,
    is_active: key.status === "active",
    created_at: wholeSeconds(key.createdAt),
    last_used: wholeSeconds(key.lastUsedAt),
    usage_count: key.usageCount,
  };
}

/** A route as its caller wrote it: below this dialect, or at the panel's own API. */
function endpointOf(route: string): string {
  const own = `${COMPAT_PATH}/helpdesk`;
  if (route.startsWith(`${own}/`)) return route.slice(own.length);
  return route.startsWith(`${COMPAT_PATH}/`) ? route : `/api/v1${route}`;
}

const seconds = (ms: number) => Math.round(ms) / 1000;

const routes = [
  defineRoute({
    http: { method: "POST", path: "/api/v1/api-keys" },
    summary: "Create API key",
    operation: operations.apiKeys.create,
    rate: "key",
    body: z.object({ name: z.string().max(1000), description: z.string().max(10_000).nullable().optional() }),
    input: ({ body: { name, description }, scopes }) => ({
      name,
      description: description ?? null,
      permissions: [...scopes],
      expiresInDays: null,
    }),
    output: NewKey,
    answer: (made) => ({ ...shownKey(made), key: made.key }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/api-keys" },
    summary: "List API keys",
    operation: operations.apiKeys.list,
    rate: "key",
    query: z.object({
      page: z.coerce.number().int().min(1).default(1).describe("Page number."),
      size: z.coerce.number().int().min(1).max(100).default(10).describe("Items per page."),
    }),
    input: ({ query: { page, size } }) => ({ page, limit: size, status: THERE }),
    names: NAMES,
    output: z.object({ api_keys: z.array(Key), total: z.int(), page: z.int(), size: z.int() }),
    answer: ({ items, total, page, limit }) => ({ api_keys: items.map(shownKey), total, page, size: limit }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/api-keys/{api_key_id}" },
    summary: "Get API key details",
    operation: operations.apiKeys.report,
    rate: "key",
    params: OneKey,
    input: ({ params }) => ({ keyId: params.api_key_id }),
    names: NAMES,
    output: Key.extend({ usage: z.array(Call).describe("The last 50 calls, newest first.") }),
    answer: ({ calls, ...key }) => ({
      ...shownKey(key),
      usage: calls.map(({ id, at, method, route, status, ms }) => ({
        id,
        endpoint: endpointOf(route),
        method,
        status_code: status,
        response_time: seconds(ms),
        created_at: wholeSeconds(at),
      })),
    }),
  }),
  defineRoute({
    http: { method: "PUT", path: "/api/v1/api-keys/{api_key_id}" },
    summary: "Update API key",
    operation: operations.apiKeys.update,
    rate: "key",
    params: OneKey,
    body: z.object({
      name: z.string().max(1000).optional(),
      description: z.string().max(10_000).nullable().optional(),
      is_active: z.boolean().optional(),
    }),
    input: ({ params, body: { name, description, is_active } }) => ({
      keyId: params.api_key_id,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(is_active === undefined ? {} : { disabled: !is_active }),
    }),
    names: NAMES,
    output: Key,
    answer: shownKey,
  }),
  defineRoute({
    http: { method: "DELETE", path: "/api/v1/api-keys/{api_key_id}" },
    summary: "Delete API key",
    operation: operations.apiKeys.revoke,
    rate: "key",
    params: OneKey,
    input: ({ params }) => ({ keyId: params.api_key_id }),
    names: NAMES,
    output: z.object({ message: z.string() }),
    answer: () => ({ message: "API key deleted successfully" }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/dashboard/stats" },
    summary: "Dashboard statistics",
    operation: operations.dashboard.stats,
    fullWith: ["tickets:read"],
    rate: "key",
    output: z.object({
      open_tickets: z.int().nullable().describe("Null for a key without tickets:read."),
      resolved_tickets: z.int().nullable().describe("Null for a key without tickets:read."),
      active_api_keys: z.int(),
      total_api_calls: z.int(),
      api_usage: z.object({
        success_rate: z.number().describe("Percent of the calls; 0 where there was none."),
        avg_response_time: z.number().describe("Seconds."),
      }),
      recent_tickets: z.array(z.object({ id: z.int(), subject: z.string(), status: z.string(), created_at: When })),
      api_keys: z.array(Key.pick({ id: true, name: true, is_active: true, usage_count: true, last_used: true })),
    }),
    answer: ({ tickets, keys, usage }) => ({
      open_tickets: tickets.open,
      resolved_tickets: tickets.resolved,
      active_api_keys: keys.active,
      total_api_calls: usage.calls,
      api_usage: { success_rate: usage.successPercent, avg_response_time: seconds(usage.meanMs) },
      recent_tickets: tickets.recent.map(({ number, subject, status, createdAt }) => ({
        id: number,
        subject,
        status,
        created_at: wholeSeconds(createdAt),
      })),
      api_keys: keys.items.map(({ number, name, status, usageCount, lastUsedAt }) => ({
        id: number,
        name,
        is_active: status === "active",
        usage_count: usageCount,
        last_used: wholeSeconds(lastUsedAt),
      })),
    }),
  }),
];

/** Problems of a field as the document's framework lists them. */
const Problem = z.object({ loc: z.array(z.string()), msg: z.string(), type: z.string() });

/** API keys and tickets of a help desk. Whoever has no scopes in their document gets keys that may do all of this, and no more than who makes them. */
export const helpdesk: Dialect = {
  name: "helpdesk",
  title: "Help desk API",
  description:
    "API keys with their usage, and the dashboard's figures. Send the key in X-API-Key; errors are `{detail}`.",
  credentials: ["x-api-key"],
  rates: {
    key: [
      { name: "minute", limit: 100, windowSec: 60 },
      { name: "hour", limit: 1_000, windowSec: 3_600 },
      { name: "day", limit: 10_000, windowSec: 86_400 },
    ],
  },
  routes,
  documents: ["/openapi.json", "/api/v1/openapi.json"],
  failure(error) {
    const detail = (status: number, text: unknown) => ({ status, body: { detail: text } });
    switch (error.reason) {
      case "unauthenticated":
        return detail(401, "Missing API key");
      case "api_keys.disabled":
      case "api_keys.expired":
        return detail(403, "API key is inactive");
      case "api_keys.ended":
        return detail(404, "API key not found");
      case "request.unknown_path":
        return detail(404, "Not Found");
    }
    switch (error.code) {
      case "unauthenticated":
        return detail(401, "Invalid API key");
      case "not_found":
        return detail(404, "API key not found");
      case "method_not_allowed":
        return detail(405, "Method Not Allowed");
      case "rate_limited": {
        const window = error.details[0] ? ` for ${error.details[0].path}` : "";
        return detail(429, `Rate limit exceeded${window}. Try again in ${error.retryAfterSec ?? 60} seconds`);
      }
      case "invalid_json":
      case "invalid_input":
        return detail(422, problemsOf(error));
      case "internal":
        return detail(500, "Internal server error");
      default:
        return detail(ERRORS[error.code].http, error.message);
    }
  },
  errorForm: z.object({ detail: z.union([z.string(), z.array(Problem)]) }).meta({ id: "Error" }),
};

function problemsOf(error: { details: readonly { path: string; code: string; message: string }[]; message: string }) {
  if (error.details.length === 0) return [{ loc: ["body"], msg: error.message, type: "value_error" }];
  return error.details.map(({ path, code, message }) => ({
    loc: path.split("."),
    msg: code === "missing" ? "field required" : message,
    type: `value_error.${code}`,
  }));
}
