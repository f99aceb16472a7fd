"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Bot, Relay } from "../schema.ts";
import { ChannelCard, REFRESH_MS } from "./channel-card.tsx";
import { ChannelLine } from "./channel-line.tsx";
import { type Direction, directionOf, RelayDialog, toggled } from "./relay-dialog.tsx";

/** Whose chat is told in which channel, and which way. */
export function RelaysCard({ bot }: { bot: Bot }) {
  const words = useTranslations("discord.relays");
  const trpc = useTRPC();
  const mayWrite = may(useWho(), "settings:write");
  const list = useQuery(trpc.discord.relays.queryOptions({}, { refetchInterval: REFRESH_MS }));
  return (
    <ChannelCard
      words={words}
      list={list}
      icon={<MessagesSquare />}
      actions={mayWrite ? <RelayDialog bot={bot} trigger={<Button>{words("add")}</Button>} /> : null}
      line={(relay) => <RelayLine key={relay.id} relay={relay} mayWrite={mayWrite} />}
    />
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
