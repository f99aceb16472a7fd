import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { openTestbed, seedServers } from "./testbed.ts";

/**
 * A world of many rooms, told by the bridge: how long the whole of it takes, told for the first time and again, a change of one room, and lists of it.
 *
 *     npm run bench -- world [rooms] [rooms in a part]
 */
const ROOMS = Number(process.argv[2] ?? 100_000);
const IN_PART = Number(process.argv[3] ?? 1000);
const TIMES = 100;
const AREAS = 100;

const bed = await openTestbed();
const operator = operatorActor((await operatorAccount(bed.runtime.database))!.id, "bench");
const { bridge, world } = operations;
const run = "bench";
let revision = 0;
try {
  const { serverId } = await seedServers(bed.runtime);
  await execute(bridge.hello, operator, { serverId, run, startedAt: now().toISOString() });
  const areas = Array.from({ length: AREAS }, (_, i) => ({ key: `a${i}`, name: `Area ${i}` }));
  await execute(bridge.areas, operator, { serverId, run, revision: 1, snapshot: { part: 1, of: 1 }, set: areas });
  console.log(`${ROOMS.toLocaleString("en")} rooms with four exits each, in ${ROOMS / IN_PART} parts.\n`);
  console.log("| what | ms |\n|---|---|");
  for (const what of ["the whole, new", "the whole again"]) console.log(`| ${what} | ${await tellWhole(serverId)} |`);

  console.log("\n| what | p50 ms | p99 ms |\n|---|---|---|");
  await measure("change of one room", async (i) => {
    revision += 1;
    await execute(bridge.rooms, operator, { serverId, run, revision, set: [room(i)] });
  });
  const { items } = await execute(world.areas, operator, { serverId });
  const areaId = items[0]!.id;
  await measure("first page of rooms", () => execute(world.rooms, operator, { serverId }));
  await measure("last page of rooms", () => execute(world.rooms, operator, { serverId, offset: ROOMS - 20 }));
  await measure("rooms of one area", () => execute(world.rooms, operator, { serverId, areaId }));
  await measure("rooms by part of the name", () => execute(world.rooms, operator, { serverId, q: "777" }));
  const { items: rooms } = await execute(world.rooms, operator, { serverId });
  await measure("one room", (i) => execute(world.room, operator, { serverId, roomId: rooms[i % rooms.length]!.id }));
} finally {
  await bed.close();
}

function room(i: number) {
  const to = (step: number) => `r${(i + step + ROOMS) % ROOMS}`;
  return {
    key: `r${i}`,
    area: `a${Math.floor((i * AREAS) / ROOMS)}`,
    name: `Room ${i}`,
    description:
      "A room like the one before it, and the one after, and it goes on like that for longer than one thinks.",
    exits: [
      { direction: "east", to: to(1) },
      { direction: "west", to: to(-1) },
      { direction: "north", to: to(300) },
      { direction: "south", to: to(-300) },
    ],
    properties: { terrain: "cobblestone", light: i % 2 === 0 },
  };
}

async function tellWhole(serverId: string): Promise<number> {
  revision += 1;
  const of = Math.ceil(ROOMS / IN_PART);
  const beganMs = performance.now();
  for (let part = 1; part <= of; part++) {
    const from = (part - 1) * IN_PART;
    const set = Array.from({ length: Math.min(IN_PART, ROOMS - from) }, (_, i) => room(from + i));
    await execute(bridge.rooms, operator, { serverId, run, revision, snapshot: { part, of }, set });
  }
  return Math.round(performance.now() - beganMs);
}

async function measure(what: string, act: (i: number) => Promise<unknown>): Promise<void> {
  const tookMs: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const beganMs = performance.now();
    await act(i);
    tookMs.push(performance.now() - beganMs);
  }
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.floor(share * (TIMES - 1))]!.toFixed(1);
  console.log(`| ${what} | ${at(0.5)} | ${at(0.99)} |`);
}
