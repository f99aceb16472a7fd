import { describe, expect, test } from "vitest";
import { readOptions } from "./options.ts";

describe("the words after npm start --", () => {
  test("nothing is asked for where nothing is said", () => {
    expect(readOptions([])).toEqual({ demo: false, dev: false, stopServers: false, sidecars: 1, help: false });
  });

  test("development comes with the community that plays, unless it is not wanted", () => {
    expect(readOptions(["--dev"])).toMatchObject({ dev: true, demo: true });
    expect(readOptions(["--dev", "--no-demo"])).toMatchObject({ dev: true, demo: false });
  });

  test.each(["0", "17", "1.5", "many", ""])("%j sidecars are refused", (number) => {
    expect(() => readOptions(["--sidecars", number])).toThrow(/number from 1 to 16/);
  });

  test("an unknown word is refused with what there is", () => {
    expect(() => readOptions(["--demmo"])).toThrow(/--demmo[\s\S]*npm start -- \[--demo\]/);
  });
});
