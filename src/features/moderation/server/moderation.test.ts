import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { type Actor, ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { newAddress } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { takeBatch, takeLongImport } from "./long-imports.ts";

let runtime: TestRuntime;
let owner: Actor;
let game: TestGame;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  game = await createGame(runtime.database, owner, await createNode(runtime.database));
});
afterAll(() => runtime.close());

/** Somebody who was in and has gone, in from this address. */
async function somebody(player: string, address = newAddress()): Promise<string> {
  await game.say(["player_login", { player, address }, 1], ["player_logout", { player }, 2]);
  const found = await runtime.database.prisma.playerServer.findFirstOrThrow({
    where: { serverId: game.serverId, name: player },
  });
  return found.playerId;
}

/** A moderator of this one server. */
async function onServer(...permissions: Permission[]): Promise<Actor> {
  const user = await createUser(runtime.database, "member");
  return { ...user, holdings: { ...user.holdings, servers: new Map([[game.serverId, new Set(permissions)]]) } };
}

async function hasRole({ userId }: Actor, key: string): Promise<void> {
  const role = await runtime.database.prisma.role.findUniqueOrThrow({ where: { key } });
  await runtime.database.prisma.roleMember.create({ data: { userId: userId!, roleId: role.id } });
}

const codeOf = async (punishmentId: string) => (await execute(operations.appeals.link, owner, { punishmentId })).code!;
const anonymously = () => ({ address: newAddress() });

