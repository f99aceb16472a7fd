"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { NoneMatch } from "../empty-state.tsx";
import { ErrorState } from "../error-state.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Pagination } from "./pagination.tsx";
import { TableCards } from "./table-cards.tsx";
import { TableGrid } from "./table-grid.tsx";
import { TableSkeleton } from "./table-skeleton.tsx";
import type { Column, Facet, RowMenu, Selection } from "./table-types.ts";
import { useRowKeys } from "./use-row-keys.ts";
import type { TableState } from "./use-table-query.ts";

export interface DataTableProps<Row> {
  /** The list's name: the page's heading, "Servers". */
  title: string;
  /** The heading's level: 1 where the list is the page, 2 inside one. */
  level?: 1 | 2;
  /** The main button, at the right of the title. */
  action?: ReactNode;
  /** A sentence or two under the title. */
  description?: ReactNode;
  columns: readonly Column<Row>[];
  /** One page of rows as the server gave them; undefined while the first answer is on its way. */
  rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  /** The row's name in words, for its checkbox and its menu. */
  rowLabel(row: Row): string;
  /** How many match the filter. Undefined for logs without a count. */
  total?: number;
  /** How many there are without the filter; told when nothing matches. */
  all?: number;
  state: TableState;
  filterPlaceholder?: string;
  facets?: readonly Facet[];
  rowMenu?: RowMenu<Row>;
  /** Buttons for chosen rows. Without it rows can't be chosen. */
  bulk?(selection: Selection, clear: () => void): ReactNode;
  /** At the end of the filter bar: CSV and such. */
  extra?: ReactNode;
  /** What stands here when there is nothing at all: an EmptyState. */
  empty: ReactNode;
  error?: unknown;
  errorTitle?: string;
  onRetry?(): void;
  /** A newer answer is on its way; the old rows stay in sight. */
  refetching?: boolean;
  /** Told after 8 s of loading. */
  slow?: string;
  /** In place of numbered pages: LoadOlder, for logs. */
  footer?: ReactNode;
}

/**
 * A list from the server with its filter, facets, columns, sort, pages and acts on many. What is asked lives in the
 * address (`useTableQuery`); rows are whatever the server answered. Below 640 px each row is a card.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const words = useTranslations("ui.table");
  const headingId = useId();
  const { state, rows, total, level = 1 } = props;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const body = useRowKeys();

  const keys = rows?.map(props.rowKey) ?? [];
  const here = keys.filter((key) => everything || picked.has(key));
  const chosen = everything ? (total ?? here.length) : here.length;
  const wholePage = keys.length > 0 && here.length === keys.length;
  const shown = props.columns.filter((column) => column.hideable === false || !state.hidden.includes(column.id));
  const Heading = `h${level}` as const;

  function clear() {
    setPicked(new Set());
    setEverything(false);
  }
  function toggle(key: string) {
    const next = new Set(here);
    if (!next.delete(key)) next.add(key);
    setPicked(next);
    setEverything(false);
  }
  function togglePage() {
    setPicked(wholePage ? new Set() : new Set(keys));
    setEverything(false);
  }

  const selecting = props.bulk ? { picked: new Set(here), toggle, togglePage, wholePage } : undefined;
  const parts = { columns: shown, rowKey: props.rowKey, rowLabel: props.rowLabel, rowMenu: props.rowMenu, selecting };

  return (
    <section aria-labelledby={headingId} className="grid min-w-0 grid-cols-1 content-start gap-3">
      <div className={`flex min-w-0 flex-wrap gap-x-3 gap-y-2 ${props.description ? "items-start" : "items-center"}`}>
        <div className={`min-w-0 ${props.description ? "flex-1 basis-64" : ""}`}>
          <div className={`flex items-center gap-x-3 ${level === 1 ? "sm:min-h-control" : ""}`}>
            <Heading id={headingId} className={`font-semibold ${level === 1 ? "text-xl" : "text-lg"}`}>
              {props.title}
            </Heading>
            <span role="status" className="text-ink-2">
              {total === undefined
                ? ""
                : state.filtered && props.all !== undefined
                  ? words("countOf", { count: total, all: props.all })
                  : words("count", { count: total })}
            </span>
          </div>
          {props.description ? <p className="max-w-prose text-ink-2">{props.description}</p> : null}
        </div>
        {props.action ? (
          <div className={`ml-auto flex gap-2 ${props.description ? "max-sm:w-full max-sm:*:flex-1" : ""}`}>
            {props.action}
          </div>
        ) : null}
      </div>
      {chosen > 0 && props.bulk ? (
        <BulkBar
          count={chosen}
          onClear={clear}
          {...(wholePage && !everything && total !== undefined && total > keys.length
            ? { total, onSelectAll: () => setEverything(true) }
            : {})}
        >
          {props.bulk(everything ? { kind: "all" } : { kind: "rows", keys: here }, clear)}
        </BulkBar>
      ) : props.filterPlaceholder ? (
        <FilterBar
          q={state.q}
          onFilter={state.setFilter}
          placeholder={props.filterPlaceholder}
          {...(props.facets && { facets: props.facets })}
          chosen={state.facets}
          onToggle={state.toggleFacet}
          filtered={state.filtered}
          onClear={state.clear}
          columns={props.columns
            .filter((column) => column.hideable !== false)
            .map((column) => ({ id: column.id, label: column.header, shown: !state.hidden.includes(column.id) }))}
          onColumn={state.setColumnShown}
          extra={props.extra}
        />
      ) : null}
      <div ref={body} className="min-w-0">
        {rows === undefined && props.error !== undefined ? (
          <Frame>
            <ErrorState
              title={props.errorTitle ?? words("failed")}
              error={props.error}
              onRetry={props.onRetry}
              retrying={props.refetching}
            />
          </Frame>
        ) : rows === undefined ? (
          <TableSkeleton
            columns={shown.map((column) => column.header)}
            rows={Math.min(state.limit, 10)}
            slow={props.slow}
          />
        ) : rows.length === 0 ? (
          <Frame>
            {state.filtered && props.all !== 0 ? (
              <NoneMatch hidden={props.all ?? null} onClear={state.clear} />
            ) : (
              props.empty
            )}
          </Frame>
        ) : (
          <div aria-busy={props.refetching || undefined}>
            <TableGrid {...parts} rows={rows} label={props.title} sort={state.sort} onSort={state.setSort} />
            <TableCards {...parts} rows={rows} label={props.title} />
          </div>
        )}
      </div>
      {props.footer ??
        (rows?.length && total !== undefined && total > Math.min(20, state.limit) ? (
          <Pagination
            page={state.page}
            limit={state.limit}
            total={total}
            onPage={state.setPage}
            onLimit={state.setLimit}
          />
        ) : null)}
    </section>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="rounded-lg border border-line bg-surface">{children}</div>;
}
