"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { OwnPunishment } from "./own-punishment.tsx";

/** What holds on the players that are linked to whoever is signed in, each with their appeal; nothing where nothing holds. */
export function OwnPunishments() {
  const words = useTranslations("moderation.appeal");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.appeals.own.queryOptions({}));
  if (error) return <ErrorState title={words("ownFailed")} error={error} onRetry={() => void refetch()} />;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.appeals.pathKey() });
  return data?.items.map((punishment) => (
    <OwnPunishment
      key={punishment.punishmentId}
      punishment={punishment}
      onFile={async (text) => {
        await client.appeals.fileOwn.mutate({ punishmentId: punishment.punishmentId, text });
        await refresh();
      }}
      onWithdraw={async () => {
        await client.appeals.withdrawOwn.mutate({ punishmentId: punishment.punishmentId });
        await refresh();
      }}
    />
  ));
}
