import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { linkPlayer } from "./index.ts";

const MINUTE_MS = 60_000;
const { players, playerReports, users } = operations;

let runtime: TestRuntime;
let owner: Actor;
let node: TestNode;
let game: TestGame;
let minute = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  owner = await createUser(database, "owner");
  node = await createNode(database);
  game = await createGame(database, owner, node, "Ferry");
});
afterAll(() => runtime.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: AppError) => error.code,
  );
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: AppError) => error.reason,
  );

/** Somebody new in the game; gives their id. */
async function newcomer(name: string, address?: string): Promise<string> {
  await game.say(["player_login", { player: name, ...(address && { address }) }, ++minute % 50]);
  const { items } = await execute(players.list, owner, { q: name });
  return items.find((player) => player.name === name)!.id;
}
const says = (player: string, text: string) => game.say(["chat_message", { player, text }, ++minute % 50]);
const ownNames = async (actor: Actor) => (await execute(players.mine, actor, {})).items.map(({ name }) => name);

describe("a code typed in the game", () => {
  it("makes the player who typed it theirs, once", async () => {
    const mira = await createUser(runtime.database, "member");
    const playerId = await newcomer("Mirabel");
    await newcomer("Other");
    const { code } = await execute(players.makeLinkCode, mira, {});
    await says("Mirabel", `this is me: ${code.toLowerCase()} ok?`);
    await says("Other", code);
    expect(await ownNames(mira)).toEqual(["Mirabel"]);
    expect(await execute(players.get, owner, { playerId })).toMatchObject({
      isLinked: true,
      linkedUser: { id: mira.userId, linkedBy: "code" },
    });
    const notices = await execute(operations.notifications.list, mira, {});
    expect(notices.items.map(({ message }) => message)).toEqual(["The player Mirabel is yours now."]);
  });

  it("counts as a command too, and a later code takes the place of an earlier one", async () => {
    const user = await createUser(runtime.database, "member");
    await newcomer("Commander");
    const first = await execute(players.makeLinkCode, user, {});
    const second = await execute(players.makeLinkCode, user, {});
    await says("Commander", first.code);
    expect(await ownNames(user)).toEqual([]);
    await game.say(["player_command", { player: "Commander", command: `/link ${second.code}` }, 51]);
    expect(await ownNames(user)).toEqual(["Commander"]);
  });

  it("is worth nothing after ten minutes", async () => {
    const user = await createUser(runtime.database, "member");
    await newcomer("Latecomer");
    const { code } = await execute(players.makeLinkCode, user, {});
    advanceClock(11 * MINUTE_MS);
    await says("Latecomer", code);
    advanceClock(-11 * MINUTE_MS);
    expect(await ownNames(user)).toEqual([]);
  });

  it("is not found by trying", async () => {
    const user = await createUser(runtime.database, "member");
    await newcomer("Guesser");
    const { code } = await execute(players.makeLinkCode, user, {});
    for (let i = 0; i < 10; i++) await says("Guesser", `GK-ABCD-ABC${"ABCDEFGHJK"[i]}`);
    await says("Guesser", code);
    expect(await ownNames(user)).toEqual([]);
    await newcomer("Honest");
    await says("Honest", code);
    expect(await ownNames(user)).toEqual(["Honest"]);
  });

  it("does not take a player from who has it", async () => {
    const [first, second] = [
      await createUser(runtime.database, "member"),
      await createUser(runtime.database, "member"),
    ];
    const playerId = await newcomer("Wanted");
    await says("Wanted", (await execute(players.makeLinkCode, first, {})).code);
    await says("Wanted", (await execute(players.makeLinkCode, second, {})).code);
    expect(await ownNames(first)).toEqual(["Wanted"]);
    expect(await ownNames(second)).toEqual([]);
    expect(await codeOf(execute(players.unlink, second, { playerId }))).toBe("not_found");
    await execute(players.unlink, first, { playerId });
    expect(await ownNames(first)).toEqual([]);
    expect(await reasonOf(execute(players.unlink, owner, { playerId }))).toBe("players.not_linked");
  });
});

