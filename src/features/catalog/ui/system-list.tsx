"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { systemPath } from "./catalog-places.ts";
import { StarMap } from "./star-map.tsx";
import { useSystemWords } from "./system-words.ts";

/** The star map and all systems by name. */
export function SystemList() {
  const words = useTranslations("catalog");
  const said = useSystemWords();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.catalog.systems.queryOptions({}));
  if (error && !data) return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Loading label={words("systems.title")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="24rem" />
      </Loading>
    );
  return (
    <Stack>
      <PageHeader title={words("systems.title")} description={words("systems.text")} />
      <StarMap systems={data.items} />
      <Card title={words("systems.all", { count: data.total })}>
        <ul className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-4">
          {data.items.map((system) => (
            <li key={system.slug} className="flex min-w-0 items-center justify-between gap-2">
              <Link href={systemPath(system.name)} className="min-w-0 truncate hover:underline">
                {system.name}
              </Link>
              {system.isPlayable ? (
                <Badge tone="ok">{words("systems.playable")}</Badge>
              ) : (
                <span className="text-ink-3 text-sm">
                  {system.affiliation ? said.affiliation(system.affiliation) : "–"}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </Stack>
  );
}
