import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkLedger } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { FIRST_PACKAGE_ID } from "#app/features/packages/schema.ts";
import { allowanceOf, assignPackage } from "#app/features/packages/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { bypassesOf, takeBypasses } from "#app/features/renewals/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { newAddress } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";

const { store, storeItems, storeOrders, coupons, coins, roles, packages } = operations;
type Member = Actor & { userId: string };

let runtime: TestRuntime;
let owner: Member;
let moved = 0;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  await set("store", true);
  await set("coin-gifts", true);
  const limits = { memoryMiB: 2048, diskMiB: 10_240, cpuPercent: 200, servers: 3, ports: 10 };
  await execute(packages.update, owner, { packageId: FIRST_PACKAGE_ID, limits });
});
afterEach(async () => {
  expect((await checkLedger(runtime.database)).faults, "the books are right after each test").toEqual([]);
  if (moved !== 0) advanceClock(-moved);
  moved = 0;
});
afterAll(() => runtime.close());

const set = (key: "store" | "coin-gifts", value: boolean) => execute(operations.settings.set, owner, { key, value });
function later(ms: number): void {
  advanceClock(ms);
  moved += ms;
}
async function member(balance = 0): Promise<Member> {
  const made = await createUser(runtime.database, "member");
  if (balance > 0) await execute(coins.add, owner, { userId: made.userId, amount: balance });
  return made;
}
const MEMORY = { kind: "resource", resource: "memoryMiB", amount: 512 } as const;
async function item(terms: object = {}) {
  return execute(storeItems.create, owner, { name: "Memory", gives: MEMORY, priceCoins: 100, enabled: true, ...terms });
}
const buy = (who: Actor, itemId: string, expectedTotal: number, rest: object = {}) =>
  execute(store.buy, who, { itemId, expectedTotal, ...rest }, { address: newAddress() });
const balance = async (who: Member) => (await execute(coins.mine, who, {})).balance;
const memory = async (who: Member) => (await allowanceOf(runtime.database, who.userId, now())).extra.memoryMiB;
const fails = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.reason,
  );

