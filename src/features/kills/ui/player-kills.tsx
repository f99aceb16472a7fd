"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { GitCompareArrows, ListFilter, User } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useEffect, useRef } from "react";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Refreshing } from "#app/ui/refreshing.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { BOARD_PERIODS } from "../board.ts";
import { DeathKinds } from "./death-kinds.tsx";
import { GameSelect } from "./game-select.tsx";
import { HoursMap } from "./hours-map.tsx";
import { figuresInput, killsPath, PLAYER_KILL_PARSERS } from "./kill-query.ts";
import { KillTiles } from "./kill-tiles.tsx";
import { LatestKills } from "./latest-kills.tsx";
import { RatingChart } from "./rating-chart.tsx";
import { Rivals } from "./rivals.tsx";
import { SessionList } from "./session-list.tsx";
import { ThingList } from "./thing-list.tsx";
import { useGames } from "./use-games.ts";

const SOON_MS = 1_500;

/** What a player has done: figures that say how sure they are, with what, where, against whom and when. */
export function PlayerKills({ playerId }: { playerId: string }) {
  const words = useTranslations("kills");
  const { nameOf } = useGames();
  const trpc = useTRPC();
  const who = useWho();
  const [address, setAddress] = useQueryStates(PLAYER_KILL_PARSERS, { history: "push" });
  useFresh(playerId);
  const {
    data: figures,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery(trpc.kills.figures.queryOptions(figuresInput(playerId, address), { placeholderData: keepPreviousData }));
  if (error && !figures) {
    const code = shownError(error)?.code;
    if (code === "not_found" || code === "invalid_input") return <NothingHere />;
    return <ErrorState title={words("player.failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!figures)
    return (
      <Loading label={words("player.title")} slow={words("feed.slow")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="6rem" />
        <Skeleton height="20rem" />
      </Loading>
    );
  const { name, game } = figures;
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: name }]} />
      <PageHeader
        title={name}
        aside={
          <>
            {figures.isOwn ? <Badge tone="info">{words("board.you")}</Badge> : null}
            <span className="text-ink-2">{nameOf(game)}</span>
            {figures.organisation === null ? null : (
              <Link
                href={`/kills/leaderboards?period=all_time&organisation=${encodeURIComponent(figures.organisation)}`}
                className="text-accent underline underline-offset-2"
              >
                {words("player.organisation", { name: figures.organisation.toUpperCase() })}
              </Link>
            )}
          </>
        }
        actions={
          <>
            <GameSelect game={game} only={figures.games} onGame={(next) => void setAddress({ game: next })} />
            {holdsSomewhere(who, "players:read") ? (
              <LinkButton href={`/players/${playerId}`} icon={<User />}>
                {words("player.profile")}
              </LinkButton>
            ) : null}
            <LinkButton href={killsPath({ player: playerId, game })} icon={<ListFilter />}>
              {words("player.all")}
            </LinkButton>
            <LinkButton
              href={`/kills/compare?one=${playerId}&game=${encodeURIComponent(game)}`}
              icon={<GitCompareArrows />}
            >
              {words("player.compare")}
            </LinkButton>
          </>
        }
      />
      <fieldset className="flex min-w-0 flex-wrap gap-1">
        <legend className="sr-only">{words("board.period")}</legend>
        {BOARD_PERIODS.toReversed().map((period) => (
          <Button
            key={period}
            size="sm"
            aria-pressed={period === address.period}
            onClick={() => void setAddress({ period })}
          >
            {words(`player.periods.${period}`)}
          </Button>
        ))}
        <Refreshing active={isPlaceholderData} />
      </fieldset>
      <KillTiles figures={figures} />
      {/* Each column by itself: what is short leaves no hole beside what is long. */}
      <div className="grid min-w-0 grid-cols-1 items-start gap-4 *:min-w-0 lg:grid-cols-2">
        <Stack>
          <Card title={words("player.rating")} description={words("player.ratingAbout")}>
            <RatingChart figures={figures} />
          </Card>
          <ThingList title={words("player.weapons")} thing="weapon" game={game} items={figures.weapons} />
          <ThingList title={words("player.places")} thing="place" game={game} items={figures.places} />
          <Rivals playerId={playerId} figures={figures} />
        </Stack>
        <Stack>
          <Card title={words("player.hours")}>
            <HoursMap hours={figures.hours} />
          </Card>
          <ThingList title={words("player.ships")} thing="ship" game={game} items={figures.ships} />
          <Card title={words("player.deaths")}>
            <DeathKinds totals={figures.totals} />
          </Card>
          <SessionList playerId={playerId} game={address.game} />
          <LatestKills playerId={playerId} game={address.game} />
        </Stack>
      </div>
    </Stack>
  );
}

/** Asks again when something happened to this player; what comes in one moment costs one question. */
function useFresh(playerId: string): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(["kill."], ({ type, payload }) => {
    const told = payload as { killerId?: unknown; victimId?: unknown } | null;
    // A change does not say whose kill it is.
    if (type === "kill.recorded" && told?.killerId !== playerId && told?.victimId !== playerId) return;
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      for (const { pathKey } of [trpc.kills.figures, trpc.kills.sessions, trpc.kills.list])
        void queryClient.invalidateQueries({ queryKey: pathKey() });
    }, SOON_MS);
  });
  useEffect(() => () => clearTimeout(soon.current), []);
}
