import * as z from "zod";
import { serverUpdated } from "#app/features/hosting/events.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { communityById, communitySubject, EXAMPLE_COMMUNITY, OneCommunity } from "./community-rows.ts";
import { checkOwnRole } from "./discord-roles.ts";
import { tellChanged } from "./tell-followers.ts";

const EXAMPLE_SERVER = "srv_01930000000070008000000000000001";
const ShownServer = z.object({ id: z.string(), name: z.string() });
const ServerRow = ShownServer.extend({ ownerId: z.string(), communityId: z.string().nullable() });
const OneServer = OneCommunity.extend({ serverId: ServerId });

export const servers = defineQuery({
  id: "communities.servers",
  summary: "List the game servers of a community",
  description: "Those that you may see.",
  access: { kind: "permission", permission: "communities:read" },
  subject: communitySubject,
  input: OneCommunity,
  output: z.object({ items: z.array(ShownServer) }),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}/servers" },
  run: async ({ db, actor }, _input, { id }) => ({
    items: await rows(
      db,
      ShownServer,
      sql`select s.id, s.name from servers s where s."communityId" = ${id} and s.desired <> 'deleted' and ${visibleServers(actor, "servers:read")}
          order by lower(s.name), s.id limit 200`,
    ),
  }),
});

export const addServer = defineCommand({
  id: "communities.addServer",
  summary: "Put a game server into a community",
  description:
    "By who may change both. From then on its moderators and admins may there what their roles say. A server is in one community at most.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["not_found", "forbidden", "unavailable"],
  input: OneServer,
  output: ShownServer,
  example: { communityId: EXAMPLE_COMMUNITY, serverId: EXAMPLE_SERVER },
  http: { method: "PUT", path: "/communities/{communityId}/servers/{serverId}" },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run(context, { serverId }, community) {
    const server = await changeableServer(context, serverId);
    await place(context, server, community.id);
    tell(context, community, server);
    return { id: server.id, name: server.name };
  },
});

export const removeServer = defineCommand({
  id: "communities.removeServer",
  summary: "Take a game server out of a community",
  description: "By an admin of the community.",
  access: { kind: "permission", permission: "communities:write" },
  subject: communitySubject,
  errors: ["not_found", "forbidden", "unavailable"],
  input: OneServer,
  output: z.object({}),
  example: { communityId: EXAMPLE_COMMUNITY, serverId: EXAMPLE_SERVER },
  http: { method: "DELETE", path: "/communities/{communityId}/servers/{serverId}", status: 204 },
  before: (context, { communityId }) => checkOwnRole(context, communityId),
  async run(context, { serverId }, community) {
    const server = await serverById(context, serverId);
    if (server?.communityId !== community.id) throw new AppError("not_found");
    await place(context, server, null);
    tell(context, community, server);
    return {};
  },
});

export const ofServer = defineQuery({
  id: "communities.ofServer",
  summary: "Get the community of a game server",
  access: { kind: "list", permission: "servers:read" },
  errors: ["not_found"],
  input: z.object({ serverId: ServerId }),
  output: z.object({ community: ShownServer.nullable() }),
  example: { serverId: EXAMPLE_SERVER },
  http: { method: "GET", path: "/servers/{serverId}/community" },
  async run(context, { serverId }) {
    const server = await serverById(context, serverId);
    if (!server || !may(context.actor, "servers:read", targetOf(server))) throw new AppError("not_found");
    const found = server.communityId === null ? null : await communityById(context, server.communityId);
    return { community: found && { id: found.id, name: found.name } };
  },
});

function serverById({ db }: Context, serverId: string) {
  return row(
    db,
    ServerRow,
    sql`select id, name, "ownerId", "communityId" from servers where id = ${serverId} and desired <> 'deleted'`,
  );
}

function targetOf({ id, ownerId, communityId }: z.output<typeof ServerRow>) {
  return { serverId: id, ownerId, communityId };
}

/** Throws AppError `not_found` for a server that they do not see, `forbidden` for one that is not theirs to change. */
async function changeableServer(context: Context, serverId: string) {
  const server = await serverById(context, serverId);
  if (!server || !may(context.actor, "servers:read", targetOf(server))) throw new AppError("not_found");
  if (!may(context.actor, "servers:update", targetOf(server)))
    throw new AppError("forbidden", "forbidden", { permission: "servers:update" });
  return server;
}

async function place({ db, now, changed }: Context, server: z.output<typeof ServerRow>, communityId: string | null) {
  await db.execute(
    sql`update servers set "communityId" = ${communityId}, "updatedAt" = ${now} where id = ${server.id}`,
  );
  changed({ serverId: server.id, communityId: server.communityId }, { serverId: server.id, communityId });
}

function tell(
  { emit, actor }: Context,
  { id, name }: { id: string; name: string },
  server: { id: string; name: string },
) {
  emit(serverUpdated, { serverId: server.id, name: server.name });
  tellChanged(emit, { communityId: id, name, change: "servers", by: actor.label });
}