describe("who may", () => {
  it("is asked where it holds: on one server, and not from there everywhere", async () => {
    const playerId = await somebody("Ada");
    const moderator = await onServer("players:read", "players:ban");
    await expect(
      execute(operations.moderation.ban, moderator, { playerId, reason: "Spam", scope: "all" }),
    ).rejects.toMatchObject({ code: "forbidden", required: ["players:ban"] });
    await expect(
      execute(operations.moderation.ban, moderator, { playerId, reason: "Spam", scope: "community" }),
    ).rejects.toMatchObject({ reason: "moderation.no_community" });
    await expect(execute(operations.moderation.mute, moderator, { playerId, reason: "Spam" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const everywhere = await execute(operations.moderation.ban, owner, { playerId, reason: "Spam", scope: "all" });
    await expect(execute(operations.moderation.lift, moderator, { punishmentId: everywhere.id })).rejects.toMatchObject(
      { code: "forbidden" },
    );
    const reader = await onServer("players:read");
    await expect(execute(operations.moderation.lift, reader, { punishmentId: everywhere.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { total } = await execute(operations.moderation.list, await onServer("servers:read"), {});
    expect(total).toBe(0);
  });

  it("copies as evidence what is of this player alone", async () => {
    const playerId = await somebody("Bea");
    await somebody("Cleo");
    await game.say(
      ["chat_message", { player: "Bea", text: "buy gold" }, 3],
      ["chat_message", { player: "Cleo", text: "hi" }, 4],
    );
    const chat = await runtime.database.prisma.gameEvent.findMany({ where: { kind: "chat_message" } });
    const ban = await execute(operations.moderation.ban, owner, {
      playerId,
      reason: "Advertising",
      evidence: chat.map(({ id }) => `evt-${id}`),
    });
    const { items } = await execute(operations.players.timeline, owner, { playerId, kinds: "chat" });
    const again = await execute(operations.moderation.warn, owner, {
      playerId,
      reason: "Advertising",
      evidence: items.map(({ id }) => id),
    });
    expect(again.evidence).toEqual(ban.evidence);
    expect(ban.evidence).toMatchObject([{ kind: "chat_message", fields: { text: "buy gold" } }]);
    expect(ban.deliveries).toMatchObject([{ state: "pending", reason: "not_running" }]);
  });
});

describe("an end that is changed", () => {
  it("is counted from the beginning, and never leaves a suspension without one", async () => {
    const playerId = await somebody("Dora");
    const { id, startsAt } = await execute(operations.moderation.suspend, owner, {
      playerId,
      reason: "Looked into",
      minutes: 60,
    });
    const changed = await execute(operations.moderation.change, owner, { punishmentId: id, minutes: 120 });
    expect(Date.parse(changed.endsAt!) - Date.parse(startsAt)).toBe(120 * 60_000);
    const kept = await execute(operations.moderation.change, owner, { punishmentId: id, minutes: null });
    expect(kept.endsAt).toBe(changed.endsAt);
    const player = await runtime.database.prisma.player.findUniqueOrThrow({ where: { id: playerId } });
    expect([player.status, player.lockedUntil?.toISOString()]).toEqual(["suspended", changed.endsAt]);
  });
});

describe("appeals", () => {
  it("are made by the code alone, one at a time, and accepted they lift the ban", async () => {
    const playerId = await somebody("Elin");
    const ban = await execute(operations.moderation.ban, owner, { playerId, reason: "Cheating" });
    const code = await codeOf(ban.id);
    const seen = await execute(operations.appeals.look, ANONYMOUS, { code: code.toLowerCase() }, anonymously());
    expect(seen).toMatchObject({ kind: "ban", name: "Elin", reason: "Cheating", mayAppeal: true, appeal: null });
    await expect(
      execute(operations.appeals.look, ANONYMOUS, { code: "AAAA-AAAA-AAAA" }, anonymously()),
    ).rejects.toMatchObject({ reason: "appeals.unknown_code" });
    const text = "It was my brother at the keyboard.";
    await execute(operations.appeals.fileByCode, ANONYMOUS, { code, text }, anonymously());
    await expect(
      execute(operations.appeals.fileByCode, ANONYMOUS, { code, text }, anonymously()),
    ).rejects.toMatchObject({ reason: "appeals.open_already" });

    const { items } = await execute(operations.appeals.list, owner, { state: "open" });
    const appealId = items[0]!.id;
    expect(items).toMatchObject([{ text, name: "Elin", punishmentId: ban.id }]);
    await expect(
      execute(operations.appeals.decide, await onServer("appeals:read"), {
        appealId,
        decision: "accepted",
        answer: "Fine",
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await execute(operations.appeals.decide, owner, { appealId, decision: "accepted", answer: "Welcome back" });
    expect(await execute(operations.moderation.get, owner, { punishmentId: ban.id })).toMatchObject({
      state: "lifted",
      openAppealId: null,
    });
    const after = await execute(operations.appeals.look, ANONYMOUS, { code }, anonymously());
    expect(after.appeal).toMatchObject({ state: "accepted", answer: "Welcome back" });
    await expect(
      execute(operations.appeals.decide, owner, { appealId, decision: "rejected", answer: "No" }),
    ).rejects.toMatchObject({ reason: "appeals.decided" });
    const types = await runtime.database.query(
      sql`select type from outbox_events where type like 'appeal.%' or type = 'player.unbanned' order by num`,
    );
    expect(types.map(({ type }) => type)).toEqual(["appeal.filed", "player.unbanned", "appeal.decided"]);
  });

  it("that were rejected wait a month, and who is linked needs no code", async () => {
    const playerId = await somebody("Fay");
    const person = await createUser(runtime.database, "member");
    await runtime.database.prisma.player.update({ where: { id: playerId }, data: { userId: person.userId } });
    const ban = await execute(operations.moderation.ban, owner, { playerId, reason: "Swearing" });
    const own = await execute(operations.appeals.own, person, {});
    expect(own.items).toMatchObject([{ punishmentId: ban.id, mayAppeal: true }]);
    const stranger = await createUser(runtime.database, "member");
    expect((await execute(operations.appeals.own, stranger, {})).items).toEqual([]);
    const text = "I did not know that word.";
    await expect(execute(operations.appeals.fileOwn, stranger, { punishmentId: ban.id, text })).rejects.toMatchObject({
      code: "not_found",
    });
    await execute(operations.appeals.fileOwn, person, { punishmentId: ban.id, text });
    const { items } = await execute(operations.appeals.list, owner, { state: "open" });
    await execute(operations.appeals.decide, owner, {
      appealId: items[0]!.id,
      decision: "rejected",
      answer: "You did",
    });
    await expect(execute(operations.appeals.fileOwn, person, { punishmentId: ban.id, text })).rejects.toMatchObject({
      reason: "appeals.too_soon",
    });
  });
});

describe("rules of escalation", () => {
  it("follow once, however many moderators warn at the same moment", async () => {
    const playerId = await somebody("Ingrid");
    const rule = await execute(operations.escalations.create, owner, {
      counted: "warn",
      count: 2,
      withinDays: 7,
      act: "ban",
      durationMin: 60,
      reason: "Two warnings",
    });
    const moderators = await Promise.all([1, 2, 3].map(() => onServer("players:read", "players:kick")));
    await Promise.all(
      moderators.map((actor) => execute(operations.moderation.warn, actor, { playerId, reason: "Language" })),
    );
    const given = await execute(operations.moderation.list, owner, { playerId });
    expect(given.items.map(({ kind, source }) => `${kind} by ${source}`).sort()).toEqual([
      "ban by rule",
      "warn by hand",
      "warn by hand",
      "warn by hand",
    ]);
    await execute(operations.escalations.remove, owner, { ruleId: rule.id });
  });
});

describe("an appeal that is taken back", () => {
  it("waits for nobody any more, by whoever made it alone, and may be made again", async () => {
    const playerId = await somebody("Gwen");
    const person = await createUser(runtime.database, "member");
    await runtime.database.prisma.player.update({ where: { id: playerId }, data: { userId: person.userId } });
    const { id: punishmentId } = await execute(operations.moderation.ban, owner, { playerId, reason: "Swearing" });
    const code = await codeOf(punishmentId);
    const text = "It was a slip of the tongue.";
    await execute(operations.appeals.fileByCode, ANONYMOUS, { code, text }, anonymously());
    const stranger = await createUser(runtime.database, "member");
    await expect(execute(operations.appeals.withdrawOwn, stranger, { punishmentId })).rejects.toMatchObject({
      code: "not_found",
    });
    const taken = await execute(operations.appeals.withdrawByCode, ANONYMOUS, { code }, anonymously());
    expect(taken).toMatchObject({ mayAppeal: true, appeal: { state: "withdrawn", text } });
    const { items } = await execute(operations.appeals.list, owner, { playerId, state: "withdrawn" });
    expect(items).toMatchObject([{ state: "withdrawn", answer: null, decidedBy: null }]);
    await expect(
      execute(operations.appeals.decide, owner, { appealId: items[0]!.id, decision: "accepted", answer: "Fine" }),
    ).rejects.toMatchObject({ reason: "appeals.decided" });
    await expect(execute(operations.appeals.withdrawOwn, person, { punishmentId })).rejects.toMatchObject({
      reason: "appeals.none_open",
    });
    expect(
      (await runtime.database.prisma.outboxEvent.findMany({ orderBy: { num: "desc" }, take: 1 }))[0],
    ).toMatchObject({
      type: "appeal.decided",
      payload: { state: "withdrawn" },
    });
    await execute(operations.appeals.fileOwn, person, { punishmentId, text });
    expect((await execute(operations.appeals.withdrawOwn, person, { punishmentId })).appeal).toMatchObject({
      state: "withdrawn",
    });
  });
});

describe("ban lists", () => {
  const list = JSON.stringify([
    { uuid: "069a79f4-44e9-4726-a5be-fca90e38aaf5", name: "Notch", expires: "forever", reason: "Griefing" },
    { uuid: "853c80ef-3c37-49fd-aa49-938b674adae6", name: "Jeb", expires: "2020-01-01 00:00:00 +0000" },
    { uuid: "069a79f444e94726a5befca90e38aaf5", name: "Notch" },
    {},
  ]);

  it("say first what they would do, do it once, and come out again", async () => {
    const { serverId } = game;
    const input = { serverId, format: "minecraft-players", text: list } as const;
    const would = await execute(operations.banLists.import, owner, input);
    expect(would).toMatchObject({ dryRun: true, added: 1, there: 0, over: 1, problems: [{ at: 4 }] });
    const before = await execute(operations.moderation.list, owner, { q: "Notch" });
    expect(before.total).toBe(0);
    expect(await execute(operations.banLists.import, owner, { ...input, dryRun: false })).toMatchObject({ added: 1 });
    expect(await execute(operations.banLists.import, owner, { ...input, dryRun: false })).toMatchObject({
      added: 0,
      there: 1,
    });
    const { text } = await execute(operations.banLists.export, owner, { serverId, format: "minecraft-players" });
    expect(JSON.parse(text)).toMatchObject([{ uuid: "069a79f4-44e9-4726-a5be-fca90e38aaf5", name: "Notch" }]);
    await expect(execute(operations.banLists.import, owner, { ...input, text: "[" })).rejects.toMatchObject({
      reason: "moderation.list_unreadable",
    });
  });

  it("that are long are taken in bit by bit, from where they are, as long as whoever began it may, and a repeat adds nothing", async () => {
    const { serverId } = game;
    const { prisma } = runtime.database;
    const lines = Array.from({ length: 210 }, (_, i) => `banid 0 STEAM_1:0:${7_000_000 + i}`);
    const text = ["banid 0 nobody", ...lines, "banid 1 STEAM_1:0:7000000"].join("\n");
    const input = { serverId, format: "source-users", text } as const;
    expect(await execute(operations.banLists.import, owner, input)).toMatchObject({ added: 210, importId: null });
    const begun = await execute(operations.banLists.import, owner, { ...input, dryRun: false });
    expect(begun).toMatchObject({ added: 210, problems: [{ at: 1 }] });
    const importId = begun.importId!;
    const bans = () =>
      prisma.punishment.count({ where: { source: "list", platformId: { startsWith: "STEAM_1:0:70" } } });
    expect(await bans()).toBe(0);
    const progress = async () =>
      (await execute(operations.banLists.imports, owner, { serverId })).items.find(({ id }) => id === importId);

    await prisma.user.update({ where: { id: owner.userId! }, data: { suspendedAt: new Date() } });
    const other = await execute(operations.banLists.import, owner, { ...input, dryRun: false });
    expect(await execute(takeBatch, SYSTEM, { importId: other.importId! })).toEqual({ isOver: true });
    await prisma.user.update({ where: { id: owner.userId! }, data: { suspendedAt: null } });
    expect(await bans(), "of who may not any more").toBe(0);

    await hasRole(owner, "owner");
    expect(await execute(takeBatch, SYSTEM, { importId })).toEqual({ isOver: false });
    expect(await progress()).toMatchObject({
      state: "running",
      total: 210,
      taken: 100,
      added: 100,
      problems: [{ at: 1 }],
    });
    await takeLongImport(runtime, { importId });
    expect(await progress()).toMatchObject({ state: "done", taken: 210, added: 210, there: 0 });
    expect(await bans()).toBe(210);
    await takeLongImport(runtime, { importId });
    expect(await execute(operations.banLists.import, owner, { ...input, dryRun: false })).toMatchObject({
      added: 0,
      there: 210,
    });
    expect(await bans()).toBe(210);
    const [ban] = (await execute(operations.moderation.list, owner, { q: "STEAM_1:0:7000209" })).items;
    expect(ban).toMatchObject({ source: "list", createdBy: owner.label });
  });

  it("of addresses keep out whoever comes from there, and show addresses to those alone who may see them", async () => {
    const { serverId } = game;
    await execute(operations.banLists.import, owner, {
      serverId,
      format: "source-ips",
      text: "addip 0 192.0.2.77\n",
      dryRun: false,
    });
    const waiting = () =>
      runtime.database.query(
        sql`select d.kick from punishment_deliveries d join punishments p on p.id = d."punishmentId"
            where p.address = '192.0.2.77' and d.kick and d."nextAttemptAt" is not null and d.tries = 0`,
      );
    await runtime.database.execute(sql`update punishment_deliveries set kick = false, "nextAttemptAt" = null`);
    await somebody("Gus", "192.0.2.78");
    expect(await waiting()).toHaveLength(0);
    await somebody("Hal", "192.0.2.77");
    expect(await waiting()).toHaveLength(1);
    const moderator = await onServer("players:read", "players:ban");
    const { items } = await execute(operations.moderation.list, moderator, { kind: "ban", limit: 100 });
    expect(JSON.stringify(items)).not.toContain("192.0.2.77");
    await expect(
      execute(operations.banLists.export, moderator, { serverId, format: "source-ips" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const { text } = await execute(operations.banLists.export, owner, { serverId, format: "source-ips" });
    expect(text).toBe("addip 0 192.0.2.77\n");
  });
});
