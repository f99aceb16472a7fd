import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { newId } from "#app/lib/id.ts";
import { findViolations } from "./support/axe.ts";
import { gamekeeper } from "./support/cli.ts";
import { addUser, signIn, signInByForm } from "./support/people.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";
import { passDays } from "./support/time.ts";

const WAIT_MS = 30_000;
/** A picture of one red pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==",
  "base64",
);

/** What the owner has set up: coins of the day, memory in the store, servers that expire, and a package too small for a game. */
async function setUp(request: APIRequestContext, email: string): Promise<void> {
  const headers = fullKey();
  const ok = async (answer: { ok(): boolean; text(): Promise<string> }) => {
    if (!answer.ok()) throw new Error(await answer.text());
  };
  const set = (key: string, value: unknown) =>
    request.put(`/api/v1/admin/settings/${key}`, { headers, data: { value } }).then(ok);
  await set("earning", { daily: { isOn: true, coins: 100 } });
  await set("store", true);
  for (const [key, value] of [
    ["renewal-days", 30],
    ["renewal-price", 20],
    ["renewal-grace-days", 0],
    ["renewals", true],
  ] as const)
    await set(key, value);
  await request
    .post("/api/v1/admin/store/items", {
      headers,
      data: {
        name: "Memory",
        gives: { kind: "resource", resource: "memoryMiB", amount: 256 },
        priceCoins: 60,
        enabled: true,
      },
    })
    .then(ok);
  const name = `Small ${newId("pkg").slice(-6)}`;
  const limits = { memoryMiB: 128, diskMiB: 4096, cpuPercent: 200, servers: 1, ports: 4 };
  await request.post("/api/v1/packages", { headers, data: { name, limits } }).then(ok);
  const found = await (await request.get(`/api/v1/admin/users?q=${encodeURIComponent(email)}`, { headers })).json();
  const userId = found.data[0].id;
  await request
    .put(`/api/v1/users/${userId}/package`, { headers, data: { packageName: name, reason: "Beginner" } })
    .then(ok);
}

/** A program of Heliactyl leads a member to their server by the identifier that it is told. */
async function opensByIdentifier(page: Page, request: APIRequestContext, email: string, serverId: string) {
  const headers = fullKey();
  const found = await (await request.get(`/api/v1/admin/users?q=${encodeURIComponent(email)}`, { headers })).json();
  const answer = await request.get(`/compat/heliactyl/api/v3/userserverdetails?id=${found.data[0].id}`, { headers });
  const [server] = (await answer.json()).servers;
  expect(server).toMatchObject({ name: "Lowtide", status: "running", suspended: false });
  for (const id of [server.identifier, server.uuid, `${server.identifier}/settings`]) {
    await page.goto(`/servers/${id}`);
    await page.waitForURL(`**/servers/${serverId}/console`, { timeout: WAIT_MS });
  }
  await expect(page.getByRole("heading", { level: 1, name: "Lowtide" })).toBeVisible();
}

test("a member earns coins, buys memory, has a server that expires and is renewed, and is helped with a picture", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  const ada = addUser("member", "Ada");
  const staff = addUser("admin", "Grace");
  await moveServerPorts(request);
  gamekeeper(["settings", "set", "sign-up", "open"]);
  await setUp(request, ada.email);

  await signInByForm(page, ada.email);
  await page.goto("/earn");
  await page.getByRole("button", { name: "Claim 100 coins" }).click();
  await expect(page.getByText(/Claimed\. The next/)).toBeVisible();

  await page.goto("/servers/new");
  await page.getByRole("radio", { name: /Hollow/ }).check();
  await page.locator("[data-field='name'] input").fill("Lowtide");
  await page.getByRole("button", { name: "Create server" }).click();
  await expect(page.getByText(/128 MiB|128 MB/).first()).toBeVisible();
  expect(page.url()).toContain("/servers/new");

  await page.goto("/store");
  await page.getByRole("button", { name: "Choose: Memory" }).first().click();
  const checkout = page.getByRole("dialog");
  await expect(checkout.getByText("100 → 40")).toBeVisible();
  await expect(checkout.getByText("128 MiB → 384 MiB")).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await checkout.getByRole("button", { name: "Pay 60 coins" }).click();
  await expect(page.getByText("Bought: Memory")).toBeVisible();

  await page.goto("/servers/new");
  await page.getByRole("radio", { name: /Hollow/ }).check();
  await page.locator("[data-field='name'] input").fill("Lowtide");
  await page.getByRole("button", { name: "Create server" }).click();
  await page.waitForURL(/\/servers\/srv_[0-9a-f]+\/console/);
  const serverId = /srv_[0-9a-f]+/.exec(page.url())![0];
  await expect(page.locator("main header").getByText("Running")).toBeVisible({ timeout: WAIT_MS });
  await opensByIdentifier(page, request, ada.email, serverId);

  await passDays(serverId, 28);
  await expect(page.getByText(/This server expires/)).toBeVisible({ timeout: WAIT_MS });
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(page.getByRole("dialog").getByText(/Lowtide.*expires|expires.*Lowtide/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/home");
  await expect(page.getByRole("heading", { name: "1 renewal due" })).toBeVisible();
  await page.getByRole("button", { name: "Renew: Lowtide" }).click();
  await expect(page.getByRole("dialog").getByText(/30 days are added to its end, for 20 coins/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Lowtide", exact: true }).first().click();
  await expect(page.getByText(/This server expires/)).toBeVisible();
  await passDays(serverId, 3);
  await expect(page.getByText("This server is suspended because it was not renewed")).toBeVisible({
    timeout: WAIT_MS,
  });
  await expect(page.getByText(/This server expires/)).toBeHidden();
  await page.getByRole("button", { name: "Renew", exact: true }).first().click();
  await page.getByRole("button", { name: "Pay 20 coins" }).click();
  await expect(page.getByText("Lowtide is renewed")).toBeVisible();
  await expect(page.locator("main header").getByText("Running")).toBeVisible({ timeout: WAIT_MS });
  await page.goto("/coins");
  await expect(page.getByRole("row", { name: /Lowtide/ }).first()).toContainText("20");

  await page.goto("/tickets/new");
  await page.locator("[data-field='subject'] input").fill("The ferry does not come");
  await page.locator("[data-field='text'] textarea").fill("It is late again, see the picture.");
  await page.locator("input[type='file']").setInputFiles({ name: "ferry.png", mimeType: "image/png", buffer: PICTURE });
  await expect(page.getByRole("button", { name: "Remove ferry.png" })).toBeVisible();
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/\/tickets\/(?!new)/);
  const ticket = page.url();
  const drawn = () =>
    page.locator("main img").evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
  await expect.poll(drawn).toContain(1);

  const desk = await browser.newContext();
  const deskPage = await desk.newPage();
  await signIn(deskPage, staff.email);
  await deskPage.goto("/tickets");
  await deskPage
    .getByRole("link", { name: /The ferry does not come/ })
    .first()
    .click();
  await deskPage.waitForURL(/\/tickets\/(?!new)/);
  await deskPage.locator("[data-field='text'] textarea").fill("It comes at noon.");
  await deskPage.getByRole("button", { name: "Send", exact: true }).click();
  await expect(
    deskPage.getByRole("article").or(deskPage.locator("li")).getByText("It comes at noon.").first(),
  ).toBeVisible();
  await desk.close();

  expect(page.url()).toBe(ticket);
  await expect(page.getByText("It comes at noon.")).toBeVisible({ timeout: WAIT_MS });
});
