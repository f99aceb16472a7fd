import path from "node:path";
import { Env, publicUrl, type Env as Settings } from "#app/platform/env.ts";
import { agentFolder } from "./layout.ts";
import type { Options } from "./options.ts";
import type { Part } from "./part.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** What Node has compiled and stripped of types: the second start is faster and does without the compiler's memory. */
const COMPILED = path.join(ROOT, "node_modules/.cache/compiled");
/** A game's own stop and save come first; the launcher sets each server's limit. */
const STOP_SERVERS_LIMIT_MS = 120_000;
/** A small young generation: these parts wait most of the time, and memory is what they cost. */
const SMALL = ["--max-semi-space-size=2"];
/** The file that other nodes run too: one bundle takes half the memory of the sources. */
const AGENT = path.join(ROOT, "dist/agent/gamekeeper-agent.mjs");

/** What the parts of one boot share. */
export interface Boot {
  settings: Settings;
  options: Options;
  /** Absolute. */
  home: string;
  databaseUrl: string;
  isEmbedded: boolean;
  /** What the parts show each other; nobody else on the machine knows it. */
  secret: string;
  webPort: number;
  /** One for each sidecar. */
  internalPorts: number[];
  /** With which the local agent joins, until it has. */
  joinToken: string | null;
}

/** Where the panel is reached from this machine itself, by the first sidecar. */
export function localUrl({ HOST, PORT }: Pick<Settings, "HOST" | "PORT">): string {
  const host = localHost(HOST);
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

function localHost(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
}

/** Web, sidecars, worker, local agent and, if asked for, the demonstration. */
export function panelParts(boot: Boot): Part[] {
  const env = partEnvironment(boot);
  const file = (name: string) => path.join(ROOT, name);
  const next = [file("node_modules/next/dist/bin/next"), boot.options.dev ? "dev" : "start"];
  const parts: Part[] = [
    {
      name: "web",
      args: [...next, "--hostname", "127.0.0.1", "--port", String(boot.webPort)],
      env: {
        ...env,
        NODE_ENV: boot.options.dev ? "development" : "production",
        // Next sets PORT to its own, of which nobody outside may hear: links would lead there.
        PUBLIC_URL: publicUrl(boot.settings),
      },
    },
    ...boot.internalPorts.map((internalPort, index) => ({
      name: index === 0 ? "sidecar" : `sidecar-${index + 1}`,
      args: [file("src/sidecar/main.ts")],
      env: {
        ...env,
        PORT: String(boot.settings.PORT + index),
        INTERNAL_URL: `http://127.0.0.1:${internalPort}`,
      },
    })),
    { name: "worker", args: [...SMALL, file("src/worker/main.ts")], env },
    {
      name: "agent",
      args: [...SMALL, AGENT],
      env: agentEnvironment(boot),
      after: { host: localHost(boot.settings.HOST), port: boot.settings.PORT },
      ...(boot.options.stopServers ? { stopSignal: "SIGUSR2", stopLimitMs: STOP_SERVERS_LIMIT_MS } : {}),
    },
  ];
  if (boot.options.demo) parts.push({ name: "demo", args: [...SMALL, file("src/demo/main.ts")], env });
  return parts;
}

/** What web, sidecar and worker are given beside the supervisor's own environment. */
export function partEnvironment(boot: Boot): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Next starts `node` by its name for some of its work, and that has to be this one.
    PATH: [path.dirname(process.execPath), process.env.PATH].filter(Boolean).join(path.delimiter),
    NODE_ENV: boot.options.dev ? "development" : "production",
    NODE_COMPILE_CACHE: COMPILED,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(boot.settings.PORT),
    HOST: boot.settings.HOST,
    GAMEKEEPER_HOME: boot.home,
    GAMEKEEPER_BOOT_SECRET: boot.secret,
    GAMEKEEPER_EMBEDDED: boot.isEmbedded ? "1" : "0",
    DATABASE_URL: boot.databaseUrl,
    WEB_URL: `http://127.0.0.1:${boot.webPort}`,
  };
}

/** The agent gets none of the panel's settings: it starts other people's programs and needs none of our secrets. */
function agentEnvironment(boot: Boot): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(Env.shape)) delete env[name];
  return {
    ...env,
    NODE_ENV: "production",
    NODE_COMPILE_CACHE: COMPILED,
    GAMEKEEPER_AGENT_HOME: agentFolder(boot.home),
    GAMEKEEPER_PANEL_URL: localUrl(boot.settings),
    GAMEKEEPER_BOX: ROOT,
    ...(boot.joinToken ? { GAMEKEEPER_JOIN_TOKEN: boot.joinToken } : {}),
  };
}
