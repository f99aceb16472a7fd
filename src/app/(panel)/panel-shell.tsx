"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import type { NavId } from "#app/ui/shell/nav.ts";
import type { ShellServer } from "#app/ui/shell/server-switcher.tsx";
import { Shell } from "#app/ui/shell/shell.tsx";
import type { ShellUser } from "#app/ui/shell/top-bar.tsx";
import { toast } from "#app/ui/toast/toast.ts";

export interface PanelShellProps {
  user: ShellUser;
  nav: readonly NavId[];
  servers?: readonly ShellServer[];
  children: ReactNode;
}

/** The shell with what only the browser can give it: how to sign out. */
export function PanelShell({ user, nav, servers, children }: PanelShellProps) {
  const words = useTranslations("ui");
  const trpc = useTRPCClient();

  async function signOut() {
    try {
      await trpc.auth.signOut.mutate({});
      // A full load, so that nothing of this person stays in memory.
      location.assign("/sign-in");
    } catch (error) {
      toast.failed(words("shell.signOutFailed"), error);
    }
  }
  return (
    <Shell brand={words("brand")} user={user} nav={nav} {...(servers && { servers })} onSignOut={signOut}>
      {children}
    </Shell>
  );
}
