"use client";

import { useLocale, useNow, useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { usePreferences } from "./preferences-provider.tsx";
import { absoluteText, relativeText, shortText } from "./time-text.ts";

const TICK_MS = 15_000;
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let tick = 0;

/** One timer for every time on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    tick = Date.now();
    for (const told of listeners) told();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
    tick = 0;
  };
}

function currentTick(): number {
  tick ||= Date.now();
  return tick;
}

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's zone as an IANA name; UTC in the page's first rendering when they follow their browser. */
export function useZone(): string {
  const { preferences } = usePreferences();
  const own = useSyncExternalStore(never, browserZone, () => "UTC");
  return preferences.zone === "browser" ? own : preferences.zone;
}

/** Now, at a pace of 15 s, in milliseconds; the server's moment in the page's first rendering. */
export function useTick(): number {
  const rendered = useNow();
  return useSyncExternalStore(subscribe, currentTick, () => rendered.getTime());
}

export interface TimeProps {
  /** ISO instant or milliseconds. */
  at: string | number;
  /** "auto" tells the age for a week, then the date; "short" the date to the minute, for an end in a sentence; "absolute" is for logs and audits. */
  mode?: "auto" | "short" | "absolute";
}

/** A moment. Its full form with zone is in the title and comes on a tap; people who want dates choose so in settings. */
export function Time({ at, mode = "auto" }: TimeProps) {
  const words = useTranslations("ui.time");
  const locale = useLocale();
  const zone = useZone();
  const now = useTick();
  const { preferences } = usePreferences();
  const [full, setFull] = useState(false);
  const instant = typeof at === "number" ? at : Date.parse(at);
  if (Number.isNaN(instant)) return <span className="text-ink-3">{words("unknown")}</span>;
  const absolute = absoluteText(instant, zone, locale);
  const relative = mode === "auto" && preferences.times === "relative" ? relativeText(instant, now, locale) : null;
  const short = relative === "now" ? words("now") : (relative ?? shortText(instant, now, zone, locale));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap only repeats the title; hundreds of stops for Tab would serve nobody
    <time
      dateTime={new Date(instant).toISOString()}
      title={absolute}
      className="whitespace-nowrap"
      onClick={() => setFull(!full)}
    >
      {full || mode === "absolute" ? absolute : short}
    </time>
  );
}
