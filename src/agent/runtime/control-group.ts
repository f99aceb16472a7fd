import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Controller, ControllerBase, GroupSupport } from "./control-group-support.ts";
import { killEach } from "./process-table.ts";
import { readNumber, readText } from "./text-file.ts";

/** Written into `run.json`, so that a later agent finds the groups of a run even if it sees other mounts. */
export interface GroupPlaces {
  controllers: Partial<Record<Controller, ControllerBase>>;
  unified: string | null;
}

export interface GroupLimits {
  memoryMiB: number | null;
  cpuPercent: number | null;
  processes: number | null;
}

const CPU_PERIOD_USEC = 100_000;
const MIB = 1024 * 1024;

function counters(file: string): Map<string, number> {
  const rows = (readText(file) ?? "").split("\n").map((line) => line.split(" "));
  return new Map(rows.map(([name = "", value]) => [name, Number(value)]));
}

function tryWrite(file: string, value: string): void {
  try {
    fs.writeFileSync(file, value);
  } catch {
    // Not on every kernel: swap accounting and group-wide kills are extras.
  }
}

/** The control groups of one server: one folder in version 2, one for each controller in version 1. */
export class ControlGroup {
  readonly places: GroupPlaces;

  constructor(places: GroupPlaces) {
    this.places = places;
  }

  static named(name: string, support: GroupSupport): ControlGroup | null {
    const controllers: GroupPlaces["controllers"] = {};
    for (const [controller, base] of Object.entries(support.controllers) as [Controller, ControllerBase][]) {
      controllers[controller] = { version: base.version, directory: path.join(base.directory, name) };
    }
    const unified = support.unified === null ? null : path.join(support.unified, name);
    if (unified === null && Object.keys(controllers).length === 0) return null;
    return new ControlGroup({ controllers, unified });
  }

  get directories(): string[] {
    const all = Object.values(this.places.controllers).map((place) => place.directory);
    return [...new Set([...(this.places.unified ? [this.places.unified] : []), ...all])];
  }

  /** The folder whose `cgroup.procs` lists the members, with `cgroup.kill` where the kernel has it. */
  get leader(): string {
    return this.directories[0] ?? "";
  }

  #file(controller: Controller, one: string, two: string): string {
    const place = this.places.controllers[controller];
    return place ? path.join(place.directory, place.version === 1 ? one : two) : "";
  }

  /** Throws if a limit that can be set is refused. */
  create(limits: GroupLimits): void {
    for (const directory of this.directories) fs.mkdirSync(directory, { recursive: true });
    const { memory, cpu, pids } = this.places.controllers;
    if (memory && limits.memoryMiB !== null) {
      const bytes = String(limits.memoryMiB * MIB);
      fs.writeFileSync(this.#file("memory", "memory.limit_in_bytes", "memory.max"), bytes);
      if (memory.version === 1) tryWrite(path.join(memory.directory, "memory.memsw.limit_in_bytes"), bytes);
      else tryWrite(path.join(memory.directory, "memory.swap.max"), "0");
    }
    if (memory?.version === 2) tryWrite(path.join(memory.directory, "memory.oom.group"), "1");
    if (cpu && limits.cpuPercent !== null) {
      const quota = Math.max(1000, Math.round((limits.cpuPercent / 100) * CPU_PERIOD_USEC));
      if (cpu.version === 2) fs.writeFileSync(path.join(cpu.directory, "cpu.max"), `${quota} ${CPU_PERIOD_USEC}`);
      else {
        fs.writeFileSync(path.join(cpu.directory, "cpu.cfs_period_us"), String(CPU_PERIOD_USEC));
        fs.writeFileSync(path.join(cpu.directory, "cpu.cfs_quota_us"), String(quota));
      }
    }
    if (pids && limits.processes !== null) {
      fs.writeFileSync(path.join(pids.directory, "pids.max"), String(limits.processes));
    }
  }

  members(): number[] {
    const text = readText(path.join(this.leader, "cgroup.procs"));
    return text ? text.split("\n").map(Number) : [];
  }

  /** Sends SIGKILL to every member, in one step where the kernel can. */
  kill(): void {
    try {
      fs.writeFileSync(path.join(this.leader, "cgroup.kill"), "1", { flag: "r+" });
    } catch {
      killEach(this.members());
    }
  }

  /** Kills what is left and removes the folders. False if a process could not be ended in two seconds. */
  async remove(): Promise<boolean> {
    for (let round = 0; round < 100; round++) {
      if (this.directories.every((directory) => removeDirectory(directory))) return true;
      this.kill();
      await sleep(20);
    }
    return false;
  }

  /** Memory that cannot be dropped: usage without the file cache that was not touched lately. */
  memoryBytes(): number | null {
    const place = this.places.controllers.memory;
    const usage = readNumber(this.#file("memory", "memory.usage_in_bytes", "memory.current"));
    if (!place || usage === null) return null;
    const statistics = counters(path.join(place.directory, "memory.stat"));
    const cache = statistics.get(place.version === 1 ? "total_inactive_file" : "inactive_file") ?? 0;
    return Math.max(0, usage - cache);
  }

  memoryPeakBytes(): number | null {
    return readNumber(this.#file("memory", "memory.max_usage_in_bytes", "memory.peak"));
  }

  /** How many processes the kernel has killed here for want of memory. */
  outOfMemoryKills(): number | null {
    return counters(this.#file("memory", "memory.oom_control", "memory.events")).get("oom_kill") ?? null;
  }

  cpuUsec(): number | null {
    const place = this.places.controllers.cpuacct;
    if (!place) return null;
    if (place.version === 2) return counters(path.join(place.directory, "cpu.stat")).get("usage_usec") ?? null;
    const nanoseconds = readNumber(path.join(place.directory, "cpuacct.usage"));
    return nanoseconds === null ? null : Math.round(nanoseconds / 1000);
  }

  throttledPeriods(): number | null {
    return counters(this.#file("cpu", "cpu.stat", "cpu.stat")).get("nr_throttled") ?? null;
  }
}

function removeDirectory(directory: string): boolean {
  try {
    fs.rmdirSync(directory);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
