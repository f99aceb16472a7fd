import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { nodeDisconnected, serverStateChanged } from "../events.ts";
import { ObservedReason, ObservedState } from "../schema.ts";
import { SILENT_MS } from "./server-rows.ts";

const Fallen = z.object({ id: z.string(), name: z.string(), lastSeenAt: z.date() });
const OnNode = z.object({
  id: z.string(),
  name: z.string(),
  observed: ObservedState,
  observedReason: ObservedReason.nullable(),
  observedDetail: z.string().nullable(),
  observedSince: z.date(),
});

/** The servers of a node whose state is what the node says. */
function serversOn(db: Sql, nodeId: string): Promise<z.output<typeof OnNode>[]> {
  return rows(
    db,
    OnNode,
    sql`select id, name, observed, "observedReason", "observedDetail", "observedSince" from servers
        where "nodeId" = ${nodeId} and desired <> 'deleted' and "suspendedAt" is null`,
  );
}

/** Tells that the servers of a node that speaks again are what it last said of them. */
export async function tellStatesAgain({ db, emit }: Context, nodeId: string): Promise<void> {
  for (const { id, name, observed, observedReason, observedDetail, observedSince } of await serversOn(db, nodeId))
    emit(serverStateChanged, {
      serverId: id,
      name,
      state: observed,
      reason: observedReason,
      detail: observedDetail,
      since: iso(observedSince),
    });
}

export const noticeSilent = defineCommand({
  id: "nodes.noticeSilent",
  summary: "Tell of the nodes that have fallen silent",
  description: "Once for each silence. The states of their servers are unknown from then on.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ nodes: z.int().describe("How many have fallen silent since the last time.") }),
  example: {},
  async run({ db, emit, now }) {
    const fallen = await rows(
      db,
      Fallen,
      sql`update nodes set "silentSince" = "lastSeenAt"
          where "silentSince" is null and "lastSeenAt" < ${new Date(now.getTime() - SILENT_MS)} returning id, name, "lastSeenAt"`,
    );
    for (const node of fallen) {
      emit(nodeDisconnected, { nodeId: node.id, name: node.name, since: iso(node.lastSeenAt) });
      for (const { id, name } of await serversOn(db, node.id))
        emit(serverStateChanged, {
          serverId: id,
          name,
          state: "unknown",
          reason: null,
          detail: null,
          since: iso(node.lastSeenAt),
        });
    }
    return { nodes: fallen.length };
  },
});
