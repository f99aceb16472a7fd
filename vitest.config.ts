import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "games/**/*.test.ts", "scripts/**/*.test.{ts,mjs}"],
    globalSetup: ["src/testing/global-setup.ts"],
    pool: "forks",
    // Twice the cores of a small machine: most of these tests wait for processes for most of their time.
    maxWorkers: 4,
    // Against what hangs, not what is slow: in CI, where nobody waits, a busy machine has four times as long.
    testTimeout: process.env.CI ? 120_000 : 30_000,
    // Real processes on a shared machine: in CI a second try tells a slow moment from a fault. At home each failure shows.
    retry: process.env.CI ? 2 : 0,
    hookTimeout: process.env.CI ? 240_000 : 60_000,
    // Real processes and sockets: a test that hangs must not hold the run for ever.
    teardownTimeout: 10_000,
  },
});
