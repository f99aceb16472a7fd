import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Server } from "#app/features/hosting/server-view.ts";
import { postgresFolder } from "#app/supervisor/layout.ts";
import { addTestBlueprints, type Client, clientOf, gamekeeper, type Line, makeKey } from "./client.ts";
import {
  endPanels,
  freeGamePort,
  gamePid,
  isAlive,
  makePlace,
  PART_NAMES,
  type PanelProcess,
  type Place,
  partsOf,
  postgresPid,
  processesOf,
  startPanel,
  until,
} from "./panel-process.ts";

/** One whole panel with two sidecars, through everything that may befall it. The tests go on from each other. */
let place: Place;
let panel: PanelProcess;
let client: Client;
/** By the second sidecar, which is there while the first is not. */
let other: Client;
let printer: string;
let pid: number;

beforeAll(async () => {
  place = await makePlace();
});
afterAll(async () => {
  await endPanels();
  await place.remove();
});

/** The log has no gap, and the printer's numbers stand in it once each, in order. Gives how many there are. */
async function expectEveryLineOnce(): Promise<number> {
  const lines = await client.history(printer);
  expect(lines.find(({ seq }, index) => seq !== index + 1)).toBeUndefined();
  const printed = lines.filter(({ text }) => !text.startsWith("[Gamekeeper] "));
  expect(printed.find(({ text }, index) => text !== `line ${index + 1}`)).toBeUndefined();
  return printed.length;
}

/** Waits until the panel is whole: healthy, its node heard, and a line that was printed just now can be read. */
async function untilWhole(by: Client = client): Promise<void> {
  await until("the health is well", async () => (await fetch(`${panel.url}/api/v1/health`)).ok || null);
  const newest = async () => (await by.call<Line[]>("GET", `/servers/${printer}/console?limit=1`)).data[0]?.seq ?? 0;
  const from = await until("the console answers", newest);
  await until("a new line is in the console", async () => (await newest()) > from || null);
}

test("the first start reaches Ready, and its link makes the owner", async () => {
  panel = startPanel(place, ["--sidecars", "2"], { LOG_LEVEL: "debug" });
  await panel.says(`Ready: ${panel.url}`);
  await panel.says("Create the owner account");
  const token = /setup\?token=(\S+)/.exec(panel.output())![1];
  const owner = { token, name: "Ada", email: "ada@example.org", password: "three green doors" };
  const made = await fetch(`${panel.url}/api/trpc/setup.complete`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: panel.url },
    body: JSON.stringify(owner),
  });
  expect([made.status, await made.text()]).toEqual([200, expect.stringContaining('"status":"signed_in"')]);
});

test("with a key, a Hollow server is created, started, spoken to, read, restarted and deleted", async () => {
  client = clientOf(panel.url, await makeKey(place.home));
  other = clientOf(panel.url.replace(`${place.port}`, `${place.port + 1}`), await makeKey(place.home));
  const telnet = await freeGamePort();
  const wanted = { name: "Journey", blueprintId: "hollow", ports: { telnet } };
  const made = await client.call<Server>("POST", "/servers", wanted);
  expect(made.status).toBe(201);
  const { id } = made.data;
  await client.untilState(id, "offline");
  expect((await client.call("POST", `/servers/${id}/start`)).status).toBe(202);
  const first = await client.untilState(id, "running");
  await client.call("POST", `/servers/${id}/command`, { command: "broadcast Fresh bread" });
  const said = async (text: string) =>
    (await client.call<Line[]>("GET", `/servers/${id}/console?q=${encodeURIComponent(text)}`)).data.length;
  await until("the broadcast is in the console", async () => (await said('[broadcast] "Fresh bread"')) > 0 || null);
  await client.call("POST", `/servers/${id}/restart`);
  await until("it runs anew", async () => {
    const { data } = await client.call<Server>("GET", `/servers/${id}`);
    return (data.state === "running" && data.startedAt !== first.startedAt) || null;
  });
  // One after the stop and one after the start: the console goes on over a restart.
  await until("the console has both starts", async () => (await said("Hollow is ready on port")) === 2 || null);
  const hollow = gamePid(place.home, id);
  expect((await client.call("DELETE", `/servers/${id}`)).status).toBe(204);
  await until("its process is gone", () => !isAlive(hollow) || null);
  await expect(client.call("GET", `/servers/${id}`)).rejects.toThrow(": 404 ");
});

