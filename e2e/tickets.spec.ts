import { type APIRequestContext, expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { addUser, signIn } from "./support/people.ts";
import { fullKey } from "./support/ports.ts";

async function ask(request: APIRequestContext, method: "get" | "post" | "put", path: string, data?: object) {
  const answer = await request[method](`/api/v1${path}`, { headers: fullKey(), ...(data && { data }) });
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()).data;
}

async function userIdOf(request: APIRequestContext, email: string): Promise<string> {
  return (await ask(request, "get", `/admin/users?q=${encodeURIComponent(email)}`))[0].id;
}

/** Something in the store that costs nothing, under a name of its own. */
async function sellForNothing(request: APIRequestContext, name: string): Promise<void> {
  await ask(request, "put", "/admin/settings/store", { value: true });
  await ask(request, "post", "/admin/store/items", {
    ...{ name, gives: { kind: "renewal_bypass", amount: 1 }, priceCoins: 0, enabled: true },
  });
}

test("a ticket about an order that is found by its name leads there, and back", async ({ page, request }) => {
  const ada = addUser("member", "Ada");
  const name = `Renewal ${ada.email.slice(7, 17)}`;
  await sellForNothing(request, name);
  await signIn(page, ada.email);
  await page.goto("/store");
  await page.getByRole("button", { name: `Choose: ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByText(`Bought: ${name}`)).toBeVisible();

  await page.goto("/tickets/new");
  await page.locator("[data-field='subject'] input").fill("It was not given");
  await page.locator("[data-field='text'] textarea").fill("I have no renewal.");
  await page.locator("[data-field='aboutKind'] select").selectOption("Order");
  await page.getByRole("combobox", { name: "Order" }).click();
  await page.getByPlaceholder("Search").fill(name.slice(0, 12).toLowerCase());
  await page.getByRole("option", { name }).click();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/\/tickets\/tkt_/);

  await page.locator("main").getByRole("link", { name }).click();
  await page.waitForURL(/\/store\/orders\/sto_/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("link", { name: /It was not given/ }).click();
  await page.waitForURL(/\/tickets\/tkt_/);
});

test("what was closed by a slip of the hand is as it was before, by Undo", async ({ page, request, browser }) => {
  const ada = addUser("member", "Ada");
  const mira = addUser("moderator", "Mira");
  const requesterId = await userIdOf(request, ada.email);
  const { id } = await ask(request, "post", "/tickets", { subject: "A slip", text: "Of the hand.", requesterId });

  await signIn(page, mira.email);
  await page.goto(`/tickets/${id}`);
  const header = page.locator("main header").first();
  await expect(header.getByText("In progress")).toBeVisible();
  await page.getByLabel("Status", { exact: true }).selectOption("Closed");
  await expect(header.getByText("Closed")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(header.getByText("In progress")).toBeVisible();

  const home = await browser.newContext();
  const own = await home.newPage();
  await signIn(own, ada.email);
  await own.goto(`/tickets/${id}`);
  await own.getByRole("button", { name: "Close ticket" }).click();
  await expect(own.locator("main header").first().getByText("Closed")).toBeVisible();
  await own.getByRole("button", { name: "Undo" }).click();
  await expect(own.locator("main header").first().getByText("In progress")).toBeVisible();
  await home.close();
});

test("staff finds by name what a ticket is about, and its member is not shown it", async ({ page, request }) => {
  const ada = addUser("member", "Ada");
  const mira = addUser("moderator", "Mira");
  const killer = `Ashwyn-${ada.email.slice(7, 15)}`;
  await ask(request, "post", "/kills", { killer, victim: "Outlaw-Joe", weapon: "behr_rifle_ballistic_01" });
  const requesterId = await userIdOf(request, ada.email);
  const { id } = await ask(request, "post", "/tickets", { subject: "Who was it?", text: "On the ferry.", requesterId });

  await signIn(page, mira.email);
  await page.goto(`/tickets/${id}`);
  await page.locator("[data-field='aboutKind'] select").selectOption("Kill");
  await page.getByRole("combobox", { name: "Kill" }).click();
  await page.getByPlaceholder("Search").fill(killer);
  await page.getByRole("option", { name: new RegExp(killer) }).click();
  const link = page.locator("main").getByRole("link", { name: /^#\d+$/ });
  await expect(link).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await link.click();
  await page.waitForURL(/\/kills\/kil_/);

  await signIn(page, ada.email);
  await page.goto(`/tickets/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: /Who was it/ })).toBeVisible();
  await expect(page.locator("main").getByRole("link", { name: /^#\d+$/ })).toHaveCount(0);
});
