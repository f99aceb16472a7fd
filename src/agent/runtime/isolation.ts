import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ControlGroup } from "./control-group.ts";
import { detectGroupSupport, type GroupSupport } from "./control-group-support.ts";
import { homePaths } from "./home.ts";
import { usersWithProcesses } from "./process-table.ts";

export interface IsolationOptions {
  /** The folder with `servers/<serverId>`; names the groups of this agent apart from another's. */
  agentHome: string;
  /** User ids that are this agent's to give, one to a server. Used when the agent is root. Default 20000 to 29999. */
  users?: { from: number; to: number };
  /** Do without what is there; for tests and for machines where groups are forbidden. */
  without?: ("groups" | "users")[];
}

/** What limits and separation this machine gives, in words a panel can show. */
export interface IsolationDescription {
  memoryLimit: "cgroup2" | "cgroup1" | "none";
  cpuLimit: "cgroup2" | "cgroup1" | "none";
  /** `user` is a limit by the kernel on the server's own user id. */
  processLimit: "cgroup2" | "cgroup1" | "user" | "none";
  user: "dedicated" | "own";
  notes: string[];
}

export interface ServerUser {
  uid: number;
  gid: number;
}

const DROP_RIGHTS = ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"];
/** How much of a run's id is in the names of its groups. */
const RUN_DIGITS = 8;
const DEFAULT_SIGNALS = ["/usr/bin/env", "--default-signal"];

/** What this machine can, found once; gives each server its user, its folders and its groups. */
export class Isolation {
  readonly agentHome: string;
  /** The arguments of setpriv that work here, but for the user. Null where there is no setpriv. */
  readonly dropRights: string[] | null;
  /** The command that gives a process its signals back; empty where there is none. */
  readonly defaultSignals: string[];
  readonly #support: GroupSupport;
  readonly #users: { from: number; to: number } | null;
  readonly #notes: string[] = [];

