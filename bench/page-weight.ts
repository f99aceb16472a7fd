import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { freePort, signedIn, until } from "#app/testing/sidecars.ts";
import { openTestbed, sayPresent, seedServers } from "./testbed.ts";

/**
 * JavaScript that each page loads before it can be used, in kB of gzip: what its HTML names, with a real session and a real server. Needs a build.
 *
 *     npm run bench -- page-weight [names of chunks: any word]
 */
const BUDGET_KB = 240;
const SHOWS_CHUNKS = process.argv[2] !== undefined;

const bed = await openTestbed();
const port = await freePort();
/** The web process answers nobody but the sidecar. */
const byTheEdge = { [BOOT_HEADER]: bed.environment.GAMEKEEPER_BOOT_SECRET! };
const web = spawn(
  process.execPath,
  ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"],
  {
    env: { ...process.env, ...bed.environment, PUBLIC_URL: `http://127.0.0.1:${port}` } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  },
);
try {
  const ids = await seedServers(bed.runtime);
  await sayPresent(bed.runtime, ["web", "sidecar", "worker"]);
  const { cookie } = await signedIn(bed.runtime.database, "owner");
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}/icon.svg`).then(
        ({ ok }) => ok,
        () => false,
      ),
    30_000,
  );
  console.log("| page | JavaScript, kB gzip | HTML, kB gzip |");
  console.log("|---|---|---|");
  for (const route of routes()) {
    const id = route.startsWith("/nodes") ? ids.nodeId : ids.serverId;
    const response = await fetch(`http://127.0.0.1:${port}${route.replace(/\[\w+\]/, id)}`, {
      headers: { cookie, ...byTheEdge },
    });
    const html = await response.text();
    const scripts = scriptsOf(html);
    const kb = scripts.reduce((sum, script) => sum + sizeKb(script), 0);
    const over = kb > BUDGET_KB ? ` over ${BUDGET_KB}` : "";
    const answered =
      response.ok && !response.redirected ? "" : ` (${response.status} ${new URL(response.url).pathname})`;
    console.log(`| ${route}${answered} | ${kb.toFixed(0)}${over} | ${kbOf(html).toFixed(0)} |`);
    if (SHOWS_CHUNKS)
      for (const script of scripts.sort((a, b) => sizeKb(b) - sizeKb(a)).slice(0, 12))
        console.log(`  ${sizeKb(script).toFixed(1)} ${script}`);
  }
} finally {
  web.kill("SIGKILL");
  await bed.close();
}

/** Every page there is, as the build lists them. */
function routes(): string[] {
  const manifest = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<string, string>;
  return Object.entries(manifest)
    .filter(([file, route]) => file.endsWith("/page") && !route.startsWith("/_") && !route.startsWith("/dev"))
    .map(([, route]) => route)
    .sort();
}

/** Those that old browsers alone load do not count. */
function scriptsOf(html: string): string[] {
  const old = new Set([...html.matchAll(/<script[^>]*src="([^"]+)"[^>]*noModule/gi)].map(([, source]) => source));
  const named = [...html.matchAll(/\/_next\/static\/[\w./~%-]+\.js/g)].map(([source]) => source);
  return [...new Set(named)].filter((source) => !old.has(source));
}

function sizeKb(script: string): number {
  return kbOf(readFileSync(path.join(".next", decodeURIComponent(script.slice("/_next/".length)))));
}

function kbOf(content: string | Buffer): number {
  return gzipSync(content).length / 1000;
}
