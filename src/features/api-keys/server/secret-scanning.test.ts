import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { newKey } from "./key-format.ts";

const read = (file: string) => readFileSync(path.resolve("docs/api", file), "utf8");
const keys = Array.from({ length: 200 }, newKey);
const spoiled = keys.map((key) => key.slice(0, -1) + (key.endsWith("a") ? "b" : "a"));

it("the rule for gitleaks finds keys in any text, and takes nothing shorter for one", () => {
  const [, rule] = /^regex = '''(.*)'''$/m.exec(read("gitleaks.toml"))!;
  for (const key of keys) {
    expect(new RegExp(rule!).exec(`KEY="${key}"\n`)?.[1]).toBe(key);
    expect(new RegExp(rule!).exec(key.slice(0, -1))).toBeNull();
  }
});

it.runIf(spawnSync("python3", ["--version"]).status === 0)(
  "the published check knows keys from what only looks like one",
  () => {
    const [, snippet] = /```python\n(.*?)```/s.exec(read("secret-scanning.md"))!;
    const told = spawnSync(
      "python3",
      ["-c", `${snippet}\nimport sys\nfor line in sys.stdin: print(is_key(line.strip()))`],
      {
        input: [...keys, ...spoiled].join("\n"),
        encoding: "utf8",
      },
    );
    expect(told.stderr).toBe("");
    expect(told.stdout.trim().split("\n")).toEqual([...keys.map(() => "True"), ...spoiled.map(() => "False")]);
  },
);
