import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
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
  /** Which tests failed, each with its file and the first words of why: said again at the end, as a log may be cut. */
  failures: string[];
  /** Not counted as tests: a check, the build, a run that broke off. */
  problems: string[];
}

const NOTHING: Outcome = { passed: 0, failed: 0, failures: [], problems: [] };

const RESULTS = path.resolve("test-results");
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const CHROMIUM_PACKAGES = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"];

const ROUTE_TYPES = ["node_modules/next/dist/bin/next", "typegen"];
/** The long ones first. */
const CHECKS: Record<string, string[]> = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  "format and lint": ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"],
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

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...more } as NodeJS.ProcessEnv;
}

/** Runs a program of ours with its output shown. True if it ended well. */
function run(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: environment(env) });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** Two at a time: most keep one core busy. What each says is shown when it is done. */
async function check(): Promise<Outcome> {
  const problems: string[] = [];
  const left = Object.entries(CHECKS);
  const take = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [name, args] = next;
      const startedAt = performance.now();
      const { isWell, said } = await quietly(args);
      if (said.trim() !== "") console.log(said.trimEnd());
      console.log(`${isWell ? "✓" : "✗"} ${name} (${seconds(startedAt)})`);
      if (!isWell) problems.push(name);
    }
  };
  // The types of routes are among those that are checked: they are made first.
  const routes = await quietly(ROUTE_TYPES);
  if (!routes.isWell) {
    console.log(routes.said);
    problems.push("route types");
  }
  await Promise.all([take(), take()]);
  return { ...NOTHING, problems };
}

/** Runs a program of ours and gives what it printed. */
async function quietly(args: string[]): Promise<{ isWell: boolean; said: string }> {
  const child = spawn(process.execPath, args, { env: environment({}), stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ isWell: false, said: String(error) }));
    child.once("close", (code) => resolve({ isWell: code === 0, said }));
  });
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullable() }),
      ),
    }),
  ),
});

async function vitest(name: string, options: string[] = []): Promise<Outcome> {
  const file = path.join(RESULTS, `${name}.json`);
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const isWell = await run(["node_modules/vitest/vitest.mjs", "run", ...options, ...reporters], { NODE_ENV: "test" });
  const report = readReport(file, VitestReport);
  if (!report) return { ...NOTHING, failed: 1, problems: [`${name} tests broke off`] };
  const problems = isWell || report.numFailedTests > 0 ? [] : ["a test file or the run itself failed"];
  const failures = report.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length === 0 && status === "failed") return failure(file, "the file itself", message);
    return failed.map((one) => failure(file, one.fullName, one.failureMessages?.at(-1) ?? ""));
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures, problems };
}

async function build(): Promise<Outcome> {
  try {
    await run(["scripts/build-agent.mjs"]);
    await buildWeb();
    return NOTHING;
  } catch (error) {
    console.error((error as Error).message);
    return { ...NOTHING, problems: ["build"] };
  }
}

const PlaywrightSuite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      tests: z.array(
        z.object({
          status: z.string(),
          results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});
type PlaywrightSuite = z.output<typeof PlaywrightSuite>;

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  suites: z.array(PlaywrightSuite),
});

function failuresIn(suites: readonly PlaywrightSuite[]): string[] {
  return suites.flatMap((suite) => [
    ...suite.specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected")
        .map(({ results }) => failure(path.join("e2e", file), title, results.at(-1)?.error?.message ?? "")),
    ),
    ...failuresIn(suite.suites ?? []),
  ]);
}

/** A failed test in a line or two. */
function failure(file: string, name: string, why: string): string {
  const words = stripVTControlCharacters(why).trim().split("\n").slice(0, 6).join("\n    ");
  return `${path.relative(process.cwd(), path.resolve(file))} › ${name}\n    ${words.slice(0, 600)}`;
}

async function e2e(): Promise<Outcome> {
  if (!findChromium() && !installChromium()) {
    console.log("Left out: end-to-end tests. There is no Chromium, and it can only be installed as root with apt-get.");
    return NOTHING;
  }
  const file = path.join(RESULTS, "e2e.json");
  rmSync(file, { force: true });
  const isWell = await run(["node_modules/@playwright/test/cli.js", "test"]);
  const report = readReport(file, PlaywrightReport);
  if (!report) return { ...NOTHING, failed: 1, problems: ["end-to-end tests broke off"] };
  const { expected, unexpected, flaky } = report.stats;
  if (flaky > 0) console.log(`${flaky} passed only at a second try; see above.`);
  return {
    passed: expected + flaky,
    failed: unexpected,
    failures: failuresIn(report.suites),
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
const total: Outcome = { passed: 0, failed: 0, failures: [], problems: [] };
const times: string[] = [];

mkdirSync(RESULTS, { recursive: true });
await generateClient();
for (const part of chosen) {
  console.log(`\n— ${part}`);
  const startedAt = performance.now();
  const { passed, failed, failures, problems } = await runs[part]();
  times.push(`${part} ${seconds(startedAt)}`);
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  total.problems.push(...problems);
}
for (const one of total.failures) console.log(`\n✗ ${one}`);
console.log(`\n${times.join(", ")}`);
if (total.problems.length > 0) console.log(`Not well: ${total.problems.join(", ")}`);
if (chosen.some((part) => part !== "check" && part !== "build"))
  console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.problems.length > 0 ? 1 : 0;
