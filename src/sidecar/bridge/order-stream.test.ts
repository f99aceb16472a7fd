import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { HOUR, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { type SidecarProcess, startSidecarProcess, until } from "#app/testing/sidecars.ts";
import { Bridge } from "../../../games/bridge/bridge.ts";

const { apiKeys, bridge, servers } = operations;

let runtime: TestRuntime;
let sidecar: SidecarProcess;
let owner: Actor;
let own: string;
let other: string;
let ownKey: { id: string; key: string };
const open = new AbortController();

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createNode(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  [own, other] = [await newServer("Own"), await newServer("Other")];
  ownKey = await keyFor(["events:write"], own);
  for (const serverId of [own, other])
    await execute(bridge.hello, owner, { serverId, run: "run-1", startedAt: now().toISOString(), takes: ["kick"] });
  sidecar = await startSidecarProcess(runtime.databaseUrl);
}, 120_000);
afterAll(async () => {
  open.abort();
  await sidecar?.kill("SIGTERM");
  await runtime.close();
});

async function newServer(name: string): Promise<string> {
  return (await execute(servers.create, owner, { name, blueprintId: "demo", variables: { PASSWORD: "green door" } }))
    .id;
}

const keyFor = (permissions: string[], serverId?: string) =>
  execute(apiKeys.generate, operatorActor(null, "test"), { name: "game", permissions, ...(serverId && { serverId }) });

const ask = (path: string, key: string, init: RequestInit = {}) =>
  fetch(`${sidecar.url}/api/v1/servers/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    signal: open.signal,
  });

/** A stream of orders, with all that it has said so far. */
async function follow(serverId: string, key: string) {
  const response = await ask(`${serverId}/bridge/orders?run=run-1`, key);
  const stream = { status: response.status, text: "", ended: false };
  const read = async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) stream.text += chunk;
  };
  read()
    .catch(() => {})
    .finally(() => {
      stream.ended = true;
    });
  return stream;
}

async function orderTo(serverId: string): Promise<string> {
  const id = newId("ord");
  const deadline = new Date(now().getTime() + 60_000);
  await runtime.database.prisma.bridgeOrder.create({ data: { id, serverId, kind: "kick", fields: {}, deadline } });
  return id;
}

test("the orders to a server are for its own key alone, and nobody else answers them", async () => {
  const refused = async (path: string, key: string) => (await ask(path, key)).status;
  expect(await refused(`${other}/bridge/orders?run=run-1`, ownKey.key)).toBe(404);
  expect(await refused(`${own}/bridge/orders?run=run-1`, (await keyFor(["events:read"])).key)).toBe(403);
  expect(await refused(`${own}/bridge/orders?run=run-1`, "gk_live_nonsense")).toBe(401);
  expect(await refused(`${own}/bridge/orders?run=run-2`, ownKey.key)).toBe(409);
  const stream = await follow(own, ownKey.key);
  const [mine, theirs] = [await orderTo(own), await orderTo(other)];
  await until(() => stream.text.includes(mine));
  expect(stream.text).not.toContain(theirs);
  const body = JSON.stringify({ run: "run-1", state: "done" });
  const answered = async (path: string) => (await ask(path, ownKey.key, { method: "POST", body })).status;
  expect(await answered(`${other}/bridge/orders/${theirs}`)).toBe(404);
  // By the door of one's own server another's order is none.
  expect(await answered(`${own}/bridge/orders/${theirs}`)).toBe(409);
  expect(await answered(`${own}/bridge/orders/${mine}`)).toBe(204);
  const { state } = await runtime.database.prisma.bridgeOrder.findUniqueOrThrow({ where: { id: theirs } });
  expect(state).toBeNull();
});

test.each(["%", "%E0%A4%A", "%00", "..%2f..%2fadmin", "__proto__", "srv_"])(
  "a server called %s is none, and no fault of ours",
  async (name) => {
    expect((await ask(`${name}/bridge/orders?run=run-1`, ownKey.key)).status).toBeOneOf([400, 404, 422]);
  },
);

test.each([1, -1])(
  "a game whose machine's clock is %i hours off obeys in time, and tells when things happened",
  async (hours) => {
    const { prisma } = runtime.database;
    const serverId = await newServer("Off");
    const { key } = await keyFor(["events:write"], serverId);
    const [id, late] = [newId("ord"), newId("ord")];
    const order = { serverId, kind: "kick", fields: {} };
    const beganAt = Date.now();
    await prisma.bridgeOrder.create({ data: { ...order, id, deadline: new Date(beganAt + MINUTE) } });
    await prisma.bridgeOrder.create({ data: { ...order, id: late, deadline: new Date(beganAt - 1) } });
    vi.useFakeTimers({ toFake: ["Date"], now: beganAt + hours * HOUR });
    const obeyed: string[] = [];
    const game = new Bridge({
      url: sidecar.url,
      serverId,
      key,
      takes: ["kick"],
      obey(given) {
        obeyed.push(given.id);
        return { state: "done" };
      },
    });
    try {
      game.start();
      game.event({ kind: "player_login", fields: { player: "Ada" } });
      await vi.waitFor(async () => {
        expect(await prisma.bridgeOrder.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "done" });
        expect(await prisma.playerSession.count({ where: { serverId } })).toBe(1);
      }, 120_000);
      await game.close();
    } finally {
      vi.useRealTimers();
    }
    expect(obeyed).toEqual([id]);
    const visit = await prisma.playerSession.findFirstOrThrow({ where: { serverId } });
    expect(Math.abs(visit.startedAt.getTime() - beganAt)).toBeLessThan(MINUTE);
  },
);

test("a stream ends with the key that opened it", async () => {
  const key = await keyFor(["events:write"], other);
  const stream = await follow(other, key.key);
  await until(() => stream.text.includes("ready"));
  await execute(apiKeys.revoke, operatorActor(null, "test"), { keyId: key.id });
  await until(() => stream.ended);
  const later = await orderTo(other);
  expect(stream.text).toContain("closing");
  expect(stream.text).not.toContain(later);
});

test("a stream ends with the right to the server of whose key it is", async () => {
  const { userId } = await createUser(runtime.database, "member");
  const grant = await runtime.database.prisma.grant.create({
    data: { id: newId("grt"), userId, on: "server", serverId: other, permissions: ["events:write"] },
  });
  const { key } = await execute(apiKeys.create, operatorActor(userId, "test"), {
    name: "game",
    permissions: ["events:write"],
  });
  const stream = await follow(other, key);
  await until(() => stream.text.includes("ready"));
  await runtime.database.prisma.grant.delete({ where: { id: grant.id } });
  await until(() => stream.ended);
  expect(stream.text).toContain('event: closing\ndata: {"reason":"forbidden"}');
});
