"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookOpen, KeyRound } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Spark } from "#app/ui/spark.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { ListedKey } from "../schema.ts";
import { KEY_TEMPLATES } from "../scope-choice.ts";
import { CreateKey } from "./create-key.tsx";
import { shownKey } from "./key-facts.tsx";
import { KEY_QUERY } from "./key-query.ts";
import { KeyStatus } from "./key-status.tsx";

/** The person's own keys, and for owners those of the installation. */
export function KeyTable() {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const mayWrite = may(who, "api-keys:write");
  const state = useTableQuery("api-keys", KEY_QUERY);
  const router = useRouter();
  const [leaving, setLeaving] = useState<ListedKey | null>(null);
  const list = useQuery(
    trpc.apiKeys.list.queryOptions({ page: state.page, limit: state.limit }, { placeholderData: keepPreviousData }),
  );
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() });
  useEvents(["api_key."], () => void refresh());

  const columns = useMemo<readonly Column<ListedKey>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (key) => (
          <span className="flex min-w-0 items-center gap-2">
            <Link href={keyPath(key)} className="min-w-6 truncate font-medium leading-6 hover:underline">
              {key.name}
            </Link>
            {key.instanceOwned ? (
              // On a phone the name needs the room; the key's page says it too.
              <span className="max-sm:hidden">
                <Badge tone="info">{words("installation")}</Badge>
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: "key",
        header: words("columns.key"),
        card: "meta",
        cell: (key) => <code className="whitespace-nowrap font-mono text-sm">{shownKey(key)}</code>,
      },
      { id: "status", header: words("columns.status"), card: "status", cell: (key) => <KeyStatus apiKey={key} /> },
      {
        id: "lastUsed",
        header: words("columns.lastUsed"),
        card: "meta",
        cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : words("never")),
      },
      {
        id: "recent",
        header: words("columns.recent"),
        card: "meta",
        cell: (key) => (key.recentDays.some(({ calls }) => calls > 0) ? <RecentUse days={key.recentDays} /> : "–"),
      },
      { id: "scopes", header: words("columns.scopes"), card: "meta", cell: (key) => <ScopeSummary apiKey={key} /> },
      {
        id: "expires",
        header: words("columns.expires"),
        card: "none",
        cell: (key) => (key.expiresAt ? <Time at={key.expiresAt} /> : words("never")),
      },
    ],
    [words],
  );

  async function revoke(key: ListedKey) {
    await client.apiKeys.revoke.mutate({ keyId: key.id });
    toast.done(words("revokeDialog.done", { name: key.name }));
    await refresh();
  }

  return (
    <Stack>
      <DataTable
        title={words("title")}
        description={words("description")}
        action={
          <>
            <LinkButton icon={<BookOpen />} href="/docs/api">
              {words("docs")}
            </LinkButton>
            {mayWrite ? <CreateKey /> : null}
          </>
        }
        columns={columns}
        {...listParts(list)}
        rowKey={(key) => key.id}
        rowLabel={(key) => key.name}
        state={state}
        rowMenu={(key) => [
          { label: words("details"), onSelect: () => router.push(keyPath(key) as Route) },
          ...(mayWrite && key.status !== "revoked"
            ? [{ label: words("revoke"), danger: true, onSelect: () => setLeaving(key) }]
            : []),
        ]}
        empty={
          <EmptyState
            icon={<KeyRound aria-hidden />}
            title={words("emptyTitle")}
            docs={{ href: "/docs/api", label: words("docs") }}
          >
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={words("failed")}
      />
      {leaving ? (
        <ConfirmByName
          open
          onOpenChange={(open) => open || setLeaving(null)}
          title={words("revokeDialog.title", { name: leaving.name })}
          name={leaving.name}
          consequences={[
            leaving.lastUsedAt
              ? words.rich("revokeDialog.effectUsed", { time: () => <Time at={leaving.lastUsedAt!} /> })
              : words("revokeDialog.effect"),
          ]}
          actionLabel={words("revokeDialog.action")}
          onConfirm={() => revoke(leaving)}
        />
      ) : null}
    </Stack>
  );
}

function keyPath({ id }: ListedKey): string {
  return `/settings/api-keys/${id}`;
}

/** A template by its word; else the first scope, and how many more there are. */
function ScopeSummary({ apiKey }: { apiKey: ListedKey }) {
  const words = useTranslations("apiKeys");
  const [only, ...others] = apiKey.permissions;
  const template = others.length === 0 ? KEY_TEMPLATES.find((name) => name === only) : undefined;
  if (template) return words(`form.templates.${template}`);
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-sm">{only}</code>
      {others.length > 0 ? (
        <span className="text-ink-2">
          <span aria-hidden>+{others.length}</span>
          <span className="sr-only">{words("more", { count: others.length })}</span>
        </span>
      ) : null}
    </span>
  );
}

/** The last days as bars, with how many calls they are and how many of those were not done. */
function RecentUse({ days }: { days: ListedKey["recentDays"] }) {
  const words = useTranslations("apiKeys.recent");
  const calls = days.reduce((sum, day) => sum + day.calls, 0);
  const notDone = calls - days.reduce((sum, day) => sum + day.done, 0);
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      <Spark
        values={days.map((day) => day.calls)}
        label={words("bars", { count: days.length, most: Math.max(...days.map((day) => day.calls)) })}
        width={42}
      />
      <span className="grid tabular-nums leading-tight">
        {words("calls", { calls })}
        {notDone > 0 ? (
          <span className="text-ink-2 text-xs">{words("notDone", { share: notDone / calls })}</span>
        ) : null}
      </span>
    </span>
  );
}
