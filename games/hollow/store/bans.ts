import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../console/log.ts";
import { sanitise } from "../game/text.ts";
import { Fields } from "../world/fields.ts";
import { isMissing, setAside, writeAtomically } from "./atomic-file.ts";

export interface Ban {
  readonly name: string;
  /** ISO 8601 UTC; null is for ever. */
  readonly until: string | null;
  readonly reason: string;
  readonly bannedAt: string;
}

/** `DATA/bans.json`: a list of bans. It may be edited by hand; `reload` reads it again. */
export class Bans {
  readonly #path: string;
  readonly #log: Log;
  #bans = new Map<string, Ban>();
  #writing: Promise<void> = Promise.resolve();

  constructor(dataFolder: string, log: Log) {
    this.#path = join(dataFolder, "bans.json");
    this.#log = log;
  }

  async load(): Promise<void> {
    await this.#writing.catch(() => {});
    const problems: string[] = [];
    const bans = new Map<string, Ban>();
    try {
      const value: unknown = JSON.parse(await readFile(this.#path, "utf8"));
      for (const ban of parseBans(value, problems)) bans.set(ban.name.toLowerCase(), ban);
    } catch (error) {
      if (!isMissing(error)) problems.push(error instanceof Error ? error.message : String(error));
    }
    if (problems.length > 0) {
      const aside = await setAside(this.#path, new Date());
      this.#log.warn("data", `${this.#path} is corrupt (${problems[0]}) and was set aside as ${aside}`);
    } else this.#bans = bans;
  }

  find(name: string, now: Date): Ban | null {
    const ban = this.#bans.get(name.toLowerCase());
    return ban && isRunning(ban, now) ? ban : null;
  }

  list(now: Date): Ban[] {
    return [...this.#bans.values()].filter((ban) => isRunning(ban, now));
  }

  async add(ban: Ban): Promise<void> {
    this.#bans.set(ban.name.toLowerCase(), ban);
    await this.#save();
  }

  /** Whether there was one to lift. */
  async lift(name: string, now: Date): Promise<boolean> {
    const ban = this.find(name, now);
    if (ban) {
      this.#bans.delete(name.toLowerCase());
      await this.#save();
    }
    return ban !== null;
  }

  async #save(): Promise<void> {
    const text = `${JSON.stringify({ bans: this.list(new Date()) }, null, 2)}\n`;
    this.#writing = this.#writing.catch(() => {}).then(() => writeAtomically(this.#path, text));
    await this.#writing;
  }
}

function isRunning(ban: Ban, now: Date): boolean {
  return ban.until === null || Date.parse(ban.until) > now.getTime();
}

function parseBans(value: unknown, problems: string[]): Ban[] {
  const file = new Fields(value, "file", problems);
  return file.children("bans").map((fields) => {
    const until = fields.has("until") && fields.text("until", "") !== "" ? fields.text("until") : null;
    if (until !== null && Number.isNaN(Date.parse(until))) fields.problem("until must be a date or be left out");
    return {
      name: fields.text("name"),
      until,
      reason: sanitise(fields.text("reason", "no reason given")),
      bannedAt: fields.text("bannedAt", new Date().toISOString()),
    };
  });
}
