import { describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setRuntime } from "#app/operation/runtime.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { earningPanel, goTo } from "#app/testing/earning.ts";
import { newAddress, signedInPerson } from "#app/testing/people.ts";
import { startSidecarProcess } from "#app/testing/sidecars.ts";
import { NO_EARNING } from "../rules.ts";

const { earning, settings, apiKeys } = operations;

const panel = earningPanel("daily");
const { member, rule, zone, coinsOf } = panel;
const claim = (actor: Actor, address = newAddress()) => execute(earning.claimDaily, actor, {}, { address });

describe("the coins of a day", () => {
  it("come once, and again when the next day of the panel's zone has begun", async () => {
    await zone("Europe/Berlin");
    const ada = await member();
    goTo("2027-03-27T22:50:00.000Z");
    expect(await claim(ada)).toMatchObject({ given: 100, isClaimed: true, nextAt: "2027-03-27T23:00:00.000Z" });
    await expect(claim(ada)).rejects.toMatchObject({ code: "conflict", reason: "earning.claimed" });
    // Its zone has a day of 23 hours now.
    goTo("2027-03-27T23:00:00.000Z");
    expect(await claim(ada)).toMatchObject({ given: 100, nextAt: "2027-03-28T22:00:00.000Z" });
    goTo("2027-03-28T21:50:00.000Z");
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.claimed" });
    goTo("2027-03-28T22:00:00.000Z");
    await claim(ada);
    expect(await coinsOf(ada)).toBe(300);
  });

  it("grow with days in a row up to the day that is set, and begin anew after a day was missed", async () => {
    await rule({ coins: 10, streakCoins: 5, streakDays: 3 });
    const ada = await member();
    const given: number[] = [];
    for (const day of ["01", "02", "03", "04", "06", "07"]) {
      goTo(`2027-05-${day}T12:00:00Z`);
      given.push((await claim(ada)).given);
    }
    expect(given).toEqual([10, 15, 20, 20, 10, 15]);
    const { daily } = await execute(earning.ways, ada, {});
    expect(daily).toEqual({ coins: 20, streak: 3, isClaimed: true, nextAt: "2027-05-08T00:00:00.000Z" });
  });

  it("are those of a day, wherever clocks go", async () => {
    const ada = await member();
    goTo("2027-06-10T12:00:00Z");
    await claim(ada);
    goTo("2028-06-10T12:00:00Z");
    await claim(ada);
    goTo("2027-06-10T13:00:00Z");
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.claimed" });
    goTo("2027-06-11T00:00:00Z");
    expect((await claim(ada)).streak, "a day that was claimed by a wrong clock makes no row").toBe(2);
    goTo("2028-06-10T23:00:00Z");
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.claimed" });
    expect(await coinsOf(ada)).toBe(300);
  });

  it("are given once for fifty claims at once over two processes' connections", async () => {
    const ada = await member();
    const { runtime } = panel;
    const other = panel.secondProcess();
    const claims = Array.from({ length: 50 }, (_, i) => {
      setRuntime(i % 2 === 0 ? runtime : other);
      return claim(ada).then(
        ({ given }) => given,
        (error) => error.reason,
      );
    });
    const answers = await Promise.all(claims);
    expect(answers.filter((answer) => answer === 100)).toHaveLength(1);
    expect(answers.filter((answer) => answer === "earning.claimed")).toHaveLength(49);
    expect(await coinsOf(ada)).toBe(100);
  });

  it("are given once by two real processes", async () => {
    const { actor } = await signedInPerson(panel.runtime, "member", "Borin");
    const { key } = await execute(apiKeys.create, actor, { name: "Claims", permissions: ["economy:spend"] });
    const sidecars = await Promise.all([1, 2].map(() => startSidecarProcess(panel.runtime.databaseUrl)));
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const { url } = sidecars[i % 2]!;
        const answer = await fetch(`${url}/api/v1/earning/daily`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: "{}",
        });
        return answer.status;
      }),
    );
    await Promise.all(sidecars.map((sidecar) => sidecar.kill("SIGKILL")));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await coinsOf(actor)).toBe(100);
  }, 120_000);

  it("are the same answer to a call that is repeated with its key", async () => {
    const ada = await member();
    const call = { address: newAddress(), idempotencyKey: "one" };
    const first = await execute(earning.claimDaily, ada, {}, call);
    expect(await execute(earning.claimDaily, ada, {}, call)).toEqual(first);
    expect(await coinsOf(ada)).toBe(100);
  });
});

