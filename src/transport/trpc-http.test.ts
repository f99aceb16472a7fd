import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operationList, operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { secretFields } from "#app/operation/secret.ts";
import { PASSWORD, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";
import { handleTrpc } from "./trpc-http.ts";

const PANEL = "http://127.0.0.1:3000";
const FROM_PANEL = { origin: PANEL, "sec-fetch-site": "same-origin", host: "127.0.0.1:3000" };
const FROM_ELSEWHERE: Record<string, string>[] = [
  { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:9999" },
  { origin: "null" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
];
let runtime: TestRuntime;
let cookie: string;
let email: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  ({ email } = await signedInPerson(runtime));
  const answer = await post("auth.signIn", { email, password: PASSWORD }, FROM_PANEL);
  cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
});
afterAll(() => runtime.close());

function ask(path: string, init: RequestInit & { duplex?: "half" } = {}): Promise<Response> {
  return handleTrpc(new Request(`${PANEL}/api/trpc/${path}`, init), { address: "192.0.2.9" });
}
function post(path: string, input: unknown, headers: Record<string, string>): Promise<Response> {
  const body = JSON.stringify(input);
  return ask(path, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "content-length": String(body.length), ...headers },
  });
}

describe("a page of another site", () => {
  it("changes nothing by its reader's cookie, whatever it says of itself", async () => {
    for (const headers of FROM_ELSEWHERE) {
      const answer = await post("profile.update", { name: "Mallory" }, { cookie, ...headers });
      expect([answer.status, await answer.json()], JSON.stringify(headers)).toEqual([
        403,
        { error: expect.objectContaining({ reason: "request.cross_site" }) },
      ]);
    }
    expect((await post("profile.update", { name: "Ada" }, { cookie, ...FROM_PANEL })).status).toBe(200);
  });

  it("signs nobody in, by either door", async () => {
    const body = JSON.stringify({ email, password: PASSWORD });
    for (const headers of FROM_ELSEWHERE) {
      const all = { "content-type": "application/json", "content-length": String(body.length), ...headers };
      const byTrpc = await ask("auth.signIn", { method: "POST", body, headers: all });
      const byRest = await handleApi(
        new Request(`${PANEL}/api/v1/auth/signin`, { method: "POST", body, headers: all }),
        { address: "192.0.2.9" },
      );
      for (const answer of [byTrpc, byRest]) {
        expect(answer.status, JSON.stringify(headers)).toBe(403);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
  });

  it("changes nothing by a request that reads", async () => {
    for (const operation of operationList) {
      if (operation.kind !== "command") continue;
      const input = encodeURIComponent(JSON.stringify(operation.example));
      const answer = await ask(`${operation.id}?input=${input}`, { headers: { cookie } });
      expect([405, 403], operation.id).toContain(answer.status);
    }
  });
});

describe("the door of the interface", () => {
  it("has nothing for agents and operators behind it", async () => {
    for (const { id, access, kind, example } of operationList) {
      if (access.kind !== "node" && access.kind !== "operator") continue;
      for (const headers of [{ cookie, ...FROM_PANEL }, FROM_PANEL]) {
        const answer =
          kind === "command"
            ? await post(id, example, headers)
            : await ask(`${id}?input=${encodeURIComponent(JSON.stringify(example))}`, { headers });
        expect([401, 403], id).toContain(answer.status);
      }
    }
  });

  it("names the permission that is lacking", async () => {
    const answer = await ask("settings.list", { headers: { cookie, ...FROM_PANEL } });
    const { error } = (await answer.json()) as { error: { data: unknown } };
    expect([answer.status, error.data]).toEqual([
      403,
      expect.objectContaining({ code: "forbidden", required: ["settings:read"] }),
    ]);
  });

  it("is closed to API keys, whose calls are counted elsewhere", async () => {
    const wrong = await ask("auth.session", { headers: { "x-api-key": "gk_live_nonsense" } });
    expect(wrong.status).toBe(401);
    const member = await createUser(runtime.database, "member");
    const { key } = await execute(operations.apiKeys.create, member, { name: "k", permissions: ["profile:read"] });
    expect((await ask("auth.session", { headers: { "x-api-key": key } })).status).toBe(403);
  });

  it("takes a secret in a body and never in an address, which is what logs are full of", async () => {
    const secretive = operationList.filter(({ kind, input }) => kind === "query" && secretFields(input).length > 0);
    expect(secretive.map(({ id }) => id)).toEqual(expect.arrayContaining(["setup.status", "invitations.view"]));
    for (const { id, example } of secretive) {
      const byAddress = await ask(`${id}?input=${encodeURIComponent(JSON.stringify(example))}`, {
        headers: { cookie },
      });
      expect([byAddress.status, (await byAddress.json()).error.data.code], id).toEqual([405, "method_not_allowed"]);
      const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: example }));
      const among = await ask(`auth.methods,${id}?batch=1&input=${input}`, { headers: { cookie } });
      const [harmless, refused] = await among.json();
      expect([harmless.result.data.hasOwner, refused.error.data.code], id).toEqual([
        expect.any(Boolean),
        "method_not_allowed",
      ]);
    }
    const byBody = await post("setup.status", { token: "abc" }, FROM_PANEL);
    expect([byBody.status, (await byBody.json()).result.data.tokenValid]).toEqual([200, false]);
    expect((await post("invitations.view", { token: "abc" }, FROM_PANEL)).status).toBe(404);
  });

  it("takes no more calls in one request than a page has", async () => {
    const path = Array.from({ length: 1_000 }, () => "auth.session").join(",");
    const answer = await ask(`${path}?batch=1&input=%7B%7D`, { headers: { cookie } });
    expect(answer.status).toBe(400);
    const few = await ask("auth.session,auth.methods?batch=1&input=%7B%7D", { headers: { cookie } });
    expect([few.status, (await few.json()).length]).toEqual([200, 2]);
  });

  it("takes no body above the bound, also where its length is not said", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
        if (sent > 64 * 1024 * 1024) controller.close();
      },
    });
    const answer = await ask("profile.update", {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "application/json", cookie, ...FROM_PANEL },
    });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(2 * 1024 * 1024);
  });
});
