import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, sql } from "#app/platform/sql.ts";
import { apiKeyLeaked } from "../events.ts";
import { tellOwners } from "./alerts.ts";
import { isWellFormed } from "./key-format.ts";
import { COLUMNS, KeyRow } from "./key-rows.ts";

export const reportLeak = defineCommand({
  id: "apiKeys.reportLeak",
  summary: "Report a leaked API key",
  description:
    "Whoever has found a key of this panel where it should not be sends it here: it is revoked at once and its owner is told. Needs no key. The answer says the same whether the key was good, was revoked before or never was.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  input: z.object({ key: secret(z.string().min(1).max(200)).describe("The whole key, as it was found.") }),
  output: z.object({ received: z.literal(true) }),
  example: { key: "gk_live_…" },
  http: { method: "POST", path: "/api-keys/report-leak", status: 202 },
  async run(context, { key }) {
    const { db, now, emit, target } = context;
    // What has no key's checksum is no question to the database.
    const found = isWellFormed(key)
      ? await row(
          db,
          KeyRow,
          sql`update api_keys set "leakedAt" = ${now}, "revokedAt" = coalesce("revokedAt", ${now}), "updatedAt" = ${now}
              where hash = ${sha256Hex(key)} and "leakedAt" is null returning ${COLUMNS}`,
        )
      : null;
    if (!found) return { received: true as const };
    target("api_key", found.id, found.name);
    emit(apiKeyLeaked, { keyId: found.id, name: found.name, ownerId: found.ownerId });
    await tellOwners(context, found, { type: "api_key.leaked", params: {}, once: "leaked" });
    return { received: true as const };
  },
});
