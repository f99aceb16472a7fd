"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Kill, KillChange } from "../schema.ts";

/** What was done to a kill since it was told: disputes, corrections and decisions, with who and why. Nothing where nothing was. */
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
        {data.items.map((entry) => (
          <li key={`${entry.at} ${entry.change}`} className="min-w-0 border-line border-l-2 pl-3">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{words(entry.change, { by: entry.by ?? words("somebody") })}</span>
              <span className="text-ink-3 text-sm">
                <Time at={entry.at} />
              </span>
            </p>
            {entry.reason ? <p className="break-words text-ink-2">{entry.reason}</p> : null}
            {entry.change === "corrected" ? <Corrections of={entry} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The names of a kill's fields that have a word of their own. */
const FIELDS = [
  "weapon",
  "damageType",
  "killerVehicle",
  "victimVehicle",
  "place",
  "system",
  "mode",
  "method",
  "kind",
] as const;

/** What a correction changed, as it was and as it is since. */
function Corrections({ of: { before, after, names } }: { of: KillChange }) {
  const words = useTranslations("kills");
  const said = (value: unknown) => {
    if (typeof value !== "string") return words("history.nothing");
    const name = names[value];
    return name === undefined ? value : words("history.named", { name, word: value });
  };
  return (
    <ul className="text-ink-2 text-sm">
      {FIELDS.filter((name) => name in after).map((name) => (
        <li key={name} className="break-words">
          {words("history.change", {
            field: words(`facts.${name}`),
            before: said(before[name]),
            after: said(after[name]),
          })}
        </li>
      ))}
    </ul>
  );
}
