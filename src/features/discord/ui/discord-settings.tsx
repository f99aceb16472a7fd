"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { BotCard } from "./bot-card.tsx";
import { ConnectCard } from "./connect-card.tsx";
import { PostsCard } from "./posts-card.tsx";
import { RelaysCard } from "./relays-card.tsx";

/** The panel's bot on Discord: how it is, what it tells in which channel, whose chat it relays. */
export function DiscordSettings() {
  const words = useTranslations("discord");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.discord.get.queryOptions({}));
  useEvents(["discord."], () => void queryClient.invalidateQueries({ queryKey: trpc.discord.pathKey() }));
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {data ? (
        data.bot ? (
          <>
            <BotCard bot={data.bot} />
            <PostsCard bot={data.bot} />
            <RelaysCard bot={data.bot} />
          </>
        ) : (
          <ConnectCard />
        )
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="10rem" />
          <Skeleton height="8rem" />
        </Loading>
      )}
    </Stack>
  );
}
