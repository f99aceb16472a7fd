import fs from "node:fs";
import path from "node:path";

/**
 * Makes sure that one agent at a time has this home: two would start the same games twice. Throws if another lives.
 * The lock of a dead agent is taken over; its process id may have gone to another program since, hence the start time.
 */
export function takeHome(agentHome: string): () => void {
  makeHome(agentHome);
  const file = path.join(agentHome, "agent.lock");
  const mine = `${process.pid} ${startTime(process.pid)}`;
  const held = readText(file);
  const pid = Number(held?.split(" ")[0]);
  if (held !== null && held !== mine && pid > 0 && held === `${pid} ${startTime(pid)}`) {
    throw new Error(`Another agent (process ${pid}) has the folder ${agentHome}.`);
  }
  fs.writeFileSync(file, mine, { mode: 0o600 });
  return () => {
    if (readText(file) === mine) fs.rmSync(file, { force: true });
  };
}

function makeHome(agentHome: string): void {
  try {
    makeFolder(agentHome);
    fs.accessSync(agentHome, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `The agent's folder ${agentHome} cannot be written (${code}): give this user leave, or name another with --home.`,
    );
  }
}

/** One by one: Node's own way of making those above too goes round for ever where a folder can have none, as in /proc. */
function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = path.dirname(folder);
    if (code === "ENOENT" && !fs.existsSync(above)) {
      makeFolder(above);
      fs.mkdirSync(folder);
      return;
    }
    if (!fs.existsSync(folder)) throw error;
    if (!fs.statSync(folder).isDirectory()) throw Object.assign(new Error("a file"), { code: "ENOTDIR" });
  }
}

/** In clock ticks since boot, with the boot's id; "gone" if there is no such process. Source: proc(5), stat field 22. */
function startTime(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return "gone";
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return `${fields[19]} ${readText("/proc/sys/kernel/random/boot_id") ?? ""}`;
}

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}
