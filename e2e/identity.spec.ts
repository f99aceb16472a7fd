import { createHash } from "node:crypto";
import { type Browser, test as base, type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import pg from "pg";
import { DATABASE_NAME, postgresFolder } from "#app/supervisor/layout.ts";
import { runningPostgresUrl } from "#app/supervisor/postgres.ts";
import { findViolations } from "./support/axe.ts";
import { addUser, PASSWORD, signInByForm, signOut } from "./support/people.ts";

/** Each test comes from an address of its own: together they sign in more often than one address may in a minute. */
const test = base.extend({
  async extraHTTPHeaders({ browserName: _ }, use, { testId, retry }) {
    const [first, second] = createHash("sha256").update(`${testId} ${retry}`).digest();
    await use({ "x-forwarded-for": `10.1.${first}.${second}` });
  },
});

// How people come in, stay out and keep their account theirs, as they do it: by the pages.

const PERIOD_MS = 30_000;

async function expectNoViolations(page: Page): Promise<void> {
  // After a reload the browser is where it was; what the top bar then covers half would count as too small.
  await page.evaluate(() => scrollTo(0, 0));
  expect(await findViolations(page)).toEqual([]);
}

async function fillCredentials(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Makes the sign-ins of a person old, as hours of work would; then waits until the process behind the pages, which remembers a session for a moment, knows. */
async function ageSessions(page: Page, email: string): Promise<void> {
  const home = process.env.E2E_HOME;
  if (!home) throw new Error("E2E_HOME is not set: the panel under test did not tell its folder");
  const url = await runningPostgresUrl(postgresFolder(home), DATABASE_NAME);
  if (!url) throw new Error("the database of the panel under test does not run");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `update sessions set "authenticatedAt" = '2020-02-02' where "userId" = (select id from users where email = $1)`,
      [email],
    );
  } finally {
    await client.end();
  }
  await expect
    .poll(
      async () =>
        (await (await page.request.get("/api/trpc/auth.session?input=%7B%7D")).json()).result.data.session
          .authenticatedAt,
    )
    .toMatch(/^2020/);
}

/** A page of somebody else: a browser without the first one's cookies. */
async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

interface Authenticator {
  /** Whether whoever sits before it is recognised, by PIN or finger. */
  recognises(person: boolean): Promise<void>;
  credentials(): Promise<number>;
}

