"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { Renewal } from "../schema.ts";
import { type RenewalAct, RenewalActs } from "./renewal-acts.tsx";
import { RenewalBadge } from "./renewal-badge.tsx";
import { RENEWAL_QUERY, renewalListInput, SHOWN_STATES } from "./renewal-query.ts";

/** Until when each server is paid, for the team. */
export function RenewalTable() {
  const words = useTranslations("renewals.settings");
  const states = useTranslations("renewals.states");
  const trpc = useTRPC();
  const who = useWho();
  const mayWrite = may(who, "economy:write");
  const seesUsers = may(who, "users:read");
  const [chosen, setChosen] = useState<{ act: RenewalAct; renewal: Renewal } | null>(null);
  const state = useTableQuery("renewals", RENEWAL_QUERY);
  const list = useQuery(
    trpc.renewals.list.queryOptions(renewalListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.renewals.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const columns = useMemo<readonly Column<Renewal>[]>(
    () => [
      {
        id: "server",
        header: words("columns.server"),
        hideable: false,
        card: "title",
        cell: ({ serverId, serverName }) => (
          <Link href={`/servers/${serverId}/console`} className="font-medium hover:underline">
            {serverName}
          </Link>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        card: "status",
        cell: (renewal) => <RenewalBadge state={renewal.state} />,
      },
      {
        id: "owner",
        header: words("columns.owner"),
        card: "meta",
        cell: ({ owner }) =>
          seesUsers ? (
            <Link href={`/settings/users/${owner.id}`} className="hover:underline">
              {owner.name}
            </Link>
          ) : (
            owner.name
          ),
      },
      {
        id: "ends",
        header: words("columns.ends"),
        card: "meta",
        cell: ({ expiresAt, exemptReason }) =>
          expiresAt ? <Time at={expiresAt} /> : <span className="block max-w-72 truncate">{exemptReason}</span>,
      },
      {
        id: "auto",
        header: words("columns.auto"),
        card: "none",
        cell: ({ autoRenews, autoProblem }) => words(autoProblem ? "autoFailed" : autoRenews ? "autoOn" : "autoOff"),
      },
    ],
    [words, seesUsers],
  );
  return (
    <>
      <DataTable
        level={2}
        title={words("servers")}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ serverId }) => serverId}
        rowLabel={({ serverName }) => serverName}
        state={state}
        filterPlaceholder={words("filter")}
        facets={[
          {
            id: "state",
            label: words("columns.state"),
            options: SHOWN_STATES.map((value) => ({ value, label: states(value) })),
          },
        ]}
        {...(mayWrite && {
          rowMenu: (renewal: Renewal) =>
            (renewal.state === "exempt" ? (["unexempt"] as const) : (["grant", "exempt"] as const)).map((act) => ({
              label: words(act),
              onSelect: () => setChosen({ act, renewal }),
            })),
        })}
        empty={
          <EmptyState icon={<CalendarClock aria-hidden />} title={words("empty")}>
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={words("failed")}
      />
      {chosen ? <RenewalActs {...chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
