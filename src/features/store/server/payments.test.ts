import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkLedger } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, alignClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import {
  type SignedNotice,
  STRIPE_SECRETS,
  type StripeServer,
  type StripeSession,
  startStripeServer,
} from "#app/testing/stripe-server.ts";
import { handleApi } from "#app/transport/rest.ts";

const { payments, storeItems, store, coins } = operations;
type Member = Actor & { userId: string };

let runtime: TestRuntime;
let stripe: StripeServer;
let owner: Member;
let itemId: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  stripe = await startStripeServer();
  owner = await createUser(runtime.database, "owner");
  await execute(operations.settings.set, owner, { key: "store", value: true });
  await set("stripe");
  environment(stripe.url);
  const item = await execute(storeItems.create, owner, {
    name: "A purse",
    gives: { kind: "coins", amount: 1000 },
    priceMinor: 500,
    currency: "EUR",
    enabled: true,
  });
  itemId = item.id;
});
afterEach(async () => {
  alignClock(new Date(0), 0);
  expect((await checkLedger(runtime.database)).faults).toEqual([]);
});
afterAll(async () => {
  setEnvironment({ STRIPE_SECRET_KEY: undefined, STRIPE_WEBHOOK_SECRET: undefined, STRIPE_API_URL: undefined });
  await stripe.close();
  await runtime.close();
});

const set = (value: "off" | "stripe") => execute(operations.settings.set, owner, { key: "payments", value });
function environment(url: string, { secretKey, webhookSecret }: Partial<typeof STRIPE_SECRETS> = STRIPE_SECRETS): void {
  setEnvironment({ STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: url });
}
const member = () => createUser(runtime.database, "member") as Promise<Member>;
const balance = async (who: Member) => (await execute(coins.mine, who, {})).balance;
const fails = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.reason,
  );
const begin = async (who: Member, quantity = 1) => {
  const { paymentId, url } = await execute(payments.checkout, who, { itemId, quantity, expectedMinor: 500 * quantity });
  return { paymentId, url, session: stripe.sessions.find((one) => one.client_reference_id === paymentId)! };
};
/** As Stripe calls: over HTTP, with the very bytes. */
async function send({ payload, signature }: SignedNotice): Promise<number> {
  const request = new Request("http://127.0.0.1:3000/api/v1/payments/stripe/webhook", {
    method: "POST",
    headers: { "content-type": "application/json", "stripe-signature": signature },
    body: payload,
  });
  return (await handleApi(request, { address: "203.0.113.9" })).status;
}
const completed = (session: StripeSession, change: object = {}, how: object = {}) =>
  stripe.notice("checkout.session.completed", { ...session, form: undefined, payment_status: "paid", ...change }, how);
const refunded = ({ payment_intent }: StripeSession, amount_refunded: number) =>
  stripe.notice("charge.refunded", { payment_intent, amount_refunded, amount: 500, metadata: {} });
const one = (paymentId: string) => execute(payments.get, owner, { paymentId });

