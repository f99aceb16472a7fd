import type { ConsoleBounds, ConsolePosition } from "#app/protocol/agent.ts";
import { CONSOLE_TAIL } from "#app/protocol/live.ts";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import type { AgentLink } from "../agents/agent-link.ts";
import type { ConsoleHub } from "./hub.ts";
import { openRelay, type Relayed } from "./relay.ts";
import { keepRoute, type Leave, type RouteOptions } from "./route-keeper.ts";

/** Lines an agent gives along with its answer, to one that has been away: two seconds of a busy server. */
const TAIL = 2_000;

/** What a process knows of the ways to agents. */
export interface Ways extends Pick<RouteOptions, "links" | "locate" | "ownUrl"> {
  bootSecret: string;
}

/** Brings one server's lines to its hub, by whatever way there is, for as long as it is not left. */
export function feedConsole(hub: ConsoleHub, nodeId: string, ways: Ways): Leave {
  const { serverId } = hub;

  async function overLink(link: AgentLink, lost: () => void): Promise<Leave> {
    // Frames follow the answer on the wire, and may be here before whoever awaits it has run.
    let early: (() => void)[] | null = [];
    const inTurn = (act: () => void) => (early ? void early.push(act) : act());
    const stopLines = link.onConsole(serverId, {
      frame: (frame) => inTurn(() => hub.frame(frame)),
      gap: (gap) => inTurn(() => hub.gap(gap)),
    });
    const stopWatching = link.onEnd(lost);
    const leave = () => {
      stopLines();
      stopWatching();
    };
    try {
      const since = hub.position ?? hub.wanted;
      const { bounds, lines } = await link.ask("console.watch", { serverId, since, tail: since ? TAIL : undefined });
      hub.start(bounds, lines);
    } catch (error) {
      leave();
      throw error;
    }
    for (const act of early) act();
    early = null;
    return () => {
      leave();
      link.ask("console.unwatch", { serverId }).catch(() => {});
    };
  }

  function overRelay(sidecarUrl: string, lost: () => void): Promise<Leave> {
    const since = hub.position ?? hub.wanted;
    const request = { topic: "console", node: nodeId, server: serverId, ...since } as const;
    return openRelay(sidecarUrl, ways.bootSecret, request, (message) => take(message, since), lost);
  }

  /** The other sidecar's hub speaks to this one as to any viewer, so what it sends begins where a viewer's lines would. */
  function begin(bounds: ConsoleBounds | null, since: ConsolePosition | null): void {
    if (!bounds || bounds.epoch === hub.position?.epoch) return void hub.start(null, []);
    const from = since?.epoch === bounds.epoch ? since.seq + 1 : Math.max(bounds.first, bounds.next - CONSOLE_TAIL);
    hub.start(bounds, [], from);
  }

  function take([type, body]: Relayed, since: ConsolePosition | null): void {
    if (type === "start") begin(body.bounds, since);
    else if (type === "console.lines") hub.frame({ epoch: body.epoch, from: body.from, lines: unpackLines(body) });
    else if (type === "console.gap" && body.reason === "new_log")
      hub.start({ epoch: body.epoch, first: body.from, next: body.to + 1 }, []);
    else if (type === "console.gap") hub.gap(body);
  }

  return keepRoute({ ...ways, nodeId, overLink, overRelay, onLost: () => hub.setState("reconnecting") });
}
