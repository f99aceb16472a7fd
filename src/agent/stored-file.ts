import fs from "node:fs";
import path from "node:path";
import type * as z from "zod";

/**
 * Replaces a file in one step and has it on disk before it returns: a reader, also after a power cut, sees the old text
 * or the new one. Only the agent's user can read it.
 */
export function storeFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const descriptor = fs.openSync(draft, "w", 0o600);
  try {
    fs.writeFileSync(descriptor, text);
    fs.fdatasyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  fs.renameSync(draft, file);
}

/** The file's JSON in the schema's shape; null if there is no file. Throws, naming the file, if it is not of that shape. */
export function readStored<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${path.basename(file)} is damaged: ${String(error)}`, { cause: error });
  }
}
