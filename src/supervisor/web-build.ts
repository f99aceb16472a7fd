import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "#app/platform/operator-error.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");
const STAMP = path.join(ROOT, ".next/gamekeeper.stamp");
const INPUTS = [
  "src",
  "public",
  "prisma/schema",
  "next.config.ts",
  "tailwind.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
/** What the pages never import; changes there need no build. */
const NOT_WEB = /^src\/(agent|cli|demo|generated|sidecar|supervisor|testing|worker)$|\.test\.tsx?$/;

/** Builds the pages unless the build there is of these very sources. True if it did. Rejects when it is broken off; the next start builds anew. */
export async function buildWeb(signal?: AbortSignal): Promise<boolean> {
  const wanted = hashInputs();
  if (existsSync(path.join(ROOT, ".next/BUILD_ID")) && readStamp() === wanted) return false;
  let output = await nextBuild(signal);
  if (output !== null) {
    // Turbopack keeps some failures in its cache and repeats them until that is gone.
    rmSync(path.join(ROOT, ".next"), { recursive: true, force: true });
    output = await nextBuild(signal);
  }
  if (output !== null) throw new OperatorError(`The pages could not be built:\n${output}`);
  writeFileSync(STAMP, wanted);
  return true;
}

function readStamp(): string | null {
  return existsSync(STAMP) ? readFileSync(STAMP, "utf8") : null;
}

function hashInputs(): string {
  const hash = createHash("sha256");
  const add = (name: string) => {
    const full = path.join(ROOT, name);
    if (NOT_WEB.test(name) || !existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const entry of readdirSync(full).sort()) add(`${name}/${entry}`);
    else hash.update(`${name}\0`).update(readFileSync(full));
  };
  for (const name of INPUTS) add(name);
  return hash.digest("hex");
}

/** Null if all went well, else what it said. It ends with us. */
function nextBuild(signal?: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    rmSync(STAMP, { force: true });
    const child = spawn(process.execPath, [NEXT, "build"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      signal,
      killSignal: "SIGKILL",
    });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      resolve(code === 0 ? null : output);
    });
  });
}
