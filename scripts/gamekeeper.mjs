#!/usr/bin/env node
/** `npx gamekeeper …` on whatever Node is installed: hands over to the Node that the product runs on. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const node = path.join(root, "node_modules/.bin/node");
if (!existsSync(node)) {
  console.error("Gamekeeper is not installed yet: run npm start once.");
  process.exit(1);
}
// Settings and the data folder are looked for in the installation's own folder, wherever it is called from.
const child = spawn(node, [path.join(root, "src/cli/main.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));
