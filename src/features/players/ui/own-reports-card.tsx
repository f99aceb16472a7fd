"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Time } from "#app/ui/time.tsx";
import { OWN_REPORTS_QUERY } from "./player-query.ts";
import { ReportState } from "./report-state.tsx";

/** The latest reports that somebody has filed, and what became of them. Nothing for who has filed none. */
export function OwnReportsCard() {
  const words = useTranslations("players.ownReports");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.playerReports.mine.queryOptions(OWN_REPORTS_QUERY));
  // That one was decided is told by a notice.
  useEvents(["notification.created"], ({ payload }) => {
    if ((payload as { notice?: string }).notice === "player.report_resolved")
      void queryClient.invalidateQueries({ queryKey: trpc.playerReports.mine.pathKey() });
  });
  if (data?.total === 0 || (!data && !error)) return null;
  return (
    <Card title={words("title")} description={words("text")}>
      {!data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : (
        <ul className="grid gap-3">
          {data.items.map((report) => (
            <li key={report.id} className="grid min-w-0 gap-0.5">
              <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
                <span className="break-words font-medium">
                  {words("line", { number: report.number, name: report.playerName })}
                </span>
                <ReportState report={report} />
                <span className="text-ink-3 text-sm">
                  <Time at={report.createdAt} />
                </span>
              </span>
              <span className="whitespace-pre-wrap break-words text-ink-2">{report.text}</span>
              {report.answer ? (
                <span className="whitespace-pre-wrap break-words">{words("answer", { answer: report.answer })}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
