import fs from "node:fs";

/** The trimmed text of a small file, or null if it cannot be read. For files of the kernel and of a home. */
export function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}

/** Replaces a file in one step: a reader, also after a crash, sees the old text or the new one. */
export function writeAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}

export function readNumber(file: string): number | null {
  const text = readText(file);
  if (text === null || !/^\d+$/.test(text)) return null;
  return Number(text);
}
