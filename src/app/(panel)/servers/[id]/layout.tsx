import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ServerFrame } from "#app/features/hosting/ui/server-frame.tsx";
import { RenewalNotice, RenewSuspended } from "#app/features/renewals/ui/renewal-notice.tsx";
import { PlannedEnd } from "#app/features/upkeep/ui/planned-end.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { wholeIdOf } from "./whole-id.ts";

interface ServerLayoutProps {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: ServerLayoutProps): Promise<Metadata> {
  const api = await pageApi();
  const server = await api.servers.get({ serverId: (await params).id }).catch(() => null);
  return { title: server?.name ?? "Server" };
}

export default async function ServerLayout({ params, children }: ServerLayoutProps) {
  const { id } = await params;
  const wholeId = await wholeIdOf(id);
  // Here and not in the page alone: the frame shows no page of a server that cannot be read by what the address says.
  if (wholeId !== id) redirect(`/servers/${wholeId}/console` as Route);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.servers.get.queryOptions({ serverId: id })),
    prefetch(trpc.shutdowns.get.queryOptions({ serverId: id })),
    prefetch(trpc.renewals.get.queryOptions({ serverId: id })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <ServerFrame
        serverId={id}
        renew={<RenewSuspended serverId={id} />}
        notices={
          <>
            <RenewalNotice serverId={id} />
            <PlannedEnd serverId={id} />
          </>
        }
      >
        {children}
      </ServerFrame>
    </HydrationBoundary>
  );
}
