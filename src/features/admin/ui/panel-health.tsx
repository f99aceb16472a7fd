"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Skeleton } from "#app/ui/skeleton.tsx";
import { Time, useTick } from "#app/ui/time.tsx";

/** Which version this is, since when it runs, and what of it is missing. */
export function PanelHealth() {
  const words = useTranslations("admin.health");
  const trpc = useTRPC();
  const now = useTick();
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery(
    trpc.health.get.queryOptions({}, { staleTime: 0, retry: false }),
  );
  const missing = shownError(error)?.code === "unavailable" ? (shownError(error)?.details ?? []) : null;
  return (
    <Card title={words("title")}>
      {error && !missing ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <DescriptionList
          items={[
            {
              label: words("state"),
              value: missing ? (
                <>
                  <Badge tone="bad">{words("incomplete")}</Badge>
                  <ul className="mt-1">
                    {missing.map(({ path, message }) => (
                      <li key={path}>{message}</li>
                    ))}
                  </ul>
                </>
              ) : data ? (
                <Badge tone="ok">{words("complete")}</Badge>
              ) : (
                <Skeleton width="6rem" />
              ),
            },
            ...(data
              ? [
                  { label: words("version"), value: <Copyable value={data.version} what={words("version")} /> },
                  {
                    label: words("since"),
                    value: <Time at={(dataUpdatedAt || now) - data.uptimeSeconds * 1000} />,
                  },
                  { label: words("limits"), value: <CountedIn {...data.limits} /> },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  );
}

/** Where the calls of the API are counted, and what is done while that is away. */
function CountedIn({ countedIn, awaySince }: { countedIn: "memory" | "redis" | "upstash"; awaySince: string | null }) {
  const words = useTranslations("admin.health");
  if (awaySince === null) return words(`countedIn.${countedIn}`);
  return (
    <>
      <Badge tone="warn">
        {words("storeAway")} <Time at={awaySince} />
      </Badge>
      <p className="mt-1">{words("storeAwayMeans")}</p>
    </>
  );
}
