"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Select } from "#app/ui/form/select.tsx";
import type { ReadLine, ReadPattern } from "../log-reading.ts";

const SHOWN = ["all", "onlyTold", "onlyUntaken"] as const;
type Shown = (typeof SHOWN)[number];
/** More lines than this make a page slow, and nobody reads them. */
const MOST = 500;

interface ReadLinesProps {
  lines: readonly ReadLine[];
  patterns: readonly ReadPattern[];
  newestFirst: boolean;
}

/** Each line with what became of it. */
export function ReadLines({ lines, patterns, newestFirst }: ReadLinesProps) {
  const words = useTranslations("games.tester");
  const [shown, setShown] = useState<Shown>("all");
  const fitting = lines.filter(({ event, pattern }) =>
    shown === "onlyTold" ? event !== null : shown === "onlyUntaken" ? pattern === null : true,
  );
  const listed = newestFirst ? fitting.slice(-MOST).toReversed() : fitting.slice(0, MOST);
  return (
    <Card
      title={words("lines")}
      flush
      actions={
        <Field name="shown" label={words("show")} hideLabel unmarked>
          <Select
            size="sm"
            value={shown}
            onChange={(event) => setShown(event.target.value as Shown)}
            options={SHOWN.map((value) => ({ value, label: words(value) }))}
          />
        </Field>
      }
    >
      {listed.length === 0 ? <p className="px-4 pb-4 text-ink-2">{words("nothing")}</p> : null}
      <ol className="border-line border-t">
        {listed.map((line) => (
          <Line
            key={line.number}
            line={line}
            pattern={line.pattern === null ? null : (patterns[line.pattern] ?? null)}
          />
        ))}
      </ol>
    </Card>
  );
}

function Line({ line, pattern }: { line: ReadLine; pattern: ReadPattern | null }) {
  const words = useTranslations("games.tester");
  const { number, text, event, noEvent } = line;
  return (
    <li className="grid min-w-0 gap-1 border-line border-b px-4 py-2 last:border-b-0">
      <p className="flex min-w-0 gap-3">
        <span className="w-10 shrink-0 text-right text-ink-3 text-sm tabular-nums">
          <span className="sr-only">{words("line", { number })}</span>
          <span aria-hidden>{number}</span>
        </span>
        <code className="min-w-0 whitespace-pre-wrap break-all font-mono text-sm">{text}</code>
      </p>
      <p className="ml-13 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {pattern ? (
          <Badge tone={event ? "ok" : "warn"}>{event?.kind ?? pattern.event}</Badge>
        ) : (
          <span className="text-ink-3">{words("none")}</span>
        )}
        {pattern ? <span className="text-ink-3">{words("pattern", { number: (line.pattern ?? 0) + 1 })}</span> : null}
        {noEvent ? <span className="text-ink-2">{words(`noEvent.${noEvent}`)}</span> : null}
        {pattern && !event && !noEvent ? <span className="text-ink-2">{words("identity")}</span> : null}
        {event
          ? Object.entries({ ...event.fields, ...event.details }).map(([name, value]) => (
              <span key={name} className="min-w-0 break-all">
                <span className="text-ink-3">{name}</span> {String(value)}
              </span>
            ))
          : null}
      </p>
    </li>
  );
}
