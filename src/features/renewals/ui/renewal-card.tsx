"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Renewal } from "../schema.ts";
import { RenewButton } from "./renew-button.tsx";
import { useRenewal } from "./use-renewal.ts";

const TONES = { active: "ok", soon: "warn", expired: "bad", suspended: "bad", exempt: "info" } as const;

/** Until when a server's time is paid, renewing it, and whether that is done by itself; nothing where servers do not expire. */
export function RenewalCard({ serverId }: { serverId: string }) {
  const words = useTranslations("renewals");
  const who = useWho();
  const renewal = useRenewal(serverId);
  if (!renewal) return null;
  const { state, expiresAt, exemptReason, owner } = renewal;
  return (
    <Card title={words("title")} actions={<RenewButton renewal={renewal} />}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Badge tone={TONES[state]}>{words(`states.${state}`)}</Badge>
        {expiresAt ? (
          <span>{words.rich("until", { time: () => <Time at={expiresAt} mode="absolute" /> })}</span>
        ) : (
          <span>{exemptReason}</span>
        )}
        {expiresAt && owner.id === who.userId ? <Auto renewal={renewal} /> : null}
      </div>
    </Card>
  );
}

function Auto({ renewal: { serverId, autoRenews, priceCoins } }: { renewal: Renewal }) {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);

  async function change() {
    setPending(true);
    try {
      await client.renewals.setAuto.mutate({ serverId, isOn: !autoRenews });
      await queryClient.invalidateQueries({ queryKey: trpc.renewals.pathKey() });
    } catch (error) {
      toast.failed(words("autoFailed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <>
      <span className="text-ink-2">{words(autoRenews ? "autoOn" : "autoOff", { price: priceCoins })}</span>
      <Button size="sm" disabled={pending} onClick={() => void change()}>
        {words(autoRenews ? "autoStop" : "autoStart")}
      </Button>
    </>
  );
}
