import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { KeyPage } from "#app/features/api-keys/ui/key-page.tsx";
import { rangeOf } from "#app/features/api-keys/usage-names.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface OneKeyPageProps {
  params: Promise<{ keyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: OneKeyPageProps): Promise<Metadata> {
  const api = await pageApi();
  const key = await api.apiKeys.get({ keyId: (await params).keyId }).catch(() => null);
  return { title: key?.name ?? "API key" };
}

export default async function OneKeyPage({ params, searchParams }: OneKeyPageProps) {
  if (!may(await pageActor(), "api-keys:read")) return <Forbidden permission="api-keys:read" />;
  const { keyId } = await params;
  const range = rangeOf((await searchParams).range);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.apiKeys.get.queryOptions({ keyId })),
    prefetch(trpc.apiKeys.usage.queryOptions({ keyId, range })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <KeyPage keyId={keyId} />
    </HydrationBoundary>
  );
}
