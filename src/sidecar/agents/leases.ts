import * as z from "zod";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { LINK_CLOSE } from "#app/protocol/agent.ts";
import type { AgentLink, AgentLinks } from "./agent-link.ts";
import { LEASE_MS, RENEW_MS } from "./welcome.ts";

const Held = z.object({ nodeId: z.string(), epoch: z.number() });
const Known = z.object({ id: z.string() });
const log = logOf("agents");

export interface Leases {
  /** Looks now whether each link is still this process's to hold: after a node was removed. */
  check(): Promise<void>;
  /** Says that a link is not here any more. */
  release(link: AgentLink): Promise<void>;
  stop(): void;
}

/**
 * Renews the leases of all links of this process, and ends the links that another sidecar has taken over or whose node is gone. A database that is
 * away ends none: the agents stay connected, and the next renewal tells.
 */
export function keepLeases(database: Database, links: AgentLinks): Leases {
  async function check(): Promise<void> {
    const held = links.all();
    if (held.length === 0) return;
    const nodeIds = held.map(({ nodeId }) => nodeId);
    const epochs = held.map(({ epoch }) => epoch);
    const renewed = await rows(
      database,
      Held,
      sql`update node_link l set "leaseUntil" = ${new Date(now().getTime() + LEASE_MS)}
          from unnest(${nodeIds}::text[], ${epochs}::bigint[]) as mine("nodeId", epoch)
          where l."nodeId" = mine."nodeId" and l.epoch = mine.epoch
          returning l."nodeId", l.epoch`,
    );
    const kept = new Set(renewed.map(({ nodeId, epoch }) => `${nodeId} ${epoch}`));
    const lost = held.filter(({ nodeId, epoch }) => !kept.has(`${nodeId} ${epoch}`));
    if (lost.length === 0) return;
    const known = await rows(
      database,
      Known,
      sql`select id from nodes where id = any(${lost.map(({ nodeId }) => nodeId)}::text[])`,
    );
    for (const link of lost) {
      if (known.some(({ id }) => id === link.nodeId))
        link.end(LINK_CLOSE.replaced, "another link of this node is newer");
      else link.end(LINK_CLOSE.removed, "this node was removed");
    }
  }

  const timer = setInterval(
    () => void check().catch((error) => log.warn({ err: error }, "leases could not be renewed")),
    RENEW_MS,
  );
  return {
    check,
    async release({ nodeId, epoch }) {
      await database.execute(sql`delete from node_link where "nodeId" = ${nodeId} and epoch = ${epoch}`);
    },
    stop: () => clearInterval(timer),
  };
}
