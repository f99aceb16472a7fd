import { NextRequest } from "next/server.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setEnvironment } from "#app/platform/env.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { proxy } from "./proxy.ts";

const SECRET = "what the parts of this start show each other";
const ask = (path: string, headers: Record<string, string> = { [BOOT_HEADER]: SECRET }) =>
  proxy(new NextRequest(`http://127.0.0.1:3100${path}`, { headers }));

beforeEach(() => void setEnvironment({ GAMEKEEPER_BOOT_SECRET: SECRET }));
afterEach(() => void setEnvironment({}));

describe("a page", () => {
  it("has a policy with a nonce of its own", () => {
    const [first, second] = [ask("/servers"), ask("/servers")];
    expect(first.status).toBe(200);
    const nonce = /'nonce-([^']+)'/.exec(first.headers.get("content-security-policy") ?? "")?.[1];
    expect(nonce).toMatch(/^[\w+/=]{20,}$/);
    expect(second.headers.get("content-security-policy")).not.toContain(nonce);
  });

  it.each(["/setup?token=abc", "/invite/abc", "/reset-password?token=abc", "/verify-email?token=abc"])(
    "whose address holds a token tells it to nobody: %s",
    (path) => {
      expect(ask(path).headers.get("referrer-policy")).toBe("no-referrer");
    },
  );

  it("that is a file of a ticket is left to say by itself that nothing in it may run", () => {
    expect(ask("/tickets/files/tat_1").headers.get("content-security-policy")).toBeNull();
    expect(ask("/tickets/files").headers.get("content-security-policy")).not.toBeNull();
  });

  it("else has the referrer policy of the public port", () => {
    for (const path of ["/", "/servers", "/setups", "/settings/invitations"])
      expect(ask(path).headers.get("referrer-policy"), path).toBeNull();
  });
});

describe("whoever comes to the inner port past the public one", () => {
  it.each([
    ["nothing", {}],
    ["another secret", { [BOOT_HEADER]: "another" }],
  ])("is refused in plain words when they show %s", async (_what, headers) => {
    for (const path of ["/", "/servers", "/sign-in", "/invite/abc"]) {
      const answer = ask(path, headers);
      expect([answer.status, answer.headers.get("content-type")], path).toEqual([403, "text/plain; charset=utf-8"]);
      expect(await answer.text()).toBe("The web process answers only through the panel's public port.\n");
    }
  });

  it("is let in where there is no such secret, as when web stands alone", () => {
    setEnvironment({ GAMEKEEPER_BOOT_SECRET: undefined, WEB_SERVES_API: "1" });
    expect(ask("/servers", {}).status).toBe(200);
  });
});
