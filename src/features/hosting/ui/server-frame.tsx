"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { useServerEvents } from "./live.ts";
import { PowerButtons } from "./power-buttons.tsx";
import { ServerStatus } from "./server-status.tsx";

/** What all pages of one server have: its name and state, its power, its parts. */
export function ServerFrame({ serverId, children }: { serverId: string; children: ReactNode }) {
  const words = useTranslations("hosting.server");
  const trpc = useTRPC();
  const who = useWho();
  useServerEvents();
  const { data: server, error, refetch, isFetching } = useQuery(trpc.servers.get.queryOptions({ serverId }));
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
  const on = { serverId, communityId: server.communityId, ownerId: server.owner.id };
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
      <Tabs
        label={words("tabs.label")}
        tabs={[
          { href: `/servers/${serverId}/console`, label: words("tabs.console") },
          ...(may(who, "servers.activity:read", on)
            ? [{ href: `/servers/${serverId}/activity`, label: words("tabs.activity") }]
            : []),
          { href: `/servers/${serverId}/settings`, label: words("tabs.settings") },
        ]}
      />
      {children}
    </Stack>
  );
}
