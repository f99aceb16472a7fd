import type { WebSocket } from "ws";
import type { ServerStats } from "#app/protocol/agent.ts";
import type { AgentLink } from "../agents/agent-link.ts";
import type { Ways } from "./console-feed.ts";
import { openRelay, type RelayRequest } from "./relay.ts";
import { keepRoute, type Leave } from "./route-keeper.ts";

type Take = (stats: ServerStats) => void;
interface Followed {
  takers: Set<Take>;
  newest: ServerStats | null;
  leave: Leave;
}

/** The figures of servers, each asked of its agent only while somebody follows it. They are of the moment: what is missed is not sent again. */
export class StatsFollowing {
  readonly #ways: Ways;
  readonly #followed = new Map<string, Followed>();

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** Calls back with the newest figures, at once if there are any, until told to stop. */
  follow({ serverId, nodeId }: { serverId: string; nodeId: string }, take: Take): Leave {
    let followed = this.#followed.get(serverId);
    if (!followed) {
      followed = { takers: new Set(), newest: null, leave: () => {} };
      this.#followed.set(serverId, followed);
      followed.leave = this.#feed(serverId, nodeId, followed);
    }
    const { takers, newest, leave } = followed;
    takers.add(take);
    if (newest) take(newest);
    return () => {
      takers.delete(take);
      if (takers.size > 0 || this.#followed.get(serverId) !== followed) return;
      this.#followed.delete(serverId);
      leave();
    };
  }

  serveRelay({ node, server }: RelayRequest, socket: WebSocket): Leave {
    return this.follow({ serverId: server, nodeId: node }, (stats) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(["server.stats", stats]));
    });
  }

  close(): void {
    for (const { leave } of this.#followed.values()) leave();
    this.#followed.clear();
  }

  #feed(serverId: string, nodeId: string, followed: Followed): Leave {
    const take = (stats: ServerStats) => {
      followed.newest = stats;
      for (const taker of followed.takers) taker(stats);
    };
    return keepRoute({
      ...this.#ways,
      nodeId,
      async overLink(link: AgentLink, lost: () => void) {
        const stopFigures = link.onStats(serverId, take);
        const stopWatching = link.onEnd(lost);
        const leave = () => {
          stopFigures();
          stopWatching();
        };
        try {
          await link.ask("stats.watch", { serverId });
        } catch (error) {
          leave();
          throw error;
        }
        return () => {
          leave();
          link.ask("stats.unwatch", { serverId }).catch(() => {});
        };
      },
      overRelay: (url, lost) =>
        openRelay(
          url,
          this.#ways.bootSecret,
          { topic: "stats", node: nodeId, server: serverId },
          ([type, body]) => type === "server.stats" && take(body),
          lost,
        ),
      onLost: () => {
        followed.newest = null;
      },
    });
  }
}
