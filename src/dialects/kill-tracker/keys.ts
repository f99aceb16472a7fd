import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { nativeId, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { Moment } from "./shapes.ts";

const rate = "keys";

/** What its sibling documents call the scopes of keys; native names are taken as well. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  "read:kills": ["kills:read"],
  "write:kills": ["kills:write"],
  "read:stats": ["kills:read"],
};

function nativeScopes(names: readonly string[] | undefined, all: readonly string[]): string[] {
  const wanted = names?.flatMap((name) => (Object.hasOwn(SCOPES, name) ? SCOPES[name]! : [name]));
  return [...new Set(wanted ?? all)];
}

const Key = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe("standard, primary or bot."),
  playerName: z.string().nullable(),
  userId: z.string(),
  isActive: z.boolean(),
  permissions: z.array(z.string()),
  keyPreview: z.string().describe("How the key begins and ends."),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
});
const NewKey = Key.extend({ key: z.string().describe("The key, this once.") });
type NativeKey = z.output<(typeof operations.apiKeys.get)["output"]>;

function shownKey(key: NativeKey): z.input<typeof Key> {
  return {
    id: key.id,
    name: key.name,
    type: key.kind,
    playerName: key.playerName,
    userId: trackerId(key.ownerId),
    isActive: key.status === "active",
    permissions: key.permissions,
    keyPreview: `${key.start}…${key.last4}`,
    lastUsedAt: key.lastUsedAt,
    expiresAt: key.expiresAt,
    createdAt: key.createdAt,
  };
}

const text = z.string().trim().max(200);
const Whose = z.object({
  userId: text.optional().describe("Your own id, or that of your account at Discord; absent: you."),
  playerName: text.nullable().optional().describe("What you are called in the game."),
  permissions: z.array(text).max(200).optional().describe("Scopes; absent: all that this API needs and you may give."),
});
const names = { expiresAt: "expiresAt", name: "name" };
const ofWhom = ({ userId, playerName }: z.output<typeof Whose>) => ({
  ...(userId ? { userId: nativeId(userId) } : {}),
  playerName: playerName || null,
});

/** Rows of the document's section API Key Management. */
export const keyRoutes = [
  told({
    http: { method: "POST", path: "/api/api-keys", status: 201 },
    summary: "Generate a new API key",
    operation: operations.apiKeys.create,
    rate,
    body: Whose.extend({ name: text, expiresAt: Moment.nullable().optional().describe("Absent: in 90 days.") }),
    input: ({ body, scopes }) => ({
      ...ofWhom(body),
      name: body.name,
      permissions: nativeScopes(body.permissions, scopes),
      ...(body.expiresAt ? { expiresAt: body.expiresAt } : {}),
    }),
    names,
    says: "API key created successfully. Keep it now: it is not shown again",
    output: NewKey,
    answer: ({ key, ...made }) => ({ ...shownKey(made), key }),
  }),
  told({
    http: { method: "GET", path: "/api/api-keys" },
    summary: "List your API keys",
    operation: operations.apiKeys.list,
    rate,
    query: z.object({
      userId: text.optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1).describe("Which hundred, where there are more."),
    }),
    input: ({ query: { userId, page } }) => ({
      ...(userId ? { userId: nativeId(userId) } : {}),
      page,
      limit: 100,
      status: "active,disabled,expired",
    }),
    says: "API keys retrieved successfully",
    output: z.array(Key),
    answer: ({ items }) => items.map(shownKey),
    beside: ({ total }) => ({ count: total }),
  }),
  told({
    http: { method: "POST", path: "/api/api-keys/primary", status: 201 },
    summary: "Get or create the primary API key",
    operation: operations.apiKeys.primary,
    rate,
    body: Whose,
    input: ({ body, scopes }) => ({ ...ofWhom(body), permissions: nativeScopes(body.permissions, scopes) }),
    also: [200],
    status: ({ created }) => (created ? 201 : 200),
    says: ({ created }) =>
      created
        ? "Primary API key created successfully. Keep it now: it is not shown again"
        : "This is your primary API key. Its secret was shown when it was created",
    output: Key.extend({ key: z.string().optional().describe("The key, in the answer that made it alone.") }),
    answer: ({ key, secret }) => ({ ...shownKey(key), ...(secret === null ? {} : { key: secret }) }),
  }),
  told({
    http: { method: "POST", path: "/api/api-keys/bot", status: 201 },
    summary: "Create a bot API key",
    operation: operations.apiKeys.create,
    rate,
    body: Whose.extend({ botName: text, expiresAt: Moment.nullable().optional().describe("Absent: never.") }),
    input: ({ body, scopes }) => ({
      ...ofWhom(body),
      kind: "bot" as const,
      name: body.botName,
      permissions: nativeScopes(body.permissions, scopes),
      ...(body.expiresAt ? { expiresAt: body.expiresAt } : { expiresInDays: null }),
    }),
    names: { name: "botName" },
    says: "Bot API key created successfully. Keep it now: it is not shown again",
    output: NewKey.extend({ botName: z.string() }),
    answer: ({ key, ...made }) => ({ ...shownKey(made), botName: made.name, key }),
  }),
  told({
    http: { method: "DELETE", path: "/api/api-keys/{id}" },
    summary: "Revoke an API key",
    operation: operations.apiKeys.revoke,
    rate,
    params: z.object({ id: z.string().max(64) }),
    input: ({ params }) => ({ keyId: nativeId(params.id) }),
    names: { keyId: "id" },
    says: "API key revoked successfully",
    output: z.object({ id: z.string() }),
    answer: (_, { params }) => ({ id: params.id }),
  }),
];
