import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import type { Db } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { MAX_COINS } from "../max-coins.ts";
import {
  balanceOf,
  captureHold,
  checkLedger,
  holdCoins,
  type Move,
  moveCoins,
  oweCoins,
  oweLess,
  releaseHold,
} from "./index.ts";

let runtime: TestRuntime;
let staff: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  staff = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const contextOf = (db: Db) => ({ db, now: now(), actor: SYSTEM, emit: () => {} });
const moved = (move: Omit<Move, "kind"> & Partial<Move>) =>
  runtime.database.transaction((db) => moveCoins(contextOf(db), { kind: "correction.given", ...move }));
const give = (userId: string, amount: number, key: string = newId("cor")) =>
  moved({ from: { system: "issue" }, to: { userId }, amount, key });
const pay = (userId: string, amount: number, key: string = newId("cor")) =>
  moved({ from: { userId }, to: { system: "store" }, amount, key });
const has = async (userId: string) => (await balanceOf(runtime.database, userId)).balance;
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.reason : String(error)),
  );
const member = () => createUser(runtime.database, "member");
async function expectSound(): Promise<void> {
  expect((await checkLedger(runtime.database)).faults).toEqual([]);
}

describe("a transfer", () => {
  it("is two entries that are 0 together, and says so to the member alone and to who sees everybody's", async () => {
    const { userId } = await member();
    const { transferId } = await give(userId, 250);
    const entries = await runtime.database.query(
      sql`select "accountId", amount, balance from coin_entries where "transferId" = ${transferId} order by amount`,
    );
    expect(entries).toEqual([
      { accountId: "issue", amount: -250, balance: null },
      { accountId: userId, amount: 250, balance: 250 },
    ]);
    await expectSound();
  });

  it("adds 200 where 200 add 1 at the same time", async () => {
    const { userId } = await member();
    await give(userId, 1);
    await Promise.all(Array.from({ length: 200 }, () => execute(operations.coins.add, staff, { userId, amount: 1 })));
    expect(await has(userId)).toBe(201);
    await expectSound();
  });

  it("is made once a key, also by many at the same time", async () => {
    const { userId } = await member();
    const key = newId("cor");
    const all = await Promise.all(Array.from({ length: 20 }, () => give(userId, 5, key)));
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(all.map(({ transferId }) => transferId)).size).toBe(1);
    expect(await has(userId)).toBe(5);
    expect(await reasonOf(give(userId, 6, key))).toBe("economy.key_reused");
    expect(await reasonOf(give((await member()).userId, 5, key))).toBe("economy.key_reused");
    expect(await has(userId)).toBe(5);
  });

  it("of a key that two give to two members at once is made for one of them", async () => {
    const [one, other] = [await member(), await member()];
    const key = newId("cor");
    const told = await Promise.all([reasonOf(give(one.userId, 5, key)), reasonOf(give(other.userId, 5, key))]);
    expect(told.sort()).toEqual(["done", "economy.key_reused"]);
    expect((await has(one.userId)) + (await has(other.userId))).toBe(5);
    await expectSound();
  });

  it("is refused beyond what there is, with what is missing, and leaves the transaction usable", async () => {
    const { userId } = await member();
    await give(userId, 10);
    const error = await pay(userId, 25).catch((thrown: AppError) => thrown);
    expect(error).toMatchObject({ code: "insufficient_coins", params: { needed: 25, balance: 10, missing: 15 } });
    await runtime.database.transaction(async (db) => {
      const move = { from: { userId }, to: { system: "store" }, kind: "correction.taken" } as const;
      await expect(moveCoins(contextOf(db), { ...move, amount: 11, key: newId("cor") })).rejects.toThrow(AppError);
      await moveCoins(contextOf(db), { ...move, amount: 4, key: newId("cor") });
    });
    expect(await has(userId)).toBe(6);
    await expectSound();
  });

  it("is spent once by fifty who spend the same coins at once", async () => {
    const { userId } = await member();
    await give(userId, 100);
    const told = await Promise.all(Array.from({ length: 50 }, () => reasonOf(pay(userId, 100))));
    expect(told.filter((one) => one === "done")).toHaveLength(1);
    expect(await has(userId)).toBe(0);
  });

  it("holds to the bounds of what can be counted", async () => {
    const { userId } = await member();
    await give(userId, MAX_COINS);
    expect(await reasonOf(give(userId, 1))).toBe("economy.too_many");
    await expect(give(userId, 0.5)).rejects.toThrow("not an amount");
    await expect(give(userId, -1)).rejects.toThrow("not an amount");
    expect(await reasonOf(give("usr_nobody", 1))).toBe("economy.unknown_member");
    await pay(userId, MAX_COINS);
    await expectSound();
  });

  it("goes between two members both ways at once without either waiting for ever", async () => {
    const [one, other] = [await member(), await member()];
    await give(one.userId, 500);
    await give(other.userId, 500);
    const swap = (from: string, to: string) =>
      moved({ from: { userId: from }, to: { userId: to }, amount: 1, key: newId("cor") });
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        i % 2 === 0 ? swap(one.userId, other.userId) : swap(other.userId, one.userId),
      ),
    );
    expect([await has(one.userId), await has(other.userId)]).toEqual([500, 500]);
    expect(await reasonOf(swap(one.userId, one.userId))).toBe("economy.to_oneself");
    await expectSound();
  });

  it("is never changed afterwards, by nobody", async () => {
    const { userId } = await member();
    const { transferId } = await give(userId, 1);
    for (const statement of [
      sql`update coin_transfers set amount = 2 where id = ${transferId}`,
      sql`delete from coin_entries where "transferId" = ${transferId}`,
    ])
      await expect(runtime.database.execute(statement)).rejects.toThrow("never changed");
  });
});

