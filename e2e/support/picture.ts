import type { Page } from "@playwright/test";

/** Keeps a picture of the page for people to look at, where `E2E_PICTURES=1` asks for them: they take longer than what is tested. A test that fails leaves one anyway. */
export async function picture(page: Page, path: string, fullPage = false): Promise<void> {
  if (process.env.E2E_PICTURES === "1") await page.screenshot({ path, fullPage });
}
