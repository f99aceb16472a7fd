import { expect, type Page, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { picture } from "./support/picture.ts";

// Opens the gallery of the interface kit (served outside production, or with GAMEKEEPER_KIT=1) in both themes, on a desk
// and on a phone, and looks for what automatic checks can find: WCAG violations, sideways overflow, broken keys.

test.describe.configure({ mode: "parallel" });

const THEMES = ["light", "dark"] as const;
const WINDOWS = [
  { name: "desk", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
] as const;

async function openKit(page: Page, path = "/dev/kit") {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(path);
  // The terminal's code comes last, long after all else.
  await expect(page.locator(".xterm-screen, [role='log']").first()).toBeVisible({ timeout: 30_000 });
  return problems;
}

/** `within` spares the rest of the page, which was looked at alone: an analysis of the whole gallery takes seconds. In the second theme nothing but colours is another. */
async function expectNoViolations(page: Page, within?: string) {
  const theme = await page.locator("html").getAttribute("data-theme");
  const rules = theme === THEMES[0] ? "standard" : "colours";
  expect(await findViolations(page, { rules, ...(within ? { within } : {}) })).toEqual([]);
}

function shotPath(name: string): string {
  return test.info().outputPath(`${name}.png`);
}

for (const theme of THEMES) {
  for (const window of WINDOWS) {
    test.describe(`${theme}, ${window.name}`, () => {
      test.use({
        viewport: { width: window.width, height: window.height },
        hasTouch: window.name === "phone",
        contextOptions: { reducedMotion: "reduce" },
      });

      test.beforeEach(async ({ context, baseURL }) => {
        const value = encodeURIComponent(JSON.stringify({ theme }));
        await context.addCookies([{ name: "gamekeeper_ui", value, url: baseURL ?? "http://127.0.0.1" }]);
      });

      test("the page has no violations, no errors and no sideways scroll", async ({ page }) => {
        const problems = await openKit(page);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        await picture(page, shotPath("page"), true);
        await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(problems).toEqual([]);
      });

      test("what opens over the page has no violations and gives the focus back", async ({ page }) => {
        await openKit(page);
        const layers = page.getByRole("region", { name: "Layers" });
        for (const layer of ["Open dialog", "Open sheet", "Restart", "Delete server"]) {
          const opener = layers.getByRole("button", { name: layer, exact: true });
          await opener.click();
          await expect(page.getByRole("dialog")).toBeVisible();
          await picture(page, shotPath(layer));
          await expectNoViolations(page, "[role=dialog], [role=alertdialog]");
          await page.keyboard.press("Escape");
          await expect(page.getByRole("dialog")).toBeHidden();
          await expect(opener).toBeFocused();
        }

        await page.getByRole("button", { name: "Open menu" }).click();
        await expect(page.getByRole("menu")).toBeVisible();
        await picture(page, shotPath("menu"));
        await expectNoViolations(page, "[role=menu]");
        await page.keyboard.press("Escape");

        await page.keyboard.press("Control+k");
        await expect(page.getByRole("dialog")).toBeVisible();
        await page.keyboard.type("re");
        await expect(page.getByRole("option", { name: "Restart server" })).toBeVisible();
        await expect(page.getByRole("option", { name: "re Ashwyn" })).toBeVisible();
        await picture(page, shotPath("palette"));
        await expectNoViolations(page, "[role=dialog]");
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();

        await page.keyboard.press("?");
        await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
        await picture(page, shotPath("shortcuts"));
        await expectNoViolations(page, "[role=dialog]");
        await page.keyboard.press("Escape");

        await page.getByRole("button", { name: /^Jobs, / }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await picture(page, shotPath("jobs"));
        await expectNoViolations(page, "[role=dialog]");
      });

      test("a secret that is shown once is not closed by a slip of the hand", async ({ page }) => {
        await openKit(page);
        await page.getByRole("region", { name: "Layers" }).getByRole("button", { name: "Create key" }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await picture(page, shotPath("secret"));
        await expectNoViolations(page, "[role=dialog]");
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeVisible();
      });

      test("refused forms keep what was typed, toasts keep errors", async ({ page }) => {
        await openKit(page);
        await page.getByLabel("Name", { exact: true }).fill("Redgate");
        await page.getByRole("button", { name: "Create server" }).click();
        await expect(page.getByText("This name is taken.")).toBeVisible();
        await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
        await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Redgate");
        await picture(page, shotPath("form"));
        await expectNoViolations(page, "form:has([aria-invalid='true'])");
        await page.keyboard.type("2");
        await expect(page.getByText("This name is taken.")).toBeHidden();
        await expect(page.getByText("At least 128 MiB.")).toBeVisible();

        await page.getByRole("button", { name: "Toast with undo" }).click();
        await page.getByRole("button", { name: "Toast with error" }).click();
        await expect(page.getByText("Nightfall was not restarted")).toBeVisible();
        await picture(page, shotPath("toasts"));
        await expectNoViolations(page, "section:has(> [aria-live])");
        await page.getByRole("button", { name: "Undo", exact: true }).click();
        await expect(page.getByText("map.zip is back")).toBeVisible();
      });
    });
  }
}

test.describe("on a desk", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test("the table's state lives in the address, and the server renders it", async ({ page, request }) => {
    const html = await (await request.get("/dev/kit?q=night&sort=-players")).text();
    expect(html).toContain("Nightfall");
    expect(html).not.toContain("Brightforge");
    await openKit(page);
    await page.keyboard.press("/");
    await page.keyboard.type("ashen");
    await expect(page).toHaveURL(/q=ashen/);
    await expect(page.getByRole("row")).toHaveCount(2);
    await page.getByRole("button", { name: "Clear" }).first().click();
    await expect(page).not.toHaveURL(/q=/);
    await page.getByRole("button", { name: "Players", exact: true }).click();
    await expect(page).toHaveURL(/sort=players/);
  });

  test("choosing rows moves nothing", async ({ page }) => {
    await openKit(page);
    const row = page.getByRole("row", { name: /Ashen Vale/ });
    const box = page.getByRole("checkbox", { name: "Select Ashen Vale" });
    await box.scrollIntoViewIfNeeded();
    const before = await row.boundingBox();
    await box.check();
    await expect(page.getByRole("region", { name: "Acts on the selection" })).toBeVisible();
    expect(await row.boundingBox()).toEqual(before);
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await page.getByRole("button", { name: "Select all 24 that match" }).click();
    await expect(page.getByText("24 selected")).toBeVisible();
    await picture(page, shotPath("bulk"));
    await expectNoViolations(page);
  });

  test("the theme changes at once and is there on the next visit", async ({ page }) => {
    await openKit(page);
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    const html = await (await page.request.get("/dev/kit")).text();
    expect(html).toContain('data-theme="dark"');
  });

  test("the console holds still while it is read and says how many lines came", async ({ page }) => {
    await openKit(page);
    const plain = page.getByRole("button", { name: "Plain view" });
    for (const view of ["terminal", "plain"]) {
      if (view === "plain") await plain.click();
      const box = page.getByRole("region", { name: "Console of Nightfall" });
      await box.scrollIntoViewIfNeeded();
      const lines = view === "plain" ? page.getByRole("log") : page.locator(".xterm-screen");
      await expect(lines).toBeVisible();
      await lines.hover();
      await page.mouse.wheel(0, -400);
      await expect(page.getByRole("button", { name: "Jump to the end" })).toBeVisible();
      const before = await lines.screenshot({ path: shotPath(`${view}-before`) });
      await page.evaluate(() => window.kitConsole?.print(50));
      const more = page.getByRole("button", { name: "50 new lines" });
      await expect(more).toBeVisible();
      expect(before.length).toBeGreaterThan(0);
      await picture(page, shotPath(`${view}-held`));
      await more.click();
      await expect(more).toBeHidden();
    }
  });

  test("the console finds, filters and never prints what could act", async ({ page }) => {
    await openKit(page);
    await page.getByRole("button", { name: "Plain view" }).click();
    const log = page.getByRole("log");
    await expect(log).toContainText("in 0.8 s");
    await expect(log).not.toContainText("52;c");
    await log.click();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("cave troll");
    await page.keyboard.press("Enter");
    await expect(page.getByText("No match")).toBeHidden();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "All levels" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Errors" }).click();
    await expect(log).not.toContainText("cave troll");
    await expect(log).toContainText("ERROR");
  });
});
