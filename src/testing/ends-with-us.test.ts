import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";
import { isRunning } from "#app/supervisor/process-identity.ts";

test("what a process has started ends when it is killed", async () => {
  const idle = "console.log(process.pid); setInterval(() => {}, 1000)";
  const between = `
    import { spawn } from "node:child_process";
    import { endsWithUs } from ${JSON.stringify(path.resolve("src/testing/ends-with-us.ts"))};
    spawn(process.execPath, [...endsWithUs(), "--eval", ${JSON.stringify(idle)}], { stdio: ["pipe", "inherit", "inherit"] });`;
  const starter = spawn(process.execPath, ["--input-type=module", "--eval", between], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(starter.stdout, "data");
  const started = Number(said);
  expect(isRunning(started)).toBe(true);
  starter.kill("SIGKILL");
  await expect.poll(() => isRunning(started), { timeout: 20_000 }).toBe(false);
});
