import { describe, expect, it } from "vitest";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { lossTo, nemesisAndPrey } from "./opponents.ts";
import { boundsOfSeason, seasonAt } from "./season.ts";
import { sessionsOf } from "./sessions.ts";

function sum(opponents: readonly { kills: number; deaths: number }[]) {
  return {
    kills: opponents.reduce((all, { kills }) => all + kills, 0),
    deaths: opponents.reduce((all, { deaths }) => all + deaths, 0),
  };
}

describe("nemesis", () => {
  it("is who beats one more than others do, not who killed one most", () => {
    const usual = Array.from({ length: 10 }, () => ({ name: "usual", kills: 10, deaths: 10 }));
    const often = { name: "often", kills: 60, deaths: 60 };
    const better = { name: "better", kills: 2, deaths: 22 };
    const worse = { name: "worse", kills: 22, deaths: 2 };
    const all = [often, ...usual, better, worse];
    expect(nemesisAndPrey(all, sum(all))).toEqual({ nemesis: better, prey: worse });
    const even = [often, ...usual];
    expect(nemesisAndPrey(even, sum(even))).toEqual({ nemesis: null, prey: null });
    const once = [...even, { name: "once", kills: 0, deaths: 3 }];
    expect(nemesisAndPrey(once, sum(once)).nemesis).toBeNull();
  });

  it("is named to few of those whom all beat alike", () => {
    const random = seededRandom(11);
    const players = 1_000;
    let named = 0;
    for (let player = 0; player < players; player++) {
      const opponents = Array.from({ length: 30 }, () => {
        const fights = 5 + Math.floor(random() * 30);
        const kills = Array.from({ length: fights }, random).filter((chance) => chance < 0.5).length;
        return { kills, deaths: fights - kills };
      });
      if (nemesisAndPrey(opponents, sum(opponents)).nemesis) named++;
    }
    expect(named / players).toBeLessThan(0.065);
  });

  it("what is lost to somebody whom one hardly met is what is lost to all", () => {
    const overall = { kills: 300, deaths: 100 };
    const { lost, low, high } = lossTo({ kills: 0, deaths: 1 }, overall);
    expect(lost).toBeGreaterThan(0.25);
    expect(lost).toBeLessThan(0.45);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.5);
  });
});

it("seasons follow each other without a gap, whatever their length", () => {
  expect(seasonAt(3, new Date("2026-11-21T00:00:00Z"))).toBe("2026-10");
  expect(seasonAt(0, new Date("2026-11-21T00:00:00Z"))).toBeNull();
  for (const months of [1, 2, 3, 5, 7, 12, 24]) {
    let at = new Date("2024-01-01T00:00:00Z");
    for (let i = 0; i < 12; i++) {
      const { from, to } = boundsOfSeason(months, seasonAt(months, at)!);
      expect(from <= at && at < to).toBe(true);
      expect(seasonAt(months, new Date(to.getTime() - 1))).toBe(seasonAt(months, from));
      expect(seasonAt(months, to)).not.toBe(seasonAt(months, from));
      at = to;
    }
  }
});

it("half an hour without anything ends a session", () => {
  const at = (minute: number) => ({ at: new Date(minute * 60_000), isKill: minute % 2 === 0 });
  const found = sessionsOf([at(100), at(71), at(41), at(40)]);
  expect(found.map(({ kills, deaths }) => [kills, deaths])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