describe("who earns nothing", () => {
  it("is everybody while the way is off", async () => {
    await execute(settings.set, panel.owner, { key: "earning", value: NO_EARNING });
    const ada = await member();
    await expect(claim(ada)).rejects.toMatchObject({ code: "conflict", reason: "earning.off" });
    expect(await execute(earning.ways, ada, {})).toMatchObject({ daily: null, idle: null, join: null, refusal: null });
  });

  it("is whose account is too new, or whose address is not confirmed where that is asked", async () => {
    await rule({}, { minimumAgeHours: 2, verifiedEmail: true });
    const ada = await member();
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.email_unverified" });
    await panel.runtime.database.prisma.user.update({
      where: { id: ada.userId },
      data: { emailVerifiedAt: new Date() },
    });
    advanceClock(HOUR + MINUTE);
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.too_young", params: { hours: 1 } });
    expect((await execute(earning.ways, ada, {})).refusal).toMatchObject({ reason: "earning.too_young" });
    advanceClock(HOUR);
    expect((await claim(ada)).given).toBe(100);
  });

  it("is whom the team does not let, until it does", async () => {
    const ada = await member();
    const userId = ada.userId;
    await expect(execute(earning.block, ada, { userId, reason: "x" })).rejects.toMatchObject({ code: "not_found" });
    const blocked = await execute(earning.block, panel.owner, { userId, reason: "Five accounts" });
    expect(blocked).toMatchObject({ userId, reason: "Five accounts", by: panel.owner.label });
    await expect(claim(ada)).rejects.toMatchObject({ reason: "earning.blocked" });
    expect(JSON.stringify(await execute(earning.ways, ada, {}))).not.toContain("Five accounts");
    expect(await execute(earning.blocks, panel.owner, {})).toMatchObject({ total: 1, items: [{ userId }] });
    await execute(earning.unblock, panel.owner, { userId });
    await expect(execute(earning.unblock, panel.owner, { userId })).rejects.toMatchObject({
      reason: "earning.not_blocked",
    });
    expect(await execute(earning.getBlock, panel.owner, { userId })).toEqual({ block: null });
    expect((await claim(ada)).given).toBe(100);
  });

  it("is who is suspended, up to the end of it and no longer", async () => {
    const ada = await member();
    const until = new Date(now().getTime() + HOUR).toISOString();
    await execute(operations.users.suspend, panel.owner, { userId: ada.userId, until });
    await expect(claim(ada)).rejects.toMatchObject({ reason: "identity.suspended" });
    advanceClock(HOUR + MINUTE);
    expect((await claim(ada)).given).toBe(100);
  });

  it("is the account too many from one address, of many at once", async () => {
    await rule({}, { accountsPerAddress: 2 });
    const people = await Promise.all(Array.from({ length: 6 }, member));
    const at = (i: number) => `2001:db8:0:7::${i + 1}`;
    const answers = await Promise.all(
      people.map((one, i) =>
        claim(one, at(i)).then(
          () => "given",
          (error) => error.reason,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === "given")).toHaveLength(2);
    expect(answers.filter((answer) => answer === "earning.same_address")).toHaveLength(4);
    advanceClock(DAY);
    await claim(people[answers.indexOf("earning.same_address")]!, at(0));
  });
});

it("is reported by day and way, to the team alone", async () => {
  await rule({ coins: 7 });
  goTo("2029-01-05T12:00:00Z");
  await Promise.all([claim(await member()), claim(await member())]);
  const report = await execute(earning.report, panel.owner, { from: "2029-01-01", to: "2029-01-31" });
  expect(report.items).toEqual([{ day: "2029-01-05", way: "daily", coins: 14, times: 2, members: 2 }]);
  expect((await execute(earning.report, panel.owner, {})).to).toBe("2029-01-05");
  await expect(execute(earning.report, await member(), {})).rejects.toMatchObject({ code: "forbidden" });
  const wrong = { from: "2029-02-01", to: "2029-01-01" };
  await expect(execute(earning.report, panel.owner, wrong)).rejects.toMatchObject({ code: "invalid_input" });
});

it("does not let the owner set what makes no sense", async () => {
  for (const value of [
    { daily: { coins: -1 } },
    { daily: { coins: 1e9 } },
    { dayly: {} },
    { idle: { everyMinutes: 0 } },
    5,
  ])
    await expect(execute(settings.set, panel.owner, { key: "earning", value })).rejects.toMatchObject({
      code: "invalid_input",
    });
  await execute(settings.set, panel.owner, { key: "earning", value: { daily: { isOn: true } } });
  const [stored] = await panel.runtime.database.query(sql`select value from settings where key = 'earning'`);
  expect(stored).toMatchObject({ value: { daily: { isOn: true, coins: 100 }, idle: { isOn: false } } });
});
