import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { PASSWORD, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";

const PANEL = "http://127.0.0.1:3000";
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = body === undefined ? null : JSON.stringify(body);
  const described: Record<string, string> =
    text === null ? {} : { "content-type": "application/json", "content-length": String(text.length) };
  const request = new Request(`${PANEL}/api/v1${path}`, { method, headers: { ...described, ...headers }, body: text });
  return handleApi(request, { address: "192.0.2.9" });
}

it("signing in sets the cookie and shows its token to nobody else", async () => {
  const { email } = await signedInPerson(runtime);
  const answer = await call("POST", "/auth/signin", { email, password: PASSWORD });
  expect(answer.status).toBe(200);
  const [cookie, ...others] = answer.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/^gamekeeper=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
  const text = await answer.text();
  const pair = cookie!.slice(0, cookie!.indexOf(";"));
  expect(text).not.toContain(pair.slice("gamekeeper=".length));
  expect(JSON.parse(text).data).toMatchObject({ status: "signed_in", user: { email } });

  const me = await call("GET", "/users/me", undefined, { cookie: pair });
  expect(await me.json()).toMatchObject({ data: { email, roles: [{ key: "member" }] } });
  const elsewhere = await call("PATCH", "/users/me", { name: "X" }, { cookie: pair, origin: "https://evil.example" });
  expect(elsewhere.status).toBe(403);

  const out = await call("POST", "/auth/signout", {}, { cookie: pair, origin: PANEL });
  expect(out.headers.getSetCookie()[0]).toMatch(/^gamekeeper=; .*Max-Age=0/);
  await expect
    .poll(async () => (await call("GET", "/users/me", undefined, { cookie: pair })).status, {
      timeout: 1200,
      interval: 100,
    })
    .toBe(401);
});

it("over https the cookie is bound to the host and to https", async () => {
  const { email } = await signedInPerson(runtime);
  runtime.publicUrl = "https://panel.example.org";
  const answer = await call("POST", "/auth/signin", { email, password: PASSWORD });
  runtime.publicUrl = PANEL;
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-gamekeeper=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/);
  expect(cookie).not.toMatch(/Domain/i);
});

it("a wrong password and an unknown address get one answer, but for the request id", async () => {
  const { email } = await signedInPerson(runtime);
  const refusal = async (address: string) => {
    const answer = await call("POST", "/auth/signin", { email: address, password: "wrong password" });
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    const headers = [...answer.headers.keys()].sort();
    return { status: answer.status, error: { ...error, requestId: null }, headers };
  };
  expect(await refusal("nobody@example.org")).toEqual(await refusal(email));
});

it("a repeated sign-up or sign-in with one Idempotency-Key keeps no password that could be guessed from the table", async () => {
  const { email } = await signedInPerson(runtime);
  const again = () => call("POST", "/auth/signin", { email, password: PASSWORD }, { "idempotency-key": "once-1" });
  const [first, second] = [await again(), await again()];
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect(second.headers.getSetCookie()).toEqual(first.headers.getSetCookie());
  const { rows } = await runtime.database.pool.query('select "requestHash", answer::text from idempotent_answers');
  const plain = createHash("sha256")
    .update(JSON.stringify({ email, password: PASSWORD }))
    .digest("hex");
  expect(rows[0].requestHash).not.toBe(plain);
  expect(JSON.stringify(rows)).not.toContain(email);
});
