"use client";

import { useTranslations } from "next-intl";
import { DescriptionList } from "#app/ui/description-list.tsx";
import type { KillFigures } from "./shown-figures.ts";
import { useNumbers } from "./use-numbers.ts";

const KINDS = ["pvpDeaths", "pveDeaths", "crashes", "environmental", "unexplained", "inferred", "suicides"] as const;

/** How somebody dies. Inferred ones are among the others; suicides are not. */
export function DeathKinds({ totals }: { totals: KillFigures["totals"] }) {
  const words = useTranslations("kills.player.deathKinds");
  const { whole } = useNumbers();
  const known = KINDS.filter((kind) => totals[kind] > 0);
  if (known.length === 0) return <p className="text-ink-2">{words("none")}</p>;
  return (
    <DescriptionList
      items={known.map((kind) => ({
        label: words(kind),
        value: <span className="tabular-nums">{whole(totals[kind])}</span>,
      }))}
    />
  );
}
