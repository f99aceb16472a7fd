import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { idOfUuid } from "#app/dialects/ids.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { STREAM_CLOSES } from "#app/protocol/event-stream.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { until } from "#app/testing/sidecars.ts";
import { newPlayer, type Visitor } from "../../games/hollow/testing/process.ts";

let panel: DocumentedPanel;
let hollow: RunningGame;
let player: Visitor;
beforeAll(async () => {
  panel = await startDocumentedPanel();
  hollow = await startGame(panel);
}, 120_000);
afterAll(() => panel.close());

type Said = { type: string; timestamp: string; data: Record<string, unknown>; [more: string]: unknown };
const open: WebSocket[] = [];
afterAll(() => {
  for (const ws of open) ws.terminate();
});

function connect(query: string, headers: Record<string, string> = {}, base = "/compat/maid") {
  const ws = new WebSocket(`${panel.url.replace("http", "ws")}${base}/api/v1/events${query}`, { headers });
  open.push(ws);
  const heard: Said[] = [];
  ws.on("message", (text) => heard.push(JSON.parse(String(text))));
  const closed = new Promise<number>((resolve) => ws.once("close", resolve));
  const answer = new Promise<{ status: number; detail: string; limit: string | undefined }>((resolve, reject) => {
    ws.once("upgrade", ({ headers: of }) =>
      resolve({ status: 101, detail: "", limit: of["x-ratelimit-limit"] as string | undefined }),
    );
    ws.once("error", reject);
    ws.once("unexpected-response", (_request, response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode!,
          detail: text === "" ? "" : JSON.parse(text).detail,
          limit: response.headers["x-ratelimit-limit"] as string | undefined,
        }),
      );
    });
  });
  const of = (type: string) => heard.filter((said) => said.type === type);
  const next = async (type: string) => {
    await until(async () => of(type).length > 0);
    return of(type)[0]!;
  };
  return { ws, heard, of, next, closed, answer, say: (message: object) => ws.send(JSON.stringify(message)) };
}

async function keyWith(permissions: string[], more: { serverId?: string } = {}): Promise<string> {
  const { key } = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
    name: permissions.join(),
    permissions,
    ...more,
  });
  return key;
}

const setPublic = (value: boolean) =>
  panel.runtime.database.prisma.setting.upsert({
    where: { key_on: { key: "public-statistics", on: "instance" } },
    create: { key: "public-statistics", on: "instance", value },
    update: { value },
  });

