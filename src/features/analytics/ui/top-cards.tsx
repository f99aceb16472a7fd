"use client";

import { useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Dashboard } from "./metric-tiles.tsx";

/** What one kills and dies by, where, and with whom. */
export function TopCards({ dashboard: { weapons, places, opponents } }: { dashboard: Dashboard }) {
  const words = useTranslations("analytics.top");
  const lists = [
    ["weapons", weapons.map(({ class: id, name, ...counts }) => ({ id, name: name ?? id, ...counts }))],
    ["places", places.map(({ class: id, name, ...counts }) => ({ id, name: name ?? id, ...counts }))],
    ["opponents", opponents.map(({ playerId: id, ...rest }) => ({ id, ...rest }))],
  ] as const;
  if (lists.every(([, rows]) => rows.length === 0)) return null;
  return (
    <Stack columns={3}>
      {lists.map(([name, rows]) => (
        <Card key={name} title={words(name)} description={words("explain")}>
          {rows.length === 0 ? (
            <p className="text-ink-2">{words("none")}</p>
          ) : (
            <ul className="grid gap-1">
              {rows.map((row) => (
                <li key={row.id} className="flex min-w-0 justify-between gap-3">
                  <span className="min-w-0 break-words">{row.name}</span>
                  <span className="shrink-0 text-ink-2 tabular-nums">
                    {words("counts", { kills: row.kills, deaths: row.deaths })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      ))}
    </Stack>
  );
}
