"use client";

import { useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import type { FacetFigure } from "../figures.ts";
import { ThingName } from "./kill-words.tsx";
import { type Thing, thingPath } from "./thing-paths.ts";
import { useNumbers } from "./use-numbers.ts";

export interface ThingListProps {
  title: string;
  thing: Thing;
  game: string;
  items: readonly FacetFigure[];
}

/** What somebody kills and dies with or where, most kills first: each with a bar as long as its kills. */
export function ThingList({ title, thing, game, items }: ThingListProps) {
  const words = useTranslations("kills.things");
  const { whole } = useNumbers();
  const peak = Math.max(1, ...items.map(({ kills }) => kills));
  return (
    <Card title={title}>
      {items.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <ul aria-label={title} className="grid gap-2">
          {items.map((item) => (
            <li key={item.class} className="grid min-w-0 gap-1">
              <span className="flex min-w-0 items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">
                  <ThingName thing={item} href={thingPath(thing, game, item.class)} />
                </span>
                <span className="whitespace-nowrap text-ink-2 text-sm tabular-nums">
                  {words("counts", { kills: item.kills, deaths: item.deaths, shown: whole(item.kills) })}
                </span>
              </span>
              <span aria-hidden data-meter className="h-1.5 overflow-hidden rounded-full bg-line">
                <span className="block h-full rounded-full bg-c1" style={{ width: `${(item.kills / peak) * 100}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
