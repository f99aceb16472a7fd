import { expect, test } from "vitest";
import type { LiveEvent } from "#app/protocol/live.ts";
import { ON_ITS_WAY_MS, RecentEvents } from "./recent-events.ts";

const event = (position: number) => ({ position, type: "server.suspended" }) as LiveEvent;

test("who begins to listen hears of what happened while the page was on its way, and of nothing older", () => {
  const recent = new RecentEvents();
  recent.take(event(1), 0);
  recent.take(event(2), 5_000);
  recent.take(event(3), 9_000);
  expect(recent.at(9_500).map(({ position }) => position)).toEqual([1, 2, 3]);
  expect(recent.at(ON_ITS_WAY_MS).map(({ position }) => position)).toEqual([2, 3]);
  expect(recent.at(60_000)).toEqual([]);
});

test("of very many only the newest are kept", () => {
  const recent = new RecentEvents();
  for (let position = 1; position <= 1_000; position++) recent.take(event(position), position);
  const kept = recent.at(1_000).map(({ position }) => position);
  expect(kept).toHaveLength(50);
  expect(kept.at(-1)).toBe(1_000);
});
