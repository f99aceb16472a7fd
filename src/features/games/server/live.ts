import { knownPlayers } from "#app/features/players/server/index.ts";
import { type PendingEvent, pendingEvent } from "#app/operation/outbox.ts";
import type { Database } from "#app/platform/database.ts";
import { GAME_EVENT_TYPES } from "../events.ts";
import { GAME_EVENTS } from "../game-event.ts";
import { namesIn, parsed, playersIn, type Said } from "./happened.ts";
import { notToldByBridge } from "./told-by-bridge.ts";

/** What a console told that is worth knowing now or never, as events to tell. What this panel does not know, and what is not live, is left out. */
export async function liveGameEvents(
  database: Database,
  serverId: string,
  said: readonly Said[],
  now: Date,
): Promise<PendingEvent[]> {
  const own = await notToldByBridge(database, serverId, said);
  const taken = own.flatMap((event) => parsed(event, now)).filter(({ kind }) => GAME_EVENTS[kind].keep === "live");
  const players = await knownPlayers(database, serverId, namesIn(taken));
  return taken.map((event) =>
    pendingEvent(
      GAME_EVENT_TYPES[event.kind],
      { serverId, ...playersIn(event, players), details: event.details, ...event.fields },
      event.at,
    ),
  );
}
