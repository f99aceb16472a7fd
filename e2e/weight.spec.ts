import { expect, test } from "@playwright/test";
import { builtRoutes, SCRIPTS_BUDGET_KB, scriptKb, scriptsOf } from "#app/testing/page-scripts.ts";
import { addUser, signIn } from "./support/people.ts";

/** What stands in an address of the pages of things, which are there whether anybody was killed with them or not. */
const NAMES: Readonly<Record<string, string>> = {
  "/kills/weapons/[name]": "behr_rifle_ballistic_01",
  "/kills/ships/[name]": "AEGS_Gladius",
  "/kills/places/[name]": "pyro4",
  "/kills/catalog/ships/[name]": "AEGS_Gladius",
  "/kills/catalog/systems/[name]": "Stanton",
};

test("no page loads more JavaScript than it may before it can be used", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, addUser("owner", "Vera").email);
  const routes = builtRoutes().filter((route) => !route.includes("[") || route in NAMES);
  expect(routes.length).toBeGreaterThan(40);
  const heavy: string[] = [];
  for (const route of routes) {
    const address = route.replace(/\[\w+\]/, encodeURIComponent(NAMES[route] ?? ""));
    const response = await page.request.get(address, { timeout: 60_000 });
    const scripts = scriptsOf(await response.text());
    expect(scripts.length, route).toBeGreaterThan(0);
    const kb = scripts.reduce((sum, script) => sum + scriptKb(script), 0);
    if (kb > SCRIPTS_BUDGET_KB) heavy.push(`${route}: ${kb.toFixed(0)} kB`);
  }
  expect(heavy).toEqual([]);
});
