import fs from "node:fs";
import path from "node:path";
import { readText } from "./text-file.ts";

export type Controller = "memory" | "cpu" | "pids" | "cpuacct";

/** A folder below which groups can be made for one controller. */
export interface ControllerBase {
  version: 1 | 2;
  directory: string;
}

/** Per controller where groups go; a missing one cannot be limited here. `unified` knows kill, also beside version 1. */
export interface GroupSupport {
  controllers: Partial<Record<Controller, ControllerBase>>;
  unified: string | null;
}

const PROOF: Record<Controller, Record<1 | 2, string>> = {
  memory: { 1: "memory.limit_in_bytes", 2: "memory.max" },
  cpu: { 1: "cpu.cfs_quota_us", 2: "cpu.max" },
  pids: { 1: "pids.max", 2: "pids.max" },
  cpuacct: { 1: "cpuacct.usage", 2: "cpu.stat" },
};
const CONTROLLERS = Object.keys(PROOF) as Controller[];

interface Mount {
  root: string;
  directory: string;
  type: string;
  options: string[];
}

function mounts(): Mount[] {
  return (readText("/proc/self/mountinfo") ?? "").split("\n").map((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const place = before.split(" ");
    const kind = after.split(" ");
    return {
      root: place[3] ?? "/",
      directory: place[4] ?? "/",
      type: kind[0] ?? "",
      options: (kind[2] ?? "").split(","),
    };
  });
}

/** This process's group by controller name; the unified hierarchy has the empty name. */
function ownGroups(): Map<string, string> {
  const groups = new Map<string, string>();
  for (const line of (readText("/proc/self/cgroup") ?? "").split("\n")) {
    const [, names = "", ...rest] = line.split(":");
    for (const name of names.split(",")) groups.set(name, rest.join(":"));
  }
  return groups;
}

/** The folder of a group below a mount that may show only a part of the hierarchy, as in a container. */
function below(mount: Mount, group: string): string {
  const relative = path.relative(mount.root, group);
  return relative.startsWith("..") ? mount.directory : path.join(mount.directory, relative);
}

/** Which of the proof files a group made here has. Makes one and removes it again. */
function probe(directory: string, files: string[]): string[] {
  const group = path.join(directory, `gamekeeper-probe-${process.pid}`);
  try {
    fs.mkdirSync(group);
  } catch {
    return [];
  }
  try {
    return files.filter((file) => fs.existsSync(path.join(group, file)));
  } finally {
    fs.rmdirSync(group);
  }
}

/**
 * Hands the controllers down to child groups. The kernel refuses while the group itself has processes ("no internal
 * processes"), but for the real root; in a container the visible root is such a group, so its processes step aside.
 */
function delegate(directory: string): void {
  const control = path.join(directory, "cgroup.subtree_control");
  const enable = () => {
    for (const controller of ["memory", "cpu", "pids"]) {
      try {
        fs.writeFileSync(control, `+${controller}`);
      } catch {
        // The probe tells afterwards what is missing.
      }
    }
  };
  enable();
  const missing = ["memory", "cpu", "pids"].filter((name) => !(readText(control) ?? "").split(" ").includes(name));
  const available = (readText(path.join(directory, "cgroup.controllers")) ?? "").split(" ");
  const members = (readText(path.join(directory, "cgroup.procs")) ?? "").split("\n");
  if (!missing.some((name) => available.includes(name)) || !members.includes(String(process.pid))) return;
  const aside = path.join(directory, "gamekeeper-agent");
  try {
    fs.mkdirSync(aside, { recursive: true });
    for (const pid of members) fs.writeFileSync(path.join(aside, "cgroup.procs"), pid);
  } catch {
    return;
  }
  enable();
}

/** The first folder that takes child groups with every proof file, else the one with the most of them. */
function bestBase(
  candidates: string[],
  files: string[],
  prepare: (directory: string) => void = () => {},
): { directory: string; has: string[] } | null {
  let best: { directory: string; has: string[] } | null = null;
  for (const directory of candidates) {
    prepare(directory);
    const has = probe(directory, files);
    if (has.length > (best?.has.length ?? 0)) best = { directory, has };
    if (has.length === files.length) break;
  }
  return best;
}

function unifiedSupport(mount: Mount, own: string, support: GroupSupport): void {
  // The root comes first: games must not live below a service that systemd wants to start anew.
  const candidates = [...new Set([mount.directory, below(mount, own)])];
  const files = [...CONTROLLERS.map((controller) => PROOF[controller][2]), "cgroup.kill", "cgroup.procs"];
  const best = bestBase(candidates, files, delegate);
  if (!best) return;
  support.unified = best.directory;
  if (!best.has.includes(PROOF.pids[2]) && !best.has.includes(PROOF.memory[2])) return;
  for (const controller of CONTROLLERS) {
    if (best.has.includes(PROOF[controller][2])) {
      support.controllers[controller] = { version: 2, directory: best.directory };
    }
  }
}

/** Looks at the mounts of this machine: version 2, version 1 with or without a unified one beside it, or nothing. */
export function detectGroupSupport(): GroupSupport {
  const support: GroupSupport = { controllers: {}, unified: null };
  const all = mounts();
  const own = ownGroups();
  const unified = all.find((mount) => mount.type === "cgroup2");
  if (unified) unifiedSupport(unified, own.get("") ?? "/", support);
  for (const controller of CONTROLLERS) {
    if (support.controllers[controller]) continue;
    const mount = all.find((candidate) => candidate.type === "cgroup" && candidate.options.includes(controller));
    if (!mount) continue;
    const best = bestBase([below(mount, own.get(controller) ?? "/"), mount.directory], [PROOF[controller][1]]);
    if (best) support.controllers[controller] = { version: 1, directory: best.directory };
  }
  return support;
}
