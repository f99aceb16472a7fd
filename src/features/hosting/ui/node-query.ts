import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#app/transport/trpc.ts";
import type { TableQuerySpec } from "#app/ui/table/table-query.ts";

/** A node as the panel shows it. */
export type ShownNode = inferRouterOutputs<AppRouter>["nodes"]["list"]["items"][number];

/** What of the list of nodes is in the address. */
export const NODE_QUERY: TableQuerySpec = { sort: "" };
