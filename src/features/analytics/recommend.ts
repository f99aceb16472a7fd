import * as z from "zod";
import { DataQuality, type Finding, type InsightReport, InsightType } from "./schema.ts";

/** By which rule something is recommended, and what the rule says. */
export const RULES = {
  "go-where-you-win":
    "A place, ship, system, mode, time or opponent where at least ten points more are won than otherwise.",
  "look-at-losses":
    "A place, ship, system, mode, time or opponent where at least ten points fewer are won than otherwise.",
  "look-back": "Winning or the rate of kills fell at a time that is known.",
  "keep-going": "Winning or the rate of kills rose at a time that is known.",
  "tell-more": "Nothing was found, and there are too few fights to ask most questions.",
  "better-evidence": "More than half of what there is rests on claims alone.",
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
    changes: `It would be taken back if, with more fights, the difference were no more than chance brings (adjusted p above 0.05; now ${finding.pAdjusted.toPrecision(2)}).`,
    dataQuality: finding.dataQuality,
  };
}

function textOf(rule: Rule, { type, changed }: Finding, name: string): string {
  const what = type === "weekend" ? "weekends" : type === "hours" ? `the hours ${name} (UTC)` : name;
  switch (rule) {
    case "go-where-you-win":
      return type === "opponent"
        ? `Fights against ${what} go well with you: look at what you do there, and whether it works on others.`
        : `Try more fights of this kind (${what}), and see whether it holds.`;
    case "look-at-losses":
      return type === "opponent"
        ? `Look through your fights against ${what} before you take the next.`
        : `Look through your losses of this kind (${what}): try another way there, or elsewhere.`;
    case "keep-going":
      return changed
        ? `Something changed for the better around ${changed.from.slice(0, 10)}: note what you did otherwise.`
        : "Your rate of kills is rising: note what you did otherwise.";
    default:
      return changed
        ? `Look at what was different from around ${changed.from.slice(0, 10)} on: ship, settings, company, hours.`
        : "Your rate of kills is falling: look at what was different in the weeks before.";
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
      text: `Tell of deaths as well as of kills, and import old logs: ${lacking} of ${types.length} questions cannot be asked yet.`,
      because: `There are ${encounters} fights.`,
      changes: `About ${FEW_FIGHTS} fights.`,
    });
  if (dataQuality.events > 0 && dataQuality.claimed * 2 > dataQuality.events)
    made.push({
      ...common,
      rule: "better-evidence",
      ruleSays: RULES["better-evidence"],
      priority: "low",
      text: "Import the game's logs: what they say counts for more than a claim, and they tell of losses nobody claims.",
      because: `${dataQuality.claimed} of ${dataQuality.events} kills and deaths are claims.`,
      changes: "Half of what there is read from logs or told by a game's server.",
    });
  return made;
}
