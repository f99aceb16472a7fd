import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkLedger } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { FIRST_PACKAGE_ID } from "#app/features/packages/schema.ts";
import { allowanceOf } from "#app/features/packages/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { bypassesOf } from "#app/features/renewals/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";

const { store, storeItems, coupons, coins, gifts, packages, resources } = operations;
type Member = Actor & { userId: string };

let runtime: TestRuntime;
let owner: Member;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  await set("store", true);
  await set("coin-gifts", true);
  await set("coin-gift-account-days", 0);
  const limits = { memoryMiB: 2048, diskMiB: 10_240, cpuPercent: 200, servers: 3, ports: 10 };
  await execute(packages.update, owner, { packageId: FIRST_PACKAGE_ID, limits });
});
afterEach(async () => {
  expect((await checkLedger(runtime.database)).faults, "the books are right after each test").toEqual([]);
});
afterAll(() => runtime.close());

const set = (key: "store" | "coin-gifts" | "coin-gift-account-days" | "coin-gifts-per-day", value: boolean | number) =>
  execute(operations.settings.set, owner, { key, value });
async function member(balance = 0, label?: string): Promise<Member> {
  const made = await createUser(runtime.database, "member", label ? { label } : {});
  if (balance > 0) await execute(coins.add, owner, { userId: made.userId, amount: balance });
  return made;
}
const make = async (gives: object, terms: object = {}) =>
  (await execute(coupons.create, owner, { gives, ...terms } as never)).items[0]!;
const redeem = (who: Actor, code: string, address = newAddress()) =>
  execute(coupons.redeem, who, { code }, { address });
const balance = async (who: Member) => (await execute(coins.mine, who, {})).balance;
const fails = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.reason,
  );

