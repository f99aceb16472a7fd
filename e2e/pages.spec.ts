import { expect, type Page, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { addUser, signIn } from "./support/people.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";

const WINDOWS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Every page of the panel, opened by an owner; `{server}` and `{node}` are real ones. */
const PAGES = [
  "/home",
  "/servers",
  "/servers?q=nothing-has-this-name",
  "/servers/new",
  "/servers/{server}/console",
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
  "/players/reports",
  "/players/bans",
  "/players/appeals",
  "/players/ply_00000000000000000000000000000000",
  "/world",
  "/world/{server}",
  "/world/{server}/rooms",
  "/world/{server}/npcs",
  "/settings/profile",
  "/settings/security",
  "/settings/api-keys",
  "/settings/api-keys/{key}",
  "/settings/usage",
  "/settings/users",
  "/settings/roles",
  "/settings/invitations",
  "/settings/moderation",
  "/settings/audit",
  "/settings/panel",
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
  "/invite/none",
  "/setup?token=none",
];

test.describe.configure({ mode: "parallel" });

let owner: { email: string };
let serverId: string;
let nodeId: string;
let webhookId: string;
let keyId: string;

test.beforeAll(async ({ request }) => {
  owner = addUser("owner", "Paula");
  nodeId = await moveServerPorts(request);
  const headers = fullKey();
  const made = await request.post("/api/v1/servers", {
    headers,
    data: { name: "Lowtide", blueprintId: "hollow", start: true },
  });
  serverId = (await made.json()).data.id;
  const hook = await request.post("/api/v1/webhooks", {
    headers,
    data: { name: "Status page", url: "https://hooks.example.org/in", types: ["server.*"] },
  });
  webhookId = (await hook.json()).data.id;
  const keys = await request.get("/api/v1/api-keys?limit=1", { headers });
  keyId = (await keys.json()).data[0].id;
});

for (const [name, viewport] of Object.entries(WINDOWS))
  test(`nothing on any page is out of reach, in both themes: ${name}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    const faults = watch(page);
    for (const path of OUTSIDE) await look(page, path, name);
    await signIn(page, owner.email);
    for (const path of PAGES)
      await look(
        page,
        path
          .replace("{server}", serverId)
          .replace("{node}", nodeId)
          .replace("{webhook}", webhookId)
          .replace("{key}", keyId),
        name,
      );
    expect(faults).toEqual([]);
    await context.close();
  });

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

/** Opens a page and looks at it in both themes; between them nothing is loaded anew, as when the system's theme changes. */
async function look(page: Page, path: string, window: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(path);
  await expect(page.locator("h1").first()).toBeAttached();
  await page.waitForLoadState("load");
  // Skeletons are not the page: what it shows comes with its last answer.
  await expect(page.locator("[aria-busy='true']")).toHaveCount(0);
  for (const theme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect.soft(await findViolations(page), `${path}, ${theme}, ${window}`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(wide, `${path} scrolls sideways by so many pixels, ${theme}, ${window}`).toBe(0);
    await page.screenshot({ path: `test-results/pages/${theme}-${window}${path.replace(/[^a-z-]+/gi, "_")}.png` });
  }
}
