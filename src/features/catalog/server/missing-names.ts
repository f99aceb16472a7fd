import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { MissingName } from "../schema.ts";
import { type CatalogName, namesWithDoubt } from "./names.ts";

const FACETS = MissingName.shape.facet.options;
/** Classes of one facet that are looked at; programs may tell of kills with any word. */
const MOST_CLASSES = 20_000;

const Counted = z.object({ value: z.string(), kills: z.number(), deaths: z.number(), lastAt: z.date() });

export const missing = defineQuery({
  id: "catalog.missing",
  summary: "List names that the catalogue lacks",
  description:
    "Classes of ships, weapons, places and systems that kills are told with and that the catalogue has no entry for, most often told first. They are shown as the game calls them, or as the panel guesses.",
  access: { kind: "permission", permission: "catalog:write" },
  input: PageInput.extend({ facet: MissingName.shape.facet.optional() }),
  output: pageOf(MissingName),
  example: { facet: "weapon" },
  http: { method: "GET", path: "/sc/missing-names" },
  async run({ db }, { page, limit, facet }) {
    const all = (
      await Promise.all(
        FACETS.filter((each) => facet === undefined || each === facet).map((each) => missingOf(db, each)),
      )
    ).flat();
    all.sort((a, b) => b.kills + b.deaths - (a.kills + a.deaths) || (a.class < b.class ? -1 : 1));
    return { items: all.slice((page - 1) * limit, page * limit), total: all.length, page, limit };
  },
});

async function missingOf(db: Sql, facet: (typeof FACETS)[number]): Promise<z.input<typeof MissingName>[]> {
  const found = await rows(
    db,
    Counted,
    sql`select value, sum(kills)::int as kills, sum(deaths)::int as deaths, max("lastAt") as "lastAt" from kill_facet_totals
        where game = ${STAR_CITIZEN} and facet = ${facet} group by value having sum(kills) + sum(deaths) > 0
        order by sum(kills) + sum(deaths) desc limit ${MOST_CLASSES}`,
  );
  const names = await namesWithDoubt(
    db,
    STAR_CITIZEN,
    facet,
    found.map(({ value }) => value),
  );
  return found
    .filter(({ value }) => isUnknown(names.get(value)))
    .map(({ value, kills, deaths, lastAt }) => ({
      facet,
      class: value,
      guess: names.get(value)?.name ?? null,
      kills,
      deaths,
      lastAt: iso(lastAt),
    }));
}

function isUnknown(name: CatalogName | undefined): boolean {
  return name === undefined || name.isGuess;
}
