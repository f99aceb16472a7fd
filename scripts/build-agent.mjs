/** Bundles the agent into one file without node_modules, with its checksum beside it: what the panel serves to new nodes. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const ROOT = path.resolve(import.meta.dirname, "..");
const FOLDER = path.join(ROOT, "dist", "agent");
const FILE = path.join(FOLDER, "gamekeeper-agent.mjs");

/** The files of the games that come with Gamekeeper, by their path in the box. */
async function boxFiles() {
  const games = path.join(ROOT, "games");
  const entries = await readdir(games, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !/\.(test|spec)\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const box = { "package.json": `${JSON.stringify({ type: "module" })}\n` };
  for (const file of files) box[path.relative(ROOT, file)] = await readFile(file, "utf8");
  return box;
}

const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
const result = await build({
  absWorkingDir: ROOT,
  entryPoints: ["src/agent/main.ts"],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  minify: true,
  keepNames: true,
  legalComments: "eof",
  write: false,
  define: { GAMEKEEPER_VERSION: JSON.stringify(version), GAMEKEEPER_BOX_FILES: JSON.stringify(await boxFiles()) },
  // What ws loads if it is there: native helpers, which it does without.
  external: ["bufferutil", "utf-8-validate"],
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);',
  },
});
const [output] = result.outputFiles;
const sum = createHash("sha256").update(output.contents).digest("hex");
await mkdir(FOLDER, { recursive: true });
// In one step: a panel that runs serves the old agent or the new one, never half of one.
await writeFile(`${FILE}.new`, output.contents, { mode: 0o755 });
await rename(`${FILE}.new`, FILE);
await writeFile(`${FILE}.sha256`, `${sum}  ${path.basename(FILE)}\n`);
console.log(`${path.relative(ROOT, FILE)} ${(output.contents.length / 1024).toFixed(0)} KiB sha256 ${sum}`);
