import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { WebhookPage } from "#app/features/webhooks/ui/webhook-page.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface OneWebhookPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: OneWebhookPageProps): Promise<Metadata> {
  const api = await pageApi();
  const webhook = await api.webhooks.get({ webhookId: (await params).id }).catch(() => null);
  return { title: webhook?.name ?? "Webhook" };
}

export default async function OneWebhookPage({ params }: OneWebhookPageProps) {
  if (!may(await pageActor(), "webhooks:read")) return <Forbidden permission="webhooks:read" />;
  const { id } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.webhooks.get.queryOptions({ webhookId: id }));
  return (
    <HydrationBoundary state={state()}>
      <WebhookPage webhookId={id} />
    </HydrationBoundary>
  );
}
