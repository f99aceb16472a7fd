import { describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { earningPanel } from "#app/testing/earning.ts";
import { newAddress } from "#app/testing/people.ts";
import { payReferrals } from "./pay-referrals.ts";

const { earning } = operations;

const panel = earningPanel("referral");
const { rule, coinsOf } = panel;
const change = (actor: Actor, data: object) =>
  panel.runtime.database.prisma.user.update({ where: { id: actor.userId! }, data });
const known = (actor: Actor) => change(actor, { emailVerifiedAt: now(), lastSeenAt: now() });

/** Somebody whose account is so old. */
async function member(ageMs = 0) {
  const made = await panel.member();
  await change(made, { createdAt: new Date(now().getTime() - ageMs) });
  return made;
}
const codeOf = async (actor: Actor) => (await execute(earning.makeReferralCode, actor, {})).code;
const use = (actor: Actor, code: string, address = newAddress()) =>
  execute(earning.useReferralCode, actor, { code }, { address });
async function brought(count = 1) {
  const grace = await member(100 * DAY);
  const code = await codeOf(grace);
  const people = [];
  for (let i = 0; i < count; i++) {
    const ada = await member();
    await use(ada, code);
    people.push(ada);
  }
  return { grace, code, people, ada: people[0]! };
}

describe("who brought somebody", () => {
  it("is given coins, and who was brought too, once they are known and have been back", async () => {
    const { grace, ada } = await brought();
    await payReferrals(panel.runtime);
    await known(ada);
    await payReferrals(panel.runtime);
    expect([await coinsOf(grace), await coinsOf(ada)], "they have not been back").toEqual([0, 0]);
    advanceClock(3 * DAY + HOUR);
    await payReferrals(panel.runtime);
    expect(await coinsOf(grace)).toBe(0);
    await known(ada);
    const other = panel.secondProcess();
    await Promise.all([payReferrals(panel.runtime), payReferrals(other), payReferrals(panel.runtime)]);
    expect([await coinsOf(grace), await coinsOf(ada)]).toEqual([100, 50]);
    advanceClock(100 * DAY);
    await payReferrals(panel.runtime);
    expect([await coinsOf(grace), await coinsOf(ada)]).toEqual([100, 50]);
    expect(await execute(earning.referrals, grace, {})).toMatchObject({
      total: 1,
      paid: 1,
      coins: 100,
      items: [{ name: ada.label, state: "paid", coins: 100 }],
    });
    expect((await execute(earning.referrals, ada, {})).broughtBy).toEqual({ name: grace.label, state: "paid" });
    expect(await panel.runtime.database.prisma.notification.count({ where: { type: "earning.referral_paid" } })).toBe(
      2,
    );
  });

  it("has one code for good, which is read however it is written", async () => {
    const grace = await member(DAY);
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(grace)));
    expect(new Set(codes).size).toBe(1);
    const [code] = codes as [string];
    const ada = await member();
    await use(ada, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `);
  });

  it.each(["", "short", "'; drop table users; --", "ZZZZZZZZ"])("is nobody by the code %j", async (code) => {
    await expect(use(await member(), code)).rejects.toMatchObject({
      code: expect.stringMatching(/invalid_input|not_found/),
    });
  });

  it("is said once, of many at once", async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, async () => codeOf(await member(DAY))));
    const ada = await member();
    const answers = await Promise.all(
      codes.map((code) =>
        use(ada, code).then(
          () => "said",
          (error) => error.reason,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === "said")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "earning.brought_already")).toHaveLength(7);
  });

  it("is not oneself, nor somebody who came later, nor who one has brought", async () => {
    const { grace, ada } = await brought();
    await expect(use(ada, await codeOf(ada))).rejects.toMatchObject({ reason: "earning.brought_already" });
    const borin = await member();
    await expect(use(borin, await codeOf(borin))).rejects.toMatchObject({ reason: "earning.yourself" });
    await change(grace, { createdAt: new Date(now().getTime() - DAY) });
    await expect(use(grace, await codeOf(ada))).rejects.toMatchObject({ reason: "earning.older_than_them" });
  });

  it("is not said from their own address, nor by two from the same", async () => {
    const grace = await member(DAY);
    const code = await codeOf(grace);
    const home = "2001:db8:1:2::5";
    await panel.runtime.database.prisma.familiarAddress.create({
      data: { userId: grace.userId, address: "2001:db8:1:2::/64" },
    });
    const ada = await member();
    await expect(use(ada, code, home)).rejects.toMatchObject({ reason: "earning.referral_address" });
    await use(ada, code, "192.0.2.1");
    await expect(use(await member(), code, "192.0.2.1")).rejects.toMatchObject({ reason: "earning.referral_address" });
  });

  it("is given nothing for who turns out to be at home with them", async () => {
    const { grace, ada } = await brought();
    for (const userId of [grace.userId, ada.userId])
      await panel.runtime.database.prisma.familiarAddress.create({ data: { userId, address: "192.0.2.77" } });
    advanceClock(4 * DAY);
    await known(ada);
    await payReferrals(panel.runtime);
    expect([await coinsOf(grace), await coinsOf(ada)]).toEqual([0, 0]);
    expect((await execute(earning.referrals, grace, {})).items).toMatchObject([{ state: "refused", coins: 0 }]);
  });

  it("is said while an account is new", async () => {
    const code = await codeOf(await member(100 * DAY));
    await expect(use(await member(8 * DAY), code)).rejects.toMatchObject({ reason: "earning.too_late" });
    const ada = await member(6 * DAY);
    expect((await execute(earning.ways, ada, {})).referral).toMatchObject({ mayUseUntil: expect.any(String) });
    await use(ada, code);
    expect((await execute(earning.ways, ada, {})).referral).toMatchObject({ mayUseUntil: null });
  });

  it("is given coins for no more than are set, and waits while one of both may not earn", async () => {
    await rule({ mostPerMember: 1, afterDays: 0 });
    const { grace, people } = await brought(2);
    await known(people[0]!);
    await known(people[1]!);
    await execute(earning.block, panel.owner, { userId: grace.userId, reason: "Looked into" });
    await payReferrals(panel.runtime);
    expect(await coinsOf(grace)).toBe(0);
    await execute(earning.unblock, panel.owner, { userId: grace.userId });
    await payReferrals(panel.runtime);
    expect(await coinsOf(grace)).toBe(100);
    const states = (await execute(earning.referrals, grace, {})).items.map(({ state }) => state).sort();
    expect(states).toEqual(["paid", "refused"]);
  });

  it("is given coins however many others wait who never show who they are", async () => {
    const { grace, ada } = await brought();
    await panel.runtime.database.execute(sql`
      with made as (
        insert into users (id, name, "createdAt", "updatedAt") select 'usr_waits_' || n, 'Nobody ' || n, ${now()}, ${now()} from generate_series(1, 2500) n returning id
      ) insert into referrals ("referredId", "referrerId", "createdAt")
      select id, ${grace.userId!}, ${new Date(now().getTime() - DAY)} from made`);
    advanceClock(3 * DAY + HOUR);
    await known(ada);
    await payReferrals(panel.runtime);
    expect(await coinsOf(ada)).toBe(50);
    await panel.runtime.database.execute(sql`delete from users where id like 'usr_waits_%'`);
  });

  it("is given nothing for who never shows who they are", async () => {
    const { grace, ada } = await brought();
    advanceClock(91 * DAY);
    await payReferrals(panel.runtime);
    await known(ada);
    await payReferrals(panel.runtime);
    expect(await coinsOf(grace)).toBe(0);
  });
});
