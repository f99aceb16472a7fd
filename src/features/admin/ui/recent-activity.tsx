"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { RECENT_QUERY } from "./recent-query.ts";

/** What people did lately on the whole panel. For who may read the audit log. */
export function RecentActivity() {
  const words = useTranslations("admin.recent");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.audit.recent.queryOptions(RECENT_QUERY));
  useEvents([""], () => void queryClient.invalidateQueries({ queryKey: trpc.audit.recent.pathKey() }));
  return (
    <Card
      title={words("title")}
      actions={
        <Link href="/settings/audit" className="text-accent underline underline-offset-2">
          {words("all")}
        </Link>
      }
    >
      {data ? (
        data.items.length === 0 ? (
          <p className="text-ink-2">{words("empty")}</p>
        ) : (
          <ul className="grid grid-cols-1 divide-y divide-line">
            {data.items.map((entry) => (
              <li key={entry.id} className="flex min-w-0 flex-wrap items-baseline gap-x-3 py-1.5">
                <span className="min-w-0 break-words font-medium">{entry.actor.label}</span>
                <span className="min-w-0 break-words text-ink-2">{entry.summary}</span>
                {entry.target && entry.target.id !== entry.actor.id ? (
                  <span className="min-w-0 break-words">{entry.target.label}</span>
                ) : null}
                <span className="ml-auto text-ink-3 text-sm">
                  <Time at={entry.at} />
                </span>
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="8rem" />
        </Loading>
      )}
    </Card>
  );
}
