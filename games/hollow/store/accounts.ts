import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../console/log.ts";
import type { Character } from "../game/game.ts";
import { MAX_COINS, TOP_LEVEL } from "../game/players.ts";
import { Fields } from "../world/fields.ts";
import { SLOTS } from "../world/world.ts";
import { isMissing, setAside, writeAtomically } from "./atomic-file.ts";
import type { PasswordHash } from "./password.ts";

export interface Account {
  readonly name: string;
  password: PasswordHash;
  readonly createdAt: string;
  lastSeenAt: string;
  readonly character: Character;
}

/** Names that would confuse players, logs or file systems. */
const RESERVED = new Set(
  "admin administrator console server system keeper hollow all everyone someone nobody you coins player npc con prn aux nul".split(
    " ",
  ),
);

/** The name as it is written everywhere ("aLDRIC" becomes "Aldric"), or what is wrong with it. */
export function checkName(typed: string): { name: string } | { problem: string } {
  if (!/^[a-z]{3,15}$/i.test(typed)) return { problem: "A name has 3 to 15 letters from A to Z, and nothing else." };
  if (RESERVED.has(typed.toLowerCase())) return { problem: "That name is taken by something older than you." };
  return { name: typed.charAt(0).toUpperCase() + typed.slice(1).toLowerCase() };
}

/** Player files, one for each, in `DATA/players/`. Writes of one account never overtake each other. */
export class Accounts {
  readonly #folder: string;
  readonly #log: Log;
  readonly #writing = new Map<string, Promise<void>>();
  readonly #written = new Map<string, string>();

  constructor(dataFolder: string, log: Log) {
    this.#folder = join(dataFolder, "players");
    this.#log = log;
  }

  /** The account, or null if there is none. A file that cannot be understood is set aside, and then there is none. */
  async load(name: string): Promise<Account | null> {
    await this.#writing.get(name);
    const path = this.#path(name);
    try {
      const text = await readFile(path, "utf8");
      const problems: string[] = [];
      const account = parseAccount(parseJson(text, problems), name, problems);
      if (problems.length === 0) return account;
      const aside = await setAside(path, new Date());
      this.#log.warn("data", `${path} is corrupt (${problems[0]}) and was set aside as ${aside}`);
      return null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** All that can be understood, also of those who have not been here for long. */
  async all(): Promise<Account[]> {
    const files = await readdir(this.#folder).catch((error) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const accounts: Account[] = [];
    for (const file of files) {
      if (!file.endsWith(".json")) continue;
      const checked = checkName(file.slice(0, -".json".length));
      const account = "name" in checked ? await this.load(checked.name) : null;
      if (account) accounts.push(account);
    }
    return accounts;
  }

  /** Whether anything was written: an account that has not changed since the last time is not. */
  async save(account: Account): Promise<boolean> {
    const { name } = account;
    const text = JSON.stringify({ version: 1, ...account }, null, 1);
    if (this.#written.get(name) === text) return false;
    const write = (this.#writing.get(name) ?? Promise.resolve())
      .catch(() => {})
      .then(() => writeAtomically(this.#path(name), text));
    this.#writing.set(name, write);
    try {
      await write;
      this.#written.set(name, text);
    } finally {
      if (this.#writing.get(name) === write) this.#writing.delete(name);
    }
    return true;
  }

  /** Forgets what was last written of somebody who has left. */
  forget(name: string): void {
    this.#written.delete(name);
  }

  #path(name: string): string {
    return join(this.#folder, `${name.toLowerCase()}.json`);
  }
}

function parseJson(text: string, problems: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return {};
  }
}

function parseAccount(value: unknown, name: string, problems: string[]): Account {
  const fields = new Fields(value, "file", problems);
  const version = fields.whole("version", 1, 1);
  if (fields.text("name") !== name) fields.problem(`name must be ${name}`);
  const password = fields.child("password");
  const account: Account = {
    name,
    password: { salt: password.text("salt"), hash: password.text("hash"), cost: password.whole("cost", 2, 1 << 20) },
    createdAt: fields.text("createdAt"),
    lastSeenAt: fields.text("lastSeenAt"),
    character: parseCharacter(fields.child("character")),
  };
  if (version === 1) fields.done();
  return account;
}

function parseCharacter(fields: Fields): Character {
  const count = (name: string): number => fields.whole(name, 0, Number.MAX_SAFE_INTEGER);
  const equipment = fields.child("equipment");
  const worn = ["weapon" as const, ...SLOTS].filter((slot) => equipment.has(slot));
  const character: Character = {
    level: fields.whole("level", 1, TOP_LEVEL),
    experience: count("experience"),
    health: count("health"),
    coins: fields.whole("coins", 0, MAX_COINS),
    roomId: fields.text("roomId"),
    inventory: fields.texts("inventory"),
    equipment: Object.fromEntries(worn.map((slot) => [slot, equipment.text(slot)])),
    kills: count("kills"),
    deaths: count("deaths"),
    playedSec: count("playedSec"),
    colour: fields.flag("colour"),
  };
  fields.done();
  return character;
}
