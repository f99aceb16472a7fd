import { createLoader, parseAsArrayOf, parseAsInteger, parseAsString } from "nuqs/server";

/** What of a table lives in the address: the default sort ("name", "-createdAt") and the facets it can be cut by. */
export interface TableQuerySpec {
  sort: string;
  facets?: readonly string[];
  /** Those of which the server takes one value at a time: a second choice takes the first one's place. */
  single?: readonly string[];
  /** Columns that are put away until the reader asks for them. */
  hidden?: readonly string[];
}

/** What a list asks the server for. `sort` is a column's id, with a minus in front for descending; pages begin at 1. */
export interface TableQuery {
  q: string;
  sort: string;
  page: number;
  facets: Readonly<Record<string, readonly string[]>>;
}

/** The address' parameters of a table, the same for server and browser. Defaults stay out of the address. */
export function tableParsers(spec: TableQuerySpec) {
  const facets = Object.fromEntries(
    (spec.facets ?? []).map((facet) => [facet, parseAsArrayOf(parseAsString).withDefault([])] as const),
  );
  return {
    ...facets,
    q: parseAsString.withDefault(""),
    sort: parseAsString.withDefault(spec.sort),
    page: parseAsInteger.withDefault(1),
  };
}

/** What the address asks for, in the shape that lists take. */
export function readTableQuery(spec: TableQuerySpec, values: Record<string, unknown>): TableQuery {
  const facets: Record<string, readonly string[]> = {};
  for (const facet of spec.facets ?? []) {
    const chosen = values[facet];
    facets[facet] = Array.isArray(chosen) ? chosen.map(String) : [];
  }
  return {
    q: typeof values.q === "string" ? values.q : "",
    sort: typeof values.sort === "string" ? values.sort : spec.sort,
    page: typeof values.page === "number" ? Math.max(1, values.page) : 1,
    facets,
  };
}

/**
 * Reads a page's `searchParams` on the server, so that the first rendering already has the rows. A page that shows a
 * table must do this: otherwise its table comes only after hydration.
 */
export async function loadTableQuery(
  spec: TableQuerySpec,
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<TableQuery> {
  return readTableQuery(spec, await createLoader(tableParsers(spec))(searchParams));
}
