import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineQuery } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { apiListener } from "#app/sidecar/edge/api.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { openApiDocument } from "./openapi.ts";
import { handleApi } from "./rest.ts";
import { RouteTable } from "./route-table.ts";

/** An operation of the past beside the one that took its place. */
const old = defineQuery({
  id: "players.count",
  summary: "Count the players",
  access: { kind: "list", permission: "players:read" },
  input: z.object({ most: z.coerce.number().int().max(10).optional() }),
  output: z.object({ total: z.int() }),
  example: {},
  http: { method: "GET", path: "/players/count" },
  deprecated: { since: "2027-03-01", sunset: "2027-09-01", use: "players.list" },
  run: async () => ({ total: 0 }),
});
const all = [old, operations.players.list];
const HEADERS = {
  deprecation: "@1803859200",
  sunset: "Wed, 01 Sep 2027 00:00:00 GMT",
  link: '</docs/versioning>; rel="deprecation"; type="text/html"',
};

let runtime: TestRuntime;
let server: Server;
let url: string;
let key: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  const owner = { ...(await createUser(runtime.database, "owner")), unbounded: true };
  key = (await execute(operations.apiKeys.create, owner, { name: "old bot", permissions: ["players:read"] })).key;
  const table = new RouteTable(all);
  const answer = apiListener((request, peer) => handleApi(request, peer, table));
  server = createServer((incoming, outgoing) => void answer(incoming, outgoing, "127.0.0.1"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(async () => {
  server.close();
  await runtime.close();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, { ...init, headers: { "x-api-key": key, ...init.headers } });
const said = ({ headers }: Response) =>
  Object.fromEntries(Object.keys(HEADERS).map((name) => [name, headers.get(name)]));
const NOTHING = { deprecation: null, sunset: null, link: null };

describe("an operation that goes away", () => {
  it("says since when, until when and where to read of it, in each of its answers", async () => {
    const done = await ask("/players/count");
    expect([done.status, await done.json(), said(done)]).toEqual([200, { data: { total: 0 } }, HEADERS]);
    const head = await ask("/players/count", { method: "HEAD" });
    expect([head.status, said(head)]).toEqual([200, HEADERS]);
    const known = await ask("/players/count", { headers: { "if-none-match": done.headers.get("etag")! } });
    expect([known.status, said(known)]).toEqual([304, HEADERS]);
    const wrong = await ask("/players/count?most=11");
    expect([wrong.status, said(wrong)]).toEqual([422, HEADERS]);
    const refused = await ask("/players/count", { headers: { "x-api-key": "gk_live_none" } });
    expect([refused.status, said(refused)]).toEqual([401, HEADERS]);
  });

  it("is alone in that: others at the same door say nothing of the kind", async () => {
    expect(said(await ask("/players"))).toEqual(NOTHING);
    expect(said(await ask("/players/nowhere/at/all"))).toEqual(NOTHING);
  });

  it("is marked in the document, with what takes its place", () => {
    const document = openApiDocument(all) as unknown as { paths: Record<string, Record<string, object>> };
    expect(document.paths["/players/count"]!.get).toMatchObject({
      deprecated: true,
      "x-sunset": "2027-09-01",
      "x-use": "players.list",
      description: expect.stringContaining("Goes away on 2027-09-01; use `players.list`."),
    });
    expect(document.paths["/players"]!.get).not.toHaveProperty("deprecated");
  });
});
