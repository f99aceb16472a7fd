import { expect, test } from "@playwright/test";
import { gamekeeper } from "./support/cli.ts";
import { addUser, signIn, signOut } from "./support/people.ts";
import { moveServerPorts } from "./support/ports.ts";

/** The way of a newcomer: in by Discord, a server of their own, its console, a key and its end. */
test("signs in by Discord, creates a server, sees its console move, makes a key, uses it, revokes it and is refused", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  addUser("owner", "Olga");
  await moveServerPorts(request);
  gamekeeper(["settings", "set", "sign-up", "open"]);

  await page.goto("/servers");
  await page.waitForURL("**/sign-in?next=**");
  await page.getByRole("button", { name: /Discord/ }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await page.waitForURL("**/servers");
  await expect(page.getByRole("button", { name: /Account/ })).toBeVisible();

  await page.getByRole("link", { name: "New server" }).first().click();
  await page.getByRole("radio", { name: /Hollow/ }).check();
  await page.locator("[data-field='name'] input").fill("Journey");
  await page.getByRole("button", { name: "Create server" }).click();
  await page.waitForURL(/\/servers\/srv_[0-9a-f]+\/console/);
  const serverId = /srv_[0-9a-f]+/.exec(page.url())![0];
  await expect(page.getByRole("heading", { name: "Journey" })).toBeVisible();
  await expect(page.locator("main header").getByText("Running")).toBeVisible({
    timeout: 30_000,
  });

  await page
    .getByLabel("Plain view")
    .or(page.getByRole("button", { name: "Plain view" }))
    .first()
    .click();
  const console_ = page.getByRole("region", { name: /Console of Journey/ });
  await expect(console_.getByText(/Hollow is ready on port/)).toBeVisible();
  await page.getByRole("textbox", { name: "Command" }).fill("broadcast the ferry is late");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(console_.getByText(/the ferry is late/)).toBeVisible();

  await page.getByRole("button", { name: "Restart" }).click();
  await page.getByRole("button", { name: "Restart now" }).click();
  await expect(console_.getByText(/Hollow is ready on port/)).toHaveCount(2, { timeout: 30_000 });

  await page.goto("/settings/api-keys");
  await page
    .getByRole("button", { name: /New key|Make key|Create key/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[data-field='name'] input").fill("Journey bot");
  await dialog.getByRole("button", { name: /^(Create|Make)/ }).click();
  const secret = page
    .getByRole("dialog")
    .locator("code")
    .filter({ hasText: /^gk_live_[0-9A-Za-z]{38}$/ });
  const key = await secret.textContent();
  await page.getByRole("dialog").getByRole("checkbox").check();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();

  const bearer = { authorization: `Bearer ${key}` };
  const found = await request.get(`/api/v1/servers/${serverId}`, { headers: bearer });
  expect([found.status(), (await found.json()).data.name]).toEqual([200, "Journey"]);

  await page
    .getByRole("row", { name: /Journey bot/ })
    .getByRole("button")
    .last()
    .click();
  await page.getByRole("menuitem", { name: /Revoke/ }).click();
  const confirm = page.getByRole("dialog");
  const typed = confirm.getByRole("textbox");
  if (await typed.count()) await typed.fill("Journey bot");
  await confirm.getByRole("button", { name: /Revoke/ }).click();
  await expect(confirm).toBeHidden();
  await expect
    .poll(async () => (await request.get(`/api/v1/servers/${serverId}`, { headers: bearer })).status(), {
      timeout: 5_000,
    })
    .toBe(401);

  await page.goto(`/servers/${serverId}/settings`);
  await page.getByRole("button", { name: "Delete server" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Journey");
  await page.getByRole("dialog").getByRole("button", { name: "Delete server" }).click();
  await page.waitForURL("**/servers");
  await expect(page.getByText("Journey", { exact: true })).toHaveCount(0);
});

test("Discord is linked, signs in, and a refusal there is told here", async ({ page, request }) => {
  const oauth = process.env.E2E_OAUTH_URL;
  const id = String(Date.now());
  const before = await (await request.put(`${oauth}/person`, { data: {} })).json();
  await request.put(`${oauth}/person`, { data: { id, displayName: "Dana", email: `dana-${id}@example.org` } });
  try {
    const { email } = addUser("member", "Dora");
    await signIn(page, email);
    await page.goto("/settings/security");
    await page
      .getByRole("list", { name: "Linked accounts" })
      .getByRole("listitem")
      .filter({ hasText: "Discord" })
      .getByRole("button", { name: "Link" })
      .click();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.waitForURL("**/settings/security");
    await expect(page.getByText("Discord: Dana")).toBeVisible();
    await signOut(page);

    await page.getByRole("button", { name: "Continue with Discord" }).click();
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(page.getByText("Sign-in by Discord was cancelled.")).toBeVisible();
    await page.getByRole("button", { name: "Continue with Discord" }).click();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.waitForURL("**/home");
    await expect(page.getByRole("button", { name: "Account of Dora" })).toBeVisible();
  } finally {
    await request.put(`${oauth}/person`, { data: before });
  }
});
