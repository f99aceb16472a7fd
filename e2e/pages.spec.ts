import { expect, type Page, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { joinHollow, startHollow } from "./support/hollow.ts";
import { addUser, signIn } from "./support/people.ts";
import { picture } from "./support/picture.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";

// The phone is as wide as one, and so high that its bar hides no half of a button, which is no fault of what happens to be there.
const WINDOWS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 2_400 } };
/** Parts of long pages that are like those before them: three of a kind are looked at, as it takes minutes to look at all. */
const ALIKE: Record<string, string> = { "/docs/events": "section[id]:nth-of-type(n+4)" };

/** Every page of the panel, opened by an owner; `{server}`, `{node}` and their like are real ones. */
const PAGES = [
  "/home",
  "/servers",
  "/servers?q=nothing-has-this-name",
  "/servers/new",
  "/servers/{server}/console",
  "/servers/{server}/players",
  "/servers/{server}/statistics",
  "/servers/{server}/activity",
  "/servers/{server}/settings",
  "/servers/srv_00000000000000000000000000000000/console",
  "/nodes",
  "/nodes/new",
  "/nodes/{node}",
  "/events",
  "/webhooks",
  "/webhooks/{webhook}",
  "/webhooks/whk_00000000000000000000000000000000",
  "/players",
  "/players/{player}",
  "/players/reports",
  "/players/bans",
  "/players/appeals",
  "/players/ply_00000000000000000000000000000000",
  "/world",
  "/world/{server}",
  "/world/{server}/areas",
  "/world/{server}/rooms",
  "/world/{server}/npcs",
  "/world/{server}/items",
  "/kills",
  "/kills?weapon=nobody-uses-this",
  "/kills/{kill}",
  "/kills/kil_00000000000000000000000000000000",
  "/kills/leaderboards?period=all_time",
  "/kills/weapons",
  "/kills/weapons/behr_rifle_ballistic_01",
  "/kills/ships",
  "/kills/ships/AEGS_Gladius",
  "/kills/places",
  "/kills/places/OOC_Stanton_2b_Daymar",
  "/kills/players/{killer}",
  "/kills/compare",
  "/kills/compare?one={killer}&other={killed}",
  "/kills/analytics",
  "/kills/analytics?player={killer}",
  "/kills/import",
  "/kills/catalog",
  "/kills/catalog?q=no-ship-has-this-name",
  "/kills/catalog/ships/AEGS_Gladius",
  "/kills/catalog/ships/no-such-ship",
  "/kills/catalog/places",
  "/kills/catalog/places/OOC_Stanton_2b_Daymar",
  "/kills/catalog/systems",
  "/kills/catalog/systems/Stanton",
  "/kills/catalog/missing",
  "/communities",
  "/communities/{community}",
  "/communities/{community}/members",
  "/communities/{community}/settings",
  "/communities/no-such-community",
  "/stats",
  "/store",
  "/store?kind=resource",
  "/store/orders",
  "/store/orders?tab=gifts",
  "/store/orders?tab=payments",
  "/store/renewals",
  "/coins",
  "/earn",
  "/tickets",
  "/tickets/new",
  "/tickets/{ticket}",
  "/tickets/tkt_00000000000000000000000000000000",
  "/store/orders/sto_00000000000000000000000000000000",
  "/settings/profile",
  "/settings/security",
  "/settings/account",
  "/settings/notifications",
  "/settings/api-keys",
  "/settings/api-keys/{key}",
  "/settings/all-keys",
  "/settings/all-keys?status=revoked&q=nobody-has-this-name",
  "/settings/usage",
  "/settings/users",
  "/settings/users/{user}",
  "/settings/users/{user}/servers",
  "/settings/users/{user}/orders",
  "/settings/users/{user}/coins",
  "/settings/users/{user}/tickets",
  "/settings/users/{user}/keys",
  "/settings/roles",
  "/settings/invitations",
  "/settings/packages",
  "/settings/renewals",
  "/settings/renewals?state=expired",
  "/settings/earning",
  "/settings/store",
  "/settings/tickets",
  "/settings/moderation",
  "/settings/blueprints",
  "/settings/blueprints/hollow",
  "/settings/discord",
  "/settings/upkeep",
  "/settings/backups",
  "/settings/audit",
  "/settings/panel",
  "/settings/privacy",
  "/status",
  "/docs/errors",
  "/docs/limits",
  "/docs/versioning",
  "/no-such-page",
];
const OUTSIDE = [
  "/docs/events",
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  "/reset-password?token=none",
  "/verify-email?token=none",
  "/appeal",
  "/statistics",
  "/invite/none",
  "/setup?token=none",
  "/k/{kill}",
  "/c/{slug}",
  "/c/{slug}?period=weekly",
];

test.describe.configure({ mode: "parallel" });

let owner: { email: string };
let userId: string;
let serverId: string;
let nodeId: string;
let webhookId: string;
let keyId: string;
let ticketId: string;
let playerId: string;
let kill: { id: string; killer: { playerId: string }; victim: { playerId: string } };
let community: { id: string; slug: string };

