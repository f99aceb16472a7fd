"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";

const COLUMNS = ["invocations", "invocationsToday", "invocationsThisWeek", "averageMs", "errors"] as const;

/** The commands that are given most. */
export function CommandTable({ figures }: { figures: Outputs["statistics"]["commands"] }) {
  const words = useTranslations("statistics.commands");
  const locale = useLocale();
  const { executed, names, errorPercent, mostUsed } = figures;
  if (mostUsed.length === 0)
    return <p className="px-4 pb-4 text-ink-2">{executed === null ? words("untold") : words("none")}</p>;
  return (
    <>
      <p className="px-4 pb-3 text-ink-2">
        {words("conclusion", { executed: executed ?? 0, names: names ?? 0 })}{" "}
        {errorPercent === null ? null : words("failed", { share: errorPercent / 100 })}
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={words("table")}
        className="overflow-x-auto border-line border-t"
      >
        <table className="w-full border-collapse text-left tabular-nums">
          <thead className="bg-sunken text-ink-2 text-xs">
            <tr>
              <th scope="col" className="px-4 py-1.5 font-medium">
                {words("command")}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="px-4 py-1.5 text-right font-medium">
                  {words(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {mostUsed.map((use) => (
              <tr key={use.command} className="border-line border-t">
                <th scope="row" className="px-4 py-1.5 font-mono font-normal text-sm">
                  {use.command === "*" ? words("others") : use.command}
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} className="px-4 py-1.5 text-right">
                    {use[column]?.toLocaleString(locale) ?? "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
