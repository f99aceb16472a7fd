"use client";

import { useTranslations } from "next-intl";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { PLAYERS_PLACES } from "./players-places.ts";

/** The places about players: who there is, what was done to them, and what is said of them. Nothing for who sees one of them alone. */
export function PlayersTabs({ current }: { current: (typeof PLAYERS_PLACES)[number]["href"] }) {
  const words = useTranslations("players.tabs");
  const who = useWho();
  const places = PLAYERS_PLACES.filter(({ needs }) => holdsSomewhere(who, needs));
  if (places.length < 2) return null;
  return (
    <Tabs
      label={words("label")}
      current={current}
      tabs={places.map(({ href, name }) => ({ href, label: words(name) }))}
    />
  );
}
