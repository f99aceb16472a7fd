import * as z from "zod";
import { setting, settings } from "#app/features/admin/server/index.ts";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { balanceOf, lockBalances, moveCoins } from "#app/features/economy/server/index.ts";
import { takeTry, tryGivenBack } from "#app/features/identity/server/index.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { pageRows, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { coinsGiven } from "../events.ts";
import { OwnKey } from "../schema.ts";
import { tooYoungToGive } from "./too-young.ts";
import { whoBuys } from "./who-buys.ts";

const Gift = z.object({
  id: z.string(),
  direction: z.enum(["given", "received"]),
  name: z.string().describe("Who the other is."),
  coins: z.int(),
  message: z.string(),
  createdAt: Timestamp,
});
const Receiver = z.object({ id: z.string(), name: z.string() });

export const limits = defineQuery({
  id: "gifts.limits",
  summary: "See how many coins you may give",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: z.object({
    isOn: z.boolean().describe("Whether members may give coins on this panel."),
    left: z.int().describe("How many you may give now."),
    perDay: z.int().describe("How many within 24 hours."),
    problem: z.string().nullable().describe("Why you may not; null: you may."),
  }),
  example: {},
  http: { method: "GET", path: "/store/gifts/limits" },
  async run(context) {
    const userId = whoBuys(context);
    const isOn = await setting(context.db, "coin-gifts");
    const { left, perDay, problem } = await mayGive(context, userId);
    return { isOn, left, perDay, problem: problem?.message ?? null };
  },
});

export const list = defineQuery({
  id: "gifts.list",
  summary: "List the coins you gave and were given",
  access: { kind: "permission", permission: "economy:read" },
  input: PageInput,
  output: pageOf(Gift),
  example: { limit: 20 },
  http: { method: "GET", path: "/store/gifts" },
  async run(context, { page, limit }) {
    const userId = whoBuys(context);
    const { found, total } = await pageRows(
      context.db,
      Gift.extend({ createdAt: z.date() }),
      sql`select g.id, case when g."fromUserId" = ${userId} then 'given' else 'received' end as direction, coalesce(u.name, '') as name, g.coins, g.message, g."createdAt",
            count(*) over ()::int as total
          from coin_gifts g left join users u on u.id = case when g."fromUserId" = ${userId} then g."toUserId" else g."fromUserId" end
          where g."fromUserId" = ${userId} or g."toUserId" = ${userId} order by g."createdAt" desc, g.id desc`,
      { page, limit },
    );
    return { items: found.map((gift) => ({ ...gift, createdAt: iso(gift.createdAt) })), total, page, limit };
  },
});

