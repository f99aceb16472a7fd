"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import type { ReadPattern } from "../log-reading.ts";

/** All patterns in their order, and how many lines each took. */
export function PatternList({ patterns }: { patterns: readonly ReadPattern[] }) {
  const words = useTranslations("games.tester");
  return (
    <Card title={words("list")} flush>
      <ol className="border-line border-t">
        {patterns.map(({ event, pattern, shared, taken }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a pattern is known by its place
            key={index}
            className="grid min-w-0 gap-1 border-line border-b px-4 py-2 last:border-b-0"
          >
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <span className="w-10 shrink-0 text-right text-ink-3 tabular-nums">{index + 1}</span>
              <span className="font-medium">{event}</span>
              {shared ? <Badge>{words("shared")}</Badge> : null}
              <span className="ml-auto text-ink-2 tabular-nums">
                {words("takenCount")} {taken}
              </span>
            </p>
            <code className="ml-13 min-w-0 break-all font-mono text-ink-2 text-sm">{pattern}</code>
          </li>
        ))}
      </ol>
    </Card>
  );
}
