import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { serverUpdated } from "../events.ts";

/** Has the agents of servers that are read by these shared patterns told of them. The games go on. */
export async function tellServersOfPatterns({ db, now, emit }: Context, patternIds: readonly string[]): Promise<void> {
  if (patternIds.length === 0) return;
  const told = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`update servers set generation = generation + 1, "updatedAt" = ${now}
        where desired <> 'deleted' and "blueprintDocument"->'console'->>'uses' = any(${[...patternIds]}::text[]) returning id, name`,
  );
  for (const { id, name } of told) emit(serverUpdated, { serverId: id, name });
}
