import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedPostgres, runningPostgresUrl, startPostgres, stopPostgres } from "./postgres.ts";
import { type ReadyPostgres, readyPostgres } from "./testing/ready-postgres.ts";

// Each test starts a PostgreSQL, and machines are shared.
vi.setConfig({ testTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;

let ready: ReadyPostgres;
let home: string;
let folder: string;

beforeAll(async () => {
  ready = await readyPostgres("panel");
});
afterAll(() => ready.remove());

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "gamekeeper-postgres-"));
  folder = path.join(home, "postgres");
});

afterEach(async () => {
  await stopPostgres(folder, 1000);
  rmSync(home, { recursive: true, force: true });
});

function start(options: { forceUser?: boolean } = {}): Promise<EmbeddedPostgres> {
  return startPostgres({ folder, database: "panel", fsync: false, ...options });
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function ended(pid: number): Promise<void> {
  await expect.poll(() => readCommand(pid), { timeout: 20_000 }).not.toContain("postgres");
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

describe("embedded PostgreSQL", () => {
  test("keeps rows and port over a stop and a start", async () => {
    const first = await start();
    expect(first.started).toBe("created");
    await query(first.url, "CREATE TABLE t AS SELECT 42 AS n");
    await first.stop();
    expect(first.isRunning()).toBe(false);
    expect(await runningPostgresUrl(folder, "panel")).toBeNull();

    const second = await start();
    expect(second.started).toBe("started");
    expect(second.port).toBe(first.port);
    expect(await query(second.url, "SELECT n FROM t")).toEqual([{ n: 42 }]);
  });

  test("is reused where one runs already, also by two who start at once", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(two.pid);
    expect([one.started, two.started].sort()).toEqual(["created", "reused"]);
    expect(await runningPostgresUrl(folder, "panel")).toBe(one.url);
  });

  test("wants its password, which only its owner can read, and listens on loopback alone", async () => {
    ready.copyTo(folder);
    const postgres = await start();
    expect(statSync(path.join(folder, "password")).mode & 0o777).toBe(0o600);
    const wrong = new URL(postgres.url);
    wrong.password = "guess";
    await expect(query(wrong.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    expect(await query(postgres.url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  });

  test("takes another port where its own is taken by a stranger", async () => {
    ready.copyTo(folder);
    const first = await start();
    await first.stop();
    const stranger = await listen(first.port);
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      stranger.close();
    }
  });

  test("comes back after kill -9 with every committed row", async () => {
    ready.copyTo(folder);
    const postgres = await startPostgres({ folder, database: "panel" });
    await query(postgres.url, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
    process.kill(postgres.pid, "SIGKILL");
    await ended(postgres.pid);
    expect(postgres.isRunning()).toBe(false);
    const again = await startPostgres({ folder, database: "panel" });
    expect(again.started).toBe("started");
    expect(await query(again.url, "SELECT count(*)::int AS n FROM t")).toEqual([{ n: 1000 }]);
  });

  test("is not fooled by a pid file that names a stranger's process", async () => {
    ready.copyTo(folder);
    const first = await start();
    await first.stop();
    const stranger: ChildProcess = spawn("sleep", ["60"]);
    try {
      const file = `${stranger.pid}\n${folder}/cluster\n1\n${first.port}\n\n127.0.0.1\n\nready\n`;
      writeFileSync(path.join(folder, "cluster", "postmaster.pid"), file);
      const second = await start();
      expect(second.started).toBe("started");
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  test("says so where the cluster is of another major version", async () => {
    ready.copyTo(folder);
    writeFileSync(path.join(folder, "cluster", "PG_VERSION"), "15\n");
    await expect(start()).rejects.toThrow(/is of PostgreSQL 15, this release brings 18/);
  });

  test.runIf(isRoot)(
    "runs as a system user where namespaces are forbidden, and keeps that cluster to itself",
    async () => {
      const inNamespace = await start();
      await query(inNamespace.url, "CREATE TABLE t AS SELECT 42 AS n");
      await inNamespace.stop();

      const asUser = await start({ forceUser: true });
      expect(await query(asUser.url, "SELECT n FROM t")).toEqual([{ n: 42 }]);
      expect(readFileSync(`/proc/${asUser.pid}/status`, "utf8")).not.toMatch(/^Uid:\s+0\s/m);
      expect(statSync(path.join(folder, "cluster")).mode & 0o077).toBe(0);
      await asUser.stop();

      const again = await start();
      expect(await query(again.url, "SELECT n FROM t")).toEqual([{ n: 42 }]);
    },
  );

  test.runIf(isRoot)("is set up by a system user where namespaces were never allowed", async () => {
    const postgres = await start({ forceUser: true });
    expect(await query(postgres.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});
