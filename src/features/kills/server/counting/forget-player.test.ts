import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

let runtime: TestRuntime;
let owner: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const { kills, players } = operations;
const GAME = "forgotten";
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
const fight = (killer: string, victim: string, seconds: number) =>
  execute(kills.record, owner, {
    game: GAME,
    killer,
    victim,
    weapon: "rifle",
    at: ago(seconds),
    rawData: { line: `${killer} ${victim}` },
  });

it("a player's kills stand on their timeline, newest first and each once, as far as the reader may see them", async () => {
  await fight("Zed", "Yve", 300);
  const { kill } = await fight("Yve", "Zed", 200);
  const playerId = kill.victim.playerId!;
  const timeline = await execute(players.timeline, owner, { playerId, kinds: ["kills"] });
  expect(timeline.items.map(({ kind, type, fields }) => [kind, type, fields.killer, fields.victim])).toEqual([
    ["kills", "pvp", "Yve", "Zed"],
    ["kills", "pvp", "Zed", "Yve"],
  ]);
  const [first] = (await execute(players.timeline, owner, { playerId, limit: 1 })).items;
  expect(first).toMatchObject({ kind: "kills", fields: { killId: kill.id } });
  const shy = await createUser(runtime.database, "member");
  await runtime.database.execute(sql`update users set "privacyLevel" = 'PRIVATE' where id = ${shy.userId}`);
  await runtime.database.execute(sql`update players set "userId" = ${shy.userId} where name = 'Yve'`);
  const reader: Actor = {
    ...owner,
    holdings: { ...owner.holdings, instance: new Set(["kills:read", "players:read"] as const) },
  };
  const { items } = await execute(players.timeline, reader, { playerId, kinds: ["kills"] });
  expect(items.map(({ fields }) => [fields.killer, fields.victim])).toEqual([
    [null, "Zed"],
    ["Zed", null],
  ]);
});

it("of who is erased neither a profile page nor whose log it was is kept", async () => {
  const { kill } = await execute(kills.record, owner, { victim: "Page-Of-Ann" });
  await runtime.database.execute(
    sql`insert into rsi_pages (handle, "triedAt") values ('page-of-ann', now()), ('page-of-bob', now())`,
  );
  for (const name of ["Page-Of-Ann", "Page-Of-Bob"]) {
    const { id } = await execute(operations.logs.begin, owner, { name: "Game.log", bytes: 1 });
    await runtime.database.execute(sql`update log_imports set handle = ${name} where id = ${id}`);
  }
  await execute(players.erase, owner, { playerId: kill.victim.playerId! });
  expect(await runtime.database.query(sql`select handle from rsi_pages`)).toEqual([{ handle: "page-of-bob" }]);
  expect(await runtime.database.query(sql`select handle from log_imports order by id`)).toEqual([
    { handle: null },
    { handle: "Page-Of-Bob" },
  ]);
});

it("who is erased is in no kill any more, and others' figures stay as true as they were", async () => {
  await fight("Ann", "Bob", 90);
  await fight("Bob", "Ann", 80);
  const { kill } = await fight("Ann", "Cid", 70);
  await execute(kills.dispute, owner, { killId: kill.id, reason: "Ann was not there." });
  const playerId = kill.killer!.playerId!;
  const exported = await execute(players.exportPlayer, owner, { playerId, limit: 1_000 });
  const told = exported.items.filter(({ table }) => table === "kills").map(({ row }) => row);
  expect(told).toHaveLength(3);
  expect(told.map(({ killerName, victimName }) => [killerName, victimName])).toEqual([
    ["Ann", undefined],
    [undefined, "Ann"],
    ["Ann", undefined],
  ]);
  await execute(players.erase, owner, { playerId });
  const left = await runtime.database.query(sql`
    select to_jsonb(k)::text as text from kills k where game = ${GAME} union all select to_jsonb(r)::text from kill_reports r
    union all select to_jsonb(a)::text from audit_entries a where operation not like 'players.%'
    union all select to_jsonb(c)::text from kill_changes c union all select to_jsonb(p)::text from kill_pairs p
    union all select to_jsonb(e)::text from outbox_events e where type <> 'player.erased'`);
  for (const { text } of left) {
    expect(text).not.toContain(playerId);
    expect(text).not.toMatch(/\bAnn\b/);
  }
  expect(await figuresOf(runtime.database, GAME)).toEqual(await recountedFiguresOf(runtime.database, GAME));
  const { items } = await execute(kills.list, owner, { game: GAME });
  expect(items.slice(0, 3).map(({ killer, victim }) => `${killer?.name} ${victim.name}`)).toEqual([
    "(erased) Cid",
    "Bob (erased)",
    "(erased) Bob",
  ]);
});
