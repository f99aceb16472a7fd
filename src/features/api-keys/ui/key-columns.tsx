"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/link.tsx";
import { Spark } from "#app/ui/spark.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { Time } from "#app/ui/time.tsx";
import type { ListedKey } from "../schema.ts";
import { KEY_TEMPLATES } from "../scope-choice.ts";
import { shownKey } from "./key-facts.tsx";
import { KeyStatus } from "./key-status.tsx";

/** The columns of a list of keys; `owners`: of several people's. */
export function useKeyColumns({ owners = false }: { owners?: boolean } = {}): readonly Column<ListedKey>[] {
  const words = useTranslations("apiKeys");
  return useMemo<readonly Column<ListedKey>[]>(() => {
    const ownerColumn: Column<ListedKey> = {
      id: "owner",
      header: words("columns.owner"),
      card: "meta",
      cell: ({ instanceOwned, ownerName }) =>
        instanceOwned ? (
          <Badge tone="info">{words("installation")}</Badge>
        ) : (
          <span className="block max-w-36 truncate">{ownerName}</span>
        ),
    };
    return [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (key) => (
          <span className="flex min-w-0 items-center gap-2">
            <Link href={keyPath(key)} className="min-w-6 max-w-56 truncate font-medium leading-6 hover:underline">
              {key.name}
            </Link>
            {key.instanceOwned && !owners ? (
              // On a phone the name needs the room; the key's page says it too.
              <span className="max-sm:hidden">
                <Badge tone="info">{words("installation")}</Badge>
              </span>
            ) : null}
          </span>
        ),
      },
      ...(owners ? [ownerColumn] : []),
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
      {
        id: "scopes",
        header: words("columns.scopes"),
        card: "meta",
        cell: (key) => (
          <span className="grid leading-tight">
            <span>
              <ScopeSummary apiKey={key} />
            </span>
            {key.serverName === null ? null : (
              <span className="max-w-36 truncate text-ink-2 text-sm">
                {words("onServer", { name: key.serverName })}
              </span>
            )}
          </span>
        ),
      },
      {
        id: "expires",
        header: words("columns.expires"),
        card: "none",
        cell: (key) => (key.expiresAt ? <Time at={key.expiresAt} /> : words("never")),
      },
    ];
  }, [words, owners]);
}

export function keyPath({ id }: Pick<ListedKey, "id">): string {
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
