import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ProfileSettings } from "#app/features/identity/ui/profile-settings.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.profile.get.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <ProfileSettings />
    </HydrationBoundary>
  );
}
