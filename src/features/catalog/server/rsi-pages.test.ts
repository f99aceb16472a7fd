import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { openProfileSite, type ProfileSite } from "#app/testing/profile-site.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { refreshProfile } from "./rsi-pages.ts";

const { catalog, kills, settings, players } = operations;
let runtime: TestRuntime;
let owner: Actor;
let site: ProfileSite;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  site = await openProfileSite();
  setEnvironment({ RSI_URL: site.url });
});
beforeEach(async () => {
  await execute(settings.set, owner, { key: "rsi-profiles", value: true });
  await runtime.database.execute(sql`delete from site_paces`);
  site.asked.length = 0;
});
let passed = 0;
const pass = (ms: number) => {
  passed += ms;
  advanceClock(ms);
};
afterEach(() => {
  site.instead = null;
  advanceClock(-passed);
  passed = 0;
});
afterAll(async () => {
  setEnvironment({});
  await site.close();
  await runtime.close();
});

let names = 0;
function newPage(fields: { biography?: string } = {}): string {
  const handle = `Pilot_${++names}`;
  site.pages.set(handle.toLowerCase(), { handle, title: "Explorer", ...fields });
  return handle;
}
const ask = (handle: string, actor = owner) => execute(catalog.player, actor, { handle });
const noPace = () => runtime.database.execute(sql`delete from site_paces`);