test("no log file of any part has a secret, wherever in a call it stood", async () => {
  const key = await makeKey(place.home);
  const password = "three green doors";
  const json = { "content-type": "application/json", origin: panel.url };
  const post = (address: string, body: object | string) =>
    fetch(`${panel.url}${address}`, {
      method: "POST",
      headers: json,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const signIn = { email: "ada@example.org", password };
  const signedIn = await post("/api/trpc/auth.signIn", signIn);
  const [session] = /(?<=gamekeeper=)[^;]+/.exec(signedIn.headers.get("set-cookie") ?? "") ?? [];
  const headers = { cookie: `gamekeeper=${session}` };
  expect((await fetch(`${panel.url}/settings/api-keys`, { headers })).status).toBe(200);
  const made = await fetch(`${panel.url}/api/trpc/apiKeys.create`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify({ name: "Logged", permissions: ["servers:read"] }),
  });
  const [other] = /gk_live_[0-9A-Za-z]{38}/.exec(await made.text()) ?? [];
  for (const address of [
    `/api/v1/servers?api_key=${key}`,
    `/servers?token=${key}`,
    `/nowhere/${key}?key=${key}`,
    `/api/v1/events?ticket=${key}`,
    `/compat/maid/api/v1/players?api_key=${key}`,
    `/reset-password?token=${key}`,
  ])
    await fetch(`${panel.url}${address}`);
  await post("/api/trpc/auth.signIn", `{"password": "${key}"`);
  await post("/api/v1/auth/signin", { ...signIn, password: key });
  await post("/agent/enrol", { joinToken: key });
  const secrets = { key, other, session, password };
  const folders = [path.join(place.home, "logs"), postgresFolder(place.home)];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".log"))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(PART_NAMES.length);
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const [name, secret] of Object.entries(secrets))
      expect(text.includes(secret!.slice(8, 34)), `${name} is in ${file}`).toBe(false);
  }
});

test("the command line makes a key as MAID's document prints it, and its clients come in with it", async () => {
  const words = ["--name", "My Integration", "--permissions", "READ_PUBLIC,READ_ALL", "--expires-in-days", "30"];
  const printed = await gamekeeper(place.home, [
    "api",
    "generate-key",
    ...words,
    "--rate-limit",
    "60",
    "--format",
    "maid",
  ]);
  expect(printed).toMatch(
    /^API Key created successfully!\nKey ID: key_[0-9a-f]{32}\nName: My Integration\nPermissions: READ_PUBLIC, READ_ALL\n\nIMPORTANT: Save this key now - it cannot be retrieved later!\nAPI Key: maid_[0-9a-f]{8}_[0-9A-Za-z]{32}\n$/,
  );
  const headers = { "x-api-key": /maid_\w+/.exec(printed)![0] };
  const list = (path: string) => fetch(`${panel.url}/compat/maid/api/v1/${path}`, { headers });
  expect([(await list("players")).status, (await list("admin/api-keys")).status]).toEqual([200, 403]);
  const wrong = gamekeeper(place.home, ["api", "generate-key", "--name", "x", "--permissions", "FLY"]);
  await expect(wrong).rejects.toThrow("There is no scope or bundle called FLY.");
});

