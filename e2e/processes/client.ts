import { spawn } from "node:child_process";
import pg from "pg";
import { Blueprint } from "#app/features/hosting/blueprint.ts";
import type { Server } from "#app/features/hosting/server-view.ts";
import { DATABASE_NAME, postgresFolder } from "#app/supervisor/layout.ts";
import { runningPostgresUrl } from "#app/supervisor/postgres.ts";
import { until } from "./panel-process.ts";

/** A program with a key, at one of the panel's ports. */
export interface Client {
  /** The answer's `data` and `meta`. Throws with the status and the body where it is no success. */
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; data: T }>;
  /** Waits until the server is in this state. */
  untilState(serverId: string, state: string, withinMs?: number): Promise<Server>;
  /** The whole console, oldest first, read page by page from the newest back. */
  history(serverId: string): Promise<Line[]>;
}

export interface Line {
  seq: number;
  text: string;
}

export function clientOf(url: string, key: string): Client {
  const client: Client = {
    async call(method, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return { status: response.status, ...(text ? JSON.parse(text) : {}) };
    },
    untilState(serverId, state, withinMs) {
      return until(
        `server ${serverId} is ${state}`,
        async () => {
          const { data } = await client.call<Server>("GET", `/servers/${serverId}`);
          if (data.state === state) return data;
          throw new Error(`It is ${data.state} (${data.reason}).`);
        },
        withinMs,
      );
    },
    async history(serverId) {
      const lines: Line[] = [];
      for (let query = ""; ; query = `&before=${lines[0]!.seq}`) {
        const { data } = await client.call<Line[]>("GET", `/servers/${serverId}/console?limit=2000${query}`);
        lines.unshift(...data);
        if (data.length === 0 || data[0]!.seq <= 1) return lines;
      }
    },
  };
  return client;
}

/** Runs `gamekeeper` as a person would on this machine. Gives what it printed. */
export function gamekeeper(home: string, words: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["scripts/gamekeeper.mjs", ...words], {
      env: { PATH: process.env.PATH!, NODE_ENV: "production", GAMEKEEPER_HOME: home, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let problem = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (problem += chunk));
    child.once("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${words[0]}: ${problem}`))));
  });
}

/** A key of the installation that may do everything, as often as it likes. */
export async function makeKey(home: string, env?: Record<string, string>): Promise<string> {
  const words = ["--name", "t", "--permissions", "FULL_ACCESS", "--rate-limit", "1000000", "--json"];
  return JSON.parse(await gamekeeper(home, ["api", "generate-key", ...words], env)).data.key;
}

const SCRIPTS = {
  printer: `
    let count = 0;
    setInterval(() => console.log("line " + ++count), 10);
    process.stdin.on("data", (text) => String(text).includes("stop") && process.exit(0));`,
  hog: `
    console.log("hungry");
    const kept = [];
    setInterval(() => kept.push(Buffer.alloc(8 * 1024 * 1024, 1)), 20);`,
};
/** Wants sixty processes; bash says each time that a fork fails, and tries again. */
const FORK_BOMB = "echo forking; for ((n = 0; n < 60; n++)); do sleep 60 & done; wait";

/** Adds the games of these tests as rows, as somebody's own blueprints are. */
export async function addTestBlueprints(home: string): Promise<void> {
  const url = await until("the database runs", () => runningPostgresUrl(postgresFolder(home), DATABASE_NAME));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [id, text] of Object.entries(SCRIPTS)) await add(client, id, ["{{NODE}}", "game.mjs"], text);
    await add(client, "bomb", ["/bin/bash", "game.mjs"], FORK_BOMB);
  } finally {
    await client.end();
  }
}

async function add(client: pg.Client, id: string, argv: string[], text: string): Promise<void> {
  const blueprint = Blueprint.parse({
    format: 1,
    id,
    name: id,
    version: "1",
    game: id,
    install: [{ name: "Program", type: "write", path: "game.mjs", text }],
    start: { argv },
    stop: { command: "stop", graceSec: 5 },
    restart: { policy: "never" },
  });
  await client.query(
    `insert into blueprints (id, name, description, version, "builtIn", document, "createdAt", "updatedAt")
     values ($1, $1, '', '1', false, $2, now(), now())`,
    [id, JSON.stringify(blueprint)],
  );
}
