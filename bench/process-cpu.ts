import { readFileSync } from "node:fs";

/** Processor time that a process has used so far, in milliseconds: user and system, its threads included. Linux. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // proc(5): utime and stime, fields 14 and 15, in ticks of which Linux shows programs 100 a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Proportional share of memory of a process in MiB: shared pages are divided among those who share them. */
export function pssMiB(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
}
