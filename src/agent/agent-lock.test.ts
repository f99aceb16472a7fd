import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = path.join(import.meta.dirname, "main.ts");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-agent-home-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["where there can be none", () => "/proc/nowhere/agent", "ENOENT"],
  ["that is a file", () => path.join(folder, "file"), "ENOTDIR"],
  ["below a file", () => path.join(folder, "file/agent"), "ENOTDIR"],
])("an agent's folder %s is one sentence and exit code 1", async (_where, place, code) => {
  writeFileSync(path.join(folder, "file"), "");
  const home = place();
  const ended = await new Promise((resolve) => {
    const limits = { timeout: 15_000, killSignal: "SIGKILL" } as const;
    execFile(process.execPath, [MAIN, "--home", home], limits, (error, _output, errors) =>
      resolve({ code: error?.code, errors }),
    );
  });
  expect(ended).toEqual({
    code: 1,
    errors: `The agent's folder ${home} cannot be written (${code}): give this user leave, or name another with --home.\n`,
  });
});
