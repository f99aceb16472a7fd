import { HydrationBoundary } from "@tanstack/react-query";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { SWITCHER_QUERY } from "#app/features/hosting/ui/server-query.ts";
import { BELL_QUERY } from "#app/features/notifications/ui/bell-query.ts";
import { LiveProvider } from "#app/transport/client/live.tsx";
import { PersonProvider } from "#app/transport/client/who.tsx";
import { pageApi, pagePrefetch, pageRights, pageSince, pageWho } from "#app/transport/next/caller.ts";
import { navFor } from "./nav-for.ts";
import { PanelShell } from "./panel-shell.tsx";

/** Everything behind sign-in. Whoever is not signed in goes to sign in and comes back to the page they asked for. */
export default async function PanelLayout({ children }: { children: ReactNode }) {
  const api = await pageApi();
  const { user } = await api.auth.session({});
  if (!user) {
    const { hasOwner } = await api.setup.status({});
    if (!hasOwner) redirect("/setup" as Route);
    const asked = (await headers()).get("x-path");
    redirect((asked ? `/sign-in?next=${encodeURIComponent(asked)}` : "/sign-in") as Route);
  }
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.servers.list.queryOptions(SWITCHER_QUERY)),
    prefetch(trpc.notifications.list.queryOptions(BELL_QUERY)),
  ]);
  return (
    <PersonProvider
      person={{
        userId: user.id,
        name: user.name,
        avatarUrl: user.avatarUrl,
        rights: await pageRights(),
      }}
    >
      <LiveProvider since={await pageSince()}>
        <HydrationBoundary state={state()}>
          <PanelShell
            user={{ name: user.name, ...(user.avatarUrl && { avatar: user.avatarUrl }) }}
            nav={navFor(await pageWho())}
          >
            {children}
          </PanelShell>
        </HydrationBoundary>
      </LiveProvider>
    </PersonProvider>
  );
}
