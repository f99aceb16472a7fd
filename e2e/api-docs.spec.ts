import { expect, test } from "@playwright/test";

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
  await expect(page.getByText("List your API keys").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(outside).toEqual([]);
  expect(reports).toEqual([]);
});