describe("MAID's events", () => {
  it("tell a key what it may know, and no more to who has none than the public types, without names", async () => {
    await setPublic(true);
    const all = connect(`?api_key=${await keyWith(["READ_ALL"])}`);
    const some = connect(`?types=chat_message,tick&api_key=${await keyWith(["READ_PLAYERS"])}`);
    const none = connect(`?api_key=${await keyWith(["READ_PUBLIC"])}`);
    const nobody = connect("");
    expect(
      (await Promise.all([all, some, none, nobody].map(({ answer }) => answer))).map(({ status }) => status),
    ).toEqual([101, 101, 101, 101]);
    expect((await all.answer).limit).toBe("60");
    player = await newPlayer(hollow.port, "Ashwyn");
    player.type("say Hear me");
    const login = await all.next("player_login");
    const known = await panel.runtime.database.prisma.player.findFirstOrThrow({ where: { name: "Ashwyn" } });
    expect(login).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      data: { player: "Ashwyn" },
    });
    expect(idOfUuid("ply", String(login.data.player_id))).toBe(known.id);
    expect(login.data.session_id).toEqual(expect.stringMatching(/^\d+$/));
    expect((await some.next("chat_message")).data).toMatchObject({ player: "Ashwyn", text: "Hear me" });
    expect(some.of("player_login")).toEqual([]);
    for (const { next, of } of [none, nobody]) {
      expect((await next("player_login")).data).toEqual({
        session_id: login.data.session_id,
        player_id: login.data.player_id,
      });
      expect(of("chat_message")).toEqual([]);
    }
    expect(JSON.stringify([none.heard, nobody.heard])).not.toContain("Ashwyn");
  });

  it("answer ping with pong, change what is told by subscribe, and say of nonsense what it is", async () => {
    const { answer, say, ws, next, of } = connect(`?types=death&api_key=${await keyWith(["READ_ALL"])}`);
    await answer;
    say({ type: "ping" });
    await next("pong");
    say({ type: "subscribe", types: ["chat_message", "nothing"] });
    expect(await next("subscribed")).toEqual({ type: "subscribed", types: ["chat_message", "nothing"] });
    ws.send("{");
    expect(await next("error")).toMatchObject({ detail: expect.stringContaining("ping") });
    player.type("say Once more");
    await until(async () => of("chat_message").some(({ data }) => data.text === "Once more"));
  });

  it("end for who floods them with frames that ask for answers", async () => {
    const reader = connect(`?api_key=${await keyWith(["READ_PLAYERS"])}`);
    await reader.answer;
    for (let count = 0; count < 200; count++) reader.ws.ping();
    expect(await reader.closed).toBe(STREAM_CLOSES.too_many_messages.code);
  });

  it("are refused as its document says: no key while figures are not for everybody, a wrong one, another server", async () => {
    expect(await connect("?api_key=maid_550e8400_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").answer).toMatchObject({
      status: 401,
      detail: "Invalid API key",
    });
    const bound = await keyWith(["READ_ALL"], { serverId: hollow.serverId });
    expect((await connect("", { "x-api-key": bound }, `/compat/maid/servers/${hollow.serverId}`).answer).status).toBe(
      101,
    );
    const other = "srv_01930000000070008000000000000001";
    expect((await connect(`?api_key=${bound}`, {}, `/compat/maid/servers/${other}`).answer).status).toBe(404);
    const open = connect("");
    await open.answer;
    await setPublic(false);
    expect(await open.closed).toBe(4401);
    expect(await connect("").answer).toMatchObject({ status: 401, detail: "API key required" });
  });

  it("end when the panel is closed for maintenance, by key or without one, but for an owner's key", async () => {
    await setPublic(true);
    const nobody = connect("");
    const owners = connect(`?api_key=${await keyWith(["READ_ALL", "instance:manage"])}`);
    const others = connect(`?api_key=${await keyWith(["READ_ALL"])}`);
    await Promise.all([nobody, owners, others].map(({ answer }) => answer));
    await execute(operations.maintenance.set, SYSTEM, { isOn: true });
    expect(await Promise.all([nobody.closed, others.closed])).toEqual([4503, 4503]);
    expect((await connect("").answer).status).toBe(503);
    expect(owners.ws.readyState).toBe(WebSocket.OPEN);
    await execute(operations.maintenance.set, SYSTEM, { isOn: false });
    await until(async () => (await connect("").answer).status === 101);
  });

  it("are for twenty at a time of one address without a key, also where all come in the same moment", async () => {
    await setPublic(true);
    const crowd = Array.from({ length: 40 }, () => connect(""));
    const answers = await Promise.all(crowd.map(({ answer }) => answer));
    expect(answers.filter(({ status }) => status === 101).length).toBeLessThanOrEqual(20);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([101, 429]));
    for (const { ws } of crowd) ws.terminate();
  });

  it("end within a second with their key, and when the dialect is switched off", async () => {
    const { key, id } = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
      name: "short",
      permissions: ["READ_ALL"],
    });
    const revoked = connect(`?api_key=${key}`);
    const off = connect(`?api_key=${await keyWith(["READ_ALL"])}`);
    await Promise.all([revoked.answer, off.answer]);
    await execute(operations.apiKeys.revoke, operatorActor(null, "test"), { keyId: id });
    expect(await revoked.closed).toBe(4401);
    expect(off.ws.readyState).toBe(WebSocket.OPEN);
    await panel.runtime.database.prisma.setting.create({
      data: { key: "dialects.maid", on: "instance", value: false },
    });
    expect(await off.closed).toBe(4401);
    expect((await connect("").answer).status).toBe(404);
  });
});
