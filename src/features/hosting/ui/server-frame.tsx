"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef } from "react";
import { may } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { usePaletteCommands } from "#app/ui/palette/palette-context.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { useServerEvents } from "./live.ts";
import { PowerButtons } from "./power-buttons.tsx";
import { ServerStatus } from "./server-status.tsx";
import { SuspensionBanner } from "./suspension-banner.tsx";

type ServerDetails = Outputs["servers"]["get"];

/** So many parts there can be that a game must tell of. */
const PARTS_TOLD = 3;
const TOLD_MS = 2_000;

interface ServerFrameProps {
  serverId: string;
  /** Above the parts: what other features have to say of this server now. */
  notices?: ReactNode;
  /** The way out where it is suspended because nobody renewed it. */
  renew?: ReactNode;
  children: ReactNode;
}

/** What all pages of one server have: its name and state, its power, its parts. */
export function ServerFrame({ serverId, notices, renew, children }: ServerFrameProps) {
  const words = useTranslations("hosting.server");
  const trpc = useTRPC();
  useServerEvents();
  const { data: server, error, refetch, isFetching } = useQuery(trpc.servers.get.queryOptions({ serverId }));
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A game tells of its world a moment after it has connected, and of players when the first comes in.
  useEvents(["server.engine_", "game.player_login"], (event) => {
    if (event.serverId !== serverId || server?.tells.length === PARTS_TOLD) return;
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      void refetch();
    }, TOLD_MS);
  });
  if (error && !server) {
    if (shownError(error)?.code === "not_found") return <NothingHere />;
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!server)
    return (
      <Loading label={words("tabs.label")}>
        <Skeleton height="2rem" width="16rem" />
        <Skeleton height="24rem" />
      </Loading>
    );
  return (
    <Stack>
      <PageHeader
        title={server.name}
        aside={
          <>
            <ServerStatus server={server} />
            {server.address ? <Copyable value={server.address} what={words("address")} /> : null}
          </>
        }
        {...(server.description && { description: server.description })}
        actions={<PowerButtons server={server} />}
      />
      {server.install ? (
        <Progress
          label={words("installLabel", { name: server.name })}
          percent={server.install.percent}
          note={words("installing", { step: server.install.step, of: server.install.of, name: server.install.name })}
        />
      ) : null}
      <SuspensionBanner server={server} renew={renew} />
      {notices}
      <Parts server={server} />
      {children}
    </Stack>
  );
}

/** The parts of the server that there are and that this person may see: as tabs, and in the palette. */
function Parts({ server }: { server: ServerDetails }) {
  const words = useTranslations("hosting.server.tabs");
  const who = useWho();
  const tabs = useMemo(() => {
    const base = `/servers/${server.id}`;
    const on = { serverId: server.id, communityId: server.communityId, ownerId: server.owner.id };
    const has = (part: ServerDetails["tells"][number], permission: Permission) =>
      server.tells.includes(part) && may(who, permission, on);
    return [
      { href: `${base}/console`, label: words("console") },
      ...(has("players", "players:read") ? [{ href: `${base}/players`, label: words("players") }] : []),
      ...(has("world", "world:read") ? [{ href: `/world/${server.id}`, label: words("world") }] : []),
      ...(has("statistics", "players:read") ? [{ href: `${base}/statistics`, label: words("statistics") }] : []),
      ...(may(who, "servers.activity:read", on) ? [{ href: `${base}/activity`, label: words("activity") }] : []),
      { href: `${base}/settings`, label: words("settings") },
    ];
  }, [server, who, words]);
  const commands = useMemo(
    () => tabs.map(({ href, label }) => ({ id: `part.${href}`, label, group: server.name, href })),
    [tabs, server.name],
  );
  usePaletteCommands(commands);
  return <Tabs label={words("label")} tabs={tabs} />;
}
