import { expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";

// Of the operations, those of the first group are listed at once, and its first is open.

test("the API reference works from the panel's own origin alone and breaks no rule of its policy", async ({
  page,
  baseURL,
}) => {
  const own = new URL(baseURL ?? "http://127.0.0.1:3000").origin;
  const outside: string[] = [];
  const reports: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== own) outside.push(request.url());
  });
  page.on("console", (message) => {
    if (message.text().startsWith("CSP ")) reports.push(message.text());
  });
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  const answer = await page.goto("/docs/api");
  expect(answer?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
  await expect(page.getByText("Unlink an account").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(outside).toEqual([]);
  expect(reports).toEqual([]);
});

test("the API reference can be used by everybody, in light and dark, wide and narrow", async ({ page }) => {
  for (const colorScheme of ["dark", "light"] as const) {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto("/docs/api");
      await expect(page.getByRole("heading", { name: "List the own linked accounts" })).toBeAttached();
      await page.waitForLoadState("networkidle");
      // Scalar gives its "copy" buttons in code no name, and has no setting for one.
      expect(
        await findViolations(page, { rules: "all", without: ".scalar-code-copy" }),
        `${colorScheme}, ${width} pixels`,
      ).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  }
});
