import type { GameEventKind } from "#app/features/games/game-event.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { createServer, type TestNode } from "./hosting.ts";

const MINUTE_MS = 60_000;

/** A thing that happens in a game: what, with which fields, and how many minutes after the evening began. */
export type Happening = readonly [kind: GameEventKind, fields: ReportedGameEvent["fields"], minute: number];

export interface TestGame {
  serverId: string;
  /** Says that these have happened, as the node's agent reads them from the console. */
  say(...happenings: readonly Happening[]): Promise<unknown>;
}

/** A server whose console its node reports as it goes. The evening began an hour ago. */
export async function createGame(
  database: Database,
  owner: Actor,
  node: TestNode,
  name = "Evening",
): Promise<TestGame> {
  const serverId = await createServer(database, owner, node, { name });
  const startMs = now().getTime() - 60 * MINUTE_MS;
  let seq = 0;
  return {
    serverId,
    say(...happenings) {
      const from = seq + 1;
      const events = happenings.map(([kind, fields, minute]) => ({
        seq: ++seq,
        n: 0,
        at: startMs + minute * MINUTE_MS,
        kind,
        fields,
        details: {},
      }));
      return execute(operations.games.report, node.actor, {
        serverId,
        epoch: "one",
        from,
        through: seq,
        lost: 0,
        events,
      });
    },
  };
}
