import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { newId } from "#app/lib/id.ts";
import { findViolations } from "./support/axe.ts";
import { addUser, signIn } from "./support/people.ts";
import { fullKey } from "./support/ports.ts";

/** What the panel answers to a call that must succeed. */
async function call<Answer>(request: APIRequestContext, method: string, path: string, data?: object): Promise<Answer> {
  const answer = await request.fetch(`/api/v1${path}`, { method, headers: fullKey(), data });
  if (!answer.ok()) throw new Error(await answer.text());
  return (await answer.json()).data as Answer;
}

/** A member with coins, in a store that is open, where gifts may be given. */
async function shopper(
  request: APIRequestContext,
  coins: number,
): Promise<{ email: string; name: string; id: string }> {
  const member = addUser("member", `Shopper ${newId("usr").slice(-6)}`);
  for (const key of ["store", "coin-gifts"]) await call(request, "PUT", `/admin/settings/${key}`, { value: true });
  await call(request, "PUT", "/admin/settings/coin-gift-account-days", { value: 0 });
  const [found] = await call<{ id: string }[]>(request, "GET", `/admin/users?q=${encodeURIComponent(member.email)}`);
  await call(request, "POST", `/admin/users/${found!.id}/coins/add`, { amount: coins, reason: "To begin with" });
  return { ...member, id: found!.id };
}

/** Room for servers is what everybody's package bounds in a new panel. */
async function addRoom(request: APIRequestContext, more: object = {}): Promise<string> {
  const name = `Room ${newId("itm").slice(-6)}`;
  const gives = { kind: "resource", resource: "servers", amount: 1 };
  await call(request, "POST", "/admin/store/items", { name, gives, priceCoins: 60, enabled: true, ...more });
  return name;
}

async function choose(page: Page, item: string) {
  await page.goto("/store");
  await page.getByRole("button", { name: `Choose: ${item}` }).click();
  return page.getByRole("dialog");
}