describe("a reversal", () => {
  it("takes back what is left, once, also for many at the same time", async () => {
    const { userId } = await member();
    const { transferId } = await give(userId, 100);
    const told = await Promise.all(
      Array.from({ length: 8 }, () => reasonOf(execute(operations.coins.reverse, staff, { transferId }))),
    );
    expect(told.filter((one) => one === "done")).toHaveLength(1);
    expect(told.filter((one) => one === "economy.reversed")).toHaveLength(7);
    expect(await has(userId)).toBe(0);
    await expectSound();
  });

  it("is of the same two accounts and never more than there was", async () => {
    const [one, other] = [await member(), await member()];
    const { transferId } = await give(one.userId, 100);
    await give(other.userId, 100);
    const back = (userId: string, amount: number) =>
      reasonOf(moved({ from: { userId }, to: { system: "issue" }, amount, key: newId("cor"), reverses: transferId }));
    expect(await back(other.userId, 1)).toBe("economy.not_its_reversal");
    expect(await back(one.userId, 60)).toBe("done");
    expect(await back(one.userId, 41)).toBe("economy.reversed");
    expect(await back(one.userId, 40)).toBe("done");
    expect(await has(one.userId)).toBe(0);
  });
});

describe("a hold", () => {
  const hold = (userId: string, amount: number, key: string = newId("cor"), expiresAt: Date | null = null) =>
    runtime.database.transaction((db) =>
      holdCoins(contextOf(db), { userId, amount, kind: "correction.taken", key, expiresAt }),
    );

  it("cannot be spent, is captured or released once, and frees what is left of it", async () => {
    const { userId } = await member();
    await give(userId, 100);
    const { holdId } = await hold(userId, 70);
    expect(await reasonOf(pay(userId, 31))).toBe("economy.insufficient");
    expect(await balanceOf(runtime.database, userId)).toMatchObject({ balance: 100, held: 70, available: 30 });
    const capture = () =>
      runtime.database.transaction((db) =>
        captureHold(contextOf(db), holdId, { to: { system: "store" }, kind: "correction.taken", amount: 50 }),
      );
    const all = await Promise.all([capture(), capture(), capture()]);
    expect(all.filter((one) => one !== null)).toHaveLength(1);
    expect(await runtime.database.transaction((db) => releaseHold(contextOf(db), holdId))).toBe(false);
    expect(await balanceOf(runtime.database, userId)).toMatchObject({ balance: 50, held: 0, available: 50 });
    await expectSound();
  });

  it("sets nothing aside twice, nor what is not there, and ends by the clock", async () => {
    const { userId } = await member();
    await give(userId, 100);
    const key = newId("cor");
    const ends = new Date(now().getTime() + MINUTE);
    const both = await Promise.all([hold(userId, 60, key, ends), hold(userId, 60, key, ends)]);
    expect(both[0]).toEqual(both[1]);
    expect(await reasonOf(hold(userId, 41))).toBe("economy.insufficient");
    expect(await execute(operations.coins.releaseDue, SYSTEM, {})).toEqual({ released: 0 });
    advanceClock(2 * MINUTE);
    try {
      const looks = await Promise.all([1, 2].map(() => execute(operations.coins.releaseDue, SYSTEM, {})));
      expect(looks.reduce((sum, { released }) => sum + released, 0)).toBe(1);
    } finally {
      advanceClock(-2 * MINUTE);
    }
    expect(await balanceOf(runtime.database, userId)).toMatchObject({ balance: 100, held: 0, available: 100 });
    await expectSound();
  });
});

