"use client";

import { Link } from "#app/ui/link.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Kill } from "../schema.ts";
import { KillSentence, useKillText } from "./kill-words.tsx";

/** Kills as short lines: who, and when, which leads to the kill's own page. */
export function KillLines({ kills, label }: { kills: readonly Kill[]; label: string }) {
  const textOf = useKillText();
  return (
    <ul aria-label={label} className="grid gap-1.5">
      {kills.map((kill) => (
        <li key={kill.id} className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
          <span className="min-w-0 break-words font-medium">
            <KillSentence kill={kill} />
          </span>
          <Link href={`/kills/${kill.id}`} className="relative inline-block py-0.5 text-ink-2 text-sm hover:underline">
            <Time at={kill.at} />
            <span className="sr-only">: {textOf(kill)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
