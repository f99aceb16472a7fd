import * as z from "zod";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { PageInput } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { join, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
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

/** Statement text of a list: `table` with the alias that the others use (`world_rooms r`), `id` by that alias. */
interface Listed {
  columns: SqlText;
  table: SqlText;
  id: SqlText;
  where: readonly SqlText[];
  order: SqlText;
  /** How many there are, where that is known in another way than by counting. */
  count?: (condition: SqlText) => Promise<number>;
}

/** One page of a list and how many there are. Which rows are on it is found first, so that nothing is worked out for those before it. */
export async function worldPage<T extends z.ZodType>(
  db: Sql,
  schema: T,
  { columns, table, id, where, order, count }: Listed,
  { page, limit, offset }: Paging,
): Promise<{ found: z.output<T>[]; total: number; page: number; limit: number }> {
  const skipped = offset ?? (page - 1) * limit;
  const condition = join(where, " and ");
  const found = await rows(
    db,
    schema,
    sql`select ${columns}
        from (select ${id} as on_page from ${table} where ${condition} order by ${order} limit ${limit} offset ${skipped}) as p join ${table} on ${id} = p.on_page
        order by ${order}`,
  );
  const total = await (count?.(condition) ?? counted(db, table, condition));
  return { found, total, page: Math.floor(skipped / limit) + 1, limit };
}

async function counted(db: Sql, table: SqlText, condition: SqlText): Promise<number> {
  const found = await row(
    db,
    z.object({ total: z.number() }),
    sql`select count(*)::int as total from ${table} where ${condition}`,
  );
  return found!.total;
}

/** A condition, where there is something to ask for. */
export function asked<T>(value: T | undefined, condition: (value: T) => SqlText): SqlText[] {
  return value === undefined ? [] : [condition(value)];
}
