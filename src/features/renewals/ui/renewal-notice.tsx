"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#app/ui/callout.tsx";
import { Time } from "#app/ui/time.tsx";
import { RenewButton } from "./renew-button.tsx";
import { useRenewal } from "./use-renewal.ts";

/** That a server ends soon, has expired, or is suspended for it, and renewing it; nothing while there is time. */
export function RenewalNotice({ serverId }: { serverId: string }) {
  const words = useTranslations("renewals");
  const renewal = useRenewal(serverId);
  if (!renewal || renewal.state === "active" || renewal.state === "exempt") return null;
  const { state, expiresAt, graceUntil, autoRenews } = renewal;
  return (
    <Callout
      tone={state === "soon" ? "warn" : "bad"}
      announce={false}
      title={words.rich(`notices.${state}`, { time: () => <Time at={graceUntil ?? expiresAt!} /> })}
      actions={<RenewButton renewal={renewal} primary />}
    >
      {state === "soon" && autoRenews ? <p>{words("autoNote")}</p> : null}
      {state === "suspended" ? <p>{words("kept")}</p> : null}
    </Callout>
  );
}
