import { CELL_TYPES, type CellType, cellOf, cellsOf, isComparable, LEAST_FIGHTS } from "./cells.ts";
import { changePoint } from "./change-point.ts";
import { type CellComparison, compareCell, differenceOf, neededFights } from "./compare-cells.ts";
import { type Encounter, encountersOf, type Fact, qualityOf, type Session, sessionsOf } from "./encounter.ts";
import type { AnsweredType, Finding, InsightReport, InsightType } from "./schema.ts";
import { adjusted, compareSessions, rateInterval, rateOf } from "./tests-of-chance.ts";
import { LEAST_PERIODS, trend } from "./trend.ts";

const DAY_MS = 86_400_000;
/** Of all questions asked of one player at once, so many may be answered by chance in no more than one of twenty players of whom nothing is true. */
export const FALSE_ALARMS = 0.05;
/** What is smaller does not matter to anybody, however certain it is. */
const LEAST_SHARE = 0.1;
const LEAST_RATE = 0.2;
/** What "enough data" is reckoned by. */
const SOUGHT_SHARE = 0.15;
const SOUGHT_RATE = 1 / 3;
const RECENT_DAYS = 28;
const BEFORE_DAYS = 84;
const TREND_WEEKS = 26;
const LEAST_SESSIONS = 5;
/** More would be of another time. */
const MOST_ENCOUNTERS = 1_000;
const KILLS_SHOWN = 20;

type Told = Omit<Finding, "pAdjusted">;
interface Question {
  type: InsightType;
  p: number;
  /** Made only of what stands: intervals cost more than the test. */
  tell(): Told | null;
}
interface Asking {
  facts: readonly Fact[];
  encounters: readonly Encounter[];
  sessions: readonly Session[];
  seed: number;
  /** What the last weeks are the last of. */
  now: Date;
}

export interface Found {
  findings: Finding[];
  report: InsightReport;
}

/**
 * Asks everything that is asked of one player's kills, all at once, and gives what stands against chance: no more than one of twenty players of whom nothing is true gets
 * a word. `facts` in the order of time; the same facts give the same answer.
 */
export function findInsights(facts: readonly Fact[], seedText: string, now: Date): Found {
  const { sessions, sessionOf } = sessionsOf(facts);
  const encounters = encountersOf(facts, sessionOf).slice(-MOST_ENCOUNTERS);
  const asking: Asking = { facts, encounters, sessions, now, seed: seedOf(seedText) };
  const parts = [
    winChange(asking),
    rateChange(asking),
    rateTrend(asking),
    ...CELL_TYPES.map((type) => cells(asking, type)),
  ];
  const questions = parts.flatMap((part) => part.questions);
  const ps = adjusted(questions.map(({ p }) => p));
  const findings = questions
    .flatMap((question, index) => {
      const pAdjusted = ps[index]!;
      const told = pAdjusted <= FALSE_ALARMS ? question.tell() : null;
      return told === null ? [] : [{ ...told, pAdjusted }];
    })
    .sort((a, b) => a.pAdjusted - b.pAdjusted || (a.question < b.question ? -1 : 1));
  const found = new Set(findings.map(({ type }) => type));
  return {
    findings,
    report: {
      window: facts.length === 0 ? null : windowOf(facts),
      encounters: encounters.length,
      sessions: sessions.length,
      asked: questions.length,
      types: parts.map(({ type }) => (found.has(type.type) ? { ...type, state: "found" } : type)),
      dataQuality: qualityOf(facts),
    },
  };
}

interface Part {
  type: AnsweredType;
  questions: Question[];
}

function part(
  type: InsightType,
  unit: AnsweredType["unit"],
  have: number,
  needed: number,
  questions: Question[],
): Part {
  const state = questions.length > 0 ? "nothing" : "not_enough";
  return { type: { type, state, asked: questions.length, have, needed, unit }, questions };
}

