import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor;
let ferry: TestGame;
let tower: TestGame;
const { kills, players } = operations;

beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  owner = await createUser(database, "owner");
  const node = await createNode(database);
  ferry = await createGame(database, owner, node, "Ferry");
  tower = await createGame(database, owner, node, "Tower");
  await ferry.say(
    ["player_login", { player: "Ashwyn", platformId: "p-1", address: "192.0.2.7" }, 1],
    ["player_login", { player: "bob", address: "192.0.2.70" }, 2],
    ["chat_message", { player: "Ashwyn", text: "anybody at the ferry?" }, 3],
    ["player_command", { player: "bob", command: "look" }, 4],
    ["death", { victim: "bob", victimKind: "player", killer: "Ashwyn", killerKind: "player", cause: "slain" }, 5],
    ["player_logout", { player: "bob", reason: "quit" }, 12],
    ["player_login", { player: "Zed" }, 13],
  );
  await tower.say(
    ["player_login", { player: "Ash", platformId: "p-1", address: "198.51.100.9" }, 20],
    ["player_logout", { player: "Ash", platformId: "p-1" }, 30],
    ["player_login", { player: "Cyan" }, 31],
    ["chat_message", { player: "Cyan", text: "nobody here" }, 32],
  );
});
afterAll(() => runtime.close());

/** Somebody with these permissions on single servers alone. */
async function guest(servers: Record<string, readonly Permission[]>): Promise<Actor> {
  const actor = await createUser(runtime.database, "member");
  const held = new Map(Object.entries(servers).map(([id, permissions]) => [id, new Set(permissions)]));
  return { ...actor, holdings: { ...actor.holdings, servers: held } };
}

const names = async (input: object, actor = owner) => {
  const { items } = await execute(players.list, actor, input);
  return items.map(({ name }) => name);
};
const idOf = async (name: string) => (await execute(players.list, owner, { q: name })).items[0]!.id;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: AppError) => error.code,
  );

describe("players.list", () => {
  it("sorts both ways, whatever the case", async () => {
    expect(await names({})).toEqual(["Ash", "bob", "Cyan", "Zed"]);
    expect(await names({ sort: "-name" })).toEqual(["Zed", "Cyan", "bob", "Ash"]);
    expect(await names({ sort: "-created" })).toEqual(["Cyan", "Zed", "bob", "Ash"]);
    expect(await names({ sort: "lastLogin" })).toEqual(["bob", "Zed", "Ash", "Cyan"]);
    expect(await names({ sort: "status" })).toHaveLength(4);
  });

  it("gives each player on exactly one page, from the first page to the last", async () => {
    for (const sort of ["name", "-name", "lastLogin", "-created", "-status"] as const) {
      const pages = await Promise.all(
        [1, 2, 3, 4].map((page) => execute(players.list, owner, { page, limit: 1, sort })),
      );
      expect(pages.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(await names({ sort }));
      expect(pages.map(({ total }) => total)).toEqual([4, 4, 4, 4]);
    }
    expect(await execute(players.list, owner, { page: 9, limit: 3 })).toMatchObject({ items: [], total: 4 });
  });

  it("finds by part of the name, by past names, by the platform's id and by ours", async () => {
    expect(await names({ q: "YAN" })).toEqual(["Cyan"]);
    expect(await names({ q: "ashw" })).toEqual(["Ash"]);
    expect(await names({ q: "P-1" })).toEqual(["Ash"]);
    expect(await names({ q: await idOf("bob") })).toEqual(["bob"]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ q: "a", online: true })).toEqual(["Ash", "Cyan"]);
  });

  it("finds by address and e-mail for those who may see them alone", async () => {
    await execute(players.update, owner, { playerId: await idOf("bob"), email: "bob@example.org" });
    expect(await names({ q: "192.0.2." })).toEqual(["Ash", "bob"]);
    expect(await names({ q: "192.0.2.7" })).toEqual(["Ash", "bob"]);
    expect(await names({ q: "198.51" })).toEqual(["Ash"]);
    expect(await names({ q: "BOB@example" })).toEqual(["bob"]);
    const reader = keyOf(owner, ["players:read"]);
    expect(await names({ q: "192.0.2." }, reader)).toEqual([]);
    expect(await names({ q: "bob@example" }, reader)).toEqual([]);
    const both: Permission[] = ["players:read", "players.private:read"];
    const onTower = await guest({ [tower.serverId]: both, [ferry.serverId]: ["players:read"] });
    expect(await names({ q: "192.0.2." }, onTower)).toEqual([]);
    expect(await names({ q: "198.51.100." }, onTower)).toEqual(["Ash"]);
    expect(await names({ q: "bob@example" }, onTower)).toEqual([]);
  });

  it("tells of the servers in sight alone", async () => {
    const onTower = await guest({ [tower.serverId]: ["players:read"] });
    const { items, total } = await execute(players.list, onTower, {});
    expect(total).toBe(2);
    expect(items.map(({ name, online, serverName }) => ({ name, online, serverName }))).toEqual([
      { name: "Ash", online: false, serverName: "Tower" },
      { name: "Cyan", online: true, serverName: "Tower" },
    ]);
    expect(await names({ online: true }, onTower)).toEqual(["Cyan"]);
    expect(await names({ serverId: ferry.serverId }, onTower)).toEqual([]);
    const onBoth = await guest({ [tower.serverId]: ["players:read"], [ferry.serverId]: ["players:read"] });
    expect(await names({ sort: "-name" }, onBoth)).toEqual(["Zed", "Cyan", "bob", "Ash"]);
    expect(await names({ online: true }, onBoth)).toEqual(["Ash", "Cyan", "Zed"]);
    expect(await names({}, await guest({}))).toEqual([]);
  });

  it("filters", async () => {
    expect(await names({ serverId: ferry.serverId })).toEqual(["Ash", "bob", "Zed"]);
    expect(await names({ serverId: ferry.serverId, online: true })).toEqual(["Ash", "Zed"]);
    expect(await names({ online: false })).toEqual(["bob"]);
    expect(await names({ status: "banned" })).toEqual([]);
    expect(await names({ linked: true })).toEqual([]);
    await runtime.database.prisma.player.updateMany({ where: { name: "Zed" }, data: { role: "admin" } });
    expect(await names({ role: "admin" })).toEqual(["Zed"]);
  });
});

