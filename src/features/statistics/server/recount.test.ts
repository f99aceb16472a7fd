import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { takeZone } from "./index.ts";

let runtime: TestRuntime;
let owner: Actor;
let operator: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  operator = operatorActor(owner.userId!, "operator");
});
afterAll(() => runtime.close());

const player = fc.constantFrom("Ada", "Bob", "Cleo", "Dan");
const kindOf = fc.constantFrom("player", "npc");
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("player_login"), fields: fc.record({ player }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("player_logout"), fields: fc.record({ player }) }) },
  fc.record({ kind: fc.constant("chat_message"), fields: fc.record({ player, text: fc.constant("hi") }) }),
  fc.record({
    kind: fc.constant("player_command"),
    fields: fc.record({ player, command: fc.constantFrom("look", "/go"), failed: fc.boolean() }),
  }),
  fc.record({
    kind: fc.constant("combat"),
    fields: fc.record({ attacker: player, attackerKind: kindOf, target: player, targetKind: kindOf }),
  }),
  fc.record({ kind: fc.constant("death"), fields: fc.record({ victim: player, victimKind: kindOf }) }),
  fc.record({
    kind: fc.constant("damage"),
    fields: fc.record({ target: player, targetKind: kindOf, amount: fc.integer({ min: 1, max: 9 }) }),
  }),
);
/** Mostly moments after the one before, and at times days: each at a moment of its own. */
const pause = fc.oneof(
  fc.integer({ min: 1, max: 20 * MINUTE }),
  fc.integer({ min: 1, max: 5 * HOUR }),
  fc.integer({ min: DAY, max: 4 * DAY }),
);
const evening = fc.array(fc.tuple(pause, happening), { minLength: 1, maxLength: 60 });

const BEGIN_MS = Date.parse("2026-02-26T20:00:00Z");

async function played(said: readonly (readonly [number, { kind: string; fields: object }])[], perReport: number) {
  const node = await createNode(runtime.database);
  const serverId = await createServer(runtime.database, owner, node, { name: "Game" });
  let at = BEGIN_MS;
  const events = said.map(([after, { kind, fields }], i) => {
    at += after;
    return { seq: i + 1, n: 0, at, kind, fields: fields as Record<string, string>, details: {} };
  });
  for (let i = 0; i < events.length; i += perReport) {
    const some = events.slice(i, i + perReport);
    const through = some.at(-1)!.seq;
    await execute(operations.games.report, node.actor, {
      serverId,
      epoch: "e",
      from: i + 1,
      through,
      lost: 0,
      events: some,
    });
  }
  return serverId;
}

/** Figures that are nothing are as good as no row. */
async function figuresOf(serverId: string) {
  const found = await runtime.database.query(
    sql`select 'hour' as unit, h.at::text as step, to_jsonb(h) - 'at' - 'serverId' as counts from statistic_hours h where "serverId" = ${serverId}
        union all select 'day', d.day::text, to_jsonb(d) - 'day' - 'serverId' from statistic_days d where "serverId" = ${serverId}
        union all select 'ever', '', to_jsonb(s) - 'serverId' - 'told' from statistic_servers s where "serverId" = ${serverId}
        order by 1, 2`,
  );
  const shown = found.map(({ unit, step, counts }) => {
    const entries = Object.entries(counts as Record<string, unknown>).map(
      ([name, value]) =>
        // To the millisecond: sums of parts of seconds come out by the order in which they are added.
        [name, name === "playedSec" ? Math.round(Number(value) * 1000) : value] as const,
    );
    return { unit, step, ...Object.fromEntries(entries.filter(([, value]) => value !== 0)) };
  });
  return shown.filter((one) => one.unit === "ever" || Object.keys(one).length > 2);
}

it("what was counted as it came is what the raw rows come to, whatever happened and in any zone", async () => {
  const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"];
  await fc.assert(
    fc.asyncProperty(
      evening,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(...zones),
      async (said, perReport, zone) => {
        await execute(operations.settings.set, owner, { key: "time-zone", value: zone });
        await takeZone(runtime);
        const serverId = await played(said, perReport);
        const counted = await figuresOf(serverId);
        await execute(operations.statistics.recount, operator, { serverId });
        expect(await figuresOf(serverId)).toEqual(counted);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

it("mends what went wrong, and leaves alone what is older than the timeline", async () => {
  const login = (who: string) => ({ kind: "player_login", fields: { player: who } });
  const chat = { kind: "chat_message", fields: { player: "Ada", text: "hi" } };
  const hit = { kind: "damage", fields: { target: "Ada", targetKind: "player", amount: 5 } };
  const logout = { kind: "player_logout", fields: { player: "Ada" } };
  const evenings = [
    [1, login("Ada")],
    [1, chat],
    [1, logout],
    [1, hit],
    [2 * DAY, login("Ada")],
    [1, logout],
    [1, chat],
    [1, login("Bob")],
  ] as const;
  const serverId = await played(evenings, 2);
  const before = await figuresOf(serverId);
  await runtime.database.execute(
    sql`update statistic_hours set visits = 9, chats = 9, "peakOnline" = 9 where "serverId" = ${serverId}`,
  );
  await runtime.database.execute(
    sql`update statistic_days set visits = 9, "playedSec" = 9 where "serverId" = ${serverId}`,
  );
  await runtime.database.execute(
    sql`update statistic_servers set online = 9, players = 9 where "serverId" = ${serverId}`,
  );
  await execute(operations.statistics.recount, operator, { serverId });
  expect(await figuresOf(serverId)).toEqual(before);
  await runtime.database.execute(
    sql`delete from game_events where "serverId" = ${serverId} and at < ${new Date(BEGIN_MS + DAY)}`,
  );
  await runtime.database.execute(
    sql`delete from player_sessions where "serverId" = ${serverId} and "endedAt" < ${new Date(BEGIN_MS + DAY)}`,
  );
  await execute(operations.statistics.recount, operator, { serverId });
  expect(await figuresOf(serverId)).toEqual(before);
});
