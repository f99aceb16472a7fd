import type { TableQuerySpec } from "#app/ui/table/table-query.ts";

/** What of the list of blueprints is in the address: the page alone. */
export const BLUEPRINT_QUERY: TableQuerySpec = { sort: "" };