describe("what is owed", () => {
  const owe = (userId: string, amount: number) =>
    runtime.database.transaction((db) => oweCoins(contextOf(db), userId, amount));

  it("is taken from what comes in and from what is freed, and never from what is set aside", async () => {
    const { userId } = await member();
    await give(userId, 100);
    const { holdId } = await runtime.database.transaction((db) =>
      holdCoins(contextOf(db), { userId, amount: 100, kind: "correction.taken", key: newId("cor") }),
    );
    await owe(userId, 90);
    const { balances } = await give(userId, 30);
    expect(balances[userId], "what is told is what is left").toBe(100);
    expect(await balanceOf(runtime.database, userId)).toEqual({ balance: 100, held: 100, available: 0, owed: 60 });
    await runtime.database.transaction((db) =>
      captureHold(contextOf(db), holdId, { to: { system: "store" }, kind: "correction.taken", amount: 50 }),
    );
    expect(await balanceOf(runtime.database, userId)).toEqual({ balance: 0, held: 0, available: 0, owed: 10 });
    await give(userId, 25);
    expect(await balanceOf(runtime.database, userId)).toEqual({ balance: 15, held: 0, available: 15, owed: 0 });
    await expectSound();
  });

  it("is no more than it was let off, of what was not taken yet", async () => {
    const { userId } = await member();
    await owe(userId, 90);
    await give(userId, 30);
    const less = (amount: number) => runtime.database.transaction((db) => oweLess(contextOf(db), userId, amount));
    expect([await less(50), await less(50)]).toEqual([50, 10]);
    await give(userId, 5);
    expect(await balanceOf(runtime.database, userId)).toMatchObject({ balance: 5, owed: 0 });
  });
});

describe("the books", () => {
  it("agree after anything that many do at once, with some of it failing halfway", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, member));
    const act = fc.record({
      what: fc.constantFrom("give", "pay", "swap", "hold", "capture", "release", "owe", "crash"),
      who: fc.nat(3),
      other: fc.nat(3),
      amount: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(MAX_COINS)),
      key: fc.nat(40),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        const mark = `p${round++}`;
        const open: string[] = [];
        await Promise.all(
          acts.map(async ({ what, who, other, amount, key }) => {
            const userId = people[who]!.userId;
            const move = { amount, kind: "correction.given", key: `${mark}:${what}:${key}` } as const;
            await runtime.database
              .transaction(async (db) => {
                const context = contextOf(db);
                if (what === "give") await moveCoins(context, { ...move, from: { system: "issue" }, to: { userId } });
                if (what === "pay") await moveCoins(context, { ...move, from: { userId }, to: { system: "store" } });
                if (what === "swap")
                  await moveCoins(context, { ...move, from: { userId }, to: { userId: people[other]!.userId } });
                if (what === "hold") open.push((await holdCoins(context, { ...move, userId })).holdId);
                const [holdId] = open.slice(key % Math.max(1, open.length));
                if (what === "capture" && holdId)
                  await captureHold(context, holdId, { to: { system: "renewals" }, kind: "correction.taken" });
                if (what === "release" && holdId) await releaseHold(context, holdId);
                if (what === "owe") await oweCoins(context, userId, Math.min(amount, 50));
                if (what === "crash") {
                  await moveCoins(context, { ...move, from: { system: "issue" }, to: { userId } });
                  throw new Error("halfway");
                }
              })
              .catch((error: unknown) => {
                const isExpected =
                  error instanceof AppError || /halfway|deadlock/.test(String((error as Error).message));
                if (!isExpected) throw error;
              });
          }),
        );
        await expectSound();
      }),
      { numRuns: 15 },
    );
    const all = await runtime.database.query(sql`select sum(amount)::text as sum from coin_entries`);
    expect(all).toEqual([{ sum: "0" }]);
  });

  it("that somebody wrote into by hand are found not to agree", async () => {
    const { userId } = await member();
    await give(userId, 10);
    await runtime.database.execute(sql`update coin_accounts set balance = 11 where id = ${userId}`);
    expect((await checkLedger(runtime.database)).faults).toEqual([
      { id: userId, what: "balance" },
      { id: userId, what: "running" },
    ]);
    await runtime.database.execute(sql`update coin_accounts set balance = 10 where id = ${userId}`);
    await expectSound();
  });
});

