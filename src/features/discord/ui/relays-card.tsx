"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Bot, Relay } from "../schema.ts";
import { ChannelLine } from "./channel-line.tsx";
import { type Direction, directionOf, RelayDialog, toggled } from "./relay-dialog.tsx";

const REFRESH_MS = 15_000;

/** Whose chat is told in which channel, and which way. */
export function RelaysCard({ bot }: { bot: Bot }) {
  const words = useTranslations("discord.relays");
  const trpc = useTRPC();
  const mayWrite = may(useWho(), "settings:write");
  const { data, error, refetch, isFetching } = useQuery(
    // When something was last said there is no event of its own.
    trpc.discord.relays.queryOptions({}, { refetchInterval: REFRESH_MS }),
  );
  return (
    <Card
      flush
      title={words("title")}
      description={words("text")}
      actions={mayWrite ? <RelayDialog bot={bot} trigger={<Button>{words("add")}</Button>} /> : null}
    >
      {data ? (
        data.items.length > 0 ? (
          <ul aria-label={words("title")} className="border-line border-t">
            {data.items.map((relay) => (
              <RelayLine key={relay.id} relay={relay} mayWrite={mayWrite} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={<MessagesSquare />} title={words("none")}>
            {words("noneText")}
          </EmptyState>
        )
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="4rem" />
        </Loading>
      )}
    </Card>
  );
}

function RelayLine({ relay, mayWrite }: { relay: Relay; mayWrite: boolean }) {
  const words = useTranslations("discord.relays");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: relayId, serverName } = relay;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.discord.relays.pathKey() });
  const change = (direction: Direction) =>
    client.discord.changeRelay.mutate({ relayId, ...toggled(direction) }).then(
      () => void refresh(),
      (error) => toast.failed(words("notDone"), error),
    );
  const direction = directionOf(relay);
  return (
    <ChannelLine
      {...relay}
      actions={
        mayWrite ? (
          <>
            <Button size="sm" onClick={() => void change(direction === "both" ? "toDiscord" : "both")}>
              {words(direction === "both" ? "oneWay" : "bothWays")}
            </Button>
            <ConfirmDialog
              title={words("removeTitle", { name: serverName })}
              effect={words("removeEffect")}
              actions={[
                {
                  label: words("remove"),
                  tone: "dangerSolid",
                  async act() {
                    await client.discord.removeRelay.mutate({ relayId });
                    await refresh();
                  },
                },
              ]}
              trigger={<Button size="sm">{words("remove")}</Button>}
            />
          </>
        ) : null
      }
    >
      {words(`directions.${direction}`, { name: serverName })}
    </ChannelLine>
  );
}
