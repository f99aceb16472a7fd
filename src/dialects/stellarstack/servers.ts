import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { Timestamp } from "#app/lib/time.ts";
import { CONSOLE_PATH, CONSOLE_TOKEN_PREFIX } from "#app/protocol/console-socket.ts";
import { COMPAT_PATH, defineRoute } from "../dialect.ts";
import { idOfUuid } from "../ids.ts";
import { data, dataPage, nativeNodeId, Page, paged, Server, shownServer } from "./shapes.ts";

/** Where the document's console socket is here, and how its tokens begin. */
export const STELLARSTACK_CONSOLE_PATH = `${COMPAT_PATH}/stellarstack/console`;
const DOCUMENTED_PREFIX = "strk_console_";

const OneServer = z.object({ id: z.string().max(100) });
const serverId = (id: string) => idOfUuid("srv", id);
/** What the document calls the operations' fields. */
const NAMES = { memoryMiB: "memory", cpuPercent: "cpu", diskMiB: "disk", serverId: "id" } as const;

const Description = z.string().max(500).nullable();
/** What a server may use. */
const Sizes = z.object({
  memory: z.int().optional().describe("MiB. Default: the blueprint's."),
  cpu: z.int().optional().describe("Percent of one core."),
  disk: z.int().optional().describe("MiB."),
});

/** The same by the operations' names; what was not sent is left out. */
function nativeSizes({ memory, cpu, disk }: z.output<typeof Sizes>) {
  return {
    ...(memory === undefined ? {} : { memoryMiB: memory }),
    ...(cpu === undefined ? {} : { cpuPercent: cpu }),
    ...(disk === undefined ? {} : { diskMiB: disk }),
  };
}

type Power = "start" | "stop" | "restart" | "kill";
const power = (act: Power, summary: string) =>
  defineRoute({
    http: { method: "POST", path: `/api/v1/servers/{id}/${act}` },
    summary,
    operation: operations.servers[act],
    rate: "general",
    params: OneServer,
    input: ({ params }) => ({ serverId: serverId(params.id) }),
    names: NAMES,
    output: data(Server),
    answer: (server) => ({ data: shownServer(server) }),
  });

/** Rows of the document's section Servers. */
export const serverRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/servers" },
    summary: "List servers",
    operation: operations.servers.list,
    rate: "general",
    query: Page,
    input: ({ query }) => query,
    output: dataPage(Server),
    answer: (servers) => paged(servers, shownServer),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/servers", status: 201 },
    summary: "Create server",
    operation: operations.servers.create,
    rate: "general",
    body: Sizes.extend({
      name: z.string().max(100),
      description: Description.optional(),
      nodeId: z.string().max(100).optional().describe("Default: the node with most room."),
      blueprintId: z.string().max(100),
      ownerId: z.string().max(100).optional(),
      variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    }),
    input: ({ body: { name, nodeId, blueprintId, description, ownerId, variables, ...sizes } }) => ({
      ...nativeSizes(sizes),
      name,
      blueprintId,
      ...(nodeId === undefined ? {} : { nodeId: nativeNodeId(nodeId) }),
      ...(description ? { description } : {}),
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(variables === undefined ? {} : { variables }),
    }),
    names: NAMES,
    output: data(Server),
    answer: (server) => ({ data: shownServer(server) }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/servers/{id}" },
    summary: "Get server",
    operation: operations.servers.get,
    rate: "general",
    params: OneServer,
    input: ({ params }) => ({ serverId: serverId(params.id) }),
    names: NAMES,
    output: data(Server),
    answer: (server) => ({ data: shownServer(server) }),
  }),
  defineRoute({
    http: { method: "PATCH", path: "/api/v1/servers/{id}" },
    summary: "Update server",
    operation: operations.servers.update,
    rate: "general",
    params: OneServer,
    body: Sizes.extend({
      name: z.string().max(100).optional(),
      description: Description.optional(),
    }),
    input: ({ params, body: { name, description, ...sizes } }) => ({
      ...nativeSizes(sizes),
      serverId: serverId(params.id),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    }),
    names: NAMES,
    output: data(Server),
    answer: (server) => ({ data: shownServer(server) }),
  }),
  defineRoute({
    http: { method: "DELETE", path: "/api/v1/servers/{id}", status: 204 },
    summary: "Delete server",
    operation: operations.servers.remove,
    rate: "general",
    params: OneServer,
    input: ({ params }) => ({ serverId: serverId(params.id) }),
    names: NAMES,
    output: z.null(),
    answer: () => null,
  }),
  power("start", "Start server"),
  power("stop", "Stop server"),
  power("restart", "Restart server"),
  power("kill", "Kill server"),
  defineRoute({
    http: { method: "GET", path: "/api/v1/servers/{id}/console-token" },
    summary: "Get console token",
    operation: operations.console.token,
    rate: "general",
    params: OneServer,
    input: ({ params }) => ({ serverId: serverId(params.id) }),
    names: NAMES,
    output: data(
      z.object({
        token: z.string().describe("Good for five minutes."),
        url: z.string().describe("The console's WebSocket."),
        websocketUrl: z.string().describe("The same, as the original named it."),
        expiresAt: Timestamp,
      }),
    ),
    answer: ({ token, url, expiresAt }) => {
      const here = url.replace(CONSOLE_PATH, STELLARSTACK_CONSOLE_PATH);
      const documented = `${DOCUMENTED_PREFIX}${token.slice(CONSOLE_TOKEN_PREFIX.length)}`;
      return { data: { token: documented, url: here, websocketUrl: here, expiresAt } };
    },
  }),
];
