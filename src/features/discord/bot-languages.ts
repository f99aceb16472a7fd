/** The languages that the bot speaks: for each there is a `server/bot.<language>.json`. */
export const BOT_LANGUAGES = ["en"] as const;
export type BotLanguage = (typeof BOT_LANGUAGES)[number];

/** What the bot speaks where this language is wished (a tag such as fr-CA): it, else its wider kind, else English. */
export function spokenFor(wished: string): BotLanguage {
  const tag = wished.toLowerCase();
  return BOT_LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`)) ?? "en";
}
