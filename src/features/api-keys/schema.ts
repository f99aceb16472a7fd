import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

export const KeyId = z
  .string()
  .regex(/^key_[0-9a-f]{32}$/)
  .describe("Id of an API key.");

/** What may be known of a key after it was made: all but the key. */
export const ApiKey = z.object({
  id: KeyId,
  name: z.string(),
  start: z.string().describe("How the key begins."),
  last4: z.string().describe("How the key ends."),
  scopes: z.array(z.string()).describe("The most it may do; it never may more than its owner."),
  permissions: z.array(z.string()).describe("The names it was made with, single scopes or bundles."),
  instanceOwned: z.boolean().describe("Belongs to the panel and not to a person."),
  rateLimitPerMinute: z.int().nullable().describe("Its own limit; null: the limits of each endpoint."),
  allowedAddresses: z.array(z.string()),
  status: z.enum(["active", "expired", "disabled", "revoked"]),
  createdAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable().describe("To within some seconds."),
  lastUsedAddress: z.string().nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;
