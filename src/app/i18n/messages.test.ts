import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { messages } from "./messages.ts";

/** Each `words.rich("key", { name: () => … })` of a page: what it is called with, and the names that stand for elements. */
const CALL = /\.rich\(\s*"([^"]+)",\s*\{(.*?)\}\s*\)/gs;
const NAME = /(\w+): \(\w*\) =>/g;

function sentencesOf(tree: object, path: string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...path, key].join("."), value]] : sentencesOf(value, [...path, key]),
  );
}

it("what a page puts into a sentence as an element is a tag there: as a plain argument nothing would be seen", () => {
  const sentences = sentencesOf(messages);
  const calls = globSync("src/{app,features,ui}/**/*.tsx").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(CALL)].map(([, key, body]) => ({ file, key: key!, body: body! })),
  );
  expect(calls.length).toBeGreaterThan(30);
  const wrong = calls.flatMap(({ file, key, body }) =>
    [...body.matchAll(NAME)].flatMap(([, name]) =>
      sentences
        .filter(([path, said]) => `.${path}`.endsWith(`.${key}`) && said.includes(`{${name}}`) && isOf(file, path))
        .map(([path]) => `${file}: ${path} says {${name}}, not <${name}></${name}>`),
    ),
  );
  expect(wrong).toEqual([]);
});

/** Whether a page may mean this sentence: features have words of their own. */
function isOf(file: string, path: string): boolean {
  const feature = /^src\/features\/([^/]+)\//.exec(file)?.[1];
  if (feature === undefined) return true;
  return path.startsWith(`${feature.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())}.`);
}
