import { liftSuspensions } from "#app/features/hosting/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { serverRenewed } from "../events.ts";
import type { RenewedBy } from "../schema.ts";
import { FREE_COLUMNS, FREE_JOIN } from "./free-members.ts";
import { nextMoment } from "./moments.ts";
import { firstEnd, RENEWAL_FROM, RenewalRow, renewalColumns } from "./renewal-rows.ts";
import { requireTerms } from "./terms.ts";

type Terms = Awaited<ReturnType<typeof requireTerms>>;

/** By what, for how many days (default: a period), what was paid and why. */
export interface RenewBy {
  by: RenewedBy;
  days?: number;
  paidCoins?: number;
  reason?: string | null;
}

/** Servers' renewals, held until the commit in the order of their ids. One that has no row yet is given it. A server that is gone has none. */
export async function holdRenewals(
  { db, now }: Pick<Context, "db" | "now">,
  serverIds: readonly string[],
  terms: Terms,
): Promise<RenewalRow[]> {
  const ids = [...new Set(serverIds)].sort();
  const held = sql`select 1 as held from server_renewals where "serverId" = any(${ids}::text[]) order by "serverId" for update`;
  if ((await db.query(held)).length < ids.length) {
    await db.execute(sql`
      insert into server_renewals ("serverId", "expiresAt", "nextAt", "exemptAt", "exemptReason", "exemptByLabel", "updatedAt")
      select s.id, ${firstEnd(terms)}, case when f."userId" is null then ${nextMoment(firstEnd(terms), now)} end, ${FREE_COLUMNS}, ${now}
      from servers s ${FREE_JOIN} where s.id = any(${ids}::text[]) order by s.id
      on conflict ("serverId") do nothing`);
    await db.query(held);
  }
  return rowsOf(db, ids, terms);
}

/** Those of them that are there. */
function rowsOf(db: Sql, ids: readonly string[], terms: Terms): Promise<RenewalRow[]> {
  return rows(
    db,
    RenewalRow,
    sql`select ${renewalColumns(terms)} from ${RENEWAL_FROM} where s.id = any(${ids}::text[]) and s.desired <> 'deleted' order by s.id`,
  );
}

/**
 * Prolongs servers' time in the caller's transaction: from their end, or from now where that has passed. Lifts at once what they are suspended for, if it is that they were
 * not renewed. Whoever calls this has made sure that it is done once. Throws `renewals.off`, `renewals.exempt`, or `renewals.too_far` where it would be further
 * ahead than the owner of the panel lets anybody pay for (what is granted has no such bound).
 */
export async function renewServers(
  context: Context,
  serverIds: readonly string[],
  { by, days, paidCoins = 0, reason = null }: RenewBy,
): Promise<RenewalRow[]> {
  const { db, now, actor, emit } = context;
  const terms = await requireTerms(db);
  const held = await holdRenewals(context, serverIds, terms);
  const given = days ?? terms.periodDays;
  const ends = held.map((found) => {
    if (found.exemptAt) throw new AppError("conflict", "renewals.exempt");
    const end = new Date(Math.max(found.expiresAt.getTime(), now.getTime()) + given * DAY);
    if (by !== "grant") refuseTooFar(end, terms, now);
    return { serverId: found.serverId, previousAt: iso(found.expiresAt), expiresAt: iso(end) };
  });
  const prolonged = sql`jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e("serverId" text, "previousAt" timestamptz, "expiresAt" timestamptz)`;
  await db.execute(sql`
    update server_renewals r set "expiresAt" = e."expiresAt", "nextAt" = ${nextMoment(sql`e."expiresAt"`, now)}, "expiredAt" = null, "graceUntil" = null,
      "suspendedAt" = null, "autoTriedAt" = null, "autoProblem" = null, "updatedAt" = ${now}
    from ${prolonged} where e."serverId" = r."serverId"`);
  await db.execute(sql`
    insert into renewal_periods ("serverId", by, days, "paidCoins", "userId", "byLabel", reason, "previousAt", "expiresAt", at)
    select e."serverId", ${by}, ${given}, ${paidCoins}, ${actor.userId}, ${actor.label}, ${reason}, e."previousAt", e."expiresAt", ${now} from ${prolonged}`);
  const suspended = held.filter(({ suspendedAt }) => suspendedAt !== null).map(({ serverId }) => serverId);
  if (suspended.length > 0) await liftSuspensions(context, suspended, "expired");
  for (const [at, { serverId, serverName }] of held.entries())
    emit(serverRenewed, { serverId, name: serverName, by, days: given, expiresAt: ends[at]!.expiresAt });
  return rowsOf(db, serverIds, terms);
}

export function refuseTooFar(end: Date, { aheadDays }: Terms, now: Date): void {
  if (end.getTime() > now.getTime() + aheadDays * DAY)
    throw new AppError("conflict", "renewals.too_far", { days: aheadDays });
}
