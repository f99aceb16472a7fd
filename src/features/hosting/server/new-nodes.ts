import * as z from "zod";
import { HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { panelKey } from "#app/platform/panel-key.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { createJoinToken as newJoinToken } from "#app/protocol/handshake.ts";
import { nodeCreated } from "../events.ts";
import { Node } from "../node-view.ts";
import { NodeId } from "../schema.ts";
import { EXAMPLE_NODE, nodeById, nodeSubject, OneNode, shownNode } from "./node-rows.ts";

const JOIN_TOKEN_MS = HOUR;

export const NodeSettings = {
  name: z.string().trim().min(1).max(64).describe("What people call it; unique."),
  region: z.string().trim().min(1).max(64).nullable().optional().describe("Where it stands."),
  publicAddress: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, "is a host name or an address")
    .nullable()
    .optional()
    .describe("Where players reach its servers."),
  portFrom: z.int().min(1024).max(65535).optional().describe("The first port that servers get. Default 25500."),
  portTo: z.int().min(1024).max(65535).optional().describe("The last port that servers get. Default 25999."),
};

/** A join token, in the only answer that holds it. */
const Join = z.object({
  token: secret(z.string()).describe("Of one use. It binds the agent to this panel's key."),
  command: secret(z.string()).describe("To paste on the new machine."),
  expiresAt: Timestamp,
});

export const create = defineCommand({
  id: "nodes.create",
  summary: "Add a node",
  description: "Gives the command that fetches the agent and joins it. Run it on the new machine within the hour.",
  access: { kind: "permission", permission: "nodes:write" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object(NodeSettings),
  output: z.object({ node: Node, join: Join }),
  example: { name: "node-2" },
  http: { method: "POST", path: "/nodes", status: 201 },
  async run(context, settings) {
    const { db, now, emit, target } = context;
    const id = newId("nod", now.getTime());
    await refuseTakenName(db, settings.name, id);
    await insertNode(context, id, settings, false);
    target("node", id, settings.name);
    emit(nodeCreated, { nodeId: id, name: settings.name });
    return { node: shownNode((await nodeById(db, id))!, now), join: await issueJoinToken(context, id) };
  },
});

async function insertNode(
  { db, now }: Context,
  id: string,
  settings: { [K in keyof typeof NodeSettings]?: z.output<(typeof NodeSettings)[K]> },
  local: boolean,
): Promise<void> {
  const from = settings.portFrom ?? 25_500;
  const to = settings.portTo ?? Math.max(25_999, from);
  if (to < from)
    throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
      { path: "portTo", code: "too_small", message: "The last port is below the first." },
    ]);
  await db.execute(sql`
    insert into nodes (id, name, region, "publicAddress", local, "portFrom", "portTo", "createdAt", "updatedAt")
    values (${id}, ${settings.name}, ${settings.region ?? null}, ${settings.publicAddress ?? null}, ${local}, ${from}, ${to}, ${now}, ${now})`);
}

export async function refuseTakenName(db: Sql, name: string, exceptId: string): Promise<void> {
  const taken = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from nodes where name = ${name} and id <> ${exceptId}`,
  );
  if (taken)
    throw new AppError("conflict", "nodes.name_taken", { name }, [
      { path: "name", code: "taken", message: "This name is taken." },
    ]);
}

async function issueJoinToken({ db, now, actor, runtime }: Context, nodeId: string): Promise<z.input<typeof Join>> {
  const { fingerprint } = await panelKey(runtime.database, runtime.vault);
  const { token, secret: joinSecret } = newJoinToken(fingerprint);
  const expiresAt = new Date(now.getTime() + JOIN_TOKEN_MS);
  await db.execute(
    sql`update join_tokens set "expiresAt" = ${now} where "nodeId" = ${nodeId} and "usedAt" is null and "expiresAt" > ${now}`,
  );
  await db.execute(sql`
    insert into join_tokens (id, "nodeId", "tokenHash", "createdById", "createdAt", "expiresAt")
    values (${newId("jtk", now.getTime())}, ${nodeId}, ${sha256Hex(joinSecret)}, ${actor.userId}, ${now}, ${expiresAt})`);
  return {
    token,
    command: `curl -fsSL ${runtime.publicUrl}/agent/install | sh -s -- ${token}`,
    expiresAt: iso(expiresAt),
  };
}

export const createJoinToken = defineCommand({
  id: "nodes.createJoinToken",
  summary: "Make a new join token for a node",
  description:
    "Earlier ones that were not used stop working. An agent that joins with it takes the place of the one before.",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  input: OneNode,
  output: Join,
  example: EXAMPLE_NODE,
  http: { method: "POST", path: "/admin/nodes/{nodeId}/token", status: 201 },
  run: (context, { nodeId }) => issueJoinToken(context, nodeId),
});

export const createLocal = defineCommand({
  id: "nodes.createLocal",
  summary: "Make the panel's own node and a token for its agent",
  description: "The node is made once; a token each time, for an agent that has yet to join or has lost its key.",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.object({ nodeId: NodeId, token: secret(z.string()) }),
  example: {},
  async run(context) {
    const { db, now, target, emit } = context;
    const known = await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from nodes where local order by num limit 1`,
    );
    const nodeId = known?.id ?? newId("nod", now.getTime());
    if (!known) {
      await insertNode(
        context,
        nodeId,
        { name: "local", publicAddress: new URL(context.runtime.publicUrl).hostname },
        true,
      );
      emit(nodeCreated, { nodeId, name: "local" });
    }
    target("node", nodeId, "local");
    return { nodeId, token: (await issueJoinToken(context, nodeId)).token };
  },
});
