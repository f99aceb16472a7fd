import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { writeEvent } from "#app/testing/event-writers.ts";
import {
  freePort,
  openForwarder,
  type SidecarProcess,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";

// The sample in docs/samples, as whoever copies it runs it: nothing but Python's standard library, against a real sidecar.

const SAMPLE = path.resolve("docs/samples/gamekeeper.py");
const hasPython = spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]).status === 0;
if (!hasPython) console.log("Left out: the sample in Python. There is no python3 of 3.9 or newer here.");

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let sidecar: SidecarProcess;
let between: Awaited<ReturnType<typeof openForwarder>>;
let key: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  if (!hasPython) return;
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  sidecar = await startSidecarProcess(testDatabase.url, { env: { OUTBOUND_ALLOW: "127.0.0.1" } });
  between = await openForwarder();
  between.targets.push(sidecar.url);
  const { userId } = await signedIn(runtime.database, "owner");
  const wanted = { name: "Python", permissions: ["FULL_ACCESS"] };
  ({ key } = await execute(operations.apiKeys.generate, operatorActor(userId, "test"), wanted));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  between?.close();
  await sidecar?.kill("SIGTERM");
  await runtime?.close();
  await testDatabase?.drop();
});

/** The sample under way, with each line it has said. */
function python(args: readonly string[]) {
  const child = spawn("python3", ["-u", SAMPLE, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "test", GAMEKEEPER_URL: between.url, GAMEKEEPER_API_KEY: key },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const lines = () =>
    text
      // What follows the last line's end is half of the next.
      .slice(0, text.lastIndexOf("\n") + 1)
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { lines, ended };
}

describe.skipIf(!hasPython)("the sample in Python", () => {
  test("makes a key, is limited, waits as it is told and goes on", async () => {
    const { lines, ended } = python(["limited", "--calls", "8"]);
    expect(await ended).toBe(0);
    const [done] = lines();
    // Eight calls of which three fit in two seconds take four at least, however fast or slow this machine is, and most of that is waiting.
    expect(done).toMatchObject({ calls: 8, keyId: expect.stringMatching(/^key_/) });
    expect(done.limited).toBeGreaterThanOrEqual(1);
    expect(done.waitedSec).toBeGreaterThanOrEqual(done.limited);
    expect(done.tookSec).toBeGreaterThan(3.5);
  }, 120_000);

  test("follows the events over cuts, each once and in order", async () => {
    const { lines, ended } = python(["follow", "--types", "user.*", "--since", "0", "--count", "300"]);
    const names: string[] = [];
    for (let n = 0; n < 300; n++) {
      names.push(`event ${n}`);
      await writeEvent(runtime.database, `event ${n}`);
      runtime.ringDoorbell();
      if (n % 60 === 30) {
        await until(() => lines().length > 0);
        between.cutAll();
      }
    }
    const told = () => lines().map(({ event }) => event.payload.name as string);
    await until(() => told().length >= 300, 25_000);
    expect(await ended).toBe(0);
    expect(told()).toEqual(names);
    const positions = lines().map(({ event }) => event.position as number);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  }, 120_000);

  test("believes a webhook that is signed, once, and no other", async () => {
    const secret = randomBytes(24);
    const port = await freePort();
    const { lines } = python(["receive", "--port", String(port), "--secret", `whsec_${secret.toString("base64")}`]);
    const body = JSON.stringify({ type: "server.exited", payload: { name: "Flüstern 🎲" } });
    const send = (
      id: string,
      { at = Date.now(), text = body, by = secret }: { at?: number; text?: string; by?: Buffer } = {},
    ) => {
      const moment = String(Math.floor(at / 1000));
      const signature = createHmac("sha256", by).update(`${id}.${moment}.${body}`).digest("base64");
      const headers = {
        "webhook-id": id,
        "webhook-timestamp": moment,
        "webhook-signature": `v1,${randomBytes(32).toString("base64")} v1,${signature}`,
      };
      return fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body: text }).then(
        ({ status }) => status,
        () => 0,
      );
    };
    await until(async () => (await send("evt_1")) === 204);
    expect(await send("evt_1")).toBe(204);
    expect(await send("evt_2", { text: `${body} ` })).toBe(401);
    expect(await send("evt_3", { at: Date.now() - 302_000 })).toBe(401);
    expect(await send("evt_4", { by: randomBytes(24) })).toBe(401);
    expect(await send("evt_5")).toBe(204);
    await until(() => lines().length >= 5);
    expect(lines().filter((line) => line.type)).toEqual([JSON.parse(body), JSON.parse(body)]);
  });

  test("takes the panel's own webhooks, with the very event that the stream tells", async () => {
    const port = await freePort();
    const wanted = { name: "Python", url: `http://127.0.0.1:${port}/`, types: ["user.updated"] };
    const making = python(["call", "POST", "/webhooks", JSON.stringify(wanted)]);
    expect(await making.ended).toBe(0);
    const [{ secret }] = making.lines();
    const receiver = python(["receive", "--port", String(port), "--secret", secret]);
    const follower = python(["follow", "--types", "user.updated", "--count", "3"]);
    const isOpen = () =>
      fetch(`http://127.0.0.1:${port}/`, { method: "POST" }).then(
        () => true,
        () => false,
      );
    await until(isOpen);
    const sending = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: "127.0.0.1" }) });
    try {
      // From when the stream is open on, both tell of the same.
      let n = 0;
      await until(async () => {
        await writeEvent(runtime.database, `sent ${n++}`);
        runtime.ringDoorbell();
        return follower.lines().length >= 3;
      });
      expect(await follower.ended).toBe(0);
      const streamed = follower.lines().map(({ event }) => event.id as string);
      const taken = () => receiver.lines().filter(({ id }) => typeof id === "string");
      await until(() => streamed.every((id) => taken().some((event) => event.id === id)), 20_000);
    } finally {
      await sending.stop();
    }
  }, 120_000);
});
