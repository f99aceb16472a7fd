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

/** Only its owner has a server renewed automatically, where it expires. */
function useIsOffered({ expiresAt, owner }: Renewal): boolean {
  const who = useWho();
  return expiresAt !== null && owner.id === who.userId;
}

/** For a server's owner, whether it is renewed automatically, and why that failed; nothing for others. */
export function AutoRenewalText({ renewal }: { renewal: Renewal }) {
  const words = useTranslations("renewals");
  const isOffered = useIsOffered(renewal);
  const { state, autoRenews, autoProblem, priceCoins } = renewal;
  if (!isOffered) return null;
  return (
    <p className="text-ink-2">
      {words(autoRenews ? "autoOn" : "autoOff", { price: priceCoins })}
      {autoProblem ? ` ${words("autoProblem", { problem: autoProblemWord(autoProblem) })}` : null}
      {autoProblem && state === "expired" ? ` ${words("autoRetry")}` : null}
    </p>
  );
}

/** The way for a server's owner to change that. */
export function AutoRenewalButton({ renewal }: { renewal: Renewal }) {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const isOffered = useIsOffered(renewal);
  const [pending, setPending] = useState(false);
  const { serverId, serverName, autoRenews } = renewal;
  if (!isOffered || !may(who, "economy:spend")) return null;

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
    <Button size="sm" pending={pending} aria-label={`${label}: ${serverName}`} onClick={() => void change()}>
      {label}
    </Button>
  );
}
