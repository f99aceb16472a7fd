import { type Encounter, type Fact, qualityOf, type Session } from "./encounter.ts";
import type { AnsweredType, Finding, InsightType } from "./schema.ts";
import type { Share } from "./share.ts";

/** What is smaller does not matter to anybody, however certain it is. */
export const LEAST_SHARE = 0.1;
/** What "enough fights" is reckoned by. */
export const SOUGHT_SHARE = 0.15;
const KILLS_SHOWN = 20;

/** What stands, before it is known how much else was asked. */
export type Told = Omit<Finding, "pAdjusted">;

/** One question of many, with how likely chance brings what was seen. */
export interface Question {
  type: InsightType;
  p: number;
  /** Made only of what stands: intervals cost more than the test. */
  tell(): Told | null;
}

/** What all questions of one player are asked of. */
export interface Asking {
  facts: readonly Fact[];
  encounters: readonly Encounter[];
  sessions: readonly Session[];
  seed: number;
  /** What the last weeks are the last of. */
  now: Date;
}

/** All questions of one type. */
export interface Part {
  type: AnsweredType;
  questions: Question[];
}

/** Several questions of a type, or none, as there is not enough. */
export function part(
  type: InsightType,
  unit: AnsweredType["unit"],
  have: number,
  needed: number,
  questions: Question[],
): Part {
  const state = questions.length > 0 ? "nothing" : "not_enough";
  return { type: { type, state, asked: questions.length, have, needed, unit }, questions };
}

/** What every finding tells: of what it is, from when to when, and the kills behind it. */
export function toldOf(type: InsightType, cell: string | null, of: readonly Fact[], behind: readonly Fact[]) {
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

/** From the first to the last; there is one at least. */
export function windowOf(facts: readonly Fact[]): { from: string; to: string } {
  return { from: facts[0]!.at.toISOString(), to: facts.at(-1)!.at.toISOString() };
}

export function group(is: Finding["groups"][number]["is"], count: number, of: number): Finding["groups"][number] {
  return { is, count, of, value: of === 0 ? 0 : count / of };
}

/** How many of these fights were won. */
export function shareOf(encounters: readonly Encounter[]): Share {
  return { successes: encounters.filter(({ isKill }) => isKill).length, tries: encounters.length };
}

/** The share won; of no fight a half. */
export function wonShare(encounters: readonly Encounter[]): number {
  const { successes, tries } = shareOf(encounters);
  return tries === 0 ? 0.5 : successes / tries;
}

/** A number out of a text, by FNV-1a: the same player and question are shuffled the same way. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
