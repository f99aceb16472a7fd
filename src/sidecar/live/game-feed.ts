import { liveGameEvents } from "#app/features/games/server/live.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import type { FromAgent } from "#app/protocol/agent.ts";
import type { ParsedBodyOf } from "#app/protocol/wire.ts";
import type { ServerOwners } from "./server-owners.ts";

/** Messages that wait; a database that is slow must not make memory of them. */
const MOST_WAITING = 200;
const log = logOf("live");

/** Tells on what agents read in consoles that is worth knowing now or never, in its order. */
export function openGameFeed(runtime: Runtime, owners: ServerOwners) {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function tell(nodeId: string, { serverId, events }: ParsedBodyOf<FromAgent, "game.live">): Promise<void> {
    const { owners: found, gone } = await owners.of([serverId]);
    // An agent has a say about what runs on its own machine alone.
    if (gone.has(serverId) || found.get(serverId)?.nodeId !== nodeId) return;
    runtime.liveEvents.tell(await liveGameEvents(runtime.database, serverId, events, now()));
  }

  return (nodeId: string, told: ParsedBodyOf<FromAgent, "game.live">): void => {
    if (waiting >= MOST_WAITING) return;
    waiting++;
    last = last
      .then(() => tell(nodeId, told))
      .catch((error) => log.debug({ err: error, nodeId }, "live events of a game were not told"))
      .finally(() => {
        waiting--;
      });
  };
}
