"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Usage } from "../usage.ts";
import { timeOf } from "./duration-text.ts";

const COUNTED = ["calls", "refused", "limited", "invalid", "failed"] as const;

/** Calls by route, most called first. It scrolls sideways inside its own frame. */
export function RouteTable({ routes }: { routes: Usage["routes"] }) {
  const words = useTranslations("apiKeys.usage");
  const locale = useLocale();
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={words("routes")}
      className="relative max-h-96 overflow-auto border-line border-t"
    >
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="sticky top-0 whitespace-nowrap bg-surface text-ink-2 text-xs">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              {words("route")}
            </th>
            {COUNTED.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 text-right font-medium">
                {words(name === "calls" ? "calls" : `outcomes.${name}`)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 text-right font-medium">
              {words("p50")}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {words("p95")}
            </th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <tr key={route.operation} className="h-row border-line border-t">
              <th scope="row" className="whitespace-nowrap px-4 font-normal">
                <code className="font-mono text-sm">
                  {route.method} {route.route}
                </code>
              </th>
              {COUNTED.map((name) => (
                <td key={name} className={`px-3 text-right ${route[name] === 0 ? "text-ink-3" : ""}`}>
                  {route[name].toLocaleString(locale)}
                </td>
              ))}
              <td className="whitespace-nowrap px-3 text-right">{timeOf(route.p50Ms)}</td>
              <td className="whitespace-nowrap px-4 text-right">{timeOf(route.p95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
