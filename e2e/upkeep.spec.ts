import { expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { joinHollow, startHollow } from "./support/hollow.ts";
import { addUser, signIn } from "./support/people.ts";
import { moveServerPorts } from "./support/ports.ts";

test("an owner sees who will hear a broadcast, reads what became of it, and plans an end and calls it off", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const owner = addUser("owner", "Petra");
  await moveServerPorts(request);
  const name = `Upkeep ${owner.email.slice(6, 16)}`;
  const { port } = await startHollow(request, name);
  const player = await joinHollow(port, "Corvin");
  await signIn(page, owner.email);
  await page.goto("/settings/upkeep");

  await page.getByRole("button", { name: "New broadcast" }).click();
  const form = page.getByRole("dialog", { name: "New broadcast" });
  await form.getByLabel("Text").fill("The ferry leaves at nine");
  await form.getByRole("radio", { name: "Single servers" }).check();
  await expect(form.getByText("It goes to no server yet.")).toBeVisible();
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form.getByText("Choose at least one.").first()).toBeVisible();
  await form.getByRole("checkbox", { name: new RegExp(`^${name}`) }).check();
  await expect(form.getByText("1 server hears it, with 1 player in now.")).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await form.getByRole("button", { name: "Send" }).click();

  const report = page.getByRole("dialog", { name: "Who was told" });
  await expect(report.getByText("Said on 1 of 1 server")).toBeVisible();
  await expect(report.getByText(name)).toBeVisible();
  await expect.poll(() => player.heard()).toContain("The ferry leaves at nine");
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Plan an end" }).click();
  const plan = page.getByRole("dialog", { name: "Plan an end" });
  await plan.getByLabel("Server").selectOption(name);
  await plan.getByLabel("Reason").fill("New planks for the pier");
  await plan.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(page.getByText(`${name} stops`)).toBeVisible();
  await expect.poll(() => player.heard(), { timeout: 20_000 }).toContain("New planks for the pier");
  await page
    .getByRole("listitem")
    .filter({ hasText: `${name} stops` })
    .getByRole("button", { name: "Call off" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Call off" }).click();
  await expect(page.getByText(`${name} goes on`)).toBeVisible();
  await expect.poll(() => player.heard(), { timeout: 20_000 }).toContain("called off");
  player.leave();

  await page.getByRole("button", { name: "Reload the panel's files" }).click();
  await expect(page.getByText("Read again: blueprints, patterns of consoles.")).toBeVisible();
});