describe("a statement", () => {
  it("is the member's own, newest first, to search and to export, and does not name who corrected it", async () => {
    const ada = await member();
    const { userId } = ada;
    await execute(operations.coins.add, staff, { userId, amount: 100, reason: "Winner of the tournament" });
    await execute(operations.coins.take, staff, { userId, amount: 30, reason: "=HYPERLINK(1)" });
    await execute(operations.coins.set, staff, { userId, balance: 500, expected: 70 });
    const mine = await execute(operations.coins.statement, ada, {});
    expect(mine.items.map(({ amount, balance, says, by }) => [amount, balance, says, by])).toEqual([
      [430, 500, "Set by the team", null],
      [-30, 70, "Taken by the team", null],
      [100, 100, "Given by the team", null],
    ]);
    const seen = await execute(operations.coins.statementOf, staff, { userId, limit: 2 });
    expect(seen.items.map(({ by }) => by)).toEqual([staff.label, staff.label]);
    const rest = await execute(operations.coins.statementOf, staff, { userId, limit: 2, cursor: seen.nextCursor! });
    expect(rest.items.map(({ amount }) => amount)).toEqual([100]);
    const found = await execute(operations.coins.statement, ada, { q: "tournament" });
    expect(found.items).toHaveLength(1);
    expect((await execute(operations.coins.statement, ada, { direction: "out" })).items).toHaveLength(1);
    expect((await execute(operations.coins.statement, ada, { kind: "correction" })).items).toHaveLength(3);
    const file = await execute(operations.coins.export, ada, {});
    expect(file).toMatchObject({ lines: 3, isWhole: true });
    expect(file.text).toContain("'=HYPERLINK(1)");
    const other = await member();
    expect((await execute(operations.coins.statement, other, {})).items).toEqual([]);
  });

  it("is read also where a sentence needs what was not entered with it", async () => {
    const ada = await member();
    await moved({
      from: { system: "issue" },
      to: { userId: ada.userId },
      amount: 5,
      key: newId("cor"),
      kind: "earning.daily",
    });
    const { items } = await execute(operations.coins.statement, ada, {});
    expect(items).toMatchObject([{ amount: 5, says: "earning.daily" }]);
  });

  it("of another is not there for a member, and nobody without the right changes coins", async () => {
    const [ada, bob] = [await member(), await member()];
    for (const call of [
      () => execute(operations.coins.statementOf, ada, { userId: bob.userId }),
      () => execute(operations.coins.get, ada, { userId: bob.userId }),
      () => execute(operations.coins.add, ada, { userId: ada.userId, amount: 1 }),
      () => execute(operations.coins.set, keyOf(staff, ["economy.all:read"]), { userId: ada.userId, balance: 1 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|forbidden)$/) });
  });

  it("that was set while another looked is refused, and loses nothing", async () => {
    const { userId } = await member();
    await give(userId, 10);
    const stale = execute(operations.coins.set, staff, { userId, balance: 100, expected: 9 });
    expect(await reasonOf(stale)).toBe("economy.changed");
    expect(await has(userId)).toBe(10);
  });

  it("tells a member's movements by events to them and to who sees everybody's", async () => {
    const ada = await member();
    await execute(operations.coins.add, staff, { userId: ada.userId, amount: 7 });
    const told = await runtime.database.query(
      sql`select permission, "userId", payload->>'amount' as amount, payload->>'name' as name from outbox_events
          where type = 'coins.moved' and "userId" = ${ada.userId}`,
    );
    expect(told).toEqual([{ permission: "economy:read", userId: ada.userId, amount: "7", name: ada.label }]);
  });
});
