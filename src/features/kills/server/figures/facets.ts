import * as z from "zod";
import { namesOf } from "#app/features/catalog/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { RANKED } from "../../board.ts";
import { FacetFigure, Hours } from "../../figures.ts";
import { Game, Named, STAR_CITIZEN } from "../../schema.ts";
import { FACETS } from "../../tally.ts";
import { showsKills } from "../reading/seen-kills.ts";
import { wordFor } from "../things/asked-things.ts";
import { hoursFrom, withFacetNames } from "./player-figures.ts";

const FacetInput = z
  .enum(FACETS)
  .describe(
    "What is counted by: weapon, ship (the killer's of a kill, the victim's of a death), place, system or mode.",
  );
const EXAMPLE = { facet: "weapon", value: "behr_rifle_ballistic_01" } as const;

export const facets = defineQuery({
  id: "kills.facets",
  summary: "List what is killed with, or where",
  description:
    "Weapons, ships, places, systems or modes of a game with the kills and deaths of all players, most kills first.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: PageInput.extend({ game: Game.default(STAR_CITIZEN), facet: FacetInput }),
  output: z.object({ items: z.array(FacetFigure), total: z.int(), page: z.int(), limit: z.int() }),
  example: { facet: "weapon" },
  http: { method: "GET", path: "/kills/facets" },
  async run({ db, actor }, { game, facet, page, limit }) {
    mustSeeAll(actor);
    const found = await rows(
      db,
      z.object({ value: z.string(), kills: z.number(), deaths: z.number(), lastAt: z.date(), total: z.number() }),
      sql`select value, sum(kills)::int as kills, sum(deaths)::int as deaths, max("lastAt") as "lastAt", count(*) over ()::int as total from kill_facet_totals
          where game = ${game} and facet = ${facet} group by value having sum(kills) + sum(deaths) > 0
          order by sum(kills) desc, sum(deaths) desc, value limit ${limit} offset ${(page - 1) * limit}`,
    );
    const items = await withFacetNames(db, game, facet, found);
    return { items, total: found[0]?.total ?? 0, page, limit };
  },
});

export const facet = defineQuery({
  id: "kills.facet",
  summary: "Get the figures of a weapon, a ship or a place",
  description:
    "With the players who kill most with it, or there. Nothing is known of what nobody has used: all is zero then.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: PageInput.extend({
    game: Game.default(STAR_CITIZEN),
    facet: FacetInput,
    value: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe("Any word for it: the `class` that kills and lists tell, or what people call it."),
  }),
  output: z.object({
    game: z.string(),
    facet: FacetInput,
    value: Named,
    kills: z.int(),
    deaths: z.int(),
    lastAt: Timestamp.nullable(),
    items: z.array(
      z.object({
        rank: z.int(),
        playerId: z.string().nullable().describe("Null: they show their kills to few."),
        name: z.string().nullable(),
        isHidden: z.boolean(),
        isOwn: z.boolean(),
        kills: z.int(),
        deaths: z.int(),
      }),
    ),
    page: z.int(),
    limit: z.int(),
  }),
  example: EXAMPLE,
  http: { method: "GET", path: "/kills/facet" },
  async run({ db, actor }, { game, facet, value: text, page, limit }) {
    mustSeeAll(actor);
    const value = facet === "mode" ? text : await wordFor(db, facet, text, game);
    const all = await row(
      db,
      z.object({ kills: z.number(), deaths: z.number(), lastAt: z.date().nullable() }),
      sql`select coalesce(sum(kills), 0)::int as kills, coalesce(sum(deaths), 0)::int as deaths, max("lastAt") as "lastAt" from kill_facet_totals
          where game = ${game} and facet = ${facet} and value = ${value}`,
    );
    const offset = (page - 1) * limit;
    const found = await rows(
      db,
      z.object({
        playerId: z.string(),
        name: z.string(),
        shows: z.boolean(),
        isOwn: z.boolean(),
        kills: z.number(),
        deaths: z.number(),
      }),
      sql`select p.id as "playerId", p.name, ${showsKills(actor)} as shows, u.id is not null and u.id is not distinct from ${actor.userId} as "isOwn", f.kills, f.deaths
          from (select * from kill_facet_counts f where f.value = (select num from kill_values where game = ${game} and facet = ${facet} and value = ${value}) and f.kills > 0
                order by f.kills desc limit ${Math.max(0, Math.min(limit, RANKED - offset))} offset ${Math.min(offset, RANKED)}) as f
            join players p on p.num = f.player left join users u on u.id = p."userId" order by f.kills desc, f.player`,
    );
    return {
      game,
      facet,
      value: { class: value, name: (await namesOf(db, game, facet, [value])).get(value) ?? null },
      kills: all!.kills,
      deaths: all!.deaths,
      lastAt: all!.lastAt && iso(all!.lastAt),
      items: found.map(({ shows, playerId, name, ...rest }, i) => ({
        ...rest,
        rank: offset + i + 1,
        playerId: shows ? playerId : null,
        name: shows ? name : null,
        isHidden: !shows,
      })),
      page,
      limit,
    };
  },
});

export const hours = defineQuery({
  id: "kills.hours",
  summary: "Get when kills happen",
  description: "Kills and deaths of all players of a game by the hour of the week.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({ game: Game.default(STAR_CITIZEN) }),
  output: Hours,
  example: {},
  http: { method: "GET", path: "/kills/hours" },
  async run({ db, actor }, { game }) {
    mustSeeAll(actor);
    const found = await rows(
      db,
      z.object({ hour: z.number(), kills: z.number(), deaths: z.number() }),
      sql`select value::int as hour, sum(kills)::int as kills, sum(deaths)::int as deaths from kill_facet_totals
          where game = ${game} and facet = 'hour' group by value`,
    );
    return hoursFrom(found);
  },
});

/** Figures of all players are for who may see kills of all. Throws AppError `not_found`. */
function mustSeeAll(actor: Actor): void {
  if (!may(actor, "kills:read")) throw new AppError("not_found", "kills.unknown_community");
}
