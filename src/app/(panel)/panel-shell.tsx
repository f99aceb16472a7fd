"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useServerEvents } from "#app/features/hosting/ui/live.ts";
import { SWITCHER_QUERY } from "#app/features/hosting/ui/server-query.ts";
import { Bell } from "#app/features/notifications/ui/bell.tsx";
import { MaintenanceBanner } from "#app/features/upkeep/ui/maintenance-banner.tsx";
import { leaveForSignIn } from "#app/transport/client/leave.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import type { NavId } from "#app/ui/shell/nav.ts";
import { Shell } from "#app/ui/shell/shell.tsx";
import type { ShellUser } from "#app/ui/shell/top-bar.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { PanelCommands, usePanelSearch } from "./panel-commands.tsx";

export interface PanelShellProps {
  user: ShellUser;
  nav: readonly NavId[];
  children: ReactNode;
}

/** The shell with what only the browser can give it: the servers as they are now, what the palette finds, how to sign out. */
export function PanelShell({ user, nav, children }: PanelShellProps) {
  const words = useTranslations("ui");
  const client = useTRPCClient();
  const trpc = useTRPC();
  const search = usePanelSearch();
  useServerEvents();
  // Given with the page, and true from then on as events tell.
  const { data } = useQuery(trpc.servers.list.queryOptions(SWITCHER_QUERY));

  async function signOut() {
    try {
      await client.auth.signOut.mutate({});
      leaveForSignIn();
    } catch (error) {
      toast.failed(words("shell.signOutFailed"), error);
    }
  }
  return (
    <Shell
      brand={words("brand")}
      user={user}
      nav={nav}
      {...(data && { servers: data.items })}
      search={search}
      tools={<Bell />}
      onSignOut={signOut}
    >
      <PanelCommands />
      <MaintenanceBanner />
      {children}
    </Shell>
  );
}
