"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Play, Plus, Server as ServerIcon, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { TableQuerySpec } from "#app/ui/table/table-query.ts";
import type { Column, Selection } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { canRestart, canStart, canStop } from "../rules.ts";
import { SERVER_STATES } from "../server-states.ts";
import type { Server } from "../server-view.ts";
import { useServerEvents } from "./live.ts";
import { SERVER_QUERY, serverListInput } from "./server-query.ts";
import { ServerStatus } from "./server-status.tsx";

/** Every server this person may see, or of those a member's, with filter, states, sort, acts on many. */
export function ServerTable({ ownerId }: { ownerId?: string }) {
  const words = useTranslations("hosting.list");
  const states = useTranslations("ui.status");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const state = useTableQuery("servers", SERVER_QUERY as TableQuerySpec);
  useServerEvents();
  const of = ownerId === undefined ? {} : { ownerId };
  const input = { ...serverListInput(state, state.limit), ...of };
  const list = useQuery(trpc.servers.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const all = useQuery(trpc.servers.list.queryOptions({ limit: 1, ...of }, { enabled: state.filtered }));

  const columns = useMemo<readonly Column<Server>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        sortable: true,
        hideable: false,
        card: "title",
        cell: (server) => (
          <Link href={`/servers/${server.id}/console`} className="font-medium hover:underline">
            {server.name}
          </Link>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        sortable: true,
        card: "status",
        cell: (server) => <ServerStatus brief server={server} />,
      },
      { id: "game", header: words("columns.game"), card: "meta", cell: (server) => server.blueprint.name },
      { id: "node", header: words("columns.node"), sortable: true, card: "meta", cell: (server) => server.node.name },
      {
        id: "address",
        header: words("columns.address"),
        card: "none",
        cell: (server) => (server.address ? <Copyable value={server.address} what={words("columns.address")} /> : null),
      },
      { id: "owner", header: words("columns.owner"), card: "none", cell: (server) => server.owner.name },
      {
        id: "created",
        header: words("columns.created"),
        sortable: true,
        card: "none",
        cell: (server) => <Time at={server.createdAt} />,
      },
    ],
    [words],
  );

  const mayPower = (server: Server) =>
    may(who, "servers:power", { serverId: server.id, ownerId: server.owner.id, communityId: server.communityId });
  const tell = (act: "start" | "stop" | "restart", server: Server) =>
    client.servers[act].mutate({ serverId: server.id }).catch((error) => void toast.failed(server.name, error));

  async function tellMany(act: "start" | "stop", selection: Selection, clear: () => void) {
    const chosen =
      selection.kind === "all"
        ? await everyMatch()
        : (list.data?.items.filter((server) => selection.keys.includes(server.id)) ?? []);
    const able = chosen.filter((server) => mayPower(server) && (act === "start" ? canStart(server) : canStop(server)));
    const results = await Promise.allSettled(able.map((server) => client.servers[act].mutate({ serverId: server.id })));
    const failed = results.filter(({ status }) => status === "rejected").length;
    if (failed > 0) toast.note(words("bulkFailed", { failed, count: able.length }));
    else toast.done(words("bulkDone", { count: able.length }));
    clear();
  }

  async function everyMatch(): Promise<Server[]> {
    const found: Server[] = [];
    for (let page = 1; ; page++) {
      const answer = await client.servers.list.query({ ...input, limit: 100, page });
      found.push(...answer.items);
      if (found.length >= answer.total || answer.items.length === 0) return found;
    }
  }

  const newButton =
    ownerId === undefined && may(who, "servers:create") ? (
      <LinkButton tone="primary" icon={<Plus />} href="/servers/new">
        {words("new")}
      </LinkButton>
    ) : null;
  return (
    <DataTable
      title={words("title")}
      level={ownerId === undefined ? 1 : 2}
      action={newButton}
      columns={columns}
      {...listParts(list)}
      rowKey={(server) => server.id}
      rowLabel={(server) => server.name}
      {...(all.data && { all: all.data.total })}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "state",
          label: words("facetState"),
          options: SERVER_STATES.map((value) => ({ value, label: states(value) })),
        },
      ]}
      rowMenu={(server) => [
        { kind: "link", label: words("open"), href: `/servers/${server.id}/console` },
        ...(mayPower(server)
          ? [
              { label: words("menuStart"), disabled: !canStart(server), onSelect: () => void tell("start", server) },
              {
                label: words("menuRestart"),
                disabled: !canRestart(server),
                onSelect: () => void tell("restart", server),
              },
              { label: words("menuStop"), disabled: !canStop(server), onSelect: () => void tell("stop", server) },
            ]
          : []),
      ]}
      bulk={(selection, clear) => (
        <>
          <Button size="sm" icon={<Play />} onClick={() => void tellMany("start", selection, clear)}>
            {words("bulkStart")}
          </Button>
          <Button size="sm" icon={<Square />} onClick={() => void tellMany("stop", selection, clear)}>
            {words("bulkStop")}
          </Button>
        </>
      )}
      empty={
        <EmptyState
          icon={<ServerIcon aria-hidden />}
          title={words("emptyTitle")}
          {...(newButton && { action: newButton })}
        >
          {ownerId === undefined ? words("emptyText") : null}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
