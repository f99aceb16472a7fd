import type { AgentLink, AgentLinks } from "../agents/agent-link.ts";

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 1_000;

/** Ends one way to an agent. */
export type Leave = () => void;

export interface RouteOptions {
  nodeId: string;
  links: AgentLinks;
  /** The internal URL of the sidecar that holds the node's link, or null. */
  locate(nodeId: string): Promise<string | null>;
  ownUrl: string;
  /** Each opens one way, and calls `lost` when it has ended by itself. */
  overLink(link: AgentLink, lost: () => void): Promise<Leave>;
  overRelay(sidecarUrl: string, lost: () => void): Promise<Leave>;
  /** The way is lost; another is being looked for. */
  onLost(): void;
}

/**
 * Keeps a way to a node's agent open until told to stop: over this process's own link where there is one, else by relay from the sidecar that has it.
 * Whatever goes away, it looks again.
 */
export function keepRoute(options: RouteOptions): Leave {
  const { nodeId, links, locate, ownUrl } = options;
  let round = 0;
  let leave: Leave | null = null;
  let retry: NodeJS.Timeout | null = null;
  let waitMs = FIRST_RETRY_MS;
  let stopped = false;

  async function connect(): Promise<void> {
    if (retry) clearTimeout(retry);
    retry = null;
    const mine = ++round;
    const lost = () => {
      if (mine !== round || stopped) return;
      leave?.();
      leave = null;
      options.onLost();
      later();
    };
    try {
      const opened = await open(lost);
      if (mine !== round || stopped) return opened?.();
      if (!opened) return later();
      leave = opened;
      waitMs = FIRST_RETRY_MS;
    } catch {
      if (mine === round) later();
    }
  }

  async function open(lost: () => void): Promise<Leave | null> {
    const link = links.get(nodeId);
    if (link) return options.overLink(link, lost);
    const url = await locate(nodeId);
    return url !== null && url !== ownUrl ? options.overRelay(url, lost) : null;
  }

  function later(): void {
    round++;
    if (stopped) return;
    if (retry) clearTimeout(retry);
    retry = setTimeout(() => void connect(), waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(MAX_RETRY_MS, waitMs * 2);
  }

  const stopListening = links.onUp((link) => {
    if (link.nodeId !== nodeId || stopped) return;
    // The agent is here now: a relay would be a detour.
    leave?.();
    leave = null;
    void connect();
  });
  void connect();
  return () => {
    stopped = true;
    round++;
    stopListening();
    if (retry) clearTimeout(retry);
    leave?.();
    leave = null;
  };
}
