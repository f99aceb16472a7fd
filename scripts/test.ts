import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { generateClient } from "#app/supervisor/prisma-command.ts";
import { buildWeb } from "#app/supervisor/web-build.ts";

/**
 * npm test [-- part …]   check, unit, build, processes, e2e: all of them, or those named. Says how long each took; the
 *                        last line is the total of all tests. Ends with 1 if anything failed.
 * npm run check          formatter, linter, types, import rules, dead code, drift, generated files
 */
const PARTS = ["check", "unit", "build", "processes", "e2e"] as const;
type PartName = (typeof PARTS)[number];

interface Outcome {
  passed: number;
  failed: number;
  /** Not counted as tests: a check, the build, a run that broke off. */
  problems: string[];
}

const RESULTS = path.resolve("test-results");
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const CHROMIUM_PACKAGES = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"];

const CHECKS: Record<string, string[]> = {
  "format and lint": ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"],
  "route types": ["node_modules/next/dist/bin/next", "typegen"],
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  "import rules": [
    "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    "src",
    "games",
    "--output-type",
    "err",
  ],
  "dead code": ["node_modules/knip/bin/knip.js"],
  drift: ["scripts/migration.ts", "drift"],
  "generated files": ["scripts/docs.ts", "--check"],
  "API document": ["scripts/lint-openapi.ts"],
  lock: ["scripts/fix-lock.mjs", "--check"],
};

/** Runs a program of ours with its output shown. True if it ended well. */
function run(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } as NodeJS.ProcessEnv,
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

async function check(): Promise<Outcome> {
  const problems: string[] = [];
  for (const [name, args] of Object.entries(CHECKS)) {
    const startedAt = performance.now();
    const isWell = await run(args);
    console.log(`${isWell ? "✓" : "✗"} ${name} (${seconds(startedAt)})`);
    if (!isWell) problems.push(name);
  }
  return { passed: 0, failed: 0, problems };
}

const VitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), success: z.boolean() });

async function vitest(name: string, options: string[] = []): Promise<Outcome> {
  const file = path.join(RESULTS, `${name}.json`);
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const isWell = await run(["node_modules/vitest/vitest.mjs", "run", ...options, ...reporters], { NODE_ENV: "test" });
  const report = readReport(file, VitestReport);
  if (!report) return { passed: 0, failed: 1, problems: [`${name} tests broke off`] };
  const problems = isWell || report.numFailedTests > 0 ? [] : ["a test file or the run itself failed"];
  return { passed: report.numPassedTests, failed: report.numFailedTests, problems };
}

async function build(): Promise<Outcome> {
  try {
    await run(["scripts/build-agent.mjs"]);
    await buildWeb();
    return { passed: 0, failed: 0, problems: [] };
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 0, problems: ["build"] };
  }
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

async function e2e(): Promise<Outcome> {
  if (!findChromium() && !installChromium()) {
    console.log("Left out: end-to-end tests. There is no Chromium, and it can only be installed as root with apt-get.");
    return { passed: 0, failed: 0, problems: [] };
  }
  const file = path.join(RESULTS, "e2e.json");
  rmSync(file, { force: true });
  const isWell = await run(["node_modules/@playwright/test/cli.js", "test"]);
  const report = readReport(file, PlaywrightReport);
  if (!report) return { passed: 0, failed: 1, problems: ["end-to-end tests broke off"] };
  const { expected, unexpected, flaky } = report.stats;
  if (flaky > 0) console.log(`${flaky} passed only at a second try; see above.`);
  return {
    passed: expected + flaky,
    failed: unexpected,
    problems: isWell || unexpected > 0 ? [] : ["the end-to-end run failed"],
  };
}

function readReport<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | null {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

function findChromium(): boolean {
  return existsSync(process.env.CHROMIUM_PATH ?? "") || CHROMIUM.some((file) => existsSync(file));
}

/** Debian's own, where this is a Debian and we may. */
function installChromium(): boolean {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  console.log("Installing Chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" } as NodeJS.ProcessEnv;
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  const args = ["install", "-y", "-qq", "--no-install-recommends", ...CHROMIUM_PACKAGES];
  spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
  return findChromium();
}

const words = process.argv.slice(2);
const unknown = words.find((word) => !(PARTS as readonly string[]).includes(word));
if (unknown) {
  console.error(`There is no part called ${unknown}: ${PARTS.join(", ")}.`);
  process.exit(1);
}
const chosen = PARTS.filter((part) => words.length === 0 || words.includes(part));
const runs: Record<PartName, () => Promise<Outcome>> = {
  check,
  unit: () => vitest("unit"),
  build,
  processes: () => vitest("processes", ["--config", "vitest.processes.config.ts"]),
  e2e,
};
const total: Outcome = { passed: 0, failed: 0, problems: [] };
const times: string[] = [];

mkdirSync(RESULTS, { recursive: true });
await generateClient();
for (const part of chosen) {
  console.log(`\n— ${part}`);
  const startedAt = performance.now();
  const { passed, failed, problems } = await runs[part]();
  times.push(`${part} ${seconds(startedAt)}`);
  total.passed += passed;
  total.failed += failed;
  total.problems.push(...problems);
}
console.log(`\n${times.join(", ")}`);
if (total.problems.length > 0) console.log(`Not well: ${total.problems.join(", ")}`);
if (chosen.some((part) => part !== "check" && part !== "build"))
  console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.problems.length > 0 ? 1 : 0;
