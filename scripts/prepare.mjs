/**
 * What comes before everything else, on whatever Node is installed (20.19 or newer): the packages of package-lock.json,
 * and `node_modules/.bin/node`, the Node that the product runs on. npm's scripts call this first and that one after it.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_BOOTSTRAP = [20, 19];
const OLDEST_RUNTIME = [24, 0];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

if (!isAtLeast(process.versions.node, OLDEST_BOOTSTRAP))
  fail(`Gamekeeper needs Node ${OLDEST_BOOTSTRAP.join(".")} or newer to start; this is ${process.versions.node}.`);
if (!isInstalled()) await install();
linkNode();

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/**
 * Whether node_modules holds what the lock says. npm writes its own list of what it has installed as its last step, so
 * an install that was cut off has none, or the one of before.
 */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (!present) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === "" || present[place]?.version === version || (optional && !present[place]),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return null;
  }
}

async function install() {
  const startedAt = performance.now();
  console.log("Installing packages …");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const code = await run(args);
  if (code !== 0) fail("npm ci failed: its own words are above. Nothing was started.");
  console.log(`✓ Packages installed (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

/** npm, with our output. It ends with us: who stops `npm start` ends only the shell between, which we see by its pid. */
function run(args) {
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const child = spawn(npm[0], [...npm.slice(1), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop(), 200);
  function stop() {
    child.kill("SIGTERM");
    process.exit(130);
  }
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return new Promise((resolve) => {
    child.once("error", () => fail("npm was not found; Node brings it along, or it is a package of its own."));
    child.once("exit", (code) => {
      clearInterval(watch);
      resolve(code);
    });
  });
}

function linkNode() {
  const link = path.join(root, "node_modules/.bin/node");
  const target = findRuntime();
  if (existsSync(link) && realpathSync(link) === target) return;
  mkdirSync(path.dirname(link), { recursive: true });
  const draft = `${link}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, link);
}

/** The pinned Node out of npm where it runs, else this one if it is new enough. */
function findRuntime() {
  const pinned = path.join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return realpathSync(pinned);
  if (isAtLeast(process.versions.node, OLDEST_RUNTIME)) return realpathSync(process.execPath);
  return fail(
    `The product runs on Node ${OLDEST_RUNTIME[0]} or newer. There is no package with it for ${process.platform}-${process.arch}, and this is ${process.versions.node}: install Node ${OLDEST_RUNTIME[0]}.`,
  );
}
