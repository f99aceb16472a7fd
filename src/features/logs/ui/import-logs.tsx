"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { ChosenLogs } from "./chosen-logs.tsx";
import { LogChooser } from "./log-chooser.tsx";
import { LogOptions, NO_CHOICES } from "./log-options.tsx";
import { MachineLogs } from "./machine-logs.tsx";
import { PastImports } from "./past-imports.tsx";
import { type ChosenLog, useLogImport } from "./use-log-import.ts";
import { WatchedLogs } from "./watched-logs.tsx";
import { whyNothing } from "./why-nothing.ts";

/** Logs become kills: chosen here and read in the browser, looked at, then handed in; or read where a node has them. */
export function ImportLogs() {
  const words = useTranslations("logs");
  const who = useWho();
  const { chosen, isBusy, games, choose, readAgain, send, stop, clear } = useLogImport();
  const [choices, setChoices] = useState(NO_CHOICES);
  const isLacking = chosen.some(({ report }) => report?.needs);
  const [isOwn, setOwn] = useState(true);
  const ready = chosen.filter(({ state, deaths }) => (state === "read" || state === "failed") && deaths.length > 0);
  const isRead = chosen.length > 0 && !isBusy;
  return (
    <Stack>
      <PageHeader title={words("title")} description={words("description")} />
      <Card title={words("choose.title")} description={words("choose.text")}>
        <div className="grid gap-4">
          <LogChooser disabled={isBusy} onChoose={(files, how) => void choose(files, { ...how, ...choices })} />
          <LogOptions choices={choices} games={games} disabled={isBusy} onChange={setChoices} />
        </div>
      </Card>
      {chosen.length > 0 ? (
        <>
          <Totals logs={chosen} />
          <Card
            flush
            title={words("chosen.title")}
            description={chosen.some(({ state }) => state === "done") ? undefined : words("chosen.text")}
            footer={
              <>
                {isBusy ? (
                  <Button onClick={stop}>{words("chosen.stop")}</Button>
                ) : (
                  <Button onClick={clear}>{words("chosen.clear")}</Button>
                )}
                {isBusy ? null : (
                  <Button onClick={() => void readAgain(choices)} {...(isLacking ? { tone: "primary" as const } : {})}>
                    {words("chosen.again")}
                  </Button>
                )}
                <Button
                  tone="primary"
                  icon={<Upload />}
                  pending={isBusy}
                  disabled={ready.length === 0}
                  onClick={() => void send({ isOwn, communityId: choices.communityId })}
                >
                  {words("chosen.send")}
                </Button>
              </>
            }
          >
            <ChosenLogs logs={chosen} />
            {ready.length > 0 ? (
              <div className="border-line border-t px-4 py-3">
                <Checkbox
                  label={words("chosen.own")}
                  hint={words("chosen.ownHint")}
                  checked={isOwn}
                  disabled={isBusy}
                  onChange={({ currentTarget }) => setOwn(currentTarget.checked)}
                />
              </div>
            ) : null}
          </Card>
          {isRead && ready.length === 0 && chosen.every(({ state }) => state !== "done") ? (
            <Callout tone="warn" announce title={words("chosen.nothing")}>
              {words(`chosen.nothingText.${whyNothing(chosen.flatMap(({ report }) => report ?? []))}`)}
            </Callout>
          ) : null}
        </>
      ) : null}
      {may(who, "nodes:read") ? <MachineLogs choices={choices} /> : null}
      <WatchedLogs />
      <PastImports />
    </Stack>
  );
}

/** What is in all of them together, and what became of it. */
function Totals({ logs }: { logs: readonly ChosenLog[] }) {
  const words = useTranslations("logs.totals");
  const sum = (of: (log: ChosenLog) => number | undefined) => logs.reduce((total, log) => total + (of(log) ?? 0), 0);
  const tiles = {
    kills: sum(({ report }) => report?.kills),
    inferred: sum(({ report }) => report?.inferredDeaths),
    recorded: sum((log) => log.import?.recorded),
    known: sum((log) => (log.import ? log.import.confirmed + log.import.repeated : 0)),
  };
  return (
    <Stack columns={4}>
      {(Object.keys(tiles) as (keyof typeof tiles)[]).map((name) => (
        <Tile key={name} label={words(name)} value={tiles[name].toLocaleString("en")} />
      ))}
    </Stack>
  );
}