describe("a purchase", () => {
  it("is what the quote said: the coins go, the memory is there, the order is kept", async () => {
    const ada = await member(250);
    const { id: itemId } = await item();
    const quote = await execute(store.quote, ada, { itemId, quantity: 2 });
    expect(quote).toMatchObject({
      totalCoins: 200,
      balance: { before: 250, after: 50 },
      problems: [],
      resources: { after: { memoryMiB: quote.resources!.before.memoryMiB + 1024 } },
    });
    const { order, balance: left, giftCode } = await buy(ada, itemId, 200, { quantity: 2 });
    expect({ order, left, giftCode }).toMatchObject({
      order: { state: "delivered", quantity: 2, totalCoins: 200, gives: MEMORY },
      left: 50,
      giftCode: null,
    });
    expect(await memory(ada)).toBe(1024);
    expect((await execute(store.orders, ada, {})).items).toMatchObject([{ id: order.id }]);
    expect((await execute(coins.statement, ada, {})).items[0]).toMatchObject({
      amount: -200,
      says: "Bought 2 times: Memory",
      about: { kind: "order", id: order.id },
    });
    expect(await execute(storeItems.get, owner, { itemId })).toMatchObject({ sold: 2 });
  });

  it("is refused with the reason that the quote names, and nothing is changed", async () => {
    const poor = await member(99);
    const { id: itemId } = await item({ stock: 1, limitPerMember: 1 });
    const quote = await execute(store.quote, poor, { itemId, quantity: 2 });
    expect(quote.problems.map(({ reason }) => reason)).toEqual([
      "store.sold_out",
      "store.limit",
      "economy.insufficient",
    ]);
    await expect(buy(poor, itemId, 100)).rejects.toMatchObject({ code: "insufficient_coins", params: { missing: 1 } });
    expect([await balance(poor), await memory(poor)]).toEqual([99, 0]);
    const off = await item({ enabled: false });
    expect(await fails(buy(poor, off.id, 100))).toBe("store.not_on_sale");
    const soon = await item({ fromAt: new Date(now().getTime() + HOUR).toISOString() });
    expect(await fails(buy(poor, soon.id, 100))).toBe("store.not_yet");
    const over = await item({ untilAt: new Date(now().getTime() + HOUR).toISOString() });
    later(2 * HOUR);
    expect(await fails(buy(poor, over.id, 100))).toBe("store.over");
    await set("store", false);
    expect(await fails(buy(poor, itemId, 100))).toBe("store.closed");
    expect(await execute(store.items, poor, {})).toMatchObject({ isOpen: false, items: [] });
    await set("store", true);
  });

  it("is not of more of what has no limit", async () => {
    const ada = await member(100);
    const limits = { memoryMiB: 1_000_000_000, diskMiB: 1, cpuPercent: 1, servers: 1, ports: 1 };
    const { id: packageId } = await execute(packages.create, owner, { name: "No limit", limits });
    await assignPackage({ db: runtime.database, now: now(), actor: owner, emit: () => {} }, ada.userId, packageId, {
      reason: "x",
    });
    expect(await fails(buy(ada, (await item()).id, 100))).toBe("store.no_limit");
    expect(await balance(ada)).toBe(100);
  });

  it("takes no amount that is none", async () => {
    const ada = await member(1000);
    const { id: itemId } = await item();
    for (const quantity of [0, -1, 1.5, 1001, 1e20, "x"])
      await expect(buy(ada, itemId, 0, { quantity })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(buy(ada, itemId, -100)).rejects.toMatchObject({ code: "invalid_input" });
    const dear = await item({ priceCoins: 999_999_999_999_999 });
    expect(await fails(buy(ada, dear.id, 0, { quantity: 1000 }))).toBe("store.too_much");
    const much = await item({ gives: { ...MEMORY, amount: 1_000_000_000 }, priceCoins: 0 });
    expect(await fails(buy(ada, much.id, 0, { quantity: 2 }))).toBe("store.too_much");
    expect([await balance(ada), await memory(ada)]).toEqual([1000, 0]);
  });

  it("is at the price that was agreed to, or not at all", async () => {
    const ada = await member(1000);
    const { id: itemId } = await item();
    const { totalCoins } = await execute(store.quote, ada, { itemId });
    await execute(storeItems.update, owner, { itemId, priceCoins: 900 });
    await expect(buy(ada, itemId, totalCoins)).rejects.toMatchObject({
      code: "conflict",
      reason: "store.price_changed",
      params: { total: 900 },
    });
    expect(await balance(ada)).toBe(1000);
  });

  it("of fifty at once with coins for one is one", async () => {
    const ada = await member(100);
    const { id: itemId } = await item();
    const all = await Promise.all(Array.from({ length: 50 }, () => fails(buy(ada, itemId, 100))));
    expect(all.filter((one) => one === "done")).toHaveLength(1);
    expect(new Set(all)).toEqual(new Set(["done", "economy.insufficient"]));
    expect([await balance(ada), await memory(ada)]).toEqual([0, 512]);
  });

  it("of the last one by many is one, and each member's limit holds", async () => {
    const { id: itemId } = await item({ stock: 3 });
    const many = await Promise.all(Array.from({ length: 12 }, () => member(100)));
    const all = await Promise.all(many.map((who) => fails(buy(who, itemId, 100))));
    expect(all.filter((one) => one === "done")).toHaveLength(3);
    expect(await execute(storeItems.get, owner, { itemId })).toMatchObject({ stock: 0, sold: 3 });
    const limited = await item({ limitPerMember: 2, limitDays: 7 });
    const ada = await member(1000);
    const own = await Promise.all(Array.from({ length: 8 }, () => fails(buy(ada, limited.id, 100))));
    expect(own.filter((one) => one === "done")).toHaveLength(2);
    const shown = async () =>
      (await execute(store.items, ada, {})).items.find(({ id }) => id === limited.id)?.leftForYou;
    expect(await shown()).toBe(0);
    later(8 * DAY);
    expect(await shown()).toBe(2);
    await buy(ada, limited.id, 100);
  });

  it("with the same key is the same order, however often and at once", async () => {
    const ada = await member(1000);
    const { id: itemId } = await item();
    const key = "checkout-1";
    const all = await Promise.all(Array.from({ length: 10 }, () => buy(ada, itemId, 100, { key })));
    expect(new Set(all.map(({ order }) => order.id)).size).toBe(1);
    expect([await balance(ada), await memory(ada)]).toEqual([900, 512]);
    for (const [total, other] of [
      [200, { quantity: 2 }],
      [100, { asGift: true }],
      [50, {}],
    ] as const)
      expect(await fails(buy(ada, itemId, total, { key, ...other }))).toBe("store.key_reused");
    await buy(await member(100), itemId, 100, { key });
  });

  it("has the price of who plays while a server runs, and the other while none does", async () => {
    const ada = await member(1000);
    const { id: itemId } = await item({ stoppedPriceCoins: 40 });
    expect(await execute(store.quote, ada, { itemId })).toMatchObject({ totalCoins: 40, isStoppedPrice: true });
    const hosts = { ...ada, holdings: owner.holdings };
    const serverId = await createServer(runtime.database, hosts, await createNode(runtime.database));
    await runtime.database.execute(
      sql`update servers set "ownerId" = ${ada.userId}, observed = 'running', desired = 'running' where id = ${serverId}`,
    );
    expect(await execute(store.quote, ada, { itemId })).toMatchObject({ totalCoins: 100, isStoppedPrice: false });
    expect(await fails(buy(ada, itemId, 40)), "started in between").toBe("store.price_changed");
    await runtime.database.execute(
      sql`update servers set observed = 'offline', desired = 'offline' where id = ${serverId}`,
    );
    expect((await buy(ada, itemId, 40)).order.totalCoins).toBe(40);
  });

  it("is nobody's who may not spend, and nobody's business else", async () => {
    const ada = await member(100);
    const { id: itemId } = await item();
    await expect(buy(keyOf(ada, ["economy:read"]), itemId, 100)).rejects.toMatchObject({ code: "forbidden" });
    const { order } = await buy(keyOf(ada), itemId, 100);
    const eve = await member();
    for (const operation of [store.order, store.giveBack])
      await expect(execute(operation, eve, { orderId: order.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await execute(store.orders, eve, {})).total).toBe(0);
    await expect(execute(storeOrders.list, eve, {})).rejects.toMatchObject({ code: "forbidden" });
    expect((await execute(storeOrders.list, owner, { userId: ada.userId })).items).toMatchObject([{ id: order.id }]);
  });
});

describe("what is sold", () => {
  it("is a role, once, for who has it not, and never one that was made staff's since", async () => {
    const ada = await member(500);
    const { id: roleId } = await execute(roles.create, owner, { name: "Patron", permissions: [], rank: 20 });
    const { id: itemId } = await item({ name: "Badge", gives: { kind: "role", roleId } });
    expect(await fails(buy(ada, itemId, 200, { quantity: 2 }))).toBe("store.one_at_a_time");
    const { order } = await buy(ada, itemId, 100);
    expect(order.label).toBe("Patron");
    expect(await fails(buy(ada, itemId, 100))).toBe("store.has_role");
    expect(
      (await execute(operations.users.get, owner, { userId: ada.userId })).roles.map(({ name }) => name),
    ).toContain("Patron");
    await execute(roles.update, owner, { roleId, permissions: ["users:write"] });
    expect(await fails(buy(await member(100), itemId, 100))).toBe("store.not_on_sale");
    await execute(storeOrders.refund, owner, { orderId: order.id, reason: "Not meant so" });
    expect(
      (await execute(operations.users.get, owner, { userId: ada.userId })).roles.map(({ name }) => name),
    ).not.toContain("Patron");
  });

  it("is a package for a time, and bought again it is longer", async () => {
    const ada = await member(500);
    const limits = { memoryMiB: 8192, diskMiB: 1, cpuPercent: 1, servers: 1, ports: 1 };
    const { id: packageId } = await execute(packages.create, owner, { name: "Large", limits });
    const { id: itemId } = await item({
      name: "Large",
      gives: { kind: "package", packageId, days: 30 },
      refundHours: 24,
    });
    const at = now();
    const quote = await execute(store.quote, ada, { itemId });
    expect(quote).toMatchObject({ resources: { after: { memoryMiB: 8192 } }, package: { after: { name: "Large" } } });
    await buy(ada, itemId, 100);
    const { order } = await buy(ada, itemId, 100);
    const has = () => allowanceOf(runtime.database, ada.userId, now());
    const until = (await has()).until!.getTime();
    expect(Math.abs(until - at.getTime() - 60 * DAY)).toBeLessThan(60_000);
    await execute(store.giveBack, ada, { orderId: order.id });
    expect((await has()).until!.getTime()).toBe(until - 30 * DAY);
    later(31 * DAY);
    expect((await has()).way).toBe("default");
    expect(await fails(buy(ada, itemId, 200 * 100, { quantity: 200 }))).toBe("store.too_much");
  });

  it("is a number of renewals, which cannot be given back when they are used", async () => {
    const ada = await member(500);
    const { id: itemId } = await item({ name: "Bypass", gives: { kind: "renewal_bypass", amount: 2 }, refundHours: 1 });
    const { order } = await buy(ada, itemId, 200, { quantity: 2 });
    expect(await bypassesOf(runtime.database, ada.userId)).toBe(4);
    await takeBypasses({ db: runtime.database, now: now() } as never, ada.userId, 1);
    expect(await fails(execute(store.giveBack, ada, { orderId: order.id }))).toBe("renewals.no_bypass");
    const many = await item({ gives: { kind: "renewal_bypass", amount: 9_999 }, priceCoins: 0 });
    expect((await execute(store.quote, ada, { itemId: many.id })).problems, "said before it is bought").toMatchObject([
      { reason: "renewals.too_many_bypasses" },
    ]);
  });
});

describe("a refund", () => {
  it("gives the coins back once, within the time, with what was bought", async () => {
    const ada = await member(100);
    const { id: itemId } = await item({ refundHours: 2, stock: 5 });
    const { order } = await buy(ada, itemId, 100);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        fails(
          at % 2
            ? execute(store.giveBack, ada, { orderId: order.id })
            : execute(storeOrders.refund, owner, { orderId: order.id, reason: "Asked for" }),
        ),
      ),
    );
    expect(all.filter((one) => one === "done")).toHaveLength(1);
    expect(new Set(all)).toEqual(new Set(["done", "store.refunded_already"]));
    expect([await balance(ada), await memory(ada)]).toEqual([100, 0]);
    expect(await execute(storeItems.get, owner, { itemId })).toMatchObject({ stock: 5, sold: 0 });
    const again = await buy(ada, itemId, 100);
    later(3 * HOUR);
    expect(await fails(execute(store.giveBack, ada, { orderId: again.order.id }))).toBe("store.refund_over");
    const done = await execute(storeOrders.refund, owner, { orderId: again.order.id, reason: "Goodwill" });
    expect(done).toMatchObject({ state: "refunded", refundReason: "Goodwill", refundedBy: owner.label });
    const seen = await execute(store.order, ada, { orderId: again.order.id });
    expect(seen, "who of the team did it is not named").toMatchObject({ refundReason: "Goodwill", refundedBy: null });
  });

  it("is refused while what was bought is in use; the team may leave it", async () => {
    const ada = await member(100);
    const { id: itemId } = await item({ refundHours: 24 });
    const { order } = await buy(ada, itemId, 100);
    const serverId = await createServer(
      runtime.database,
      { ...ada, holdings: owner.holdings },
      await createNode(runtime.database),
    );
    const { total } = await allowanceOf(runtime.database, ada.userId, now());
    await runtime.database.execute(
      sql`update servers set "ownerId" = ${ada.userId}, "memoryMiB" = ${total.memoryMiB} where id = ${serverId}`,
    );
    expect(await fails(execute(store.giveBack, ada, { orderId: order.id }))).toBe("packages.extra_in_use");
    expect(await fails(execute(storeOrders.refund, owner, { orderId: order.id, reason: "x" }))).toBe(
      "packages.extra_in_use",
    );
    expect(await balance(ada)).toBe(0);
    await execute(storeOrders.refund, owner, { orderId: order.id, reason: "Goodwill", leaves: true });
    expect([await balance(ada), await memory(ada)]).toEqual([100, 512]);
  });

  it("of a package gives back the one before, if that is still there", async () => {
    const ada = await member(100);
    const limits = { memoryMiB: 1, diskMiB: 1, cpuPercent: 1, servers: 1, ports: 1 };
    const [first, second, third] = await Promise.all(
      ["One", "Two", "Three"].map((name) => execute(packages.create, owner, { name, limits })),
    );
    const context = { db: runtime.database, now: now(), actor: owner, emit: () => {} };
    await assignPackage(context, ada.userId, first!.id, { reason: "Team" });
    const { id: itemId } = await item({
      gives: { kind: "package", packageId: second!.id, days: null },
      refundHours: 24,
    });
    const { order } = await buy(ada, itemId, 100);
    await assignPackage(context, ada.userId, third!.id, { reason: "Team" });
    expect(await fails(execute(store.giveBack, ada, { orderId: order.id }))).toBe("store.in_use");
    await assignPackage(context, ada.userId, second!.id, { reason: "Team" });
    await execute(store.giveBack, ada, { orderId: order.id });
    expect((await allowanceOf(runtime.database, ada.userId, now())).package.name).toBe("One");
  });
});

