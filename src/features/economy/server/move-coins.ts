import * as z from "zod";
import { AppError, type ReasonParams } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { coinsMoved } from "../events.ts";
import { MAX_COINS } from "../max-coins.ts";
import type { MovementKind, SystemAccount } from "../movements.ts";
import type { About, Balance } from "../schema.ts";
import { lockBalances, requireAvailable } from "./accounts.ts";

export type AccountRef = { userId: string } | { system: SystemAccount };
export type MoveContext = Pick<Context, "db" | "now" | "actor" | "emit">;

export interface Move {
  from: AccountRef;
  to: AccountRef;
  /** Whole coins, at least 1. */
  amount: number;
  kind: MovementKind;
  /** Names the occasion, for all time: the same key again moves nothing. */
  key: string;
  reason?: string | null;
  about?: About | null;
  /** The transfer that this takes back: of the same two accounts, and all together never more than it moved. */
  reverses?: string | null;
  /** What the sentence of its kind needs. */
  params?: ReasonParams;
  /** Whether the balance is to be what this makes of it: what a member owes is not taken from it then. */
  isExact?: boolean;
}

export interface Moved {
  transferId: string;
  /** False: it was made before, under the same key. */
  isNew: boolean;
  /** The members' balances after it, and after what they owe was taken. */
  balances: Record<string, number>;
}

/**
 * One transfer, in the caller's transaction, once a key. Members' accounts are locked in the order of their ids until its end; a system account has no row that is
 * changed. What comes to a member who owes coins pays that first, by a transfer of its own.
 *
 * Throws insufficient_coins (economy.insufficient) where a member has less than the amount beside what is held, and leaves nothing then, so that a caller may go on;
 * conflict (economy.too_many) beyond what an account can have, (economy.key_reused) where the key was used for another transfer, (economy.reversed) where more
 * than there was would be taken back; not_found where there is no such member or transfer.
 */
export async function moveCoins(context: MoveContext, move: Move): Promise<Moved> {
  if (!Number.isSafeInteger(move.amount) || move.amount < 1 || move.amount > MAX_COINS)
    throw new Error(`not an amount of coins: ${move.amount}`);
  const [from, to] = [idOf(move.from), idOf(move.to)];
  if (from === to) throw new AppError("conflict", "economy.to_oneself");
  const locked = await lockBalances(
    context,
    [move.from, move.to].flatMap((ref) => memberOf(ref) ?? []),
  );
  const before = await movedBefore(context.db, move, locked);
  if (before) return before;
  for (const ref of [move.from, move.to]) {
    const member = memberOf(ref);
    if (member && !locked.has(member)) throw new AppError("not_found", "economy.unknown_member");
  }
  if (move.reverses) await requireLeftToReverse(context.db, move, move.reverses);
  requireCoins(move, locked);
  const moved = await write(context, move, locked);
  const taker = memberOf(move.to);
  if (taker === null || move.isExact || locked.get(taker)!.owed === 0) return moved;
  const owed = await collectOwed(context, taker, moved.transferId);
  return owed ? { ...moved, balances: { ...moved.balances, ...owed.balances } } : moved;
}

/** Takes what a member owes from what they can spend now, as far as it goes. To be called after whatever gives them more to spend; `occasion` names that. */
export async function collectOwed(context: MoveContext, userId: string, occasion: string): Promise<Moved | null> {
  const has = (await lockBalances(context, [userId])).get(userId);
  const amount = Math.min(has?.owed ?? 0, has?.available ?? 0);
  if (amount <= 0) return null;
  const moved = await moveCoins(
    { ...context, actor: SYSTEM },
    { from: { userId }, to: { system: "issue" }, amount, kind: "store.payment_owed", key: `owed:${occasion}` },
  );
  await context.db.execute(sql`update coin_accounts set owed = owed - ${amount}::bigint where id = ${userId}`);
  return moved;
}

/** Refuses what a member has not, or could not have. */
function requireCoins({ from, to, amount }: Move, locked: ReadonlyMap<string, Balance>): void {
  const [payer, taker] = [locked.get(idOf(from)), locked.get(idOf(to))];
  if (payer) requireAvailable(payer, amount);
  if (taker && taker.balance + amount > MAX_COINS) throw new AppError("conflict", "economy.too_many");
}

