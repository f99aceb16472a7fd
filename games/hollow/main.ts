import { mkdirSync } from "node:fs";
import module from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * Starts the server in this very process, in two steps: first all files are read once and kept, stripped of their types, in
 * `DATA/.cache`; then the process becomes `server.ts` itself. So the stripper, some 20 MiB, is not carried along for ever.
 *
 * Nothing of ours may be imported before the cache is on, or it would miss there.
 */
async function main(args: readonly string[]): Promise<void> {
  const cache = args.includes("--help") ? null : makeCache(args);
  const { startServer } = await import("./server.ts");
  if (!cache || !process.execve) return startServer(args);
  module.flushCompileCache();
  const script = join(import.meta.dirname, "server.ts");
  // glibc would keep the 16 MiB that each password check takes, once a thread, unless the threshold is fixed.
  const memory = { MALLOC_MMAP_THRESHOLD_: "1048576", MALLOC_ARENA_MAX: "1", UV_THREADPOOL_SIZE: "2" };
  process.execve(
    process.execPath,
    [process.execPath, ...process.execArgv, "--max-semi-space-size=1", script, ...args],
    {
      ...memory,
      ...process.env,
      NODE_COMPILE_CACHE: cache,
    },
  );
}

/** The cache's folder; null where there can be none, and then the server starts without. */
function makeCache(args: readonly string[]): string | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { data: { type: "string" } }, strict: false });
    const data = typeof values.data === "string" ? values.data : (process.env.HOLLOW_DATA ?? "data/hollow");
    const folder = join(resolve(data), ".cache");
    mkdirSync(folder, { recursive: true });
    const { status } = module.enableCompileCache(folder);
    return status === module.constants.compileCacheStatus.ENABLED ? folder : null;
  } catch {
    return null;
  }
}

await main(process.argv.slice(2));
