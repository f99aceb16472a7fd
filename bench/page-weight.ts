import { spawn } from "node:child_process";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { builtRoutes, gzipKb, SCRIPTS_BUDGET_KB, scriptKb, scriptsOf } from "#app/testing/page-scripts.ts";
import { freePort, signedIn, until } from "#app/testing/sidecars.ts";
import { openTestbed, sayPresent, seedServers } from "./testbed.ts";

/**
 * JavaScript that each page loads before it can be used, in kB of gzip: what its HTML names, with a real session and a real server. Needs a build.
 *
 *     npm run bench -- page-weight [names of chunks: any word]
 */
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
  for (const route of builtRoutes()) {
    const id = route.startsWith("/nodes") ? ids.nodeId : ids.serverId;
    const response = await fetch(`http://127.0.0.1:${port}${route.replace(/\[\w+\]/, id)}`, {
      headers: { cookie, ...byTheEdge },
    });
    const html = await response.text();
    const scripts = scriptsOf(html);
    const kb = scripts.reduce((sum, script) => sum + scriptKb(script), 0);
    const over = kb > SCRIPTS_BUDGET_KB ? ` over ${SCRIPTS_BUDGET_KB}` : "";
    const answered =
      response.ok && !response.redirected ? "" : ` (${response.status} ${new URL(response.url).pathname})`;
    console.log(`| ${route}${answered} | ${kb.toFixed(0)}${over} | ${gzipKb(html).toFixed(0)} |`);
    if (SHOWS_CHUNKS)
      for (const script of scripts.sort((a, b) => scriptKb(b) - scriptKb(a)).slice(0, 12))
        console.log(`  ${scriptKb(script).toFixed(1)} ${script}`);
  }
} finally {
  web.kill("SIGKILL");
  await bed.close();
}
