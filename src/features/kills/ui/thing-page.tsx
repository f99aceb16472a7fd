"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { Time } from "#app/ui/time.tsx";
import { KillLines } from "./kill-lines.tsx";
import { killsPath } from "./kill-query.ts";
import { THING_FOLDERS, type Thing } from "./thing-paths.ts";
import { killsOfThing, thingInput } from "./thing-query.ts";
import { useGames } from "./use-games.ts";
import { useNumbers } from "./use-numbers.ts";

/** A weapon, a ship or a place: how many kills and deaths, who leads with it or there, and what happened last. */
export function ThingPage({ thing, name, game }: { thing: Thing; name: string; game: string }) {
  const words = useTranslations("kills.things");
  const { nameOf } = useGames();
  const party = useTranslations("kills.party");
  const board = useTranslations("kills.board");
  const trpc = useTRPC();
  const { whole } = useNumbers();
  const { data, error, refetch } = useQuery(trpc.kills.facet.queryOptions(thingInput(thing, game, name)));
  const latest = useQuery(
    trpc.kills.list.queryOptions(killsOfThing(thing, data?.game ?? game, name), {
      enabled: data !== undefined,
    }),
  );
  if (error && !data) return <ErrorState title={words("failedOne")} error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Loading label={words(`one.${thing}`)}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="16rem" />
      </Loading>
    );
  const title = data.value.name ?? data.value.class;
  return (
    <Stack>
      <PageCrumbs
        crumbs={[{ label: words(`many.${thing}`), href: `/kills/${THING_FOLDERS[thing]}` }, { label: title }]}
      />
      <PageHeader
        title={title}
        aside={
          <>
            {data.value.name ? (
              <span className="break-all font-mono text-ink-2 text-sm">{data.value.class}</span>
            ) : null}
            <span className="text-ink-2">{nameOf(data.game)}</span>
          </>
        }
        description={data.value.name ? null : words("unknown")}
        actions={
          <LinkButton href={killsPath({ [thing]: data.value.class, game: data.game })} icon={<ListFilter />}>
            {words("all")}
          </LinkButton>
        }
      />
      <div className="grid grid-cols-2 gap-2 *:min-w-0 max-sm:*:last:col-span-2 sm:grid-cols-3">
        <Tile label={words(`killsWith.${thing}`)} value={whole(data.kills)} />
        <Tile label={words(`deathsWith.${thing}`)} value={whole(data.deaths)} />
        <Tile label={words("last")} value={data.lastAt ? <Time at={data.lastAt} /> : "–"} />
      </div>
      <div className="grid min-w-0 grid-cols-1 items-start gap-4 *:min-w-0 lg:grid-cols-2">
        <Card title={words(`leaders.${thing}`)}>
          {data.items.length === 0 ? (
            <p className="text-ink-2">{words("noLeaders")}</p>
          ) : (
            <ol aria-label={words(`leaders.${thing}`)} className="grid gap-1.5">
              {data.items.map((item) => (
                <li key={item.rank} className="grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-2">
                  <span className="text-right text-ink-3 tabular-nums">{item.rank}</span>
                  <span className="flex min-w-0 items-center gap-2">
                    {item.playerId ? (
                      <Link href={`/kills/players/${item.playerId}`} className="truncate font-medium hover:underline">
                        {item.name}
                      </Link>
                    ) : (
                      <span className="truncate text-ink-2 italic">{party("hidden")}</span>
                    )}
                    {item.isOwn ? <Badge tone="info">{board("you")}</Badge> : null}
                  </span>
                  <span className="text-ink-2 text-sm tabular-nums">
                    {words("counts", { kills: item.kills, deaths: item.deaths, shown: whole(item.kills) })}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Card>
        {latest.data?.items.length ? (
          <Card title={words("latest")}>
            <KillLines kills={latest.data.items} label={words("latest")} />
          </Card>
        ) : null}
      </div>
    </Stack>
  );
}
