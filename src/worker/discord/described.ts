import { Locale, type LocalizationMap } from "discord.js";
import { spokenFor } from "#app/features/discord/bot-languages.ts";
import { type BotSentence, botWords } from "#app/features/discord/server/index.ts";

/** Discord sends commands to all its servers as one list, and shows each of its users what is in their own language; the names by which commands are typed are the same for all. */
const ENGLISH = "en";

/** What a sentence is in the languages of Discord's users that the bot speaks, but for English, in which it is told first. */
export function inLanguages(
  sentence: BotSentence,
  languageOf: (locale: string) => string = spokenFor,
  say: (language: string, sentence: BotSentence) => string = (language, one) => botWords(language)(one),
): LocalizationMap | null {
  const spoken = Object.values(Locale).filter((locale) => languageOf(locale) !== ENGLISH);
  if (spoken.length === 0) return null;
  return Object.fromEntries(spoken.map((locale) => [locale, say(languageOf(locale), sentence)]));
}

/** What a command or an option of it is for. */
export function described(sentence: BotSentence) {
  return { description: botWords(ENGLISH)(sentence), description_localizations: inLanguages(sentence) };
}

/** One of the values that an option can have. */
export function choice<Value extends string>(sentence: BotSentence, value: Value) {
  return { name: botWords(ENGLISH)(sentence), name_localizations: inLanguages(sentence), value };
}
