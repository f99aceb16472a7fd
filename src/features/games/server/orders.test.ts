import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { newPlayer } from "../../../../games/hollow/testing/process.ts";
import { GAME_ORDER_KINDS, type NewGameOrder } from "../game-order.ts";
import { deliverOrder, type GameOrderOutcome, placeOrder, takesOrder } from "./orders.ts";

const CONSOLE_ONLY = "hollow-by-console";

let panel: DocumentedPanel;
let hollow: RunningGame;
beforeAll(async () => {
  panel = await startDocumentedPanel();
  // Without the bridge, which would carry them: here they go by the console.
  const { prisma } = panel.runtime.database;
  const { document, num: _num, ...row } = await prisma.blueprint.findUniqueOrThrow({ where: { id: "hollow" } });
  const deaf = { ...(document as object), id: CONSOLE_ONLY, bridge: false };
  await prisma.blueprint.create({ data: { ...row, id: CONSOLE_ONLY, builtIn: false, document: deaf } });
  hollow = await startGame(panel, { blueprintId: CONSOLE_ONLY, name: "Hollow" });
}, 120_000);
afterAll(() => panel.close());

let given: NewGameOrder;
const give = defineDelivery({
  id: "test.give",
  summary: "Gives an order",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.custom<GameOrderOutcome>(),
  example: {},
  run: async (context) => ({ orderId: await placeOrder(context, hollow.serverId, given) }),
  afterCommit: ({ runtime }, { orderId }) => deliverOrder(runtime, orderId),
});

async function order(one: NewGameOrder): Promise<GameOrderOutcome> {
  given = one;
  return execute(give, SYSTEM, {});
}

test("a broadcast reaches who plays, and what the game said to it is kept", async () => {
  const player = await newPlayer(hollow.port, "Ashwyn");
  const outcome = await order({ kind: "broadcast", fields: { text: "Back\nin five\u202e minutes" } });
  expect(outcome).toMatchObject({ state: "done", via: "console", reason: null });
  expect(outcome.said).toContain('"Back in five minutes"');
  await player.screen.next(/Back in five minutes/);
  player.socket.destroy();
});

test("a kick disconnects; the second time the game says that nobody of that name is there", async () => {
  const player = await newPlayer(hollow.port, "Borin");
  expect(await order({ kind: "kick", fields: { player: "Borin", reason: "Enough" } })).toMatchObject({ state: "done" });
  await player.closed;
  const again = await order({ kind: "kick", fields: { player: "Borin" } });
  expect(again.said).toMatch(/Borin/);
});

test("a name that is none never reaches the game", async () => {
  for (const player of ["@a", "Borin;shutdown", "-x"]) {
    const outcome = await order({ kind: "kick", fields: { player } });
    expect(outcome).toMatchObject({ state: "failed", via: "console", said: null });
    expect(outcome.reason).toMatch(/^PLAYER /);
  }
  await expect(order({ kind: "kick", fields: { player: "Borin\nshutdown" } })).rejects.toMatchObject({
    code: "invalid_input",
    details: [{ path: "player", message: expect.stringContaining("one line") }],
  });
});

test("what the game takes is known beforehand, and the rest is refused", async () => {
  const taken = [];
  for (const kind of GAME_ORDER_KINDS)
    if (await takesOrder(panel.runtime.database, hollow.serverId, kind)) taken.push(kind);
  expect(taken).toEqual(expect.arrayContaining(["kick", "ban", "unban", "broadcast", "say"]));
  expect(await order({ kind: "grant", fields: { player: "Borin", what: "sword" } })).toEqual({
    state: "unsupported",
    via: null,
    said: null,
    reason: "unsupported",
  });
});

test("an order is given once, and not after its time", async () => {
  const place = defineDelivery({
    ...give,
    id: "test.place",
    output: z.string(),
    run: async (context) => ({ orderId: await placeOrder(context, hollow.serverId, given, { deadlineSec: 600 }) }),
    afterCommit: async (_context, { orderId }) => orderId,
  });
  given = { kind: "broadcast", fields: { text: "Once only" } };
  const orderId = await execute(place, SYSTEM, {});
  const { runtime } = panel;
  const both = await Promise.all([deliverOrder(runtime, orderId), deliverOrder(runtime, orderId)]);
  expect(both.map(({ state }) => state).toSorted()).toEqual(["done", "failed"]);
  expect(await deliverOrder(runtime, orderId)).toMatchObject({ state: "done", via: "console" });

  const late = await execute(place, SYSTEM, {});
  await runtime.database.prisma.serverOrder.update({
    where: { id: late },
    data: { deadline: new Date(now().getTime() - 1) },
  });
  expect(await deliverOrder(runtime, late)).toMatchObject({ state: "expired", via: null });
});
