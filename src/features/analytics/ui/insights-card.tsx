"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { dateText } from "#app/ui/time-text.ts";
import type { askedOf } from "./analytics-query.ts";
import type { Dashboard } from "./metric-tiles.tsx";

const KILLS_LINKED = 8;
type Insight = Dashboard["insights"][number];

/** What was found, each with how sure it is and the kills behind it, and below it what was asked without an answer. */
export function InsightsCard({ asked }: { asked: ReturnType<typeof askedOf> }) {
  const words = useTranslations("analytics");
  const trpc = useTRPC();
  const insights = useQuery({
    ...trpc.analytics.insights.queryOptions(asked),
    placeholderData: (previous) => previous,
  });
  const { data } = insights;
  const isOfOthers = asked.playerId !== undefined || asked.serverId !== undefined || asked.communityId !== undefined;
  return (
    <Card title={words("insights.title")} description={data?.says}>
      {insights.isError ? (
        <ErrorState title={words("failed")} error={insights.error} onRetry={() => void insights.refetch()} />
      ) : data === undefined ? (
        <Loading label={words("loading")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : (
        <div className="grid gap-3">
          {data.items.length === 0 ? (
            <p className="text-ink-2">{words("insights.none")}.</p>
          ) : (
            <ul className="grid divide-y divide-line">
              {data.items.map((insight) => (
                <InsightLine
                  key={`${insight.playerId} ${insight.question} ${insight.id}`}
                  insight={insight}
                  isNamed={isOfOthers}
                />
              ))}
            </ul>
          )}
          {data.report ? (
            <details className="min-w-0 text-sm">
              <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">
                {words("insights.asked")}
              </summary>
              <ul className="mt-1 grid gap-1 text-ink-2">
                {data.report.types.map(({ type, says }) => (
                  <li key={type}>{says}</li>
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      )}
    </Card>
  );
}

/** `isNamed`: it is told among those of others, so it says whose it is. */
function InsightLine({ insight, isNamed }: { insight: Insight; isNamed: boolean }) {
  const words = useTranslations("analytics.insights");
  const locale = useLocale();
  const day = (at: string) => dateText(Date.parse(at), "UTC", locale);
  const { statement, rephrased, pAdjusted, n, nUnit, dataQuality, window, method, killIds } = insight;
  return (
    <li className="grid gap-1 py-3 first:pt-0">
      <p className="break-words font-medium">
        {isNamed ? (
          <>
            <Link href={`/kills/players/${insight.playerId}`} className="hover:underline">
              {words("of", { player: insight.playerName })}
            </Link>{" "}
          </>
        ) : null}
        {statement}
      </p>
      {rephrased ? <p className="break-words text-ink-2 text-sm">{words("rephrased", { text: rephrased })}</p> : null}
      <p className="text-ink-2 text-sm">
        {[
          words("sure", {
            p: pAdjusted.toLocaleString(locale, { maximumSignificantDigits: 2 }),
            n,
            unit: nUnit,
          }),
          words("quality", dataQuality),
          words("window", { from: day(window.from), to: day(window.to) }),
        ].join(" · ")}
      </p>
      <details className="min-w-0 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">{words("method")}</summary>
        <p className="mt-1 text-ink-2">{method}</p>
        <p className="mt-1 text-ink-2">{words("aboutP")}</p>
      </details>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="text-ink-2">{words("kills")}</span>
        {killIds.slice(0, KILLS_LINKED).map((id, place) => (
          <Link
            key={id}
            href={`/kills/${id}`}
            className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
          >
            {words("kill", { place: place + 1 })}
          </Link>
        ))}
      </p>
    </li>
  );
}
