import type { ControlGroup } from "./control-group.ts";
import { cpuUsecOf, diskBytes, type ProcessEntry, readProcess, residentBytes } from "./process-table.ts";

/** What a game uses now. `null` is what this machine cannot tell; nothing is ever estimated. */
export interface Stats {
  /** Memory that cannot be dropped: file cache that the kernel may take back is not counted. */
  memoryBytes: number;
  /** Highest use since start, file cache included (the kernel keeps no other peak). */
  memoryPeakBytes: number | null;
  /** CPU time since start, all processes and cores. Take the difference of two readings. */
  cpuUsec: number;
  processes: number;
  /** Bytes from and to the disk since this object first saw the game; null where the kernel does not tell. */
  ioReadBytes: number | null;
  ioWriteBytes: number | null;
  throttledPeriods: number | null;
  outOfMemoryKills: number | null;
}

/** Reads a run's use: from its control groups where they are, else from /proc. */
export class RunStatistics {
  readonly #group: ControlGroup | null;
  readonly #findProcesses: () => ProcessEntry[];
  /** What each process had done when last seen; an ended one keeps its share. */
  readonly #disk = new Map<string, { read: number; written: number }>();
  readonly #endedDisk = { read: 0, written: 0 };

  constructor(group: ControlGroup | null, findProcesses: () => ProcessEntry[]) {
    this.#group = group;
    this.#findProcesses = findProcesses;
  }

  read(): Stats {
    const group = this.#group;
    const entries = group ? group.members().flatMap((pid) => readProcess(pid) ?? []) : this.#findProcesses();
    const disk = this.#readDisk(entries);
    return {
      memoryBytes: group?.memoryBytes() ?? entries.reduce((sum, entry) => sum + residentBytes(entry.pid), 0),
      memoryPeakBytes: group?.memoryPeakBytes() ?? null,
      cpuUsec: group?.cpuUsec() ?? entries.reduce((sum, entry) => sum + cpuUsecOf(entry), 0),
      processes: entries.length,
      ioReadBytes: disk?.read ?? null,
      ioWriteBytes: disk?.written ?? null,
      throttledPeriods: group?.throttledPeriods() ?? null,
      outOfMemoryKills: group?.outOfMemoryKills() ?? null,
    };
  }

  #readDisk(entries: ProcessEntry[]): { read: number; written: number } | null {
    const living = new Set<string>();
    for (const entry of entries) {
      const bytes = diskBytes(entry.pid);
      if (!bytes) continue;
      const name = `${entry.pid} ${entry.startTime}`;
      living.add(name);
      this.#disk.set(name, bytes);
    }
    if (this.#disk.size === 0) return null;
    for (const [name, bytes] of this.#disk) {
      if (living.has(name)) continue;
      this.#endedDisk.read += bytes.read;
      this.#endedDisk.written += bytes.written;
      this.#disk.delete(name);
    }
    const sum = { ...this.#endedDisk };
    for (const bytes of this.#disk.values()) {
      sum.read += bytes.read;
      sum.written += bytes.written;
    }
    return sum;
  }
}
