import * as z from "zod";
import { spellingOf, type ThingFacet, wordOf } from "#app/features/catalog/meaning.ts";
import { type Meant, meantBy } from "#app/features/catalog/server/index.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { keyOf } from "../counting/numbers.ts";

/** A weapon, a ship, a place or a system by its number, and the one word that figures have for it. */
export interface Thing {
  num: number;
  word: string;
}

/** A word of somebody's for a thing. */
export interface Word {
  game: string;
  facet: ThingFacet;
  text: string;
}

/** The numbers of locks: told kills hold it in common, with the words that they know; it is held alone by who changes what words mean. */
export const WORDS_LOCK = 4_410_031;

const Known = z.object({
  game: z.string(),
  facet: z.string(),
  spelling: z.string(),
  num: z.number(),
  word: z.string(),
});

/** What a word is found by among the answers of `thingsOf`: the same for all spellings of it. */
export function signOf({ game, facet, text }: Word): string {
  return keyOf(game, facet, spellingOf(text));
}

/** The things that these words stand for, by `signOf`; of words that nobody has said yet they are made. One statement where all are known. */
export async function thingsOf(db: Sql, words: Iterable<Word>): Promise<Map<string, Thing>> {
  const wanted = new Map<string, Word>();
  for (const word of words) if (!wanted.has(signOf(word))) wanted.set(signOf(word), word);
  const known = await knownThings(db, [...wanted.values()]);
  const unknown = [...wanted].flatMap(([sign, word]) => (known.has(sign) ? [] : [word]));
  if (unknown.length === 0) return known;
  await keepWords(db, unknown, await meaningOf(db, unknown));
  return await knownThings(db, [...wanted.values()]);
}

/** The same of words that are known, and nothing of others. */
export async function knownThings(db: Sql, words: readonly Word[]): Promise<Map<string, Thing>> {
  if (words.length === 0) return new Map();
  const found = await rows(
    db,
    Known,
    sql`select w.game, w.facet, w.spelling, t.num, t.word
        from unnest(${words.map(({ game }) => game)}::text[], ${words.map(({ facet }) => facet)}::text[], ${words.map(({ text }) => spellingOf(text))}::text[]) as a(game, facet, spelling)
          join kill_words w on w.game = a.game and w.facet = a.facet and w.spelling = a.spelling join kill_things t on t.num = w.thing`,
  );
  return new Map(found.map(({ game, facet, spelling, num, word }) => [keyOf(game, facet, spelling), { num, word }]));
}

/** What words mean by the catalogue as it is now; by themselves where it has no one entry for them. By `signOf`. */
export async function meaningOf(db: Sql, words: readonly Word[]): Promise<Map<string, Meant>> {
  const groups = new Map<string, Word[]>();
  for (const word of words) {
    const name = `${word.game}\n${word.facet}`;
    groups.set(name, [...(groups.get(name) ?? []), word]);
  }
  const meaning = new Map<string, Meant>();
  for (const group of groups.values()) {
    const [{ game, facet }] = group as [Word];
    const texts = group.map(({ text }) => wordOf(text));
    const meant = await meantBy(db, game, facet, texts);
    for (const word of group) {
      const text = wordOf(word.text);
      meaning.set(signOf(word), meant.get(text) ?? { key: text.toLowerCase(), word: text });
    }
  }
  return meaning;
}

/** Makes the things of words that are new. In one order by all, so that two who tell of the same never wait for each other in a circle. */
async function keepWords(db: Sql, words: readonly Word[], meaning: ReadonlyMap<string, Meant>): Promise<void> {
  const lines = words.map((word) => {
    const { game, facet, text } = word;
    return { game, facet, spelling: spellingOf(text), ...meaning.get(signOf(word))! };
  });
  await keepThings(db, lines);
  await db.execute(sql`
    insert into kill_words (game, facet, spelling, thing)
    select w.game, w.facet, w.spelling, t.num from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as w(game text, facet text, spelling text, key text)
      join kill_things t on t.game = w.game and t.facet = w.facet and t.key = w.key
    order by w.game, w.facet, w.spelling on conflict do nothing`);
}

/** Makes those things that there are not. */
export async function keepThings(db: Sql, lines: readonly (Meant & { game: string; facet: string })[]): Promise<void> {
  await db.execute(sql`
    insert into kill_things (game, facet, key, word)
    select distinct on (t.game, t.facet, t.key) t.game, t.facet, t.key, t.word
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as t(game text, facet text, key text, word text) order by t.game, t.facet, t.key on conflict do nothing`);
}
