import * as z from "zod";
import { defineQuery, type Subject } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { NodeId, ServerId } from "../schema.ts";

const Followed = z.object({
  id: ServerId,
  name: z.string(),
  nodeId: NodeId,
  ownerId: z.string(),
  communityId: z.string().nullable(),
});
type Followed = z.output<typeof Followed>;
const input = z.object({ serverId: ServerId });

const server: Subject<z.output<typeof input>, Followed> = {
  kind: "server",
  load: ({ db }, { serverId }) =>
    row(db, Followed, sql`select id, name, "nodeId", "ownerId", "communityId" from servers where id = ${serverId}`),
  on: ({ id, communityId, ownerId }) => ({ serverId: id, communityId, ownerId }),
  see: "servers:read",
  name: ({ id, name }) => ({ id, label: name }),
};

/** What a live connection keeps of a server, so that it can be asked each second whether it may go on. */
const output = z.object({
  serverId: ServerId,
  nodeId: NodeId,
  ownerId: z.string(),
  communityId: z.string().nullable(),
});

/** Checked once, when somebody begins to watch; after that a line needs no question. */
export const followConsole = defineQuery({
  id: "console.follow",
  summary: "Watch a server's console live",
  access: { kind: "permission", permission: "servers.console:read" },
  subject: server,
  input,
  output,
  example: { serverId: "srv_0199f0a0b1c27d3e8f4a5b6c7d8e9f00" },
  run: async (_context, _input, { id, ...found }) => ({ ...found, serverId: id }),
});

export const followServer = defineQuery({
  id: "servers.follow",
  summary: "Follow a server's figures live",
  access: { kind: "permission", permission: "servers:read" },
  subject: server,
  input,
  output,
  example: { serverId: "srv_0199f0a0b1c27d3e8f4a5b6c7d8e9f00" },
  run: async (_context, _input, { id, ...found }) => ({ ...found, serverId: id }),
});
