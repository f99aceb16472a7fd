import { type APIRequestContext, expect, test } from "@playwright/test";
import { findViolations } from "./support/axe.ts";
import { addUser, signIn } from "./support/people.ts";
import { fullKey, moveServerPorts } from "./support/ports.ts";

const ROOMS = [
  { key: "town.square", area: "town", name: "Square", exits: [{ direction: "north", to: "town.market" }] },
  {
    key: "town.market",
    area: "town",
    name: "Market",
    description: "Stalls lean on each other.",
    properties: { terrain: "cobblestone" },
    exits: [
      { direction: "south", to: "town.square" },
      { direction: "up", to: "town.loft" },
      { direction: "east", to: "wood.fork" },
    ],
  },
  { key: "town.loft", area: "town", name: "Loft", exits: [{ direction: "down", to: "town.market" }] },
  { key: "wood.fork", area: "wood", name: "Fork", exits: [{ direction: "west", to: "town.market", locked: true }] },
];

/** A game that speaks to the panel by the bridge, until it says goodbye. */
async function connectGame(request: APIRequestContext, serverId: string, headers: { authorization: string }) {
  const run = "e2e";
  const revisions = new Map<string, number>();
  async function call(path: string, data: object = {}) {
    const answer = await request.post(`/api/v1/servers/${serverId}/bridge/${path}`, {
      headers,
      data: { run, ...data },
    });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }
  function report(stream: string, set: object[]) {
    const revision = (revisions.get(stream) ?? 0) + 1;
    revisions.set(stream, revision);
    return call(stream, { revision, set, snapshot: { part: 1, of: 1 } });
  }
  await call("hello", { startedAt: new Date().toISOString() });
  const beating = setInterval(() => void call("heartbeat").catch(() => {}), 2_000);
  return {
    report,
    async goodbye() {
      clearInterval(beating);
      await call("goodbye");
    },
  };
}

test("somebody walks through a world by keyboard, finds a room by its name and sees who is there", async ({
  page,
  request,
}) => {
  const owner = addUser("owner", "Wanda");
  await moveServerPorts(request);
  const headers = fullKey();
  const made = await request.post("/api/v1/servers", {
    headers,
    data: { name: "Farshore", blueprintId: "hollow", start: false },
  });
  const serverId: string = (await made.json()).data.id;
  await signIn(page, owner.email);
  await page.goto(`/world/${serverId}`);
  await expect(page.getByText("This game tells nothing of its world")).toBeVisible();
  expect(await findViolations(page)).toEqual([]);

  const game = await connectGame(request, serverId, headers);
  await game.report("areas", [
    { key: "town", name: "Town" },
    { key: "wood", name: "Wood" },
  ]);
  await game.report("rooms", ROOMS);
  await game.report("npcs", [
    { key: "n1", name: "Hob", type: "vendor", room: "town.market", hostile: false },
    { key: "n2", name: "ash wolf", type: "beast", room: "wood.fork", hostile: true },
  ]);
  await game.report("items", [{ key: "i1", name: "rusty sword", type: "weapon", room: "town.market", takeable: true }]);
  await game.report("positions", [{ player: "Ashwyn", room: "town.market" }]);
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();

  const list = page.getByRole("region", { name: "Rooms" });
  const panel = page.getByRole("complementary", { name: "Room" });
  const map = page.getByRole("application");
  await list.getByRole("button", { name: "Square" }).click();
  await expect(panel.getByRole("heading", { name: "Square" })).toBeVisible();
  await map.focus();
  await page.keyboard.press("ArrowUp");
  await expect(panel.getByRole("heading", { name: "Market" })).toBeVisible();
  await expect(
    page.getByRole("status").filter({ hasText: "Market. Exits: South, Up, East. 1 player here." }),
  ).toBeAttached();
  for (const text of ["Stalls lean on each other.", "cobblestone", "Ashwyn", "Hob", "rusty sword"])
    await expect(panel.getByText(text, { exact: true })).toBeVisible();
  await expect(panel.getByText("Ashwyn came in")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("status").filter({ hasText: "No way West from here." })).toBeAttached();
  await page.keyboard.press("PageUp");
  await expect(panel.getByRole("heading", { name: "Loft" })).toBeVisible();
  await expect(page.getByText("Floor 1")).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(page.getByText("Floor 0")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(panel.getByRole("heading", { name: "Fork" })).toBeVisible();
  await expect(map).toHaveAccessibleName(/Map of Wood\. Fork is chosen\./);
  await expect(panel.getByText("locked")).toBeAttached();
  await page.goBack();
  await expect(map).toHaveAccessibleName(/Map of Town/);

  await list.getByRole("searchbox").fill("for");
  await list.getByRole("button", { name: /Fork/ }).click();
  await expect(panel.getByRole("heading", { name: "Fork" })).toBeVisible();
  await page.reload();
  await expect(panel.getByRole("heading", { name: "Fork" })).toBeVisible();

  await page.getByRole("link", { name: /NPCs/ }).click();
  await expect(page.getByRole("row", { name: /Hob/ })).toBeVisible();
  await page.getByRole("button", { name: "Hostile", exact: true }).click();
  await expect(page.getByRole("row", { name: /ash wolf/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Hob/ })).toBeHidden();
  await page.getByRole("link", { name: "Fork", exact: true }).click();
  await expect(panel.getByRole("heading", { name: "Fork" })).toBeVisible();

  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      expect(await findViolations(page), `${width} ${colorScheme}`).toEqual([]);
    }

  await game.goodbye();
  await expect(page.getByText(/^Last reported/)).toBeVisible();
});