test("a package is put on sale and changed; an order of it is found, and refunded with a reason that its buyer reads", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const member = await shopper(request, 500);
  const owner = addUser("owner", "Olga");
  const packageName = `Gold ${newId("pkg").slice(-6)}`;
  const limits = { memoryMiB: 16_384, diskMiB: 102_400, cpuPercent: 800, servers: 8, ports: 20 };
  await call(request, "POST", "/packages", { name: packageName, limits });
  const item = `${packageName} for a month`;

  await signIn(page, owner.email);
  await page.goto("/settings/store");
  await page.getByRole("button", { name: "Add item" }).click();
  const form = page.getByRole("dialog");
  await form.locator("[data-field='name'] input").fill(item);
  await form.locator("[data-field='gives.kind'] select").selectOption("package");
  await form.locator("[data-field='gives.packageId'] select").selectOption({ label: packageName });
  await form.locator("[data-field='gives.days'] input").fill("30");
  await form.locator("[data-field='priceCoins'] input").fill("100");
  await form.getByRole("checkbox", { name: "For sale" }).check();
  await form.getByRole("button", { name: "Add item" }).click();
  await expect(form).toBeHidden();
  await page.getByRole("searchbox", { name: "Filter by name" }).fill(packageName);
  const row = page.getByRole("row", { name: item });
  await expect(row).toContainText(`Package ${packageName} for 30 days`);
  await row.getByRole("button", { name: `Actions for ${item}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("dialog").locator("[data-field='priceCoins'] input").fill("90");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("90 coins");

  const desk = await browser.newContext();
  const buyer = await desk.newPage();
  await signIn(buyer, member.email);
  const checkout = await choose(buyer, item);
  await expect(checkout.getByText("16 GiB")).toBeVisible();
  expect(await findViolations(buyer)).toEqual([]);
  await checkout.getByRole("button", { name: "Pay 90 coins" }).click();
  await expect(buyer.getByText(`Bought: ${item}`)).toBeVisible();

  await page.getByRole("link", { name: "Orders" }).click();
  await page.getByRole("searchbox", { name: "Filter by buyer, item or id" }).fill(member.name);
  const order = page.getByRole("row", { name: item });
  await expect(order).toContainText("Delivered");
  expect(new URL(page.url()).searchParams.get("q")).toBe(member.name);
  await page.reload();
  await order.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Refund" }).click();
  const refund = page.getByRole("dialog");
  expect(await findViolations(page)).toEqual([]);
  await refund.getByRole("button", { name: "Refund 90 coins" }).click();
  await expect(refund.getByText("Fill this in.")).toBeVisible();
  await refund.locator("[data-field='reason'] input").fill("Bought by mistake");
  await refund.getByRole("button", { name: "Refund 90 coins" }).click();
  await expect(order).toContainText("Bought by mistake");
  await page.getByRole("button", { name: "Delivered" }).click();
  await expect(page.getByText("Nothing matches this filter")).toBeVisible();

  await buyer.goto("/store/orders");
  await expect(buyer.getByRole("listitem").filter({ hasText: item })).toContainText("Bought by mistake");
  await desk.close();
});

test("what was bought is bought once where the answer got lost, also at an address without a secure context", async ({
  page,
  request,
}) => {
  const member = await shopper(request, 200);
  const item = await addRoom(request);
  // Browsers have it at https and on this machine alone.
  await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, "randomUUID"));
  await signIn(page, member.email);
  const checkout = await choose(page, item);
  await expect(checkout.getByText("Servers", { exact: true })).toBeVisible();
  await page.route(
    /store\.buy/,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await checkout.getByRole("button", { name: "Pay 60 coins" }).click();
  await expect(checkout.getByRole("alert")).toBeVisible();
  await checkout.getByRole("button", { name: "Pay 60 coins" }).click();
  await expect(page.getByText(`Bought: ${item}`)).toBeVisible();
  await page.goto("/store/orders");
  await expect(page.getByRole("listitem").filter({ hasText: item })).toHaveCount(1);
  const { balance } = await call<{ balance: number }>(request, "GET", `/admin/users/${member.id}/coins`);
  expect(balance).toBe(140);
});

test("a checkout takes so many as there are, a discount on and off, and a gift whose code is in the orders", async ({
  page,
  request,
}) => {
  const member = await shopper(request, 500);
  const item = await addRoom(request, { stock: 3 });
  const code = `Ferry ${newId("cpn").slice(-8)}`;
  await call(request, "POST", "/admin/coupons", { gives: { kind: "percent", percent: 50 }, code });
  await signIn(page, member.email);
  const checkout = await choose(page, item);
  const pay = (coins: number) => checkout.getByRole("button", { name: `Pay ${coins} coins` });
  const many = checkout.locator("[data-field='quantity'] input");
  await many.fill("");
  await expect(pay(60)).toBeDisabled();
  await many.fill("4");
  await expect(checkout.getByText("A whole number from 1 to 3.")).toBeVisible();
  await many.fill("2");
  await expect(pay(120)).toBeEnabled();
  await checkout.locator("[data-field='couponCode'] input").fill(code);
  await checkout.getByRole("button", { name: "Apply" }).click();
  await expect(pay(60)).toBeEnabled();
  await checkout.getByRole("button", { name: "Take it off" }).click();
  await expect(pay(120)).toBeEnabled();
  await checkout.getByRole("checkbox", { name: "Buy it as a gift" }).check();
  await expect(checkout.getByText("Servers", { exact: true })).toBeHidden();
  await pay(120).click();
  const gift = await page.getByRole("dialog").locator("code").textContent();
  expect(gift).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await page.goto("/store/orders");
  await page.getByRole("button", { name: "Show code" }).click();
  await expect(page.getByRole("dialog").locator("code")).toHaveText(gift!);
});
