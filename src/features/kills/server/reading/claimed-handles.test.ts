import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor & { userId: string };
let reader: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  reader = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const { kills } = operations;
let many = 0;

/** Somebody who shows their kills to nobody, has told of one as a handle that they only say is theirs, and what others told of it. */
async function claimer({ toldByOthers }: { toldByOthers: boolean }) {
  const n = ++many;
  const game = `claims-${n}`;
  const handle = `Famous-${n}`;
  const user = await createUser(runtime.database, "member");
  await execute(kills.updateOwnSettings, user, { rsiHandle: handle, privacyLevel: "PRIVATE" });
  const { kill: own } = await execute(kills.record, user, { game, victim: `Own-${n}`, weapon: "knife" });
  const playerId = own.killer!.playerId!;
  const tell = { game, killer: handle, victim: `Prey-${n}`, weapon: "rifle" };
  const others = toldByOthers ? (await execute(kills.record, owner, tell)).kill : null;
  return { game, handle, user, own, others, playerId };
}

const prove = (playerId: string) =>
  runtime.database.execute(sql`update players set "linkedBy" = 'code' where id = ${playerId}`);

/** Which of the doors name the player to somebody who is not their friend. */
async function doorsThatName({ game, handle, playerId, user, others, own }: Awaited<ReturnType<typeof claimer>>) {
  const ids = async (asked: object) =>
    (await execute(kills.list, reader, { game, ...asked })).items.map(({ id }) => id);
  const victimId = (others ?? own).victim.playerId!;
  const told = async (work: () => Promise<unknown>) => {
    const answer = await work().catch((error: { code?: string }) => ({ refused: error.code }));
    // Whatever names them, nothing says whose player it is.
    expect(JSON.stringify(answer)).not.toContain(user.userId);
    return JSON.stringify(answer).includes(handle) ? ["named"] : [];
  };
  return {
    kill: await told(() => execute(kills.get, reader, { killId: (others ?? own).id })),
    byPlayer: await ids({ playerId }),
    byKiller: await ids({ killerId: playerId }),
    byPair: await ids({ killerId: playerId, victimId }),
    ofVictim: await told(() => execute(kills.list, reader, { game, victimId })),
    figures: await told(() => execute(kills.figures, reader, { playerId, game })),
    compare: await told(() => execute(kills.compare, reader, { playerId, otherId: victimId, game })),
    rivals: await told(() => execute(kills.figures, reader, { playerId: victimId, game })),
    search: await told(() => execute(kills.players, reader, { q: handle })),
    board: await told(() => execute(kills.board, reader, { board: "kills", period: "all_time", game })),
    weapon: await told(() =>
      execute(kills.facet, reader, { facet: "weapon", value: others ? "rifle" : "knife", game }),
    ),
  };
}

it("by their word alone nobody hides what others told of a name; what they alone told stays theirs to hide", async () => {
  const claimed = await claimer({ toldByOthers: true });
  const { own, others, playerId, user, game } = claimed;
  const { byPlayer, byKiller, byPair, ...named } = await doorsThatName(claimed);
  expect({ byPlayer, byKiller, byPair }).toEqual({
    byPlayer: [others!.id],
    byKiller: [others!.id],
    byPair: [others!.id],
  });
  for (const [door, says] of Object.entries(named)) expect(says, door).toEqual(["named"]);
  const shown = await execute(kills.get, reader, { killId: own.id });
  expect(shown.killer).toMatchObject({ name: null, playerId: null, userId: null, isHidden: true });
  expect((await execute(kills.list, user, { game, playerId })).items).toHaveLength(2);
  expect((await execute(kills.get, user, { killId: own.id })).killer).toMatchObject({ isHidden: false });
});

it("events name them in what others told, and say nobody's user; and do not in what they alone told", async () => {
  const { own, others, user, handle } = await claimer({ toldByOthers: true });
  const told = await rows(
    runtime.database,
    z.object({ killId: z.string(), payload: z.string() }),
    sql`select payload->>'killId' as "killId", payload::text as payload from outbox_events where type = 'kill.recorded'`,
  );
  const of = (id: string) => told.find(({ killId }) => killId === id)!.payload;
  expect(of(others!.id)).toContain(handle);
  expect(of(others!.id)).not.toContain(user.userId);
  expect(of(own.id)).not.toContain(handle);
});

it("whoever nobody else has told of is hidden as they wish, proven or not", async () => {
  const claimed = await claimer({ toldByOthers: false });
  for (const [door, says] of Object.entries(await doorsThatName(claimed))) expect(says, door).toEqual([]);
});

it("once the handle is proven all of it is hidden", async () => {
  const claimed = await claimer({ toldByOthers: true });
  await prove(claimed.playerId);
  for (const [door, says] of Object.entries(await doorsThatName(claimed))) expect(says, door).toEqual([]);
  const link = await execute(kills.person, reader, { who: claimed.playerId });
  expect(link).toMatchObject({ userId: null, kills: [], deaths: [] });
});

it("another's confirmation of what they alone told makes it everybody's", async () => {
  const claimed = await claimer({ toldByOthers: false });
  const { own, game, handle } = claimed;
  await execute(kills.record, owner, { game, killer: handle, victim: own.victim.name!, weapon: "knife", at: own.at });
  expect((await execute(kills.get, reader, { killId: own.id })).killer).toMatchObject({ name: handle, userId: null });
  expect((await execute(kills.list, reader, { game, playerId: claimed.playerId })).items).toHaveLength(1);
});
