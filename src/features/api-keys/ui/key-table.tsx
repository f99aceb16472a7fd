"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookOpen, KeyRound } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import type { ListedKey } from "../schema.ts";
import { CreateKey } from "./create-key.tsx";
import { keyPath, useKeyColumns } from "./key-columns.tsx";
import { KEY_QUERY } from "./key-query.ts";
import { RevokeKey } from "./revoke-key.tsx";

/** The person's own keys, and for owners those of the installation. */
export function KeyTable() {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const mayWrite = may(who, "api-keys:write");
  const state = useTableQuery("api-keys", KEY_QUERY);
  const router = useRouter();
  const [leaving, setLeaving] = useState<ListedKey | null>(null);
  const list = useQuery(
    trpc.apiKeys.list.queryOptions({ page: state.page, limit: state.limit }, { placeholderData: keepPreviousData }),
  );
  const columns = useKeyColumns();
  useEvents(["api_key."], () => void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() }));

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
      {leaving ? <RevokeKey apiKey={leaving} onClose={() => setLeaving(null)} /> : null}
    </Stack>
  );
}
