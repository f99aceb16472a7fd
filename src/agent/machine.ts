import fs from "node:fs";
import os from "node:os";
import type { NodeFacts, NodeStats } from "#app/protocol/agent.ts";
import type { Isolation } from "./runtime/isolation.ts";

const MIB = 1024 * 1024;

/** What this machine is. */
export function machineFacts(agentHome: string, isolation: Isolation): NodeFacts {
  const disk = fs.statfsSync(agentHome);
  return {
    os: systemName(),
    arch: os.arch(),
    cpus: Math.max(1, os.cpus().length),
    memoryMiB: Math.floor(os.totalmem() / MIB),
    diskMiB: Math.floor((disk.blocks * disk.bsize) / MIB),
    hostname: os.hostname(),
    isolation: isolation.describe(),
  };
}

/** Reads the machine's figures; the CPU's share is of the time since the reading before. */
export class MachineStats {
  readonly #agentHome: string;
  #last = cpuTimes();

  constructor(agentHome: string) {
    this.#agentHome = agentHome;
  }

  read(): NodeStats {
    const before = this.#last;
    const now = cpuTimes();
    this.#last = now;
    const total = now.total - before.total;
    const disk = fs.statfsSync(this.#agentHome);
    return {
      cpuPercent: total > 0 ? round((1 - (now.idle - before.idle) / total) * 100 * os.cpus().length) : null,
      memoryMiB: round((os.totalmem() - availableBytes()) / MIB),
      diskMiB: round(((disk.blocks - disk.bavail) * disk.bsize) / MIB),
      load1: round(os.loadavg()[0] ?? 0),
    };
  }
}

function cpuTimes(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of os.cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}

/** What programs could still get, with the file cache counted as free. Source: proc(5), MemAvailable. */
function availableBytes(): number {
  try {
    const found = /^MemAvailable:\s+(\d+) kB/m.exec(fs.readFileSync("/proc/meminfo", "utf8"));
    return found ? Number(found[1]) * 1024 : os.freemem();
  } catch {
    return os.freemem();
  }
}

function systemName(): string {
  try {
    const found = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(fs.readFileSync("/etc/os-release", "utf8"));
    return found?.[1] ?? `${os.type()} ${os.release()}`;
  } catch {
    return `${os.type()} ${os.release()}`;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
