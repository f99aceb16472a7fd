"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Renewal } from "../schema.ts";
import { autoProblemWord } from "./auto-problem.ts";

/** Whether a server is renewed by itself, and for its owner the way to change that; nothing for others, and where it does not expire. */
export function AutoRenewal({ renewal }: { renewal: Renewal }) {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [pending, setPending] = useState(false);
  const { serverId, serverName, state, expiresAt, owner, autoRenews, autoProblem, priceCoins } = renewal;
  if (expiresAt === null || owner.id !== who.userId) return null;

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
  const label = words(autoRenews ? "autoStop" : "autoStart");
  return (
    <>
      <span className="text-ink-2">
        {words(autoRenews ? "autoOn" : "autoOff", { price: priceCoins })}
        {autoProblem ? ` ${words("autoProblem", { problem: autoProblemWord(autoProblem) })}` : null}
        {autoProblem && state === "expired" ? ` ${words("autoRetry")}` : null}
      </span>
      {may(who, "economy:spend") ? (
        <Button size="sm" pending={pending} aria-label={`${label}: ${serverName}`} onClick={() => void change()}>
          {label}
        </Button>
      ) : null}
    </>
  );
}
