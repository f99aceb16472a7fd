import type { StatusState } from "#app/ui/status.tsx";
import type { TableQuery, TableQuerySpec } from "#app/ui/table/table-query.ts";

export const KIT_QUERY: TableQuerySpec = { sort: "name", facets: ["state"] };

export interface KitRow {
  id: string;
  name: string;
  state: StatusState;
  game: string;
  players: number;
  memoryMiB: number;
  trend: readonly number[];
}

const NAMES =
  "Ashen Vale,Brightforge,Cinder Row,Gloamwood,Hollow Keep,Ironhold,Lantern Bay,Lowtide,Nightfall,Old Quarry,Pale Harbour,Redgate,Saltmarsh,Stillwater,Thornfield,Winterrun,Amber Coast,Black Fen,Crow Hill,Dusk Market,Elder Gate,Frostmere,Grey Watch,High Moor".split(
    ",",
  );
const STATES = ["running", "running", "crashed", "offline", "installing", "stopping"] as const;
const GAMES = ["Minecraft", "Valheim", "Teeworlds", "Luanti"] as const;

const ROWS: readonly KitRow[] = NAMES.map((name, index) => ({
  id: `srv_${index}`,
  name,
  state: STATES[index % STATES.length] ?? "unknown",
  game: GAMES[index % GAMES.length] ?? "Luanti",
  players: (index * 13) % 64,
  memoryMiB: 512 + ((index * 377) % 3500),
  trend: Array.from({ length: 24 }, (_, hour) => Math.round(20 + 18 * Math.sin((hour + index) / 3.1))),
}));

/** Answers as a server would: one page, the number that match, the number there are. */
export function answerKitQuery(query: TableQuery, limit: number) {
  const states = query.facets.state ?? [];
  const by = query.sort.replace(/^-/, "") as "name" | "players" | "memoryMiB" | "game" | "state";
  const way = query.sort.startsWith("-") ? -1 : 1;
  const matching = ROWS.filter(
    (row) =>
      `${row.name} ${row.game}`.toLowerCase().includes(query.q.toLowerCase()) &&
      (states.length === 0 || states.includes(row.state)),
  ).sort(
    (a, b) =>
      way * (typeof a[by] === "number" ? Number(a[by]) - Number(b[by]) : String(a[by]).localeCompare(String(b[by]))),
  );
  return {
    rows: matching.slice((query.page - 1) * limit, query.page * limit),
    total: matching.length,
    all: ROWS.length,
  };
}
