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
  win_change: "Whether you win more or less than before",
  rate_change: "Whether your kills per hour changed",
  rate_trend: "Whether your kills per hour rise or fall from week to week",
  opponent: "Who is harder or easier to beat",
  place: "Where you win more",
  system: "In which system you win more",
  mode: "In which mode you win more",
  ship: "In which ship you win more",
  hours: "At which hours you win more",
  weekend: "Whether weekends differ",
};
const UNITS: Readonly<Record<AnsweredType["unit"], string>> = {
  encounters: "fights",
  sessions: "sessions",
  weeks: "weeks",
};

/**
 * A finding as a sentence: what was counted, the difference and its interval. It tells what goes together and never why. `name` is what people call the cell; for an
 * opponent who is not shown to whoever reads, words that name nobody.
 */
export function statementOf({ type, effect, groups, changed }: Finding, name: string): string {
  const [one, other] = groups;
  switch (type) {
    case "win_change":
      return `Since some time between ${day(changed!.from)} and ${day(changed!.to)} you won ${won(other!)}, before that ${won(one!)}: ${points(effect)}.`;
    case "rate_change":
      return `In the last weeks you made ${rate(other!)}, in the weeks before ${rate(one!)}: ${between(effect, "per hour", round)}.`;
    case "rate_trend":
      return `Your kills per hour ${effect.value > 0 ? "rise" : "fall"} by about ${round(Math.abs(effect.value))} each week: ${between(effect, "each week", round)}.`;
    default:
      return `${WHERE[type]!(name)} you won ${won(one!)}, otherwise ${won(other!)}: ${points(effect)}.`;
  }
}

type Group = Finding["groups"][number];

function won({ count, of, value }: Group): string {
  return `${count} of ${of} fights (${Math.round(value * 100)}%)`;
}

function rate({ count, of, value }: Group): string {
  return `${round(value)} kills per hour (${count} in ${round(of)} hours)`;
}

function points(effect: Finding["effect"]): string {
  return between(effect, "percentage points", (value) => String(Math.round(value * 100)));
}

/** What the difference is with nine of ten, as people say it: never "-20 to -5 more". */
function between({ low, high }: Finding["effect"], unit: string, text: (value: number) => string): string {
  if (high <= 0) return `90% likely ${text(-high)} to ${text(-low)} ${unit} fewer`;
  if (low >= 0) return `90% likely ${text(low)} to ${text(high)} ${unit} more`;
  return `90% likely between ${text(-low)} fewer and ${text(high)} ${unit} more`;
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
  const units = UNITS[unit];
  switch (state) {
    case "found":
      return `${question}: answered above.`;
    case "not_enough":
      return `${question}: not enough data yet. About ${needed} ${units} are needed, there are ${have}.`;
    case "not_comparable":
      return `${question}: cannot be said, because it is known of kills and of deaths too differently to compare them.`;
    case "nothing": {
      const said = `${question}: nothing beyond chance in ${asked === 1 ? "one comparison" : `${asked} comparisons`}.`;
      return have < needed
        ? `${said} A smaller difference would show from about ${needed} ${units} on; there are ${have}.`
        : said;
    }
  }
}

/** What the whole look says of itself. */
export function summaryOf({ asked, encounters, sessions }: InsightReport, found: number): string {
  const base = `${counted(encounters, "fight")} in ${counted(sessions, "session")}`;
  if (asked === 0) return `Not enough data to ask anything yet: ${base}.`;
  return `${counted(asked, "comparison")} across ${base}: ${counted(found, "finding")}. By chance alone, about 1 in ${Math.round(1 / FALSE_ALARMS)} players gets a finding.`;
}

function counted(many: number, what: string): string {
  return `${many === 0 ? "no" : many} ${what}${many === 1 ? "" : "s"}`;
}

/** Why there is nothing where no look has been taken, or is told of: a list that is empty without a word looks like an answer. */
export function silenceWithoutReport(found: number, isGroup: boolean): string {
  if (found > 0) return "";
  if (isGroup) return "No player here has a finding that stands out from chance.";
  return "Not worked out yet: that happens half an hour after the last fight.";
}
