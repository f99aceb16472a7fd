import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type Renewal, type RenewalState, type RenewalTerms, SOON_DAYS } from "../schema.ts";
import { daysOf } from "./moments.ts";

export const RenewalRow = z.object({
  serverId: z.string(),
  serverName: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  expiresAt: z.date(),
  expiredAt: z.date().nullable(),
  graceUntil: z.date().nullable(),
  suspendedAt: z.date().nullable(),
  exemptAt: z.date().nullable(),
  exemptReason: z.string().nullable(),
  autoRenews: z.boolean(),
  autoProblem: z.string().nullable(),
});
export type RenewalRow = z.output<typeof RenewalRow>;
type Terms = RenewalTerms & { onSince: Date | null };

export const RENEWAL_FROM = sql`servers s join users u on u.id = s."ownerId" left join server_renewals r on r."serverId" = s.id`;

/** When a server ends to which the clock has not given a row yet: a whole period after it was made, or after renewals were switched on. */
export function firstEnd({ onSince, periodDays }: Terms): SqlText {
  return sql`(greatest(s."createdAt", ${onSince}::timestamptz) + ${daysOf(periodDays)})`;
}

export function endOf(terms: Terms): SqlText {
  return sql`coalesce(r."expiresAt", ${firstEnd(terms)})`;
}

/** The columns of a RenewalRow, from `RENEWAL_FROM`. */
export function renewalColumns(terms: Terms): SqlText {
  return sql`s.id as "serverId", s.name as "serverName", s."ownerId", u.name as "ownerName", ${endOf(terms)} as "expiresAt", r."expiredAt", r."graceUntil",
    r."suspendedAt", r."exemptAt", r."exemptReason", coalesce(r."autoRenewBy" = s."ownerId", false) as "autoRenews", r."autoProblem"`;
}

/** The word for a server's state; the same decision in SQL is `inRenewalState`. */
export function renewalStateOf({ exemptAt, suspendedAt, expiresAt }: RenewalRow, now: Date): RenewalState {
  if (exemptAt) return "exempt";
  if (suspendedAt) return "suspended";
  if (expiresAt <= now) return "expired";
  return expiresAt.getTime() - now.getTime() <= SOON_DAYS * DAY ? "soon" : "active";
}

export function renewalStateSql(terms: Terms, now: Date): SqlText {
  return sql`case when r."exemptAt" is not null then 'exempt' when r."suspendedAt" is not null then 'suspended'
    when ${endOf(terms)} <= ${now} then 'expired' when ${endOf(terms)} <= ${new Date(now.getTime() + SOON_DAYS * DAY)} then 'soon' else 'active' end`;
}

export async function renewalOf(db: Sql, serverId: string, terms: Terms): Promise<RenewalRow | null> {
  return row(
    db,
    RenewalRow,
    sql`select ${renewalColumns(terms)} from ${RENEWAL_FROM} where s.id = ${serverId} and s.desired <> 'deleted'`,
  );
}

export function shownRenewal(found: RenewalRow, { priceCoins, periodDays, graceDays }: Terms, now: Date): Renewal {
  const state = renewalStateOf(found, now);
  const isExempt = state === "exempt";
  const graceEnd = found.graceUntil ?? new Date(found.expiresAt.getTime() + graceDays * DAY);
  return {
    serverId: found.serverId,
    serverName: found.serverName,
    owner: { id: found.ownerId, name: found.ownerName },
    state,
    expiresAt: isExempt ? null : iso(found.expiresAt),
    graceUntil: state === "expired" ? iso(graceEnd) : null,
    autoRenews: found.autoRenews,
    autoProblem: found.autoRenews ? found.autoProblem : null,
    exemptReason: isExempt ? found.exemptReason : null,
    priceCoins,
    periodDays,
  };
}
