import type { Finding } from "./schema.ts";
import { statementOf } from "./statement.ts";

/** Stands for the name of a place, a ship or somebody: what people have named themselves never reaches a language model, so none of it can speak to it. */
export const NAME_MARK = "{NAME}";
const LONGEST = 400;

/** The sentence that may be rephrased: figures and words of the panel's own. */
export function sentenceFor(finding: Finding): string {
  return statementOf(finding, finding.type === "hours" ? finding.cell! : NAME_MARK);
}

/** Words that say which way a difference goes: each must stay as often as it was. */
const DIRECTIONS = ["more", "fewer", "rise", "fall", "before", "otherwise", "against", "%"];
/** Words that would say a figure or a reason that nobody has computed. */
const NEW_CLAIMS =
  /\b(less|better|worse|best|worst|higher|lower|increas\w*|decreas\w*|improv\w*|declin\w*|drop\w*|twice|thrice|doubl\w*|tripl\w*|half|halv\w*|third|quarter|dozen|hundred|thousand|percent|because|caus\w*|due|not|never|no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\b/i;
const PLAIN = /^[\p{L}\p{N} .,;:'’()/{}+%–-]+$/u;

/** What a language model made of a sentence, if it says the same: the same figures in the same order, the same directions, the same names, and nothing new. Else null. */
export function sameInOtherWords(sentence: string, made: string): string | null {
  const text = made.trim();
  if (text.length === 0 || text.length > LONGEST || !PLAIN.test(text)) return null;
  if (figuresOf(text).join(" ") !== figuresOf(sentence).join(" ")) return null;
  if (/[{}]/.test(text.replaceAll(NAME_MARK, "")) || count(text, NAME_MARK) !== count(sentence, NAME_MARK)) return null;
  if (NEW_CLAIMS.test(text)) return null;
  const isSameWay = DIRECTIONS.every((word) => count(text.toLowerCase(), word) === count(sentence.toLowerCase(), word));
  return isSameWay ? text : null;
}

function figuresOf(text: string): string[] {
  return text.match(/-?\d+(?:[.,]\d+)*/g) ?? [];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
