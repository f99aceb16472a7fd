"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import type { Abilities } from "../schema.ts";

interface AbilityProps {
  kind: "kick" | "warn" | "mute" | "ban";
  server: { serverId: string; serverName: string };
}

/** Says, before it is given, what the game will not make of a punishment. Nothing where it obeys. */
export function Ability({ kind, server: { serverId, serverName } }: AbilityProps) {
  const words = useTranslations("moderation.ability");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.moderation.abilities.queryOptions({ serverId }));
  const lack = data && lackOf(kind, data);
  return lack ? <Callout tone="warn">{words(lack, { server: serverName })}</Callout> : null;
}

function lackOf(kind: AbilityProps["kind"], abilities: Abilities) {
  if (kind !== "ban") return abilities[kind] === false ? kind : null;
  return abilities.ban === null || abilities.ban === "players" ? null : (`ban.${abilities.ban}` as const);
}
