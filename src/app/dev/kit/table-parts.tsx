"use client";

import { Download, Play, Plus, RotateCw, Server, Square, Trash2 } from "lucide-react";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Spark } from "#app/ui/spark.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Status } from "#app/ui/status.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { TableQuery } from "#app/ui/table/table-query.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { toast } from "#app/ui/toast/toast.ts";
import { answerKitQuery, KIT_QUERY, type KitRow } from "./kit-rows.ts";

const COLUMNS: readonly Column<KitRow>[] = [
  {
    id: "name",
    header: "Server",
    sortable: true,
    hideable: false,
    cell: (row) => (
      <Link href={`/servers/${row.id}/console`} className="hover:underline">
        {row.name}
      </Link>
    ),
  },
  { id: "state", header: "State", sortable: true, card: "status", cell: (row) => <Status state={row.state} /> },
  { id: "game", header: "Game", sortable: true, cell: (row) => row.game },
  { id: "players", header: "Players", sortable: true, align: "end", cell: (row) => `${row.players} / 64` },
  {
    id: "memoryMiB",
    header: "Memory",
    sortable: true,
    align: "end",
    card: "none",
    cell: (row) => `${(row.memoryMiB / 1024).toFixed(1)} of 4 GiB`,
  },
  {
    id: "trend",
    header: "24 h",
    card: "none",
    cell: (row) => (
      <Spark values={row.trend} label={`Players of ${row.name} over 24 hours, peak ${Math.max(...row.trend)}`} />
    ),
  },
];

/** A table as a page has it, and the same in its other moments. */
export function TableParts({ query }: { query: TableQuery }) {
  const state = useTableQuery("kit", KIT_QUERY);
  const answer = answerKitQuery({ ...query, ...state }, state.limit);
  const common = {
    columns: COLUMNS,
    rowKey: (row: KitRow) => row.id,
    rowLabel: (row: KitRow) => row.name,
    state: { ...state, filtered: false },
  };
  const empty = (
    <EmptyState
      icon={<Server aria-hidden />}
      title="No server yet"
      action={
        <Button tone="primary" icon={<Plus />}>
          New server
        </Button>
      }
      docs={{ href: "/docs/api", label: "How servers work" }}
    >
      A server runs one game on one of your nodes.
    </EmptyState>
  );
  return (
    <>
      <DataTable
        {...common}
        title="Servers"
        level={2}
        rows={answer.rows}
        total={answer.total}
        all={answer.all}
        state={state}
        filterPlaceholder="Filter by name or game"
        facets={[
          {
            id: "state",
            label: "State",
            options: [
              { value: "running", label: "Running" },
              { value: "crashed", label: "Crashed" },
              { value: "offline", label: "Offline" },
            ],
          },
        ]}
        action={
          <Button tone="primary" icon={<Plus />}>
            New server
          </Button>
        }
        extra={<Button icon={<Download />}>CSV</Button>}
        bulk={(selection, clear) => (
          <>
            <Button
              icon={<Play />}
              onClick={() => toast.note(selection.kind === "all" ? "All" : selection.keys.join(", "))}
            >
              Start
            </Button>
            <Button icon={<Square />} onClick={clear}>
              Stop
            </Button>
          </>
        )}
        rowMenu={(row) => [
          { label: "Restart", icon: <RotateCw />, onSelect: () => toast.done(`Restarting ${row.name}`) },
          { kind: "separator" },
          { label: "Delete server", icon: <Trash2 />, danger: true, onSelect: () => toast.note("A dialog opens") },
        ]}
        empty={empty}
      />
      <Stack columns={3}>
        <DataTable {...common} title="Nothing yet" level={2} rows={[]} total={0} empty={empty} />
        <DataTable
          {...common}
          title="Nothing matches"
          level={2}
          rows={[]}
          total={0}
          all={240}
          state={{ ...state, filtered: true }}
          empty={empty}
        />
        <DataTable
          {...common}
          title="Failed"
          level={2}
          rows={undefined}
          error={{
            message: "Node-2 did not answer in 10 s. The servers may still be running.",
            requestId: "req_019a5e",
          }}
          onRetry={() => toast.note("Trying again")}
          empty={empty}
        />
      </Stack>
      <Card title="Loading">
        <DataTable
          {...common}
          title="On its way"
          level={2}
          rows={undefined}
          empty={empty}
          slow="Still loading. Node-2 is slow to answer."
        />
      </Card>
    </>
  );
}
