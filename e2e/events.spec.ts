import { expect, test } from "@playwright/test";
import { addUser, signIn } from "./support/people.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";

test("somebody watches what happens, holds it still, opens one event, and goes to what it is about", async ({
  page,
  request,
}) => {
  await moveServerPorts(request);
  const headers = fullKey();
  const change = (name: string) => request.patch(`/api/v1/servers/${serverId}`, { headers, data: { name } });
  const made = await request.post("/api/v1/servers", {
    headers,
    data: { name: "Tidewatch", blueprintId: "hollow", start: false },
  });
  const serverId: string = (await made.json()).data.id;

  await signIn(page, addUser("owner", "Edda").email);
  await page.goto(`/events?type=server.*&server=${serverId}`);
  const rows = page.getByRole("row").filter({ hasText: "server.updated" });
  await expect(page.getByRole("row").filter({ hasText: "server.created" })).toHaveCount(1);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  expect((await change("Tidewatch 2")).ok()).toBe(true);
  await expect(rows).toHaveCount(1);

  await page.getByRole("button", { name: "Pause" }).click();
  await change("Tidewatch 3");
  const waiting = page.getByRole("button", { name: "Show 1 new event" });
  await expect(waiting).toBeVisible();
  await expect(rows).toHaveCount(1);
  await waiting.click();
  await expect(rows).toHaveCount(2);

  await page.reload();
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole("button", { name: "server.updated" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("region", { name: "As programs get it" })).toContainText('"name": "Tidewatch 3"');
  await sheet.getByRole("link", { name: "Open what it is about" }).click();
  await page.waitForURL(`**/servers/${serverId}/console`);
});

test("a member is told of their own things alone", async ({ page, request }) => {
  const headers = fullKey();
  const name = `Panel of ${Date.now()}`;
  await signIn(page, addUser("member", "Mia").email);
  await page.goto("/events");
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const before = await (await request.get("/api/v1/admin/settings", { headers })).json();
  const was = before.data.find(({ key }: { key: string }) => key === "panel-name").value;
  await request.put("/api/v1/admin/settings/panel-name", { headers, data: { value: name } });
  await request.put("/api/v1/admin/settings/panel-name", { headers, data: { value: was } });
  // An owner's list has both by now; a member's has neither.
  const types = "setting.changed";
  await expect
    .poll(async () =>
      JSON.stringify(await (await request.get(`/api/v1/events/history?types=${types}`, { headers })).json()),
    )
    .toContain(name);
  await page.reload();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "setting.changed" })).toHaveCount(0);
});
