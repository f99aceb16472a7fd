"use client";

import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import type { Outputs } from "#app/transport/client/outputs.ts";

export type ShownEvent = Outputs["events"]["list"]["items"][number];

/** So many events at the most are kept beside those of the history; from half of them on the history is to be read anew. */
const MOST = 1_000;

/**
 * The events that this tab was told of, newest first. While paused, what has come since is only counted. `fold` is called when there are many: what the
 * history has by then can be `forget`ten.
 */
export function useLiveTail(fold: () => void) {
  const [events, setEvents] = useState<readonly ShownEvent[]>([]);
  const [pausedAt, setPausedAt] = useState<number | null>(null);

  useEvents([""], (event) => {
    setEvents((known) => (known[0] && known[0].position >= event.position ? known : [event, ...known].slice(0, MOST)));
    if (events.length > 0 && events.length % (MOST / 4) === 0) fold();
  });

  return {
    events: pausedAt === null ? events : events.filter(({ position }) => position <= pausedAt),
    waiting: pausedAt === null ? [] : events.filter(({ position }) => position > pausedAt),
    paused: pausedAt !== null,
    /** Nothing newer than this position is shown until `resume`. */
    pause: (position: number) => setPausedAt(position),
    resume: () => setPausedAt(null),
  };
}
