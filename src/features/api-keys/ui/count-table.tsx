import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

const COUNTED = ["calls", "refused", "limited", "invalid", "failed"] as const;

/** A row of counts, with what stands before and behind them. */
export interface CountRow extends Record<(typeof COUNTED)[number], number> {
  id: string;
  name: ReactNode;
  before?: readonly string[];
  after?: readonly string[];
}

export interface CountTableProps {
  /** What the table is of, for those who do not see it. */
  label: string;
  /** Headings of `name`, `before` and `after`. */
  nameHeader: string;
  before?: readonly string[];
  after?: readonly string[];
  rows: readonly CountRow[];
}

const HEADER = "px-3 py-2 font-medium first:pl-4 last:pr-4";
const CELL = "whitespace-nowrap px-3 last:pr-4";

/** Calls by outcome, a row for each thing that is counted. It scrolls inside its own frame. */
export function CountTable({ label, nameHeader, before = [], after = [], rows }: CountTableProps) {
  const words = useTranslations("apiKeys.usage");
  const locale = useLocale();
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="relative max-h-96 overflow-auto border-line border-t"
    >
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="sticky top-0 whitespace-nowrap bg-surface text-ink-2 text-xs">
          <tr>
            {[nameHeader, ...before].map((header) => (
              <th key={header} scope="col" className={HEADER}>
                {header}
              </th>
            ))}
            {COUNTED.map((count) => (
              <th key={count} scope="col" className={`${HEADER} text-right`}>
                {words(count === "calls" ? "calls" : `outcomes.${count}`)}
              </th>
            ))}
            {after.map((header) => (
              <th key={header} scope="col" className={`${HEADER} text-right`}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="h-row border-line border-t">
              <th scope="row" className={`${CELL} max-w-lg truncate pl-4 font-normal`}>
                {row.name}
              </th>
              {row.before?.map((text, index) => (
                <td key={before[index]} className={`${CELL} max-w-48 truncate`}>
                  {text}
                </td>
              ))}
              {COUNTED.map((count) => (
                <td key={count} className={`${CELL} text-right ${row[count] === 0 ? "text-ink-3" : ""}`}>
                  {row[count].toLocaleString(locale)}
                </td>
              ))}
              {row.after?.map((text, index) => (
                <td key={after[index]} className={`${CELL} text-right`}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