describe("a code", () => {
  it("gives what it is for, once, however it is typed", async () => {
    const ada = await member();
    const { code } = await make({ kind: "coins", coins: 50 });
    expect(await redeem(ada, ` ${code.toLowerCase().replaceAll("-", " ")} `)).toEqual({
      kind: "coins",
      coins: 50,
      things: [],
      renewedUntil: null,
    });
    expect(await balance(ada)).toBe(50);
    expect(await fails(redeem(ada, code))).toBe("coupons.used");
    expect(await fails(redeem(await member(), code))).toBe("coupons.not_good");
    const extras = await make({ kind: "resources", resources: { memoryMiB: 256, servers: 1 } });
    await redeem(ada, extras.code);
    expect((await allowanceOf(runtime.database, ada.userId, now())).extra).toMatchObject({
      memoryMiB: 256,
      servers: 1,
    });
    await redeem(ada, (await make({ kind: "renewal_bypass", amount: 3 })).code);
    expect(await bypassesOf(runtime.database, ada.userId)).toBe(3);
    const limits = { memoryMiB: 1, diskMiB: 1, cpuPercent: 1, servers: 1, ports: 1 };
    const { id: packageId } = await execute(packages.create, owner, { name: "Trial", limits });
    await redeem(ada, (await make({ kind: "package", packageId, days: 7 })).code);
    expect(await allowanceOf(runtime.database, ada.userId, now())).toMatchObject({
      way: "assigned",
      package: { name: "Trial" },
    });
  });

  it("of a package takes no other that a member has, unless they say so, and stays good", async () => {
    const [ada, bob] = [await member(500), await member(500)];
    const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 400, servers: 5, ports: 10 };
    const [large, small] = [
      await execute(packages.create, owner, { name: "Large", limits }),
      await execute(packages.create, owner, { name: "Small", limits: { ...limits, memoryMiB: 1024 } }),
    ];
    await execute(resources.assign, owner, { userId: ada.userId, packageId: large.id, reason: "Founder" });
    const held = async (who: Member) => (await allowanceOf(runtime.database, who.userId, now())).package.name;
    const voucher = await make({ kind: "package", packageId: small.id, days: 7 });
    const gives = { kind: "package", packageId: small.id, days: 7 };
    const { id: itemId } = await execute(storeItems.create, owner, {
      ...{ name: "Small for a week", gives, priceCoins: 50, enabled: true },
    } as never);
    const { giftCode } = await execute(store.buy, bob, { itemId, expectedTotal: 50, asGift: true });
    for (const code of [voucher.code, giftCode!]) {
      await expect(redeem(ada, code)).rejects.toMatchObject({ reason: "coupons.replaces_package" });
      expect(await held(ada)).toBe("Large");
    }
    const agreed = { code: voucher.code, replacePackage: true };
    const redeemed = await execute(coupons.redeem, ada, agreed, { address: newAddress() });
    expect(redeemed.things, "it says what is theirs now").toEqual([{ gives, quantity: 1, label: "Small" }]);
    expect(await held(ada)).toBe("Small");
    // The same one is made longer, which takes nothing.
    expect(await redeem(ada, giftCode!)).toMatchObject({ kind: "item", things: [{ gives }] });
    const { until } = await allowanceOf(runtime.database, ada.userId, now());
    expect(Math.round((until!.getTime() - now().getTime()) / DAY)).toBe(14);
  });

  it("whose last use fifty want at once is one's", async () => {
    const { code, id } = await make({ kind: "coins", coins: 10 }, { maxUses: 3 });
    const many = await Promise.all(Array.from({ length: 20 }, () => member()));
    const all = await Promise.all(many.map((who) => fails(redeem(who, code))));
    expect(all.filter((one) => one === "done")).toHaveLength(3);
    expect((await Promise.all(many.map(balance))).reduce((sum, one) => sum + one, 0)).toBe(30);
    const again = await make({ kind: "coins", coins: 10 }, { maxUses: null });
    const ada = await member();
    // Each from an address of its own, and so few that the wait after several tries does not come first.
    const own = await Promise.all(Array.from({ length: 5 }, () => fails(redeem(ada, again.code))));
    expect(own.filter((one) => one === "done")).toHaveLength(1);
    expect(await balance(ada)).toBe(10);
    expect((await execute(coupons.list, owner, { code })).items[0]).toMatchObject({ id, uses: 3 });
  });

  it("that is off, over, not begun, for others, or none, is answered alike", async () => {
    const ada = await member();
    const at = (ms: number) => new Date(now().getTime() + ms).toISOString();
    const off = await make({ kind: "coins", coins: 1 });
    await execute(coupons.update, owner, { couponId: off.id, enabled: false });
    const soon = await make({ kind: "coins", coins: 1 }, { fromAt: at(DAY) });
    const over = await make({ kind: "coins", coins: 1 }, { untilAt: at(1000) });
    const others = await make({ kind: "coins", coins: 1 }, { userIds: [owner.userId] });
    advanceClock(5000);
    const answers = await Promise.all(
      [off.code, soon.code, over.code, others.code, "AAAA-BBBB-CCCC-DDDD"].map(async (code) =>
        redeem(await (async () => ada)(), code).catch(({ code: status, reason, message, params }) =>
          JSON.stringify({ status, reason, message, params }),
        ),
      ),
    );
    advanceClock(-5000);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("coupons.not_good");
  });

  it("is not found by guessing: wrong ones make a member wait, and a good one makes no guess free", async () => {
    const eve = await member();
    const reasons: string[] = [];
    for (let at = 0; at < 8; at++) reasons.push(await fails(redeem(eve, `GUESS-${at}-GUESS`)));
    expect(reasons.filter((reason) => reason === "coupons.not_good")).toHaveLength(5);
    expect(reasons.at(-1)).toBe("identity.too_many_tries");
    const { code } = await make({ kind: "coins", coins: 1 });
    expect(await fails(redeem(eve, code)), "a right one tells no more than a wrong one").toBe(
      "identity.too_many_tries",
    );
    const { id: itemId } = await execute(storeItems.create, owner, {
      name: "Memory",
      gives: { kind: "resource", resource: "memoryMiB", amount: 1 },
      priceCoins: 1,
      enabled: true,
    });
    const quote = execute(store.quote, eve, { itemId, couponCode: "GUESS-9-GUESS" }, { address: newAddress() });
    expect(await fails(quote), "the checkout is no way around").toBe("identity.too_many_tries");
  });

  it("that takes something off a price is for the checkout, and the other way round", async () => {
    const ada = await member();
    const { code } = await make({ kind: "percent", percent: 10 });
    expect(await fails(redeem(ada, code))).toBe("coupons.at_checkout");
    await expect(redeem(keyOf(ada, ["economy:read"]), code)).rejects.toMatchObject({ code: "forbidden" });
    await set("store", false);
    expect(await fails(redeem(ada, code))).toBe("store.closed");
    await set("store", true);
  });
});

