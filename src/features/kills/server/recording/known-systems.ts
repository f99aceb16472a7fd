import { systemsOfPlaces } from "#app/features/catalog/server/index.ts";
import { systemOf } from "#app/features/star-citizen/system-of.ts";
import type { Sql } from "#app/platform/sql.ts";
import { STAR_CITIZEN, type ToldKill } from "../../told-kill.ts";

/** Kills with the system that their place is in, where it was not told with them but the place says it or the catalogue knows it. */
export async function withSystems(db: Sql, told: readonly ToldKill[]): Promise<ToldKill[]> {
  const guessed = told.map((kill) =>
    kill.system === null && kill.place !== null && kill.game === STAR_CITIZEN
      ? { ...kill, system: systemOf(kill.place) }
      : kill,
  );
  const lacking = guessed.flatMap(({ game, system, place }) =>
    system === null && place !== null && game === STAR_CITIZEN ? [place] : [],
  );
  if (lacking.length === 0) return guessed;
  const systems = await systemsOfPlaces(db, STAR_CITIZEN, lacking);
  return guessed.map((kill) =>
    kill.system === null && kill.place !== null && kill.game === STAR_CITIZEN
      ? { ...kill, system: systems.get(kill.place) ?? null }
      : kill,
  );
}

/** The system that one place of Star Citizen is in; null: nobody knows. */
export async function systemOfPlace(db: Sql, place: string): Promise<string | null> {
  return systemOf(place) ?? (await systemsOfPlaces(db, STAR_CITIZEN, [place])).get(place) ?? null;
}
