import { expect, test } from "@playwright/test";
import { PASSWORD, signOut } from "./support/people.ts";

// Runs before all others: they make owners of their own, and then there is nothing to set up.

test("the setup link makes the owner, once", async ({ page, request }) => {
  const link = process.env.E2E_SETUP_URL;
  if (!link) throw new Error("E2E_SETUP_URL is not set: the panel printed no setup link");
  const { data } = await (await request.get("/api/v1/auth/methods")).json();
  test.skip(data.hasOwner, "another run of tests made an owner on this panel already");

  await page.goto("/servers");
  await expect(page.getByRole("heading", { name: "This panel has no owner yet" })).toBeVisible();
  await page.goto("/setup?token=not-the-one");
  await expect(page.getByRole("heading", { name: "This setup link is not valid any more" })).toBeVisible();

  await page.goto(link);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Ines");
  await page.getByLabel("E-mail address").fill("ines@example.org");
  await page.getByLabel("Password", { exact: true }).fill("password123");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/among the first that guessers try/)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ines");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/home");

  await signOut(page);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This panel is set up" })).toBeVisible();
});
