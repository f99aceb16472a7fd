import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { Timestamp } from "#app/lib/time.ts";
import { defineRoute } from "../dialect.ts";
import { idOfUuid } from "../ids.ts";
import { data, dataPage, Node, nativeNodeId, Page, paged, shownNode } from "./shapes.ts";

const OneNode = z.object({ id: z.string().max(100) });
const nodeId = (id: string) => idOfUuid("nod", nativeNodeId(id));
const NAMES = { nodeId: "id", publicAddress: "host", region: "location" } as const;
const text = z.string().max(253);

const Token = {
  token: z.string().describe("For the node's agent, of one use."),
  command: z.string().describe("To paste on the machine."),
  expiresAt: Timestamp,
};
const Blueprint = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  category: z.string(),
  version: z.string(),
  isPublic: z.boolean(),
  servers: z.int(),
  updatedAt: Timestamp,
});
type NativeBlueprint = { game: string } & Omit<z.input<typeof Blueprint>, "category" | "isPublic">;

function shownBlueprint({ game, ...blueprint }: NativeBlueprint): z.input<typeof Blueprint> {
  return { ...blueprint, category: game, isPublic: true };
}

/** Rows of the document's sections Nodes and Blueprints, and the token of section Admin. */
export const nodeRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/nodes" },
    summary: "List nodes",
    operation: operations.nodes.list,
    rate: "general",
    query: Page,
    input: ({ query }) => query,
    output: dataPage(Node),
    answer: (nodes) => paged(nodes, shownNode),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/nodes", status: 201 },
    summary: "Register node",
    operation: operations.nodes.create,
    rate: "general",
    body: z.object({
      name: text.optional(),
      displayName: text.optional().describe("Another name of name."),
      host: text.optional().describe("Where players reach its servers."),
      location: text.optional(),
    }),
    input: ({ body: { name, displayName, host, location } }) => ({
      name: (name ?? displayName) as string,
      ...(host === undefined ? {} : { publicAddress: host }),
      ...(location === undefined ? {} : { region: location }),
    }),
    names: NAMES,
    output: data(Node.extend({ node: Node, ...Token })),
    answer: ({ node, join }) => ({ data: { ...shownNode(node), node: shownNode(node), ...join } }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/nodes/{id}" },
    summary: "Get node details",
    operation: operations.nodes.get,
    rate: "general",
    params: OneNode,
    input: ({ params }) => ({ nodeId: nodeId(params.id) }),
    names: NAMES,
    output: data(Node),
    answer: (node) => ({ data: shownNode(node) }),
  }),
  defineRoute({
    http: { method: "DELETE", path: "/api/v1/nodes/{id}", status: 204 },
    summary: "Remove node",
    operation: operations.nodes.remove,
    rate: "general",
    params: OneNode,
    input: ({ params }) => ({ nodeId: nodeId(params.id) }),
    names: NAMES,
    output: z.null(),
    answer: () => null,
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/nodes/{id}/stats" },
    summary: "Get node stats",
    operation: operations.nodes.stats,
    rate: "general",
    params: OneNode,
    input: ({ params }) => ({ nodeId: nodeId(params.id) }),
    names: NAMES,
    output: data(
      z.object({
        status: z.string(),
        isOnline: z.boolean(),
        cpu: z.number().nullable().describe("Percent of one core."),
        memory: z.number().nullable().describe("MiB in use."),
        disk: z.number().nullable().describe("MiB in use."),
        load: z.number().nullable(),
        samples: operations.nodes.stats.output.shape.samples,
      }),
    ),
    answer: ({ state, samples }) => ({
      data: {
        status: state,
        isOnline: state === "online" || state === "draining",
        cpu: samples[0]?.cpuPercent ?? null,
        memory: samples[0]?.memoryMiB ?? null,
        disk: samples[0]?.diskMiB ?? null,
        load: samples[0]?.load1 ?? null,
        samples,
      },
    }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/admin/nodes/{id}/token" },
    summary: "Generate node token",
    operation: operations.nodes.createJoinToken,
    rate: "admin",
    params: OneNode,
    input: ({ params }) => ({ nodeId: nodeId(params.id) }),
    names: NAMES,
    output: data(z.object(Token)),
    answer: (join) => ({ data: join }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/blueprints" },
    summary: "List blueprints",
    operation: operations.blueprints.list,
    rate: "general",
    query: Page,
    input: ({ query }) => query,
    output: dataPage(Blueprint),
    answer: (blueprints) => paged(blueprints, shownBlueprint),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/blueprints/{id}" },
    summary: "Get blueprint",
    operation: operations.blueprints.get,
    rate: "general",
    params: z.object({ id: z.string().max(100) }),
    input: ({ params }) => ({ blueprintId: params.id }),
    names: { blueprintId: "id" },
    output: data(Blueprint.extend({ config: z.json().describe("The whole blueprint, in this panel's form.") })),
    answer: ({ document, ...blueprint }) => ({ data: { ...shownBlueprint(blueprint), config: document } }),
  }),
];