describe("coins for money", () => {
  it("are paid on Stripe's page, and given when Stripe says so, once", async () => {
    const ada = await member();
    const { paymentId, url, session } = await begin(ada, 2);
    expect(url).toBe(`https://checkout.stripe.com/c/pay/${session.id}`);
    expect(Object.fromEntries(session.form)).toMatchObject({
      mode: "payment",
      client_reference_id: paymentId,
      "line_items[0][price_data][unit_amount]": "500",
      "line_items[0][quantity]": "2",
      "line_items[0][price_data][currency]": "eur",
    });
    expect([await balance(ada), (await one(paymentId)).state]).toEqual([0, "open"]);
    const notice = completed(session);
    expect(await Promise.all(Array.from({ length: 5 }, () => send(notice)))).toEqual([200, 200, 200, 200, 200]);
    expect(await send(completed(session)), "another notice of the same").toBe(200);
    expect(await balance(ada)).toBe(2000);
    expect(await one(paymentId)).toMatchObject({ state: "paid", amountMinor: 1000, intentId: session.payment_intent });
    expect((await execute(store.orders, ada, {})).items).toMatchObject([
      { paidBy: "money", quantity: 2, state: "delivered" },
    ]);
    expect((await execute(payments.mine, ada, {})).items).toMatchObject([{ id: paymentId, state: "paid" }]);
    const { items } = await execute(store.orders, ada, {});
    expect(await fails(execute(operations.storeOrders.refund, owner, { orderId: items[0]!.id, reason: "x" }))).toBe(
      "store.of_payment",
    );
  });

  it("are not given for what is not signed, is old, or is signed with another secret", async () => {
    const ada = await member();
    const { session } = await begin(ada);
    const good = completed(session);
    const forged = [
      { ...good, signature: "" },
      { ...good, signature: good.signature.replace(/v1=../, "v1=00") },
      { ...good, signature: good.signature.replace("v1=", "v0=") },
      { ...good, payload: good.payload.replace('"amount_total":500', '"amount_total":501') },
      { ...good, signature: good.signature.replace(/t=\d+/, (text) => `${text}0`) },
      { ...good, signature: `t=${"9".repeat(400)},v1=${"0".repeat(64)}` },
      completed(session, {}, { secret: "whsec_of_somebody_else" }),
      completed(session, {}, { at: new Date(now().getTime() - 6 * MINUTE) }),
      completed(session, {}, { at: new Date(now().getTime() + 6 * MINUTE) }),
    ];
    for (const notice of forged) expect(await send(notice)).toBe(400);
    expect(await balance(ada)).toBe(0);
    expect(
      await send({ ...good, signature: `${good.signature},v1=${"0".repeat(64)}` }),
      "one of several is right",
    ).toBe(200);
    expect(await balance(ada)).toBe(1000);
  });

  it("are not given for another amount, another currency, or what is not paid yet", async () => {
    const ada = await member();
    const { paymentId, session } = await begin(ada);
    await send(completed(session, { payment_status: "unpaid" }));
    await send(completed(session, { amount_total: 1 }));
    await send(completed(session, { currency: "huf" }));
    expect([await balance(ada), await one(paymentId)]).toMatchObject([0, { state: "open", problem: "amount" }]);
    expect((await execute(payments.list, owner, { needsLook: true })).items).toMatchObject([{ id: paymentId }]);
    // As an address says it: what is "false" there asks for all.
    const listed = async (needsLook: string) =>
      (await execute(payments.list, owner, { needsLook } as never)).items.length;
    expect(await listed("true")).toBe(1);
    expect(await listed("false")).toBe((await execute(payments.list, owner, {})).items.length);
    expect(await listed("false")).toBeGreaterThan(1);
    await send(
      stripe.notice("checkout.session.async_payment_succeeded", {
        ...session,
        form: undefined,
        payment_status: "paid",
      }),
    );
    expect([await balance(ada), await one(paymentId)]).toMatchObject([1000, { state: "paid", problem: null }]);
  });

  it("go back with the money, in parts or whole, as far as they are there", async () => {
    const ada = await member();
    const { paymentId, session } = await begin(ada);
    await send(completed(session));
    await send(refunded(session, 100));
    await send(refunded(session, 100));
    expect([await balance(ada), await one(paymentId)]).toMatchObject([800, { state: "paid", takenCoins: 200 }]);
    await execute(coins.take, owner, { userId: ada.userId, amount: 700, reason: "spent" });
    await send(refunded(session, 500));
    expect([await balance(ada), await one(paymentId)]).toMatchObject([
      0,
      { state: "refunded", takenCoins: 300, missingCoins: 700 },
    ]);
    expect((await execute(payments.list, owner, { needsLook: true })).items.map(({ id }) => id)).toContain(paymentId);
    expect((await execute(store.orders, ada, {})).items).toMatchObject([{ state: "refunded" }]);
    await send(completed(session));
    expect(await balance(ada), "told again that it is paid").toBe(0);
  });

  it("of a dispute are taken, and given again if it is won", async () => {
    const ada = await member();
    const { paymentId, session } = await begin(ada);
    await send(completed(session));
    const dispute = (type: string, status: string) =>
      send(stripe.notice(type, { payment_intent: session.payment_intent, status, amount: 500 }));
    await dispute("charge.dispute.created", "needs_response");
    expect([await balance(ada), (await one(paymentId)).state]).toEqual([0, "disputed"]);
    await dispute("charge.dispute.closed", "lost");
    expect(await balance(ada)).toBe(0);
    await dispute("charge.dispute.closed", "won");
    expect([await balance(ada), (await one(paymentId)).state]).toEqual([1000, "paid"]);
    await dispute("charge.dispute.created", "needs_response");
    expect(await balance(ada)).toBe(0);
  });

  it("that were spent are owed, and taken from whatever comes in next", async () => {
    const ada = await member();
    const { paymentId, session } = await begin(ada);
    await send(completed(session));
    await execute(coins.take, owner, { userId: ada.userId, amount: 700, reason: "spent" });
    const dispute = (type: string, status: string) =>
      send(stripe.notice(type, { payment_intent: session.payment_intent, status, amount: 500 }));
    await dispute("charge.dispute.created", "needs_response");
    expect(await execute(coins.mine, ada, {})).toMatchObject({ balance: 0, owed: 700 });
    // Many at once: no coin slips through between them.
    await Promise.all(
      Array.from({ length: 10 }, () => execute(coins.add, owner, { userId: ada.userId, amount: 30, reason: "won" })),
    );
    expect(await execute(coins.mine, ada, {})).toMatchObject({ balance: 0, owed: 400 });
    const lines = (await execute(coins.statement, ada, { kind: "store.payment_owed", limit: 20 })).items;
    expect(lines.map(({ amount }) => amount)).toEqual(Array.from({ length: 10 }, () => -30));
    expect(lines[0]!.says).toMatch(/^Owed/);
    expect((await execute(coins.list, owner, { q: ada.userId })).items).toMatchObject([{ owed: 400 }]);
    await dispute("charge.dispute.closed", "won");
    expect(await execute(coins.mine, ada, {}), "what was taken of it, then and since").toMatchObject({
      balance: 600,
      owed: 0,
    });
    expect(await one(paymentId)).toMatchObject({ state: "paid", takenCoins: 0, missingCoins: 0 });
  });

  it("that are owed are no more than are owed, leave what is set as it is, and pay no second time", async () => {
    const ada = await member();
    const { session } = await begin(ada);
    await send(completed(session));
    await execute(coins.set, owner, { userId: ada.userId, balance: 0 });
    await send(refunded(session, 500));
    await execute(coins.set, owner, { userId: ada.userId, balance: 50 });
    expect(await execute(coins.mine, ada, {}), "a balance that is set is that").toMatchObject({
      balance: 50,
      owed: 1000,
    });
    await execute(coins.add, owner, { userId: ada.userId, amount: 1200, reason: "let go" });
    expect(await execute(coins.mine, ada, {})).toMatchObject({ balance: 250, owed: 0 });
    const bought = (await execute(coins.statement, ada, { kind: "store.payment", limit: 20 })).items.at(-1)!;
    await expect(execute(coins.reverse, owner, { transferId: bought.id })).rejects.toMatchObject({
      reason: "economy.follows_money",
    });
  });

  it("whose notices come in another order are right in the end", async () => {
    const ada = await member();
    const { paymentId, session } = await begin(ada);
    await send(
      stripe.notice("charge.refunded", {
        payment_intent: session.payment_intent,
        amount_refunded: 500,
        metadata: { payment_id: paymentId },
      }),
    );
    await send(completed(session));
    expect([await balance(ada), await one(paymentId)]).toMatchObject([0, { state: "refunded", takenCoins: 1000 }]);
    const other = await begin(await member());
    await send(stripe.notice("checkout.session.expired", { ...other.session, form: undefined }));
    expect((await one(other.paymentId)).state).toBe("expired");
    expect(
      await send(
        stripe.notice("charge.refunded", { payment_intent: "pi_of_another_shop", amount_refunded: 5, metadata: null }),
      ),
    ).toBe(200);
    expect(await send(stripe.notice("customer.created", {}))).toBe(200);
    const bob = await member();
    const disputed = await begin(bob);
    const dispute = stripe.notice("charge.dispute.created", {
      payment_intent: disputed.session.payment_intent,
      status: "needs_response",
    });
    expect(await send(dispute), "to be told again, as nobody knows of that money yet").toBe(409);
    await send(completed(disputed.session));
    expect(await send(dispute)).toBe(200);
    expect([await balance(bob), (await one(disputed.paymentId)).state]).toEqual([0, "disputed"]);
  });

  it("are nothing of other shops' sessions by the same account, whatever those look like", async () => {
    const others = [
      { client_reference_id: null, payment_status: "no_payment_required", amount_total: null, currency: null },
      { client_reference_id: "order 7", payment_status: "paid", amount_total: null, payment_intent: null },
      { mode: "setup" },
    ];
    for (const type of ["checkout.session.completed", "checkout.session.expired"])
      for (const session of others) expect(await send(stripe.notice(type, session))).toBe(200);
  });
});

