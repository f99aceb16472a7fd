import * as z from "zod";
import { requireOwnAccount } from "#app/features/identity/server/index.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { row, sql } from "#app/platform/sql.ts";
import { ApiKey } from "../schema.ts";
import { makeKey, OwnKeyInput } from "./api-keys.ts";
import { COLUMNS, inStates, KeyRow, shown } from "./key-rows.ts";

/** The one key that a person's own programs share: made when first asked for, told of without its secret from then on. */
export const primary = defineCommand({
  id: "apiKeys.primary",
  summary: "Get or make your primary API key",
  description:
    "There is one at a time. The first call makes it and holds the key, which no later answer does; after it was revoked or has expired, the next call makes another. It does not expire by itself.",
  access: { kind: "permission", permission: "api-keys:write" },
  rate: "key-management",
  countedTogether: true,
  errors: ["not_found"],
  input: OwnKeyInput.pick({ permissions: true, playerName: true, userId: true }),
  output: z.object({
    key: ApiKey,
    secret: secret(z.string().nullable()).describe("The key, where it was made by this call."),
    created: z.boolean(),
  }),
  example: { permissions: ["kills:read", "kills:write"], playerName: "Kestrel" },
  http: { method: "POST", path: "/api-keys/primary" },
  async run(context, { permissions, playerName, userId }) {
    const { db, actor, now } = context;
    await requireOwnAccount(db, actor, userId);
    // Of two that ask for their first at once, one makes it.
    await db.query(sql`select id from users where id = ${actor.userId} for update`);
    const there = await row(
      db,
      KeyRow,
      sql`select ${COLUMNS} from api_keys where "ownerId" = ${actor.userId} and kind = 'primary' and "replacedById" is null and ${inStates(["active", "disabled"], now)}
          order by num desc limit 1`,
    );
    if (there) return { key: shown(there, now), secret: null, created: false };
    const { key: text, ...made } = await makeKey(
      context,
      OwnKeyInput.parse({ name: "Primary key", permissions, playerName, expiresInDays: null }),
      { ownerId: actor.userId!, instanceOwned: false, kind: "primary" },
    );
    return { key: made, secret: text, created: true };
  },
});
