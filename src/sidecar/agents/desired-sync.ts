import { desiredServersOf } from "#app/features/hosting/server/index.ts";
import type { DesiredServer } from "#app/features/hosting/server-spec.ts";
import type { SequencedEvent } from "#app/operation/follow.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { WireError } from "#app/protocol/wire.ts";
import type { AgentLink, AgentLinks } from "./agent-link.ts";

/** Sends again what an agent may have missed, however that could have come about. */
const RESYNC_MS = 60_000;
const RETRY_MS = 1_000;
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
  /** Looks at what has happened, for servers whose desired state may have changed. */
  take(events: readonly SequencedEvent[]): void;
  stop(): void;
}

/** Brings what people want to the agents: the whole set when one connects, single servers as they change. An agent has it when it has said so. */
export function openDesiredSync(database: Database, links: AgentLinks): DesiredSync {
  const states = new Map<AgentLink, Sent>();

  async function send(link: AgentLink, sent: Sent): Promise<void> {
    const servers = await desiredServersOf(database, link.nodeId);
    if (!sent.whole) {
      const answer = await link.ask("desired.sync", { servers });
      const refused = new Set(answer.refused.map(({ serverId }) => serverId));
      for (const { serverId, message } of answer.refused)
        log.error({ nodeId: link.nodeId, serverId, problem: message }, "an agent does not take a server");
      if (answer.unknown.length > 0)
        log.warn({ nodeId: link.nodeId, servers: answer.unknown }, "an agent has servers that the panel does not know");
      // A refused one counts as sent: it would be refused again until it changes.
      for (const server of servers) sent.generations.set(server.serverId, server.generation);
      sent.whole = true;
      if (refused.size > 0) return;
    }
    for (const server of servers) {
      if ((sent.generations.get(server.serverId) ?? -1) >= server.generation) continue;
      await put(link, server);
      sent.generations.set(server.serverId, server.generation);
    }
  }

  async function put(link: AgentLink, server: DesiredServer): Promise<void> {
    try {
      await link.ask("desired.put", { server });
    } catch (error) {
      if (!(error instanceof WireError) || error.code === "closed" || error.code === "timeout") throw error;
      log.error(
        { nodeId: link.nodeId, serverId: server.serverId, problem: error.message },
        "an agent does not take a server",
      );
    }
  }

  /** One at a time for each link; news that comes meanwhile makes another round. */
  function run(link: AgentLink): void {
    const sent = states.get(link);
    if (!sent) return;
    if (sent.running) {
      sent.again = true;
      return;
    }
    sent.running = true;
    sent.again = false;
    send(link, sent)
      .catch((error) => {
        if (!states.has(link)) return;
        log.warn({ err: error, nodeId: link.nodeId }, "desired state could not be sent; trying again");
        setTimeout(() => run(link), RETRY_MS).unref();
      })
      .finally(() => {
        sent.running = false;
        if (sent.again) run(link);
      });
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
      if (states.size === 0 || !events.some(({ type }) => type.startsWith("server."))) return;
      // Which node a server is on is not in every event; with several links here each looks, and sends only what changed.
      for (const link of links.all()) run(link);
    },
    stop: () => clearInterval(timer),
  };
}
