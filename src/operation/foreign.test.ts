import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operationList, operations } from "#app/features/registry.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { newAddress, type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { type Actor, ANONYMOUS, nodeActor } from "./actor.ts";
import type { AnyOperation } from "./define.ts";
import { execute } from "./execute.ts";

/** In the name of everything that is Eve's: where it shows, something of hers does. */
const HERS = "Foreignhold";

let runtime: TestRuntime;
let eve: SignedIn;
/** Fields by which operations name a thing, and Eve's thing. */
let foreign: Record<string, string>;
/** Those to whom all of it is foreign. */
let strangers: [string, Actor][];

beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  const node = await createNode(database);
  eve = await signedInPerson(runtime, "member", `Eve ${HERS}`);
  const hoster = await createUser(database, "admin");
  const hosts = (actor: Actor) => ({ ...actor, holdings: hoster.holdings });
  const serverId = await createServer(database, hosts(eve.actor), node, { name: `Server ${HERS}` });
  const key = await execute(operations.apiKeys.create, eve.actor, {
    name: `Key ${HERS}`,
    permissions: ["servers:read"],
  });
  const invitation = await execute(
    operations.invitations.create,
    { ...eve.actor, unbounded: true, rank: 1000 },
    { role: "member", email: `${HERS.toLowerCase()}@example.org` },
  );
  const webhook = await execute(operations.webhooks.create, eve.actor, {
    name: `Webhook ${HERS}`,
    url: "https://hooks.example.org/",
    types: ["server.*"],
  });
  const { deliveryId } = await execute(operations.webhooks.test, eve.actor, { webhookId: webhook.id });
  const passkeyId = newId("psk");
  await database.prisma.passkey.create({
    data: {
      id: passkeyId,
      userId: eve.userId,
      credentialId: passkeyId,
      publicKey: new Uint8Array(),
      counter: 0,
      transports: [],
      deviceType: "singleDevice",
      backedUp: false,
      name: `Passkey ${HERS}`,
    },
  });
  const playerId = newId("ply");
  await database.prisma.player.create({
    data: {
      id: playerId,
      realm: `server:${serverId}`,
      key: "hers",
      name: `Player ${HERS}`,
      serverId,
      userId: eve.userId,
    },
  });
  // Who says nothing of it is seen as whoever kills is.
  await execute(operations.kills.updateOwnSettings, eve.actor, { privacyLevel: "PRIVATE" });
  const founder = { ...eve.actor, unbounded: true, rank: 1000 };
  const community = await execute(operations.communities.create, founder, { name: `Community ${HERS}` });
  const seen = new Date();
  await database.prisma.playerServer.create({
    data: { playerId, serverId, name: `Player ${HERS}`, firstSeenAt: seen, lastSeenAt: seen },
  });
  const noteId = newId("pno");
  const reportId = newId("prp");
  const said = { playerId, serverId, text: `Said ${HERS}`, createdAt: seen };
  await database.prisma.playerNote.create({ data: { ...said, id: noteId, authorName: HERS, updatedAt: seen } });
  await database.prisma.playerReport.create({ data: { ...said, id: reportId, reporterName: HERS } });
  const ticket = await execute(operations.tickets.create, eve.actor, {
    subject: `Ticket ${HERS}`,
    text: `Said ${HERS}`,
    about: { kind: "server", id: serverId },
  });
  foreign = {
    ticketId: ticket.id,
    requesterId: eve.userId,
    serverId,
    playerId,
    noteId,
    reportId,
    communityId: community.id,
    nodeId: node.id,
    keyId: key.id,
    userId: eve.userId,
    sessionId: eve.actor.sessionId!,
    passkeyId,
    webhookId: webhook.id,
    deliveryId,
    invitationId: invitation.invitation.id,
  };

  const member = (await signedInPerson(runtime)).actor;
  const ownServerId = await createServer(database, hosts(member), await createNode(database), { name: "Mine" });
  const other = (await signedInPerson(runtime)).actor;
  const guest: Actor = {
    ...other,
    holdings: {
      ...other.holdings,
      servers: new Map([[ownServerId, new Set(["servers:read", "servers:power", "servers.console:read"] as const)]]),
    },
  };
  strangers = [
    ["somebody with a server of their own", member],
    ["somebody with a grant on another server", guest],
    ["a key with every scope", keyOf(member)],
    ["nobody", ANONYMOUS],
    ["another node", nodeActor((await createNode(database)).id, "another node")],
  ];
});
afterAll(() => runtime.close());

