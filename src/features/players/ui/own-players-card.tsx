"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { Played } from "./played.tsx";
import { Presence } from "./player-badges.tsx";
import { ReportByName } from "./report-by-name.tsx";

/** The players that somebody has proven to be theirs, and the code that proves another. */
export function OwnPlayersCard() {
  const words = useTranslations("players.own");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.players.mine.queryOptions({}));
  const [code, setCode] = useState<{ code: string; expiresAt: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.players.mine.pathKey() });
  // A code that was typed is told of by a notice.
  useEvents(["notification.created"], ({ payload }) => {
    if ((payload as { notice?: string }).notice !== "player.linked") return;
    setCode(null);
    void refresh();
  });

  async function makeCode() {
    setBusy(true);
    try {
      setCode(await client.players.makeLinkCode.mutate({}));
    } catch (problem) {
      toast.failed(words("codeFailed"), problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        <Button pending={busy} onClick={() => void makeCode()}>
          {words(code ? "another" : "link")}
        </Button>
      }
    >
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="grid gap-3">
          {code ? (
            <Callout title={<Copyable value={code.code} what={words("code")} />}>
              {words.rich("typeIt", { time: () => <Time at={code.expiresAt} mode="absolute" /> })}
            </Callout>
          ) : null}
          {data?.items.length === 0 ? <p className="text-ink-2">{words("none")}</p> : null}
          <ul className="grid gap-2">
            {data?.items.map((player) => (
              <li key={player.id} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                <span className="min-w-0 flex-1">
                  <span className="break-words font-medium">{player.name}</span>
                  <span className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
                    {player.game || player.serverName ? (
                      <span>{[player.game, player.serverName].filter(Boolean).join(", ")}</span>
                    ) : null}
                    <Played seconds={player.playedSec} />
                  </span>
                </span>
                <Presence online={player.online} />
                <ConfirmDialog
                  title={words("unlinkTitle", { name: player.name })}
                  effect={words("unlinkEffect")}
                  trigger={<Button>{words("unlink")}</Button>}
                  actions={[
                    {
                      label: words("unlink"),
                      tone: "danger",
                      async act() {
                        await client.players.unlink.mutate({ playerId: player.id });
                        await refresh();
                      },
                    },
                  ]}
                />
              </li>
            ))}
          </ul>
          <div>
            <ReportByName players={data?.items ?? []} />
          </div>
        </div>
      )}
    </Card>
  );
}
