import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Game, Organisation, STAR_CITIZEN } from "../../schema.ts";
import { showsKills } from "../reading/seen-kills.ts";

const KnownOrganisation = z.object({
  organisation: Organisation,
  players: z.int(),
  kills: z.int().describe("Of all who are in it now, of all time."),
  deaths: z.int(),
});

export const organisations = defineQuery({
  id: "kills.organisations",
  summary: "Find organisations of players",
  description:
    "By the beginning of their short name, the one with the most kills first, with what its members have done. Counted are the players of whom it is known and who show their kills to you: an organisation of nobody else is not told of.",
  access: { kind: "permission", permission: "kills:read" },
  input: z.object({
    game: Game.default(STAR_CITIZEN).describe("Of which game kills and deaths are told."),
    q: z.string().trim().toLowerCase().max(60).default("").describe("How the short name begins; empty: any."),
    limit: z.coerce.number().int().min(1).max(50).default(20).describe("How many, 1 to 50."),
  }),
  output: z.object({ items: z.array(KnownOrganisation) }),
  example: { q: "r" },
  http: { method: "GET", path: "/kills/organisations" },
  async run({ db, actor }, { game, q, limit }) {
    const items = await rows(
      db,
      KnownOrganisation,
      sql`select o.organisation, o.players, t.kills, t.deaths from (
            select o.organisation, count(*)::int as players from kill_organisations o
              join players p on p.id = o."playerId" left join users u on u.id = p."userId"
            where starts_with(o.organisation, ${q}) and ${showsKills(actor)} group by o.organisation) as o
          cross join lateral (
            select coalesce(sum(t.kills), 0)::int as kills, coalesce(sum(t.deaths), 0)::int as deaths from kill_tallies t
            where t.game = ${game} and t.scope = 'o:' || o.organisation and t.period = 'all') as t
          order by (o.organisation = ${q}) desc, t.kills desc, o.players desc, o.organisation limit ${limit}`,
    );
    return { items };
  },
});