function winChange({ encounters, seed }: Asking): Part {
  const wins = encounters.map(({ isKill }) => isKill);
  const point = changePoint(
    wins,
    seed,
    encounters.map(({ session }) => session),
  );
  const needed = 2 * neededFights(wonShare(encounters), SOUGHT_SHARE);
  if (point === null) return part("win_change", "encounters", wins.length, needed, []);
  return part("win_change", "encounters", wins.length, needed, [
    {
      type: "win_change",
      p: point.p,
      tell() {
        const before = shareOf(encounters.slice(0, point.at));
        const after = shareOf(encounters.slice(point.at));
        const { difference, low, high } = differenceOf(after, before);
        if (Math.abs(difference) < LEAST_SHARE) return null;
        return {
          ...toldOf("win_change", null, encounters, encounters.slice(point.at)),
          method:
            "Likeliest place of one change in the order of fights, against 9,999 orders of whole sessions; interval by Newcombe.",
          effect: { value: difference, low, high, confidence: 0.9, unit: "share" },
          groups: [group("before", before.successes, before.tries), group("after", after.successes, after.tries)],
          n: encounters.length,
          nUnit: "encounters",
          p: point.p,
          changed: {
            from: encounters[Math.max(0, point.from - 1)]!.at.toISOString(),
            to: encounters[Math.min(encounters.length - 1, point.to)]!.at.toISOString(),
          },
        };
      },
    },
  ]);
}

function rateChange({ facts, sessions, now, seed }: Asking): Part {
  const since = now.getTime() - RECENT_DAYS * DAY_MS;
  const from = since - BEFORE_DAYS * DAY_MS;
  const rates = (those: readonly Session[]) => those.map(({ kills, hours }) => ({ count: kills, hours }));
  const after = sessions.filter((session) => session.from.getTime() >= since);
  const before = sessions.filter((session) => session.from.getTime() >= from && session.from.getTime() < since);
  const have = Math.min(before.length, after.length);
  const needed = neededSessions([...before, ...after]);
  if (have < LEAST_SESSIONS || [...before, ...after].every(({ kills }) => kills === 0))
    return part("rate_change", "sessions", have, needed, []);
  const { difference, p } = compareSessions(rates(before), rates(after), seed);
  return part("rate_change", "sessions", have, needed, [
    {
      type: "rate_change",
      p,
      tell() {
        if (Math.abs(difference) < LEAST_RATE * rateOf(rates(before))) return null;
        const those = facts.filter(({ at }) => at.getTime() >= from);
        return {
          ...toldOf(
            "rate_change",
            null,
            those,
            those.filter(({ at, isKill }) => isKill && at.getTime() >= since),
          ),
          method: `Kills an hour of the last ${RECENT_DAYS} days against the ${BEFORE_DAYS} before, with 9,999 deals of whole sessions; interval by drawing sessions anew.`,
          effect: {
            value: difference,
            ...rateInterval(rates(before), rates(after), seed),
            confidence: 0.9,
            unit: "per_hour",
          },
          groups: [rateGroup("before", before), rateGroup("after", after)],
          n: before.length + after.length,
          nUnit: "sessions",
          p,
          changed: null,
        };
      },
    },
  ]);
}

function rateTrend({ facts, sessions, now }: Asking): Part {
  const from = now.getTime() - TREND_WEEKS * 7 * DAY_MS;
  const weeks = new Map<number, { count: number; hours: number }>();
  for (const { from: at, kills, hours } of sessions) {
    if (at.getTime() < from) continue;
    const week = Math.floor((at.getTime() - from) / (7 * DAY_MS));
    const known = weeks.get(week) ?? { count: 0, hours: 0 };
    weeks.set(week, { count: known.count + kills, hours: known.hours + hours });
  }
  const series = [...weeks].sort(([a], [b]) => a - b).map(([, week]) => week);
  const found = trend(series.map((week) => rateOf([week])));
  if (found === null) return part("rate_trend", "weeks", series.length, LEAST_PERIODS, []);
  return part("rate_trend", "weeks", series.length, LEAST_PERIODS, [
    {
      type: "rate_trend",
      p: found.p,
      tell() {
        const mean = rateOf(series);
        if (Math.abs(found.slope) * series.length < LEAST_RATE * mean) return null;
        const those = facts.filter(({ at }) => at.getTime() >= from);
        return {
          ...toldOf(
            "rate_trend",
            null,
            those,
            those.filter(({ isKill }) => isKill),
          ),
          method: "Kills an hour by week: Mann and Kendall with ties, slope and interval by Sen.",
          effect: { value: found.slope, low: found.low, high: found.high, confidence: 0.9, unit: "per_hour_each_week" },
          groups: [],
          n: series.length,
          nUnit: "weeks",
          p: found.p,
          changed: null,
        };
      },
    },
  ]);
}

