import { expect, it } from "vitest";
import { BOT_LANGUAGES } from "#app/features/discord/bot-languages.ts";
import { botWords } from "#app/features/discord/server/index.ts";
import { COMMANDS } from "./command-desk.ts";
import { described, inLanguages } from "./described.ts";

/** Discord takes no longer ones. */
const LONGEST = 100;

it("users of Discord read what commands are for in their own language, where the bot speaks it, else English", () => {
  const languageOf = (locale: string) => ({ de: "de", "es-ES": "es", "es-419": "es" })[locale] ?? "en";
  const say = (language: string, sentence: string) => `${sentence} in ${language}`;
  expect(inLanguages("kills.does", languageOf, say)).toEqual({
    de: "kills.does in de",
    "es-ES": "kills.does in es",
    "es-419": "kills.does in es",
  });
  expect(described("kills.does").description).toBe(botWords("en")("kills.does"));
});

interface Described {
  name: string;
  description?: string;
  description_localizations?: object | null;
  name_localizations?: object | null;
  options?: readonly Described[];
  choices?: readonly Described[];
}

it("each command, option and choice says what it is in every language, as short as Discord wishes", () => {
  const all = (one: Described): Described[] => [one, ...[...(one.options ?? []), ...(one.choices ?? [])].flatMap(all)];
  const told = (COMMANDS as readonly Described[]).flatMap(all);
  expect(told.length).toBeGreaterThan(25);
  const others = BOT_LANGUAGES.length - 1;
  for (const { name, description, description_localizations, name_localizations } of told) {
    const isChoice = description === undefined;
    const localized = isChoice ? name_localizations : description_localizations;
    expect(localized === undefined, name).toBe(false);
    expect(Object.keys(localized ?? {}).length >= others, name).toBe(true);
    for (const text of [description ?? name, ...Object.values(localized ?? {})]) {
      expect(text.length, text).toBeGreaterThan(0);
      expect(text.length, text).toBeLessThanOrEqual(LONGEST);
    }
  }
});
