import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { UserFrame } from "#app/features/identity/ui/user-frame.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface UserLayoutProps {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: UserLayoutProps): Promise<Metadata> {
  const api = await pageApi();
  const user = await api.users.get({ userId: (await params).id }).catch(() => null);
  return { title: user?.name ?? "User" };
}

export default async function UserLayout({ params, children }: UserLayoutProps) {
  if (!may(await pageActor(), "users:read")) return <Forbidden permission="users:read" />;
  const { id } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.users.get.queryOptions({ userId: id }));
  return (
    <HydrationBoundary state={state()}>
      <UserFrame userId={id}>{children}</UserFrame>
    </HydrationBoundary>
  );
}
