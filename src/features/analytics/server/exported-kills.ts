import * as z from "zod";
import {
  KillRow,
  namedParty,
  selectKills,
  shownKill,
  visibleKills,
  withNames,
} from "#app/features/kills/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { exportedRow } from "../export-rows.ts";
import type { Asked } from "../schema.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Which kills of whom: what an export is of, as it is kept with it. */
export interface Wanted extends Asked {
  from: Date;
  to: Date;
}

/** Where an export goes on: after this kill. */
export interface After {
  at: Date;
  num: number;
}

/** Columns of every row, also where there is none. */
export const COLUMNS = [
  "id",
  "at",
  "game",
  "kind",
  "method",
  "evidence",
  "source",
  "confirmations",
  "confirmed",
  "state",
  "killer",
  "killerId",
  "killerType",
  "killerVehicle",
  "weapon",
  "weaponName",
  "victim",
  "victimId",
  "victimType",
  "victimVehicle",
  "place",
  "placeName",
  "system",
  "mode",
  "build",
  "damageType",
  "serverId",
  "doubts",
] as const satisfies readonly (keyof ReturnType<typeof exportedRow>)[];

/** The kills that an export has, under the same rules as the list of kills: what somebody may not see there is not in their file either. */
export async function wantedKills(context: Context, wanted: Wanted): Promise<SqlText> {
  const { actor, now } = context;
  if (actor.scopes && !actor.scopes.has("kills:read"))
    throw new AppError("forbidden", "forbidden", { permission: "kills:read" });
  const subject = await subjectOf(context, wanted);
  return sql`${visibleKills(actor, now)} and ${subject.condition} and ${ofPlayers(actor, subject)}
    and k.state <> 'retracted' and k.at >= ${wanted.from} and k.at < ${wanted.to}`;
}

function ofPlayers(actor: Actor, { group, playerIds, isOwn }: Subject): SqlText {
  if (group !== null) return sql`true`;
  const ids = sql`any(${playerIds}::text[])`;
  if (isOwn) return sql`(k."killerKey" = ${ids} or k."victimKey" = ${ids})`;
  return sql`((k."killerKey" = ${ids} and ${namedParty(actor, "killer")}) or (k."victimKey" = ${ids} and ${namedParty(actor, "victim")}))`;
}

/** How many these are, counted no further than `most`. */
export async function countKills(db: Sql, actor: Actor, condition: SqlText, most: number): Promise<number> {
  const counted = await row(
    db,
    z.object({ rows: z.number() }),
    sql`select count(*)::int as rows from (select 1 from (${selectKills(actor)} where ${condition} limit ${most}) as found) as counted`,
  );
  return counted!.rows;
}

/** The next rows of an export, oldest first, and where it goes on. */
export async function nextRows(
  { db, actor, now }: Pick<Context, "db" | "actor" | "now">,
  condition: SqlText,
  after: After | null,
  limit: number,
): Promise<{ exported: ReturnType<typeof exportedRow>[]; last: After | null }> {
  const further = after === null ? sql`true` : sql`(k.at, k.num) > (${after.at}, ${after.num})`;
  const found = await rows(
    db,
    KillRow,
    sql`${selectKills(actor)} where ${condition} and ${further} order by k.at, k.num limit ${limit}`,
  );
  const kills = await withNames(
    db,
    found.map((kill) => shownKill(kill, actor, now)),
  );
  const last = found.at(-1);
  return { exported: kills.map(exportedRow), last: last ? { at: last.at, num: last.num } : null };
}
