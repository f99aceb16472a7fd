"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";

/** What each way has given on each of the last days. */
export function EarningReport() {
  const words = useTranslations("earning.settings");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.earning.report.queryOptions({}));
  return (
    <Card title={words("report")}>
      {error ? (
        <ErrorState title={words("reportFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("report")}>
          <Skeleton height="6rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <p className="text-ink-2">{words("reportNone")}</p>
      ) : (
        <div className="relative max-h-96 overflow-auto">
          <table className="w-full text-left tabular-nums">
            <thead className="text-ink-2 text-sm">
              <tr>
                {(["day", "way", "coins", "members"] as const).map((column) => (
                  <th key={column} scope="col" className="py-1 pr-4 font-medium">
                    {words(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ day, way, coins, members }) => (
                <tr key={`${day} ${way}`} className="border-line border-t">
                  <td className="whitespace-nowrap py-1 pr-4">{day}</td>
                  <td className="py-1 pr-4">{words(`ways.${way}`)}</td>
                  <td className="py-1 pr-4">{format.number(coins)}</td>
                  <td className="py-1">{format.number(members)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
