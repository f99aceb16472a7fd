import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { NodeId, ServerId, ServerState } from "../schema.ts";
import { EXAMPLE_SERVER, OneServer, type ServerRow, serverSubject, stateOf } from "./server-rows.ts";

/** What a live connection keeps of a server, so that it can be asked each second whether it may go on. */
const Followed = z.object({
  serverId: ServerId,
  nodeId: NodeId,
  ownerId: z.string(),
  communityId: z.string().nullable(),
  state: ServerState,
});

async function followed({ now }: Context, _input: unknown, server: ServerRow) {
  const { id, nodeId, ownerId, communityId } = server;
  return { serverId: id, nodeId, ownerId, communityId, state: stateOf(server, now) };
}

const common = { subject: serverSubject, input: OneServer, output: Followed, example: EXAMPLE_SERVER, run: followed };

/** Checked once, when somebody begins to watch; after that a line needs no question. */
export const followConsole = defineQuery({
  ...common,
  id: "console.follow",
  summary: "Watch a server's console live",
  access: { kind: "permission", permission: "servers.console:read" },
});

export const followServer = defineQuery({
  ...common,
  id: "servers.follow",
  summary: "Follow a server's figures live",
  access: { kind: "permission", permission: "servers:read" },
});
