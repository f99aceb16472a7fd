"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "../form/checkbox.tsx";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import type { Column, RowMenu } from "./table-types.ts";

export interface RowsProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  label: string;
  rowKey(row: Row): string;
  rowLabel(row: Row): string;
  rowMenu?: RowMenu<Row> | undefined;
  selecting?:
    | { picked: ReadonlySet<string>; toggle(key: string): void; togglePage(): void; wholePage: boolean }
    | undefined;
}

/** The list as a table, from 640 px on. It scrolls sideways inside its own frame, never the page; a row's own acts stay in sight. */
export function TableGrid<Row>(props: RowsProps<Row> & { sort: string; onSort(sort: string): void }) {
  const words = useTranslations("ui.table");
  const { columns, rows, selecting, rowMenu } = props;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={words("scrollable", { title: props.label })}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface max-sm:hidden"
    >
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-line border-b text-ink-2 text-xs">
            {selecting ? (
              <th scope="col" className="w-10 px-3">
                <Checkbox
                  bare
                  label={words("selectPage")}
                  checked={selecting.wholePage}
                  mixed={selecting.picked.size > 0 && !selecting.wholePage}
                  onChange={selecting.togglePage}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            {rowMenu ? (
              <th scope="col" className="sticky right-0 w-10 bg-surface px-2">
                <span className="sr-only">{words("actions")}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = props.rowKey(row);
            const picked = selecting?.picked.has(key) ?? false;
            return (
              <tr
                key={key}
                data-row={key}
                data-picked={picked || undefined}
                className="h-row border-line border-b bg-surface last:border-0 focus-within:bg-hover hover:bg-hover data-picked:bg-accent-soft"
              >
                {selecting ? (
                  <td className="px-3">
                    <Checkbox
                      bare
                      data-row-select
                      label={words("select", { name: props.rowLabel(row) })}
                      checked={picked}
                      onChange={() => selecting.toggle(key)}
                    />
                  </td>
                ) : null}
                {columns.map((column, index) => (
                  <td
                    key={column.id}
                    className={`overflow-hidden text-ellipsis whitespace-nowrap px-3 py-1 ${column.align === "end" ? "text-right" : ""} ${index === 0 ? "max-w-80 font-medium" : "max-w-64"}`}
                  >
                    {column.cell(row)}
                  </td>
                ))}
                {rowMenu ? (
                  <td className="sticky right-0 bg-inherit px-2 text-right">
                    <Menu
                      trigger={
                        <IconButton
                          size="sm"
                          label={words("actionsOf", { name: props.rowLabel(row) })}
                          icon={<Ellipsis />}
                        />
                      }
                      items={rowMenu(row)}
                    />
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string; onSort(sort: string): void }) {
  const sorted = sort === column.id ? "ascending" : sort === `-${column.id}` ? "descending" : undefined;
  const Icon = sorted === "ascending" ? ArrowUp : sorted === "descending" ? ArrowDown : ChevronsUpDown;
  const end = column.align === "end";
  return (
    <th
      scope="col"
      aria-sort={sorted ?? (column.sortable ? "none" : undefined)}
      className={`h-row whitespace-nowrap px-3 font-medium ${end ? "text-right" : ""}`}
    >
      {column.sortable ? (
        <button
          type="button"
          className={`inline-flex min-h-6 items-center gap-1 hover:text-ink ${sorted ? "text-ink" : ""} ${end ? "flex-row-reverse" : ""}`}
          onClick={() => onSort(sorted === "ascending" ? `-${column.id}` : column.id)}
        >
          {column.header}
          <Icon aria-hidden className="size-3.5 text-ink-3" />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