test.beforeAll(async ({ request }) => {
  owner = addUser("owner", "Paula");
  nodeId = await moveServerPorts(request);
  const headers = fullKey();
  const people = await request.get(`/api/v1/admin/users?q=${encodeURIComponent(owner.email)}`, { headers });
  userId = (await people.json()).data[0].id;
  for (const key of ["store", "renewals"])
    await request.put(`/api/v1/admin/settings/${key}`, { headers, data: { value: true } });
  const { id, port } = await startHollow(request, "Lowtide", headers);
  serverId = id;
  const player = await joinHollow(port, "Paulus");
  player.say("good evening");
  player.leave();
  await expect(async () => {
    const found = await request.get(`/api/v1/players?serverId=${id}`, { headers });
    playerId = (await found.json()).data[0].id;
  }).toPass();
  const fight = {
    victim: "Outlaw-Joe",
    weapon: "behr_rifle_ballistic_01",
    place: "OOC_Stanton_2b_Daymar",
    killerVehicle: "AEGS_Gladius",
  };
  const founded = await request.post("/api/v1/communities", { headers, data: { name: "The Long Haul" } });
  community = (await founded.json()).data;
  const { id: communityId } = community;
  const settings = `/api/v1/communities/${communityId}/settings`;
  await request.patch(settings, { headers, data: { privacyLevel: "PUBLIC" } });
  const told = await request.post("/api/v1/kills", { headers, data: { killer: "Kestrel", ...fight, communityId } });
  kill = (await told.json()).data.kill;
  const hook = await request.post("/api/v1/webhooks", {
    headers,
    data: { name: "Status page", url: "https://hooks.example.org/in", types: ["server.*"] },
  });
  webhookId = (await hook.json()).data.id;
  const asked = await request.post("/api/v1/tickets", {
    headers,
    data: {
      subject: "The ferry",
      text: "It does not come.",
      requesterId: userId,
      about: { kind: "kill", id: kill.id },
    },
  });
  ticketId = (await asked.json()).data.id;
  await request.post(`/api/v1/tickets/${ticketId}/notes`, { headers, data: { text: "It is in the dock." } });
  const keys = await request.get("/api/v1/api-keys?limit=1", { headers });
  keyId = (await keys.json()).data[0].id;
});

/** Two at a time, as there are two workers: every second page is another's. */
const SHARES = ["one half of the pages", "the other half"];

for (const [share, title] of SHARES.entries())
  test(`nothing is out of reach, in both themes, on desk and phone: ${title}`, async ({ browser }) => {
    test.setTimeout(420_000);
    const context = await browser.newContext({ viewport: WINDOWS.desk, reducedMotion: "reduce" });
    const page = await context.newPage();
    const faults = watch(page);
    const mine = (_path: string, index: number) => index % SHARES.length === share;
    for (const path of OUTSIDE.filter(mine)) await look(page, addressOf(path));
    await signIn(page, owner.email);
    for (const path of PAGES.filter(mine)) await look(page, addressOf(path));
    expect(faults).toEqual([]);
    await context.close();
  });

function addressOf(path: string): string {
  return path
    .replace("{user}", userId)
    .replace("{server}", serverId)
    .replace("{node}", nodeId)
    .replace("{webhook}", webhookId)
    .replace("{key}", keyId)
    .replace("{ticket}", ticketId)
    .replace("{player}", playerId)
    .replace("{killer}", kill.killer.playerId)
    .replace("{killed}", kill.victim.playerId)
    .replace("{kill}", kill.id)
    .replace("{community}", community.id)
    .replace("{slug}", community.slug);
}

/** Scripts that fail and policies that are broken are faults of the page, seen or not. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Hydration|Minified React/.test(message.text()))
      faults.push(`${page.url()}: ${message.text()}`);
  });
  return faults;
}

/** A theme changes nothing but colours, and a window everything else; the colours of what only a phone shows are looked at in the kit. */
const LOOKS = [
  ["phone", "dark", "shapes"],
  ["desk", "dark", "standard"],
  ["desk", "light", "colours"],
] as const;

/** Opens a page on the phone and looks at it, then at the desk; nothing is loaded anew between, as when somebody turns their tablet. */
async function look(page: Page, path: string): Promise<void> {
  await page.setViewportSize(WINDOWS.phone);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(path);
  await expect(page.locator("h1").first()).toBeAttached();
  await page.waitForLoadState("load");
  // Skeletons are not the page: what it shows comes with its last answer.
  await expect(page.locator("[aria-busy='true']")).toHaveCount(0);
  await page.evaluate(stopTransitions);
  const alike = ALIKE[path];
  if (alike) {
    await page.setViewportSize(WINDOWS.desk);
    await expectNotWide(page, path);
    await page.setViewportSize(WINDOWS.phone);
    await expectNotWide(page, path);
    await page.evaluate(hide, alike);
  }
  for (const [window, theme, rules] of LOOKS) {
    await page.setViewportSize(WINDOWS[window]);
    await page.emulateMedia({ colorScheme: theme });
    expect.soft(await findViolations(page, { rules }), `${path}, ${theme}, ${window}`).toEqual([]);
    await expectNotWide(page, path);
    await picture(page, `test-results/pages/${theme}-${window}${path.replace(/[^a-z-]+/gi, "_")}.png`);
  }
}

/** By a sheet of its own: React, which may still be taking the page over, wants to find all that the server sent. */
function hide(selector: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${selector} { display: none }`);
  document.adoptedStyleSheets.push(sheet);
}

/** Each element goes over to another theme by itself, its parts after it: a second of a page's time, for colours that nobody looks at. */
function stopTransitions(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}

async function expectNotWide(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wide, `${path} scrolls sideways by so many pixels, ${page.viewportSize()?.width} wide`).toBe(0);
}
