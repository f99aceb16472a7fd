import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { findViolations } from "./support/axe.ts";
import { addUser, signIn } from "./support/people.ts";

test("a log is read in the browser, its kills are imported once, and stand in the feed", async ({ page }, {
  retry,
}) => {
  test.setTimeout(180_000);
  const handle = `Vex-Moor${retry}`;
  const truth: GeneratedTruth = { handle, kills: [], npcOnly: 0 };
  const text = [...generateLog({ seed: 41 + retry, kills: 12, noise: 3, repeats: 2 }, truth)].join("\r\n");
  const file = { name: "Game.log.gz", mimeType: "application/gzip", buffer: gzipSync(text) };
  await signIn(page, addUser("member", "Vex").email);
  await page.goto("/kills/import");
  const choose = async () => {
    await page.getByTestId("log-files").setInputFiles(file);
    await expect(page.getByText("12 deaths.").first()).toBeVisible();
  };
  await choose();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Import kills" }).click();
  await expect(page.getByText(/12 new, 0 confirmed, 0 already known/).first()).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await choose();
  await page.getByRole("button", { name: "Import kills" }).click();
  await expect(page.getByText(/0 new, 0 confirmed, 12 already known/).first()).toBeVisible();
  await page.goto("/kills");
  await expect(page.getByRole("row").filter({ hasText: handle }).first()).toBeVisible();
});

test("a log of another game that tells no day is asked for it", async ({ page }, { retry }) => {
  const text = `[10:00:00] [Server thread/INFO]: Nim${retry} joined the game\n[10:00:09] [Server thread/INFO]: Nim${retry} drowned\n`;
  await signIn(page, addUser("member", "Nim").email);
  await page.goto("/kills/import");
  await page
    .getByTestId("log-files")
    .setInputFiles({ name: "latest.log", mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect(page.getByText("Neither its lines nor its name give a date.")).toBeVisible();
  await page.getByLabel("When they begin").fill("2026-04-01T00:00");
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText("One death.")).toBeVisible();
  await page.getByRole("button", { name: "Import kills" }).click();
  await expect(page.getByText(/1 new, 0 confirmed, 0 already known/).first()).toBeVisible();
});
