import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { openVault } from "#app/platform/crypto.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { openConsoleToken, token } from "./console-token.ts";

let runtime: TestRuntime;
let owner: Actor;
let serverId: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  owner = { ...(await createUser(runtime.database, "admin")), sessionId: newId("ses") };
  await createBlueprint(runtime.database);
  serverId = await createServer(runtime.database, owner, await createNode(runtime.database));
});
afterAll(() => runtime.close());

const later = (ms: number) => new Date(now().getTime() + ms);

describe("console.token", () => {
  it("is good for five minutes, for that console, by what it was made with", async () => {
    const bySession = await execute(token, owner, { serverId });
    expect(bySession.token).toMatch(/^gk_console_[\w-]+$/);
    expect(bySession.url).toBe("ws://127.0.0.1:3000/api/v1/console");
    expect(openConsoleToken(runtime.vault, bySession.token, later(4 * MINUTE))).toEqual({
      serverId,
      holder: { sessionId: owner.sessionId },
    });
    expect(openConsoleToken(runtime.vault, bySession.token, later(5 * MINUTE + 1))).toBeNull();
    const key = keyOf(owner, ["servers.console:read"]);
    const byKey = await execute(token, key, { serverId });
    expect(openConsoleToken(runtime.vault, byKey.token, now())?.holder).toEqual({ keyId: key.id });
  });

  it("says nothing to who reads it, and cannot be made up or changed", async () => {
    const made = (await execute(token, owner, { serverId })).token;
    const sealed = Buffer.from(made.slice("gk_console_".length), "base64url").toString();
    expect(sealed).not.toContain(serverId);
    expect(openConsoleToken(openVault("another secret, also long enough to be one"), made, now())).toBeNull();
    for (const text of [
      "",
      "gk_console_",
      "gk_console_abc",
      `${made.slice(0, 60)}A${made.slice(61)}B`,
      made.slice(0, -4),
    ])
      expect(openConsoleToken(runtime.vault, text, now())).toBeNull();
    // What the vault has sealed for something else opens no console.
    const other = Buffer.from(runtime.vault.seal(JSON.stringify({ serverId, untilMs: 1e15 }))).toString("base64url");
    expect(openConsoleToken(runtime.vault, `gk_console_${other}`, now())).toBeNull();
  });

  it("is given to who may read that console alone", async () => {
    const stranger = await createUser(runtime.database, "member");
    await expect(execute(token, stranger, { serverId })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(token, keyOf(owner, ["servers:read"]), { serverId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
