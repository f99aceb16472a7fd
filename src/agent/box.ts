import fs from "node:fs";
import path from "node:path";

declare const GAMEKEEPER_BOX_FILES: Record<string, string> | undefined;

/**
 * The folder with games/ that come with Gamekeeper: the one that was named, that of the source tree this runs from, or
 * what the bundle carries, written into the agent's home for every user to read.
 */
export function findBox(agentHome: string, named: string | undefined): string {
  if (named !== undefined) return path.resolve(named);
  if (typeof GAMEKEEPER_BOX_FILES === "undefined") return path.resolve(import.meta.dirname, "..", "..");
  const box = path.join(agentHome, "box");
  fs.rmSync(box, { recursive: true, force: true });
  for (const [name, text] of Object.entries(GAMEKEEPER_BOX_FILES)) {
    const file = path.join(box, name);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
    fs.writeFileSync(file, text, { mode: 0o644 });
  }
  return box;
}
