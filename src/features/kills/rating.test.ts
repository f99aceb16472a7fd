import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Duel, expectedScore, NEW_RATING, type Rating, ratePeriod } from "./rating.ts";

const QUAKE_LOG = path.resolve("../shared/fixtures/other/quake3-qgames.log.gz");

it("Glickman's worked example comes out as he has it", () => {
  const before = new Map<string, Rating>([
    ["one", { rating: 1500, deviation: 200, volatility: 0.06 }],
    ["a", { rating: 1400, deviation: 30, volatility: 0.06 }],
    ["b", { rating: 1550, deviation: 100, volatility: 0.06 }],
    ["c", { rating: 1700, deviation: 300, volatility: 0.06 }],
  ]);
  const after = ratePeriod(before, [
    { winnerId: "one", loserId: "a" },
    { winnerId: "b", loserId: "one" },
    { winnerId: "c", loserId: "one" },
  ]).get("one")!;
  expect(after.rating).toBeCloseTo(1464.06, 1);
  expect(after.deviation).toBeCloseTo(151.52, 1);
  expect(after.volatility).toBeCloseTo(0.059996, 6);
});

it("who does not fight is less certain, and never less than somebody new", () => {
  const rest = (deviation: number) =>
    ratePeriod(new Map([["one", { ...NEW_RATING, deviation }]]), []).get("one")!.deviation;
  expect(rest(50)).toBeGreaterThan(50);
  expect(rest(350)).toBe(350);
});

it("a hundred kills of one within a day are one match won", () => {
  const day = (n: number) => Array.from({ length: n }, () => ({ winnerId: "one", loserId: "other" }));
  expect(ratePeriod(new Map(), day(100))).toEqual(ratePeriod(new Map(), day(1)));
});

it.skipIf(!existsSync(QUAKE_LOG))(
  "says who will kill whom better than a coin and than raw K/D, on games that it has not seen",
  () => {
    const games: Duel[][] = [];
    const names = new Map<string, string>();
    for (const line of gunzipSync(readFileSync(QUAKE_LOG)).toString("latin1").split("\n")) {
      if (line.includes("InitGame")) games.push([]);
      const known = /ClientUserinfoChanged: (\d+) n\\([^\\]+)/.exec(line);
      if (known) names.set(known[1]!, known[2]!);
      const kill = /Kill: (\d+) (\d+) \d+:/.exec(line);
      const [winnerId, loserId] = [names.get(kill?.[1] ?? ""), names.get(kill?.[2] ?? "")];
      if (kill && winnerId && loserId && winnerId !== loserId && kill[1] !== "1022")
        games.at(-1)?.push({ winnerId, loserId });
    }
    // The first games that hold seven of ten kills.
    const enough = games.flat().length * 0.7;
    let split = 0;
    for (let kills = 0; kills < enough; split++) kills += games[split]!.length;
    let ratings = new Map<string, Rating>();
    for (const game of games.slice(0, split)) ratings = ratePeriod(ratings, game);
    const seen = games.slice(0, split).flat();
    const unseen = games.slice(split).flat();
    const raw = (id: string) => {
      const kills = seen.filter(({ winnerId }) => winnerId === id).length;
      const deaths = seen.filter(({ loserId }) => loserId === id).length;
      return (kills + 0.5) / (deaths + 0.5);
    };
    const loss = (chance: (duel: Duel) => number) =>
      -unseen.reduce((sum, duel) => sum + Math.log(chance(duel)), 0) / unseen.length;
    const byRating = loss(({ winnerId, loserId }) =>
      expectedScore(ratings.get(winnerId) ?? NEW_RATING, ratings.get(loserId) ?? NEW_RATING),
    );
    const byRatio = loss(({ winnerId, loserId }) => raw(winnerId) / (raw(winnerId) + raw(loserId)));
    expect(unseen.length).toBeGreaterThan(100);
    expect(byRating).toBeLessThan(Math.LN2);
    expect(byRating).toBeLessThan(byRatio);
  },
);
