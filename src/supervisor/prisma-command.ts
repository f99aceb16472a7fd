import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const STAMP = path.join(ROOT, "src/generated/prisma.stamp");

export interface CommandResult {
  code: number;
  /** What it said, out and err as they came. */
  output: string;
  stdout: string;
}

/**
 * Runs one command of Prisma's own, with our schema engine in place of the native one it would download.
 * `url` is the database it may use; commands that only read files need none.
 */
export function runPrisma(args: string[], url?: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, "node_modules/prisma/build/index.js"), ...args], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // The engine's first line asks for `node`: this one.
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
        PRISMA_SCHEMA_ENGINE_BINARY: path.join(ROOT, "scripts/schema-engine.mjs"),
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
        NO_COLOR: "1",
        ...(url ? { DATABASE_URL: url } : {}),
      },
    });
    let output = "";
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

/** Whether `src/generated/prisma` is what the schema of now gives. */
export function isClientFresh(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === schemaHash();
}

/** Writes the Prisma client if the schema has changed since. True if it did; throws with Prisma's words if it can't. */
export async function generateClient(): Promise<boolean> {
  if (isClientFresh()) return false;
  const wanted = schemaHash();
  rmSync(STAMP, { force: true });
  const { code, output } = await runPrisma(["generate"]);
  if (code !== 0) throw new Error(`prisma generate failed:\n${output}`);
  writeFileSync(STAMP, wanted);
  return true;
}

function schemaHash(): string {
  const hash = createHash("sha256");
  const folder = path.join(ROOT, "prisma/schema");
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  hash.update(readFileSync(path.join(ROOT, "node_modules/prisma/package.json")));
  return hash.digest("hex");
}
