import type { ConsoleFrame, ConsoleGap, ServerStats, toAgent } from "#app/protocol/agent.ts";
import type { AnswerOf, AskType, BodyOf } from "#app/protocol/wire.ts";

/** What comes of one server's console while it is watched at its agent. */
export interface ConsoleSink {
  frame(frame: ConsoleFrame): void;
  gap(gap: ConsoleGap): void;
}

/** A proven, open connection to the agent of a node. */
export interface AgentLink {
  readonly nodeId: string;
  /** Grows with each connection of the node. */
  readonly epoch: number;
  /** Rejects with WireError. */
  ask<Q extends AskType<typeof toAgent>>(
    question: Q,
    body: BodyOf<typeof toAgent, Q>,
  ): Promise<AnswerOf<typeof toAgent, Q>>;
  /** Where the lines of one server go; one place a server. Returns the way to stop. */
  onConsole(serverId: string, sink: ConsoleSink): () => void;
  /** Where the figures of one server go; one place a server. Returns the way to stop. */
  onStats(serverId: string, take: (stats: ServerStats) => void): () => void;
  /** Called once when the link has ended; at once if it has. Returns the way to stop. */
  onEnd(callback: () => void): () => void;
  end(code: number, reason: string): void;
}

/** The links that this process holds, by node. */
export class AgentLinks {
  readonly #links = new Map<string, AgentLink>();
  readonly #onUp = new Set<(link: AgentLink) => void>();

  get(nodeId: string): AgentLink | undefined {
    return this.#links.get(nodeId);
  }

  all(): AgentLink[] {
    return [...this.#links.values()];
  }

  /** Takes a link in. An older one of the same node is ended by its owner beforehand. */
  add(link: AgentLink): void {
    this.#links.set(link.nodeId, link);
    link.onEnd(() => {
      if (this.#links.get(link.nodeId) === link) this.#links.delete(link.nodeId);
    });
    for (const callback of [...this.#onUp]) callback(link);
  }

  /** Calls back for each link that comes up. Returns the way to stop. */
  onUp(callback: (link: AgentLink) => void): () => void {
    this.#onUp.add(callback);
    return () => this.#onUp.delete(callback);
  }
}
