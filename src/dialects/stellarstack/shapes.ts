import * as z from "zod";
import type { Node as NativeNode } from "#app/features/hosting/node-view.ts";
import type { Server as NativeServer } from "#app/features/hosting/server-view.ts";
import type { Me, User as NativeUser } from "#app/features/identity/schema.ts";
import { PageInput } from "#app/lib/page.ts";
import { Timestamp } from "#app/lib/time.ts";
import { withPrefix } from "../ids.ts";

/** `{data}`, which every answer is in. */
export function data<T extends z.ZodType>(shape: T) {
  return z.object({ data: shape });
}

/** `{data, meta}`, which every list is in. */
export function dataPage<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }) });
}

/** A native page in the document's form. */
export function paged<T, U>(
  { items, total, page, limit }: { items: readonly T[]; total: number; page: number; limit: number },
  shown: (item: T) => U,
): { data: U[]; meta: { total: number; page: number; limit: number } } {
  return { data: items.map(shown), meta: { total, page, limit } };
}

/** The documented parameters of a list. */
export const Page = z.object(PageInput.shape);

export const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  role: z.enum(["admin", "user"]).describe("admin: may see all users of the panel."),
  preferredLocale: z.string().nullable(),
  twoFactorEnabled: z.boolean(),
  banned: z.boolean(),
  createdAt: Timestamp,
});

/** From where on a role of ours is one that the document calls admin. */
const ADMIN_RANK = 80;

export function shownMe(me: Me): z.input<typeof User> {
  return {
    id: me.id,
    name: me.name,
    email: me.email,
    emailVerified: me.emailVerified,
    image: me.avatarUrl,
    role: me.rank >= ADMIN_RANK ? "admin" : "user",
    preferredLocale: me.preferences.locale ?? null,
    twoFactorEnabled: me.secondFactor,
    banned: false,
    createdAt: me.createdAt,
  };
}

export const ListedUser = User.omit({ emailVerified: true, preferredLocale: true });

export function shownUser(user: NativeUser): z.input<typeof ListedUser> {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    image: user.avatarUrl,
    role: user.roles.some(({ rank }) => rank >= ADMIN_RANK) ? "admin" : "user",
    twoFactorEnabled: user.secondFactor,
    banned: user.state === "suspended",
    createdAt: user.createdAt,
  };
}

/** The words of the original for a server's state. */
const STATUS = {
  running: "RUNNING",
  starting: "STARTING",
  stopping: "STOPPING",
  offline: "STOPPED",
  crashed: "ERROR",
  installing: "INSTALLING",
  suspended: "SUSPENDED",
  unknown: "UNKNOWN",
} as const satisfies Record<NativeServer["state"], string>;

const Named = z.object({ id: z.string(), name: z.string() });

export const Server = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(Object.values(STATUS) as [string, ...string[]]),
  state: z.string().describe("The same in this panel's own words."),
  suspended: z.boolean(),
  memory: z.int().describe("MiB."),
  cpu: z.int().describe("Percent of one core."),
  disk: z.int().describe("MiB."),
  nodeId: z.string(),
  blueprintId: z.string(),
  ownerId: z.string(),
  node: Named,
  blueprint: Named,
  owner: Named,
  address: z.string().nullable().describe("host:port for players."),
  allocations: z.array(z.object({ name: z.string(), port: z.int(), primary: z.boolean() })),
  createdAt: Timestamp,
});

export function shownServer(server: NativeServer): z.input<typeof Server> {
  return {
    id: server.id,
    name: server.name,
    description: server.description,
    status: STATUS[server.state],
    state: server.state,
    suspended: server.state === "suspended",
    memory: server.limits.memoryMiB,
    cpu: server.limits.cpuPercent,
    disk: server.limits.diskMiB,
    nodeId: nodeId(server.node.id),
    blueprintId: server.blueprint.id,
    ownerId: server.owner.id,
    node: { id: nodeId(server.node.id), name: server.node.name },
    blueprint: server.blueprint,
    owner: server.owner,
    address: server.address,
    allocations: server.ports,
    createdAt: server.createdAt,
  };
}

/** Nodes are called `node_…` in the document. */
export function nodeId(native: string): string {
  return withPrefix(native, "nod", "node");
}

export function nativeNodeId(documented: string): string {
  return withPrefix(documented, "node", "nod");
}

export const Node = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  location: z.string().nullable(),
  host: z.string().nullable().describe("Where players reach its servers."),
  status: z.enum(["pending", "online", "draining", "unknown"]),
  isOnline: z.boolean(),
  lastHeartbeat: Timestamp.nullable(),
  memoryLimit: z.int().nullable().describe("MiB of its machine; null before its agent has joined."),
  diskLimit: z.int().nullable().describe("MiB."),
  cpuLimit: z.int().nullable().describe("Cores."),
  memoryAllocated: z.int().describe("MiB that its servers may use."),
  diskAllocated: z.int().describe("MiB."),
  cpuAllocated: z.int().describe("Percent of one core."),
  servers: z.int(),
  createdAt: Timestamp,
});

export function shownNode(node: NativeNode): z.input<typeof Node> {
  return {
    id: nodeId(node.id),
    name: node.name,
    displayName: node.name,
    location: node.region,
    host: node.publicAddress,
    status: node.state,
    isOnline: node.state === "online" || node.state === "draining",
    lastHeartbeat: node.lastSeenAt,
    memoryLimit: node.facts?.memoryMiB ?? null,
    diskLimit: node.facts?.diskMiB ?? null,
    cpuLimit: node.facts?.cpus ?? null,
    memoryAllocated: node.allocated.memoryMiB,
    diskAllocated: node.allocated.diskMiB,
    cpuAllocated: node.allocated.cpuPercent,
    servers: node.servers,
    createdAt: node.createdAt,
  };
}
