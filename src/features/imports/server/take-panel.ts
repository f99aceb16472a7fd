import * as z from "zod";
import { importBlueprint, importNode, importServer } from "#app/features/hosting/server/index.ts";
import { importPerson, personById, suspendPerson } from "#app/features/identity/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { keepableText } from "#app/lib/text.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { eggPorts, startOf } from "../egg.ts";
import type { ForeignMember, ForeignPanel, ForeignServer, ForeignUser } from "../foreign-panel.ts";
import type { Importing, Taken } from "./frame.ts";

/**
 * Takes in a whole panel: people, then nodes, blueprints, servers, and who is in them. Each thing that is here already stays as it is. Files of servers are
 * moved by nobody: the report says from where to where.
 */
export async function takePanel(into: Importing, foreign: ForeignPanel): Promise<void> {
  const panel = keepableText({
    ...foreign,
    // Cut here, so that no half of a sign is left of it.
    users: foreign.users.map((user) => ({ ...user, name: user.name.trim().slice(0, 60) })),
    nodes: foreign.nodes.map((node) => ({ ...node, name: node.name.trim().slice(0, 64) })),
    servers: foreign.servers.map((server) => ({ ...server, name: server.name.trim().slice(0, 64) })),
  });
  for (const user of panel.users) await into.one("user", user.id, (context, known) => takeUser(context, known, user));
  for (const node of panel.nodes) {
    const nodeId = await into.one("node", node.id, (context, known) => importNode(context, known, node));
    if (nodeId !== null && (await isWaiting(into, nodeId)))
      into.report.toDo(
        `Join the node ${node.name}: its page gives a command to run on that machine. Stop the old panel's daemon there first.`,
      );
  }
  for (const { id, blueprint, why } of panel.blueprints)
    await into.one("blueprint", id, async (context, known) => ({
      ...(await importBlueprint(context, known, blueprint)),
      ...(why.length > 0 ? { why: `${blueprint.name}: ${why.join("; ")}.` } : {}),
    }));
  for (const server of panel.servers) {
    const serverId = await into.one("server", server.id, (context, known) =>
      takeServer(into, context, known, panel, server),
    );
    if (serverId !== null)
      into.report.toDo(
        `Files of ${server.name}: when its node has joined, and before the first start, move ${server.folder}/* to servers/${serverId}/files/ in the agent's data folder there.`,
      );
  }
  for (const member of panel.members)
    await into.one("member", member.id, (context, known) => takeMember(into, context, known, member));
  for (const { what, why, examples } of panel.leftOut)
    for (const example of examples) into.report.leftOut(what, why, example);
  for (const sentence of panel.toDo) into.report.toDo(sentence);
}

async function takeUser(context: Context, known: string | null, user: ForeignUser): Promise<Taken> {
  if (known !== null) return { ourId: known, fate: "unchanged" };
  const { identities = [], suspended = null } = user;
  const theirs = await whoHas(context, identities);
  if (theirs !== null)
    return {
      ourId: theirs,
      fate: "unchanged",
      why: `${user.name} signs in here already by Discord, Google or GitHub: that account is theirs.`,
    };
  const { id, isNew } = await importPerson(context, {
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    passwordHash: user.passwordHash,
    role: user.isAdmin ? "admin" : "member",
  });
  if (!isNew)
    return {
      ourId: id,
      fate: "unchanged",
      why: `${user.email} has an account here already: that one is theirs, with its own password.`,
    };
  for (const { provider, id: there } of identities)
    await context.db.execute(sql`
      insert into accounts (provider, "providerAccountId", "userId", "linkedAt") values (${provider}, ${there}, ${id}, ${context.now}) on conflict do nothing`);
  if (suspended !== null && !(suspended.until && suspended.until <= context.now))
    await suspendPerson(context, (await personById(context.db, id))!, {
      ...suspended,
      note: "They were kept out of the panel that they were imported from.",
    });
  return { ourId: id, fate: "created" };
}

/** Who of this panel signs in by one of these already. */
async function whoHas(
  { db }: Pick<Context, "db">,
  identities: NonNullable<ForeignUser["identities"]>,
): Promise<string | null> {
  for (const { provider, id } of identities) {
    const found = await row(
      db,
      z.object({ userId: z.string() }),
      sql`select "userId" from accounts where provider = ${provider} and "providerAccountId" = ${id}`,
    );
    if (found) return found.userId;
  }
  return null;
}

async function isWaiting(into: Importing, nodeId: string): Promise<boolean> {
  const found = await row(
    into.db,
    z.object({ waits: z.boolean() }),
    sql`select "enrolledAt" is null as waits from nodes where id = ${nodeId}`,
  );
  return found?.waits ?? false;
}

async function takeServer(
  into: Importing,
  context: Context,
  known: string | null,
  panel: ForeignPanel,
  server: ForeignServer,
): Promise<Taken> {
  if (known !== null) return { ourId: known, fate: "unchanged" };
  const [ownerId, nodeId, blueprintId] = [
    await into.ourIdOf("user", server.ownerId),
    await into.ourIdOf("node", server.nodeId),
    await into.ourIdOf("blueprint", server.blueprintId),
  ];
  const base = panel.blueprints.find(({ id }) => id === server.blueprintId)?.blueprint;
  if (!ownerId || !nodeId || !blueprintId || !base)
    return { ourId: null, fate: "skipped", why: `${server.name}: its owner, node or blueprint is not here.` };
  const blueprint = {
    ...base,
    ports: eggPorts(server.ports.length),
    ...(server.startup === null
      ? {}
      : {
          start: {
            ...base.start,
            ...startOf(
              server.startup,
              base.variables.map(({ key }) => key),
            ),
          },
        }),
  };
  const taken = await importServer(context, { ...server, ownerId, nodeId, blueprintId, blueprint });
  const { why = [] } = server;
  return why.length === 0
    ? taken
    : { ...taken, why: [taken.why, `${server.name}: ${why.join("; ")}.`].filter(Boolean).join(" ") };
}

async function takeMember(
  into: Importing,
  { db, now }: Context,
  known: string | null,
  member: ForeignMember,
): Promise<Taken> {
  if (known !== null) return { ourId: known, fate: "unchanged" };
  const [userId, serverId] = [await into.ourIdOf("user", member.userId), await into.ourIdOf("server", member.serverId)];
  if (!userId || !serverId) return { ourId: null, fate: "skipped", why: "The person or the server is not here." };
  const id = newId("grt", now.getTime());
  await db.execute(sql`
    insert into grants (id, "userId", "on", "serverId", permissions, "createdAt", "updatedAt")
    values (${id}, ${userId}, 'server', ${serverId}, ${member.permissions}::text[], ${now}, ${now})`);
  return { ourId: id, fate: "created" };
}
