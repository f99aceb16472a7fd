import { FALSE_ALARMS } from "./find-insights.ts";
import type { AnsweredType, Finding, InsightReport } from "./schema.ts";

const WHERE: Readonly<Record<string, (name: string) => string>> = {
  opponent: (name) => `Against ${name}`,
  place: (name) => `At ${name}`,
  system: (name) => `In ${name}`,
  mode: (name) => `In the mode ${name}`,
  ship: (name) => `Flying ${name}`,
  hours: (name) => `Between ${name.replace("-", " and ")} o'clock UTC`,
  weekend: () => "At weekends (UTC)",
};
const ASKED: Readonly<Record<AnsweredType["type"], string>> = {
  win_change: "whether winning changed",
  rate_change: "whether the rate of kills changed",
  rate_trend: "whether the rate of kills rises or falls",
  opponent: "who is harder or easier to beat",
  place: "where you win more",
  system: "in which system you win more",
  mode: "in which mode you win more",
  ship: "in which ship you win more",
  hours: "at which hours you win more",
  weekend: "whether weekends differ",
};

/**
 * A finding as a sentence: what was counted, the difference and its interval. It tells what goes together and never why. `name` is what people call the cell; for an
 * opponent who is not shown to whoever reads, words that name nobody.
 */
export function statementOf({ type, effect, groups, changed }: Finding, name: string): string {
  const [one, other] = groups;
  switch (type) {
    case "win_change":
      return `You won ${other!.count} of ${other!.of} fights since a time between ${day(changed!.from)} and ${day(changed!.to)}, against ${one!.count} of ${one!.of} before; ${points(effect)}.`;
    case "rate_change":
      return `You killed ${other!.count} in ${round(other!.of)} hours of the last weeks, against ${one!.count} in ${round(one!.of)} hours before: ${round(other!.value)} an hour against ${round(one!.value)}; the difference is ${round(effect.low)} to ${round(effect.high)} an hour.`;
    case "rate_trend":
      return `Your kills an hour ${effect.value > 0 ? "rose" : "fell"} by ${round(Math.abs(effect.value))} each week; between ${round(Math.min(Math.abs(effect.low), Math.abs(effect.high)))} and ${round(Math.max(Math.abs(effect.low), Math.abs(effect.high)))}.`;
    default:
      return `${WHERE[type]!(name)} you won ${one!.count} of ${one!.of} fights, against ${other!.count} of ${other!.of} otherwise; ${points(effect)}.`;
  }
}

function points({ low, high }: Finding["effect"]): string {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  return from < 0 && to < 0 ? `${-to} to ${-from} points fewer` : `${from} to ${to} points more`;
}

function day(at: string): string {
  return at.slice(0, 10);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** What a question without an answer says: how much more it would take. */
export function silenceOf({ type, state, asked, have, needed, unit }: AnsweredType): string {
  const question = ASKED[type];
  switch (state) {
    case "found":
      return `Asked ${question}: found.`;
    case "not_enough":
      return `Not enough data to say ${question}: about ${needed} ${unit} needed, ${have} there.`;
    case "not_comparable":
      return `It cannot be said ${question}: it is known of kills and of deaths too differently to compare them.`;
    case "nothing":
      return have < needed
        ? `Asked ${question} (${asked}): nothing that chance does not bring. What is smaller than what would show already takes about ${needed} ${unit}; there are ${have}.`
        : `Asked ${question} (${asked}): nothing that chance does not bring.`;
  }
}

/** What the whole look says of itself. */
export function summaryOf({ asked, encounters, sessions }: InsightReport, found: number): string {
  if (asked === 0) return `Not enough data to ask anything yet: ${encounters} fights in ${sessions} sessions.`;
  return `${asked} questions were asked of ${encounters} fights in ${sessions} sessions; ${found} ${found === 1 ? "answer stands" : "answers stand"}. Where nothing is true, one of ${Math.round(1 / FALSE_ALARMS)} players is told something anyway.`;
}

/** Why there is nothing where no look has been taken, or is told of: a list that is empty without a word looks like an answer. */
export function silenceWithoutReport(found: number, isGroup: boolean): string {
  if (found > 0) return "";
  if (isGroup) return "Nothing stands against chance for any of its players.";
  return "Not computed yet: that is done half an hour after the last fight.";
}
