import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BOT_LANGUAGES, spokenFor } from "../bot-languages.ts";
import { botWords } from "./bot-words.ts";

const sentencesOf = (language: string) =>
  JSON.parse(readFileSync(new URL(`./bot.${language}.json`, import.meta.url), "utf8")) as Record<
    string,
    Record<string, string>
  >;
const namesOf = (language: string) =>
  Object.entries(sentencesOf(language)).flatMap(([part, those]) => Object.keys(those).map((name) => `${part}.${name}`));

it("a community's language is spoken as far as there is one, else English", () => {
  expect(["en", "en-GB", "EN-us", "de", "fr-CA", "english"].map(spokenFor)).toEqual(Array(6).fill("en"));
});

it("each language that has a file is spoken, and says all that English says", () => {
  const files = readdirSync(new URL(".", import.meta.url)).flatMap(
    (name) => name.match(/^bot\.(.+)\.json$/)?.[1] ?? [],
  );
  expect([...BOT_LANGUAGES].sort()).toEqual(files.sort());
  for (const language of BOT_LANGUAGES) expect(namesOf(language)).toEqual(namesOf("en"));
});

it("says a sentence with its values as they are, also where they look like a message's own signs", () => {
  const words = botWords("de");
  expect(words("told.killed", { killer: "{x}", victim: "<@1> '{'" })).toBe("{x} killed <@1> '{'");
  expect([1, 2].map((count) => words("players.title", { count }))).toEqual(["1 player", "2 players"]);
  expect(words("link.good", { until: "<t:1:f>" })).toContain("until <t:1:f>.");
});