export const give = defineCommand({
  id: "gifts.give",
  summary: "Give coins to another member",
  description:
    "To whom is said by id, e-mail address or name, where it is one person's alone. Stands in both statements. The same key again is the same gift.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["not_found", "conflict", "insufficient_coins", "rate_limited"],
  input: z.object({
    to: z.string().trim().min(1).max(200).describe("Id, e-mail address or name."),
    coins: z.int().min(1).max(MAX_COINS),
    message: z.string().trim().max(200).regex(ONE_LINE, NOT_ONE_LINE).default(""),
    key: OwnKey,
  }),
  output: z.object({ id: z.string(), to: z.object({ name: z.string() }), coins: z.int(), balance: z.int() }),
  example: { to: "mira@example.org", coins: 50, message: "For the ferry", key: "gift-2026-11-22-1" },
  http: { method: "POST", path: "/store/gifts", status: 201 },
  // Whoever is unknown costs nothing to ask for: it is counted, so that nobody looks for addresses by it.
  before: (context) => takeTry(context, "coin-gift", whoBuys(context)),
  async run(context, { to, coins, message, key }) {
    const { db, now, emit, target } = context;
    const userId = whoBuys(context);
    const receiver = await receiverOf(db, to);
    if (!receiver) throw new AppError("not_found", "store.unknown_receiver");
    if (receiver.id === userId) throw new AppError("conflict", "store.gift_to_oneself");
    await lockBalances(context, [userId, receiver.id]);
    target("user", receiver.id, receiver.name);
    await tryGivenBack(context, "coin-gift", userId);
    const before = await givenBefore(db, userId, key);
    if (before) {
      if (before.toUserId !== receiver.id || before.coins !== coins || before.message !== message)
        throw new AppError("conflict", "store.key_reused");
      const { available } = await balanceOf(db, userId);
      return { id: before.id, to: { name: receiver.name }, coins, balance: available };
    }
    const { left, perDay, problem } = await mayGive(context, userId);
    if (problem) throw problem;
    if (coins > left) throw new AppError("conflict", "store.gift_limit", { limit: perDay, left });
    const id = newId("cgf", now.getTime());
    // Theirs, also where a program of theirs gives: what its key is called is nobody else's business.
    const fromName = await nameOf(db, userId);
    const { transferId } = await moveCoins(context, {
      from: { userId },
      to: { userId: receiver.id },
      amount: coins,
      kind: "store.gift",
      key: `store.gift:${id}`,
      reason: message || null,
      about: { kind: "gift", id },
      params: { from: fromName, to: receiver.name },
    });
    await db.execute(sql`
      insert into coin_gifts (id, "fromUserId", "toUserId", coins, message, key, "transferId", "createdAt")
      values (${id}, ${userId}, ${receiver.id}, ${coins}::bigint, ${message}, ${key}, ${transferId}, ${now})`);
    emit(coinsGiven, { userId: receiver.id, fromUserId: userId, fromName, coins, message });
    await notify(context, [receiver.id], {
      type: "coins.given",
      params: { name: fromName, coins },
      about: { kind: "gift", id },
      once: `gift:${id}`,
    });
    const { available } = await balanceOf(db, userId);
    return { id, to: { name: receiver.name }, coins, balance: available };
  },
});

/** How many coins somebody may give now, or why none. */
async function mayGive(
  { db, now }: Context,
  userId: string,
): Promise<{ left: number; perDay: number; problem: AppError | null }> {
  const { "coin-gifts": isOn, "coin-gifts-per-day": perDay } = await settings(db, ["coin-gifts", "coin-gifts-per-day"]);
  const since = new Date(now.getTime() - DAY);
  const before = await row(
    db,
    z.object({ coins: z.coerce.number() }),
    sql`select coalesce(sum(coins), 0)::float8 as coins from coin_gifts where "fromUserId" = ${userId} and "createdAt" > ${since}`,
  );
  const problem = isOn ? await tooYoungToGive({ db, now }, userId) : new AppError("conflict", "store.gifts_off");
  return { left: problem ? 0 : Math.max(0, perDay - before!.coins), perDay, problem };
}

/** Who is meant: by id, by address, or by a name that only one person has. */
async function receiverOf(db: Sql, to: string): Promise<z.output<typeof Receiver> | null> {
  const found = await rows(
    db,
    Receiver,
    sql`select id, name from users u where kind = 'person' and ${mayComeIn("u")}
          and (id = ${to} or lower(email) = lower(${to}) or lower(name) = lower(${to}))
        order by (id = ${to}) desc, (lower(email) = lower(${to})) is true desc limit 3`,
  );
  const [first, second] = found;
  if (!first) return null;
  if (first.id === to || to.includes("@")) return first;
  return second ? null : first;
}

function givenBefore(db: Sql, userId: string, key: string) {
  return row(
    db,
    z.object({ id: z.string(), toUserId: z.string(), coins: z.number(), message: z.string() }),
    sql`select id, "toUserId", coins, message from coin_gifts where "fromUserId" = ${userId} and key = ${key}`,
  );
}

async function nameOf(db: Sql, userId: string): Promise<string> {
  const found = await row(db, z.object({ name: z.string() }), sql`select name from users where id = ${userId}`);
  return found?.name ?? "";
}