describe("reports", () => {
  it("are filed, claimed and decided, and who filed them hears of it", async () => {
    const reporter = await createUser(runtime.database, "member");
    await newcomer("Witness");
    const playerId = await newcomer("Griefer");
    await says("Griefer", "this ferry is mine now");
    const report = { playerId, text: "Blocks the ferry." };
    expect(await codeOf(execute(playerReports.file, reporter, report))).toBe("not_found");
    await says("Witness", (await execute(players.makeLinkCode, reporter, {})).code);
    const named = { serverId: game.serverId, playerName: "griefer", text: "Blocks the ferry." };
    const filed = await execute(playerReports.file, reporter, named);
    expect(filed).toMatchObject({ playerName: "Griefer", state: "open" });
    expect(await reasonOf(execute(playerReports.file, reporter, report))).toBe("players.report_twice");

    const moderator = await createUser(runtime.database, "moderator", { label: "Mira" });
    const colleague = await createUser(runtime.database, "moderator", { label: "Noor" });
    const { items } = await execute(playerReports.list, moderator, { state: "open" });
    expect(items.map(({ id }) => id)).toEqual([filed.id]);
    expect(await execute(playerReports.list, moderator, { q: "the FERRY" })).toMatchObject({ total: 1 });
    expect(await execute(playerReports.list, moderator, { q: "100%" })).toMatchObject({ total: 0 });
    const one = { reportId: filed.id };
    await execute(playerReports.claim, moderator, one);
    expect(await reasonOf(execute(playerReports.claim, colleague, one))).toBe("players.report_claimed");
    const decision = { ...one, outcome: "action", answer: "Banned." } as const;
    expect(await reasonOf(execute(playerReports.resolve, colleague, decision))).toBe("players.report_claimed");
    await execute(playerReports.claim, colleague, { ...one, takeOver: true });
    expect(await execute(playerReports.resolve, colleague, decision)).toMatchObject({
      state: "resolved",
      resolvedBy: "Noor",
    });
    expect(await reasonOf(execute(playerReports.claim, moderator, one))).toBe("players.report_resolved");
    const own = await execute(playerReports.mine, reporter, {});
    expect(own.items).toMatchObject([{ playerName: "Griefer", outcome: "action", answer: "Banned." }]);
    const { items: notices } = await execute(operations.notifications.list, reporter, {});
    expect(notices[0]!.message).toBe("Your report of Griefer was decided: something was done about it.");
  });

  it("keep what was chosen of the timeline, as far as the reporter sees it", async () => {
    const playerId = await newcomer("Loud");
    await says("Loud", "first");
    await says("Loud", "second");
    const { items } = await execute(players.timeline, owner, { playerId, kinds: "chat" });
    const chosen = items.filter(({ text }) => text === "first").map(({ id }) => id);
    const { id } = await execute(playerReports.file, owner, { playerId, text: "Shouts.", evidence: chosen });
    expect((await execute(playerReports.get, owner, { reportId: id })).evidence).toMatchObject([{ text: "first" }]);
    expect(await execute(players.get, owner, { playerId })).toMatchObject({ openReports: 1 });
  });

  it("are for those who may see them where it happened", async () => {
    const playerId = await newcomer("Elsewhere");
    const filed = await execute(playerReports.file, owner, { playerId, serverId: game.serverId, text: "Cheats." });
    const other = await createGame(runtime.database, owner, node, "Tower");
    const guestOn = async (serverId: string) => {
      const member = await createUser(runtime.database, "member");
      const held = new Set<Permission>(["players.reports:read"]);
      return { ...member, holdings: { ...member.holdings, servers: new Map([[serverId, held]]) } };
    };
    const here = await guestOn(game.serverId);
    const there = await guestOn(other.serverId);
    const { items } = await execute(playerReports.list, here, { playerId });
    expect(items.map(({ id }) => id)).toEqual([filed.id]);
    expect(await execute(playerReports.list, there, { playerId })).toMatchObject({ items: [], total: 0 });
    expect(await codeOf(execute(playerReports.get, there, { reportId: filed.id }))).toBe("not_found");
    expect(await codeOf(execute(playerReports.claim, here, { reportId: filed.id }))).toBe("forbidden");
  });
});

const Column = z.object({ table: z.string(), column: z.string() });

/** Every place in the database where this text stands, by table and column. */
async function placesOfText(text: string): Promise<string[]> {
  const columns = await rows(
    runtime.database,
    Column,
    sql`select table_name::text as table, column_name::text as column from information_schema.columns
        where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'ARRAY') and table_name <> '_prisma_migrations'`,
  );
  // One statement: there are many columns, and a round trip for each takes longer than to look.
  const places = columns.map(
    ({ table, column }) =>
      `select '${table}.${column}' as place where exists (select from "${table}" where "${column}"::text like $1)`,
  );
  const { rows: found } = await runtime.database.pool.query(places.join(" union all "), [`%${text}%`]);
  return found.map(({ place }) => String(place)).toSorted();
}

