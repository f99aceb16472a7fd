import { askCells } from "./ask-cells.ts";
import { rateChange, rateTrend } from "./ask-rates.ts";
import { winChange } from "./ask-win-change.ts";
import { CELL_TYPES } from "./cells.ts";
import { encountersOf, type Fact, qualityOf, sessionsOf } from "./encounter.ts";
import { type Asking, seedOf, windowOf } from "./questions.ts";
import type { Finding, InsightReport } from "./schema.ts";
import { adjusted } from "./tests-of-chance.ts";

/** Of all questions asked of one player at once, so many may be answered by chance in no more than one of twenty players of whom nothing is true. */
export const FALSE_ALARMS = 0.05;
/** More would be of another time. */
const MOST_ENCOUNTERS = 1_000;

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
    ...CELL_TYPES.map((type) => askCells(asking, type)),
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
