import { expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { joinHollow, startHollow } from "./support/hollow.ts";
import { addUser, signIn } from "./support/people.ts";
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