async function write(context: MoveContext, move: Move, locked: ReadonlyMap<string, Balance>): Promise<Moved> {
  const { db, now, actor, emit } = context;
  const { amount, kind, key, reason = null, about = null, params = {} } = move;
  const transferId = newId("ctr", now.getTime());
  const [from, to] = [idOf(move.from), idOf(move.to)];
  const sides = [
    { id: from, change: -amount, isMember: locked.has(from) },
    { id: to, change: amount, isMember: locked.has(to) },
  ];
  // Two rows of each: PostgreSQL takes a set made of JSON for a hundred, for which it would read whole tables.
  const written = await rows(
    db,
    z.object({ id: z.string(), balance: z.number().nullable(), name: z.string().nullable() }),
    sql`with made as (
          insert into coin_transfers (id, key, kind, "fromId", "toId", amount, reason, params, about, "aboutId", "reversesId", "actorId", actor, at)
          values (${transferId}, ${key}, ${kind}, ${from}, ${to}, ${amount}, ${reason}, ${JSON.stringify(params)}::jsonb, ${about?.kind ?? null}, ${about?.id ?? null},
            ${move.reverses ?? null}, ${actor.userId}, ${actor.userId ? null : actor.label}, ${now}::timestamptz)
          on conflict (key) do nothing returning id
        ), sides as (
          select s.* from made, jsonb_to_recordset(${JSON.stringify(sides)}::jsonb) as s(id text, change bigint, "isMember" boolean)
        ), changed as (
          update coin_accounts a set balance = a.balance + s.change from sides s
          where a.id = s.id and a.id = any(${[from, to]}::text[]) and s."isMember" returning a.id, a.balance
        ), entered as (
          insert into coin_entries ("transferId", "accountId", amount, balance)
          select ${transferId}, s.id, s.change, c.balance from sides s left join changed c on c.id = s.id returning "accountId", balance
        ) select "accountId" as id, balance, (select u.name from users u where u.id = "accountId") as name from entered`,
  );
  if (written.length === 0) {
    // Somebody else made a transfer of this key since it was looked for, between other accounts: with these it would have waited for the lock.
    const before = await movedBefore(db, move, locked);
    if (before) return before;
    throw new Error("a transfer was not made, and is not there");
  }
  const balances: Record<string, number> = {};
  for (const { id, balance, name } of written) {
    if (balance === null) continue;
    balances[id] = balance;
    const change = id === from ? -amount : amount;
    emit(coinsMoved, { userId: id, name: name ?? "", transferId, kind, amount: change, balance, reason, about });
  }
  return { transferId, isNew: true, balances };
}

const Before = z.object({
  id: z.string(),
  kind: z.string(),
  fromId: z.string(),
  toId: z.string(),
  amount: z.number(),
});

async function movedBefore(db: Sql, move: Move, locked: ReadonlyMap<string, Balance>): Promise<Moved | null> {
  const found = await row(
    db,
    Before,
    sql`select id, kind, "fromId", "toId", amount from coin_transfers where key = ${move.key}`,
  );
  if (!found) return null;
  const isSame =
    found.kind === move.kind &&
    found.fromId === idOf(move.from) &&
    found.toId === idOf(move.to) &&
    found.amount === move.amount;
  if (!isSame) throw new AppError("conflict", "economy.key_reused");
  const balances = Object.fromEntries([...locked].map(([id, { balance }]) => [id, balance]));
  return { transferId: found.id, isNew: false, balances };
}

/** Holds the transfer that is taken back, so that two who take it back do not both find enough left. */
async function requireLeftToReverse(db: Sql, move: Move, reverses: string): Promise<void> {
  const found = await row(
    db,
    z.object({ fromId: z.string(), toId: z.string(), amount: z.number() }),
    sql`select "fromId", "toId", amount from coin_transfers where id = ${reverses} for update`,
  );
  if (!found) throw new AppError("not_found", "economy.unknown_transfer");
  // In a statement of its own: what others took back while this one waited is seen.
  const taken = await reversedOf(db, reverses);
  const isBack = found.fromId === idOf(move.to) && found.toId === idOf(move.from);
  if (!isBack) throw new AppError("conflict", "economy.not_its_reversal");
  const left = found.amount - taken;
  if (move.amount > left) throw new AppError("conflict", "economy.reversed", { left });
}

/** How much of a transfer was taken back. */
export async function reversedOf(db: Sql, transferId: string): Promise<number> {
  const taken = await row(
    db,
    z.object({ amount: z.coerce.number() }),
    sql`select coalesce(sum(amount), 0)::bigint as amount from coin_transfers where "reversesId" = ${transferId}`,
  );
  return taken!.amount;
}

function memberOf(ref: AccountRef): string | null {
  return "userId" in ref ? ref.userId : null;
}

function idOf(ref: AccountRef): string {
  return "userId" in ref ? ref.userId : ref.system;
}
