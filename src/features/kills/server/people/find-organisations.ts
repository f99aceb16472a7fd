import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Organisation } from "../../schema.ts";
import { showsKills } from "../reading/seen-kills.ts";

export const organisations = defineQuery({
  id: "kills.organisations",
  summary: "Find organisations of players",
  description:
    "By the beginning of their short name, the one with the most players first. Counted are the players of whom it is known and who show their kills to you: an organisation of nobody else is not told of.",
  access: { kind: "permission", permission: "kills:read" },
  input: z.object({
    q: z.string().trim().toLowerCase().max(60).default("").describe("How the short name begins; empty: any."),
    limit: z.coerce.number().int().min(1).max(50).default(20).describe("How many, 1 to 50."),
  }),
  output: z.object({ items: z.array(z.object({ organisation: Organisation, players: z.int() })) }),
  example: { q: "r" },
  http: { method: "GET", path: "/kills/organisations" },
  async run({ db, actor }, { q, limit }) {
    const items = await rows(
      db,
      z.object({ organisation: z.string(), players: z.number() }),
      sql`select o.organisation, count(*)::int as players from kill_organisations o
            join players p on p.id = o."playerId" left join users u on u.id = p."userId"
          where starts_with(o.organisation, ${q}) and ${showsKills(actor)}
          group by o.organisation order by (o.organisation = ${q}) desc, count(*) desc, o.organisation limit ${limit}`,
    );
    return { items };
  },
});
