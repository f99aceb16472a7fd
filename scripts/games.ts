import { spawnSync } from "node:child_process";

/**
 * npm run test:games   installs what is missing of the games' servers, their clients and a screen (Debian's packages; as root), and tests the panel with
 *                      them. Ends with 1 if anything failed.
 */
const PACKAGES = [
  "minetest",
  "minetest-server",
  "openarena",
  "openarena-server",
  "teeworlds",
  "teeworlds-server",
  "xdotool",
  "xvfb",
];

function run(program: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  return spawnSync(program, args, { stdio: "inherit", env: { ...process.env, ...env } }).status === 0;
}

function isInstalled(name: string): boolean {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is dpkg's
  const { stdout } = spawnSync("dpkg-query", ["-W", "-f=${db:Status-Status}", name], { encoding: "utf8" });
  return stdout === "installed";
}

const missing = PACKAGES.filter((name) => !isInstalled(name));
if (missing.length > 0) {
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...missing];
  // RUNLEVEL: the servers that the packages bring along are not started as services.
  const env = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const isDone = process.getuid?.() === 0 && run("apt-get", ["update", "-qq"], env) && run("apt-get", install, env);
  if (!isDone) {
    console.error(`These packages are missing: ${missing.join(", ")}. As root: apt-get ${install.join(" ")}`);
    process.exit(1);
  }
}
const isWell = run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.games.config.ts"], {
  NODE_ENV: "test",
});
process.exitCode = isWell ? 0 : 1;
