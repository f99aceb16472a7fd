import type { Server } from "#app/features/hosting/server-view.ts";

/** What home needs to know of a node. */
export interface SeenNode {
  id: string;
  name: string;
  state: "pending" | "online" | "draining" | "unknown";
  lastSeenAt: string | null;
}

/** Something that wants a look. The servers of a silent node are one incident with it, for whoever may see nodes. */
export type Incident =
  | { kind: "node"; node: SeenNode; servers: number }
  | { kind: "crashed" | "install_failed" | "unknown"; server: Server };

/** What wants a look now, the widest first. `nodes` is null for who may not see them: then each of their servers stands alone. */
export function incidentsOf(servers: readonly Server[], nodes: readonly SeenNode[] | null): Incident[] {
  const silent = (nodes ?? []).filter(({ state }) => state === "unknown");
  const covered = new Set(silent.map(({ id }) => id));
  return [
    ...silent.map((node): Incident => {
      const unknown = servers.filter((server) => server.node.id === node.id && server.state === "unknown");
      return { kind: "node", node, servers: unknown.length };
    }),
    ...servers.flatMap((server): Incident[] => {
      if (server.state === "crashed") return [{ kind: "crashed", server }];
      if (server.state === "unknown") return covered.has(server.node.id) ? [] : [{ kind: "unknown", server }];
      return server.reason === "install_failed" && server.state === "offline"
        ? [{ kind: "install_failed", server }]
        : [];
    }),
  ];
}
