import { expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { joinHollow, startHollow } from "./support/hollow.ts";
import { addUser, signIn, signOut } from "./support/people.ts";
import { moveServerPorts } from "./support/ports.ts";

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a moderator finds a player, reads the timeline and bans for an hour; the client is disconnected and appeals", async ({
    page,
    request,
  }) => {
    test.setTimeout(180_000);
    await moveServerPorts(request);
    const { port } = await startHollow(request, "Lowtide");
    const moderator = addUser("moderator", "Orla");
    const player = await joinHollow(port, "Brannoc");
    player.say("your gold or your life");
    await signIn(page, moderator.email);

    await page.goto("/players");
    await page.getByRole("searchbox").fill("brann");
    await page.getByRole("link", { name: "Brannoc" }).click();
    await expect(
      page.getByRole("list", { name: "Timeline" }).getByText("your gold or your life", { exact: true }),
    ).toBeVisible();

    await page.getByRole("button", { name: "Ban", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "Ban Brannoc" });
    await sheet.getByLabel("Reason", { exact: true }).fill("Robbery");
    await sheet.getByLabel("For how long").selectOption("1 hour");
    await expect(sheet.getByText(/^Ends /)).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await sheet.getByRole("button", { name: "Ban", exact: true }).click();
    await expect(page.getByText("Brannoc is banned")).toBeVisible();
    await player.closed;
    const [, code] = /code ([A-Z0-9-]{14})/.exec(player.heard())!;

    await page.goto("/players/bans");
    await page.getByRole("button", { name: "Brannoc" }).click();
    const shown = page.getByRole("dialog", { name: "Ban: Brannoc" });
    await expect(shown.getByText("Applied")).toBeVisible();
    await expect(shown.getByText("Lowtide", { exact: true }).first()).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await signOut(page);

    await page.goto("/appeal");
    await page.getByLabel("Code").fill(code!.toLowerCase());
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Robbery")).toBeVisible();
    await page.getByLabel("What there is to say against it").fill("I was only playing a robber.");
    await page.getByRole("button", { name: "Send appeal" }).click();
    await expect(page.getByText("Your appeal waits for a decision.")).toBeVisible();
    expect(await findViolations(page)).toEqual([]);

    await signIn(page, moderator.email);
    await page.goto("/players/appeals");
    await page.getByRole("button", { name: "Brannoc" }).click();
    const appeal = page.getByRole("dialog", { name: "Brannoc" });
    await expect(appeal.getByText("I was only playing a robber.")).toBeVisible();
    await appeal.getByLabel("Accept and lift").check();
    await appeal.getByLabel("Answer").fill("Play on, but not with the new ones.");
    expect(await findViolations(page)).toEqual([]);
    await appeal.getByRole("button", { name: "Decide" }).click();
    await expect(appeal.getByText("Accepted", { exact: true })).toBeVisible();

    await page.goto("/players/bans?state=past&kind=ban");
    await page.getByRole("button", { name: "Brannoc" }).click();
    await expect(page.getByRole("dialog").getByText("Lifted").first()).toBeVisible();
  });
});

test("a reason from the list fills the ban, and a rule is made and switched off", async ({ page }) => {
  const owner = addUser("owner", "Petra");
  await signIn(page, owner.email);
  await page.goto("/settings/moderation");
  await page.getByRole("button", { name: "Add reason" }).click();
  const dialog = page.getByRole("dialog", { name: "Add reason" });
  await dialog.getByLabel("Name").fill("Griefing");
  await dialog.getByLabel("Reason, for the player").fill("Destroying what others built");
  await dialog.getByRole("button", { name: "Add reason" }).click();
  await expect(page.getByText("Destroying what others built")).toBeVisible();
  await page.getByRole("button", { name: "Add rule" }).click();
  const rule = page.getByRole("dialog", { name: "Add rule" });
  await rule.getByLabel("Reason, for the player").fill("Three warnings");
  await rule.getByRole("button", { name: "Add rule" }).click();
  await expect(page.getByText("3 × Warning in 7 days: Ban, 1,440 minutes")).toBeVisible();
  await page.getByRole("button", { name: /^Switch off: 3 × Warning/ }).click();
  await expect(page.getByText("Off", { exact: true })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});
