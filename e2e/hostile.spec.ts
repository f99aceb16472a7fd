import { expect, type Page, test } from "@playwright/test";
import { gamekeeper } from "./support/cli.ts";
import { addUser, signIn } from "./support/people.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";

/** What somebody who wants to act in a moderator's browser calls themselves, and what turns the writing direction. */
const SCRIPT = `"><img src=x onerror=window.hacked=1><svg onload=window.hacked=1>{{7*7}}\${7*7}`;
const TURNED = "\u202eadA\u2066";
const NAME = `Zed${TURNED} ${SCRIPT}`;
const SHOWN = `ZedadA ${SCRIPT}`;

/** Anything that a page made of text of others instead of showing it. */
async function intruders(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    hacked: "hacked" in window,
    elements: [...document.querySelectorAll("img[src='x'], [onerror], [onload], a[href^='javascript:' i]")].length,
    turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.querySelector("main")?.textContent ?? ""),
    refused: (window as unknown as { refused: string[] }).refused,
  }));
}
const CLEAN = { hacked: false, elements: 0, turned: false, refused: [] };

test("names and words that would be scripts are shown as they are, on every page that says them", async ({
  page,
  request,
}) => {
  const owner = addUser("owner", "Vera");
  await moveServerPorts(request);
  const headers = fullKey();
  const post = async (path: string, data: object) => {
    const answer = await request.post(`/api/v1${path}`, { headers, data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()).data;
  };
  const { id } = await post("/servers", { name: `Reef ${SCRIPT}`.slice(0, 60), blueprintId: "hollow", start: false });
  const tell = (stream: string, said: object) => post(`/servers/${id}/bridge/${stream}`, { run: "e2e", ...said });
  const whole = (set: object[]) => ({ revision: 1, snapshot: { part: 1, of: 1 }, set });
  await tell("hello", { startedAt: new Date().toISOString(), tells: ["player_login", "chat_message"] });
  await tell("areas", whole([{ key: "a", name: SCRIPT, description: SCRIPT }]));
  const properties = { [SCRIPT.slice(0, 60)]: SCRIPT };
  const exits = [
    { direction: SCRIPT, to: "s" },
    { direction: "north", to: "s" },
  ];
  await tell(
    "rooms",
    whole([
      { key: "r", area: "a", name: SCRIPT, description: SCRIPT, exits, properties },
      { key: "s", area: "a", name: NAME },
    ]),
  );
  await tell("npcs", whole([{ key: "n", name: SCRIPT, type: SCRIPT, room: "r", properties }]));
  await tell("items", whole([{ key: "i", name: SCRIPT, type: SCRIPT, room: "r", properties }]));
  const at = new Date().toISOString();
  const event = (kind: string, fields: object) => ({ kind, at, fields: { player: NAME, ...fields } });
  const events = [event("player_login", { room: SCRIPT }), event("chat_message", { text: SCRIPT, channel: SCRIPT })];
  await tell("events", { revision: 1, events });
  await tell("positions", whole([{ player: NAME, room: "r" }]));
  const { data: players } = await (await request.get(`/api/v1/players?serverId=${id}`, { headers })).json();
  const playerId: string = players[0].id;
  expect(players[0].name).toBe(NAME);
  await post(`/players/${playerId}/notes`, { text: SCRIPT });
  await post("/player-reports", { playerId, text: SCRIPT });
  await post(`/players/${playerId}/ban`, { reason: SCRIPT, note: SCRIPT, serverId: id });
  await post("/reason-templates", {
    name: `${Date.now()} ${SCRIPT}`.slice(0, 60),
    kinds: ["ban"],
    reason: SCRIPT,
    durationMin: null,
  });
  await post("/broadcasts", { text: SCRIPT, scope: "servers", serverIds: [id] });

  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    // A library asks whether it may compile what it checks by; it may not, and does without.
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      if (blockedURI !== "eval") refused.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  await signIn(page, owner.email);
  const { data: rooms } = await (await request.get(`/api/v1/servers/${id}/world/rooms`, { headers })).json();
  const roomId: string = rooms.find((room: { key: string }) => room.key === "r").id;
  for (const [path, shown] of [
    [`/players?q=Zed`, SHOWN],
    [`/players/${playerId}`, SHOWN],
    ["/players/bans", SHOWN],
    ["/players/reports", SHOWN],
    [`/world/${id}?room=${roomId}`, SCRIPT],
    [`/world/${id}/npcs`, SCRIPT],
    ["/settings/upkeep", SCRIPT],
    ["/settings/moderation", SCRIPT],
    ["/events", "game.chat_message"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(shown).filter({ visible: true }).first(), path).toBeVisible();
    expect([path, await intruders(page)]).toEqual([path, CLEAN]);
  }
});

test("a crowd behind one address reads the public pages, and none of them breaks", async ({ request }) => {
  gamekeeper(["settings", "set", "public-statistics", "true"]);
  const crowd = { headers: { "x-forwarded-for": "203.0.113.80" } };
  await expect.poll(async () => (await request.get("/statistics", crowd)).status()).toBe(200);
  const statuses = await Promise.all(
    Array.from({ length: 70 }, async () => (await request.get("/statistics", crowd)).status()),
  );
  expect([...new Set(statuses)]).toEqual([200]);
  // Who has asked too much by the API is told so by the page, too.
  await Promise.all(Array.from({ length: 61 }, () => request.get("/api/v1/maintenance", crowd)));
  const page = await request.get("/statistics?range=year", crowd);
  expect([page.status(), await page.text()]).toEqual([200, expect.stringContaining("Too many look at this")]);
  gamekeeper(["settings", "set", "public-statistics", "false"]);
});

test("a public address that names nothing says so, whatever it is made of", async ({ request }) => {
  for (const address of ["/c/No_Such", "/c/srv_1", `/c/${encodeURIComponent("<script>")}`, `/c/${"a".repeat(300)}`])
    expect((await request.get(address)).status(), address).toBe(404);
  for (const address of ["/k/nope", `/k/kil_${"0".repeat(32)}`]) {
    const answer = await request.get(address, { maxRedirects: 0 });
    expect(answer.status(), address).toBe(307);
    expect(answer.headers().location, address).toMatch(/^\/kills\//);
  }
});
