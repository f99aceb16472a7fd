"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { HardDrive, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import type { Node } from "../node-view.ts";
import { useServerEvents } from "./live.ts";
import { NodeMeters } from "./node-meters.tsx";
import { NODE_QUERY } from "./node-query.ts";
import { NodeStatus } from "./node-status.tsx";

const REFRESH_MS = 15_000;

/** All nodes with what they have, what is promised of it and what is used. */
export function NodeTable() {
  const words = useTranslations("hosting.nodes");
  const trpc = useTRPC();
  const who = useWho();
  const state = useTableQuery("nodes", NODE_QUERY);
  useServerEvents();
  // Figures come with heartbeats, of which no event tells.
  const list = useQuery(
    trpc.nodes.list.queryOptions(
      { page: state.page, limit: state.limit, ...(state.q && { q: state.q }) },
      { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  );
  const columns = useMemo<readonly Column<Node>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (node) => (
          <span className="inline-flex items-center gap-2">
            <Link href={`/nodes/${node.id}`} className="font-medium hover:underline">
              {node.name}
            </Link>
            {node.local ? <Badge>{words("local")}</Badge> : null}
          </span>
        ),
      },
      { id: "state", header: words("columns.state"), card: "status", cell: (node) => <NodeStatus brief node={node} /> },
      { id: "region", header: words("columns.region"), card: "meta", cell: (node) => node.region },
      { id: "servers", header: words("columns.servers"), align: "end", card: "meta", cell: (node) => node.servers },
      {
        id: "capacity",
        header: words("capacity"),
        card: "none",
        cell: (node) => (
          <div className="py-1.5">
            <NodeMeters node={node} />
          </div>
        ),
      },
      { id: "version", header: words("columns.version"), card: "none", cell: (node) => node.agentVersion },
    ],
    [words],
  );
  const add = may(who, "nodes:write") ? (
    <LinkButton tone="primary" icon={<Plus />} href="/nodes/new">
      {words("add")}
    </LinkButton>
  ) : null;
  return (
    <DataTable
      title={words("title")}
      action={add}
      columns={columns}
      {...listParts(list)}
      rowKey={(node) => node.id}
      rowLabel={(node) => node.name}
      state={state}
      filterPlaceholder={words("filter")}
      empty={
        <EmptyState icon={<HardDrive aria-hidden />} title={words("emptyTitle")} {...(add && { action: add })}>
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
