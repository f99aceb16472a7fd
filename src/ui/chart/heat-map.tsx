"use client";

import { useTranslations } from "next-intl";
import { type PointerEvent, type ReactNode, useState } from "react";

const RAMP = ["var(--h0)", "var(--h1)", "var(--h2)", "var(--h3)", "var(--h4)", "var(--h5)"] as const;

export interface HeatMapProps {
  /** Names the map for screen readers. */
  label: string;
  /** What it shows in words, its peak included: colours of one hue tell more from less, and no numbers. */
  conclusion: ReactNode;
  /** From above: "Mon" to "Sun". */
  rows: readonly string[];
  /** From the left: "00" to "23". */
  columns: readonly string[];
  /** Every so many columns are named below. */
  every?: number;
  /** One list for each row. */
  values: readonly (readonly number[])[];
  /** What stands in the corner of the table: "Day". */
  corner: string;
  /** What a field says when it is pointed at: "Friday 21:00, 12 kills". */
  describe(row: number, column: number, value: number): string;
}

/** How much of something there is at each crossing of two scales: day and hour. All numbers stand in a table below. */
export function HeatMap({ label, conclusion, rows, columns, every = 6, values, corner, describe }: HeatMapProps) {
  const words = useTranslations("ui.chart");
  const [pointed, setPointed] = useState<{ row: number; column: number } | null>(null);
  const peak = Math.max(1, ...values.flat());

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (part: number, of: number) => Math.max(0, Math.min(of - 1, Math.floor(part * of)));
    setPointed({
      row: within((event.clientY - box.top) / box.height, rows.length),
      column: within((event.clientX - box.left) / box.width, columns.length),
    });
  }
  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="text-ink-2">{conclusion}</figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-ink-3 text-xs">
        <div aria-hidden className="grid auto-rows-fr items-center">
          {rows.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <svg
          role="img"
          aria-label={label}
          data-meter
          viewBox={`0 0 ${columns.length} ${rows.length}`}
          preserveAspectRatio="none"
          className="h-44 w-full"
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setPointed(null)}
        >
          {values.map((line, row) =>
            line.map((value, column) => (
              <rect
                key={`${rows[row]} ${columns[column]}`}
                x={column + 0.05}
                y={row + 0.06}
                width={0.9}
                height={0.88}
                fill={RAMP[stepOf(value, peak)]}
                stroke={pointed?.row === row && pointed.column === column ? "var(--ink)" : "none"}
                strokeWidth={2}
                vectorEffect="non-scaling-stroke"
              />
            )),
          )}
        </svg>
        <span />
        <div aria-hidden className="grid grid-flow-col auto-cols-fr">
          {columns.map((name, column) =>
            column % every === 0 ? (
              <span key={name} style={{ gridColumn: `span ${Math.min(every, columns.length - column)}` }}>
                {name}
              </span>
            ) : null,
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-ink-3 text-xs">
        <span className="min-h-[1.4em] text-ink text-sm">
          {pointed ? describe(pointed.row, pointed.column, values[pointed.row]![pointed.column]!) : ""}
        </span>
        <span aria-hidden data-meter className="inline-flex items-center gap-1">
          {words("less")}
          {RAMP.map((colour) => (
            <span key={colour} className="size-3 rounded-xs" style={{ background: colour }} />
          ))}
          {words("more")}
        </span>
      </div>
      <details className="min-w-0 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">{words("asTable")}</summary>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-label={words("tableOf", { label })}
          className="relative mt-2 overflow-auto rounded-md border border-line"
        >
          <table className="w-full border-collapse text-right tabular-nums">
            <thead className="bg-sunken text-ink-2 text-xs">
              <tr>
                <th scope="col" className="px-2 py-1.5 text-left font-medium">
                  {corner}
                </th>
                {columns.map((name) => (
                  <th key={name} scope="col" className="px-2 py-1.5 font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {values.map((line, row) => (
                <tr key={rows[row]} className="border-line border-t">
                  <th scope="row" className="px-2 py-1 text-left font-normal">
                    {rows[row]}
                  </th>
                  {line.map((value, column) => (
                    <td key={columns[column]} className="px-2 py-1">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

/** Nothing is the ground's colour; what there is goes by equal steps up to the peak. */
function stepOf(value: number, peak: number): number {
  return value === 0 ? 0 : Math.max(1, Math.ceil((value / peak) * (RAMP.length - 1)));
}
