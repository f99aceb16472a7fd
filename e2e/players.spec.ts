import { expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { joinHollow, startHollow } from "./support/hollow.ts";
import { addUser, fromPanel, signIn } from "./support/people.ts";
import { moveServerPorts } from "./support/ports.ts";

test("somebody who comes in is there without a reload, is looked up, noted, reported and decided on, and is the user's own by a code", async ({
  page,
  request,
}, { retry }) => {
  test.setTimeout(180_000);
  // Who came in an earlier try is still on the list.
  const name = ["Ashwyn", "Beldric", "Corwin"][retry]!;
  await moveServerPorts(request);
  const { port } = await startHollow(request, "Nightfall");
  const owner = addUser("owner", "Mira");
  await signIn(page, owner.email);
  await page.goto("/players");
  const player = await joinHollow(port, name);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Online");
  await expect(row).toContainText("Nightfall");

  player.say("anybody at the ferry");
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const timeline = page.getByRole("list", { name: "Timeline" });
  // Once as what was said, and once as the command that said it.
  await expect(timeline.getByText("anybody at the ferry").first()).toBeVisible();
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Friendly, helps newcomers.");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(timeline.getByText("Friendly, helps newcomers.")).toBeVisible();
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await expect(timeline.getByText("Friendly, helps newcomers.")).toBeHidden();
  await expect(page).toHaveURL(/show=chat/);
  await timeline.getByRole("checkbox", { name: "Evidence" }).first().check();
  await page.getByRole("button", { name: "Warn" }).click();
  await expect(page.getByText("1 entry of the timeline goes along as evidence.")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await findViolations(page)).toEqual([]);

  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Link a player" }).click();
  const code = await page.getByText(/GK-[A-Z0-9]{4}-[A-Z0-9]{4}/).textContent();
  player.say(code!.trim());
  await expect(page.getByText(name, { exact: true })).toBeVisible();

  player.leave();
  await page.goto("/players");
  await expect(row).toContainText("Offline");
  await expect(row).toContainText("Linked");
  await page.getByRole("searchbox").fill("nobody of this name");
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("the owner of one server finds its players, bans and reports, sees who plays, and calls its end off", async ({
  page,
  request,
}, { retry }) => {
  test.setTimeout(180_000);
  const name = ["Dunstan", "Edwy", "Frith"][retry]!;
  const member = addUser("member", "Sol");
  await signIn(page, member.email);
  await page.goto("/home");
  const places = page.getByRole("navigation").first();
  await expect(places.getByRole("link", { name: "Players" })).toHaveCount(0);
  const headers = fromPanel();
  await moveServerPorts(request);
  const { id, port } = await startHollow(page.request, "Sol's ferry", headers);

  await page.goto(`/servers/${id}/players`);
  await expect(places.getByRole("link", { name: "Players" })).toBeVisible();
  const player = await joinHollow(port, name);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Online");
  await expect(page.getByText("One is playing now.")).toBeVisible();
  const parts = page.getByRole("navigation", { name: "Parts of this server" });
  await expect(parts.getByRole("link")).toHaveText([
    "Console",
    "Players",
    "World",
    "Statistics",
    "Activity",
    "Settings",
  ]);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await expect(page.getByRole("menuitem", { name: "Ban" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Warn" }).click();
  await page
    .getByRole("dialog", { name: `Warn ${name}` })
    .getByLabel("Reason", { exact: true })
    .fill("Mind the gap");
  await page.getByRole("dialog").getByRole("button", { name: "Warn", exact: true }).click();
  await expect(page.getByText(`${name} was warned`)).toBeVisible();

  await row.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const report = page.getByRole("dialog", { name: `Report ${name}` });
  await report.getByLabel("What have they done?").fill("Sits on the ferry and sings.");
  expect(await findViolations(page)).toEqual([]);
  await report.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("Sits on the ferry and sings.")).toBeVisible();
  await page.goto("/players/reports");
  await expect(page.getByRole("row").filter({ hasText: "Sits on the ferry and sings." })).toContainText(name);
  await page.goto("/home");
  const playing = page.getByRole("link", { name, exact: true });
  await expect(playing).toBeVisible();

  const planned = await page.request.post(`/api/v1/servers/${id}/shutdown`, {
    headers,
    data: { delaySeconds: 3600, reason: "New boards for the landing." },
  });
  expect(planned.status()).toBe(202);
  await page.goto(`/servers/${id}/statistics`);
  await expect(page.getByText("Planned by Sol.")).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Call off" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Call off" }).click();
  await expect(page.getByText("Planned by Sol.")).toBeHidden();
  player.leave();
});