describe("who is known by kills alone", () => {
  it("is in the list when asked for, and in the search of kills", async () => {
    const before = await names({});
    const teller = await createUser(runtime.database, "member");
    for (const victim of ["Ashen", "Corsair"]) await execute(kills.record, teller, { killer: "Boba", victim });
    await execute(kills.record, teller, { game: "demo", victim: "Dune" });
    expect(await names({})).toEqual(before);
    expect(await names({ q: "orsai" })).toEqual([]);
    const own = (await names({ via: "kills" })).filter((name) => !["Ashen", "Boba", "Corsair", "Dune"].includes(name));
    expect(own, "the teller's own player").toHaveLength(1);
    expect(await execute(players.list, owner, { via: "kills", q: "orsai" })).toMatchObject({
      items: [{ name: "Corsair" }],
      total: 1,
    });
    for (const sort of ["name", "-lastLogin", "created", "status"] as const)
      expect(await execute(players.list, owner, { via: "kills", sort, limit: 2 })).toMatchObject({ total: 5 });
    expect((await execute(kills.players, teller, { q: "orsai" })).items).toMatchObject([{ name: "Corsair" }]);
    const onTower = await guest({ [tower.serverId]: ["players:read"] });
    expect(await names({ via: "kills" }, onTower)).toEqual([]);
  });
});

describe("players.get", () => {
  it("has the servers, past names and what the game tells, and null where it does not", async () => {
    const player = await execute(players.get, owner, { playerId: await idOf("Ash") });
    expect(player).toMatchObject({
      name: "Ash",
      platformId: "p-1",
      online: true,
      serverName: "Ferry",
      loginAttempts: null,
      currentCharacter: null,
      currentLocation: null,
      lockedUntil: null,
      metadata: {},
      linkedUser: null,
    });
    expect(player.names.map(({ name }) => name).toSorted()).toEqual(["Ash", "Ashwyn"]);
    expect(player.places.map(({ serverName }) => serverName)).toEqual(["Ferry", "Tower"]);
    const onTower = await execute(players.get, owner, { playerId: player.id, serverId: tower.serverId });
    expect(onTower).toMatchObject({ online: false, serverName: "Tower", playedSec: 600 });
  });

  it("is not found by whom sees none of their servers, and hides the e-mail from who may not see it", async () => {
    const playerId = await idOf("bob");
    expect(await codeOf(execute(players.get, await guest({ [tower.serverId]: ["players:read"] }), { playerId }))).toBe(
      "not_found",
    );
    const reader = await guest({ [ferry.serverId]: ["players:read"] });
    expect(await execute(players.get, reader, { playerId })).toMatchObject({ email: null, isPrivateShown: false });
    expect(await execute(players.get, owner, { playerId })).toMatchObject({
      email: "bob@example.org",
      isPrivateShown: true,
    });
  });
});

describe("players.update", () => {
  it("is for who may change the player on all of their servers", async () => {
    const change = { playerId: await idOf("Ash"), metadata: { rank: "veteran" } };
    const onTower = await guest({ [tower.serverId]: ["players:read", "players:write"] });
    expect(await codeOf(execute(players.update, onTower, change))).toBe("forbidden");
    const onBoth = await guest({
      [tower.serverId]: ["players:read", "players:write"],
      [ferry.serverId]: ["players:read", "players:write"],
    });
    expect(await execute(players.update, onBoth, change)).toMatchObject({ metadata: { rank: "veteran" } });
    expect(await codeOf(execute(players.update, onBoth, { ...change, email: "a@example.org" }))).toBe("forbidden");
  });

  it("refuses more metadata than is kept, and what is no e-mail address", async () => {
    const playerId = await idOf("Zed");
    const much = { text: "x".repeat(17_000) };
    expect(await codeOf(execute(players.update, owner, { playerId, metadata: much }))).toBe("invalid_input");
    expect(await codeOf(execute(players.update, owner, { playerId, email: "zed" }))).toBe("invalid_input");
  });

  it("is refused to who has read an older state", async () => {
    const playerId = await idOf("Cyan");
    const read = players.get;
    const precondition = { read, input: { playerId }, ifMatch: '"older.older"' };
    const change = { playerId, metadata: { a: 1 } };
    expect(await codeOf(execute(players.update, owner, change, { precondition }))).toBe("precondition_failed");
  });
});