function cells({ encounters, seed }: Asking, type: CellType): Part {
  const found = cellsOf(encounters, type);
  const needed = neededFights(wonShare(encounters), SOUGHT_SHARE);
  const most = Math.max(0, ...found.map(({ fights }) => fights));
  if (!isComparable(encounters, type))
    return {
      ...part(type, "encounters", most, needed, []),
      type: { type, state: "not_comparable", asked: 0, have: most, needed, unit: "encounters" },
    };
  const known = encounters.filter((fight) => cellOf(fight, type) !== null);
  const asked = found.filter(({ fights }) => fights >= LEAST_FIGHTS && known.length - fights >= LEAST_FIGHTS);
  // Weekend and the rest are one question, not two.
  const once = type === "weekend" ? asked.filter(({ cell }) => cell === "weekend") : asked;
  return part(
    type,
    "encounters",
    most,
    needed,
    once.map(({ cell }) => {
      const fights = known.map((fight) => ({
        isIn: cellOf(fight, type) === cell,
        isWin: fight.isKill,
        session: fight.session,
      }));
      const compared = compareCell(fights, seed + seedOf(cell));
      return { type, p: compared.p, tell: () => tellCell(type, cell, known, compared) };
    }),
  );
}

function tellCell(type: CellType, cell: string, known: readonly Encounter[], compared: CellComparison): Told | null {
  const { inside, outside, difference, low, high, p } = compared;
  if (Math.abs(difference) < LEAST_SHARE) return null;
  return {
    ...toldOf(
      type,
      cell,
      known,
      known.filter((fight) => cellOf(fight, type) === cell),
    ),
    method:
      "Fisher's exact test of the fights and 9,999 signs of whole sessions, the larger p of the two; interval by Newcombe.",
    effect: { value: difference, low, high, confidence: 0.9, unit: "share" },
    groups: [group("inside", inside.successes, inside.tries), group("outside", outside.successes, outside.tries)],
    n: inside.tries + outside.tries,
    nUnit: "encounters",
    p,
    changed: null,
  };
}

function toldOf(type: InsightType, cell: string | null, of: readonly Fact[], behind: readonly Fact[]) {
  return {
    question: cell === null ? type : `${type}:${cell}`,
    type,
    cell,
    window: windowOf(of),
    dataQuality: qualityOf(of),
    killIds: behind
      .slice(-KILLS_SHOWN)
      .map(({ id }) => id)
      .reverse(),
  };
}

function windowOf(facts: readonly Fact[]): { from: string; to: string } {
  return { from: facts[0]!.at.toISOString(), to: facts.at(-1)!.at.toISOString() };
}

function group(is: Finding["groups"][number]["is"], count: number, of: number): Finding["groups"][number] {
  return { is, count, of, value: of === 0 ? 0 : count / of };
}

function rateGroup(is: "before" | "after", sessions: readonly Session[]): Finding["groups"][number] {
  const kills = sessions.reduce((sum, session) => sum + session.kills, 0);
  return group(is, kills, Math.round(sessions.reduce((sum, { hours }) => sum + hours, 0) * 10) / 10);
}

function shareOf(encounters: readonly Encounter[]): { successes: number; tries: number } {
  return { successes: encounters.filter(({ isKill }) => isKill).length, tries: encounters.length };
}

function wonShare(encounters: readonly Encounter[]): number {
  const { successes, tries } = shareOf(encounters);
  return tries === 0 ? 0.5 : successes / tries;
}

/** How many sessions on each side it takes to see a change of the rate by a third: by how much sessions differ from each other. */
function neededSessions(sessions: readonly Session[]): number {
  const rates = sessions.map(({ kills, hours }) => kills / hours);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1);
  // As of sessions that differ as much as their mean, where too few are known.
  const spread = rates.length < LEAST_SESSIONS || mean === 0 ? 1 : variance / mean ** 2;
  return Math.max(LEAST_SESSIONS, Math.ceil((2 * 2.8 ** 2 * spread) / SOUGHT_RATE ** 2));
}

/** A number out of a text, by FNV-1a: the same player and question are shuffled the same way. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
