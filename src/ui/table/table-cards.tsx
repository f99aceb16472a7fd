"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Checkbox } from "../form/checkbox.tsx";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import type { RowsProps } from "./table-grid.tsx";
import type { Column } from "./table-types.ts";

/** What stands in a cell of the table that has nothing to say; a card leaves it out. */
const NOTHING = "–";

/** The list as cards of two lines, below 640 px. */
export function TableCards<Row>({ columns, rows, label, rowKey, rowLabel, rowMenu, selecting }: RowsProps<Row>) {
  const words = useTranslations("ui.table");
  const place = (column: Column<Row>, index: number) => column.card ?? (index === 0 ? "title" : "meta");
  const at = (wanted: Column<Row>["card"]) => columns.filter((column, index) => place(column, index) === wanted);
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line bg-surface sm:hidden">
      {rows.map((row) => {
        const key = rowKey(row);
        const picked = selecting?.picked.has(key) ?? false;
        return (
          <li
            key={key}
            data-row={key}
            data-picked={picked || undefined}
            className="flex min-w-0 items-center gap-3 py-2 pr-2 pl-3 data-picked:bg-accent-soft"
          >
            {selecting ? (
              <Checkbox
                bare
                data-row-select
                label={words("select", { name: rowLabel(row) })}
                checked={picked}
                onChange={() => selecting.toggle(key)}
              />
            ) : null}
            <div className="min-w-0 flex-1">
              <div className="flex min-w-0 items-center justify-between gap-2">
                {/* A link is as wide as what is seen of it: its hidden rest would lie over the button beside it. */}
                <div className="min-w-0 truncate py-0.5 font-medium [&>a]:block [&>a]:truncate">
                  {at("title").map((column) => (
                    <Fragment key={column.id}>{column.cell(row)}</Fragment>
                  ))}
                </div>
                <div className="shrink-0">
                  {at("status").map((column) => (
                    <Fragment key={column.id}>{column.cell(row)}</Fragment>
                  ))}
                </div>
              </div>
              <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-ink-2 text-sm">
                {at("meta").map((column) => {
                  const said = column.cell(row);
                  return said === null || said === "" || said === NOTHING ? null : (
                    <div key={column.id} className="flex min-w-0 items-center gap-1">
                      <dt className="whitespace-nowrap text-ink-3">{column.header}</dt>
                      <dd className="min-w-0 truncate [&>a]:inline-block [&>a]:max-w-full [&>a]:truncate [&>a]:align-top [&>a]:leading-6">
                        {said}
                      </dd>
                    </div>
                  );
                })}
              </dl>
            </div>
            {rowMenu ? (
              <Menu
                trigger={<IconButton label={words("actionsOf", { name: rowLabel(row) })} icon={<Ellipsis />} />}
                items={rowMenu(row)}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
