"use client";

import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Time } from "#app/ui/time.tsx";
import { AutoRenewal } from "./auto-renewal.tsx";
import { RenewButton } from "./renew-button.tsx";
import { RenewalBadge } from "./renewal-badge.tsx";
import { RenewalHistory } from "./renewal-history.tsx";
import { useRenewal } from "./use-renewal.ts";

/** Until when a server's time is paid, renewing it, and whether that is done by itself; nothing where servers do not expire. */
export function RenewalCard({ serverId }: { serverId: string }) {
  const words = useTranslations("renewals");
  const who = useWho();
  const renewal = useRenewal(serverId);
  if (!renewal) return null;
  const { serverName, owner, state, expiresAt, exemptReason } = renewal;
  const isOwn = owner.id === who.userId && may(who, "economy:read");
  return (
    <Card
      title={words("title")}
      actions={
        <>
          {isOwn ? (
            <LinkButton size="sm" href="/store/renewals">
              {words("due.all")}
            </LinkButton>
          ) : null}
          <RenewalHistory serverId={serverId} name={serverName} />
          <RenewButton renewal={renewal} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <RenewalBadge state={state} />
        {expiresAt ? (
          <span>{words.rich("until", { time: () => <Time at={expiresAt} mode="absolute" /> })}</span>
        ) : (
          <span>{exemptReason}</span>
        )}
        <AutoRenewal renewal={renewal} />
      </div>
    </Card>
  );
}
