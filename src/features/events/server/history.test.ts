import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Holdings } from "#app/lib/access.ts";
import { newId } from "#app/lib/id.ts";
import { ALL_PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { maySeeEvent } from "#app/operation/may-see-event.ts";
import { sequence } from "#app/operation/sequencer.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { EVENT_TYPES } from "../catalogue.ts";

const COMMUNITIES = ["com_1", "com_2"];

let runtime: TestRuntime;
let owner: Actor;
let other: Actor;
const servers: { id: string; ownerId: string }[] = [];
beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  owner = await createUser(database, "owner");
  other = await createUser(database, "owner");
  const node = await createNode(database);
  for (const actor of [owner, other])
    servers.push({ id: await createServer(database, actor, node, { name: "One" }), ownerId: actor.userId! });
  const subjects = [
    {},
    ...servers.map(({ id }) => ({ serverId: id })),
    ...COMMUNITIES.map((communityId) => ({ communityId })),
    { userId: owner.userId! },
    { userId: other.userId! },
  ];
  for (const permission of ALL_PERMISSIONS)
    for (const about of subjects)
      await database.prisma.outboxEvent.create({
        data: { id: newId("evt"), type: "test.happened", at: new Date(), permission, payload: {}, ...about },
      });
  while ((await sequence(database)) > 0);
});
afterAll(() => runtime.close());

async function everything(actor: Actor, filter: object = {}) {
  const all: { position: number; type: string; serverId: string | null }[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listed>> = await listed(actor, { ...filter, ...(cursor && { cursor }) });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
const listed = (actor: Actor, input: object) => execute(operations.events.list, actor, { limit: 100, ...input });

/** Some of everything, the same for the same seed. */
function some<T>(all: readonly T[], seed: number): T[] {
  return all.filter((_, i) => ((i + 1) * 2_654_435_761 * (seed + 1)) % 97 < 40);
}

describe("the history", () => {
  it("shows the events that the stream would have told, and no other, whatever somebody holds", async () => {
    const stored = await runtime.database.prisma.outboxEvent.findMany();
    const scoped = (actor: Actor, seed: number) => keyOf(actor, [...some(ALL_PERMISSIONS, seed), "events:read"]);
    for (let seed = 0; seed < 8; seed++) {
      const holdings: Holdings = {
        instance: new Set<Permission>(some(ALL_PERMISSIONS, seed)),
        servers: new Map([[servers[1]!.id, new Set(some(ALL_PERMISSIONS, seed + 11))]]),
        communities: new Map([[COMMUNITIES[0]!, new Set(some(ALL_PERMISSIONS, seed + 23))]]),
      };
      const nothing: Holdings = { instance: new Set(), servers: new Map(), communities: new Map() };
      const people = [
        { ...owner, holdings },
        { ...owner, holdings: nothing },
        scoped({ ...owner, holdings }, seed + 5),
        { ...owner, unbounded: true },
      ];
      for (const actor of people) {
        const expected = stored
          .filter((event) => {
            const ownerId = servers.find(({ id }) => id === event.serverId)?.ownerId ?? null;
            return event.position !== null && maySeeEvent(actor, event, ownerId);
          })
          .map(({ position }) => Number(position))
          .toSorted((a, b) => b - a);
        expect((await everything(actor)).map(({ position }) => position)).toEqual(expected);
      }
    }
  });

  it("is newest first, by cursors that hold while more happens", async () => {
    const first = await listed(owner, { limit: 5 });
    await execute(operations.settings.set, owner, { key: "panel-name", value: "Meanwhile" });
    while ((await sequence(runtime.database)) > 0);
    const second = await listed(owner, { limit: 5, cursor: first.nextCursor });
    const positions = [...first.items, ...second.items].map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
    expect(new Set(positions).size).toBe(10);
    const newest = await listed(owner, { limit: 1 });
    expect(newest.items[0]).toMatchObject({ type: "setting.changed", payload: { value: "Meanwhile" } });
  });

  it("is filtered by type, server and time, and knows which types there are", async () => {
    const [server] = servers;
    for (const { serverId } of await everything(owner, { serverId: server!.id })) expect(serverId).toBe(server!.id);
    const settings = await everything(owner, { types: "setting.*" });
    expect(settings.length).toBeGreaterThan(0);
    for (const { type } of settings) expect(type).toBe("setting.changed");
    expect(await everything(owner, { to: "2020-01-01T00:00:00.000Z" })).toEqual([]);
    await expect(listed(owner, { types: "setting.chagned" })).rejects.toMatchObject({
      code: "invalid_input",
      details: [expect.objectContaining({ path: "types" })],
    });
  });
});

it("the catalogue has every type with its schema, its example and what a reader needs", async () => {
  const { items } = await execute(operations.events.catalogue, keyOf(owner, ["events:read"]), {});
  expect(items.map(({ type }) => type)).toEqual([...EVENT_TYPES.keys()]);
  for (const { schema, example } of items)
    expect(Object.keys(schema.properties as object)).toEqual(
      expect.arrayContaining(Object.keys(example.payload as object)),
    );
});

it("the history of a quiet server or community is not looked for through all events", async () => {
  const { pool } = runtime.database;
  await pool.query(
    `insert into outbox_events (id, position, type, version, at, "serverId", "communityId", permission, payload)
     select 'evt_busy_' || n, 1000000 + n, 'test.happened', 1, now(), case when n = 1 then 'srv_quiet' else 'srv_busy' end,
       case when n = 1 then 'com_quiet' else 'com_busy' end, 'servers:read', '{}' from generate_series(1, 20000) n`,
  );
  await pool.query("analyze outbox_events");
  for (const [column, id, index] of [
    ["serverId", "srv_quiet", "outbox_events_server_idx"],
    ["communityId", "com_quiet", "outbox_events_community_idx"],
  ]) {
    const { rows } = await pool.query(
      `explain select * from outbox_events e where e.position is not null and e."${column}" = $1 order by e.position desc limit 51`,
      [id],
    );
    expect(JSON.stringify(rows), column).toContain(index);
  }
});
