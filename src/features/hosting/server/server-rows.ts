import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { Desired, ObservedReason, ObservedState, ServerId, type ServerState } from "../schema.ts";
import { InstallView, type Server } from "../server-view.ts";
import { SuspensionKind } from "../suspension.ts";

/** A node that has said nothing for this long is silent, and nobody knows what its servers do. */
export const SILENT_MS = 30_000;

export const ServerRow = z.object({
  id: z.string(),
  num: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  ownerId: z.string(),
  ownerName: z.string(),
  nodeId: z.string(),
  nodeName: z.string(),
  nodeAddress: z.string().nullable(),
  nodeSeenAt: z.date().nullable(),
  blueprintId: z.string(),
  blueprintName: z.string(),
  communityId: z.string().nullable(),
  memoryMiB: z.number(),
  cpuPercent: z.number(),
  diskMiB: z.number(),
  processes: z.number(),
  desired: Desired,
  generation: z.number(),
  startGeneration: z.number(),
  observed: ObservedState,
  observedReason: ObservedReason.nullable(),
  observedDetail: z.string().nullable(),
  observedSince: z.date(),
  observedGeneration: z.number(),
  processStartedAt: z.date().nullable(),
  installProgress: InstallView.nullable(),
  suspendedAt: z.date().nullable(),
  suspensions: z.array(z.object({ kind: SuspensionKind, note: z.string().nullable(), since: z.coerce.date() })),
  createdAt: z.date(),
  ports: z.array(z.object({ name: z.string(), port: z.number(), primary: z.boolean() })),
});
export type ServerRow = z.output<typeof ServerRow>;

/** The columns of a ServerRow, from `servers s` joined by `SERVER_FROM`. */
export const SERVER_COLUMNS = sql`s.id, s.num, s.name, s.description, s."ownerId", u.name as "ownerName", s."nodeId", n.name as "nodeName",
  n."publicAddress" as "nodeAddress", n."lastSeenAt" as "nodeSeenAt", s."blueprintId", b.name as "blueprintName", s."communityId", s."memoryMiB",
  s."cpuPercent", s."diskMiB", s.processes, s.desired, s.generation, s."startGeneration", s.observed, s."observedReason", s."observedDetail", s."observedSince",
  s."observedGeneration", s."processStartedAt", s."installProgress", s."suspendedAt", s."createdAt",
  case when s."suspendedAt" is null then '[]' else coalesce((select json_agg(json_build_object('kind', x.kind, 'note', x.note, 'since', x.at) order by x.at, x.id)
    from server_suspensions x where x."serverId" = s.id and x."liftedAt" is null), '[]') end as suspensions,
  coalesce((select json_agg(json_build_object('name', a.name, 'port', a.port, 'primary', a."primary") order by a."primary" desc, a.port)
    from allocations a where a."serverId" = s.id), '[]') as ports`;
export const SERVER_FROM = sql`servers s join users u on u.id = s."ownerId" join nodes n on n.id = s."nodeId" join blueprints b on b.id = s."blueprintId"`;

/** The word for a server's state: what its node said, unless that is old or the panel knows better. */
export function stateOf(server: Pick<ServerRow, "suspendedAt" | "nodeSeenAt" | "observed">, now: Date): ServerState {
  if (server.suspendedAt) return "suspended";
  if (isSilent(server, now)) return "unknown";
  return server.observed;
}

/** Whether its node cannot be heard. */
export function isSilent({ nodeSeenAt }: Pick<ServerRow, "nodeSeenAt">, now: Date): boolean {
  return !nodeSeenAt || now.getTime() - nodeSeenAt.getTime() > SILENT_MS;
}

/** Since when it is in the state that `stateOf` says. */
function sinceOf(server: ServerRow, state: ServerState): Date {
  if (state === "suspended") return server.suspendedAt!;
  if (state === "unknown") return server.nodeSeenAt ?? server.createdAt;
  return server.observedSince;
}

export function shownServer(server: ServerRow, now: Date): Server {
  const primary = server.ports.find((port) => port.primary);
  const state = stateOf(server, now);
  return {
    id: server.id,
    number: server.num,
    name: server.name,
    description: server.description,
    owner: { id: server.ownerId, name: server.ownerName },
    node: { id: server.nodeId, name: server.nodeName, lastSeenAt: iso(server.nodeSeenAt) },
    blueprint: { id: server.blueprintId, name: server.blueprintName },
    communityId: server.communityId,
    state,
    reason: server.observedReason,
    detail: server.observedDetail,
    since: iso(sinceOf(server, state)),
    desired: server.desired,
    startedAt: iso(server.processStartedAt),
    install: server.installProgress,
    suspensions: server.suspensions.map((suspension) => ({ ...suspension, since: iso(suspension.since) })),
    limits: {
      memoryMiB: server.memoryMiB,
      cpuPercent: server.cpuPercent,
      diskMiB: server.diskMiB,
      processes: server.processes,
    },
    address: server.nodeAddress && primary ? `${server.nodeAddress}:${primary.port}` : null,
    ports: server.ports,
    createdAt: iso(server.createdAt),
  };
}

/** A server that is not about to be deleted, or null. */
export async function serverById(db: Sql, serverId: string): Promise<ServerRow | null> {
  return oneServer(db, sql`s.id = ${serverId} and s.desired <> 'deleted'`);
}

async function oneServer(db: Sql, condition: SqlText): Promise<ServerRow | null> {
  return row(db, ServerRow, sql`select ${SERVER_COLUMNS} from ${SERVER_FROM} where ${condition}`);
}

/** A server, also one whose deletion waits for its node. */
export async function serverByIdEvenDeleted(db: Sql, serverId: string): Promise<ServerRow | null> {
  return oneServer(db, sql`s.id = ${serverId}`);
}

export const OneServer = z.object({ serverId: ServerId });
export const EXAMPLE_SERVER = { serverId: "srv_01930000000070008000000000000001" };

/** The subject of every operation on one server: its owner's, and whoever has a grant on it or on all. */
export const serverSubject: Subject<{ serverId: string }, ServerRow> = {
  kind: "server",
  load: ({ db }: Context, { serverId }) => serverById(db, serverId),
  on: (server) => ({ serverId: server.id, communityId: server.communityId, ownerId: server.ownerId }),
  see: "servers:read",
  name: (server) => ({ id: server.id, label: server.name }),
};
