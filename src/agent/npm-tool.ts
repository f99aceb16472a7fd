import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { toolEnvironment } from "./env.ts";

const run = promisify(execFile);
/** What of the machine's npm settings an installation needs to reach the registry. */
const NETWORK_SETTINGS = ["registry", "cafile", "proxy", "https-proxy", "noproxy", "strict-ssl"];

/** The same of its environment. A proxy's address may hold a password, which the step then has, and the game has not. */
const NETWORK_VARIABLES = [
  "NODE_EXTRA_CA_CERTS",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

/** The machine's own npm: beside this node, or the first on PATH. Throws with what to install where there is none. */
export function findNpm(): string {
  const beside = path.join(path.dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const onPath = (toolEnvironment().PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, "npm"));
  for (const candidate of [beside, ...onPath]) {
    if (!fs.existsSync(candidate)) continue;
    const found = fs.realpathSync(candidate);
    if (found.endsWith(".js")) return found;
  }
  throw new Error("npm is not on this machine; install it (as root: apt-get install npm) and install the server again");
}

/** The environment that lets npm, as another user, reach the registry that the machine's own npm uses. */
export async function npmEnvironment(npm: string, filesFolder: string): Promise<Record<string, string>> {
  const environment: Record<string, string> = {
    npm_config_cache: path.join(filesFolder, ".npm-cache"),
    npm_config_userconfig: path.join(filesFolder, ".npmrc"),
    npm_config_update_notifier: "false",
    npm_config_color: "false",
    npm_config_progress: "false",
  };
  const own = toolEnvironment();
  for (const name of NETWORK_VARIABLES) if (own[name]) environment[name] = own[name];
  const { stdout } = await run(process.execPath, [npm, "config", "get", ...NETWORK_SETTINGS], {
    cwd: "/",
    env: own,
    timeout: 30_000,
  });
  for (const line of stdout.split("\n")) {
    const [, key, value] = /^([a-z-]+)=(.*)$/.exec(line.trim()) ?? [];
    if (key === undefined || value === undefined || value === "" || value === "null" || value === "undefined") continue;
    environment[`npm_config_${key.replaceAll("-", "_")}`] = value;
  }
  return environment;
}