describe("while a server prints numbered lines", () => {
  beforeAll(async () => {
    await addTestBlueprints(place.home);
    const wanted = { name: "Printer", blueprintId: "printer", start: true };
    printer = (await client.call<Server>("POST", "/servers", wanted)).data.id;
    await client.untilState(printer, "running");
    pid = gamePid(place.home, printer);
  });

  test.each(PART_NAMES)("kill -9 of %s: it comes back, and the server's process lives on", async (name) => {
    const killed = partsOf(panel)[name]!;
    expect(killed).toBeGreaterThan(0);
    process.kill(killed, "SIGKILL");
    const isNew = (now: number | undefined) => now !== undefined && now !== killed;
    await until(`${name} is back`, () => isNew(partsOf(panel)[name]) || null);
    await panel.says(`${name} ended unexpectedly (SIGKILL)`);
    await untilWhole();
    await untilWhole(other);
    if (name === "web") {
      const page = async () => (await fetch(`${panel.url}/sign-in`)).status === 200 || null;
      await until("the pages are back", page);
    }
    expect([gamePid(place.home, printer), isAlive(pid)]).toEqual([pid, true]);
  });

  test("kill -9 of PostgreSQL: it comes back, and the server's process lives on", async () => {
    const killed = postgresPid(place.home);
    process.kill(killed, "SIGKILL");
    await until(
      "PostgreSQL is back",
      () => (postgresPid(place.home) !== killed && isAlive(postgresPid(place.home))) || null,
    );
    await untilWhole();
    await untilWhole(other);
    expect([gamePid(place.home, printer), isAlive(pid)]).toEqual([pid, true]);
  });

  test("kill -9 of the supervisor: all its parts end, and the next start adopts the server", async () => {
    const parts = Object.values(partsOf(panel));
    panel.child.kill("SIGKILL");
    await panel.exit;
    await until("the parts have ended", () => !parts.some(isAlive) || null, 5_000);
    expect(isAlive(pid)).toBe(true);
    panel = startPanel(place, ["--sidecars", "2"]);
    await panel.says(`Ready: ${panel.url}`);
    await untilWhole();
    expect([gamePid(place.home, printer), isAlive(pid)]).toEqual([pid, true]);
    expect(await client.untilState(printer, "running")).toMatchObject({ reason: null });
  });

  test("afterwards the console has every line once, in order", async () => {
    expect(await expectEveryLineOnce()).toBeGreaterThan(500);
  });

  test("a memory hog dies at its limit, is reported as out of memory, and harms nobody", async (context) => {
    const { data: nodes } = await client.call<{ facts: Facts }[]>("GET", "/nodes");
    const { notes, memoryLimit } = nodes[0]!.facts.isolation;
    context.skip(memoryLimit === "none", `This machine limits no memory: ${notes.join(" ")}`);
    const hog = { name: "Hog", blueprintId: "hog", memoryMiB: 96, start: true };
    const { id } = (await client.call<Server>("POST", "/servers", hog)).data;
    expect(await client.untilState(id, "crashed")).toMatchObject({ reason: "out_of_memory" });
    const { data: exits } = await client.call<{ cause: string; lastLines: string[] }[]>("GET", `/servers/${id}/exits`);
    expect(exits).toMatchObject([{ cause: "out_of_memory", lastLines: expect.arrayContaining(["hungry"]) }]);
    await expectUnharmed();
  });

  test("a fork bomb is stopped by its limit and harms nobody", async (context) => {
    const { data: nodes } = await client.call<{ facts: Facts }[]>("GET", "/nodes");
    const { notes, processLimit } = nodes[0]!.facts.isolation;
    context.skip(processLimit === "none", `This machine limits no processes: ${notes.join(" ")}`);
    const bomb = { name: "Bomb", blueprintId: "bomb", processes: 20, start: true };
    const { id } = (await client.call<Server>("POST", "/servers", bomb)).data;
    await until("a fork has failed", async () => {
      const { data } = await client.call<Line[]>("GET", `/servers/${id}/console?q=fork:`);
      return data.length > 0 || null;
    });
    const mine = processesOf(`servers/${id}/files`).filter(({ command }) => command.startsWith("sleep 60"));
    expect(mine.length).toBeGreaterThan(10);
    expect(mine.length).toBeLessThan(20);
    await expectUnharmed();
    await client.call("POST", `/servers/${id}/kill`);
    await until("all of them are gone", () => !mine.some((process) => isAlive(process.pid)) || null);
  });

  async function expectUnharmed(): Promise<void> {
    await untilWhole();
    expect([gamePid(place.home, printer), isAlive(pid)]).toEqual([pid, true]);
    expect(Object.keys(partsOf(panel)).sort()).toEqual([...PART_NAMES].sort());
  }
});

test("SIGTERM ends everything but the game within three seconds, and a start within seconds adopts it", async () => {
  const { endedMs, portFreeMs } = await panel.stop("SIGTERM");
  expect(Math.max(endedMs, portFreeMs)).toBeLessThan(3_000);
  expect(await panel.exit).toBe(0);
  expect(isAlive(pid)).toBe(true);
  const left = processesOf(place.home).filter(({ command }) => !command.includes("game.mjs"));
  // Two shells and the pause of one of them.
  expect(left.filter(({ command }) => !/launcher|^sleep/.test(command))).toEqual([]);

  panel = startPanel(place, ["--sidecars", "2", "--stop-servers"]);
  await panel.says(`Ready: ${panel.url}`);
  expect(panel.output()).not.toContain("Create the owner account");
  await untilWhole();
  expect(gamePid(place.home, printer)).toBe(pid);
  await expectEveryLineOnce();
});

test("--stop-servers ends the servers too, by their own stop, and no process is left", async () => {
  await panel.stop("SIGINT");
  expect(await panel.exit).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(processesOf(place.home)).toEqual([]);
});

test("--demo has a community that plays, which goes and comes with its server", async () => {
  panel = startPanel(place, ["--demo", "--stop-servers"]);
  await panel.says("8 players play Hollow");
  const { data } = await client.call<Server[]>("GET", "/servers?q=Hollow (demo)");
  expect(data).toHaveLength(1);
  const { id } = data[0]!;
  const logins = async () => (await client.call<Line[]>("GET", `/servers/${id}/console?q=[login]`)).data.length;
  await until("somebody has come in", async () => (await logins()) > 0 || null);
  await client.call("POST", `/servers/${id}/restart`);
  await panel.says(/8 players play Hollow[\s\S]*8 players play Hollow/);
  const before = await logins();
  await until("somebody has come in again", async () => (await logins()) > before || null);
  await panel.stop("SIGTERM");
  expect(processesOf(place.home)).toEqual([]);
});

interface Facts {
  isolation: { memoryLimit: string; processLimit: string; notes: string[] };
}
