"use client";

import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { jsonDiff } from "../json-diff.ts";
import type { AuditFilter } from "./audit-query.ts";

export const OUTCOME_TONES = { done: "ok", refused: "warn", failed: "bad" } as const;

export interface AuditEntrySheetProps {
  entry: AuditEntry | null;
  onClose(): void;
  /** Shows only what has this in common with the entry. */
  onOnly(filter: Partial<AuditFilter>): void;
}

type AuditEntry = Outputs["audit"]["list"]["items"][number];

/** All that is known of one entry, at the side: what was asked, and what became different. */
export function AuditEntrySheet({ entry, onClose, onOnly }: AuditEntrySheetProps) {
  const words = useTranslations("admin.audit");
  if (!entry) return null;
  const { actor, target } = entry;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={entry.summary}
      description={<Time at={entry.at} mode="absolute" />}
    >
      <Stack>
        <DescriptionList
          items={[
            { label: words("columns.operation"), value: <Code>{entry.operation}</Code> },
            {
              label: words("columns.outcome"),
              value: (
                <Badge tone={OUTCOME_TONES[entry.outcome]}>
                  {words("outcome", { outcome: entry.outcome, count: entry.count })}
                </Badge>
              ),
            },
            ...(entry.reason ? [{ label: words("entry.reason"), value: <Code>{entry.reason}</Code> }] : []),
            {
              label: words("columns.actor"),
              value: (
                <>
                  {words("entry.actor", { label: actor.label, kind: actor.kind })}
                  {actor.id ? <IdLine id={actor.id} what={words("entry.actorId")} /> : null}
                  {actor.apiKeyId && actor.apiKeyId !== actor.id ? (
                    <IdLine id={actor.apiKeyId} what={words("entry.keyId")} />
                  ) : null}
                </>
              ),
            },
            ...(target
              ? [
                  {
                    label: words("columns.target"),
                    value: (
                      <>
                        {target.label}
                        <IdLine id={target.id} what={words("entry.targetId")} />
                      </>
                    ),
                  },
                ]
              : []),
            {
              label: words("columns.address"),
              value: entry.address ? <Copyable value={entry.address} what={words("columns.address")} /> : "–",
            },
            {
              label: words("entry.request"),
              value: <Copyable value={entry.requestId} what={words("entry.request")} />,
            },
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => onOnly({ operation: entry.operation })}>
            {words("entry.onlyOperation")}
          </Button>
          {actor.id ? (
            <Button size="sm" onClick={() => onOnly({ actor: actor.apiKeyId ?? actor.id! })}>
              {words("entry.onlyActor")}
            </Button>
          ) : null}
          {target ? (
            <Button size="sm" onClick={() => onOnly({ target: target.id })}>
              {words("entry.onlyTarget")}
            </Button>
          ) : null}
        </div>
        <Changes before={entry.before} after={entry.after} />
        {entry.input === null ? null : (
          <section className="grid min-w-0 gap-1.5">
            <h3 className="font-semibold">{words("entry.input")}</h3>
            <CodeBlock code={JSON.stringify(entry.input, null, 2)} what={words("entry.input")} wrap />
          </section>
        )}
      </Stack>
    </Sheet>
  );
}

/** What an act changed, value by value. */
function Changes({ before, after }: Pick<AuditEntry, "before" | "after">) {
  const words = useTranslations("admin.audit.entry");
  if (before === null && after === null) return null;
  const differences = jsonDiff(before ?? {}, after ?? {});
  return (
    <section className="grid min-w-0 gap-1.5">
      <h3 className="font-semibold">{words("changes")}</h3>
      {differences.length === 0 ? <p className="text-ink-2">{words("noChanges")}</p> : null}
      <ul className="grid min-w-0 gap-2">
        {differences.map(({ path, before: was, after: is }) => (
          <li key={path} className="min-w-0 rounded-md border border-line p-2">
            <p className="break-all font-mono text-sm">{path || words("whole")}</p>
            <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-sm">
              <dt className="text-bad">{words("before")}</dt>
              <dd className="min-w-0 whitespace-pre-wrap break-all font-mono">{inWords(was, words("absent"))}</dd>
              <dt className="text-ok">{words("after")}</dt>
              <dd className="min-w-0 whitespace-pre-wrap break-all font-mono">{inWords(is, words("absent"))}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

function inWords(value: unknown, absent: string): string {
  return value === undefined ? absent : JSON.stringify(value, null, 2);
}

function Code({ children }: { children: string }) {
  return <code className="break-all font-mono text-sm">{children}</code>;
}

function IdLine({ id, what }: { id: string; what: string }) {
  return (
    <div className="min-w-0 text-ink-2">
      <Copyable value={id} what={what} />
    </div>
  );
}
