import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { likeExact, likePart, rows, sql } from "#app/platform/sql.ts";
import { Game } from "../../schema.ts";
import { showsKills } from "../reading/seen-kills.ts";

/** Of fewer letters than these the index of names knows nothing: then the name must be just these. */
const LETTERS_OF_INDEX = 3;

const FoundPlayer = z.object({
  playerId: z.string(),
  name: z.string(),
  game: z.string(),
  kills: z.int(),
  deaths: z.int(),
});

export const players = defineQuery({
  id: "kills.players",
  summary: "Find players who have killed or died",
  description:
    "By a part of their name, who has the most kills first. Whoever shows their kills to few is found by those alone.",
  access: { kind: "permission", permission: "kills:read" },
  input: z.object({
    q: z.string().trim().min(1).max(100).describe("A part of the name; of one or two letters the whole name."),
    game: Game.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10).describe("How many, 1 to 50."),
  }),
  output: z.object({ items: z.array(FoundPlayer) }),
  example: { q: "outlaw" },
  http: { method: "GET", path: "/kills/players" },
  async run({ db, actor }, { q, game, limit }) {
    const part = q.toLowerCase();
    const named =
      part.length < LETTERS_OF_INDEX
        ? sql`lower(p.name) like ${likeExact(part)}`
        : sql`lower(p.name) like ${likePart(part)}`;
    const items = await rows(
      db,
      FoundPlayer,
      sql`select p.id as "playerId", p.name, t.game, t.kills, t.deaths from players p left join users u on u.id = p."userId"
            join kill_tallies t on t."playerId" = p.id and t.scope = 'all' and t.period = 'all'
          where ${named} and ${showsKills(actor)} and ${game === undefined ? sql`true` : sql`t.game = ${game}`} and t.kills + t.deaths > 0
          order by (lower(p.name) = ${part}) desc, t.kills desc, p.id limit ${limit}`,
    );
    return { items };
  },
});
