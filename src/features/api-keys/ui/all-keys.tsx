"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { KEY_STATES } from "../key-states.ts";
import type { ListedKey } from "../schema.ts";
import { keyPath, useKeyColumns } from "./key-columns.tsx";
import { ALL_KEYS_QUERY, allKeysInput } from "./key-query.ts";
import { LOOK_MS } from "./refresh.ts";
import { RevokeKey } from "./revoke-key.tsx";

/** Every person's keys and those of the installation, or one member's, for who looks after the panel. */
export function AllKeys({ ownerId }: { ownerId?: string }) {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const who = useWho();
  const state = useTableQuery("all-keys", ALL_KEYS_QUERY);
  const router = useRouter();
  const [leaving, setLeaving] = useState<ListedKey | null>(null);
  // Of others' keys no event tells.
  const fresh = { placeholderData: keepPreviousData, refetchInterval: LOOK_MS };
  const of = ownerId === undefined ? {} : { ownerId };
  const list = useQuery(trpc.apiKeys.listAll.queryOptions({ ...allKeysInput(state, state.limit), ...of }, fresh));
  const all = useQuery(trpc.apiKeys.listAll.queryOptions({ limit: 1, ...of }, { enabled: state.filtered }));
  const columns = useKeyColumns({ owners: ownerId === undefined });
  const mayRevoke = ({ ownerId, instanceOwned }: ListedKey) =>
    may(who, "api-keys:write") &&
    (ownerId === who.userId || may(who, instanceOwned ? "instance:manage" : "users:write"));
  return (
    <Stack>
      <DataTable
        title={words(ownerId === undefined ? "all.title" : "title")}
        level={ownerId === undefined ? 1 : 2}
        {...(ownerId === undefined && { description: words("all.description") })}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        state={state}
        filterPlaceholder={words("all.filter")}
        facets={[
          {
            id: "status",
            label: words("columns.status"),
            options: KEY_STATES.map((value) => ({ value, label: words(`all.states.${value}`) })),
          },
        ]}
        rowMenu={(key) => [
          { label: words("details"), onSelect: () => router.push(keyPath(key) as Route) },
          ...(key.status !== "revoked" && mayRevoke(key)
            ? [{ label: words("revoke"), danger: true, onSelect: () => setLeaving(key) }]
            : []),
        ]}
        empty={
          <EmptyState icon={<KeyRound aria-hidden />} title={words("emptyTitle")}>
            {ownerId === undefined ? words("all.emptyText") : null}
          </EmptyState>
        }
        errorTitle={words("failed")}
      />
      {leaving ? (
        <RevokeKey
          apiKey={leaving}
          {...(leaving.ownerId !== who.userId && !leaving.instanceOwned && { owner: leaving.ownerName })}
          onClose={() => setLeaving(null)}
        />
      ) : null}
    </Stack>
  );
}
