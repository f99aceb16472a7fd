import * as z from "zod";
import { THING_FACETS } from "#app/features/catalog/meaning.ts";
import { namesOf } from "#app/features/catalog/server/index.ts";
import { may } from "#app/lib/access.ts";
import { defineQuery } from "#app/operation/define.ts";
import { likePart, rows, sql } from "#app/platform/sql.ts";
import { Game, Named, STAR_CITIZEN } from "../../schema.ts";

/** As many are offered to choose from. */
const MOST = 20;

export const things = defineQuery({
  id: "kills.things",
  summary: "Find weapons, ships, places and systems by words",
  description:
    "What kills are told with and what the catalogue knows, most kills first; without words what most kills are told with. Who does not see everybody's kills finds what the catalogue knows.",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({
    game: Game.default(STAR_CITIZEN),
    facet: z.enum(THING_FACETS),
    q: z.string().trim().max(100).default("").describe("Part of its name or class."),
  }),
  output: z.object({
    items: z.array(
      Named.extend({
        kills: z.int().nullable().describe("About how many kills are told with it; null: that is not told to you."),
      }),
    ),
  }),
  example: { facet: "weapon", q: "p4" },
  http: { method: "GET", path: "/kills/things" },
  async run({ db, actor }, { game, facet, q }) {
    const seesAll = may(actor, "kills:read");
    const part = likePart(q);
    const found = await rows(
      db,
      z.object({ word: z.string(), name: z.string().nullable(), kills: z.number() }),
      sql`with known as (
            select distinct on (c.key) coalesce(c.class, c.slug) as word, coalesce(c.facts->>'fullName', c.name) as name
            from catalog_entries c where c.game = ${game} and c.kind = ${facet} order by c.key, c.origin desc),
          told as (
            select value as word, greatest(sum(kills), sum(deaths))::int as kills from kill_facet_totals
            where ${seesAll}::boolean and game = ${game} and facet = ${facet} group by value having sum(kills + deaths) > 0)
          select word, known.name, coalesce(told.kills, 0) as kills from known full join told using (word)
          where (${q} = '' and told.kills > 0) or (${q} <> '' and (known.name ilike ${part} or word ilike ${part}))
          order by coalesce(told.kills, 0) desc, length(coalesce(known.name, word)), word limit ${MOST}`,
    );
    const unnamed = found.flatMap(({ word, name }) => (name === null ? [word] : []));
    const names = unnamed.length === 0 ? new Map<string, string>() : await namesOf(db, game, facet, unnamed);
    return {
      items: found.map(({ word, name, kills }) => ({
        class: word,
        name: name ?? names.get(word) ?? null,
        kills: seesAll ? kills : null,
      })),
    };
  },
});
