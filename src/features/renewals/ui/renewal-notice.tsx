"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#app/ui/callout.tsx";
import { Time } from "#app/ui/time.tsx";
import { RenewButton } from "./renew-button.tsx";
import { useRenewal } from "./use-renewal.ts";

/** That a server ends soon or has expired, and renewing it; nothing while there is time. That it is suspended is told with all reasons why servers are. */
export function RenewalNotice({ serverId }: { serverId: string }) {
  const words = useTranslations("renewals");
  const renewal = useRenewal(serverId);
  if (renewal?.state !== "soon" && renewal?.state !== "expired") return null;
  const { state, expiresAt, graceUntil, autoRenews } = renewal;
  return (
    <Callout
      tone={state === "soon" ? "warn" : "bad"}
      announce={false}
      title={words.rich(`notices.${state}`, { time: () => <Time at={graceUntil ?? expiresAt!} /> })}
      actions={<RenewButton renewal={renewal} primary />}
    >
      {state === "soon" && autoRenews ? <p>{words("autoNote")}</p> : null}
    </Callout>
  );
}

/** Renewing a server that is suspended because nobody did. */
export function RenewSuspended({ serverId }: { serverId: string }) {
  const renewal = useRenewal(serverId);
  return renewal ? <RenewButton renewal={renewal} primary /> : null;
}
