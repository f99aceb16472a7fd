import * as z from "zod";
import { importBlueprint, importNode, importServer } from "#app/features/hosting/server/index.ts";
import { completePerson, importPerson, personById, suspendPerson } from "#app/features/identity/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { keepableText } from "#app/lib/text.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { eggPorts, startOf } from "../egg.ts";
import type { ForeignMember, ForeignNode, ForeignPanel, ForeignServer, ForeignUser } from "../foreign-panel.ts";
import type { Importing, Taken } from "./frame.ts";

/**
 * Takes in a whole panel: people, then nodes, blueprints, servers, and who is in them. Each thing that is here already stays as it is. Files of servers are
 * moved by nobody: the report says from where to where. `knownPerson` tells who somebody is by what another import knows.
 */
export async function takePanel(
  into: Importing,
  foreign: ForeignPanel,
  knownPerson: (foreignId: string) => Promise<string | null> = async () => null,
): Promise<void> {
  const panel = keepableText({
    ...foreign,
    // Cut here, so that no half of a sign is left of it.
    users: foreign.users.map((user) => ({ ...user, name: user.name.trim().slice(0, 60) })),
    nodes: named(foreign.nodes),
    servers: foreign.servers.map((server) => ({ ...server, name: server.name.trim().slice(0, 64) })),
  });
  const taking = new Taking(into);
  for (const user of panel.users)
    await taking.one("user", user.id, async (context) => takeUser(context, user, await knownPerson(user.id)));
  for (const node of panel.nodes) {
    const nodeId = await taking.one("node", node.id, (context) => importNode(context, node));
    if (nodeId !== null && (await isWaiting(into, nodeId)))
      into.report.toDo(
        `Join the node ${node.name}: its page gives a command to run on that machine. Stop the old panel's daemon there first.`,
      );
  }
  for (const { id, blueprint, why } of panel.blueprints)
    await taking.one("blueprint", id, async (context) => ({
      ...(await importBlueprint(context, blueprint)),
      ...(why.length > 0 ? { why: `${blueprint.name}: ${why.join("; ")}.` } : {}),
    }));
  for (const server of panel.servers) {
    const serverId = await taking.one("server", server.id, (context) => takeServer(taking, context, panel, server));
    if (serverId !== null)
      into.report.toDo(
        `Files of ${server.name}: when its node has joined, and before the first start, move ${server.folder}/* to servers/${serverId}/files/ in the agent's data folder there.`,
      );
  }
  for (const member of panel.members)
    await taking.one("member", member.id, (context) => takeMember(taking, context, member));
  for (const { what, why, examples } of panel.leftOut)
    for (const example of examples) into.report.leftOut(what, why, example);
  for (const sentence of panel.toDo) into.report.toDo(sentence);
}

/** Each under a name of its own: here one of the same name is the same node. */
function named(nodes: readonly ForeignNode[]): ForeignNode[] {
  const names = new Set<string>();
  return nodes.map((node) => {
    const own = node.name.trim() || node.address || node.id;
    const name = names.has(own) ? `${own.slice(0, 50)} ${node.id.slice(0, 12)}` : own.slice(0, 64);
    names.add(own);
    return { ...node, name };
  });
}

/** Where the things of each kind are kept here. */
const HERE = {
  user: sql`users where "removedAt" is null and`,
  node: sql`nodes where`,
  blueprint: sql`blueprints where`,
  server: sql`servers where`,
  member: sql`grants where`,
};
type Kind = keyof typeof HERE;

/** The things of a panel, each with what it is here by now. */
class Taking {
  readonly #into: Importing;
  readonly #ours = new Map<string, string>();

  constructor(into: Importing) {
    this.#into = into;
  }

  /** Null: it could not be taken in, or was removed here since. */
  ourIdOf(kind: Kind, foreignId: string): string | null {
    return this.#ours.get(`${kind} ${foreignId}`) ?? null;
  }

  /** Takes in what is not known. What is stays as it is; what somebody has removed here does not come again. */
  async one(kind: Kind, foreignId: string, take: (context: Context) => Promise<Taken>): Promise<string | null> {
    const ourId = await this.#into.one(kind, foreignId, async (context, known) => {
      if (known === null) return take(context);
      const [here] = await context.db.query(sql`select 1 as here from ${HERE[kind]} id = ${known}`);
      return here
        ? { ourId: known, fate: "unchanged" }
        : { ourId: null, fate: "skipped", why: "It came over once, and was removed here since." };
    });
    if (ourId !== null) this.#ours.set(`${kind} ${foreignId}`, ourId);
    return ourId;
  }
}

async function takeUser(context: Context, user: ForeignUser, knownAs: string | null): Promise<Taken> {
  const { identities = [], suspended = null } = user;
  const theirs = await whoHas(context, identities);
  if (theirs !== null)
    return {
      ourId: theirs,
      fate: "unchanged",
      why: `${user.name} signs in here already by Discord, Google or GitHub: that account is theirs.`,
    };
  const knownPerson = knownAs === null ? null : await personById(context.db, knownAs);
  if (knownAs !== null && knownPerson?.removedAt === null) {
    const { email } = knownPerson;
    // Who has no address came by Discord, Google or GitHub, where nothing told what they are called.
    const name = email === null ? user.name : null;
    const isChanged = await completePerson(context, knownAs, { name, email: user.email, passwordHash: null });
    const why = user.isAdmin
      ? { why: `${user.name} was an admin there: give them the role here, if they are to be one.` }
      : {};
    return { ourId: knownAs, fate: isChanged ? "changed" : "unchanged", ...why };
  }
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
  taking: Taking,
  context: Context,
  panel: ForeignPanel,
  server: ForeignServer,
): Promise<Taken> {
  const [ownerId, nodeId, blueprintId] = [
    taking.ourIdOf("user", server.ownerId),
    taking.ourIdOf("node", server.nodeId),
    taking.ourIdOf("blueprint", server.blueprintId),
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

async function takeMember(taking: Taking, { db, now }: Context, member: ForeignMember): Promise<Taken> {
  const [userId, serverId] = [taking.ourIdOf("user", member.userId), taking.ourIdOf("server", member.serverId)];
  if (!userId || !serverId) return { ourId: null, fate: "skipped", why: "The person or the server is not here." };
  // Two of them may be one person here, or one may be in it twice: then they may what any of it gives.
  const known = await row(
    db,
    z.object({ id: z.string() }),
    sql`update grants set permissions = array(select unnest(permissions || ${member.permissions}::text[]) union select 'servers:read' order by 1), "updatedAt" = ${now}
        where "userId" = ${userId} and "on" = 'server' and "serverId" = ${serverId} returning id`,
  );
  if (known) return { ourId: known.id, fate: "changed" };
  const id = newId("grt", now.getTime());
  await db.execute(sql`
    insert into grants (id, "userId", "on", "serverId", permissions, "createdAt", "updatedAt")
    values (${id}, ${userId}, 'server', ${serverId}, ${member.permissions}::text[], ${now}, ${now})`);
  return { ourId: id, fate: "created" };
}
