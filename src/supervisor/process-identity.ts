import { readFileSync } from "node:fs";

/**
 * When the process was started, in the kernel's own ticks; null if there is no such process or only its zombie.
 *
 * A pid alone says little after a crash or in a container, where numbers are soon given away again; pid and start
 * time together name one process. Where there is no /proc the answer is "unknown" for a living process.
 */
export function processStartTime(pid: number): string | null {
  if (process.platform !== "linux") return mayBeSignalled(pid) ? "unknown" : null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Whether the process runs; a zombie does not. */
export function isRunning(pid: number): boolean {
  return processStartTime(pid) !== null;
}

function mayBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
