"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { EngineState } from "./engine-state.tsx";

/** How often one asks whether the game is still connected, and whether it has told of something new. */
const REFRESH_MS = 5_000;

/** What all pages of one world have: its name, whether its game speaks to the panel, its parts. */
export function WorldFrame({ serverId, children }: { serverId: string; children: ReactNode }) {
  const words = useTranslations("world");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.world.state.queryOptions({ serverId }, { refetchInterval: REFRESH_MS, retry: false }),
  );
  useNews(data?.revision, data?.reportedAt);
  const server = useQuery(trpc.servers.get.queryOptions({ serverId }, { retry: false }));
  if (error && !data) {
    const code = shownError(error)?.code;
    if (code === "not_found") return <NothingHere />;
    if (code === "forbidden") return <Forbidden permission="world:read" />;
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!data)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="16rem" />
        <Skeleton height="24rem" />
      </Loading>
    );
  const name = server.data?.name ?? words("title");
  const base = `/world/${serverId}`;
  return (
    <Stack gap="sm">
      <PageCrumbs from="frame" crumbs={[{ label: name }]} />
      <PageHeader
        title={words("worldOf", { name })}
        aside={<EngineState connected={data.connected} reportedAt={data.reportedAt} />}
        actions={<LinkButton href={`/servers/${serverId}`}>{words("toServer")}</LinkButton>}
      />
      {data.reportedAt === null ? (
        <NoBridge connected={data.connected} />
      ) : (
        <>
          <Tabs
            label={words("tabs.label")}
            tabs={[
              { href: base, label: words("tabs.map") },
              { href: `${base}/rooms`, label: words("tabs.rooms"), count: data.roomCount },
              { href: `${base}/areas`, label: words("tabs.areas"), count: data.areaCount },
              { href: `${base}/npcs`, label: words("tabs.npcs"), count: data.npcCount },
              { href: `${base}/items`, label: words("tabs.items"), count: data.itemCount },
            ]}
          />
          {children}
        </>
      )}
    </Stack>
  );
}

/** Asks for what is shown anew when the game has told of it: for maps and lists of rooms when those may have changed, for all else at each report. */
function useNews(revision: string | undefined, reportedAt: string | null | undefined): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const known = useRef({ revision, reportedAt });
  useEffect(() => {
    const before = known.current;
    known.current = { revision, reportedAt };
    const { areas, rooms, map, room, npcs, items } = trpc.world;
    const stale = [
      ...(before.revision !== undefined && before.revision !== revision ? [areas, rooms, map, room] : []),
      ...(before.reportedAt !== undefined && before.reportedAt !== reportedAt ? [npcs, items] : []),
    ];
    for (const path of stale) void queryClient.invalidateQueries({ queryKey: path.pathKey() });
  }, [revision, reportedAt, trpc, queryClient]);
}

/** Nothing is known of this world: what a game must do to be seen here. */
function NoBridge({ connected }: { connected: boolean }) {
  const words = useTranslations("world.noBridge");
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState
        icon={<Plug aria-hidden />}
        title={words(connected ? "silentTitle" : "title")}
        docs={{ href: "/docs/api", label: words("docs") }}
      >
        {connected
          ? words("silentText")
          : words.rich("text", { code: (text) => <code className="font-mono">{text}</code> })}
      </EmptyState>
    </div>
  );
}
