import * as z from "zod";
import type { ThingFacet } from "#app/features/catalog/meaning.ts";
import { spellingOf } from "#app/features/catalog/meaning.ts";
import { meantBy } from "#app/features/catalog/server/index.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { STAR_CITIZEN } from "../../told-kill.ts";
import type { Thing } from "./things.ts";

const Found = z.object({ num: z.number(), word: z.string() });

/** The things that somebody asks for by any word for them, in a game or in any; none where no kill is told with such a thing. */
export async function askedThings(db: Sql, facet: ThingFacet, text: string, game?: string): Promise<Thing[]> {
  const spelling = spellingOf(text);
  const known = await rows(
    db,
    Found,
    sql`select t.num, t.word from kill_words w join kill_things t on t.num = w.thing
        where w.spelling = ${spelling} and w.facet = ${facet} and (${game ?? null}::text is null or w.game = ${game ?? null})`,
  );
  if (known.length > 0) return known;
  const meant = await meantBy(db, game ?? STAR_CITIZEN, facet, [text]);
  return await rows(
    db,
    Found,
    sql`select num, word from kill_things
        where key = ${meant.get(text)?.key ?? spelling} and facet = ${facet} and (${game ?? null}::text is null or game = ${game ?? null})`,
  );
}

/** The one word that figures have for what somebody means by any word; of what nobody has told of, what the catalogue has for it. */
export async function wordFor(db: Sql, facet: ThingFacet, text: string, game: string): Promise<string> {
  const [known] = await askedThings(db, facet, text, game);
  return known?.word ?? (await meantBy(db, game, facet, [text])).get(text)?.word ?? text;
}

/** About how many kills have each of these things: with how many kills and deaths of players it is counted. */
export async function commonness(db: Sql, nums: readonly number[]): Promise<Map<number, number>> {
  const found = await rows(
    db,
    z.object({ num: z.number(), kills: z.number() }),
    sql`select t.num, (sum(f.kills) + sum(f.deaths))::int as kills from kill_things t
          join kill_facet_totals f on f.game = t.game and f.facet = t.facet and f.value = t.word
        where t.num = any(${[...nums]}::int[]) group by t.num`,
  );
  return new Map(found.map(({ num, kills }) => [num, kills]));
}
