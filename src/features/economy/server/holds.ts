import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { MovementKind } from "../movements.ts";
import type { About } from "../schema.ts";
import { lockBalances, requireAvailable } from "./accounts.ts";
import { type AccountRef, collectOwed, type MoveContext, type Moved, moveCoins } from "./move-coins.ts";

const Hold = z.object({
  id: z.string(),
  accountId: z.string(),
  key: z.string(),
  amount: z.number(),
  about: z.string().nullable(),
  aboutId: z.string().nullable(),
  state: z.enum(["held", "captured", "released"]),
});
type Hold = z.output<typeof Hold>;
const COLUMNS = sql`id, "accountId", key, amount, about, "aboutId", state`;

export interface NewHold {
  userId: string;
  amount: number;
  kind: MovementKind;
  /** Names the occasion: the same key again sets nothing more aside. */
  key: string;
  about?: About | null;
  /** When it ends by itself; default: never. */
  expiresAt?: Date | null;
}

/** Sets a member's coins aside: they stay theirs, and cannot be spent. Throws as `moveCoins` does. */
export async function holdCoins(
  context: Pick<Context, "db" | "now">,
  { userId, amount, kind, key, about = null, expiresAt = null }: NewHold,
): Promise<{ holdId: string }> {
  const { db, now } = context;
  const has = (await lockBalances(context, [userId])).get(userId);
  if (!has) throw new AppError("not_found", "economy.unknown_member");
  const before = await row(db, Hold, sql`select ${COLUMNS} from coin_holds where key = ${key}`);
  if (before) {
    if (before.accountId !== userId || before.amount !== amount) throw new AppError("conflict", "economy.key_reused");
    return { holdId: before.id };
  }
  requireAvailable(has, amount);
  const id = newId("hld", now.getTime());
  await db.execute(sql`
    with held as (update coin_accounts set held = held + ${amount}::bigint where id = ${userId} returning id)
    insert into coin_holds (id, "accountId", key, amount, kind, about, "aboutId", "createdAt", "endsAt")
    select ${id}, id, ${key}, ${amount}::bigint, ${kind}, ${about?.kind ?? null}, ${about?.id ?? null}, ${now}::timestamptz, ${expiresAt}::timestamptz from held`);
  return { holdId: id };
}

/** Spends what was set aside, all of it or less; what is left of it is free again. Null: it was spent or released before. */
export async function captureHold(
  context: MoveContext,
  holdId: string,
  move: { to: AccountRef; kind: MovementKind; amount?: number; reason?: string | null },
): Promise<Moved | null> {
  const hold = await endHold(context, holdId, "captured");
  if (!hold) return null;
  const amount = Math.min(move.amount ?? hold.amount, hold.amount);
  const moved = await moveCoins(context, {
    from: { userId: hold.accountId },
    to: move.to,
    amount,
    kind: move.kind,
    key: `hold:${holdId}`,
    reason: move.reason ?? null,
    about: hold.about && hold.aboutId ? { kind: hold.about, id: hold.aboutId } : null,
  });
  await context.db.execute(sql`update coin_holds set "transferId" = ${moved.transferId} where id = ${holdId}`);
  await collectOwed(context, hold.accountId, holdId);
  return moved;
}

/** Frees what was set aside. False: it was spent or released before. */
export async function releaseHold(context: MoveContext, holdId: string): Promise<boolean> {
  const hold = await endHold(context, holdId, "released");
  if (hold) await collectOwed(context, hold.accountId, holdId);
  return hold !== null;
}

/** Ends a hold that is still open, under the lock of its account, which all that changes balances take first. */
async function endHold(
  context: Pick<Context, "db" | "now">,
  holdId: string,
  state: "captured" | "released",
): Promise<Hold | null> {
  const { db, now } = context;
  const hold = await row(db, Hold, sql`select ${COLUMNS} from coin_holds where id = ${holdId}`);
  if (!hold) throw new AppError("not_found");
  await lockBalances(context, [hold.accountId]);
  const ended = await db.execute(
    sql`update coin_holds set state = ${state}, "endedAt" = ${now}::timestamptz where id = ${holdId} and state = 'held'`,
  );
  if (ended === 0) return null;
  await db.execute(sql`update coin_accounts set held = held - ${hold.amount}::bigint where id = ${hold.accountId}`);
  return hold;
}

const MOST_AT_ONCE = 500;

function dueHolds(db: Sql, now: Date) {
  return rows(
    db,
    z.object({ id: z.string() }),
    sql`select id from coin_holds where "endsAt" <= ${now}::timestamptz and state = 'held' order by "accountId", id limit ${MOST_AT_ONCE}`,
  );
}

/** Frees what was set aside for longer than it was meant to be. By the clock. */
export const releaseDue = defineCommand({
  id: "coins.releaseDue",
  summary: "Release holds whose time is over",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ released: z.int() }),
  example: {},
  async run(context) {
    let released = 0;
    for (const { id } of await dueHolds(context.db, context.now)) if (await releaseHold(context, id)) released++;
    return { released };
  },
});
