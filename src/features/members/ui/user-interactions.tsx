"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Interactions } from "./interactions.tsx";

const AT_ONCE = 20;

/** What was done to a user and by them, for staff who may read the audit log. */
export function UserInteractions({ userId }: { userId: string }) {
  const words = useTranslations("members.interactions");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.users.interactions.pathKey(), userId],
    queryFn: ({ pageParam }) =>
      client.users.interactions.query({ userId, limit: AT_ONCE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const lines = query.data?.pages.flatMap(({ items }) =>
    items.map(({ id, at, summary, actor, target, outcome }) => ({
      id,
      at,
      summary,
      by: actor.label,
      target: target?.label ?? null,
      told: outcome === "done" ? null : words(`outcome.${outcome}`),
    })),
  );
  return (
    <Interactions
      title={words("title")}
      description={words("ofUser")}
      lines={lines}
      error={query.error}
      hasMore={query.hasNextPage}
      loading={query.isFetching}
      onMore={() => void query.fetchNextPage()}
      onRetry={() => void query.refetch()}
    />
  );
}
