"use client";

import { useTranslations } from "next-intl";
import type { Usage } from "../usage.ts";
import { CountTable } from "./count-table.tsx";
import { timeOf } from "./duration-text.ts";

/** Calls by route, most called first. */
export function RouteTable({ routes }: { routes: Usage["routes"] }) {
  const words = useTranslations("apiKeys.usage");
  return (
    <CountTable
      label={words("routes")}
      nameHeader={words("route")}
      after={[words("p50"), words("p95")]}
      rows={routes.map((route) => ({
        ...route,
        id: route.operation,
        name: (
          <code className="font-mono text-sm">
            {route.method} {route.route}
          </code>
        ),
        after: [timeOf(route.p50Ms), timeOf(route.p95Ms)],
      }))}
    />
  );
}
