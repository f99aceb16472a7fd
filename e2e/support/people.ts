import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { gamekeeper } from "./cli.ts";

export const PASSWORD = "three green doors 42";

/** A new user of the panel under test, by the command line. */
export function addUser(
  role: "owner" | "admin" | "moderator" | "member",
  name = "Ada",
): { email: string; name: string } {
  const email = `${role}-${randomBytes(5).toString("hex")}@example.org`;
  gamekeeper(["users", "create", "--email", email, "--name", name, "--role", role, "--password-stdin"], PASSWORD);
  return { email, name };
}

/** What requests of a page of the panel under test send along; without it a session may change nothing. */
export function fromPanel(): { origin: string } {
  return { origin: new URL(test.info().project.use.baseURL!).origin };
}

/** Signs the page's browser in, without a look at a page: how it is done there is looked at once. */
export async function signIn(page: Page, email: string): Promise<void> {
  const data = { email, password: PASSWORD };
  const answer = await page.request.post("/api/v1/auth/signin", { headers: fromPanel(), data });
  expect(await answer.json()).toMatchObject({ data: { status: "signed_in" } });
}

/** Signs in on the sign-in page, as a person would. */
export async function signInByForm(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/home");
}

/** Signs out by the menu of the account. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}