describe("an item as a gift", () => {
  const item = (terms: object = {}) =>
    execute(storeItems.create, owner, {
      name: "Memory",
      gives: { kind: "resource", resource: "memoryMiB", amount: 512 },
      priceCoins: 100,
      enabled: true,
      refundHours: 24,
      ...terms,
    });
  const memory = async (who: Member) => (await allowanceOf(runtime.database, who.userId, now())).extra.memoryMiB;

  it("is a code, which its buyer sees again until somebody has redeemed it", async () => {
    const [ada, bob] = [await member(300), await member()];
    const { id: itemId } = await item();
    const key = "gift-key-1";
    const bought = await execute(store.buy, ada, { itemId, quantity: 2, expectedTotal: 200, asGift: true, key });
    expect(bought.order.state).toBe("gift");
    expect(await memory(ada)).toBe(0);
    expect(
      (await execute(store.buy, ada, { itemId, quantity: 2, expectedTotal: 200, asGift: true, key })).giftCode,
    ).toBe(bought.giftCode);
    const order = () => execute(store.order, ada, { orderId: bought.order.id });
    expect((await order()).giftCode).toBe(bought.giftCode);
    const reader = keyOf(ada, ["economy:read"]);
    expect((await execute(store.order, reader, { orderId: bought.order.id })).giftCode, "it is worth coins").toBeNull();
    expect(await redeem(bob, bought.giftCode!)).toMatchObject({ kind: "item", things: [{ quantity: 2 }] });
    expect(await memory(bob)).toBe(1024);
    expect(await order()).toMatchObject({ state: "redeemed", giftCode: null });
    expect(await fails(execute(store.giveBack, ada, { orderId: bought.order.id }))).toBe("store.gift_redeemed");
  });

  it("is given back or redeemed, never both", async () => {
    const { id: itemId } = await item();
    for (let round = 0; round < 5; round++) {
      const [ada, bob] = [await member(100), await member()];
      const { order, giftCode } = await execute(store.buy, ada, { itemId, expectedTotal: 100, asGift: true });
      const [back, redeemed] = await Promise.all([
        fails(execute(store.giveBack, ada, { orderId: order.id })),
        fails(redeem(bob, giftCode!)),
      ]);
      expect([back, redeemed].filter((one) => one === "done")).toHaveLength(1);
      expect((await balance(ada)) / 100 + (await memory(bob)) / 512).toBe(1);
      const { items } = await execute(coupons.list, owner, { code: giftCode! });
      await execute(coupons.update, owner, { couponId: items[0]!.id, enabled: true });
      expect(await fails(redeem(await member(), giftCode!)), "switched on again it is worth nothing").toBe(
        "coupons.not_good",
      );
      await expect(execute(coupons.update, owner, { couponId: items[0]!.id, maxUses: 9 })).rejects.toMatchObject({
        reason: "coupons.has_order",
      });
    }
  });
});

