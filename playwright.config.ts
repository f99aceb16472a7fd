import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// One free-looking port a run; the workers, which read this file again, find it in the environment.
process.env.E2E_PORT ??= String(20_000 + Math.floor(Math.random() * 20_000));
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

const browser = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((file) => file !== "" && existsSync(file));

export default defineConfig({
  testDir: "e2e",
  timeout: 90_000,
  // As in vitest.config.ts: in CI a second try tells a slow moment from a fault.
  retries: process.env.CI ? 2 : 0,
  expect: { timeout: 15_000 },
  // The files share one panel, where each makes people and servers of its own; the tests of one file run one after another.
  workers: 2,
  projects: [
    { name: "setup", testMatch: "setup.spec.ts" },
    { name: "with an owner", testMatch: "*.spec.ts", testIgnore: "setup.spec.ts", dependencies: ["setup"] },
  ],
  outputDir: "test-results",
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL,
    // Each of the two at work has an address, as people have: signing in is limited for each. The panel trusts the proxy at 127.0.0.1 to name it.
    extraHTTPHeaders: { "x-forwarded-for": `10.0.0.${1 + Number(process.env.TEST_PARALLEL_INDEX ?? 0)}` },
    // Recording costs a page three times its own time, so the first try goes without.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      chromiumSandbox: false,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    },
  },
  webServer: {
    // A whole panel in a folder of its own. Its two addresses are in E2E_SETUP_URL and E2E_OAUTH_URL for the tests.
    command: `"${process.execPath}" e2e/panel.ts`,
    wait: {
      stdout: /The panel is ready: setup (?<e2e_setup_url>\S+) oauth (?<e2e_oauth_url>\S+) home (?<e2e_home>\S+)/,
    },
    stdout: "ignore",
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
