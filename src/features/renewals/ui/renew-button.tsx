"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Renewal } from "../schema.ts";

interface RenewButtonProps {
  renewal: Renewal;
  primary?: boolean;
  /** Among others of its kind: its name tells which server it renews. */
  isListed?: boolean;
}

/** Renews a server, for coins or by a renewal that costs nothing. The end that was read goes along, so that two presses are one renewal. */
export function RenewButton({ renewal, primary = false, isListed = false }: RenewButtonProps) {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const maySpend = may(who, "economy:spend");
  const coins = useQuery(trpc.coins.mine.queryOptions({}, { enabled: maySpend && may(who, "economy:read") }));
  const terms = useQuery(trpc.renewals.terms.queryOptions({}, { enabled: maySpend }));
  const { serverId, serverName: name, expiresAt, priceCoins, periodDays } = renewal;
  if (!maySpend || expiresAt === null) return null;
  const bypasses = terms.data?.bypasses ?? 0;

  async function done() {
    toast.done(words("renewed", { name }));
    await Promise.all(
      [trpc.renewals, trpc.servers, trpc.coins].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })),
    );
  }
  const balanceText = (before: number) =>
    before < priceCoins
      ? words("missing", { before, missing: priceCoins - before })
      : words("balance", { before, after: before - priceCoins });
  return (
    <ConfirmDialog
      title={words("renewTitle", { name })}
      effect={
        <>
          {words("renewEffect", { price: priceCoins, days: periodDays })}
          {coins.data && priceCoins > 0 ? ` ${balanceText(coins.data.available)}` : null}
        </>
      }
      trigger={
        <Button
          size="sm"
          tone={primary ? "primary" : "neutral"}
          {...(isListed && { "aria-label": `${words("renew")}: ${name}` })}
        >
          {words("renew")}
        </Button>
      }
      actions={[
        ...(bypasses > 0
          ? [
              {
                label: words("useBypass", { count: bypasses }),
                async act() {
                  await client.renewals.useBypass.mutate({ serverId, expiresAt: expiresAt! });
                  await done();
                },
              },
            ]
          : []),
        {
          label: words("pay", { price: priceCoins }),
          // What costs nothing comes first, where there is something of it.
          tone: bypasses > 0 ? ("neutral" as const) : ("primary" as const),
          async act() {
            await client.renewals.renew.mutate({ serverId, expiresAt: expiresAt!, priceCoins });
            await done();
          },
        },
      ]}
    />
  );
}
