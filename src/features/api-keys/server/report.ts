import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { ApiKey } from "../schema.ts";
import { AnyKey, ownKey, shown } from "./key-rows.ts";

/** How many of its calls a key is shown with. */
const CALLS = 50;

const Call = z.object({
  id: z.int(),
  at: Timestamp,
  method: z.string(),
  route: z.string().describe("The template of the path."),
  status: z.int(),
  ms: z.number(),
  requestId: z.string(),
});

export const report = defineQuery({
  id: "apiKeys.report",
  summary: "Get an API key with its last calls",
  access: { kind: "permission", permission: "api-keys:read" },
  subject: ownKey,
  input: AnyKey,
  output: ApiKey.extend({ calls: z.array(Call).describe("The last 50, newest first, to within some seconds.") }),
  example: { keyId: "key_01930000000070008000000000000001" },
  http: { method: "GET", path: "/api-keys/{keyId}/report" },
  async run({ db, now }, _input, key) {
    const calls = await rows(
      db,
      Call.extend({ at: z.date() }),
      sql`select id, at, method, route, status, "durationMs"::float8 as ms, "requestId" from key_calls where "keyId" = ${key.id} order by id desc limit ${CALLS}`,
    );
    return { ...shown(key, now), calls: calls.map((call) => ({ ...call, at: iso(call.at) })) };
  },
});
