import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PackageSettings } from "#app/features/packages/ui/package-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Packages" };

export default async function PackagesPage() {
  const who = await pageWho();
  if (!may(who, "economy.all:read")) return <Forbidden permission="economy.all:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.packages.list.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <PackageSettings />
    </HydrationBoundary>
  );
}
