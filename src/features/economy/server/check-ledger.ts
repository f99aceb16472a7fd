import * as z from "zod";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";

const Fault = z.object({ id: z.string(), what: z.enum(["transfer", "balance", "held", "running"]) });
export type LedgerFault = z.output<typeof Fault>;

/** What a look through the books gives: how much was looked at, and the first faults by the id of their transfer or account. */
export interface LedgerCheck {
  transfers: number;
  accounts: number;
  /** What all members have together. */
  inCirculation: number;
  faults: LedgerFault[];
}

const MOST_FAULTS = 50;

/**
 * Adds up all that was ever entered and compares: the two entries of each transfer are its amount and give 0 together; each member's balance is the sum of their entries and
 * what the last of them says; what is held is the sum of open holds. In one snapshot, so that transfers under way change nothing. Reads every entry.
 */
export async function checkLedger(db: Sql): Promise<LedgerCheck> {
  const faults = await rows(
    db,
    Fault,
    sql`with sides as (
          select "transferId", sum(amount) as sum, count(*) as sides, max(amount) as amount from coin_entries group by 1
        ), sums as (
          select "accountId", sum(amount) as sum, (array_agg(balance order by num desc))[1] as last from coin_entries group by 1
        ), open as (
          select "accountId", sum(amount) as sum from coin_holds where state = 'held' group by 1
        )
        (select t.id, 'transfer' as what from coin_transfers t left join sides s on s."transferId" = t.id
          where s.sum is distinct from 0 or s.sides <> 2 or s.amount <> t.amount)
        union all (select a.id, 'balance' from coin_accounts a left join sums s on s."accountId" = a.id
          where a.id like 'usr\\_%' and a.balance <> coalesce(s.sum, 0))
        union all (select a.id, 'running' from coin_accounts a join sums s on s."accountId" = a.id where a.id like 'usr\\_%' and s.last is distinct from a.balance)
        union all (select a.id, 'held' from coin_accounts a left join open o on o."accountId" = a.id where a.held <> coalesce(o.sum, 0))
        order by 2, 1 limit ${MOST_FAULTS}`,
  );
  const counted = await row(
    db,
    z.object({ transfers: z.number(), accounts: z.number(), inCirculation: z.coerce.number() }),
    sql`select (select count(*) from coin_transfers)::int as transfers, count(*) filter (where "userId" is not null)::int as accounts,
          coalesce(sum(balance), 0)::text as "inCirculation" from coin_accounts`,
  );
  return { ...counted!, faults };
}
