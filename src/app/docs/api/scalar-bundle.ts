import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

// The published package does not export its bundle, so it is named by its place below the panel's own folder.
const BUNDLE = "node_modules/@scalar/api-reference/dist/browser/standalone.js";

let bundle: Promise<{ script: Buffer<ArrayBuffer>; version: string }> | undefined;

/** Scalar's one script, read once a process, and a mark of what is in it. Rejects where the package is not installed. */
export function scalarBundle(): Promise<{ script: Buffer<ArrayBuffer>; version: string }> {
  bundle ??= readFile(path.join(process.cwd(), BUNDLE)).then((script) => ({
    script,
    version: createHash("sha256").update(script).digest("hex").slice(0, 16),
  }));
  bundle.catch(() => {
    bundle = undefined;
  });
  return bundle;
}
