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
              <p className="break-words text-ink-3 text-sm">{words("rule", { rule: ruleSays })}</p>
              <p className="break-words text-ink-3 text-sm">{words("changes", { changes })}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