describe("players.sessions", () => {
  it("shows addresses on the servers alone where the reader may see them", async () => {
    const playerId = await idOf("Ash");
    const all = await execute(players.sessions, owner, { playerId });
    expect(all.items.map(({ serverName, address }) => [serverName, address])).toEqual([
      ["Tower", "198.51.100.9"],
      ["Ferry", "192.0.2.7"],
    ]);
    const reader = await guest({
      [ferry.serverId]: ["players:read", "players.private:read"],
      [tower.serverId]: ["players:read"],
    });
    const some = await execute(players.sessions, reader, { playerId, limit: 1 });
    expect(some.items.map(({ address }) => address)).toEqual([null]);
    const rest = await execute(players.sessions, reader, { playerId, cursor: some.nextCursor! });
    expect(rest.items.map(({ address }) => address)).toEqual(["192.0.2.7"]);
    expect(rest.nextCursor).toBeNull();
  });
});

describe("players.timeline", () => {
  it("tells everything once, newest first, in pages of any size", async () => {
    const playerId = await idOf("Ash");
    await execute(players.addNote, owner, { playerId, text: "Friendly." });
    const { items } = await execute(players.timeline, owner, { playerId });
    expect(items.map(({ kind, type, text }) => [kind, type, text])).toEqual([
      ["notes", "note", "Friendly."],
      ["sessions", "session", null],
      ["deaths", "death", "slain"],
      ["chat", "chat_message", "anybody at the ferry?"],
      ["sessions", "session", null],
    ]);
    const paged: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await execute(players.timeline, owner, { playerId, limit: 1, ...(cursor && { cursor }) });
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items);
  });

  it("is cut by kinds and servers, and keeps to what the reader sees", async () => {
    const playerId = await idOf("Ash");
    const kinds = async (input: object, actor = owner) =>
      (await execute(players.timeline, actor, { playerId, ...input })).items.map(({ kind }) => kind);
    expect(await kinds({ kinds: "chat,deaths" })).toEqual(["deaths", "chat"]);
    expect(await kinds({ serverId: tower.serverId })).toEqual(["sessions"]);
    const onTower = await guest({ [tower.serverId]: ["players:read"] });
    expect(await kinds({}, onTower)).toEqual(["sessions"]);
    expect(await codeOf(execute(players.timeline, owner, { playerId, cursor: "made-up" }))).toBe("bad_request");
  });
});

describe("notes", () => {
  it("are read where they were written for, and changed by their author alone", async () => {
    const playerId = await idOf("Ash");
    const writes: Permission[] = ["players:read", "players.notes:read", "players.notes:write"];
    const onTower = await guest({ [tower.serverId]: writes });
    const onFerry = await guest({ [ferry.serverId]: writes });
    const note = await execute(players.addNote, onTower, { playerId, text: "Spams." });
    expect(note).toMatchObject({ serverId: tower.serverId, text: "Spams." });
    const texts = async (actor: Actor) => {
      const { items } = await execute(players.notes, actor, { playerId });
      return items.map(({ text }) => text);
    };
    expect(await texts(onTower)).toEqual(["Spams."]);
    expect(await texts(onFerry)).toEqual([]);
    expect(await texts(owner)).toEqual(["Spams.", "Friendly."]);
    const one = { playerId, noteId: note.id };
    expect(await codeOf(execute(players.editNote, onFerry, { ...one, text: "x" }))).toBe("not_found");
    expect(await codeOf(execute(players.editNote, owner, { ...one, text: "x" }))).toBe("forbidden");
    expect(await execute(players.editNote, onTower, { ...one, text: "Spammed once." })).toMatchObject({
      text: "Spammed once.",
    });
    await execute(players.removeNote, owner, one);
    expect(await texts(onTower)).toEqual([]);
  });
});

describe("what a game tells", () => {
  it("is said of its server, so that pages show what there is", async () => {
    const tellsOf = async (serverId: string) => (await execute(operations.servers.get, owner, { serverId })).tells;
    const node = await createNode(runtime.database);
    const silent = await createGame(runtime.database, owner, node, "Silent");
    expect(await tellsOf(silent.serverId)).toEqual([]);
    expect(await tellsOf(tower.serverId)).toEqual(["players", "statistics"]);
  });

  it("is kept without the code by which a ban is appealed", async () => {
    const reason = "banned: Spam | Appeal: https://p.example/appeal, code ABCD-EFGH-JKLM";
    await tower.say(["player_login", { player: "Doro" }, 40], ["player_logout", { player: "Doro", reason }, 41]);
    const { items } = await execute(players.timeline, owner, { playerId: await idOf("Doro"), kinds: ["sessions"] });
    expect(items.map(({ text }) => text)).toEqual(["banned: Spam"]);
  });
});
