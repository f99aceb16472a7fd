import { defineConfig } from "vitest/config";

const TESTS = ["src/**/*.test.ts", "games/**/*.test.ts", "scripts/**/*.test.{ts,mjs}"];
/** What takes longest, and what starts, ends and watches processes of its own: begun first, each in a process for itself. */
const ALONE = [
  "scripts/**/*.test.{ts,mjs}",
  "src/{agent,supervisor}/**/*.test.ts",
  "src/cli/call.test.ts",
  "src/dialects/conformance.test.ts",
  "src/features/analytics/find-insights.test.ts",
  "src/features/games/server/{minecraft,openttd}.test.ts",
  "src/features/kills/server/reading/never-a-scan.test.ts",
  "src/features/moderation/server/enforcer.test.ts",
  "src/sidecar/{game-events-once,limits,sidecar}.test.ts",
  "src/sidecar/live/event-loss.test.ts",
  "src/transport/fuzz-*.test.ts",
];
const COMMON = {
  pool: "forks",
  // Against what hangs, not what is slow: in CI, where nobody waits, a busy machine has four times as long.
  testTimeout: process.env.CI ? 120_000 : 30_000,
  // Real processes on a shared machine: in CI a second try tells a slow moment from a fault. At home each failure shows.
  retry: process.env.CI ? 2 : 0,
  hookTimeout: process.env.CI ? 240_000 : 60_000,
  // Real processes and sockets: a test that hangs must not hold the run for ever.
  teardownTimeout: 10_000,
} as const;

export default defineConfig({
  test: {
    globalSetup: ["src/testing/global-setup.ts"],
    // Twice the cores of a small machine: most of these tests wait for processes for most of their time.
    maxWorkers: 4,
    projects: [
      { test: { ...COMMON, name: "alone", include: ALONE } },
      {
        test: {
          ...COMMON,
          name: "together",
          include: TESTS,
          exclude: ALONE,
          // To load the panel takes longer than what most of these test, so a process does it once for many of them.
          isolate: false,
          setupFiles: ["src/testing/fresh-process.ts"],
        },
      },
    ],
  },
});
