import * as z from "zod";
import { UserId } from "#app/features/identity/schema.ts";
import { personById } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { cursorPageOf, PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageOfMany, row, sql } from "#app/platform/sql.ts";
import { FOLLOWS_MONEY, isSystemAccount } from "../movements.ts";
import { Balance, CoinAmount, CoinReason, MovedAmount, StatementLine, TransferId } from "../schema.ts";
import { balanceOf, lockBalances, shownBalance } from "./accounts.ts";
import { moveCoins, reversedOf } from "./move-coins.ts";
import { ExportedStatement } from "./own-coins.ts";
import { exportStatement, readStatement, StatementFilter, StatementInput } from "./statement.ts";

const OneMember = z.object({ userId: UserId });
const example = { userId: "usr_01930000000070008000000000000001" };
const oneMember = {
  kind: "user",
  load: ({ db }: Context, { userId }: { userId: string }) => personById(db, userId),
  see: "economy.all:read" as const,
  name: ({ id, name }: { id: string; name: string }) => ({ id, label: name }),
};
const Changed = Balance.extend({
  before: CoinAmount.describe("The balance before."),
  transferId: TransferId.nullable().describe("null: there was nothing to change."),
});

const Holder = Balance.extend({ userId: UserId, name: z.string(), avatarUrl: z.string().nullable() });

const HolderRow = z.object({
  userId: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  balance: z.number(),
  held: z.number(),
  owed: z.number(),
});

export const list = defineQuery({
  id: "coins.list",
  summary: "List members by coins",
  description: "Those who have most first.",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name or the e-mail address."),
  }),
  output: pageOf(Holder),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/coins" },
  async run({ db }, { q, page, limit }) {
    const like = q ? likePart(q) : null;
    const conditions = [
      sql`u.kind = 'person' and u."removedAt" is null`,
      ...(like ? [sql`(u.name ilike ${like} or u.email ilike ${like})`] : []),
    ];
    const { found, total } = await pageOfMany(
      db,
      HolderRow,
      {
        columns: sql`u.id as "userId", u.name, u."avatarUrl", a.balance, a.held, a.owed`,
        from: sql`coin_accounts a join users u on u.id = a."userId"`,
        where: join(conditions, " and "),
        order: sql`a.balance desc, a.id`,
      },
      { page, limit },
    );
    const items = found.map(({ balance, held, owed, ...who }) => ({
      ...who,
      ...shownBalance({ balance, held, owed }),
    }));
    return { items, total, page, limit };
  },
});

export const get = defineQuery({
  id: "coins.get",
  summary: "Get a member's coins",
  access: { kind: "permission", permission: "economy.all:read" },
  subject: oneMember,
  rate: "admin",
  input: OneMember,
  output: Balance,
  example,
  http: { method: "GET", path: "/admin/users/{userId}/coins" },
  run: ({ db }, { userId }) => balanceOf(db, userId),
});

export const statementOf = defineQuery({
  id: "coins.statementOf",
  summary: "List a member's movements of coins",
  access: { kind: "permission", permission: "economy.all:read" },
  subject: oneMember,
  rate: "admin",
  input: StatementInput.extend(OneMember.shape),
  output: cursorPageOf(StatementLine),
  example,
  http: { method: "GET", path: "/admin/users/{userId}/coins/statement" },
  run: ({ db }, { userId, ...input }) => readStatement(db, userId, input, "staff"),
});

export const exportOf = defineQuery({
  id: "coins.exportOf",
  summary: "Export a member's movements of coins",
  access: { kind: "permission", permission: "economy.all:read" },
  subject: oneMember,
  rate: "admin",
  audit: "row",
  input: StatementFilter.extend(OneMember.shape),
  output: ExportedStatement,
  example,
  http: { method: "GET", path: "/admin/users/{userId}/coins/export" },
  async run({ db }, { userId, ...filter }) {
    return { file: `coins-${userId}.csv`, ...(await exportStatement(db, userId, filter, "staff")) };
  },
});

/** Gives or takes coins so that the balance changes by this much; nothing where that is nothing. */
async function correct(
  context: Context,
  userId: string,
  change: number,
  kind: "correction.given" | "correction.taken" | "correction.set",
  reason: string | null,
): Promise<z.input<typeof Changed>> {
  const before = (await lockBalances(context, [userId])).get(userId);
  if (!before) throw new AppError("not_found", "economy.unknown_member");
  const member = { userId };
  const panel = { system: "issue" } as const;
  const moved =
    change === 0
      ? null
      : await moveCoins(context, {
          from: change > 0 ? panel : member,
          to: change > 0 ? member : panel,
          amount: Math.abs(change),
          kind,
          key: newId("cor", context.now.getTime()),
          reason,
          isExact: kind === "correction.set",
        });
  const after = await balanceOf(context.db, userId);
  context.changed({ balance: before.balance }, { balance: after.balance, ...(reason ? { reason } : {}) });
  return { ...after, before: before.balance, transferId: moved?.transferId ?? null };
}

