import { execFile, spawn } from "node:child_process";
import readline from "node:readline";
import { promisify } from "node:util";
import { toolEnvironment } from "./env.ts";

const run = promisify(execFile);
const APT_WITHIN_MS = 30 * 60 * 1000;

/** One at a time: apt has one lock for the whole machine. */
let lastInstall: Promise<void> = Promise.resolve();

/**
 * Sees to it that packages of the machine's distribution are there: checks, installs what is missing where the agent is
 * root, and else throws with the command for whoever is. `say` gets each line apt prints.
 */
export async function ensureDebianPackages(packages: string[], say: (line: string) => void): Promise<void> {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return say(`already installed: ${packages.join(", ")}`);
  const command = `apt-get install --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0) {
    throw new Error(`missing on this machine: ${missing.join(", ")}. As root, run: ${command}; then install again`);
  }
  const install = lastInstall.then(async () => {
    const still = await missingPackages(missing);
    if (still.length === 0) return;
    await apt(["update", "-q"], say);
    await apt(["install", "-q", "-y", "--no-install-recommends", "--", ...still], say);
  });
  lastInstall = install.catch(() => {});
  await install;
}

async function missingPackages(packages: string[]): Promise<string[]> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg's
  const format = ["-W", "-f=${Package} ${db:Status-Status}\\n"];
  const { stdout } = await run("dpkg-query", [...format, "--", ...packages], { timeout: 30_000 }).catch(
    (error: { code?: unknown; stdout?: string }) => {
      if (error.code === "ENOENT") throw new Error("this machine is not of Debian's kind: it has no dpkg");
      // It ends with 1 when a package is unknown, and tells of the others all the same.
      return { stdout: error.stdout ?? "" };
    },
  );
  const installed = new Set(
    stdout.split("\n").flatMap((line) => {
      const [name, status] = line.split(" ");
      return name !== undefined && status === "installed" ? [name] : [];
    }),
  );
  return packages.filter((name) => !installed.has(name));
}

function apt(words: string[], say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...words], {
      // RUNLEVEL: a server that a package brings along is not started as a service.
      env: { ...toolEnvironment(), DEBIAN_FRONTEND: "noninteractive", LANG: "C.UTF-8", RUNLEVEL: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: APT_WITHIN_MS,
    });
    let last = "";
    const hear = (line: string) => {
      last = line;
      say(line);
    };
    readline.createInterface({ input: child.stdout }).on("line", hear);
    readline.createInterface({ input: child.stderr }).on("line", hear);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get ${words[0]} ended with code ${code}: ${last}`));
    });
  });
}
