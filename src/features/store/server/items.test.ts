import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { settings, store, storeItems, packages, roles } = operations;
let runtime: TestRuntime;
let owner: Actor;
let member: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const MEMORY = { name: "Memory", gives: { kind: "resource", resource: "memoryMiB", amount: 1024 } } as const;
const refused = (input: object) => execute(storeItems.create, owner, input).catch((error) => error);

describe("an item", () => {
  it("is added switched off, changed field by field, and taken off", async () => {
    const item = await execute(storeItems.create, owner, { ...MEMORY, priceCoins: 100 });
    expect(item).toMatchObject({ ...MEMORY, priceCoins: 100, enabled: false, sold: 0, stock: null });
    const changed = await execute(storeItems.update, owner, { itemId: item.id, stock: 3, enabled: true });
    expect(changed).toMatchObject({ priceCoins: 100, stock: 3, enabled: true, gives: MEMORY.gives });
    expect(await execute(storeItems.update, owner, { itemId: item.id, stock: null })).toMatchObject({ stock: null });
    await execute(storeItems.remove, owner, { itemId: item.id });
    await expect(execute(storeItems.get, owner, { itemId: item.id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is no member's to see or change here", async () => {
    const { id: itemId } = await execute(storeItems.create, owner, { ...MEMORY, priceCoins: 1 });
    await expect(execute(storeItems.list, member, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(execute(storeItems.update, member, { itemId, priceCoins: 0 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("has a price in what it is sold for, and terms that go together", async () => {
    for (const [input, path] of [
      [MEMORY, "priceCoins"],
      [{ ...MEMORY, priceCoins: 5, priceMinor: 5, currency: "EUR" }, "priceMinor"],
      [{ name: "Purse", gives: { kind: "coins", amount: 10 }, priceCoins: 5 }, "priceMinor"],
      [{ name: "Purse", gives: { kind: "coins", amount: 10 }, priceMinor: 5 }, "currency"],
      [{ ...MEMORY, priceCoins: 5, limitDays: 7 }, "limitPerMember"],
      [{ ...MEMORY, priceCoins: 5, fromAt: "2026-02-01T00:00:00Z", untilAt: "2026-01-01T00:00:00Z" }, "untilAt"],
    ] as const)
      expect(await refused(input), path).toMatchObject({ code: "invalid_input", details: [{ path }] });
    for (const input of [
      { ...MEMORY, priceCoins: -1 },
      { ...MEMORY, priceCoins: 1.5 },
      { ...MEMORY, priceCoins: 1_000_000_000_000_000 },
      { ...MEMORY, priceCoins: 1, gives: { kind: "resource", resource: "databases", amount: 1 } },
      { ...MEMORY, priceCoins: 1, name: "two\nlines" },
    ])
      expect(await refused(input)).toMatchObject({ code: "invalid_input" });
  });
});

describe("a package in the store", () => {
  const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 200, servers: 2, ports: 4 };
  const sale = (packageId: string) => ({
    name: "Upgrade",
    gives: { kind: "package", packageId, days: 30 },
    priceCoins: 10,
  });

  it("is told by its name, to the team and to members, until it is gone", async () => {
    const { id: packageId } = await execute(packages.create, owner, { name: "Large", limits });
    const item = await execute(storeItems.create, owner, { ...sale(packageId), enabled: true });
    expect(item).toMatchObject({ label: "Large" });
    await execute(settings.set, owner, { key: "store", value: true });
    const offered = async () => (await execute(store.items, member, {})).items.find(({ id }) => id === item.id);
    expect(await offered()).toMatchObject({ label: "Large" });
    await execute(packages.remove, owner, { packageId });
    expect(await offered()).toMatchObject({ label: null });
    expect(await execute(storeItems.update, owner, { itemId: item.id, enabled: false })).toMatchObject({ label: null });
  });

  it("is one that there is", async () => {
    expect(await refused(sale("pkg_01930000000070008000000000000099"))).toMatchObject({
      code: "invalid_input",
      reason: "store.unknown_thing",
    });
  });
});

describe("a role in the store", () => {
  const sale = (roleId: string) => ({ name: "Badge", gives: { kind: "role", roleId }, priceCoins: 10 });

  it("is one that gives nothing which members have not by themselves", async () => {
    const badge = await execute(roles.create, owner, { name: "Patron", permissions: ["kills:read"], rank: 20 });
    expect(await execute(storeItems.create, owner, sale(badge.id))).toMatchObject({ label: "Patron" });
    const helper = await execute(roles.create, owner, { name: "Helper", permissions: ["users:read"], rank: 20 });
    expect(await refused(sale(helper.id))).toMatchObject({ reason: "store.role_of_staff" });
    const high = await execute(roles.create, owner, { name: "High", permissions: [], rank: 40 });
    expect(await refused(sale(high.id))).toMatchObject({ reason: "store.role_ranks_high" });
  });

  it("is none of the built-in ones that watch over others, nor one above who sells it", async () => {
    const all = (await execute(roles.list, owner, {})).items;
    const idOf = (key: string) => all.find((role) => role.key === key)!.id;
    for (const key of ["owner", "admin", "moderator"])
      expect((await refused(sale(idOf(key)))).reason).toMatch(/^store\.role_/);
    const lowly = { ...owner, rank: 15 };
    const badge = await execute(roles.create, owner, { name: "Above", permissions: [], rank: 30 });
    await expect(execute(storeItems.create, lowly, sale(badge.id))).rejects.toMatchObject({
      code: "forbidden",
      reason: "identity.role_above",
    });
    expect(await refused(sale("rol_01930000000070008000000000000001"))).toMatchObject({
      reason: "store.unknown_thing",
    });
  });
});
