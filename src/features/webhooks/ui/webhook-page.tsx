"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Pencil, Play, Send } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Webhook } from "../schema.ts";
import { DeliveryTable } from "./delivery-table.tsx";
import { EditWebhook } from "./edit-webhook.tsx";
import { RemoveWebhook, ResendFailed, RotateSecret } from "./webhook-acts.tsx";
import { SERVERS_QUERY } from "./webhook-query.ts";
import { WebhookStatus } from "./webhook-status.tsx";

const REFRESH_MS = 5_000;

/** One webhook: what it tells to whom, how that goes, and everything that was sent to it. */
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const router = useRouter();
  const who = useWho();
  const [busy, setBusy] = useState<"test" | "enabled" | null>(null);
  const {
    data: webhook,
    error,
    refetch,
  } = useQuery(trpc.webhooks.get.queryOptions({ webhookId }, { refetchInterval: REFRESH_MS }));
  const known = useQuery(trpc.webhooks.eventTypes.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
  useEvents(["webhook."], () => void refresh());

  if (error && !webhook) {
    if (shownError(error)?.code === "not_found") return <NothingHere />;
    return <ErrorState title={words("failedOne")} error={error} onRetry={() => void refetch()} />;
  }
  if (!webhook)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="16rem" />
      </Loading>
    );
  const mayWrite = may(who, "webhooks:write");
  const isActive = webhook.state === "active";

  async function act(what: "test" | "enabled", work: () => Promise<unknown>, done: string, failed: string) {
    setBusy(what);
    try {
      await work();
      toast.done(done);
      await refresh();
    } catch (problem) {
      toast.failed(failed, problem);
    } finally {
      setBusy(null);
    }
  }

  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: webhook.name }]} />
      <PageHeader
        title={webhook.name}
        aside={
          <>
            <WebhookStatus webhook={webhook} />
            {webhook.instanceOwned ? <Badge tone="info">{words("installation")}</Badge> : null}
          </>
        }
        actions={
          mayWrite ? (
            <>
              <Button
                icon={isActive ? <Pause /> : <Play />}
                pending={busy === "enabled"}
                onClick={() =>
                  void act(
                    "enabled",
                    () => client.webhooks.update.mutate({ webhookId, enabled: !isActive }),
                    words(isActive ? "acts.paused" : "acts.resumed"),
                    words("acts.failed"),
                  )
                }
              >
                {words(isActive ? "acts.pause" : webhook.state === "paused" ? "acts.resume" : "acts.switchOn")}
              </Button>
              <EditWebhook
                webhook={webhook}
                trigger={<Button icon={<Pencil />}>{words("acts.edit")}</Button>}
                onSaved={() => {
                  toast.done(words("edit.saved"));
                  void refresh();
                }}
              />
              <Button
                tone="primary"
                icon={<Send />}
                disabled={!isActive}
                pending={busy === "test"}
                onClick={() =>
                  void act(
                    "test",
                    () => client.webhooks.test.mutate({ webhookId }),
                    words("acts.tested"),
                    words("acts.failed"),
                  )
                }
              >
                {words("acts.test")}
              </Button>
            </>
          ) : null
        }
      />
      <Trouble webhook={webhook} />
      <Facts webhook={webhook} />
      <DeliveryTable
        webhookId={webhookId}
        types={known.data?.items.map(({ type }) => type) ?? []}
        mayResend={mayWrite && isActive}
      />
      {mayWrite ? (
        <Stack width="form">
          {isActive ? <ResendFailed webhookId={webhookId} onDone={() => void refresh()} /> : null}
          {webhook.kind === "signed" ? <RotateSecret webhook={webhook} onDone={() => void refresh()} /> : null}
          <RemoveWebhook
            webhook={webhook}
            onDone={async () => {
              router.push("/webhooks" as Route);
              await queryClient.invalidateQueries({ queryKey: trpc.webhooks.list.pathKey() });
            }}
          />
        </Stack>
      ) : null}
    </Stack>
  );
}

/** What is wrong with it, and what to do. */
function Trouble({ webhook }: { webhook: Webhook }) {
  const words = useTranslations("webhooks.trouble");
  if (webhook.state === "disabled")
    return (
      <Callout tone="bad" title={words(`disabled.${webhook.disabledReason ?? "failing"}`)}>
        {webhook.lastError ? <p>{words("last", { error: webhook.lastError })}</p> : null}
        <p>{words("whatNow")}</p>
      </Callout>
    );
  if (webhook.state === "paused") return <Callout>{words("paused")}</Callout>;
  if (!webhook.failingSince) return null;
  return (
    <Callout tone="warn" title={words.rich("failing", { time: () => <Time at={webhook.failingSince!} /> })}>
      {webhook.lastError ? words("last", { error: webhook.lastError }) : null}
    </Callout>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY));
  const nameOf = (id: string) => data?.items.find((server) => server.id === id)?.name ?? id;
  return (
    <Card title={words("facts.title")}>
      <DescriptionList
        items={[
          { label: words("facts.kind"), value: words(`kinds.${webhook.kind}`) },
          { label: words("columns.url"), value: <code className="break-all font-mono text-sm">{webhook.url}</code> },
          {
            label: words("columns.types"),
            value:
              webhook.types[0] === "*" ? (
                words("everything")
              ) : (
                <ul className="flex flex-wrap gap-1">
                  {webhook.types.map((type) => (
                    <li key={type}>
                      <code className="break-all rounded-sm bg-sunken px-1 py-0.5 font-mono text-sm">{type}</code>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            label: words("form.servers"),
            value:
              webhook.serverIds.length === 0 ? words("facts.allServers") : webhook.serverIds.map(nameOf).join(", "),
          },
          { label: words("columns.queued"), value: webhook.queued },
          {
            label: words("columns.lastSuccess"),
            value: webhook.lastSuccessAt ? <Time at={webhook.lastSuccessAt} mode="absolute" /> : words("never"),
          },
          ...(webhook.bothSignUntil
            ? [{ label: words("facts.bothSign"), value: <Time at={webhook.bothSignUntil} mode="absolute" /> }]
            : []),
          { label: words("facts.created"), value: <Time at={webhook.createdAt} mode="absolute" /> },
        ]}
      />
    </Card>
  );
}