/** A device that keeps passkeys, built into the page's browser. */
async function addAuthenticator(page: Page): Promise<Authenticator> {
  const device: CDPSession = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    recognises: async (person) =>
      void (await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: person })),
    credentials: async () => (await device.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

async function textOf(shown: Locator): Promise<string> {
  return ((await shown.textContent()) ?? "").trim();
}

/** What a SecretOnce shows; then says that it is kept. */
async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  const secret = await textOf(dialog.locator("code").first());
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

test.describe("with an owner", () => {
  test.beforeAll(() => void addUser("owner"));

  test("a wrong password is told as such, and the right one leads to the page that was asked for", async ({ page }) => {
    const { email } = addUser("member", "Wanda");
    await page.goto("/settings/security");
    await page.waitForURL(/\/sign-in\?next=/);
    await fillCredentials(page, email, "not the password");
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    await expectNoViolations(page);
    await fillCredentials(page, email);
    await page.waitForURL("**/settings/security");
    await signOut(page);
    await page.goto("/home");
    await page.waitForURL(/\/sign-in\?next=/);
  });

  test("an address elsewhere is no place to go after signing in", async ({ page, baseURL }) => {
    const { email } = addUser("member", "Walt");
    await page.goto(`/sign-in?next=${encodeURIComponent("//evil.example/home")}`);
    await fillCredentials(page, email);
    await page.waitForURL(`${baseURL}/home`);
  });

  test("an invitation brings a new person in, and works once", async ({ page, browser }) => {
    const owner = addUser("owner", "Ottilie");
    await signInByForm(page, owner.email);
    await page.goto("/settings/invitations");
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Role", { exact: true }).selectOption({ label: "Moderator" });
    const note = `for the newcomer ${Date.now()}`;
    await page.getByLabel("Note").fill(note);
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Create link" }).click();
    await expect(page.getByRole("dialog", { name: "Invitation as Moderator" })).toBeVisible();
    const link = await takeSecret(page);
    await expect(page.getByRole("row", { name: new RegExp(note) })).toContainText("Pending");

    const guest = await stranger(browser);
    await guest.goto(link);
    await expect(guest.getByText("Ottilie invites you as Moderator.")).toBeVisible();
    await expectNoViolations(guest);
    await guest.getByLabel("Name").fill("Nico");
    await guest.getByLabel("E-mail address").fill(`nico-${Date.now()}@example.org`);
    await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await guest.getByRole("button", { name: "Create account" }).click();
    await guest.waitForURL("**/home");
    await guest.goto("/settings/users");
    await expect(guest.getByRole("heading", { name: "Users" })).toBeVisible();

    await expect(page.getByRole("row", { name: new RegExp(note) })).toContainText("Accepted");
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This invitation is not valid any more" })).toBeVisible();
    await guest.context().close();
  });

  test("a second factor is set up, asked for, and replaced by a recovery code", async ({ page }) => {
    const { email } = addUser("member", "Tilda");
    await signInByForm(page, email);
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Set up" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
    await expectNoViolations(page);
    const secret = (await textOf(dialog.locator("code").first())).replaceAll(" ", "");
    const authenticator = new TOTP({ secret: Secret.fromBase32(secret) });
    await dialog.getByLabel("Code").fill("000000");
    await dialog.getByRole("button", { name: "Turn on" }).click();
    await expect(dialog.getByText("That code is wrong or was used before.")).toBeVisible();
    await dialog.getByLabel("Code").fill(authenticator.generate());
    await dialog.getByRole("button", { name: "Turn on" }).click();

    const shown = page.getByRole("dialog", { name: "Recovery codes" });
    await expect(shown.getByRole("listitem")).toHaveCount(10);
    const recovery = await textOf(shown.getByRole("listitem").first());
    await expectNoViolations(page);
    await shown.getByRole("checkbox").check();
    await shown.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

    await signOut(page);
    await fillCredentials(page, email);
    await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
    await expectNoViolations(page);
    // The code of now was used to turn it on; the next one is taken already.
    await page.getByLabel("Code").fill(authenticator.generate({ timestamp: Date.now() + PERIOD_MS }));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/home");

    await signOut(page);
    await fillCredentials(page, email);
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(recovery);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/home");
    await page.goto("/settings/security");
    await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
  });

  test("a passkey is made, signs in alone, and is removed", async ({ browser, baseURL }) => {
    const { email } = addUser("member", "Peer");
    // The panel without PUBLIC_URL, as a person opens it on its own machine.
    const local = `http://localhost:${new URL(baseURL ?? "").port}`;
    const page = await (await browser.newContext({ baseURL: local })).newPage();
    const authenticator = await addAuthenticator(page);
    await signInByForm(page, email);
    await page.goto("/settings/security");

    await authenticator.recognises(false);
    await page.getByRole("button", { name: "Add passkey" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a passkey" });
    await expectNoViolations(page);
    await dialog.getByRole("textbox", { name: "Name" }).fill("Desk");
    await dialog.getByRole("button", { name: "Add passkey" }).click();
    await expect(dialog.getByText(/No passkey was made/)).toBeVisible();
    await authenticator.recognises(true);
    await dialog.getByRole("button", { name: "Add passkey" }).click();
    await expect(dialog).toBeHidden();
    const passkeys = page.getByRole("list", { name: "Passkeys" });
    await expect(passkeys.getByRole("listitem")).toContainText("Never used.");
    expect(await authenticator.credentials()).toBe(1);

    await page.getByRole("button", { name: "Add passkey" }).click();
    await dialog.getByRole("button", { name: "Add passkey" }).click();
    await expect(dialog.getByText("This device has a passkey for your account already.")).toBeVisible();
    await page.keyboard.press("Escape");

    await authenticator.recognises(false);
    await signOut(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeEnabled();
    await authenticator.recognises(true);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL("**/home");
    await expect(page.getByRole("button", { name: "Account of Peer" })).toBeVisible();

    await page.goto("/settings/security");
    await expect(passkeys.getByRole("listitem")).toContainText("Last used");
    await expect(page.getByRole("list", { name: "Sessions" })).toContainText("By passkey");
    await passkeys.getByRole("button", { name: "Remove Desk" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove passkey" }).click();
    await expect(passkeys).toHaveCount(0);
    await signOut(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByText(/passkey/i).filter({ hasText: "known" })).toBeVisible();
    await page.context().close();
  });

  test("at an address of numbers it is said where passkeys work", async ({ page, baseURL }) => {
    const { email } = addUser("member", "Paul");
    await signInByForm(page, email);
    await page.goto("/settings/security");
    await expect(page.getByRole("button", { name: "Add passkey" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Open it at localhost" })).toHaveAttribute(
      "href",
      `http://localhost:${new URL(baseURL ?? "").port}/settings/security`,
    );
    await signOut(page);
    await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
  });

  test("a session that is ended elsewhere is out at once", async ({ page, browser }) => {
    const { email } = addUser("member", "Sami");
    await signInByForm(page, email);
    const other = await stranger(browser);
    await signInByForm(other, email);
    await page.goto("/settings/security");
    const sessions = page.getByRole("list", { name: "Sessions" });
    await expect(sessions.getByRole("listitem")).toHaveCount(2);
    await expect(sessions.getByText("This one")).toHaveCount(1);
    await sessions.getByRole("button", { name: /^Sign out/ }).click();
    await expect(sessions.getByRole("listitem")).toHaveCount(1);
    await other.waitForURL("**/sign-in");
    await other.goto("/settings/profile");
    await other.waitForURL(/\/sign-in\?next=/);
    await other.context().close();
  });

  test("a new password ends the other sessions and is asked for from then on", async ({ page, browser }) => {
    const { email } = addUser("member", "Pia");
    await signInByForm(page, email);
    const other = await stranger(browser);
    await signInByForm(other, email);
    await page.goto("/settings/security");
    await page.getByLabel("Current password").fill("not it at all");
    await page.getByLabel("New password").fill("four yellow windows 7");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("The current password is wrong.")).toBeVisible();
    await page.getByLabel("Current password").fill(PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Password changed, 1 other session ended")).toBeVisible();
    await other.waitForURL("**/sign-in");
    await fillCredentials(other, email, "four yellow windows 7");
    await other.waitForURL("**/home");
    await other.context().close();
  });

  test("an old sign-in is made fresh by the password, also from within another dialog", async ({ page }) => {
    const { email } = addUser("member", "Frida");
    await signInByForm(page, email);
    await ageSessions(page, email);
    await page.goto("/settings/profile");
    const wanted = `frida-${Date.now()}@example.org`;
    await page.getByRole("textbox", { name: "Address" }).fill(wanted);
    await page.getByRole("button", { name: "Change address" }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
    await expect(dialog).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press("Escape");
    await expect(page.getByText(/Sign in again to do this/)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Address" })).toHaveValue(wanted);

    await page.getByRole("button", { name: "Change address" }).click();
    await dialog.getByLabel("Password", { exact: true }).fill("not the password");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(dialog.getByText("The current password is wrong.")).toBeVisible();
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    // The live connection was the old session's: it ends, and the tab opens another as the new one instead of leaving.
    const reconnected = page.waitForEvent("websocket");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("Address changed")).toBeVisible();
    await reconnected;
    await expect(page).toHaveURL(/\/settings\/profile$/);

    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Set up" }).click();
    const secret = (await textOf(page.getByRole("dialog").locator("code").first())).replaceAll(" ", "");
    await page
      .getByRole("dialog")
      .getByLabel("Code")
      .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await page.getByRole("dialog").getByRole("button", { name: "Turn on" }).click();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await ageSessions(page, wanted);
    await page.getByRole("button", { name: "Turn off" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Turn off" }).click();
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("Second factor turned off")).toBeVisible();
    await expect(page.getByRole("button", { name: "Set up" })).toBeVisible();
  });

  test("an owner adds a user, who sets a password, is suspended, let in again and removed", async ({
    page,
    browser,
  }) => {
    const owner = addUser("owner", "Oskar");
    // Of this try alone: another one's would be found by the same name.
    const name = `Ulla ${Date.now()}`;
    const email = `${name.toLowerCase().replace(" ", "-")}@example.org`;
    await signInByForm(page, owner.email);
    await page.goto("/settings/users");
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add user" }).click();
    await expect(dialog.getByLabel("E-mail address")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("E-mail address").fill(email);
    await dialog.getByLabel("Name").fill(name);
    await expectNoViolations(page);
    await dialog.getByRole("button", { name: "Add user" }).click();
    await expect(page.getByRole("dialog", { name: `Password link for ${name}` })).toBeVisible();
    const link = await takeSecret(page);

    const user = await stranger(browser);
    await user.goto(link);
    await user.getByLabel("New password").fill(PASSWORD);
    await user.getByRole("button", { name: "Set password" }).click();
    await expect(user.getByText("The password is set. Sign in with it.")).toBeVisible();
    await fillCredentials(user, email);
    await user.waitForURL("**/home");
    await user.goto("/settings/users");
    await expect(user.getByText("users:read")).toBeVisible();

    await page.getByRole("searchbox").fill(email);
    await expect(page).toHaveURL(/q=ulla/);
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.getByRole("checkbox", { name: /^Moderator/ }).check();
    await page.getByRole("button", { name: "Save roles" }).click();
    await expect(page.getByText(`Roles of ${name} saved`)).toBeVisible();
    await expectNoViolations(page);

    await page.getByRole("button", { name: "Suspend user" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Suspend user" }).click();
    await user.waitForURL("**/sign-in");
    await fillCredentials(user, email);
    await expect(user.getByText(/^This account is suspended until /)).toBeVisible();
    await page.getByRole("button", { name: "Let in again" }).click();
    await expect(page.getByRole("button", { name: "Suspend user" })).toBeVisible();

    await page.getByRole("button", { name: "Remove user" }).click();
    const confirm = page.getByRole("dialog");
    await expect(confirm.getByRole("button", { name: "Remove user" })).toBeDisabled();
    await confirm.getByRole("textbox").fill(name);
    await confirm.getByRole("button", { name: "Remove user" }).click();
    await page.waitForURL("**/settings/users");
    await user.context().close();
  });

  test("a role of one's own is made, changed and deleted; built-in ones only show", async ({ page }) => {
    const admin = addUser("admin", "Alma");
    const name = `Helper ${Date.now()}`;
    await signInByForm(page, admin.email);
    await page.goto("/settings/roles/new");
    // An admin does not own the instance, and so cannot give that away.
    await expect(page.getByRole("checkbox", { name: /^Own the instance/ })).toBeDisabled();
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("checkbox", { name: /^See servers, their state/ }).check();
    await page.getByRole("button", { name: "Create role" }).click();
    await page.waitForURL(/\/settings\/roles\/rol_/);
    await page.getByRole("checkbox", { name: /^Start, stop, restart/ }).check();
    await page.getByRole("button", { name: "Save role" }).click();
    await expect(page.getByText("Role saved")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("checkbox", { name: /^Start, stop, restart/ })).toBeChecked();
    await expectNoViolations(page);
    await page.getByRole("button", { name: "Delete role" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(name);
    await page.getByRole("dialog").getByRole("button", { name: "Delete role" }).click();
    await page.waitForURL("**/settings/roles");
    await expect(page.getByText(name, { exact: true })).toHaveCount(0);

    await page.getByRole("link", { name: "Owner" }).click();
    await expect(page.getByText(/Built-in roles cannot be changed/)).toBeVisible();
    await expect(page.getByRole("checkbox", { name: /^Own the instance/ })).toBeDisabled();
    await expectNoViolations(page);
  });

  test("the look that a person chose comes along to another browser", async ({ page, browser }) => {
    const { email } = addUser("member", "Lotte");
    await signInByForm(page, email);
    await page.goto("/settings/profile");
    const kept = page.waitForResponse((response) => response.url().includes("profile.update") && response.ok());
    await page.getByRole("radio", { name: "Dark" }).check();
    await kept;
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const other = await stranger(browser);
    await signInByForm(other, email);
    await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
    await other.context().close();
  });
});