describe("privacy", () => {
  it("exports every row of a player, in pages of any size", async () => {
    const playerId = await newcomer("Exported", "203.0.113.5");
    await says("Exported", "hello");
    await execute(players.addNote, owner, { playerId, text: "Kind." });
    const { items, nextCursor } = await execute(players.exportPlayer, owner, { playerId });
    expect(nextCursor).toBeNull();
    expect(items.map(({ table }) => table)).toEqual([
      "players",
      "game_events",
      "game_events",
      "player_names",
      "player_notes",
      "player_servers",
      "player_sessions",
    ]);
    expect(JSON.stringify(items)).toContain("203.0.113.5");
    const paged: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await execute(players.exportPlayer, owner, { playerId, limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items);
  });

  it("erases all of a player, and the audit log alone keeps that it was done", async () => {
    const playerId = await newcomer("Forgettable", "203.0.113.77");
    const killerId = await newcomer("Killer");
    await says("Forgettable", "goodbye");
    await game.say(
      ["death", { victim: "Forgettable", victimKind: "player", killer: "Killer", killerKind: "player" }, 50],
      ["death", { victim: "Killer", victimKind: "player", killer: "Forgettable", killerKind: "player" }, 51],
      ["room_enter", { entity: "crow", room: "Town" }, 51],
      ["combat", { attacker: "crow", attackerKind: "npc", target: "Forgettable" }, 51],
    );
    const fight = await runtime.database.prisma.gameEvent.findFirstOrThrow({
      where: { fields: { path: ["victim"], equals: "Killer" } },
    });
    await execute(operations.moderation.warn, owner, {
      playerId: killerId,
      reason: "Fighting",
      evidence: [`evt-${fight.id}`],
    });
    await execute(playerReports.file, owner, { playerId: killerId, text: "fights", evidence: [`evt-${fight.id}`] });
    await runtime.database.prisma.worldHistory.create({
      data: { serverId: game.serverId, roomId: "room", at: now(), kind: "death", who: "Killer", other: "Forgettable" },
    });
    const user = await createUser(runtime.database, "member");
    await says("Forgettable", (await execute(players.makeLinkCode, user, {})).code);
    await execute(players.update, owner, { playerId, email: "forgettable@example.org" });
    await execute(players.addNote, owner, { playerId, text: "Forgettable is kind" });
    await execute(playerReports.file, owner, { playerId, text: "Forgettable cheats" });
    expect(await placesOfText("Forgettable")).not.toEqual([]);
    const online = () =>
      runtime.database.query(sql`select online from statistic_servers where "serverId" = ${game.serverId}`);
    const [before] = await online();

    await execute(players.erase, owner, { playerId });
    expect(await online()).toEqual([{ online: Number(before!.online) - 1 }]);
    expect(await placesOfText("Forgettable")).toEqual([]);
    expect(await placesOfText("forgettable")).toEqual([]);
    expect(await placesOfText("203.0.113.77")).toEqual([]);
    expect(await placesOfText(playerId)).toEqual([
      "audit_entries.input",
      "audit_entries.targetId",
      "audit_entries.targetLabel",
      "outbox_events.payload",
    ]);
    const left = await runtime.database.query(
      sql`select type from outbox_events where payload::text like ${`%${playerId}%`}`,
    );
    expect(left).toEqual([{ type: "player.erased" }]);
    const { items } = await execute(operations.audit.list, owner, { operation: "players.erase" });
    expect(items).toHaveLength(1);
    const { items: killers } = await execute(players.list, owner, { q: "Killer" });
    const { items: deaths } = await execute(players.timeline, owner, { playerId: killers[0]!.id, kinds: "deaths" });
    expect(deaths.map(({ fields }) => fields.killer)).toEqual(["(erased)"]);
  });

  it("is refused to who has not just signed in, and to moderators", async () => {
    const playerId = await newcomer("Guarded");
    const stale = { ...owner, authenticatedAt: new Date(now().getTime() - 60 * MINUTE_MS) };
    expect(await codeOf(execute(players.erase, stale, { playerId }))).not.toBe("done");
    const moderator = await createUser(runtime.database, "moderator");
    expect(await codeOf(execute(players.erase, moderator, { playerId }))).toBe("forbidden");
  });
});

it("links by another way too, once and for a user who is there", async () => {
  const user = await createUser(runtime.database, "member");
  const playerId = await newcomer("Discordian");
  const emit = () => {};
  const link = (userId: string) =>
    runtime.database.transaction((db) => linkPlayer({ db, now: now(), emit }, { playerId, userId, by: "discord" }));
  expect(await reasonOf(link(newId("usr")))).toBe("players.no_such_user");
  await link(user.userId);
  await link(user.userId);
  expect(await ownNames(user)).toEqual(["Discordian"]);
  const again = await createUser(runtime.database, "member");
  expect(await reasonOf(link(again.userId))).toBe("players.linked_to_other");
  await execute(users.remove, owner, { userId: user.userId });
  await link(again.userId);
  expect(await ownNames(again), "whose account is gone comes back with another").toEqual(["Discordian"]);
});
