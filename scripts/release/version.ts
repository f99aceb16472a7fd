import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "#app/platform/operator-error.ts";

const SHAPE = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;

/** Throws OperatorError unless this is a version that may follow the one there is, or that very one made once more. */
export function checkVersion(version: string, present: string): void {
  if (!SHAPE.test(version)) throw new OperatorError("Give the version as three numbers: npm run release -- 0.1.0");
  if (version.localeCompare(present, "en", { numeric: true }) < 0)
    throw new OperatorError(`${version} is earlier than ${present}, which package.json has.`);
}

export function readVersion(folder: string): string {
  return (JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string }).version;
}

/** Writes the version into package.json and its lock. */
export function writeVersion(folder: string, version: string): void {
  rewrite(path.join(folder, "package.json"), (manifest) => {
    manifest.version = version;
  });
  rewrite(path.join(folder, "package-lock.json"), (lock) => {
    lock.version = version;
    (lock.packages as Record<string, { version: string }>)[""]!.version = version;
  });
}

function rewrite(file: string, change: (json: Record<string, unknown>) => void): void {
  const json = JSON.parse(readFileSync(file, "utf8"));
  change(json);
  writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
}
