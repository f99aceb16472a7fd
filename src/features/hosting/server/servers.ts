import * as z from "zod";
import { AuditEntry, readAudit } from "#app/features/admin/server/index.ts";
import { settleMember } from "#app/features/packages/server/index.ts";
import { may } from "#app/lib/access.ts";
import { CursorInput, cursorPageOf, PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, likePart, literal, pageRows, rows, type SqlText, sql } from "#app/platform/sql.ts";

import { ExitCause, NodeId, type ServerState } from "../schema.ts";
import { SERVER_STATES } from "../server-states.ts";
import { Server } from "../server-view.ts";
import { askServerDeletion } from "./delete-server.ts";
import { ServerDetails, serverDetails } from "./server-details.ts";
import {
  EXAMPLE_SERVER,
  isSilent,
  OneServer,
  SERVER_COLUMNS,
  SERVER_FROM,
  ServerRow,
  SILENT_MS,
  serverByIdEvenDeleted,
  serverSubject,
  shownServer,
} from "./server-rows.ts";

export { create } from "./create-server.ts";
export { update } from "./update-server.ts";

const SORTS = { name: "s.name", created: "s.num", state: "s.observed", node: "n.name" } as const;

export const list = defineQuery({
  id: "servers.list",
  summary: "List servers",
  description: "Those you own, those you have a grant on, or all if you may see all.",
  access: { kind: "list", permission: "servers:read" },
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name."),
    state: z
      .string()
      .max(100)
      .optional()
      .refine((text) => !text || text.split(",").every((word) => (SERVER_STATES as readonly string[]).includes(word)), {
        message: `is one or more of ${SERVER_STATES.join(", ")}`,
      })
      .describe("One or more states, comma-separated."),
    nodeId: NodeId.optional(),
    blueprintId: z.string().max(100).optional(),
    ownerId: z.string().max(64).optional().describe("Of one owner."),
    sort: z
      .enum(["name", "-name", "created", "-created", "state", "-state", "node", "-node"])
      .default("-created")
      .describe("A minus turns the order round."),
  }),
  output: pageOf(Server),
  example: { limit: 20 },
  http: { method: "GET", path: "/servers" },
  async run({ db, actor, now }, { q, state, nodeId, blueprintId, ownerId, sort, page, limit }) {
    const conditions = [
      sql`s.desired <> 'deleted'`,
      visibleServers(actor, "servers:read"),
      ...(q ? [sql`s.name ilike ${likePart(q)}`] : []),
      ...(state ? [inState(state.split(",") as ServerState[], now)] : []),
      ...(nodeId ? [sql`s."nodeId" = ${nodeId}`] : []),
      ...(blueprintId ? [sql`s."blueprintId" = ${blueprintId}`] : []),
      ...(ownerId ? [sql`s."ownerId" = ${ownerId}`] : []),
    ];
    const column = literal(SORTS[sort.replace("-", "") as keyof typeof SORTS]);
    const direction = literal(sort.startsWith("-") ? "desc" : "asc");
    const { found, total } = await pageRows(
      db,
      ServerRow,
      sql`select ${SERVER_COLUMNS}, count(*) over ()::int as total from ${SERVER_FROM} where ${join(conditions, " and ")}
          order by ${column} ${direction}, s.num desc`,
      { page, limit },
    );
    return { items: found.map((server) => shownServer(server, now)), total, page, limit };
  },
});

/** The condition that `stateOf` is one of these; the same decision in SQL. */
function inState(states: readonly ServerState[], now: Date): SqlText {
  const silentSince = new Date(now.getTime() - SILENT_MS);
  return sql`(case when s."suspendedAt" is not null then 'suspended'
    when n."lastSeenAt" is null or n."lastSeenAt" < ${silentSince} then 'unknown' else s.observed end) = any(${[...states]}::text[])`;
}

export const get = defineQuery({
  id: "servers.get",
  summary: "Get a server",
  access: { kind: "permission", permission: "servers:read" },
  subject: serverSubject,
  input: OneServer,
  output: ServerDetails,
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}" },
  edited: ({ name, description, limits, variables, secretVariables, owner }) => [
    name,
    description,
    limits,
    variables,
    secretVariables,
    owner.id,
  ],
  run: ({ db, now }, _input, server) => serverDetails({ db, now }, server),
});

export const remove = defineCommand({
  id: "servers.remove",
  summary: "Delete a server",
  description:
    "Kills it and removes all its files. Cannot be undone. While its node is silent that waits for the node; with `force` the server is then forgotten at once.",
  access: { kind: "permission", permission: "servers:delete" },
  subject: { ...serverSubject, load: ({ db }, { serverId }) => serverByIdEvenDeleted(db, serverId) },
  input: OneServer.extend({
    force: z
      .union([z.boolean(), z.stringbool()])
      .default(false)
      .describe("Do not wait for a node that is silent; what files it has stay there."),
  }),
  output: z.object({}),
  example: EXAMPLE_SERVER,
  http: { method: "DELETE", path: "/servers/{serverId}", status: 204 },
  async run(context, { force }, server) {
    await askServerDeletion(context, server, force && isSilent(server, context.now));
    // What it used is free, though its node has yet to remove the files.
    await settleMember(context, server.ownerId);
    return {};
  },
});

export const activity = defineQuery({
  id: "servers.activity",
  summary: "Who did what to a server",
  access: { kind: "permission", permission: "servers.activity:read" },
  subject: serverSubject,
  input: CursorInput.extend(OneServer.shape),
  output: cursorPageOf(AuditEntry),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/activity" },
  run: ({ db, actor }, { serverId, cursor, limit }) =>
    readAudit(db, [sql`a."serverId" = ${serverId}`], { cursor, limit }, may(actor, "audit:read")),
});

const Exit = z.object({
  id: z.int(),
  at: Timestamp,
  cause: ExitCause,
  code: z.int().nullable(),
  signal: z.string().nullable(),
  lastLines: z.array(z.string()).describe("The last lines it said, at most 200."),
});
const ExitRow = z.object({
  id: z.number(),
  at: z.date(),
  cause: ExitCause,
  code: z.number().nullable(),
  signal: z.string().nullable(),
  lastLines: z.array(z.object({ text: z.string() })),
});

export const exits = defineQuery({
  id: "servers.exits",
  summary: "How the last runs of a server ended",
  access: { kind: "permission", permission: "servers.console:read" },
  subject: serverSubject,
  input: CursorInput.extend(OneServer.shape),
  output: cursorPageOf(Exit),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/exits" },
  async run({ db }, { serverId, cursor, limit }) {
    const before = cursor === undefined ? sql`true` : sql`id < ${cursorId(cursor)}`;
    const found = await rows(
      db,
      ExitRow,
      sql`select id, at, cause, code, signal, "lastLines" from server_exits where "serverId" = ${serverId} and ${before}
          order by id desc limit ${limit + 1}`,
    );
    const items = found
      .slice(0, limit)
      .map((exit) => ({ ...exit, at: iso(exit.at), lastLines: exit.lastLines.map(({ text }) => text) }));
    return { items, nextCursor: found.length > limit ? cursorOf(items.at(-1)!.id) : null };
  },
});