describe("a discount", () => {
  it("is taken off once by each, and comes back with a refund", async () => {
    const ada = await member(1000);
    const { id: itemId } = await item({ refundHours: 1 });
    const made = await execute(coupons.create, owner, { gives: { kind: "percent", percent: 30 }, maxUses: null });
    const { code: couponCode, id: couponId } = made.items[0]!;
    const quote = await execute(store.quote, ada, { itemId, couponCode });
    expect(quote).toMatchObject({ subtotalCoins: 100, discountCoins: 30, totalCoins: 70, coupon: { value: 30 } });
    const { order } = await buy(ada, itemId, 70, { couponCode });
    expect(await fails(buy(ada, itemId, 70, { couponCode }))).toBe("coupons.used");
    await execute(store.giveBack, ada, { orderId: order.id });
    expect(await balance(ada)).toBe(1000);
    expect((await execute(coupons.list, owner, { code: couponCode })).items[0]).toMatchObject({
      id: couponId,
      uses: 0,
    });
    await buy(ada, itemId, 70, { couponCode });
  });

  it("whose last uses many want at once is as many's as it has uses", async () => {
    const { id: itemId } = await item();
    const made = await execute(coupons.create, owner, { gives: { kind: "percent", percent: 100 }, maxUses: 3 });
    const { code: couponCode, id: couponId } = made.items[0]!;
    const many = await Promise.all(Array.from({ length: 15 }, () => member()));
    const all = await Promise.all(many.map((who) => fails(buy(who, itemId, 0, { couponCode }))));
    expect(all.filter((one) => one === "done")).toHaveLength(3);
    expect(all.filter((one) => one === "coupons.not_good")).toHaveLength(12);
    expect((await execute(coupons.list, owner, { code: couponCode })).items).toMatchObject([{ id: couponId, uses: 3 }]);
  });

  it("is for its items and members alone, and says no more than that it is not good", async () => {
    const [ada, eve] = [await member(100), await member(100)];
    const [one, other] = [await item(), await item()];
    const create = (terms: object) =>
      execute(coupons.create, owner, {
        gives: { kind: "amount", coins: 500 },
        maxPerMember: null,
        maxUses: null,
        ...terms,
      });
    const forOne = (await create({ itemIds: [one.id] })).items[0]!.code;
    const forAda = (await create({ userIds: [ada.userId] })).items[0]!.code;
    expect(await fails(buy(ada, other.id, 0, { couponCode: forOne }))).toBe("coupons.not_good");
    expect(await fails(buy(eve, one.id, 0, { couponCode: forAda }))).toBe("coupons.not_good");
    expect(await fails(buy(ada, one.id, 0, { couponCode: "NONE-SUCH-CODE" }))).toBe("coupons.not_good");
    expect((await buy(ada, one.id, 0, { couponCode: forOne })).order.totalCoins).toBe(0);
    expect(await balance(ada)).toBe(100);
  });
});