describe("a profile page", () => {
  it("is read once, told for a day, then told as it was while it is read anew", async () => {
    const handle = newPage();
    expect(await ask(handle)).toMatchObject({
      handle,
      profileSource: "page",
      profile: { handle, title: "Explorer" },
      tracker: null,
    });
    expect(await ask(handle.toLowerCase())).toMatchObject({ handle, profileSource: "cache" });
    expect(site.asked).toHaveLength(1);
    expect(site.asked[0]!.headers["user-agent"]).toMatch(/^Gamekeeper\//);
    pass(DAY + MINUTE);
    site.pages.get(handle.toLowerCase())!.title = "Hunter";
    await noPace();
    expect(await ask(handle)).toMatchObject({ profileSource: "stale", profile: { title: "Explorer" } });
    const jobs = await runtime.database.query(
      sql`select payload from graphile_worker._private_jobs where key = ${`rsi:${handle.toLowerCase()}`}`,
    );
    expect(jobs).toEqual([{ payload: { handle: handle.toLowerCase() } }]);
    expect(site.asked).toHaveLength(1);
    await refreshProfile(runtime, jobs[0]!.payload);
    expect(await ask(handle)).toMatchObject({ profileSource: "cache", profile: { title: "Hunter" } });
    await refreshProfile(runtime, jobs[0]!.payload);
    expect(site.asked).toHaveLength(2);
  });

  it("that is not there is not asked for again within six hours", async () => {
    const gone = "Nobody_At_All";
    await expect(ask(gone)).rejects.toMatchObject({ code: "not_found", reason: "catalog.unknown_handle" });
    await expect(ask(gone)).rejects.toMatchObject({ code: "not_found" });
    expect(site.asked).toHaveLength(1);
    pass(6 * HOUR + MINUTE);
    await noPace();
    await expect(ask(gone)).rejects.toMatchObject({ code: "not_found" });
    expect(site.asked).toHaveLength(2);
  });

  it("is asked for once by all who ask for it at a time, and others wait their turn or are told so", async () => {
    const handle = newPage();
    const same = await Promise.all(Array.from({ length: 10 }, () => ask(handle)));
    for (const { profile, profileSource } of same) {
      expect(profile?.handle).toBe(handle);
      expect(["page", "cache"]).toContain(profileSource);
    }
    expect(site.asked).toHaveLength(1);
    const others = await Promise.all(Array.from({ length: 8 }, () => ask(newPage())));
    const sources = others.map(({ profileSource }) => profileSource);
    expect(sources).toContain("unavailable");
    // One turn in two seconds, and nobody waits for more than six.
    expect(site.asked.length).toBeLessThanOrEqual(5);
    const [turns] = await runtime.database.query(sql`select "nextAt" from site_paces`);
    const reserved = (turns!.nextAt as Date).getTime() - site.asked[0]!.at;
    expect(reserved).toBeGreaterThanOrEqual(site.asked.length * 2_000 - 1_000);
  });

  it("is not read at all where the owner does not want it", async () => {
    await execute(settings.set, owner, { key: "rsi-profiles", value: false });
    await expect(ask(newPage())).rejects.toMatchObject({ code: "not_found" });
    const { kill } = await execute(kills.record, owner, { victim: newPage() });
    expect(await ask(kill.victim.name!)).toMatchObject({
      profile: null,
      profileSource: "off",
      tracker: { deaths: 1, kills: 0 },
    });
    expect(site.asked).toEqual([]);
  });

  it("of a handle that would be another path is asked of nobody", async () => {
    for (const handle of [
      "../admin",
      "..",
      "a/b/c",
      "a%2fb",
      "abc?x=1",
      "abc#x",
      "a\\b",
      "ab\ncd",
      "ä-ö-ü",
      "",
      "x".repeat(61),
      "abc ",
    ]) {
      const read = ask(handle);
      if (handle.trim() === "abc") await expect(read).rejects.toMatchObject({ code: "not_found" });
      else await expect(read).rejects.toMatchObject({ code: "invalid_input" });
    }
    expect(site.asked.map((asked) => asked.path).filter((asked) => asked !== "/citizens/abc")).toEqual([]);
  });
});

describe("what a site may do", () => {
  it.each([
    ["leads to another site", (_at: string) => ({ status: 302, location: "http://169.254.169.254/latest/meta-data" })],
    ["leads to another port of this machine", (other: string) => ({ status: 301, location: `${other}/citizens/x` })],
    ["leads to a file", (_at: string) => ({ status: 302, location: "file:///etc/passwd" })],
    ["leads round in circles", (_at: string) => ({ status: 302, location: "/citizens/again" })],
    ["leads nowhere", (_at: string) => ({ status: 302, location: "" })],
    ["fails", (_at: string) => ({ status: 503, location: "" })],
  ])("when it %s, nothing is told and nothing else is asked", async (_what, answer) => {
    const others: string[] = [];
    const other = createServer((request, response) => {
      others.push(request.url ?? "");
      response.end("secret");
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { status, location } = answer(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    site.instead = (_request, response) => response.writeHead(status, location === "" ? {} : { location }).end();
    const handle = newPage();
    expect(await ask(handle)).toMatchObject({ profile: null, profileSource: "unavailable", tracker: null });
    // Who asks again at once is told the same without another try.
    const tries = site.asked.length;
    await noPace();
    expect(await ask(handle)).toMatchObject({ profileSource: "unavailable" });
    expect(site.asked).toHaveLength(tries);
    expect(tries).toBeLessThanOrEqual(4);
    expect(others).toEqual([]);
    other.close();
  });

  it("within its own address it may lead on", async () => {
    const handle = newPage();
    const { pages } = site;
    site.instead = (request, response) => {
      if (!request.url!.startsWith("/en/")) return response.writeHead(301, { location: `/en${request.url}` }).end();
      site.instead = null;
      request.url = request.url!.slice(3);
      response
        .writeHead(200)
        .end(
          `<div id="public-profile"><p><span class="label">Handle name</span><strong class="value">${pages.get(handle.toLowerCase())!.handle}</strong></p></div>`,
        );
    };
    expect(await ask(handle)).toMatchObject({ profileSource: "page", profile: { handle } });
  });

  it("an answer without end is read to a megabyte, and one of another handle or of none is no answer", async () => {
    let sent = 0;
    site.instead = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && sent < 64 * 1024 * 1024) {
          sent += 65_536;
          if (!response.write("<div>".repeat(13_107))) {
            response.once("drain", more);
            return;
          }
        }
        response.end();
      };
      more();
    };
    expect(await ask(newPage())).toMatchObject({ profileSource: "unavailable" });
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    for (const body of [
      "",
      "not a page",
      '<div id="public-profile"><p><span class="label">Handle name</span><b class="value">Else</b></p></div>',
    ]) {
      site.instead = (_request, response) => response.writeHead(200).end(body);
      await noPace();
      expect(await ask(newPage())).toMatchObject({ profile: null, profileSource: "unavailable" });
    }
  });
});

describe("the proof of a handle", () => {
  const check = (actor: Actor) => execute(catalog.checkHandleProof, actor, {});
  const begin = (actor: Actor, handle: string) => execute(catalog.beginHandleProof, actor, { handle });

  it("is a code in the biography, and makes the player of that handle one's own, also where another had only said so", async () => {
    const handle = newPage();
    const claimer = await createUser(runtime.database, "member");
    await execute(kills.updateOwnSettings, claimer, { rsiHandle: handle });
    const { kill } = await execute(kills.record, claimer, { victim: `Victim-of-${handle}` });
    const playerId = kill.killer!.playerId!;
    expect((await execute(players.mine, claimer, {})).items.map(({ id }) => id)).toEqual([playerId]);
    const pilot = await createUser(runtime.database, "member");
    await expect(check(pilot)).rejects.toMatchObject({ code: "not_found", reason: "catalog.no_proof" });
    const { code, address } = await begin(pilot, handle.toUpperCase());
    expect(address).toBe(`${site.url}/citizens/${handle.toUpperCase()}`);
    await expect(check(pilot)).rejects.toMatchObject({ code: "conflict", reason: "catalog.code_not_found" });
    site.pages.get(handle.toLowerCase())!.biography = `Fly safe.<br />${code.toLowerCase()} o7`;
    await noPace();
    expect(await check(pilot)).toEqual({ playerId, handle });
    expect((await execute(players.mine, pilot, {})).items.map(({ id }) => id)).toEqual([playerId]);
    expect((await execute(players.mine, claimer, {})).items).toEqual([]);
    expect(await execute(kills.ownSettings, pilot, {})).toMatchObject({ rsiHandle: handle });
    expect((await ask(handle)).tracker).toMatchObject({ playerId, isProven: true, kills: 1 });
    // It is used up, and nobody takes the player with a proof that is as good.
    await expect(check(pilot)).rejects.toMatchObject({ reason: "catalog.no_proof" });
    const other = await begin(claimer, handle);
    site.pages.get(handle.toLowerCase())!.biography = other.code;
    await noPace();
    await expect(check(claimer)).rejects.toMatchObject({ code: "conflict", reason: "players.linked_to_other" });
  });

  it("takes no code of somebody else, none of yesterday, and none from a page that there is not", async () => {
    const handle = newPage();
    const [mine, theirs] = [await createUser(runtime.database, "member"), await createUser(runtime.database, "member")];
    await begin(mine, handle);
    site.pages.get(handle.toLowerCase())!.biography = (await begin(theirs, handle)).code;
    await expect(check(mine)).rejects.toMatchObject({ reason: "catalog.code_not_found" });
    pass(DAY + MINUTE);
    await noPace();
    await expect(check(theirs)).rejects.toMatchObject({ reason: "catalog.no_proof" });
    await begin(mine, "Nobody_There");
    await expect(check(mine)).rejects.toMatchObject({ reason: "catalog.no_page" });
    site.instead = (_request, response) => response.writeHead(500).end();
    await noPace();
    await expect(check(mine)).rejects.toMatchObject({ code: "unavailable", reason: "catalog.page_unavailable" });
    await execute(settings.set, owner, { key: "rsi-profiles", value: false });
    await expect(begin(mine, handle)).rejects.toMatchObject({ reason: "catalog.pages_off" });
    expect(await execute(catalog.handleProof, mine, {})).toMatchObject({ isOffered: false });
  });
});

it("who shows their kills to few is told of by their page alone", async () => {
  const handle = newPage();
  const shy = await createUser(runtime.database, "member");
  const stranger = await createUser(runtime.database, "member");
  await execute(kills.updateOwnSettings, shy, { rsiHandle: handle, privacyLevel: "PRIVATE" });
  await execute(kills.record, shy, { victim: `Prey-of-${handle}` });
  expect((await ask(handle, shy)).tracker).toMatchObject({ kills: 1 });
  await noPace();
  expect((await ask(handle, stranger)).tracker).toBeNull();
});
