import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { OperatorError } from "#app/platform/operator-error.ts";

/** A panel that calls go to, and the key they go with. */
export interface Profile {
  url: string;
  key: string;
}

const Profiles = z.record(z.string(), z.object({ url: z.httpUrl().or(z.url()), key: z.string().min(1) }));

/** Where profiles are kept: `GAMEKEEPER_PROFILES`, else in the user's own configuration. */
export function profilesFile(given?: string): string {
  return given ?? path.join(homedir(), ".config", "gamekeeper", "profiles.json");
}

/** All profiles by name; none where there is no file yet. Throws OperatorError where others may read the keys in it. */
export function readProfiles(file: string): Record<string, Profile> {
  let text: string;
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new OperatorError(`Others may read ${file}, which holds keys: run chmod 600 ${file}.`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  const parsed = Profiles.safeParse(parsedJson(text));
  if (!parsed.success) throw new OperatorError(`${file} is not as gamekeeper profiles writes it.`);
  return parsed.data;
}

/** Writes all profiles, for this user alone. */
export function writeProfiles(file: string, profiles: Record<string, Profile>): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
