"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { may, type Target } from "#app/lib/access.ts";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { Time } from "#app/ui/time.tsx";
import { usePlayerEvents } from "./live.ts";
import { AddNote } from "./note-acts.tsx";
import { Played } from "./played.tsx";
import { Flags, Presence } from "./player-badges.tsx";
import { PlayerFacts } from "./player-facts.tsx";
import { PlayerPrivacy } from "./player-privacy.tsx";
import { PlayerTimeline } from "./player-timeline.tsx";
import { ReportPlayer } from "./report-player.tsx";

export interface PlayerPageProps {
  playerId: string;
  /** What can be done to them, with the entries of the timeline that are chosen as evidence: beside the name. */
  actions?(evidence: { ids: readonly string[]; forget(): void }): ReactNode;
}

/** One player: who they are, how they stand, what can be done, and everything they did. */
export function PlayerPage({ playerId, actions }: PlayerPageProps) {
  const words = useTranslations("players");
  const trpc = useTRPC();
  const who = useWho();
  const [chosen, setChosen] = useState<string[]>([]);
  usePlayerEvents(playerId);
  const {
    data: player,
    error,
    refetch,
  } = useQuery(trpc.players.get.queryOptions({ playerId }, { refetchOnMount: "always" }));
  if (error && !player) {
    const code = shownError(error)?.code;
    if (code === "not_found" || code === "invalid_input") return <NothingHere />;
    return <ErrorState title={words("failedOne")} error={error} onRetry={() => void refetch()} />;
  }
  if (!player)
    return (
      <Loading label={words("title")} slow={words("slow")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="6rem" />
        <Skeleton height="20rem" />
      </Loading>
    );
  const mayNote = mayOnAny(player.places, (on) => may(who, "players.notes:write", on));
  const mayUseEvidence =
    may(who, "players.reports:create") ||
    (["players:kick", "players:mute", "players:ban"] as const).some((permission) =>
      mayOnAny(player.places, (on) => may(who, permission, on)),
    );
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: player.name }]} />
      <PageHeader
        title={player.name}
        aside={
          <>
            <Presence online={player.online} />
            <Flags player={player} />
            <span className="text-ink-2">{[player.serverName, `#${player.number}`].filter(Boolean).join(", ")}</span>
          </>
        }
        actions={
          <>
            <ReportPlayer player={player} evidence={chosen} onDone={() => setChosen([])} />
            {actions?.({ ids: chosen, forget: () => setChosen([]) })}
          </>
        }
      />
      <Stack columns={4}>
        <Tile label={words("tiles.played")} value={<Played seconds={player.playedSec} since={player.onlineSince} />} />
        <Tile
          label={words("tiles.visits")}
          value={player.places.reduce((sum, { sessions }) => sum + sessions, 0)}
          note={
            player.onlineSince ? words.rich("tiles.since", { time: () => <Time at={player.onlineSince!} /> }) : null
          }
        />
        <Tile label={words("tiles.firstSeen")} value={<Time at={player.createdAt} />} />
        <Tile
          label={words("tiles.lastSeen")}
          value={player.lastSeenAt ? <Time at={player.lastSeenAt} /> : words("never")}
        />
      </Stack>
      <div className="grid min-w-0 grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Stack>
          {mayNote ? <AddNote playerId={playerId} /> : null}
          <PlayerTimeline playerId={playerId} evidence={mayUseEvidence ? { ids: chosen, onChange: setChosen } : null} />
        </Stack>
        <Stack>
          <PlayerFacts player={player} />
          {may(who, "players:erase") ? <PlayerPrivacy player={player} /> : null}
        </Stack>
      </div>
    </Stack>
  );
}

/** Whether something is allowed on one of these servers, or on all there are. */
export function mayOnAny(places: readonly { serverId: string }[], allowed: (on: Target) => boolean): boolean {
  return allowed({}) || places.some(({ serverId }) => allowed({ serverId }));
}
