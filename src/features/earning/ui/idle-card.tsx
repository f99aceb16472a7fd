"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { MINUTE } from "#app/lib/duration.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Ways } from "../schema.ts";
import { TodayMeter } from "./today-meter.tsx";
import { useIdlePage } from "./use-idle-page.ts";

const SECOND_MS = 1000;

/** Earning by keeping this page open, with a count of the period that runs. */
export function IdleCard({ idle, disabled }: { idle: NonNullable<Ways["idle"]>; disabled: boolean }) {
  const words = useTranslations("earning.earn");
  const page = useIdlePage();
  const { coins, everyMinutes, mostPerDay } = idle;
  const said = page.answer?.said;
  const isOn = page.state === "here" || page.state === "lost";
  const earnedToday = Math.max(idle.earnedToday, said?.earnedToday ?? 0);
  const isDone = earnedToday >= mostPerDay;
  return (
    <Card
      title={words("idle.title")}
      description={words("per", { coins, minutes: everyMinutes })}
      actions={isOn ? <Badge tone="ok">{words("idle.here")}</Badge> : null}
    >
      <Stack gap="sm">
        <p className="text-ink-2">{words(isDone ? "dayDone" : "idle.text")}</p>
        {page.problem ? <ErrorState title={words("idle.failed")} error={page.problem} /> : null}
        {page.state === "elsewhere" ? (
          <Callout
            title={words("idle.elsewhere")}
            actions={<Button onClick={() => void page.start(true)}>{words("idle.takeOver")}</Button>}
          >
            {words("idle.elsewhereText")}
          </Callout>
        ) : null}
        {page.state === "lost" ? <Callout tone="warn">{words("idle.lost")}</Callout> : null}
        {page.state === "here" && said && page.answer && !isDone ? (
          <Counted
            key={said.nextBeat}
            fromSec={said.countedSec}
            sinceMs={page.answer.atMs}
            mostSec={said.beatAfterSec}
            minutes={everyMinutes}
          />
        ) : null}
        {page.came > 0 ? <p role="status">{words("idle.since", { coins: page.came })}</p> : null}
        <TodayMeter earned={earnedToday} most={mostPerDay} />
        {page.state === "elsewhere" ? null : (
          <div>
            {isOn ? (
              <Button onClick={page.stop}>{words("idle.stop")}</Button>
            ) : (
              <Button tone="primary" disabled={disabled || isDone} onClick={() => void page.start(false)}>
                {words("idle.start")}
              </Button>
            )}
          </div>
        )}
      </Stack>
    </Card>
  );
}

/** Seconds of the period, counted on between two answers of the panel, and never further than to when the next is due. */
function Counted({
  fromSec,
  sinceMs,
  mostSec,
  minutes,
}: {
  fromSec: number;
  sinceMs: number;
  mostSec: number;
  minutes: number;
}) {
  const words = useTranslations("earning.earn.idle");
  const [passedSec, setPassedSec] = useState(0);
  useEffect(() => {
    const timer = setInterval(
      () => setPassedSec(Math.min(mostSec, Math.floor((performance.now() - sinceMs) / SECOND_MS))),
      SECOND_MS,
    );
    return () => clearInterval(timer);
  }, [sinceMs, mostSec]);
  const seconds = Math.min(fromSec + passedSec, (minutes * MINUTE) / SECOND_MS);
  return (
    <p className="tabular-nums">
      <span className="text-ink-2">{words("countedLabel")}: </span>
      {words("counted", { seconds, minutes })}
    </p>
  );
}
