"use client";

import { useTranslations } from "next-intl";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

const PLACES = [
  { href: "/players", name: "players", needs: "players:read" },
  { href: "/players/bans", name: "bans", needs: "players:read" },
  { href: "/players/appeals", name: "appeals", needs: "appeals:read" },
  { href: "/players/reports", name: "reports", needs: "players.reports:read" },
] as const;

/** The places about players: who there is, what was done to them, and what is said of them. Nothing for who sees one of them alone. */
export function PlayersTabs({ current }: { current: (typeof PLACES)[number]["href"] }) {
  const words = useTranslations("players.tabs");
  const who = useWho();
  const places = PLACES.filter(({ needs }) => holdsSomewhere(who, needs));
  if (places.length < 2) return null;
  return (
    <Tabs
      label={words("label")}
      current={current}
      tabs={places.map(({ href, name }) => ({ href, label: words(name) }))}
    />
  );
}
