"use client";

import { useTranslations } from "next-intl";
import { Link } from "#app/ui/link.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Renewal } from "../schema.ts";
import { AutoRenewal } from "./auto-renewal.tsx";
import { RenewButton } from "./renew-button.tsx";
import { RenewalBadge } from "./renewal-badge.tsx";
import { RenewalHistory } from "./renewal-history.tsx";

/** One of the reader's servers in a list: until when it is paid, renewing it, and what was paid before. */
export function RenewalRow({ renewal }: { renewal: Renewal }) {
  const words = useTranslations("renewals");
  const { serverId, serverName, state, expiresAt, graceUntil, exemptReason } = renewal;
  return (
    <li className="grid grid-cols-1 gap-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/servers/${serverId}/console`} className="min-w-0 break-words font-medium hover:underline">
          {serverName}
        </Link>
        <RenewalBadge state={state} />
        {expiresAt ? (
          <span>{words.rich("until", { time: () => <Time at={expiresAt} mode="absolute" /> })}</span>
        ) : (
          <span className="min-w-0 break-words text-ink-2">{exemptReason}</span>
        )}
      </div>
      {state === "expired" && graceUntil ? (
        <p className="text-bad">{words.rich("notices.expired", { time: () => <Time at={graceUntil} /> })}</p>
      ) : null}
      {state === "suspended" ? <p className="text-ink-2">{words("kept")}</p> : null}
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <RenewButton renewal={renewal} primary={state !== "active"} isListed />
        <RenewalHistory serverId={serverId} name={serverName} />
        <AutoRenewal renewal={renewal} />
      </div>
    </li>
  );
}
