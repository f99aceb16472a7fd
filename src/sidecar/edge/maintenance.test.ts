import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { newAddress, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { guardPages } from "./maintenance.ts";

let runtime: TestRuntime;
let server: Server;
let url: string;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  for (const role of ["owner", "member"] as const)
    cookies[role] = `gamekeeper=${(await signedInPerson(runtime, role)).token}`;
  const request = guardPages(runtime, (_incoming, outgoing) => outgoing.end("a page"));
  server = createServer((incoming, outgoing) =>
    request(incoming, outgoing, { address: newAddress(), proto: "http", host: "panel.example" }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await runtime.close();
});

/** The path as it stands, which no fetch sends. */
function statusOfRaw(path: string): Promise<number> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path }, (response) => resolve(response.resume().statusCode!));
    request.on("error", reject);
  });
}

async function ask(path: string, role?: string) {
  const response = await fetch(`${url}${path}`, role ? { headers: { cookie: cookies[role]! } } : {});
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get("retry-after") };
}

it("shows whoever is no owner that the panel is closed, with the owners' words, and lets them sign in", async () => {
  const until = new Date(Date.now() + 600_000).toISOString();
  const message = "A larger <b>machine</b>";
  await execute(operations.settings.set, SYSTEM, { key: "panel-name", value: "Harbour <i>" });
  await execute(operations.maintenance.set, SYSTEM, { isOn: true, message, until });
  for (const role of [undefined, "member"]) {
    const { status, text, retryAfter } = await ask("/servers", role);
    expect([status, Number(retryAfter)]).toEqual([503, expect.closeTo(600, -1)]);
    expect(text).toContain("A larger &#60;b&#62;machine");
    expect(text).toContain("Harbour &#60;i&#62;</span>");
    expect(text).toContain(until.slice(0, 16).replace("T", " "));
  }
  for (const path of ["/sign-in", "/_next/static/x.js", "/api/trpc/auth.session"])
    expect((await ask(path)).text).toBe("a page");
  const roundabout = [
    "/sign-in/../servers",
    "/_next/../servers",
    "/api/%2e%2e/servers",
    "/status/..//servers",
    "/sign-inx",
  ];
  for (const path of roundabout) expect([path, await statusOfRaw(path)]).toEqual([path, 503]);
  expect(await ask("/servers", "owner")).toMatchObject({ status: 200, text: "a page" });
  await execute(operations.maintenance.set, SYSTEM, { isOn: false });
  expect((await ask("/servers")).status).toBe(200);
});
