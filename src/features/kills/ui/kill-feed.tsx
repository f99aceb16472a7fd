"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Crosshair, Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useLiveState } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConnectionPill } from "#app/ui/connection-pill.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { useTick } from "#app/ui/time.tsx";
import { KillFilterBar } from "./kill-filter-bar.tsx";
import { KILL_PARSERS, type KillFilter, killsInput, NAMED_SERVERS, NO_FILTER } from "./kill-query.ts";
import { useKillColumns } from "./kill-table.tsx";
import { useKillText } from "./kill-words.tsx";
import { RecordKill } from "./record-kill.tsx";
import { useCommunities } from "./use-communities.ts";
import { useGames } from "./use-games.ts";
import { useHeld } from "./use-held.ts";
import { useKillFeed } from "./use-kill-feed.ts";

/** Kills as they are told of: newest first, but nothing moves while somebody reads. */
export function KillFeed() {
  const words = useTranslations("kills");
  const trpc = useTRPC();
  const who = useWho();
  const live = useLiveState();
  const [filter, setFilter] = useQueryStates(KILL_PARSERS, { history: "push" });
  const table = useTableQuery("kills", { sort: "" });
  const servers = useQuery(trpc.servers.list.queryOptions(NAMED_SERVERS));
  const communities = useCommunities();
  const { games } = useGames();
  const { held, handlers } = useHeld();
  const { history, kills, waiting, isMore, show } = useKillFeed(killsInput(filter, useTick()), held);
  const columns = useKillColumns();
  const textOf = useKillText();
  const filtered = Object.entries(NO_FILTER).some(([name, none]) => filter[name as keyof KillFilter] !== none);
  const clear = () => void setFilter(null);
  const names = useMemo(() => namesIn(kills?.[0], filter), [kills, filter]);
  const players = useMemo(() => playersIn(kills), [kills]);

  return (
    <Stack>
      <PageHeader
        title={words("feed.title")}
        aside={
          <ConnectionPill
            connection={
              live.up
                ? { state: "live" }
                : live.sinceMs === 0
                  ? { state: "connecting" }
                  : { state: "reconnecting", attempt: live.attempt }
            }
          />
        }
        description={words("feed.description")}
        actions={holdsSomewhere(who, "kills:write") ? <RecordKill game={filter.game} /> : null}
      />
      <KillFilterBar
        filter={filter}
        servers={servers.data?.items ?? []}
        communities={communities}
        names={names}
        players={players}
        games={games}
        filtered={filtered}
        onChange={(next) => void setFilter(next)}
        onClear={clear}
      />
      {/* Of the same height whether something waits or not, so that no row is moved by it. */}
      <div role="status" className="flex min-h-control min-w-0 items-center justify-center">
        {waiting > 0 ? (
          <Button block icon={<ArrowUp />} onClick={show}>
            {words(isMore ? "feed.waitingMore" : "feed.waiting", { count: waiting })}
          </Button>
        ) : (
          <p className="flex items-center gap-1.5 text-ink-3 text-sm">
            <Eye aria-hidden className="size-4" />
            {words("feed.holds")}
          </p>
        )}
      </div>
      <div {...handlers}>
        <DataTable
          title={words("feed.list")}
          level={2}
          columns={columns}
          {...listParts({ ...history, data: kills && { items: kills } })}
          refetching={false}
          rowKey={({ id }) => id}
          rowLabel={textOf}
          state={{ ...table, filtered, clear }}
          empty={
            <EmptyState icon={<Crosshair aria-hidden />} title={words("feed.empty")}>
              {words("feed.emptyText")}
            </EmptyState>
          }
          errorTitle={words("feed.failed")}
          slow={words("feed.slow")}
          footer={
            kills?.length ? (
              <LoadOlder
                more={history.hasNextPage}
                loading={history.isFetchingNextPage}
                onLoad={() => void history.fetchNextPage()}
              />
            ) : null
          }
        />
      </div>
    </Stack>
  );
}

type Shown = NonNullable<ReturnType<typeof useKillFeed>["kills"]>[number];

/** The names of who took part, by their ids. */
function playersIn(kills: readonly Shown[] | undefined): ReadonlyMap<string, string> {
  const parties = (kills ?? []).flatMap(({ killer, victim }) => [killer, victim]);
  return new Map(parties.flatMap((party) => (party?.playerId && party.name ? [[party.playerId, party.name]] : [])));
}

/** What a filter by a thing is called, as far as a kill that it found tells. */
function namesIn(
  kill: Shown | undefined,
  { weapon, ship, place, system }: KillFilter,
): { weapon?: string; ship?: string; place?: string; system?: string } {
  if (!kill) return {};
  const ships = [kill.killer?.vehicle, kill.victim.vehicle].flatMap((vehicle) => vehicle ?? []);
  // Which of two it was the kill does not say, but where its word is the one that is asked by.
  const shipName = (ships.find((each) => each.class === ship) ?? (ships.length === 1 ? ships[0] : undefined))?.name;
  return {
    ...(system && kill.system && { system: kill.system }),
    ...(ship && shipName && { ship: shipName }),
    ...(weapon && kill.weapon?.name && { weapon: kill.weapon.name }),
    ...(place && kill.place?.name && { place: kill.place.name }),
  };
}
