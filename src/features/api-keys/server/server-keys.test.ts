import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sequence } from "#app/operation/sequencer.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { actorOfKey } from "./verify.ts";

const { apiKeys, servers } = operations;
let runtime: TestRuntime;
let owner: Actor;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await createNode(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

async function newServer(name: string): Promise<string> {
  const variables = { PASSWORD: "green door" };
  return (await execute(servers.create, owner, { name, blueprintId: "demo", variables })).id;
}

test("a key for one server may there what its owner may, and nothing anywhere else", async () => {
  const [own, other] = [await newServer("Own"), await newServer("Other")];
  const { key } = await execute(apiKeys.create, owner, { name: "one", permissions: ["full"], serverId: own });
  const bound = await actorOfKey(runtime, key, null);
  expect(await execute(servers.get, bound, { serverId: own })).toMatchObject({ id: own });
  await expect(execute(servers.get, bound, { serverId: other })).rejects.toMatchObject({ code: "not_found" });
  const listed = await execute(servers.list, bound, { limit: 100 });
  expect(listed.items.map(({ id }) => id)).toEqual([own]);
  for (const instance of [
    () => execute(operations.settings.list, bound, {}),
    () => execute(apiKeys.list, bound, {}),
    () => execute(apiKeys.create, bound, { name: "wider", permissions: ["full"] }),
  ])
    await expect(instance()).rejects.toMatchObject({ code: "forbidden" });
  await sequence(runtime.database);
  const { items } = await execute(operations.events.list, bound, { limit: 100 });
  expect(items.length).toBeGreaterThan(0);
  expect(items.every(({ serverId }) => serverId === own)).toBe(true);
});

test("a key for one server hears nothing of what its owner says elsewhere", async () => {
  const [own, other] = [await newServer("Here"), await newServer("There")];
  const { key } = await execute(apiKeys.create, owner, { name: "one", permissions: ["full"], serverId: own });
  const bound = await actorOfKey(runtime, key, null);
  for (const serverIds of [[own], [other], [own, other]])
    await execute(operations.broadcasts.create, owner, { text: "Supper", scope: "servers", serverIds });
  const { items } = await execute(operations.broadcasts.list, bound, {});
  expect(items.map(({ scopeIds }) => scopeIds)).toEqual([[own]]);
  const { items: all } = await execute(operations.broadcasts.list, owner, {});
  for (const { id, scopeIds } of all) {
    const asked = execute(operations.broadcasts.get, bound, { broadcastId: id }).then(
      () => "shown",
      ({ code }) => code,
    );
    expect(await asked).toBe(scopeIds.join() === own ? "shown" : "not_found");
  }
});

test("a key for a server that one may not see is not made", async () => {
  const hidden = await newServer("Hidden");
  const member = await createUser(runtime.database, "member");
  await expect(
    execute(apiKeys.create, member, { name: "x", permissions: ["events:write"], serverId: hidden }),
  ).rejects.toMatchObject({ code: "not_found" });
});
