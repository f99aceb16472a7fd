import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { type OauthServer, startOauthServer } from "#app/testing/oauth-server.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { actorOfRequest } from "../actor.ts";
import { handleAuth } from "./auth.ts";
import { toldOf } from "./told.ts";

const PANEL = "http://127.0.0.1:3000";
type ProviderId = "discord" | "google" | "github";
let runtime: TestRuntime;
let provider: OauthServer;
let owner: SignedIn;
let people = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  provider = await startOauthServer({
    redirectUris: ["discord", "google", "github"].map((id) => `${PANEL}/api/auth/callback/${id}`),
  });
  const { url, clientId, clientSecret } = provider;
  setEnvironment(
    Object.fromEntries(
      ["DISCORD", "GOOGLE", "GITHUB"].flatMap((id) => [
        [`${id}_URL`, url],
        [`${id}_CLIENT_ID`, clientId],
        [`${id}_CLIENT_SECRET`, clientSecret],
      ]),
    ),
  );
  await signUp("open");
});
afterAll(async () => {
  await provider.close();
  await runtime.close();
});
beforeEach(() => {
  people += 1;
  provider.person = {
    id: String(1_000_000 + people),
    username: `user${people}`,
    displayName: `User ${people}`,
    email: `user${people}@example.net`,
    emailVerified: true,
    avatar: null,
  };
  provider.refusals.length = 0;
});

const signUp = (value: "open" | "invitation" | "closed") =>
  execute(operations.settings.set, SYSTEM, { key: "sign-up", value });

/** A browser as far as it matters: keeps cookies, follows no redirect by itself. */
class Browser {
  cookies = new Map<string, string>();

