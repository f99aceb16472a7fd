import * as z from "zod";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { PageInput } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { requireEngine } from "./engine.ts";

/** What every read of a server's world has in common. */
export const ofWorld = {
  access: { kind: "permission", permission: "world:read" },
  subject: serverSubject,
  errors: ["unavailable"],
} as const;

export const WorldInput = OneServer.extend({
  live: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .describe("True: answered only while the game is connected (else 503), and never from what it once told."),
});

export const WorldPage = WorldInput.extend({
  ...PageInput.shape,
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .describe("How many to leave out, in place of `page`."),
});
type Paging = Pick<z.output<typeof WorldPage>, "page" | "limit" | "offset">;

export const IN_WORLD = EXAMPLE_SERVER;

/** Refuses what is to be live while it cannot be. */
export async function requireLive(
  { db, now }: Context,
  { serverId, live }: z.output<typeof WorldInput>,
): Promise<void> {
  if (live) await requireEngine(db, serverId, now);
}

/** One page of `select … from` and how many there are: `from` has the conditions, and says by itself whether a row is counted. */
export async function worldPage<T extends z.ZodType>(
  db: Sql,
  schema: T,
  { columns, from, order }: { columns: SqlText; from: SqlText; order: SqlText },
  { page, limit, offset }: Paging,
): Promise<{ found: z.output<T>[]; total: number; page: number; limit: number }> {
  const skipped = offset ?? (page - 1) * limit;
  const found = await rows(
    db,
    schema,
    sql`select ${columns} from ${from} order by ${order} limit ${limit} offset ${skipped}`,
  );
  const counted = await row(db, z.object({ total: z.number() }), sql`select count(*)::int as total from ${from}`);
  return { found, total: counted!.total, page: Math.floor(skipped / limit) + 1, limit };
}
