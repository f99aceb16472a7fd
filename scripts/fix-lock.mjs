/**
 * npm leaves optional packages of other platforms out of package-lock.json when the registry in use lacks them, and
 * `npm ci` then refuses the lock ("Missing: @next/swc-darwin-arm64@ from lock file"). This writes the missing entries
 * back, so that the lock serves every platform. Run it after each `npm install`; with --check it only tells.
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["darwin", "win32", "linux", "android", "freebsd", "netbsd", "openbsd", "openharmony", "sunos", "aix"];
const PROCESSORS = [
  "arm64",
  "x64",
  "ia32",
  "arm",
  "ppc64le",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const packages = lock.packages;
const missing = Object.entries(packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name, version]) => /^\d+\.\d+\.\d+[\w.-]*$/.test(version) && !isResolvable(place, name))
    .map(([name, version]) => ({ name, version, isDev: entry.dev === true })),
);

if (process.argv.includes("--check")) {
  if (missing.length > 0) {
    console.error(`${FILE} lacks ${missing.map(({ name }) => name).join(", ")}: node scripts/fix-lock.mjs`);
    process.exitCode = 1;
  }
} else if (missing.length > 0) {
  for (const { name, version, isDev } of missing) packages[`node_modules/${name}`] = entryOf(name, version, isDev);
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added to ${FILE}`);
}

/** As Node looks for packages: in each node_modules from the place upwards. */
function isResolvable(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

/** What npm would have written, but for the checksum, which only the registry knows. */
function entryOf(name, version, isDev) {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor =
    PROCESSORS.find((word) => words.includes(word)) ?? (words.includes("gnueabihf") ? "arm" : undefined);
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(isDev ? { dev: true } : {}),
    ...(words.includes("musl") ? { libc: ["musl"] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}
