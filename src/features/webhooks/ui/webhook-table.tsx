"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookOpen, Webhook as WebhookIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { Webhook } from "../schema.ts";
import { CreateWebhook } from "./create-webhook.tsx";
import { WEBHOOK_QUERY } from "./webhook-query.ts";
import { WebhookStatus } from "./webhook-status.tsx";

/** Of successes no event tells. */
const REFRESH_MS = 15_000;

/** The person's webhooks, and for owners those of the installation. */
export function WebhookTable() {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const state = useTableQuery("webhooks", WEBHOOK_QUERY);
  const list = useQuery(
    trpc.webhooks.list.queryOptions(
      { page: state.page, limit: state.limit },
      { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  );
  useEvents(["webhook."], () => void queryClient.invalidateQueries({ queryKey: trpc.webhooks.list.pathKey() }));
  const columns = useMemo<readonly Column<Webhook>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (webhook) => (
          <span className="inline-flex min-w-0 items-center gap-2">
            <Link href={`/webhooks/${webhook.id}`} className="truncate font-medium hover:underline">
              {webhook.name}
            </Link>
            {webhook.instanceOwned ? <Badge tone="info">{words("installation")}</Badge> : null}
          </span>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        card: "status",
        cell: (webhook) => <WebhookStatus webhook={webhook} />,
      },
      {
        id: "url",
        header: words("columns.url"),
        card: "meta",
        cell: ({ url, kind }) =>
          kind === "discord" ? (
            words("kinds.discord")
          ) : (
            <code className="block max-w-72 truncate font-mono text-sm">{url}</code>
          ),
      },
      {
        id: "types",
        header: words("columns.types"),
        card: "none",
        cell: ({ types }) => <TypeSummary types={types} />,
      },
      {
        id: "queued",
        header: words("columns.queued"),
        align: "end",
        card: "none",
        cell: ({ queued }) => <span className="tabular-nums">{queued}</span>,
      },
      {
        id: "lastSuccess",
        header: words("columns.lastSuccess"),
        card: "meta",
        cell: ({ lastSuccessAt }) => (lastSuccessAt ? <Time at={lastSuccessAt} /> : words("never")),
      },
    ],
    [words],
  );
  const create = may(who, "webhooks:write") ? <CreateWebhook /> : null;
  return (
    <DataTable
      title={words("title")}
      description={words("description")}
      action={
        <>
          <LinkButton icon={<BookOpen />} href="/docs/api">
            {words("docs")}
          </LinkButton>
          {create}
        </>
      }
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      empty={
        <EmptyState icon={<WebhookIcon aria-hidden />} title={words("emptyTitle")}>
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}

function TypeSummary({ types }: { types: readonly string[] }) {
  const words = useTranslations("webhooks");
  const [first, ...others] = types;
  if (first === "*") return words("everything");
  return (
    <span className="whitespace-nowrap">
      <code className="font-mono text-sm">{first}</code>
      {others.length > 0 ? ` ${words("more", { count: others.length })}` : null}
    </span>
  );
}
