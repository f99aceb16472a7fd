"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Time } from "#app/ui/time.tsx";
import { sessionsInput } from "./kill-query.ts";

const MINUTE_MS = 60_000;

/** Times of playing, newest first, and how each went. */
export function SessionList({ playerId, game }: { playerId: string; game: string }) {
  const words = useTranslations("kills.sessions");
  const trpc = useTRPC();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.kills.sessions.infiniteQueryOptions(sessionsInput(playerId, { game }), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const sessions = data?.pages.flatMap(({ items }) => items);
  if (!sessions) return null;
  return (
    <Card title={words("title")} description={words("about")}>
      {sessions.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <ol aria-label={words("title")} className="grid gap-1.5">
          {sessions.map(({ from, to, kills, deaths }) => (
            <li key={from} className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
              <span>
                <Time at={from} />{" "}
                <span className="text-ink-3 text-sm">
                  {words("minutes", {
                    minutes: Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS)),
                  })}
                </span>
              </span>
              <span className="text-ink-2 tabular-nums">{words("counts", { kills, deaths })}</span>
            </li>
          ))}
        </ol>
      )}
      {hasNextPage ? (
        <div className="mt-3">
          <Button size="sm" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