describe("a gift of coins", () => {
  const give = (who: Member, to: string, amount: number, key = `key-${Math.random()}`) =>
    execute(gifts.give, who, { to, coins: amount, key }, { address: newAddress() });

  it("goes to who is meant by id, address or name, and stands in both statements", async () => {
    const [ada, bob] = [await member(100, "Ada Gives"), await member(0, "Bob Takes")];
    await give(ada, bob.userId, 10);
    await give(ada, `${bob.userId}@EXAMPLE.org`, 10);
    const given = await execute(gifts.give, ada, {
      to: "bob takes",
      coins: 10,
      message: "For the ferry",
      key: "a-gift-key",
    });
    expect(given).toMatchObject({ to: { name: "Bob Takes" }, balance: 70 });
    expect([await balance(ada), await balance(bob)]).toEqual([70, 30]);
    const [line] = (await execute(coins.statement, bob, {})).items;
    expect(line).toMatchObject({ amount: 10, says: "A gift of Ada Gives to Bob Takes", reason: "For the ferry" });
    expect((await execute(gifts.list, bob, {})).items[0]).toMatchObject({ direction: "received", name: "Ada Gives" });
    await give({ ...keyOf(ada), userId: ada.userId, label: "my secret bot" }, bob.userId, 1);
    expect((await execute(coins.statement, bob, {})).items[0], "whoever gives by a program").toMatchObject({
      says: "A gift of Ada Gives to Bob Takes",
    });
    const told = await runtime.database.query(
      sql`select count(*)::int as count from notifications where "userId" = ${bob.userId}`,
    );
    expect(told[0]!.count).toBe(4);
    await member(0, "Bob Takes");
    expect(await fails(give(ada, "Bob Takes", 1)), "of two of a name neither is meant").toBe("store.unknown_receiver");
  });

  it("is bounded by the day, by age and by what is there, however many are given at once", async () => {
    await set("coin-gifts-per-day", 50);
    const [ada, bob] = [await member(1000), await member()];
    const all = await Promise.all(Array.from({ length: 5 }, () => fails(give(ada, bob.userId, 20))));
    expect(all.filter((one) => one === "done")).toHaveLength(2);
    expect(await execute(gifts.limits, ada, {})).toMatchObject({ isOn: true, left: 10, perDay: 50, problem: null });
    advanceClock(2 * DAY);
    await give(ada, bob.userId, 50);
    advanceClock(-2 * DAY);
    await set("coin-gifts-per-day", 1000);
    expect(await fails(give(await member(5), bob.userId, 6))).toBe("economy.insufficient");
    expect(await fails(give(ada, ada.userId, 1))).toBe("store.gift_to_oneself");
    expect(await fails(give(ada, "nobody@example.org", 1))).toBe("store.unknown_receiver");
    for (const amount of [0, -1, 0.5])
      await expect(give(ada, bob.userId, amount)).rejects.toMatchObject({ code: "invalid_input" });
    await set("coin-gift-account-days", 7);
    expect(await fails(give(await member(5), bob.userId, 1))).toBe("store.gift_too_young");
    const { id: itemId } = await execute(storeItems.create, owner, {
      name: "Memory",
      gives: { kind: "resource", resource: "memoryMiB", amount: 1 },
      priceCoins: 1,
      enabled: true,
    });
    const asGift = { itemId, expectedTotal: 1, asGift: true };
    expect(await fails(execute(store.buy, await member(5), asGift)), "what coins buy is no way around").toBe(
      "store.gift_too_young",
    );
    await set("coin-gift-account-days", 0);
    await set("coin-gifts", false);
    expect(await fails(give(await member(5), bob.userId, 1))).toBe("store.gifts_off");
    await set("coin-gifts", true);
  });

  it("in a ring at once makes no coin and loses none, and the same key is one gift", async () => {
    await set("coin-gifts-per-day", 100_000);
    const ring = await Promise.all(Array.from({ length: 4 }, () => member(100)));
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => fails(give(ring[at % 4]!, ring[(at + 1) % 4]!.userId, 30))),
    );
    expect((await Promise.all(ring.map(balance))).reduce((sum, one) => sum + one, 0)).toBe(400);
    const [ada, bob] = [await member(100), await member()];
    await Promise.all(Array.from({ length: 4 }, () => give(ada, bob.userId, 10, "one-same-key")));
    expect([await balance(ada), await balance(bob)]).toEqual([90, 10]);
    expect(await fails(give(ada, bob.userId, 11, "one-same-key"))).toBe("store.key_reused");
    const noted = { to: bob.userId, coins: 10, message: "Something else", key: "one-same-key" };
    expect(await fails(execute(gifts.give, ada, noted, { address: newAddress() }))).toBe("store.key_reused");
  });
});
