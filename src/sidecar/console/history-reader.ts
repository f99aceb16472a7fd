import type { AgentGateway } from "#app/operation/gateway.ts";
import type { ReadHistory } from "./hub.ts";

const REMEMBER_MS = 2_000;
const MAX_PAGES = 16;

/**
 * Reads one server's history through the gateway, each page once for all who ask within two seconds: when a sidecar dies, a thousand viewers come back
 * having seen the same last line.
 */
export function historyReader(gateway: AgentGateway, nodeId: string, serverId: string): ReadHistory {
  const pages = new Map<string, ReturnType<ReadHistory>>();
  return (epoch, fromSeq, limit) => {
    const key = `${epoch} ${fromSeq} ${limit}`;
    const known = pages.get(key);
    if (known) return known;
    const asked = gateway.ask(nodeId, "console.history", { serverId, epoch, fromSeq, limit });
    pages.set(key, asked);
    if (pages.size > MAX_PAGES) pages.delete(pages.keys().next().value!);
    const forget = () => pages.get(key) === asked && pages.delete(key);
    asked.then(() => setTimeout(forget, REMEMBER_MS).unref(), forget);
    return asked;
  };
}
