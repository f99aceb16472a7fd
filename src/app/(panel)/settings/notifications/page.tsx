import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NotificationSettings } from "#app/features/notifications/ui/notification-settings.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.notifications.settings.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <NotificationSettings />
    </HydrationBoundary>
  );
}
