"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { PatternList } from "./pattern-list.tsx";
import { ReadLines } from "./read-lines.tsx";
import { useSettled } from "./use-settled.ts";

const LIVE_MS = 2_000;
const LIVE_LINES = 300;
const PASTED = "";

interface PatternTesterProps {
  blueprintId: string;
  document: unknown;
}

/** A log beside the patterns that read it: pasted, or what a server prints right now. */
export function PatternTester({ blueprintId, document }: PatternTesterProps) {
  const words = useTranslations("games.tester");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [serverId, setServerId] = useState(PASTED);
  const [pasted, setPasted] = useState("");
  /** Null: the blueprint's own. */
  const [patterns, setPatterns] = useState<string | null>(null);

  const servers = useQuery(trpc.servers.list.queryOptions({ limit: 100, sort: "name" }));
  const own = servers.data?.items.filter(({ blueprint }) => blueprint.id === blueprintId) ?? [];
  const live = useQuery(
    trpc.console.history.queryOptions(
      { serverId, limit: LIVE_LINES },
      { enabled: serverId !== PASTED, refetchInterval: LIVE_MS, placeholderData: keepPreviousData },
    ),
  );
  const log = serverId === PASTED ? pasted : (live.data?.items.map(({ text }) => text).join("\n") ?? "");
  const text = useSettled(log, serverId === PASTED ? undefined : 0);
  const tried = useSettled(patterns);
  const reading = useQuery({
    queryKey: ["read-log", blueprintId, tried, text, serverId !== PASTED],
    queryFn: () =>
      client.blueprints.readLog.mutate({
        text,
        continued: serverId !== PASTED,
        ...(tried === null ? { blueprintId } : { patterns: tried }),
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data } = reading;

  async function change() {
    const { stringify } = await import("yaml");
    const { console = {} } = document as { console?: unknown };
    setPatterns(stringify(console, { lineWidth: 0 }));
  }

  return (
    <>
      <Card title={words("title")} description={words("description")}>
        <div className="grid gap-4">
          <Field name="from" label={words("from")} unmarked>
            <Select
              value={serverId}
              onChange={(event) => setServerId(event.target.value)}
              options={[
                { value: PASTED, label: words("pasted") },
                ...own.map(({ id, name }) => ({ value: id, label: words("server", { name }) })),
              ]}
            />
          </Field>
          {serverId === PASTED ? (
            <Field name="log" label={words("log")} hint={words("logHint")} unmarked>
              <Textarea
                mono
                rows={8}
                value={pasted}
                onChange={(event) => setPasted(event.target.value)}
                placeholder={words("logPlaceholder")}
                spellCheck={false}
              />
            </Field>
          ) : null}
          {patterns === null ? (
            <div>
              <Button onClick={() => void change()}>{words("change")}</Button>
            </div>
          ) : (
            <>
              <Field name="patterns" label={words("patterns")} hint={words("patternsHint")} unmarked>
                <Textarea
                  mono
                  rows={12}
                  value={patterns}
                  onChange={(event) => setPatterns(event.target.value)}
                  spellCheck={false}
                />
              </Field>
              <div>
                <Button onClick={() => setPatterns(null)}>{words("back")}</Button>
              </div>
            </>
          )}
        </div>
      </Card>
      {serverId !== PASTED && live.error ? <ErrorState title={words("failed")} error={live.error} /> : null}
      {reading.error ? <ReadingProblem error={reading.error} /> : null}
      {reading.isPending ? (
        <Loading label={words("title")}>
          <Skeleton height="16rem" />
        </Loading>
      ) : null}
      {data && !reading.error ? (
        <>
          {data.lines.length < data.given ? (
            <Callout tone="warn">{words("stopped", { read: data.lines.length, given: data.given })}</Callout>
          ) : null}
          <div className="grid gap-3 sm:grid-cols-3">
            <Tile label={words("told")} value={data.told} note={words("cost", { ms: data.tookMs })} />
            <Tile label={words("taken")} value={data.lines.length - data.told - data.untaken} />
            <Tile label={words("untaken")} value={data.untaken} />
          </div>
          <ReadLines lines={data.lines} patterns={data.patterns} newestFirst={serverId !== PASTED} />
          <PatternList patterns={data.patterns} />
        </>
      ) : null}
    </>
  );
}

/** What is wrong with the patterns, each thing with its place. */
function ReadingProblem({ error }: { error: unknown }) {
  const words = useTranslations("games.tester");
  const details = shownError(error)?.details;
  if (!details?.length) return <ErrorState title={words("failed")} error={error} />;
  return (
    <Callout tone="bad" title={words("failed")}>
      <ul className="grid gap-1">
        {details.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code className="font-mono text-sm">{path.replace(/^patterns\.?/, "")}</code> {message}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
