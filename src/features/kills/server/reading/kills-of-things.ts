import type { ThingFacet } from "#app/features/catalog/meaning.ts";
import type { Actor } from "#app/operation/actor.ts";
import { join, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { askedThings, commonness } from "../things/asked-things.ts";
import { shownSide } from "./seen-kills.ts";
import type { Walk } from "./walks.ts";

/** As many kills of a thing may be looked through for those of somebody or of somewhere. */
const FEW = 2_000;

/** Kills with some thing: the walks that lead along them, the same as a condition, and about how many there are. */
export interface KillsOfThing {
  walks: Walk[];
  condition: SqlText;
  many: number;
  isRare: boolean;
}

/** What is asked for by words for things, the rarest first. */
export async function killsOfThings(
  db: Sql,
  actor: Actor,
  { game, ...asked }: Partial<Record<ThingFacet | "game", string | undefined>>,
): Promise<KillsOfThing[]> {
  const found: { facet: ThingFacet; nums: number[] }[] = [];
  for (const facet of ["weapon", "ship", "place", "system"] as const) {
    const text = asked[facet];
    if (text !== undefined)
      found.push({ facet, nums: (await askedThings(db, facet, text, game)).map(({ num }) => num) });
  }
  if (found.length === 0) return [];
  const common = await commonness(
    db,
    found.flatMap(({ nums }) => nums),
  );
  return found
    .map(({ facet, nums }) => {
      const many = nums.reduce((sum, num) => sum + (common.get(num) ?? 0), 0);
      return { ...alongThing(actor, facet, nums), many, isRare: many <= FEW };
    })
    .sort((a, b) => a.many - b.many);
}

function alongThing(
  actor: Actor,
  facet: ThingFacet,
  nums: readonly number[],
): Pick<KillsOfThing, "walks" | "condition"> {
  const keys = sql`${[...nums]}::int[]`;
  if (facet !== "ship") {
    const column = { weapon: sql`k."weaponThing"`, place: sql`k."placeThing"`, system: sql`k."systemThing"` }[facet];
    return { walks: [{ along: facet, keys }], condition: sql`${column} = any(${keys})` };
  }
  // By what they fly nobody is found who shows their kills to few.
  const [killer, victim] = [shownSide(actor, "killer"), shownSide(actor, "victim")];
  return {
    walks: [
      { along: "killerShip", keys, where: killer },
      { along: "victimShip", keys, where: victim },
    ],
    condition: join(
      [sql`(k."killerThing" = any(${keys}) and ${killer}`, sql`k."victimThing" = any(${keys}) and ${victim})`],
      " or ",
    ),
  };
}
