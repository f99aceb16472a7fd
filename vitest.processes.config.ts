import { defineConfig } from "vitest/config";

/** Whole panels, as `npm start` starts them, killed part by part: apart from the unit tests, because they need the pages built. */
export default defineConfig({
  test: {
    include: ["e2e/processes/*.test.ts"],
    globalSetup: ["e2e/processes/build.ts"],
    pool: "forks",
    // One panel at a time: they are a machine's whole load.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
