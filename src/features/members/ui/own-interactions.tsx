"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import type { Interaction } from "../schema.ts";
import { Interactions } from "./interactions.tsx";

const AT_ONCE = 20;

/** What was done to the reader, their coins, servers and tickets, and by themselves. */
export function OwnInteractions() {
  const words = useTranslations("members.interactions");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.profile.interactions.pathKey(), "own"],
    queryFn: ({ pageParam }) =>
      client.profile.interactions.query({ limit: AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const lines = query.data?.pages.flatMap(({ items }) =>
    items.map((item) => ({
      id: item.id,
      at: item.at,
      summary: item.summary,
      by: words(`by.${item.by.kind}`, { name: item.by.name ?? words("somebody") }),
      target: item.target?.label ?? null,
      told: inWords(item.told),
    })),
  );
  return (
    <Interactions
      title={words("title")}
      description={words("text")}
      lines={lines}
      error={query.error}
      hasMore={query.hasNextPage}
      loading={query.isFetching}
      onMore={() => void query.fetchNextPage()}
      onRetry={() => void query.refetch()}
    />
  );
}

function inWords(told: Interaction["told"]): string | null {
  const parts = Object.values(told).map((value) => (Array.isArray(value) ? value.join(", ") : String(value)));
  return parts.length > 0 ? parts.join(" · ") : null;
}
