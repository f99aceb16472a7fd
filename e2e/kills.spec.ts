import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { addUser, fromPanel, signIn } from "./support/people.ts";

/** Tells of kills as the person that the page is signed in as. */
async function tell(page: Page, kills: readonly Record<string, unknown>[]): Promise<{ id: string }[]> {
  const headers = fromPanel();
  const told = await page.request.post("/api/v1/kills/bulk", { headers, data: { kills } });
  expect(told.status(), await told.text()).toBe(200);
  return (await told.json()).data.map(({ kill }: { kill: { id: string } }) => kill);
}

async function playerId(request: APIRequestContext, name: string, game: string): Promise<string> {
  const found = await request.get(`/api/v1/kills/players?q=${name}&game=${encodeURIComponent(game)}`);
  return (await found.json()).data[0].playerId;
}

test("a kill is recorded by hand, waits while the feed is read, is disputed and decided on", async ({ page, browser }, {
  retry,
}) => {
  test.setTimeout(180_000);
  const victim = `Rook${retry}`;
  const teller = addUser("member", "Nell");
  const moderator = addUser("moderator", "Odo");
  await signIn(page, teller.email);
  await page.goto("/kills");
  await page.getByRole("button", { name: "Record a kill" }).click();
  const form = page.getByRole("dialog", { name: "Record a kill" });
  await form.getByRole("button", { name: "Record kill" }).click();
  await expect(form.getByText("Fill this in.")).toBeVisible();
  await form.getByLabel("Who died").fill(victim);
  await form.getByLabel("When").fill("2035-01-01T00:00:00");
  await form.getByRole("button", { name: "Record kill" }).click();
  await expect(form.getByText(/cannot have happened in the future/)).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await form.getByLabel("When").fill("");
  await form.getByRole("combobox", { name: "Weapon" }).fill("behr_rifle_ballistic_01");
  await form.getByRole("button", { name: "Record kill" }).click();
  await expect(page.getByText("Kill recorded")).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: victim });
  await expect(row).toContainText("Claimed");

  await row.getByRole("link", { name: /: .* killed / }).focus();
  await tell(page, [{ victim: `Late${retry}` }]);
  const waiting = page.getByRole("button", { name: /new kill/ });
  await expect(waiting).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: `Late${retry}` })).toHaveCount(0);
  await waiting.click();
  await expect(page.getByRole("row").filter({ hasText: `Late${retry}` })).toBeVisible();

  await row.getByRole("link", { name: /: .* killed / }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`killed ${victim}`);
  await page.getByRole("button", { name: "Dispute" }).click();
  await page.getByRole("dialog").getByLabel("Why").fill("It was the turret's gunner.");
  await page.getByRole("dialog").getByRole("button", { name: "Dispute" }).click();
  await expect(page.getByText("This kill is disputed")).toBeVisible();
  await expect(page.getByRole("list", { name: "History" })).toContainText("It was the turret's gunner.");

  const other = await browser.newContext();
  const desk = await other.newPage();
  await signIn(desk, moderator.email);
  await desk.goto(new URL(page.url()).pathname);
  await desk.getByRole("button", { name: "Decide" }).click();
  await desk.getByRole("radio", { name: /Retract it/ }).check();
  await desk.getByRole("textbox", { name: "Why" }).fill("So it was.");
  expect(await findViolations(desk)).toEqual([]);
  await desk.getByRole("button", { name: "Save decision" }).click();
  await expect(desk.getByText("This kill was retracted")).toBeVisible();
  await other.close();
  // The other's page hears of it by itself.
  await expect(page.getByText("This kill was retracted")).toBeVisible();
  await page.goto("/kills");
  await expect(page.getByRole("row").filter({ hasText: `Late${retry}` })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("filters are in the address, boards pin one's own row, and figures lead to each other", async ({ page }, {
  retry,
}) => {
  test.setTimeout(180_000);
  const game = `arena ${retry}`;
  const teller = addUser("member", `Perrin${retry}`);
  await signIn(page, teller.email);
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const fights = Array.from({ length: 12 }, (_, n) => ({
    game,
    killer: n % 3 ? "Orrick" : "Tamsin",
    victim: n % 3 ? "Tamsin" : "Orrick",
    weapon: n % 2 ? "halberd" : "crossbow",
    place: "the ferry",
    at: at(60 - n),
  }));
  await tell(page, [...fights, { game, victim: "Orrick", weapon: "halberd", place: "the ferry", at: at(1) }]);

  await page.goto(`/kills?game=${encodeURIComponent(game)}`);
  await page.getByRole("row").nth(1).getByRole("link", { name: "halberd" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "halberd" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Who kills most with it" })).toContainText("Orrick");
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "All kills" }).click();
  await expect(page).toHaveURL(/weapon=halberd/);
  await page.getByRole("button", { name: "Weapon: halberd" }).click();
  await expect(page).not.toHaveURL(/weapon=/);
  await page.getByRole("combobox", { name: "Kind" }).selectOption("Suicide");
  await expect(page).toHaveURL(/kind=suicide/);
  await page.goBack();
  await expect(page).not.toHaveURL(/kind=/);

  await page.goto(`/kills/leaderboards?game=${encodeURIComponent(game)}`);
  await expect(page.getByRole("row").filter({ hasText: "You" })).toContainText("1");
  await expect(page.getByRole("row").nth(1)).toContainText("Orrick");
  await page.getByRole("button", { name: "Deaths", exact: true }).click();
  await expect(page).toHaveURL(/board=deaths/);
  await page.getByRole("button", { name: "Period before" }).click();
  await expect(page.getByText("Nobody is on this board yet")).toBeVisible();
  await page.getByRole("button", { name: "Period after" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Tamsin");

  await page.getByRole("link", { name: "Tamsin" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tamsin" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Kills by day and hour" })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "Compare" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare players" })).toBeVisible();
  const id = await playerId(page.request, "Orrick", game);
  await page.getByRole("combobox", { name: "The other" }).click();
  await page.route(/kills\.players/, (route) => route.abort());
  await page.getByPlaceholder("Type to search").fill("orri");
  await expect(page.getByText("The search failed.")).toBeVisible({ timeout: 30_000 });
  expect(await findViolations(page)).toEqual([]);
  await page.unroute(/kills\.players/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("option", { name: /Orrick/ }).click();
  await expect(page).toHaveURL(new RegExp(`other=${id}`));
  await expect(page.getByText(/Tamsin killed Orrick 4 times, Orrick killed Tamsin 8 times/)).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "All kills between the two" }).click();
  await expect(page).toHaveURL(new RegExp(`other=${id}`));
  await expect(page.getByRole("row")).toHaveCount(13);
  await page.getByRole("combobox", { name: "Who killed whom" }).selectOption("Tamsin killed Orrick");
  await expect(page).toHaveURL(new RegExp(`victim=${id}`));
  await expect(page.getByRole("row")).toHaveCount(5);
  await page.getByRole("button", { name: "Killer: Tamsin" }).click();
  await expect(page).not.toHaveURL(/killer=/);
});

test("a kill's link is for everybody where the panel says so, and never shows who shows their kills to few", async ({
  page,
  playwright,
  baseURL,
}) => {
  const owner = addUser("owner", "Quill");
  await signIn(page, owner.email);
  const headers = fromPanel();
  const set = (value: boolean) =>
    page.request.put("/api/v1/admin/settings/public-kills", { headers, data: { value } }).then((answer) => {
      expect(answer.ok()).toBe(true);
    });
  const [kill] = await tell(page, [{ game: "links", victim: "Frith", weapon: "halberd" }]);
  const stranger = await playwright.request.newContext({ baseURL: baseURL! });
  await set(true);
  await expect(async () => {
    const shown = await stranger.get(`/k/${kill!.id}`);
    expect(await shown.text()).toContain("killed Frith");
  }).toPass();
  const html = await (await stranger.get(`/k/${kill!.id}`)).text();
  expect(html).toContain(`/k/${kill!.id}/image`);
  const picture = await stranger.get(`/k/${kill!.id}/image`);
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await picture.body()).length).toBeGreaterThan(5_000);
  await page.goto(`/k/${kill!.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("killed Frith");
  expect(await findViolations(page)).toEqual([]);

  await page.request.patch("/api/v1/users/me/kills", { headers, data: { privacyLevel: "PRIVATE" } });
  await expect(async () => expect((await stranger.get(`/k/${kill!.id}/image`)).status()).toBe(404)).toPass();
  await set(false);
  await stranger.dispose();
});
