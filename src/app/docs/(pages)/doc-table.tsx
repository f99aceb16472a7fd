import type { ReactNode } from "react";

export interface DocRow {
  key: string;
  /** Where the address may point: `#code`. */
  anchor?: string;
  cells: readonly ReactNode[];
}

/** A table to read. On a phone each row stands as a block, its cells named by their columns. */
export function DocTable({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly DocRow[];
}) {
  return (
    <table aria-label={label} className="w-full border-collapse text-left">
      <thead className="max-sm:sr-only">
        <tr className="border-line-strong border-b">
          {columns.map((column) => (
            <th key={column} scope="col" className="py-2 pr-4 font-medium text-ink-2 text-sm">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, anchor, cells }) => (
          <tr
            key={key}
            id={anchor}
            className="scroll-mt-4 border-line border-b align-baseline target:bg-accent-soft max-sm:grid max-sm:gap-1 max-sm:py-3"
          >
            {cells.map((cell, index) => (
              <td
                key={columns[index]}
                className="min-w-0 py-2 pr-4 [overflow-wrap:break-word] max-sm:grid max-sm:grid-cols-[7rem_1fr] max-sm:[overflow-wrap:anywhere] sm:first:whitespace-nowrap max-sm:p-0"
              >
                <span aria-hidden className="text-ink-3 text-sm sm:hidden">
                  {columns[index]}
                </span>
                <span className="min-w-0">{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
