import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { coupons, packages, settings } = operations;
let runtime: TestRuntime;
let owner: Actor;
let member: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const GIVES = { kind: "coins", coins: 50 } as const;

describe("coupons", () => {
  it("are made by the hundred with codes of their own, that no table tells", async () => {
    const { items } = await execute(coupons.create, owner, { gives: GIVES, count: 200, note: "Fair" });
    expect(new Set(items.map(({ code }) => code)).size).toBe(200);
    expect(items[0]).toMatchObject({ gives: GIVES, maxUses: 1, maxPerMember: 1, uses: 0, enabled: true });
    expect(items[0]!.code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    const stored = JSON.stringify(await runtime.database.query(sql`select * from coupons`));
    const plain = items[7]!.code.replaceAll("-", "");
    expect(stored).not.toContain(items[7]!.code);
    expect(stored).not.toContain(plain);
    const audit = JSON.stringify(await runtime.database.query(sql`select * from audit_entries`));
    expect(audit).not.toContain(items[7]!.code);
    const { batch } = items[0]!;
    expect((await execute(coupons.list, owner, { batch: batch! })).total).toBe(200);
    expect(await execute(coupons.disable, owner, { batch: batch! })).toEqual({ disabled: 200 });
    expect((await execute(coupons.list, owner, { batch: batch!, state: "usable" })).total).toBe(0);
  });

  it("can have a code that people remember, once, however it is typed", async () => {
    const make = (code: string) => execute(coupons.create, owner, { gives: GIVES, code });
    expect((await make("Summer 2026")).items[0]!.code).toBe("Summer 2026");
    for (const again of ["SUMMER2026", "summer-2026", "ｓｕｍｍｅｒ 2026"])
      await expect(make(again)).rejects.toMatchObject({ reason: "coupons.code_taken" });
    await expect(make("a-b-c")).rejects.toMatchObject({ code: "invalid_input", details: [{ path: "code" }] });
    expect((await execute(coupons.list, owner, { code: "summer2026" })).total).toBe(1);
    await expect(execute(coupons.create, owner, { gives: GIVES, code: "Winter 2026", count: 2 })).rejects.toMatchObject(
      { details: [{ path: "count" }] },
    );
  });

  it("tell the package that they give by its name, to the team and to who redeems them", async () => {
    const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 200, servers: 2, ports: 4 };
    const { id: packageId } = await execute(packages.create, owner, { name: "Festival", limits });
    const gives = { kind: "package", packageId, days: 7 } as const;
    const { items } = await execute(coupons.create, owner, { gives });
    expect(items[0]).toMatchObject({ gives, label: "Festival" });
    await execute(settings.set, owner, { key: "store", value: true });
    const redeemed = await execute(coupons.redeem, member, { code: items[0]!.code });
    expect(redeemed.things).toEqual([{ gives, quantity: 1, label: "Festival" }]);
    const gone = { kind: "package", packageId: "pkg_01930000000070008000000000000099", days: null } as const;
    await expect(execute(coupons.create, owner, { gives: gone })).rejects.toMatchObject({
      reason: "store.unknown_thing",
    });
  });

  it("keep what they give, and change in who may use them", async () => {
    const { items } = await execute(coupons.create, owner, { gives: { kind: "percent", percent: 20 }, maxUses: null });
    const couponId = items[0]!.id;
    const changed = await execute(coupons.update, owner, { couponId, enabled: false, maxUses: 5 });
    expect(changed).toMatchObject({ gives: { kind: "percent", percent: 20 }, enabled: false, maxUses: 5 });
    await expect(
      execute(coupons.create, owner, { gives: GIVES, itemIds: ["itm_01930000000070008000000000000001"] }),
    ).rejects.toMatchObject({ details: [{ path: "itemIds" }] });
    for (const gives of [
      { kind: "percent", percent: 101 },
      { kind: "coins", coins: 0 },
      { kind: "coins", coins: -5 },
      { kind: "resources", resources: {} },
      { kind: "resources", resources: { databases: 1 } },
    ])
      await expect(execute(coupons.create, owner, { gives })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("are a file that no spreadsheet runs", async () => {
    await execute(coupons.create, owner, { gives: GIVES, note: "=HYPERLINK(1)" });
    const { text, count } = await execute(coupons.exportCodes, owner, { kind: "coins" });
    expect(count).toBeGreaterThan(200);
    expect(text).toContain("'=HYPERLINK(1)");
    await expect(execute(coupons.exportCodes, member, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
