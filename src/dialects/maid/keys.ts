import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { idOfUuid, uuidOf, wholeSeconds } from "../ids.ts";
import { flag, PER_MINUTE, When } from "./shapes.ts";

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

export const keyRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/admin/api-keys" },
    summary: "List API keys",
    operation: operations.apiKeys.listAll,
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
];
