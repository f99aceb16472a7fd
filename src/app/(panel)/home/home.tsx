"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Server as ServerIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { RecentActivity } from "#app/features/admin/ui/recent-activity.tsx";
import type { Server } from "#app/features/hosting/server-view.ts";
import { useServerEvents } from "#app/features/hosting/ui/live.ts";
import { OwnQueue } from "#app/features/hosting/ui/server-queue.tsx";
import { OwnResources } from "#app/features/packages/ui/resources-card.tsx";
import { PlayingNow } from "#app/features/players/ui/playing-now.tsx";
import { RenewalsDue } from "#app/features/renewals/ui/renewals-due.tsx";
import { holdsSomewhere, may, type Who } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { usePerson, useWho } from "#app/transport/client/who.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { ALL_NODES, ALL_SERVERS } from "./home-queries.ts";
import { Incidents } from "./incidents.tsx";
import { incidentsOf } from "./incidents-of.ts";
import { MemberTiles } from "./member-tiles.tsx";
import { NextSteps } from "./next-steps.tsx";
import { ServerCard } from "./server-card.tsx";

const MOST_CARDS = 12;

/** What wants a look, my servers, and what was done lately; for a newcomer, how to begin. */
export function Home() {
  const words = useTranslations("home");
  const trpc = useTRPC();
  const who = useWho();
  const { name } = usePerson();
  const seesNodes = may(who, "nodes:read");
  useServerEvents();
  const servers = useQuery(trpc.servers.list.queryOptions(ALL_SERVERS));
  const nodes = useQuery(trpc.nodes.list.queryOptions(ALL_NODES, { enabled: seesNodes }));
  const incidents = incidentsOf(servers.data?.items ?? [], nodes.data?.items ?? null);
  return (
    <Stack gap="lg">
      <PageHeader title={words("title", { name })} />
      <MemberTiles />
      {incidents.length > 0 ? <Incidents incidents={incidents} /> : null}
      {may(who, "economy:read") ? <RenewalsDue /> : null}
      {servers.data ? (
        <Servers items={servers.data.items} total={servers.data.total} who={who} />
      ) : servers.error ? (
        <Card>
          <ErrorState
            title={words("failed")}
            error={servers.error}
            onRetry={() => void servers.refetch()}
            retrying={servers.isFetching}
          />
        </Card>
      ) : (
        <Loading label={words("mine")}>
          <Skeleton height="10rem" />
        </Loading>
      )}
      <OwnQueue />
      {may(who, "economy:read") && may(who, "servers:create") ? <OwnResources /> : null}
      {holdsSomewhere(who, "players:read") ? <PlayingNow /> : null}
      <NextSteps />
      {may(who, "audit:read") ? <RecentActivity /> : null}
    </Stack>
  );
}

function Servers({ items, total, who }: { items: readonly Server[]; total: number; who: Who }) {
  const words = useTranslations("home");
  const mayCreate = may(who, "servers:create");
  const newButton = (label: string) => (
    <LinkButton tone="primary" icon={<Plus />} href="/servers/new">
      {label}
    </LinkButton>
  );
  if (total === 0)
    return (
      <Card>
        <EmptyState
          icon={<ServerIcon aria-hidden />}
          title={mayCreate ? words("first.title") : words("none.title")}
          {...(mayCreate && { action: newButton(words("first.action")) })}
        >
          {mayCreate ? words("first.text") : words("none.text")}
        </EmptyState>
      </Card>
    );
  const mine = items.filter(({ id, owner }) => owner.id === who.userId || who.holdings.servers.has(id));
  const cards = mine.slice(0, MOST_CARDS);
  return (
    <section className="grid min-w-0 gap-3" aria-labelledby="home-servers">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="home-servers" className="flex-1 font-semibold text-lg">
          {words("mine")}
        </h2>
        <LinkButton href="/servers">{words("all", { count: total })}</LinkButton>
        {mayCreate && mine.length > 0 ? newButton(words("new")) : null}
      </div>
      {cards.length > 0 ? (
        <Stack columns={3}>
          {cards.map((server) => (
            <ServerCard key={server.id} server={server} />
          ))}
        </Stack>
      ) : (
        <Card>
          <EmptyState
            icon={<ServerIcon aria-hidden />}
            title={words("noneMine.title")}
            {...(mayCreate && { action: newButton(words("new")) })}
          >
            {words("noneMine.text", { count: total })}
          </EmptyState>
        </Card>
      )}
    </section>
  );
}
