import { join, literal, type SqlText, sql } from "#app/platform/sql.ts";

/** Kills with a thing, in it or at it, by the numbers of things. */
type ThingWalk = "weapon" | "killerShip" | "victimShip" | "place" | "system";

/** Whose kills are walked, newest first, along an index of theirs; `keys` is an array of SQL, each key once, `where` a further condition on these. */
export type Walk =
  | { along: "killer" | "victim" | "server" | "reporter" | "community" | ThingWalk; keys: SqlText; where?: SqlText }
  /** `keys` are of `pairKeys`; kills of others can be among them. */
  | { along: "pair"; keys: SqlText; where?: SqlText }
  | { along: "game"; game: string }
  | { along: "time" };

/** Which kills of a walk are wanted: conditions on the row `k` alone, and a stretch of time. */
export interface Stretch {
  conditions: readonly SqlText[];
  from?: Date | undefined;
  /** Before this kill in the order of walks, and with `num` left out before this moment. */
  before?: { at: Date; num?: number } | undefined;
}

const COLUMNS = {
  killer: sql`k."killerKey"`,
  victim: sql`k."victimKey"`,
  server: sql`k."serverId"`,
  reporter: sql`k."reporterId"`,
};
/** Indexed as far as a kill has them. */
const THINGS = {
  weapon: literal(`k."weaponThing"`),
  killerShip: literal(`k."killerThing"`),
  victimShip: literal(`k."victimThing"`),
  place: literal(`k."placeThing"`),
  system: literal(`k."systemThing"`),
};
/** Who killed whom, of players, as a number that few others have; as its index says it, letter for letter. */
const PAIR = literal(`hashtextextended(k."killerKey" || '>' || k."victimKey", 0)`);
const OF_PLAYERS = literal(`k."killerId" is not null and k."victimId" is not null`);
/** As many communities of a kill are walked along indexes; where it was told in more, the others are looked up and sorted. */
const COMMUNITIES_WALKED = 4;

/**
 * The newest kills of all walks together, each once, as whole rows of `kills`; an order and a limit follow. Each key is walked from the stretch's end on and no
 * further than is asked for, so that it is as near among millions of kills as among a hundred.
 */
export function newestOf(walks: readonly Walk[], stretch: Stretch, limit: number): SqlText {
  const parts = walks.flatMap((walk) => partsOf(walk, stretch, limit));
  return parts.length === 0 ? sql`select * from kills where false` : join(parts, " union ");
}

/** The keys of a walk along what these (an array of keys of players) did to those. */
export function pairKeys(killers: SqlText, victims: SqlText): SqlText {
  return sql`array(select distinct hashtextextended(killer.key || '>' || victim.key, 0) from unnest(${killers}) as killer(key), unnest(${victims}) as victim(key))`;
}

function partsOf(walk: Walk, stretch: Stretch, limit: number): SqlText[] {
  if (walk.along === "time") return [inTime(stretch, limit)];
  if (walk.along === "game") return [inTime(also(stretch, sql`k.game = ${walk.game}`), limit)];
  const within = walk.where === undefined ? stretch : also(stretch, walk.where);
  if (walk.along === "pair") return [ofKeys(walk.keys, PAIR, also(within, OF_PLAYERS), limit)];
  if (walk.along in THINGS) {
    const column = THINGS[walk.along as ThingWalk];
    return [ofKeys(walk.keys, column, also(within, sql`${column} is not null`), limit)];
  }
  if (walk.along !== "community")
    return [ofKeys(walk.keys, COLUMNS[walk.along as keyof typeof COLUMNS], within, limit)];
  const places = Array.from({ length: COMMUNITIES_WALKED }, (_, i) => {
    const column = literal(`k."communityIds"[${i + 1}]`);
    // As its index says it, letter for letter.
    return ofKeys(walk.keys, column, also(stretch, sql`${column} is not null`), limit);
  });
  return [...places, furtherOn(walk.keys, stretch, limit)];
}

/** Kills whose community is none of those that are walked: few, all of which are found by their own index and then sorted (`offset 0` keeps the two apart). */
function furtherOn(keys: SqlText, stretch: Stretch, limit: number): SqlText {
  const isFurther = literal(`cardinality(k."communityIds") > ${COMMUNITIES_WALKED}`);
  const where = conditionsOf(also(stretch, sql`${isFurther} and k."communityIds" && ${keys}`));
  return sql`(select k.* from (select k.* from kills k ${where} offset 0) as k order by k.at desc, k.num desc limit ${limit})`;
}

function also(stretch: Stretch, condition: SqlText): Stretch {
  return { ...stretch, conditions: [condition, ...stretch.conditions] };
}

function inTime(stretch: Stretch, limit: number): SqlText {
  return sql`(select k.* from kills k ${conditionsOf(stretch)} order by k.at desc, k.num desc limit ${limit})`;
}

function conditionsOf({ conditions, from, before }: Stretch): SqlText {
  const all = [...conditions];
  if (from !== undefined) all.push(sql`k.at >= ${from}`);
  if (before?.num !== undefined) all.push(sql`(k.at, k.num) < (${before.at}, ${before.num})`);
  else if (before !== undefined) all.push(sql`k.at < ${before.at}`);
  return all.length === 0 ? sql`` : sql`where ${join(all, " and ")}`;
}

/**
 * As a stretch of the key's index and not by the key being equal: of a stretch the planner supposes that it is long and walks it in its order, where of a usual
 * key it thinks that to read and sort all is as cheap, which for who fights most it is not.
 */
function ofKeys(keys: SqlText, column: SqlText, { conditions, from, before }: Stretch, limit: number): SqlText {
  const begin = from === undefined ? sql`'-infinity'::timestamptz` : sql`${from}::timestamptz`;
  const end =
    before?.num === undefined
      ? sql`(${column}, k.at) < (w.key, ${before?.at ?? "infinity"}::timestamptz)`
      : sql`(${column}, k.at, k.num) < (w.key, ${before.at}::timestamptz, ${before.num}::bigint)`;
  const all = [sql`(${column}, k.at) >= (w.key, ${begin})`, end, ...conditions];
  return sql`(select k.* from unnest(${keys}) as w(key) cross join lateral (
      select k.* from kills k where ${join(all, " and ")} order by ${column} desc, k.at desc, k.num desc limit ${limit}) as k order by k.at desc, k.num desc limit ${limit})`;
}
