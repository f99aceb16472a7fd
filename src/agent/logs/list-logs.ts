import { lstat, opendir } from "node:fs/promises";
import path from "node:path";
import type { MachineDirectory, MachineFile } from "#app/protocol/agent-logs.ts";
import { isPlainName, LogRefused, type LogRoots } from "./log-roots.ts";

/** So many things are looked at, and so deep: a folder that was configured too high costs no more. */
const MOST_ENTRIES = 50_000;
const MOST_DIRECTORIES = 500;
const DEEPEST = 8;
const LOG_NAME = /\.log(?:\.gz)?$/i;
const CHANNEL = /^(?:LIVE|PTU|EPTU|HOTFIX|TECH-PREVIEW)$/i;

export function isLogName(name: string): boolean {
  return LOG_NAME.test(name) && isPlainName(name);
}

/** Logs in folders and all that is below them, each folder by itself. Links are not followed: what they lead to is found where it is. */
export async function* walkLogs(
  folders: readonly string[],
  cut: { isCut: boolean } = { isCut: false },
): AsyncGenerator<{ directory: string; files: MachineFile[] }> {
  let left = MOST_ENTRIES;
  const waiting = folders.map((folder) => ({ folder, depth: 0 }));
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, depth } = next;
    if (seen.has(folder)) continue;
    seen.add(folder);
    const files: MachineFile[] = [];
    const opened = await opendir(folder).catch(() => null);
    if (!opened) continue;
    for await (const entry of opened) {
      left -= 1;
      if (left < 0) {
        cut.isCut = true;
        return;
      }
      if (!isPlainName(entry.name)) continue;
      const whole = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < DEEPEST) waiting.push({ folder: whole, depth: depth + 1 });
        else cut.isCut = true;
      } else if (entry.isFile() && isLogName(entry.name)) {
        const file = await fileAt(whole);
        if (file) files.push(file);
      }
    }
    if (files.length > 0) yield { directory: folder, files };
  }
}

async function fileAt(whole: string): Promise<MachineFile | null> {
  const stats = await lstat(whole).catch(() => null);
  if (!stats?.isFile()) return null;
  return {
    path: whole,
    bytes: stats.size,
    modifiedAt: Math.max(0, Math.round(stats.mtimeMs)),
    isCompressed: /\.gz$/i.test(whole),
  };
}

/** The folders with logs, as the protocol has them. */
export async function listDirectories(
  roots: LogRoots,
): Promise<{ roots: string[]; directories: MachineDirectory[]; isCut: boolean }> {
  const cut = { isCut: false };
  const directories: MachineDirectory[] = [];
  for await (const { directory, files } of walkLogs(await roots.real(), cut)) {
    if (directories.length === MOST_DIRECTORIES) {
      cut.isCut = true;
      break;
    }
    directories.push({
      path: directory,
      channel: channelOf(directory),
      isBackups: path.basename(directory).toLowerCase() === "logbackups",
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      newestAt: Math.max(...files.map(({ modifiedAt }) => modifiedAt)),
    });
  }
  return { roots: [...roots.folders], directories, isCut: cut.isCut };
}

/** Logs of one folder, or of all below the roots, newest first. Throws LogRefused. */
export async function listFiles(
  roots: LogRoots,
  directory: string | null,
  most: number,
): Promise<{ files: MachineFile[]; isCut: boolean }> {
  const cut = { isCut: false };
  if (roots.folders.length === 0) throw new LogRefused("no_roots");
  const only = directory === null ? null : await roots.resolve(directory);
  const found: MachineFile[] = [];
  for await (const each of walkLogs(only === null ? await roots.real() : [only], cut)) {
    if (only === null || each.directory === only) found.push(...each.files);
    if (only !== null) break;
  }
  found.sort((a, b) => b.modifiedAt - a.modifiedAt || (a.path < b.path ? -1 : 1));
  return { files: found.slice(0, most), isCut: cut.isCut || found.length > most };
}

/** Which of the game's channels a folder is of, by the names above it. */
export function channelOf(directory: string): string | null {
  return (
    directory
      .split(/[\\/]/)
      .findLast((part) => CHANNEL.test(part))
      ?.toUpperCase() ?? null
  );
}