/** The operation's example with Eve's things, or with the same kind of ids that are nothing's. */
function inputOf(operation: AnyOperation, things: Record<string, string>): Record<string, unknown> {
  const named = Object.keys(operation.input.shape).filter((field) => field in things);
  return { ...operation.example, ...Object.fromEntries(named.map((field) => [field, things[field]])) };
}

function said(operation: AnyOperation, actor: Actor, input: unknown): Promise<{ output: unknown } | AppError> {
  // From an address of its own: what is refused for asking too often says nothing.
  return execute(operation, actor, input, { address: newAddress(), userAgent: "test" }).then(
    (output) => ({ output }),
    (error) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
}

const named = (operations: readonly AnyOperation[]) =>
  operations.map((operation) => [operation.id, operation] as const);

it.each(named(operationList.filter(({ kind }) => kind === "query")))(
  "%s shows strangers nothing that is another's",
  async (_id, operation) => {
    for (const [who, actor] of strangers)
      for (const input of [operation.example, inputOf(operation, foreign)]) {
        const given = await said(operation, actor, input);
        if (given instanceof AppError) continue;
        const text = JSON.stringify(given.output);
        expect(text, who).not.toContain(HERS);
        for (const id of Object.values(foreign)) expect(text, who).not.toContain(id);
        const { items, total } = given.output as { items?: unknown[]; total?: unknown };
        if (typeof total === "number")
          expect(total, `${who}: the count tells no more than the list`).toBe(items!.length);
      }
  },
);

/** Whoever has been given somebody's id may call them a friend, and is told whom they have called one: it gives nothing but the name. */
const BY_GIVEN_ID = new Set(["kills.addFriend", "kills.removeFriend"]);
/** Told a second time it is the first, whatever it names. */
const ONCE = new Set(["kills.record"]);

it.each(
  named(
    operationList.filter(
      ({ id, input }) =>
        !BY_GIVEN_ID.has(id) && !ONCE.has(id) && Object.keys(input.shape).some((field) => /Id$/.test(field)),
    ),
  ),
)("%s does nothing to what is another's, nor tells that it is there", async (_id, operation) => {
  for (const [who, actor] of strangers) {
    const absent = Object.fromEntries(
      Object.entries(foreign).map(([field, id]) => [field, newId(id.slice(0, 3) as never)]),
    );
    const theirs = await said(operation, actor, inputOf(operation, foreign));
    const nothing = await said(operation, actor, inputOf(operation, absent));
    if (!(theirs instanceof AppError) || !(nothing instanceof AppError)) {
      expect(theirs, `${who} may do it to anything, and nothing came of it`).toEqual(nothing);
      continue;
    }
    expect([theirs.code, theirs.reason, theirs.message], who).toEqual([nothing.code, nothing.reason, nothing.message]);
  }
  const { database } = runtime;
  expect(await database.prisma.server.count({ where: { id: foreign.serverId!, desired: "offline" } })).toBe(1);
  expect(await database.prisma.apiKey.count({ where: { id: foreign.keyId!, revokedAt: null } })).toBe(1);
  expect(await database.prisma.session.count({ where: { id: foreign.sessionId! } })).toBe(1);
  expect(await database.prisma.passkey.count({ where: { id: foreign.passkeyId! } })).toBe(1);
  expect(await database.prisma.webhook.count({ where: { id: foreign.webhookId!, pausedAt: null } })).toBe(1);
  expect(await database.prisma.webhookDelivery.count({ where: { id: foreign.deliveryId!, attempts: 0 } })).toBe(1);
  expect(await database.prisma.user.count({ where: { id: eve.userId, suspendedAt: null } })).toBe(1);
  expect(await database.prisma.ticket.count({ where: { id: foreign.ticketId!, status: "open" } })).toBe(1);
  expect(await database.prisma.ticketMessage.count({ where: { ticketId: foreign.ticketId! } })).toBe(1);
  expect(await database.prisma.playerNote.count({ where: { id: foreign.noteId! } })).toBe(1);
  expect(await database.prisma.playerReport.count({ where: { id: foreign.reportId!, state: "open" } })).toBe(1);
});
