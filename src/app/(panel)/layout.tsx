import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { pageActor, pageApi } from "#app/transport/next/caller.ts";
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
  return (
    <PanelShell
      user={{ name: user.name, ...(user.avatarUrl && { avatar: user.avatarUrl }) }}
      nav={navFor(await pageActor())}
    >
      {children}
    </PanelShell>
  );
}
