import { gzipSync } from "node:zlib";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { LayoutRoom } from "#app/features/world/given-places.ts";
import { layoutRooms } from "#app/features/world/layout.ts";
import { worldId } from "#app/features/world/server/index.ts";
import { drawingOf } from "#app/features/world/ui/map-drawing.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { openTestbed, seedServers } from "./testbed.ts";

/**
 * What the map of an area costs: laying it out, answering it the first time and again, its size, and making it ready to be drawn in the browser. The areas are
 * squares of rooms with a tenth of their ways missing, some stairs, and some ways that contradict the others.
 *
 *     npm run bench -- world-map [rooms …]
 */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1_000, 10_000, 30_000];
/** The most that one report brings. */
const IN_REPORT = 2_000;
const ROUNDS = 5;

const bed = await openTestbed();
try {
  const { runtime } = bed;
  const actor = operatorActor((await operatorAccount(runtime.database))!.id, "bench");
  const { serverId } = await seedServers(runtime);
  const run = { serverId, run: "bench" };
  const areas = SIZES.map((rooms) => ({ key: `area-${rooms}`, name: `Area of ${rooms}` }));
  await execute(operations.bridge.hello, actor, { ...run, startedAt: new Date().toISOString() });
  await execute(operations.bridge.areas, actor, { ...run, revision: 1, snapshot: { part: 1, of: 1 }, set: areas });
  let revision = 0;
  for (const size of SIZES) {
    const rooms = squareOf(size);
    for (let from = 0; from < size; from += IN_REPORT) {
      const set = rooms.slice(from, from + IN_REPORT).map(({ key, exits }) => ({
        key,
        area: `area-${size}`,
        name: `Room ${key}`,
        exits: [...exits],
      }));
      await execute(operations.bridge.rooms, actor, { ...run, revision: ++revision, set });
    }
  }

  console.log(
    "| rooms | laid out, ms | first answer, ms | again, ms | JSON, kB | gzip, kB | ready to draw, ms | beside their place |",
  );
  console.log("|---|---|---|---|---|---|---|---|");
  for (const size of SIZES) {
    const rooms = squareOf(size);
    const laidOut = best(() => layoutRooms(rooms));
    const input = { serverId, areaId: worldId("area", serverId, `area-${size}`) };
    const beganAt = performance.now();
    const map = await execute(operations.world.map, actor, input);
    const first = performance.now() - beganAt;
    let again = Number.POSITIVE_INFINITY;
    for (let i = 0; i < ROUNDS; i++) {
      const startedAt = performance.now();
      await execute(operations.world.map, actor, input);
      again = Math.min(again, performance.now() - startedAt);
    }
    const json = JSON.stringify(map);
    const drawn = best(() => drawingOf(map));
    const figures = [laidOut, first, again, json.length / 1000, gzipSync(json).length / 1000, drawn];
    console.log(`| ${size} | ${figures.map((figure) => figure.toFixed(1)).join(" | ")} | ${map.shifted.length} |`);
  }
} finally {
  await bed.close();
}

/** A square of rooms; the same each time. */
function squareOf(count: number): LayoutRoom[] {
  const width = Math.ceil(Math.sqrt(count));
  const missing = (room: number) => Math.imul(room, 2_654_435_761) % 10 === 0;
  return Array.from({ length: count }, (_, room): LayoutRoom => {
    const exits: { direction: string; to: string }[] = [];
    const lead = (direction: string, to: number) => exits.push({ direction, to: keyOf(count, to) });
    const x = room % width;
    if (x < width - 1 && room + 1 < count && !missing(room)) lead("east", room + 1);
    if (x > 0 && !missing(room - 1)) lead("west", room - 1);
    if (room + width < count) lead("south", room + width);
    if (room >= width) lead("north", room - width);
    if (room % 50 === 7) lead("hatch", (room * 31) % count);
    if (room % 97 === 5) lead("northeast", (room * 17) % count);
    return { id: keyOf(count, room), key: keyOf(count, room), at: null, exits };
  });
}

function keyOf(count: number, room: number): string {
  return `area-${count}.${room}`;
}

/** The best of some rounds, in milliseconds: on a busy machine the others say more of their neighbours. */
function best(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ROUNDS; i++) {
    const startedAt = performance.now();
    work();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}
