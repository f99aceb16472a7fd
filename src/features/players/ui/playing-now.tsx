"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { usePlayerEvents } from "./live.ts";
import { PLAYING_QUERY } from "./player-query.ts";

/** Who is playing at this moment, on all servers whose players one may see: it changes as they come and go. */
export function PlayingNow() {
  const words = useTranslations("players.now");
  const trpc = useTRPC();
  usePlayerEvents();
  const { data, error, refetch, isFetching } = useQuery(
    trpc.players.list.queryOptions(PLAYING_QUERY, { refetchOnMount: "always" }),
  );
  const more = (data?.total ?? 0) - (data?.items.length ?? 0);
  return (
    <Card
      title={data && data.total > 0 ? words("titleCount", { count: data.total }) : words("title")}
      actions={<LinkButton href="/players">{words("all")}</LinkButton>}
      flush
    >
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="5rem" />
        </Loading>
      ) : data.total === 0 ? (
        <p className="px-4 pb-4 text-ink-2">{words("none")}</p>
      ) : (
        <>
          <ul className="grid min-w-0 grid-cols-1 border-line border-t sm:grid-cols-2 xl:grid-cols-3">
            {data.items.map((player) => (
              <li key={player.id} className="min-w-0 px-4 py-2">
                <Link
                  href={`/players/${player.id}`}
                  className="block min-h-6 truncate font-medium hover:underline pointer-coarse:min-h-8"
                >
                  {player.name}
                </Link>
                <p className="truncate text-ink-2 text-sm">
                  {player.serverName}
                  {player.onlineSince ? (
                    <>
                      {" · "}
                      {words.rich("since", { time: () => <Time at={player.onlineSince!} /> })}
                    </>
                  ) : null}
                </p>
              </li>
            ))}
          </ul>
          {more > 0 ? (
            <p className="border-line border-t px-4 py-2">
              <Link href="/players?show=online" className="text-accent underline underline-offset-2">
                {words("more", { count: more })}
              </Link>
            </p>
          ) : null}
        </>
      )}
    </Card>
  );
}
