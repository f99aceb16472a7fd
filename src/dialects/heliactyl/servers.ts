import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { uuidOf } from "../ids.ts";
import { NamedId, orRefused } from "./shapes.ts";

type NativeServer = z.output<(typeof operations.servers.ofMember)["output"]>["items"][number];

/** The words of the document, and where it has none ours: `running`, `stopped`, `starting`, … */
function statusOf({ state }: Pick<NativeServer, "state">): string {
  return state === "offline" ? "stopped" : state;
}

/** What the panel under the original has, and agents here do not: swap is none, and the share of the disk is everybody's the same. */
const SWAP = 0;
const IO = 500;

const Listed = z.object({
  id: z.int().describe("Number of the server."),
  identifier: z.string().describe("Its page is /servers/{identifier}."),
  name: z.string(),
});

const Detailed = Listed.extend({
  uuid: z.string(),
  description: z.string(),
  status: z.string().describe("running, starting, stopping, stopped, crashed, installing, suspended or unknown."),
  limits: z.object({ memory: z.int(), disk: z.int(), cpu: z.int(), swap: z.int(), io: z.int() }),
  featureLimits: z.object({
    databases: z.int().describe("0: there are none here yet."),
    allocations: z.int(),
    backups: z.int().describe("0: there are none here yet."),
  }),
  suspended: z.boolean(),
  node: z.int(),
  allocation: z.int().nullable(),
  egg: z.int(),
});

function listed({ number, shortId, name }: NativeServer): z.input<typeof Listed> {
  return { id: number, identifier: shortId, name };
}

function detailed(server: NativeServer): z.input<typeof Detailed> {
  const { memoryMiB, diskMiB, cpuPercent } = server.limits;
  return {
    ...listed(server),
    uuid: uuidOf(server.id),
    description: server.description ?? "",
    status: statusOf(server),
    limits: { memory: memoryMiB, disk: diskMiB, cpu: cpuPercent, swap: SWAP, io: IO },
    featureLimits: { databases: 0, allocations: server.ports, backups: 0 },
    suspended: server.isSuspended,
    node: server.node,
    allocation: server.allocation,
    egg: server.blueprint,
  };
}

function listOf<T extends z.ZodType>(server: T) {
  return orRefused(
    z.object({ status: z.literal("success"), userId: z.string(), serverCount: z.int(), servers: z.array(server) }),
  );
}

const ofMember = {
  operation: operations.servers.ofMember,
  rate: "key",
  member: "query",
  query: z.object({ id: NamedId }),
  names: { userId: "id" },
} as const;

/** Rows of the document's section Server Management. */
export const serverRoutes = [
  defineRoute({
    ...ofMember,
    http: { method: "GET", path: "/api/v3/userservers" },
    summary: "Get User Server IDs",
    input: ({ memberId }) => ({ userId: memberId }),
    output: listOf(Listed),
    answer: ({ items }, { query }) => ({
      ...{ status: "success" as const, userId: query.id, serverCount: items.length },
      servers: items.map(listed),
    }),
  }),
  defineRoute({
    ...ofMember,
    http: { method: "GET", path: "/api/v3/userserverdetails" },
    summary: "Get User Server Details",
    input: ({ memberId }) => ({ userId: memberId }),
    output: listOf(Detailed),
    answer: ({ items }, { query }) => ({
      ...{ status: "success" as const, userId: query.id, serverCount: items.length },
      servers: items.map(detailed),
    }),
  }),
];

const Limits = Detailed.shape.limits;
/** A server as the panel under the original lists them with their user. */
export const PanelServer = z.object({
  object: z.literal("server"),
  attributes: z.object({
    id: z.int(),
    external_id: z.string().nullable(),
    uuid: z.string(),
    identifier: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.string().nullable(),
    suspended: z.boolean(),
    limits: Limits,
    feature_limits: Detailed.shape.featureLimits,
    user: z.int(),
    node: z.int(),
    allocation: z.int().nullable(),
    egg: z.int(),
  }),
});

export function panelServer(server: NativeServer, owner: number): z.input<typeof PanelServer> {
  const { featureLimits, ...shown } = detailed(server);
  return { object: "server", attributes: { ...shown, external_id: null, feature_limits: featureLimits, user: owner } };
}
