"use client";

import { useTranslations } from "next-intl";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { KILL_PLACES } from "./kill-places.ts";

/** The places about kills: what happened, who leads, with what and where. */
export function KillsTabs({ current }: { current?: (typeof KILL_PLACES)[number]["href"] }) {
  const words = useTranslations("kills.tabs");
  const who = useWho();
  return (
    <Tabs
      label={words("label")}
      {...(current && { current })}
      tabs={KILL_PLACES.filter(({ needs }) => holdsSomewhere(who, needs)).map(({ href, name }) => ({
        href,
        label: words(name),
      }))}
    />
  );
}
