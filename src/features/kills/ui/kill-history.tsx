"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Kill } from "../schema.ts";

/** What was done to a kill since it was told: disputes and decisions, with who and why. Nothing where nothing was. */
export function KillHistory({ kill: { id: killId } }: { kill: Kill }) {
  const words = useTranslations("kills.history");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.kills.changes.queryOptions({ killId }));
  if (error)
    return (
      <Card>
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      </Card>
    );
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={words("title")}>
      <ol aria-label={words("title")} className="grid gap-3">
        {data.items.map(({ at, by, change, reason }) => (
          <li key={`${at} ${change}`} className="min-w-0 border-line border-l-2 pl-3">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{words(change, { by })}</span>
              <span className="text-ink-3 text-sm">
                <Time at={at} />
              </span>
            </p>
            {reason ? <p className="break-words text-ink-2">{reason}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
