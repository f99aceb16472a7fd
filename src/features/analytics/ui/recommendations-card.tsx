"use client";

import { useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import type { Dashboard } from "./metric-tiles.tsx";

/** What follows by stated rules, with what it follows from. */
export function RecommendationsCard({ items }: { items: Dashboard["recommendations"] }) {
  const words = useTranslations("analytics.recommendations");
  return (
    <Card title={words("title")}>
      {items.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <ul className="grid divide-y divide-line">
          {items.map(({ text, because, rule, ruleSays, changes }) => (
            <li key={`${rule} ${because}`} className="grid gap-1 py-3 first:pt-0">
              <p className="break-words font-medium">{text}</p>
              <p className="break-words text-ink-2 text-sm">{because}</p>
              <details className="min-w-0 text-sm">
                <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 hover:text-ink">
                  {words("why")}
                </summary>
                <p className="mt-1 break-words text-ink-2">{words("rule", { rule: ruleSays })}</p>
                <p className="mt-1 break-words text-ink-2">{words("changes", { changes })}</p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
