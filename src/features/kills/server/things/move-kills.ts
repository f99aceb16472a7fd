import * as z from "zod";
import type { Db } from "#app/platform/database.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { countFacets, countTotals } from "../counting/count-kills.ts";
import { type CountedRow, countedKills, lockParties } from "../counting/counted-kills.ts";
import { thingsOf } from "./things.ts";
import { THING_NAMES, thingColumns, thingsIn, wordsOf } from "./things-of-kills.ts";

const word = z.string().nullable();
const Moving = z.object({
  num: z.number(),
  game: z.string(),
  killerId: z.string().nullable(),
  killerKey: z.string(),
  victimKey: z.string(),
  weapon: word,
  killerVehicle: word,
  victimVehicle: word,
  place: word,
  system: word,
});
type Moving = z.output<typeof Moving>;

/** Who is no more is in no kill by their id, but in the figures of all together. */
const ERASED = "erased:";

/** Puts kills under the things that their words mean, and moves the figures with them, in the caller's transaction. Nothing else of them changes, so nothing else is counted. */
export async function moveKills(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return;
  await lockParties(db, await movingKills(db, nums));
  // As they are now that nobody changes them.
  const kills = await movingKills(db, nums);
  const things = await thingsOf(db, kills.flatMap(wordsOf));
  const lines = kills.map((kill) => ({ num: kill.num, ...thingColumns(thingsIn(kill, things)) }));
  const before = await countedKills(db, nums);
  await db.execute(sql`
    update kills k set "weaponThing" = m."weaponThing", "killerThing" = m."killerThing", "victimThing" = m."victimThing", "placeThing" = m."placeThing", "systemThing" = m."systemThing"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as m(num bigint, "weaponThing" int, "killerThing" int, "victimThing" int, "placeThing" int, "systemThing" int)
    where k.num = m.num and (k."weaponThing", k."killerThing", k."victimThing", k."placeThing", k."systemThing")
      is distinct from (m."weaponThing", m."killerThing", m."victimThing", m."placeThing", m."systemThing")`);
  const [were, are] = whatMoved(before, await countedKills(db, nums));
  const keys = new Map(kills.map((kill) => [kill.num, kill]));
  const ofAll = (moved: readonly CountedRow[]) => moved.map((kill) => withErased(kill, keys.get(kill.num)!));
  await countFacets(db, were, -1);
  await countFacets(db, are, 1);
  await countTotals(db, ofAll(were), -1);
  await countTotals(db, ofAll(are), 1);
}

async function movingKills(db: Db, nums: readonly number[]): Promise<Moving[]> {
  return await rows(
    db,
    Moving,
    sql`select num, game, "killerId", "killerKey", "victimKey", weapon, "killerVehicle", "victimVehicle", place, system from kills where num = any(${[...nums]}::bigint[]) order by num`,
  );
}

/** Kills of which a word is another, with those words alone. */
function whatMoved(
  before: readonly CountedRow[],
  after: readonly CountedRow[],
): [were: CountedRow[], are: CountedRow[]] {
  const were: CountedRow[] = [];
  const are: CountedRow[] = [];
  const now = new Map(after.map((kill) => [kill.num, kill]));
  for (const was of before) {
    const is = now.get(was.num)!;
    const same = THING_NAMES.filter((name) => was[name] === is[name]);
    if (same.length === THING_NAMES.length) continue;
    const none = { ...Object.fromEntries(same.map((name) => [name, null])), mode: null };
    were.push({ ...was, ...none });
    are.push({ ...is, ...none });
  }
  return [were, are];
}

function withErased(kill: CountedRow, { killerKey, victimKey }: Moving): CountedRow {
  return {
    ...kill,
    killerId: kill.killerId ?? (killerKey.startsWith(ERASED) ? killerKey : null),
    victimId: kill.victimId ?? (victimKey.startsWith(ERASED) ? victimKey : null),
  };
}