describe("a checkout", () => {
  it("says when Stripe cannot be asked, and nothing is owed", async () => {
    const ada = await member();
    stripe.breaks(true);
    expect(await fails(begin(ada))).toBe("payments.provider_away");
    stripe.breaks(false);
    environment("http://127.0.0.1:9");
    expect(await fails(begin(ada))).toBe("payments.provider_away");
    environment(stripe.url, { ...STRIPE_SECRETS, secretKey: "sk_wrong" });
    expect(await fails(begin(ada))).toBe("payments.provider_away");
    environment(stripe.url);
    expect((await execute(payments.mine, ada, {})).items.map(({ state }) => state)).toEqual([
      "failed",
      "failed",
      "failed",
    ]);
  });

  it("is at the price that was seen, for what is sold for money, where money is taken at all", async () => {
    const ada = await member();
    const checkout = (input: object) =>
      fails(execute(payments.checkout, ada, { itemId, expectedMinor: 500, ...input }));
    expect(await checkout({ expectedMinor: 499 })).toBe("store.money_changed");
    for (const quantity of [0, -1, 1.5, 5000])
      await expect(execute(payments.checkout, ada, { itemId, quantity, expectedMinor: 500 })).rejects.toMatchObject({
        code: "invalid_input",
      });
    const memory = await execute(storeItems.create, owner, {
      name: "Memory",
      gives: { kind: "resource", resource: "memoryMiB", amount: 1 },
      priceCoins: 5,
      enabled: true,
    });
    expect(await checkout({ itemId: memory.id })).toBe("store.for_coins");
    expect(await fails(execute(store.buy, ada, { itemId, expectedTotal: 0 })), "nobody pays coins for coins").toBe(
      "store.for_money",
    );
    await set("off");
    expect(await checkout({})).toBe("payments.off");
    expect((await execute(store.items, ada, {})).items.map(({ id }) => id)).not.toContain(itemId);
    await set("stripe");
    environment(stripe.url, {});
    expect(await checkout({})).toBe("payments.not_set_up");
    expect((await execute(payments.setup, owner, {})).missing).toEqual(["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]);
    environment(stripe.url);
  });

  it("that was begun is settled where no more money is taken since", async () => {
    const ada = await member();
    const { session } = await begin(ada);
    await set("off");
    expect(await send(completed(session))).toBe(200);
    expect(await balance(ada)).toBe(1000);
    expect(await send(refunded(session, 500))).toBe(200);
    expect(await balance(ada)).toBe(0);
    environment(stripe.url, {});
    expect(await send(completed(session)), "to be told again, when the secrets are there").toBe(409);
    environment(stripe.url);
    await set("stripe");
  });

  it("holds what there are few of: no more are paid for than may be bought", async () => {
    const limited = (terms: object) =>
      execute(storeItems.create, owner, {
        name: "Starter purse",
        gives: { kind: "coins", amount: 5000 },
        priceMinor: 100,
        currency: "EUR",
        enabled: true,
        ...terms,
      });
    const checkout = (who: Member, id: string, quantity = 1) =>
      execute(payments.checkout, who, { itemId: id, quantity, expectedMinor: 100 * quantity });
    const ada = await member();
    const starter = await limited({ limitPerMember: 1 });
    const pages = await Promise.all(Array.from({ length: 4 }, () => checkout(ada, starter.id).catch(() => null)));
    const first = await checkout(ada, starter.id);
    expect(new Set(pages.filter((page) => page !== null).map(({ paymentId }) => paymentId))).toEqual(
      new Set([first.paymentId]),
    );
    expect(await checkout(ada, starter.id), "the same page again").toEqual(first);
    const session = stripe.sessions.find((one) => one.client_reference_id === first.paymentId)!;
    await send(completed(session));
    expect(await fails(checkout(ada, starter.id))).toBe("store.limit");

    const last = await limited({ stock: 2 });
    const [bob, eve] = [await member(), await member()];
    const bobs = await checkout(bob, last.id, 2);
    expect(await fails(checkout(eve, last.id))).toBe("store.sold_out");
    const slow = stripe.sessions.find((one) => one.client_reference_id === bobs.paymentId)!;
    // His bank takes days.
    await send(completed(slow, { payment_status: "unpaid" }));
    advanceClock(2 * DAY);
    expect(await fails(checkout(eve, last.id))).toBe("store.sold_out");
    await send(stripe.notice("checkout.session.async_payment_failed", { ...slow, form: undefined }));
    expect(await fails(checkout(eve, last.id))).toBe("done");
    advanceClock(2 * HOUR);
    expect(await fails(checkout(await member(), last.id)), "a page that nobody paid holds nothing").toBe("done");
  });

  it("is not begun without end", async () => {
    const ada = await member();
    for (let at = 0; at < 10; at++) await begin(ada);
    expect(await fails(begin(ada))).toBe("payments.too_many_open");
    await expect(execute(payments.list, ada, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
