import { asked, type CatalogName, namesOfAll } from "#app/features/catalog/server/index.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { Kill } from "../../schema.ts";
import { knownThings, signOf } from "../things/things.ts";

type Named = Kill["weapon"];
type Facet = Parameters<typeof asked>[0];
interface Class {
  facet: Facet;
  text: string;
}

/** Puts the catalogue's names beside the classes of kills: one statement a game, and each page is of few games. */
export async function withNames(db: Sql, kills: readonly Kill[]): Promise<Kill[]> {
  const byGame = new Map<string, Map<string, CatalogName>>();
  for (const game of new Set(kills.map((kill) => kill.game)))
    byGame.set(game, await namesIn(db, game, kills.filter((kill) => kill.game === game).flatMap(classesOf)));
  return kills.map((kill) => namedKill(kill, byGame.get(kill.game)!));
}

/** Names by what was told, and where that has none by the thing that is meant by it. */
export async function namesIn(db: Sql, game: string, classes: readonly Class[]): Promise<Map<string, CatalogName>> {
  const names = await namesOfAll(db, game, classes);
  const words = classes.flatMap(({ facet, text }) =>
    facet === "actor" || facet === "mode" || names.has(asked(facet, text)) ? [] : [{ game, facet, text }],
  );
  const things = await knownThings(db, words);
  const meant = words.flatMap((word) => {
    const thing = things.get(signOf(word));
    return thing && thing.word !== word.text ? [{ ...word, word: thing.word }] : [];
  });
  if (meant.length === 0) return names;
  const named = await namesOfAll(
    db,
    game,
    meant.map(({ facet, word }) => ({ facet, text: word })),
  );
  for (const { facet, text, word } of meant) {
    const name = named.get(asked(facet, word));
    if (name) names.set(asked(facet, text), name);
  }
  return names;
}

export async function withName(db: Sql, kill: Kill): Promise<Kill> {
  return (await withNames(db, [kill]))[0]!;
}

function classesOf(kill: Kill): Class[] {
  const parties = [kill.killer, kill.victim].filter((party) => party !== null);
  const classes: [Facet, string | null | undefined][] = [
    ["weapon", kill.weapon?.class],
    ["place", kill.place?.class],
    ...parties.map((party): [Facet, string | undefined] => ["ship", party.vehicle?.class]),
    ...parties.map((party): [Facet, string | null] => ["actor", party.class]),
  ];
  return classes.flatMap(([facet, text]) => (text ? [{ facet, text }] : []));
}

function namedKill(kill: Kill, names: Map<string, CatalogName>): Kill {
  const nameOf = (facet: Facet, text: string) => names.get(asked(facet, text))?.name ?? null;
  const named = (facet: Facet, thing: Named): Named => thing && { ...thing, name: nameOf(facet, thing.class) };
  const party = <P extends Kill["killer"]>(one: P): P =>
    one && {
      ...one,
      name: one.class === null ? one.name : (nameOf("actor", one.class) ?? one.class),
      vehicle: named("ship", one.vehicle),
    };
  return {
    ...kill,
    killer: party(kill.killer),
    victim: party(kill.victim),
    weapon: named("weapon", kill.weapon),
    place: named("place", kill.place),
  };
}
