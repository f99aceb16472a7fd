import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import type { OneSystem } from "../schema.ts";
import { EntryRow, entries, refOf, shownEntry } from "./entry-rows.ts";

type Body = z.output<typeof OneSystem>["bodies"][number];
const BODIES: ReadonlySet<string | null> = new Set(["star", "planet", "moon", "station", "settlement"]);
const Counted = z.object({ name: z.string(), parent: z.string().nullable(), kills: z.number() });

/**
 * What a map of a system shows: its bodies and whatever else has places in it, each with how many places are part of it or of its parts, and how many kills are
 * told of there where the caller sees everybody's. A place whose parent is not known to be in the system stands by itself.
 */
export async function bodiesOf(db: Sql, system: string, withKills: boolean): Promise<Body[]> {
  const found = await rows(
    db,
    EntryRow,
    sql`select e.* from ${entries("place")} where lower(e.system) = ${system.toLowerCase()} order by e.name, e.key`,
  );
  const places = found.map((entry) => ({ entry, ...shownEntry("place", entry) }));
  const byName = new Map<string, (typeof places)[number]>();
  // Of several of one name the larger is what others are part of.
  for (const place of places) {
    const known = byName.get(place.name);
    if (!known || rank(place.type) < rank(known.type)) byName.set(place.name, place);
  }
  const bodies = new Map<string, Body>();
  const parents = new Set(places.map(({ parent }) => parent).filter((parent) => parent !== null));
  for (const place of byName.values())
    if (BODIES.has(place.type) || parents.has(place.name))
      bodies.set(place.name, {
        ...refOf(place.entry),
        type: place.type,
        parent: place.parent !== null && byName.has(place.parent) && place.parent !== place.name ? place.parent : null,
        places: 0,
        placesByType: {},
        kills: withKills ? 0 : null,
      });
  for (const { name, parent, count, type } of places)
    for (const body of upwards(bodies, parent, name)) {
      body.places += count;
      body.placesByType[type ?? "other"] = (body.placesByType[type ?? "other"] ?? 0) + count;
    }
  for (const { name, parent, kills } of withKills ? await killsOf(db, system) : []) {
    const within = bodies.has(name) ? name : (byName.get(name)?.parent ?? parent);
    for (const body of upwards(bodies, within, "")) body.kills = (body.kills ?? 0) + kills;
  }
  return [...bodies.values()];
}

/** A body and what it is part of, up to what is part of nothing. A catalogue that was imported may go round in circles. */
function upwards(bodies: ReadonlyMap<string, Body>, from: string | null, itself: string): Body[] {
  const seen = new Set([itself]);
  const found: Body[] = [];
  for (let name = from; name !== null && !seen.has(name); ) {
    seen.add(name);
    const body = bodies.get(name);
    if (!body) break;
    found.push(body);
    name = body.parent;
  }
  return found;
}

/**
 * Kills by the places of a system that they are told of at, as far as the catalogue knows those: by the game's class, or by a name that is of no other system's
 * place. What is told at a name that several places of the system have is counted at one of them.
 */
function killsOf(db: Sql, system: string): Promise<z.output<typeof Counted>[]> {
  return rows(
    db,
    Counted,
    sql`with known as materialized (
          select e.key, e.name, e.parent, lower(e.system) = ${system.toLowerCase()} as "isHere" from ${entries("place")} where e.system is not null
          union select e.key, e.name, e.parent, lower(e.system) = ${system.toLowerCase()} from ${entries("zone")} where e.system is not null),
        told as materialized (
          select lower(value) as value, sum(kills)::int as kills from kill_facet_totals where game = ${STAR_CITIZEN} and facet = 'place' group by 1),
        called as (select key as word, true as "isClass", name, parent, "isHere" from known union all select lower(name), false, name, parent, "isHere" from known),
        best as (
          select distinct on (t.value) t.value, t.kills, c.name, c.parent, c."isHere",
            bool_and(c."isHere") over (partition by t.value, c."isClass") as "isHereAlone"
          from told t join called c on c.word = t.value
          order by t.value, c."isClass" desc, c.parent nulls last, c.name)
        select name, parent, sum(kills)::int as kills from best where "isHere" and "isHereAlone" group by name, parent`,
  );
}

const RANKS = ["star", "planet", "moon", "station", "settlement"];
function rank(type: string | null): number {
  const place = RANKS.indexOf(type ?? "");
  return place < 0 ? RANKS.length : place;
}
