import type { TableQuerySpec } from "#app/ui/table/table-query.ts";

/** What of the list of nodes is in the address. */
export const NODE_QUERY: TableQuerySpec = { sort: "" };
