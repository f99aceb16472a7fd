import { spawn } from "node:child_process";
import path from "node:path";
import { homePaths } from "./runtime/home.ts";
import type { Isolation } from "./runtime/isolation.ts";

const WITHIN_MS = 60_000;

/**
 * Runs one of the machine's small programs in the server's files with no more rights than its game has: what a game has
 * put there, such as a link to elsewhere, leads no further than the game itself gets. Throws with what the program said.
 */
export async function asServerUser(isolation: Isolation, home: string, argv: string[], input = ""): Promise<void> {
  const user = isolation.dedicatedUser(home);
  const rights = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"] : [];
  const prefix = isolation.dropRights ? ["setpriv", ...rights, ...isolation.dropRights, "--"] : [];
  const [program = "", ...rest] = [...prefix, ...argv];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: homePaths(home).files,
      env: { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
      stdio: ["pipe", "ignore", "pipe"],
      timeout: WITHIN_MS,
      killSignal: "SIGKILL",
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-1000);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim() || `${argv[0]} ended with code ${code}`));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Writes a file in the server's files, and the folders it needs. The path is relative, and inside. */
export async function writeAsServerUser(
  isolation: Isolation,
  home: string,
  place: string,
  text: string,
): Promise<void> {
  await asServerUser(isolation, home, ["mkdir", "-p", "--", `./${path.dirname(place)}`]);
  await asServerUser(isolation, home, ["tee", "--", `./${place}`], text);
}