  constructor(options: IsolationOptions) {
    this.agentHome = path.resolve(options.agentHome);
    makeFolder(this.agentHome, 0o711);
    makeFolder(path.join(this.agentHome, "servers"), 0o711);
    this.dropRights = this.#findDropRights();
    this.defaultSignals = works(DEFAULT_SIGNALS) ? DEFAULT_SIGNALS : [];
    if (this.defaultSignals.length === 0)
      this.#notes.push("Games ignore ^C: this machine's env has no --default-signal.");
    this.#users = this.#findUsers(options);
    this.#support = options.without?.includes("groups") ? { controllers: {}, unified: null } : detectGroupSupport();
    const { memory, cpu, pids } = this.#support.controllers;
    if (!memory) this.#notes.push("Memory is not limited: no control group for it can be made here.");
    if (!cpu) this.#notes.push("CPU is not limited: no control group for it can be made here.");
    if (!pids && !this.#users)
      this.#notes.push("Processes are not limited: neither control groups nor own users here.");
  }

  describe(): IsolationDescription {
    const { memory, cpu, pids } = this.#support.controllers;
    const user = this.#users ? "dedicated" : "own";
    return {
      memoryLimit: memory ? `cgroup${memory.version}` : "none",
      cpuLimit: cpu ? `cgroup${cpu.version}` : "none",
      processLimit: pids ? `cgroup${pids.version}` : this.#users ? "user" : "none",
      user,
      notes: [...this.#notes],
    };
  }

  /** Makes `files/` and `control/` with their owners and modes. Gives the user that runs the game. */
  prepareHome(home: string): ServerUser {
    const { files, control } = homePaths(home);
    makeFolder(home, 0o711);
    makeFolder(control, 0o700);
    makeFolder(files, 0o700);
    const owner = fs.statSync(files);
    if (!this.#users) return { uid: owner.uid, gid: owner.gid };
    if (this.#owns(owner.uid)) return { uid: owner.uid, gid: owner.uid };
    const uid = this.#freeUser(home);
    fs.chownSync(files, uid, uid);
    return { uid, gid: uid };
  }

  /**
   * Gives everything below `files/` to the server's user, after an install, upload or restore. Links are changed, not
   * followed. Not while the game runs: it could swap a folder for a link meanwhile.
   */
  async claimFiles(home: string): Promise<void> {
    const user = this.prepareHome(home);
    if (this.#users) await claim(homePaths(home).files, user);
  }

  /** Whether the user of a home is its alone, so that all its processes are the game's. */
  dedicatedUser(home: string): ServerUser | null {
    return this.#users ? this.prepareHome(home) : null;
  }

  /** The control groups of one run, not yet made; null where there are none. */
  groupOf(home: string, runId: string): ControlGroup | null {
    return ControlGroup.named(`${this.#groupsOf(home)}-${runId.slice(0, RUN_DIGITS)}`, this.#support);
  }

  /** Ends and removes what earlier runs left, but for the homes that are to be adopted or were not yet. */
  async reclaim(keepHomes: string[]): Promise<void> {
    const kept = new Set(keepHomes.map((home) => this.#groupsOf(home)));
    await this.#removeGroups((groups) => groups.startsWith(this.#groupPrefix()) && !kept.has(groups));
  }

  /** Ends and removes what earlier runs of one home left. */
  async reclaimHome(home: string): Promise<void> {
    const own = this.#groupsOf(home);
    await this.#removeGroups((groups) => groups === own);
  }

  async #removeGroups(belongs: (groups: string) => boolean): Promise<void> {
    const bases = Object.values(this.#support.controllers).map((base) => base.directory);
    for (const base of new Set([...(this.#support.unified ? [this.#support.unified] : []), ...bases])) {
      for (const name of fs.readdirSync(base)) {
        if (!belongs(name.slice(0, -RUN_DIGITS - 1))) continue;
        await new ControlGroup({ controllers: {}, unified: path.join(base, name) }).remove();
      }
    }
  }

  #groupsOf(home: string): string {
    return `${this.#groupPrefix()}${path.basename(home).replace(/[^A-Za-z0-9_-]/g, "_")}`;
  }

  #groupPrefix(): string {
    return `gamekeeper-${createHash("sha256").update(this.agentHome).digest("hex").slice(0, 8)}-`;
  }

  #findDropRights(): string[] | null {
    const isRoot = process.getuid?.() === 0;
    if (isRoot && works(["setpriv", ...DROP_RIGHTS])) return DROP_RIGHTS;
    if (works(["setpriv", "--no-new-privs"])) {
      if (isRoot)
        this.#notes.push("Rights of a game cannot be taken from it for ever: the agent itself lacks CAP_SETPCAP.");
      return ["--no-new-privs"];
    }
    this.#notes.push("setpriv of util-linux is missing: a game could gain rights by a set-user-id program.");
    return null;
  }

  #findUsers(options: IsolationOptions): { from: number; to: number } | null {
    if (options.without?.includes("users")) {
      this.#notes.push("Games run as the agent's own user, as configured.");
      return null;
    }
    if (process.getuid?.() !== 0) {
      this.#notes.push("The agent is not root, so games run as its own user and can read what it can read.");
      return null;
    }
    const users = options.users ?? { from: 20_000, to: 29_999 };
    const trial = [`--reuid=${users.from}`, `--regid=${users.from}`, "--clear-groups"];
    if (!this.dropRights || !works(["setpriv", ...trial, ...this.dropRights])) {
      this.#notes.push("Games run as root: setpriv cannot change the user here.");
      return null;
    }
    const closed = closedFolder(this.agentHome);
    if (closed) {
      this.#notes.push(
        `Games run as root: other users cannot enter ${closed}. Move the data folder, or open it (chmod o+x).`,
      );
      return null;
    }
    return users;
  }

  #owns(uid: number): boolean {
    return this.#users !== null && uid >= this.#users.from && uid <= this.#users.to;
  }

  /** Begins at a place that the home's name gives, so that two agents on one machine seldom ask for the same. */
  #freeUser(home: string): number {
    if (!this.#users) throw new Error("No users to give.");
    const taken = usersWithProcesses();
    const servers = path.join(this.agentHome, "servers");
    for (const name of fs.readdirSync(servers)) {
      const files = fs.statSync(path.join(servers, name, "files"), { throwIfNoEntry: false });
      if (files) taken.add(files.uid);
    }
    const { from, to } = this.#users;
    const count = to - from + 1;
    const first = createHash("sha256").update(home).digest().readUInt32LE(0) % count;
    for (let step = 0; step < count; step++) {
      const uid = from + ((first + step) % count);
      if (!taken.has(uid)) return uid;
    }
    throw new Error(`All user ids from ${from} to ${to} are taken.`);
  }
}

/** Finds out what this machine can. Starts three or four small programs; call it once at start. */
export function detectIsolation(options: IsolationOptions): Isolation {
  return new Isolation(options);
}

function works([program = "", ...rest]: string[]): boolean {
  return spawnSync(program, [...rest, "true"], { stdio: "ignore", timeout: 5000 }).status === 0;
}

function makeFolder(folder: string, mode: number): void {
  fs.mkdirSync(folder, { recursive: true, mode });
  if ((fs.statSync(folder).mode & 0o777) !== mode) fs.chmodSync(folder, mode);
}

/** The topmost folder on the way that others may not enter, or null. */
function closedFolder(folder: string): string | null {
  const parent = path.dirname(folder);
  const above = parent === folder ? null : closedFolder(parent);
  if (above) return above;
  return (fs.statSync(folder).mode & 0o001) === 0 ? folder : null;
}

async function claim(entry: string, user: ServerUser): Promise<void> {
  await fs.promises.lchown(entry, user.uid, user.gid);
  const found = await fs.promises.lstat(entry);
  if (!found.isDirectory()) return;
  for (const name of await fs.promises.readdir(entry)) await claim(path.join(entry, name), user);
}
