import { describe, expect, it } from "vitest";
import { type HistoryTruth, killHistory, shuffledOutcomes } from "#app/testing/kill-history.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import type { Fact } from "./encounter.ts";
import { FALSE_ALARMS, findInsights } from "./find-insights.ts";
import { silenceOf, statementOf } from "./statement.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const RUNS = 120;
const BASE = { now: NOW, sessions: 60, fights: 5, skill: 0.5 };
const history = (truth: Partial<HistoryTruth>) => (random: () => number) => killHistory({ ...BASE, ...truth, random });

/** How many of so many players are told anything, and how many something of this type. */
function spoken(make: (random: () => number) => Fact[], runs = RUNS) {
  const types: Record<string, number> = {};
  let some = 0;
  for (let run = 1; run <= runs; run++) {
    const { findings } = findInsights(make(seededRandom(run * 7919)), `player ${run}`, NOW);
    if (findings.length > 0) some++;
    for (const type of new Set(findings.map((finding) => finding.type))) types[type] = (types[type] ?? 0) + 1 / runs;
  }
  return { some: some / runs, types };
}

/** What so many runs may show at most if the truth is at most this. */
const atMost = (share: number) => share + 2 * Math.sqrt((share * (1 - share)) / RUNS);

describe("where nothing is true, no more than one of twenty is told anything", () => {
  it.each([
    ["of fights that have nothing to do with each other", history({})],
    ["of evenings in very different moods", history({ moods: 0.3 })],
    ["of few fights", history({ sessions: 15, moods: 0.2 })],
    ["of players who win nearly always", history({ skill: 0.85 })],
    [
      "of fights with an effect, after their outcomes were dealt out anew",
      (random: () => number) =>
        shuffledOutcomes(history({ effect: ({ place }) => (place === "Daymar" ? -0.4 : 0) })(random), random),
    ],
  ])("%s", (_what, make) => {
    expect(spoken(make).some).toBeLessThanOrEqual(atMost(FALSE_ALARMS));
  });
});

describe("what is true is found", () => {
  it.each([
    ["opponent", history({ effect: ({ opponentId }) => (opponentId.endsWith("00") ? -0.4 : 0) }), 0.8],
    ["place", history({ sessions: 120, effect: ({ place }) => (place === "Daymar" ? -0.4 : 0) }), 0.7],
    ["ship", history({ sessions: 120, effect: ({ ship }) => (ship === "AEGS_Gladius" ? 0.3 : 0) }), 0.7],
    ["win_change", history({ skill: 0.3, effect: ({ progress }) => (progress > 0.5 ? 0.4 : 0) }), 0.8],
    ["rate_change", history({ sessions: 80, pace: (progress) => (progress > 0.75 ? 3 : 1) }), 0.7],
  ] as const)("%s", (type, make, share) => {
    expect(spoken(make, 25).types[type] ?? 0).toBeGreaterThanOrEqual(share);
  });

  it("with an interval that holds the truth as often as it says, a sentence of its figures and the kills behind it", () => {
    let held = 0;
    let told = 0;
    for (let run = 1; run <= 40; run++) {
      const facts = history({ sessions: 100, effect: ({ opponentId }) => (opponentId.endsWith("00") ? -0.4 : 0) })(
        seededRandom(run),
      );
      const { findings } = findInsights(facts, `player ${run}`, NOW);
      const found = findings.find(({ cell }) => cell?.endsWith("00"));
      if (!found) continue;
      told++;
      if (found.effect.low <= -0.4 && found.effect.high >= -0.4) held++;
      expect(found.killIds.length).toBeGreaterThan(0);
      for (const id of found.killIds) expect(facts.find((fact) => fact.id === id)!.opponentId).toBe(found.cell);
      const [inside, outside] = found.groups;
      expect(statementOf(found, "Outlaw-Joe")).toMatch(
        `Against Outlaw-Joe you won ${inside!.count} of ${inside!.of} fights (${Math.round(100 * inside!.value)}%), otherwise ${outside!.count} of ${outside!.of} fights`,
      );
      expect(found.pAdjusted).toBeGreaterThanOrEqual(found.p);
    }
    expect(told).toBeGreaterThan(30);
    expect(held / told).toBeGreaterThan(0.8);
  });

  it("and found the same whenever the same is asked", () => {
    const facts = history({ effect: ({ opponentId }) => (opponentId.endsWith("00") ? -0.4 : 0) })(seededRandom(4));
    expect(findInsights(facts, "one", NOW)).toEqual(findInsights(facts, "one", NOW));
  });
});

describe("what cannot be asked is said", () => {
  const typed = (facts: readonly Fact[], wanted: string) =>
    findInsights(facts, "one", NOW).report.types.find(({ type }) => type === wanted)!;

  it("too few fights, and about how many it takes", () => {
    const few = typed(history({ sessions: 3 })(seededRandom(1)), "win_change");
    expect(few).toMatchObject({ state: "not_enough", asked: 0 });
    expect(few.needed).toBeGreaterThan(100);
    expect(silenceOf(few)).toBe(
      `Whether you win more or less than before: not enough data yet. About ${few.needed} fights are needed, there are ${few.have}.`,
    );
    expect(findInsights([], "nobody", NOW)).toMatchObject({ findings: [], report: { asked: 0, window: null } });
  });

  it("ships that are known of deaths alone are not compared: every one would look like a coffin", () => {
    const facts = history({ sessions: 100 })(seededRandom(2)).map((fact) => ({
      ...fact,
      ship: fact.isKill ? (fact.at.getTime() % 9 === 0 ? fact.ship : null) : fact.ship,
    }));
    expect(typed(facts, "ship")).toMatchObject({ state: "not_comparable", asked: 0 });
    expect(findInsights(facts, "one", NOW).findings.filter(({ type }) => type === "ship")).toEqual([]);
  });

  it("a crew that dies with its ship is one fight", () => {
    const [fact] = history({})(seededRandom(3));
    const crew = Array.from({ length: 6 }, (_, i) => ({ ...fact!, id: `kil_${i}`, isKill: true, vehicleId: "ship 1" }));
    expect(findInsights(crew, "one", NOW).report.encounters).toBe(1);
  });
});
