import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "#app/operation/execute.ts";
import { createBlueprint } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import * as blueprints from "./blueprints.ts";

let runtime: TestRuntime;
let folder: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  folder = await mkdtemp(path.join(tmpdir(), "gamekeeper-blueprints-"));
  await copyFile(path.resolve("blueprints/hollow.yaml"), path.join(folder, "hollow.yaml"));
});
afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

const sync = () => blueprints.syncBlueprints(runtime.database, folder);

describe("syncBlueprints", () => {
  it("adds what ships with a release, and replaces it when it has changed", async () => {
    const member = await createUser(runtime.database, "member");
    await sync();
    const before = await execute(blueprints.get, member, { blueprintId: "hollow" });
    expect(before).toMatchObject({ name: "Hollow", builtIn: true, document: { id: "hollow", format: 1 } });
    await sync();
    expect((await execute(blueprints.get, member, { blueprintId: "hollow" })).updatedAt).toBe(before.updatedAt);
    const file = path.join(folder, "hollow.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace('version: "1.0"', 'version: "1.1"'));
    await sync();
    expect((await execute(blueprints.get, member, { blueprintId: "hollow" })).version).toBe("1.1");
  });

  it("leaves alone what people wrote, also under the same id", async () => {
    const own = await createBlueprint(runtime.database, "own");
    await writeFile(path.join(folder, "own.json"), JSON.stringify({ ...own, name: "Shipped" }));
    await sync();
    const member = await createUser(runtime.database, "member");
    expect(await execute(blueprints.get, member, { blueprintId: "own" })).toMatchObject({
      name: own.name,
      builtIn: false,
    });
    await rm(path.join(folder, "own.json"));
  });

  it("names the file and the place of what is wrong in it", async () => {
    await writeFile(path.join(folder, "broken.yaml"), "format: 1\nid: broken\n");
    await expect(sync()).rejects.toThrow(/broken\.yaml.*start/s);
    await rm(path.join(folder, "broken.yaml"));
  });
});

describe("blueprints.list", () => {
  it("shows members the games, and keys that may read them", async () => {
    const member = await createUser(runtime.database, "member");
    const { items, total } = await execute(blueprints.list, keyOf(member, ["blueprints:read"]), { limit: "1" });
    expect(items).toHaveLength(1);
    expect(total).toBeGreaterThan(1);
    await expect(execute(blueprints.get, member, { blueprintId: "nope" })).rejects.toMatchObject({ code: "not_found" });
  });
});