const Why = z.object({ reason: CoinReason.optional() });

export const add = defineCommand({
  id: "coins.add",
  summary: "Give a member coins",
  description: "What they owe is taken from it, as from all that comes in.",
  access: { kind: "permission", permission: "economy:write" },
  subject: oneMember,
  rate: "admin",
  errors: ["conflict"],
  input: OneMember.extend({ amount: MovedAmount }).extend(Why.shape),
  output: Changed,
  example: { ...example, amount: 250, reason: "Winner of the tournament" },
  http: { method: "POST", path: "/admin/users/{userId}/coins/add" },
  run: (context, { userId, amount, reason = null }) => correct(context, userId, amount, "correction.given", reason),
});

export const take = defineCommand({
  id: "coins.take",
  summary: "Take coins from a member",
  description: "Never more than they have beside what is set aside.",
  access: { kind: "permission", permission: "economy:write" },
  subject: oneMember,
  rate: "admin",
  errors: ["insufficient_coins", "conflict"],
  input: OneMember.extend({ amount: MovedAmount }).extend(Why.shape),
  output: Changed,
  example: { ...example, amount: 250, reason: "Given twice by mistake" },
  http: { method: "POST", path: "/admin/users/{userId}/coins/take" },
  run: (context, { userId, amount, reason = null }) => correct(context, userId, -amount, "correction.taken", reason),
});

export const set = defineCommand({
  id: "coins.set",
  summary: "Set a member's coins",
  description:
    "The difference is moved, and what they owe stays. With `expected` it is refused where the balance is another by now.",
  access: { kind: "permission", permission: "economy:write" },
  subject: oneMember,
  rate: "admin",
  errors: ["insufficient_coins", "conflict"],
  input: OneMember.extend({
    balance: CoinAmount,
    expected: CoinAmount.optional().describe("The balance that was read."),
  }).extend(Why.shape),
  output: Changed,
  example: { ...example, balance: 1000, reason: "Balance of the old panel" },
  http: { method: "PUT", path: "/admin/users/{userId}/coins" },
  async run(context, { userId, balance, expected, reason = null }) {
    const has = (await lockBalances(context, [userId])).get(userId);
    if (!has) throw new AppError("not_found", "economy.unknown_member");
    if (expected !== undefined && has.balance !== expected)
      throw new AppError("conflict", "economy.changed", { balance: has.balance });
    return correct(context, userId, balance - has.balance, "correction.set", reason);
  },
});

const Original = z.object({
  id: z.string(),
  kind: z.string(),
  fromId: z.string(),
  toId: z.string(),
  amount: z.number(),
  num: z.number(),
});
type Original = z.output<typeof Original>;

export const reverse = defineCommand({
  id: "coins.reverse",
  summary: "Take back a movement of coins",
  description:
    "As a movement of its own, once, all that is left of it. What was bought with the coins stays: orders have refunds of their own. What a payment gave or took goes as its money does.",
  access: { kind: "permission", permission: "economy:write" },
  rate: "admin",
  errors: ["insufficient_coins", "conflict"],
  subject: {
    kind: "coin_transfer",
    load: ({ db }: Context, { transferId }: { transferId: string }) =>
      row(
        db,
        Original,
        sql`select id, kind, num, "fromId", "toId", amount from coin_transfers where id = ${transferId}`,
      ),
    see: "economy.all:read",
    name: ({ id, num }: Original) => ({ id, label: `movement ${num}` }),
  },
  input: z.object({ transferId: TransferId }).extend(Why.shape),
  output: z.object({ transferId: TransferId, amount: CoinAmount }),
  example: { transferId: "ctr_019f3c2a7b407d11a2c35e8f90b1c2d3", reason: "Paid for a server that never started" },
  http: { method: "POST", path: "/admin/coins/transfers/{transferId}/reverse" },
  async run(context, { transferId, reason = null }, original) {
    if (FOLLOWS_MONEY.has(original.kind)) throw new AppError("conflict", "economy.follows_money");
    const members = [original.fromId, original.toId].filter((id) => !isSystemAccount(id));
    await lockBalances(context, members);
    const taken = await reversedOf(context.db, transferId);
    const left = original.amount - taken;
    if (left <= 0) throw new AppError("conflict", "economy.reversed", { left: 0 });
    const moved = await moveCoins(context, {
      from: sideOf(original.toId),
      to: sideOf(original.fromId),
      amount: left,
      kind: "reversal",
      key: `reversal:${transferId}:${taken}`,
      reason,
      reverses: transferId,
    });
    context.changed(null, { amount: left, ...(reason ? { reason } : {}) });
    return { transferId: moved.transferId, amount: left };
  },
});

function sideOf(id: string) {
  return isSystemAccount(id) ? { system: id } : { userId: id };
}
