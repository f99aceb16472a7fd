import * as z from "zod";
import { desiredServer, desiredServersOf } from "#app/features/hosting/server/desired.ts";
import type { SequencedEvent } from "#app/operation/follow.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { WireError } from "#app/protocol/wire.ts";
import type { AgentLink, AgentLinks } from "./agent-link.ts";

/** Looks for what an agent may have missed, however that could have come about. */
const RESYNC_MS = 30_000;
const RETRY_MS = 1_000;
const Wanted = z.object({ id: z.string(), nodeId: z.string(), generation: z.number() });
const log = logOf("desired");

interface Sent {
  /** The generation that the agent has on disk, by server. */
  generations: Map<string, number>;
  whole: boolean;
  running: boolean;
  again: boolean;
}

export interface DesiredSync {
  /** Sends all that is wanted of the node's servers, and from then on what changes. */
  begin(link: AgentLink): void;
  /** Looks whether what has happened changed what is wanted of a server. */
  take(events: readonly SequencedEvent[]): void;
  stop(): void;
}

/** Brings what people want to the agents: the whole set when one connects, single servers as they change. An agent has it when it has said so. */
export function openDesiredSync(database: Database, links: AgentLinks): DesiredSync {
  const states = new Map<AgentLink, Sent>();

  async function send(link: AgentLink, sent: Sent): Promise<void> {
    if (!sent.whole) {
      const servers = await desiredServersOf(database, link.nodeId);
      const { refused, unknown } = await link.ask("desired.sync", { servers });
      for (const { serverId, message } of refused) noteRefusal(link, serverId, message);
      if (unknown.length > 0)
        log.warn({ nodeId: link.nodeId, servers: unknown }, "an agent has servers that the panel does not know");
      // A refused one counts as sent: it would be refused again until it changes.
      for (const { serverId, generation } of servers) sent.generations.set(serverId, generation);
      sent.whole = true;
    }
    const wanted = await rows(
      database,
      Wanted,
      sql`select id, "nodeId", generation from servers where "nodeId" = ${link.nodeId}`,
    );
    const changed = wanted.filter(({ id, generation }) => (sent.generations.get(id) ?? -1) < generation);
    await Promise.all(changed.map(({ id, generation }) => put(link, sent, id, generation)));
  }

  async function put(link: AgentLink, sent: Sent, serverId: string, generation: number): Promise<void> {
    const server = await desiredServer(database, serverId);
    // What cannot be made out was logged there, and is looked at again when it changes.
    if (!server) return void sent.generations.set(serverId, generation);
    try {
      await link.ask("desired.put", { server });
    } catch (error) {
      if (!(error instanceof WireError) || error.code === "closed" || error.code === "timeout") throw error;
      noteRefusal(link, serverId, error.message);
    }
    sent.generations.set(serverId, Math.max(server.generation, sent.generations.get(serverId) ?? 0));
  }

  /** One round at a time for each link; news that comes meanwhile makes another. */
  function run(link: AgentLink): void {
    const sent = states.get(link);
    if (!sent) return;
    sent.again = true;
    if (sent.running) return;
    sent.running = true;
    void (async () => {
      try {
        while (sent.again && states.has(link)) {
          sent.again = false;
          await send(link, sent);
        }
      } catch (error) {
        if (!states.has(link)) return;
        log.warn({ err: error, nodeId: link.nodeId }, "desired state could not be sent; trying again");
        setTimeout(() => run(link), RETRY_MS).unref();
      } finally {
        sent.running = false;
      }
    })();
  }

  const timer = setInterval(() => {
    for (const link of states.keys()) run(link);
  }, RESYNC_MS);

  return {
    begin(link) {
      states.set(link, { generations: new Map(), whole: false, running: false, again: false });
      link.onEnd(() => states.delete(link));
      run(link);
    },
    take(events) {
      // Which node a server is on is not in every event. A round costs one small statement, and sends only what has changed.
      if (events.some(({ type }) => type.startsWith("server."))) for (const link of links.all()) run(link);
    },
    stop: () => clearInterval(timer),
  };
}

function noteRefusal({ nodeId }: AgentLink, serverId: string, problem: string): void {
  log.error({ nodeId, serverId, problem }, "an agent does not take a server");
}
