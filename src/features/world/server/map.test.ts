import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { linksOf } from "../area-map.ts";
import * as maps from "./map.ts";
import { rooms } from "./rooms.ts";
import { state } from "./state.ts";
import { worldId } from "./world-id.ts";
import * as all from "./worlds.ts";

let runtime: TestRuntime;
let owner: Awaited<ReturnType<typeof createUser>>;
let member: Awaited<ReturnType<typeof createUser>>;
let serverId: string;
let silentId: string;
let revision = 0;
const room = (key: string) => worldId("room", serverId, key);

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
  const node = await createNode(runtime.database);
  await createBlueprint(runtime.database);
  serverId = await createServer(runtime.database, owner, node);
  silentId = await createServer(runtime.database, owner, node, { name: "Lowtide" });
  const key = keyOf(owner);
  await execute(operations.bridge.hello, key, { serverId, run: "one", startedAt: new Date().toISOString() });
  await execute(operations.bridge.areas, key, {
    serverId,
    run: "one",
    revision: 1,
    snapshot: { part: 1, of: 1 },
    set: [
      { key: "town", name: "Town" },
      { key: "wood", name: "Wood" },
    ],
  });
  await tell([
    { key: "square", area: "town", name: "Square", exits: [{ direction: "n", to: "market" }] },
    {
      key: "market",
      area: "town",
      name: "Market",
      exits: [
        { direction: "south", to: "square", locked: true },
        { direction: "up", to: "loft" },
        { direction: "east", to: "fork" },
        { direction: "hatch", to: "untold" },
      ],
    },
    { key: "loft", area: "town", name: "Loft", exits: [{ direction: "down", to: "market" }] },
    { key: "fork", area: "wood", name: "Fork", exits: [{ direction: "west", to: "market" }] },
    { key: "limbo", name: "Limbo" },
  ]);
});
afterAll(() => runtime.close());

interface ToldRoom {
  key: string;
  name: string;
  area?: string;
  exits?: { direction: string; to: string; locked?: boolean }[];
}

async function tell(set: ToldRoom[]) {
  revision++;
  const snapshot = revision === 1 ? { snapshot: { part: 1, of: 1 } } : {};
  await execute(operations.bridge.rooms, keyOf(owner), { serverId, run: "one", revision, ...snapshot, set });
}

describe("world.map", () => {
  it("lays out what the game told: lines within the floor, and the ways off it by name", async () => {
    const town = await execute(maps.map, owner, { serverId, areaId: worldId("area", serverId, "town") });
    expect(town).toMatchObject({ areaName: "Town", floor: 0, ids: [room("market"), room("square")] });
    expect(town.cells).toEqual([0, 0, 0, 1]);
    expect(linksOf(town)).toEqual([
      expect.objectContaining({ there: "south", back: "north", isLocked: true, isBent: false }),
    ]);
    expect(town.ways.map(({ name, toName, toAreaName, toFloor }) => [name, toName, toAreaName, toFloor])).toEqual([
      ["up", "Loft", null, 1],
      ["east", "Fork", "Wood", null],
      ["hatch", null, null, null],
    ]);
    const above = await execute(maps.map, owner, { serverId, areaId: worldId("area", serverId, "town"), floor: 1 });
    expect(above.names).toEqual(["Loft"]);
  });

  it("shows the rooms of no area where none is asked for", async () => {
    expect(await execute(maps.map, owner, { serverId })).toMatchObject({ areaName: null, names: ["Limbo"] });
    expect(await execute(maps.map, owner, { serverId: silentId })).toMatchObject({ floors: [], ids: [], links: [] });
  });

  it("is another one as soon as the game has told of a change", async () => {
    const areaId = worldId("area", serverId, "wood");
    expect((await execute(maps.map, owner, { serverId, areaId })).names).toEqual(["Fork"]);
    await tell([{ key: "den", area: "wood", name: "Den", exits: [{ direction: "east", to: "fork" }] }]);
    expect((await execute(maps.map, owner, { serverId, areaId })).names).toEqual(["Den", "Fork"]);
  });

  it("is not for those who may not see the world, nor of another server's area", async () => {
    await expect(execute(maps.map, member, { serverId })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(maps.map, keyOf(owner, ["servers:read"]), { serverId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const foreign = await execute(maps.map, owner, {
      serverId: silentId,
      areaId: worldId("area", serverId, "town"),
    });
    expect(foreign).toMatchObject({ areaName: null, ids: [] });
  });
});

describe("world.place", () => {
  it("finds a room's area, floor and cell", async () => {
    const found = await execute(maps.place, owner, { serverId, roomId: room("loft") });
    expect(found).toMatchObject({ areaId: worldId("area", serverId, "town"), areaName: "Town", floor: 1 });
    expect(await execute(maps.place, owner, { serverId, roomId: room("limbo") })).toMatchObject({ areaId: null });
  });

  it("knows no room of another server", async () => {
    await expect(execute(maps.place, owner, { serverId: silentId, roomId: room("loft") })).rejects.toMatchObject({
      code: "not_found",
      reason: "world.unknown_room",
    });
  });
});

describe("world.state", () => {
  it("says how much is known and since when, and nothing of a world that was never told of", async () => {
    const known = await execute(state, owner, { serverId });
    expect(known).toMatchObject({ connected: true, areaCount: 2, roomCount: 6, npcCount: 0, itemCount: 0 });
    expect(known.reportedAt).not.toBeNull();
    expect(await execute(state, owner, { serverId: silentId })).toMatchObject({ connected: false, reportedAt: null });
  });
});

describe("world.worlds", () => {
  it("lists servers whose games are or were connected, to who may see their worlds", async () => {
    const found = await execute(all.worlds, owner, {});
    expect(found.items).toEqual([
      expect.objectContaining({ serverId, serverName: "Nightfall", connected: true, areas: 2 }),
    ]);
    expect(found.items[0]!.reportedAt).not.toBeNull();
    expect((await execute(all.worlds, member, {})).items).toEqual([]);
  });
});

describe("world.rooms", () => {
  it("counts what a question finds anew once the game has told of rooms", async () => {
    const total = async (more: object = {}) => (await execute(rooms, owner, { serverId, ...more })).total;
    const wood = { areaId: worldId("area", serverId, "wood") };
    const before = [await total(), await total(wood), await total({ q: "glade" }), await total({ serverId: silentId })];
    expect(before).toEqual([6, 2, 0, 0]);
    await tell([{ key: "glade", area: "wood", name: "Glade" }]);
    expect([await total(), await total(wood), await total({ q: "glade" }), await total()]).toEqual([7, 3, 1, 7]);
  });
});
