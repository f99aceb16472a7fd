import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { freePort, until } from "./sidecars.ts";

/** Whether this machine has a redis-server. Where it has none, what needs one is skipped. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export interface RedisProcess {
  url: string;
  port: number;
  /** Ends it at once; what it held is lost. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** It takes connections and answers nothing, until it goes on. */
  hang(): void;
  goOn(): void;
}

/** A real redis-server with nothing in it, that keeps nothing. */
export async function startRedis(): Promise<RedisProcess> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const redis: RedisProcess = {
    url,
    port,
    async kill() {
      if (!child) return;
      const gone = new Promise((resolve) => child!.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      child = null;
    },
    async start() {
      child = spawn(
        "redis-server",
        ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        {
          stdio: "ignore",
        },
      );
      await until(() => answers(url));
    },
    hang: () => void child?.kill("SIGSTOP"),
    goOn: () => void child?.kill("SIGCONT"),
  };
  await redis.start();
  return redis;
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

/** A server that speaks Upstash's HTTP protocol in front of a Redis: one command a request, as a list of strings, and many at `/pipeline`. */
export async function startUpstash(redisUrl: string): Promise<{ url: string; token: string; close(): Promise<void> }> {
  const redis = new Redis(redisUrl);
  const token = "a token for tests";
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: "WRONGPASS" });
    const body = JSON.parse(await textOf(request)) as unknown[];
    if (request.url === "/pipeline") return answer(200, await Promise.all(body.map((one) => run(one as string[]))));
    const done = await run(body as string[]);
    return answer("error" in done ? 400 : 200, done);
  });
  async function run([command, ...args]: string[]): Promise<{ result: unknown } | { error: string }> {
    try {
      return { result: await redis.call(command!, ...args.map(String)) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    async close() {
      redis.disconnect();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
