import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageRows, sql } from "#app/platform/sql.ts";
import { KeyStates, ListedKey } from "../schema.ts";
import { COLUMNS, IS_OF_GAME, inStates, KeyRow } from "./key-rows.ts";
import { listed } from "./recent-days.ts";

export const listAll = defineQuery({
  id: "apiKeys.listAll",
  summary: "List everybody's API keys",
  description:
    "Every person's and those of the installation, newest first, those that are over last. No answer ever holds a key. Those that the panel gives to games for their bridge are not among them.",
  access: { kind: "permission", permission: "usage:read" },
  rate: "admin",
  input: PageInput.extend({
    status: KeyStates.optional(),
    q: z.string().trim().max(100).optional().describe("In its name, how it begins or ends, or its owner's name."),
    ownerId: z.string().max(100).optional().describe("Only those of this user."),
    serverId: ServerId.optional().describe("Only those for this server alone."),
  }),
  output: pageOf(ListedKey),
  example: { status: "active" },
  http: { method: "GET", path: "/admin/api-keys" },
  async run({ db, now }, { status, q, ownerId, serverId, page, limit }) {
    const conditions = [sql`not ${IS_OF_GAME}`, inStates(status?.split(","), now)];
    if (q) {
      const part = likePart(q);
      conditions.push(
        sql`(name ilike ${part} or start ilike ${part} or last4 ilike ${part} or "ownerId" in (select id from users where name ilike ${part}))`,
      );
    }
    if (ownerId) conditions.push(sql`"ownerId" = ${ownerId}`);
    if (serverId) conditions.push(sql`"serverId" = ${serverId}`);
    const { found, total } = await pageRows(
      db,
      KeyRow,
      sql`select ${COLUMNS}, count(*) over ()::int as total from api_keys where ${join(conditions, " and ")}
          order by ("revokedAt" is not null or coalesce("graceEndsAt" <= ${now}, false)), id desc`,
      { page, limit },
    );
    return { items: await listed(db, found, now), total, page, limit };
  },
});
