import { IntlMessageFormat } from "intl-messageformat";
import { type BotLanguage, spokenFor } from "../bot-languages.ts";
import english from "./bot.en.json" with { type: "json" };

/** A language's sentences; each has all that English has. */
type Sentences = typeof english;
/** The name of a sentence: `kills.title`. */
export type BotSentence = { [Part in keyof Sentences]: `${Part}.${keyof Sentences[Part] & string}` }[keyof Sentences];
/** Says a sentence with its values. What is foreign in them is made text alone before: nothing here does that. */
export type BotWords = (sentence: BotSentence, values?: Readonly<Record<string, string | number>>) => string;

const SENTENCES: Record<BotLanguage, Sentences> = { en: english };
const formats = new Map<string, IntlMessageFormat>();

/** What the bot says, in the language that a community wishes, as far as it speaks it. */
export function botWords(wished: string): BotWords {
  const language = spokenFor(wished);
  return (sentence, values) => String(formatOf(language, sentence).format(values));
}

function formatOf(language: BotLanguage, sentence: BotSentence): IntlMessageFormat {
  const key = `${language} ${sentence}`;
  const known = formats.get(key);
  if (known) return known;
  // No tags: what stands between angle brackets is Discord's, a time or a mention.
  const format = new IntlMessageFormat(textOf(language, sentence), language, undefined, { ignoreTag: true });
  formats.set(key, format);
  return format;
}

function textOf(language: BotLanguage, sentence: BotSentence): string {
  const [part, name] = sentence.split(".") as [keyof Sentences, string];
  return (SENTENCES[language][part] as Record<string, string>)[name]!;
}