  async panel(path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const request = new Request(`${PANEL}${path}`, {
      method: form ? "POST" : "GET",
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form ? { "content-type": "application/x-www-form-urlencoded", origin: PANEL } : {}),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    });
    const response = await handleAuth(request, new URL(request.url).pathname.split("/").slice(3), {
      address: "192.0.2.1",
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/Max-Age=0/i.test(cookie)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return response;
  }

  /** Presses the button of a provider, then Allow (or Deny), and gives the address that the provider sends back to. */
  async dance(id: ProviderId, form: Record<string, string> = {}, answer: "allow" | "deny" = "allow"): Promise<URL> {
    const left = await this.panel(`/api/auth/signin/${id}`, form);
    const asked = left.headers.get("location")!;
    expect(asked).toContain(provider.url);
    expect((await fetch(asked)).status).toBe(200);
    const decided = await fetch(asked, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" });
    return new URL(decided.headers.get("location")!);
  }

  async back(url: URL): Promise<string> {
    return (await this.panel(url.pathname + url.search)).headers.get("location")!;
  }

  async signIn(id: ProviderId, form: Record<string, string> = {}): Promise<string> {
    return this.back(await this.dance(id, form));
  }

  actor() {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return actorOfRequest(new Headers({ cookie }), "GET", null);
  }
}

async function browserOf({ token }: SignedIn): Promise<Browser> {
  const browser = new Browser();
  browser.cookies.set("gamekeeper", token);
  return browser;
}

describe("sign-in by a provider", () => {
  it.each(["discord", "google", "github"] as const)("%s brings a new person in, and the same one back", async (id) => {
    const first = new Browser();
    expect(await first.signIn(id, { next: "/servers?q=a" })).toBe("/servers?q=a");
    const actor = await first.actor();
    expect(actor).toMatchObject({ kind: "user", label: `User ${people}`, rank: 10 });
    const second = new Browser();
    await second.signIn(id);
    expect((await second.actor()).userId).toBe(actor.userId);
    const [row] = await runtime.database.prisma.session.findMany({ where: { userId: actor.userId! } });
    expect(row!.method).toBe(id);
    expect(await execute(operations.profile.get, actor, {})).toMatchObject({
      email: `user${people}@example.net`,
      emailVerified: true,
      hasPassword: false,
    });
    expect(provider.refusals).toEqual([]);
  });

  it("keeps no token of the provider", async () => {
    await new Browser().signIn("discord");
    const tables = await runtime.database.pool.query(
      "select row_to_json(a)::text as row from accounts a union all select row_to_json(s)::text from sessions s",
    );
    expect(JSON.stringify(tables.rows)).not.toMatch(/access|refresh|id_token/);
  });

  it("answers JSON to a page that goes there itself", async () => {
    const response = await new Browser().panel("/api/auth/signin/discord", { json: "true" });
    expect(response.status).toBe(200);
    const { url } = (await response.json()) as { url: string };
    const query = new URL(url).searchParams;
    expect(query.get("code_challenge_method")).toBe("S256");
    expect(query.get("redirect_uri")).toBe(`${PANEL}/api/auth/callback/discord`);
    expect(query.get("state")!.length).toBeGreaterThan(20);
  });

  it("name and avatar follow the provider, until the person chose a name here", async () => {
    const browser = new Browser();
    await browser.signIn("discord");
    const actor = await browser.actor();
    provider.person = { ...provider.person, displayName: "Renamed There", avatar: "abc123" };
    await new Browser().signIn("discord");
    const me = () => execute(operations.profile.get, actor, {});
    expect(await me()).toMatchObject({
      name: "Renamed There",
      avatarUrl: `https://cdn.discordapp.com/avatars/${provider.person.id}/abc123.png?size=128`,
    });
    await execute(operations.profile.update, actor, { name: "Chosen Here" });
    provider.person = { ...provider.person, displayName: "Renamed Again", avatar: "def456" };
    await new Browser().signIn("discord");
    expect(await me()).toMatchObject({ name: "Chosen Here", avatarUrl: expect.stringContaining("def456") });
  });

  it("a session that was there before is ended", async () => {
    const before = await signedInPerson(runtime);
    const browser = await browserOf(before);
    await browser.signIn("discord");
    expect(browser.cookies.get("gamekeeper")).not.toBe(before.token);
    expect(await runtime.database.prisma.session.count({ where: { userId: before.userId } })).toBe(0);
  });

  it("a hostile name loses its control characters", async () => {
    provider.person = { ...provider.person, displayName: `Evil\u202e\u0007\r\n${"x".repeat(100)}` };
    const browser = new Browser();
    await browser.signIn("discord");
    expect((await browser.actor()).label).toMatch(/^Evilx{56}$/);
  });

  it("ends in the same second factor as every sign-in", async () => {
    const browser = new Browser();
    await browser.signIn("discord");
    const actor = await browser.actor();
    const { secret } = await execute(operations.totp.start, actor, {});
    const code = (offsetMs = 0) => new TOTP({ secret }).generate({ timestamp: now().getTime() + offsetMs });
    await execute(operations.totp.confirm, actor, { code: code() });
    const again = new Browser();
    const location = await again.signIn("discord", { next: "/nodes" });
    expect(location).toMatch(/^\/sign-in\?next=%2Fnodes#second-factor=/);
    expect(again.cookies.has("gamekeeper")).toBe(false);
    const token = new URLSearchParams(location.split("#")[1]).get("second-factor")!;
    const { user } = await execute(operations.auth.secondFactor, ANONYMOUS, { token, code: code(30_000) });
    expect(user!.id).toBe(actor.userId);
  });

  it("a suspended person is told so", async () => {
    const browser = new Browser();
    await browser.signIn("discord");
    await execute(operations.users.suspend, SYSTEM, { userId: (await browser.actor()).userId! });
    expect(await new Browser().signIn("discord")).toBe("/sign-in?error=identity.suspended&provider=discord");
  });

  it.each(["discord", "google", "github"] as const)(
    "a person suspended for a time is told why by %s too",
    async (id) => {
      const browser = new Browser();
      await browser.signIn(id);
      const userId = (await browser.actor()).userId!;
      await execute(operations.users.suspend, SYSTEM, { userId, reason: "Spam", until: "2099-01-02T03:04:00.000Z" });
      const { searchParams } = new URL(await new Browser().signIn(id), PANEL);
      expect(searchParams.get("error")).toBe("identity.suspended");
      expect(toldOf(searchParams.get("told"))).toBe("This account is suspended until 2099-01-02 03:04 UTC: Spam");
      expect(toldOf(runtime.vault.seal("{}"))).toBeNull();
      expect(toldOf(searchParams.get("told")!.slice(0, -8))).toBeNull();
      expect(toldOf("Send your password to me")).toBeNull();
    },
  );

  it("a provider that is not set up says so", async () => {
    setEnvironment({ GITHUB_CLIENT_ID: undefined });
    const response = await new Browser().panel("/api/auth/signin/github", {});
    expect(response.headers.get("location")).toBe("/sign-in?error=identity.provider_off&provider=github");
    const { clientId, clientSecret, url } = provider;
    setEnvironment(
      Object.fromEntries(
        ["DISCORD", "GOOGLE", "GITHUB"].flatMap((id) => [
          [`${id}_URL`, url],
          [`${id}_CLIENT_ID`, clientId],
          [`${id}_CLIENT_SECRET`, clientSecret],
        ]),
      ),
    );
  });

  it("nothing else of next-auth is reachable", async () => {
    for (const path of ["session", "csrf", "providers", "signout", "callback/credentials", "signin", "error", "_log"])
      expect((await new Browser().panel(`/api/auth/${path}`)).status).toBe(404);
    expect((await new Browser().panel("/api/auth/signin/discord")).status).toBe(404);
  });
});

describe("who may come in", () => {
  it("sign-up by invitation or closed holds for providers too, and an invitation goes along", async () => {
    await signUp("invitation");
    expect(await new Browser().signIn("discord")).toBe("/sign-in?error=identity.sign_up_invitation&provider=discord");
    const { token } = await execute(operations.invitations.create, owner.actor, { role: "moderator" });
    const browser = new Browser();
    expect(await browser.signIn("discord", { invitation: token })).toBe("/");
    expect((await browser.actor()).rank).toBe(40);
    provider.person = { ...provider.person, id: "77", email: "other@example.net" };
    expect(await new Browser().signIn("discord", { invitation: token })).toContain("identity.token_invalid");
    await signUp("closed");
    expect(await new Browser().signIn("discord")).toContain("identity.sign_up_closed");
    expect(await browser.signIn("discord").then(() => browser.actor())).toMatchObject({ kind: "user" });
    await signUp("open");
  });

  it("an e-mail address never links: verified it is refused, unverified it is dropped", async () => {
    const victim = await signedInPerson(runtime);
    provider.person = { ...provider.person, email: victim.email.toUpperCase(), emailVerified: true };
    expect(await new Browser().signIn("discord")).toBe("/sign-in?error=identity.email_taken_link&provider=discord");
    provider.person = { ...provider.person, emailVerified: false };
    const browser = new Browser();
    await browser.signIn("discord");
    const actor = await browser.actor();
    expect(actor.userId).not.toBe(victim.userId);
    expect(await execute(operations.profile.get, actor, {})).toMatchObject({ email: null });
    expect(await execute(operations.accounts.list, victim.actor, {})).toEqual({ items: [] });
  });
});

describe("linking", () => {
  it("is for who is signed in, and lets them in by either way", async () => {
    const person = await signedInPerson(runtime);
    const browser = await browserOf(person);
    expect(await browser.signIn("discord", { link: "1" })).toBe("/settings/security");
    expect(browser.cookies.get("gamekeeper")).toBe(person.token);
    expect((await execute(operations.accounts.list, person.actor, {})).items).toMatchObject([
      { provider: "discord", accountId: provider.person.id, label: provider.person.displayName },
    ]);
    const other = new Browser();
    await other.signIn("discord");
    expect((await other.actor()).userId).toBe(person.userId);
  });

  it("is refused to nobody, to an old sign-in, and for an account that is somebody else's", async () => {
    const stranger = await new Browser().panel("/api/auth/signin/discord", { link: "1" });
    expect(stranger.headers.get("location")).toContain("error=unauthenticated");
    await new Browser().signIn("discord");
    const person = await signedInPerson(runtime);
    const browser = await browserOf(person);
    expect(await browser.signIn("discord", { link: "1" })).toBe(
      "/settings/security?error=identity.account_linked_elsewhere&provider=discord",
    );
    advanceClock(11 * MINUTE);
    const late = await browser.panel("/api/auth/signin/discord", { link: "1" });
    advanceClock(-11 * MINUTE);
    expect(late.headers.get("location")).toContain("identity.reauthenticate");
  });

  it("ends where another person has signed in meanwhile", async () => {
    const [ada, bob] = [await signedInPerson(runtime), await signedInPerson(runtime)];
    const browser = await browserOf(ada);
    const back = await browser.dance("discord", { link: "1" });
    browser.cookies.set("gamekeeper", bob.token);
    expect(await browser.back(back)).toContain("error=unauthenticated");
    expect(await runtime.database.prisma.account.count({ where: { userId: { in: [ada.userId, bob.userId] } } })).toBe(
      0,
    );
  });

  it("is undone, but never the last way to sign in", async () => {
    const browser = new Browser();
    await browser.signIn("discord");
    const actor = await browser.actor();
    const unlink = (provider: ProviderId, accountId: string) =>
      execute(operations.accounts.unlink, actor, { provider, accountId });
    await expect(unlink("discord", provider.person.id)).rejects.toMatchObject({
      reason: "identity.last_sign_in_method",
    });
    const discordId = provider.person.id;
    provider.person = { ...provider.person, id: "424242" };
    await browser.signIn("google", { link: "1" });
    await unlink("discord", discordId);
    await expect(unlink("discord", discordId)).rejects.toMatchObject({ code: "not_found" });
    expect((await execute(operations.accounts.list, actor, {})).items).toMatchObject([{ provider: "google" }]);
  });
});

describe("attacks on the dance", () => {
  const failed = "/sign-in?error=identity.oauth_failed&provider=discord";

  it("a callback without the state, with another's, or with one used before lets nobody in", async () => {
    const browser = new Browser();
    const back = await browser.dance("discord");
    const kept = new Map(browser.cookies);

    const without = new URL(back);
    without.searchParams.delete("state");
    expect(await browser.back(without)).toBe(failed);

    browser.cookies = new Map(kept);
    const forged = new URL(back);
    forged.searchParams.set("state", "x".repeat(43));
    expect(await browser.back(forged)).toBe(failed);

    expect(await new Browser().back(back)).toBe(failed);

    browser.cookies = new Map(kept);
    expect(await browser.back(back)).toBe("/");
    browser.cookies = new Map(kept);
    expect(await browser.back(back)).toBe(failed);
    expect(provider.refusals).toEqual(["the code was used before"]);
  });

  it("another browser's state and code do not sign this one in", async () => {
    const [victim, attacker] = [new Browser(), new Browser()];
    await victim.panel("/api/auth/signin/discord", {});
    const planted = await attacker.dance("discord");
    expect(await victim.back(planted)).toBe(failed);
    expect((await victim.actor()).kind).toBe("anonymous");
  });

  it("without the PKCE cookie, or with that of another dance, the code is worth nothing", async () => {
    const browser = new Browser();
    const back = await browser.dance("discord");
    const kept = new Map(browser.cookies);
    browser.cookies.delete("gamekeeper-oauth-pkce");
    expect(await browser.back(back)).toBe(failed);
    const other = new Browser();
    await other.panel("/api/auth/signin/discord", {});
    browser.cookies = new Map(kept).set("gamekeeper-oauth-pkce", other.cookies.get("gamekeeper-oauth-pkce")!);
    expect(await browser.back(back)).toBe(failed);
    expect(provider.refusals).toEqual(["code_verifier is wrong"]);
  });

  it("a code of one provider is no answer of another", async () => {
    const browser = new Browser();
    const back = await browser.dance("discord");
    back.pathname = "/api/auth/callback/github";
    expect(await browser.back(back)).toBe("/sign-in?error=identity.oauth_failed&provider=github");
  });

  it("the provider refuses plain PKCE, none, no state, and a return address with something added", async () => {
    const left = await new Browser().panel("/api/auth/signin/discord", {});
    for (const change of [
      ["code_challenge_method", "plain"],
      ["code_challenge", ""],
      ["state", ""],
      ["redirect_uri", `${PANEL}/api/auth/callback/discord/../evil`],
      ["client_id", "other"],
    ] as const) {
      const url = new URL(left.headers.get("location")!);
      url.searchParams.set(change[0], change[1]);
      expect((await fetch(url)).status).toBe(400);
    }
  });

  it("the way back is a page of the panel, whatever was asked", async () => {
    for (const next of [
      "//evil.example",
      "/\\evil.example",
      "https:evil.example",
      "https://evil.example",
      "/%0d%0aX:1/../..//evil.example",
      "javascript:alert(1)",
    ]) {
      const location = await new Browser().signIn("discord", { next });
      expect(new URL(location, PANEL).origin).toBe(PANEL);
      expect(location.startsWith("/") && !/^\/[/\\]/.test(location)).toBe(true);
    }
  });

  it("a page of another site cannot begin it", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }] as Record<
      string,
      string
    >[]) {
      const response = await new Browser().panel("/api/auth/signin/discord", {}, headers);
      expect(response.headers.get("location")).toContain("error=request.cross_site");
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it("a forged or old intent is none", async () => {
    const browser = new Browser();
    const back = await browser.dance("discord");
    const kept = new Map(browser.cookies);
    browser.cookies.set("gamekeeper-oauth-intent", "v1:00000000:AAAA:AAAA:AAAA");
    expect(await browser.back(back)).toBe(failed);
    browser.cookies = kept;
    advanceClock(16 * MINUTE);
    expect(await browser.back(back)).toBe(failed);
    advanceClock(-16 * MINUTE);
  });

  it("Deny comes back in words", async () => {
    const browser = new Browser();
    expect(await browser.back(await browser.dance("discord", {}, "deny"))).toBe(
      "/sign-in?error=identity.oauth_cancelled&provider=discord",
    );
  });

  it("cookies of the dance are HttpOnly, bound to its path and gone after it", async () => {
    const browser = new Browser();
    const left = await browser.panel("/api/auth/signin/discord", {});
    const set = left.headers.getSetCookie();
    expect(set).toHaveLength(3);
    for (const cookie of set) expect(cookie).toMatch(/Path=\/api\/auth;.*HttpOnly;.*SameSite=Lax/);
    await browser.signIn("discord");
    expect([...browser.cookies.keys()]).toEqual(["gamekeeper"]);
  });
});
