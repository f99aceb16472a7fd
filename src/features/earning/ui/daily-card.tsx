"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ways } from "../schema.ts";
import { useEarned } from "./use-earned.ts";

export function DailyCard({ daily, disabled }: { daily: NonNullable<Ways["daily"]>; disabled: boolean }) {
  const words = useTranslations("earning.earn.daily");
  const client = useTRPCClient();
  const earned = useEarned();
  const [pending, setPending] = useState(false);

  async function claim() {
    setPending(true);
    try {
      const { given } = await client.earning.claimDaily.mutate({});
      await earned(given);
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Card title={words("title")} description={words("text", { streak: daily.streak })}>
      {daily.isClaimed && daily.nextAt ? (
        <p className="text-ink-2">
          {words("claimed")} <Time at={daily.nextAt} />
        </p>
      ) : (
        <Button tone="primary" pending={pending} disabled={disabled} onClick={() => void claim()}>
          {words("claim", { coins: daily.coins })}
        </Button>
      )}
    </Card>
  );
}
