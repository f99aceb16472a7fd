import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startReceiver } from "#app/testing/receiver.ts";
import { addUser, signIn } from "./support/people.ts";

test("somebody makes a webhook, sees a signed test arrive, and mends a receiver that fails", async ({ page }) => {
  const receiver = await startReceiver();
  try {
    const owner = addUser("owner", "Hugo");
    await signIn(page, owner.email);
    await page.goto("/webhooks");
    await page.getByRole("button", { name: "Create webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Status page");
    await dialog.getByLabel("Address").fill("http://10.0.0.1/");
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    await expect(dialog.getByText("The host is not at a public address.")).toBeVisible();
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    const secret = (await page.locator("code").filter({ hasText: "whsec_" }).textContent())!;
    await page.getByLabel("I have stored this secret").check();
    await page.getByRole("button", { name: "Done" }).click();

    await page.getByRole("link", { name: "Status page" }).click();
    await page.getByRole("button", { name: "Send test" }).click();
    // The owner is told of what other tests do on the panel, too.
    const ping = () => receiver.received.find(({ body }) => JSON.parse(String(body)).type === "webhook.ping");
    await expect.poll(ping).toBeDefined();
    const { body, headers } = ping()!;
    const told = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(told).toMatchObject({ type: "webhook.ping", payload: { name: "Status page" } });
    const first = page.getByRole("row").filter({ hasText: "webhook.ping" }).first();
    await expect(first).toContainText("Succeeded");

    receiver.answers((_call, response) => void response.writeHead(500).end("the database is down"));
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(first).toContainText("Will be tried again");
    await expect(page.getByText("The receiver is failing")).toBeVisible();
    await first.getByRole("button", { name: "webhook.ping", exact: true }).click();
    await page.locator("summary").first().click();
    // Whoever is failing is tried again: another try may stand above the one that was opened.
    await expect(page.getByText("the database is down").filter({ visible: true }).first()).toBeVisible();
    receiver.answers((_call, response) => void response.writeHead(204).end());
    await page.getByRole("dialog").getByRole("button", { name: "Send again" }).click();
    await expect(page.getByRole("dialog").getByText("Succeeded")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("The receiver is failing")).toBeHidden();

    await page.getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("Status page");
    await page.getByRole("dialog").getByRole("button", { name: "Remove webhook" }).click();
    await expect(page.getByText("No webhook yet")).toBeVisible();
  } finally {
    await receiver.close();
  }
});
