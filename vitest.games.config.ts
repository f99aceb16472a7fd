import { defineConfig } from "vitest/config";

/** Real games with their own clients, a screen and hundreds of megabytes of packages: `npm run test:games`, not part of `npm test`. */
export default defineConfig({
  test: {
    include: ["e2e/games/*.test.ts"],
    globalSetup: ["src/testing/global-setup.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
});
