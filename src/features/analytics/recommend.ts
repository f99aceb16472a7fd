import * as z from "zod";
import { DataQuality, type Finding, type InsightReport, InsightType } from "./schema.ts";

/** By which rule something is recommended, and what the rule says. */
export const RULES = {
  "go-where-you-win":
    "You win at least ten percentage points more in a place, ship, system or mode, at a time or against somebody than otherwise.",
  "look-at-losses":
    "You win at least ten percentage points less in a place, ship, system or mode, at a time or against somebody than otherwise.",
  "look-back": "You win less, or make fewer kills per hour, than before.",
  "keep-going": "You win more, or make more kills per hour, than before.",
  "tell-more": "Nothing was found, and there are too few fights to ask every question.",
  "better-evidence": "More than half of the kills and deaths are claims that nothing else proves.",
} as const satisfies Record<string, string>;
export type Rule = keyof typeof RULES;
const NAMES = Object.keys(RULES) as [Rule, ...Rule[]];

export const Recommendation = z.object({
  rule: z.enum(NAMES),
  ruleSays: z.string().describe("When the rule speaks."),
  priority: z.enum(["high", "medium", "low"]),
  type: InsightType.nullable().describe("Of the insight that it follows from; null: of how good the data are."),
  insightId: z.string().nullable(),
  text: z.string(),
  because: z.string().describe("The insight's statement, or what the data are."),
  changes: z.string().describe("What would change this."),
  dataQuality: DataQuality,
});
export type Recommendation = z.output<typeof Recommendation>;

/** From how far beyond chance on something is urgent. */
const HIGH_FROM = 0.01;
const FEW_FIGHTS = 100;

/** What follows from a finding by the rules above. It tells what goes together, and asks to try it, as nobody knows why it is so. */
export function recommendationOf(
  finding: Finding,
  insightId: string | null,
  statement: string,
  name: string,
): Recommendation {
  const isMore = finding.effect.value > 0;
  const isCell = finding.cell !== null;
  const rule: Rule = isCell ? (isMore ? "go-where-you-win" : "look-at-losses") : isMore ? "keep-going" : "look-back";
  return {
    rule,
    ruleSays: RULES[rule],
    priority: finding.pAdjusted <= HIGH_FROM ? "high" : "medium",
    type: finding.type,
    insightId,
    text: textOf(rule, finding, name),
    because: statement,
    changes: `This goes away if, with more fights, chance could explain the difference (corrected p above 0.05; now ${finding.pAdjusted.toPrecision(2)}).`,
    dataQuality: finding.dataQuality,
  };
}

function textOf(rule: Rule, { type, changed }: Finding, name: string): string {
  const what = type === "weekend" ? "weekends" : type === "hours" ? `the hours ${name} (UTC)` : name;
  switch (rule) {
    case "go-where-you-win":
      return type === "opponent"
        ? `You do well against ${what}: see what works there, and try it on others.`
        : `Look for more fights like this (${what}), and see whether it holds.`;
    case "look-at-losses":
      return type === "opponent"
        ? `Go through your fights against ${what} before you take the next one.`
        : `Go through your losses like this (${what}), and try another way there, or go elsewhere.`;
    case "keep-going":
      return changed
        ? `Something changed for the better around ${changed.from.slice(0, 10)}: note what you do differently since.`
        : "Your kills per hour are rising: note what you do differently.";
    default:
      return changed
        ? `Look at what was different from around ${changed.from.slice(0, 10)} on: ship, settings, company, time of day.`
        : "Your kills per hour are falling: look at what changed in the last weeks.";
  }
}

/** What follows from how much is known and how well, whatever was found. */
export function recommendationsOfData(
  { encounters, types, dataQuality }: InsightReport,
  found: number,
): Recommendation[] {
  const common = { type: null, insightId: null, dataQuality };
  const made: Recommendation[] = [];
  const lacking = types.filter(({ state }) => state === "not_enough" || state === "not_comparable").length;
  if (found === 0 && encounters < FEW_FIGHTS && lacking > 0)
    made.push({
      ...common,
      rule: "tell-more",
      ruleSays: RULES["tell-more"],
      priority: "low",
      text: `Record deaths as well as kills, and import old logs: ${lacking} of ${types.length} questions cannot be asked yet.`,
      because: `There are ${encounters} fights so far.`,
      changes: `About ${FEW_FIGHTS} fights.`,
    });
  if (dataQuality.events > 0 && dataQuality.claimed * 2 > dataQuality.events)
    made.push({
      ...common,
      rule: "better-evidence",
      ruleSays: RULES["better-evidence"],
      priority: "low",
      text: "Import the game's logs: they count for more than a claim, and they show losses that nobody reports.",
      because: `${dataQuality.claimed} of ${dataQuality.events} kills and deaths are claims.`,
      changes: "At least half of them from logs or from a game's server.",
    });
  return made;
}
