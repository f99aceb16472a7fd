import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { gameName } from "../../game-name.ts";
import { gamesOfKills } from "../rating/priors.ts";

const KnownGame = z.object({
  game: z.string().describe("As kills are told under it, in small letters."),
  name: z.string().describe("As a blueprint of this panel writes it, else its words with capitals."),
  kills: z.int(),
  deaths: z.int(),
});

export const games = defineQuery({
  id: "kills.games",
  summary: "List the games that kills are known of",
  description: "With the kills and deaths of all their players; the game with the most comes first.",
  access: { kind: "permission", permission: "kills:read" },
  input: z.object({}),
  output: z.object({ items: z.array(KnownGame) }),
  example: {},
  http: { method: "GET", path: "/kills/games" },
  async run({ db }) {
    const known = await gamesOfKills(db);
    const counted = await rows(
      db,
      KnownGame.extend({ name: z.string().nullable() }),
      sql`select g.game, (select min(b.document->>'game') from blueprints b where lower(b.document->>'game') = g.game) as name, t.kills, t.deaths
          from unnest(${known}::text[]) as g (game) cross join lateral (
            select coalesce(sum(kills), 0)::int as kills, coalesce(sum(deaths), 0)::int as deaths from kill_facet_totals where game = g.game and facet = 'hour') as t
          where t.kills + t.deaths > 0 order by t.kills + t.deaths desc, g.game`,
    );
    return { items: counted.map(({ name, ...one }) => ({ ...one, name: name ?? gameName(one.game) })) };
  },
});
