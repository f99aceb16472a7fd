"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trophy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useEffect, useRef } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Pagination } from "#app/ui/table/pagination.tsx";
import { useTick } from "#app/ui/time.tsx";
import { KDR_FROM_ENCOUNTERS } from "../board.ts";
import { BoardControls } from "./board-controls.tsx";
import { BoardTable } from "./board-table.tsx";
import { HoursCard } from "./hours-card.tsx";
import { BOARD_LIMIT, BOARD_PARSERS, boardInput, NAMED_SERVERS } from "./kill-query.ts";
import { OrganisationsCard } from "./organisations-card.tsx";
import { shownGame } from "./shown-game.ts";
import { useCommunities } from "./use-communities.ts";
import { useGames } from "./use-games.ts";
import { useHeld } from "./use-held.ts";

const SOON_MS = 2_000;

/** Who leads: by what, over which stretch of time, and where. Rows move only while nobody reads them. */
export function Leaderboard() {
  const words = useTranslations("kills.board");
  const trpc = useTRPC();
  const [inAddress, setAddress] = useQueryStates(BOARD_PARSERS, { history: "push" });
  const address = { ...inAddress, game: shownGame(inAddress.game, useGames().games) };
  const servers = useQuery(trpc.servers.list.queryOptions(NAMED_SERVERS));
  const found = useQuery(trpc.kills.board.queryOptions(boardInput(address), { placeholderData: keepPreviousData }));
  const { held, handlers } = useHeld();
  useFresh(held || address.day !== "");
  const { data, error, refetch } = found;
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={words(`about.${address.board}`, { count: KDR_FROM_ENCOUNTERS })}
      />
      <BoardControls
        address={address}
        shown={data?.period}
        pending={found.isPlaceholderData}
        servers={servers.data?.items ?? []}
        communities={useCommunities()}
        nowMs={useTick()}
        onChange={(next) => void setAddress({ page: null, ...next })}
      />
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="20rem" />
        </Loading>
      ) : data.total === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={<Trophy aria-hidden />} title={words("empty")}>
            {words(address.board === "rating" ? "emptyRating" : "emptyText")}
          </EmptyState>
        </div>
      ) : (
        <div {...handlers} aria-busy={found.isPlaceholderData || undefined} className="grid min-w-0 gap-3">
          <BoardTable board={address.board} rows={data.items} own={data.own} compared={address.period !== "all_time"} />
          {data.total > BOARD_LIMIT ? (
            <Pagination
              page={data.page}
              limit={BOARD_LIMIT}
              total={data.total}
              onPage={(page) => void setAddress({ page })}
            />
          ) : null}
        </div>
      )}
      {address.organisation === "" ? (
        <OrganisationsCard
          game={address.game}
          onChoose={(organisation) => void setAddress({ organisation, community: null, server: null, page: null })}
        />
      ) : null}
      <HoursCard game={address.game} />
    </Stack>
  );
}

/** Asks for the board again when kills were told; what happens while it is held is asked for once it is not. */
function useFresh(held: boolean): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isHeld = useRef(held);
  isHeld.current = held;
  const isDue = useRef(false);
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  function ask() {
    isDue.current = false;
    void queryClient.invalidateQueries({ queryKey: trpc.kills.board.pathKey() });
  }
  const latest = useRef(ask);
  latest.current = ask;
  useEvents(["kill.", "leaderboard."], () => {
    isDue.current = true;
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      if (!isHeld.current) latest.current();
    }, SOON_MS);
  });
  useEffect(() => {
    if (!held && isDue.current && soon.current === undefined) latest.current();
  }, [held]);
  useEffect(() => () => clearTimeout(soon.current), []);
}
