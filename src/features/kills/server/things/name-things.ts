import * as z from "zod";
import { MEANING_RULES, THING_FACETS, type ThingFacet } from "#app/features/catalog/meaning.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import type { Database, Db } from "#app/platform/database.ts";
import { literal, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { commonness } from "./asked-things.ts";
import { moveKills } from "./move-kills.ts";
import { keepThings, meaningOf, signOf, WORDS_LOCK } from "./things.ts";
import { THING_FIELDS, THING_NAMES } from "./things-of-kills.ts";

/** So many kills are moved in one transaction: whoever tells of kills of the same players waits for it. */
const PART = 200;
/** So many words are looked up at once. */
const WORDS_AT_ONCE = 2_000;

/**
 * The job: looks at all words anew where the catalogue or the rules of naming are others than before, and moves kills and their figures to the things that their
 * words mean now; kills that were told before there were things get theirs. Bit by bit, each a transaction of its own; what was done stays if the process ends.
 */
export async function nameThings({ database }: Runtime): Promise<void> {
  await database.transaction(understand);
  while (await database.transaction(fillNext));
  for (;;) {
    const old = await nextOld(database);
    if (!old) break;
    await emptyThing(database, old);
  }
  await database.execute(sql`
    update kill_namings set "endedAt" = ${now()}, done = total where "startedAt" is not null and "endedAt" is null and filled >= unfilled
      and not exists (select 1 from kill_words where cardinality(was) > 0)`);
}

const State = z.object({ catalog: z.string(), unfilled: z.number(), filled: z.number() });

/** Who works on it at the same time waits here; before any other lock. */
async function heldState(db: Db): Promise<z.output<typeof State>> {
  await db.execute(sql`insert into kill_namings (one) values (true) on conflict do nothing`);
  return (await row(db, State, sql`select catalog, unfilled, filled from kill_namings for update`))!;
}

/** What the catalogue is now, as one word. */
async function catalogNow(db: Sql): Promise<string> {
  const found = await row(
    db,
    z.object({ sets: z.string() }),
    sql`select md5(coalesce(string_agg(concat_ws(' ', game, kind, origin, hash), ',' order by game, kind, origin), '')) as sets from catalog_sets`,
  );
  return `${MEANING_RULES} ${found!.sets}`;
}

const KnownWord = z.object({
  game: z.string(),
  facet: z.enum(THING_FACETS),
  spelling: z.string(),
  thing: z.number(),
  key: z.string(),
});

/** Keeps what words mean now and, of those that meant something else, what that was. Nobody tells of kills meanwhile, so that none is told by what words meant before. */
async function understand(db: Db): Promise<void> {
  const state = await heldState(db);
  await db.query(sql`select pg_advisory_xact_lock(${literal(String(WORDS_LOCK))})`);
  const catalog = await catalogNow(db);
  if (catalog === state.catalog) return;
  const words = await rows(
    db,
    KnownWord,
    sql`select w.game, w.facet, w.spelling, w.thing, t.key from kill_words w join kill_things t on t.num = w.thing`,
  );
  const old = new Set<number>();
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    const part = words.slice(from, from + WORDS_AT_ONCE).map((word) => ({ ...word, text: word.spelling }));
    const meaning = await meaningOf(db, part);
    const moved = part.flatMap((word) => {
      const meant = meaning.get(signOf(word))!;
      return meant.key === word.key ? [] : [{ ...word, ...meant }];
    });
    if (moved.length === 0) continue;
    for (const { thing } of moved) old.add(thing);
    await keepThings(db, moved);
    await db.execute(sql`
      update kill_words w set was = array_remove(w.was, t.num) || w.thing, thing = t.num
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m(game text, facet text, spelling text, key text)
        join kill_things t on t.key = m.key and t.facet = m.facet and t.game = m.game
      where w.spelling = m.spelling and w.facet = m.facet and w.game = m.game`);
  }
  const left = [...(await commonness(db, [...old])).values()].reduce((sum, kills) => sum + kills, 0);
  await db.execute(sql`
    update kill_namings set catalog = ${catalog}, done = 0, total = unfilled - filled + ${left}, "startedAt" = ${now()}, "endedAt" = null`);
}

/** Gives some kills their things that were told before there were any; false: none is left. */
async function fillNext(db: Db): Promise<boolean> {
  const { filled, unfilled } = await heldState(db);
  if (filled >= unfilled) return false;
  const found = await rows(
    db,
    z.object({ num: z.number() }),
    sql`select num from kills where num > ${filled} and num <= ${unfilled} order by num limit ${PART}`,
  );
  const nums = found.map(({ num }) => num);
  await moveKills(db, nums);
  await db.execute(sql`
    update kill_namings set filled = ${nums.at(-1) ?? unfilled}, done = done + ${nums.length}, total = greatest(total, done + ${nums.length})`);
  return true;
}

const OldThing = z.object({ num: z.number(), facet: z.enum(THING_FACETS), catalog: z.string() });

/** A thing that kills may be kept under whose words mean another by now. */
async function nextOld(db: Sql): Promise<z.output<typeof OldThing> | null> {
  return await row(
    db,
    OldThing,
    sql`select t.num, t.facet, (select catalog from kill_namings) as catalog from kill_words w join kill_things t on t.num = w.was[1] where cardinality(w.was) > 0 limit 1`,
  );
}

/** Looks at all kills of a thing, and moves those whose words mean another. */
async function emptyThing(database: Database, { num, facet, catalog }: z.output<typeof OldThing>): Promise<void> {
  for (const column of columnsOf(facet)) {
    let after = { at: new Date("0001-01-01T00:00:00Z"), num: 0 };
    for (;;) {
      const found = await database.transaction(async (db) => {
        await heldState(db);
        const next = await rows(
          db,
          z.object({ at: z.date(), num: z.number() }),
          sql`select k.at, k.num from kills k where ${column} = ${num} and (k.at, k.num) > (${after.at}, ${after.num}) order by k.at, k.num limit ${PART}`,
        );
        await moveKills(
          db,
          next.map((kill) => kill.num),
        );
        await db.execute(sql`update kill_namings set done = least(total, done + ${next.length})`);
        return next;
      });
      if (found.length === 0) break;
      after = found.at(-1)!;
    }
  }
  // Where words were looked at anew meanwhile, it may be what they meant until then.
  await database.transaction(async (db) => {
    if ((await heldState(db)).catalog !== catalog) return;
    await db.execute(sql`update kill_words set was = array_remove(was, ${num}::int) where ${num}::int = any(was)`);
  });
}

function columnsOf(facet: ThingFacet) {
  return THING_NAMES.filter((name) => THING_FIELDS[name].facet === facet).map((name) =>
    literal(`k."${THING_FIELDS[name].column}"`),
  );
}
