import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "#app/lib/duration.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { bootstrap, operatorAccount } from "./bootstrap.ts";
import { actorOfSession } from "./session-store.ts";
import * as setup from "./setup.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

const owner = { name: "Ada", email: "Ada@Example.org", password: "three green doors" };
const makeToken = async () => (await execute(setup.createToken, SYSTEM, {})).setup;

describe("bootstrap", () => {
  it("many processes at once make one set of roles and one service account", async () => {
    await Promise.all(Array.from({ length: 6 }, () => bootstrap(runtime.database)));
    const roles = await runtime.database.prisma.role.findMany({ orderBy: { rank: "desc" }, include: { grants: true } });
    expect(roles.map(({ key }) => key)).toEqual(["owner", "admin", "moderator", "member"]);
    expect(roles.map(({ grants }) => grants.length)).toEqual([1, 1, 1, 1]);
    expect(await runtime.database.prisma.user.findMany({ select: { kind: true, name: true } })).toEqual([
      { kind: "service", name: "Operator" },
    ]);
  });

  it("brings what a built-in role grants up to date at the next start", async () => {
    await runtime.database.prisma.grant.updateMany({ data: { permissions: ["servers:read"] } });
    await bootstrap(runtime.database);
    const grants = await runtime.database.prisma.grant.findMany({ where: { role: { key: "owner" } } });
    expect(grants).toHaveLength(1);
    expect(grants[0]!.permissions).toContain("instance:manage");
  });

  it("names the account that the installation's keys act as", async () => {
    expect(await operatorAccount(runtime.database)).toMatchObject({ name: "Operator" });
  });
});

describe("setup", () => {
  it("only the machine's operator makes the link", async () => {
    await expect(execute(setup.createToken, ANONYMOUS, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("a new link makes the older one worthless", async () => {
    const first = (await makeToken())!;
    const second = (await makeToken())!;
    expect(second.url).toBe(`http://127.0.0.1:3000/setup?token=${second.token}`);
    expect(await execute(setup.status, ANONYMOUS, { token: first.token })).toEqual({
      hasOwner: false,
      tokenValid: false,
    });
    expect(await execute(setup.status, ANONYMOUS, { token: second.token })).toEqual({
      hasOwner: false,
      tokenValid: true,
    });
    await expect(execute(setup.complete, ANONYMOUS, { ...owner, token: first.token })).rejects.toMatchObject({
      reason: "identity.token_invalid",
    });
  });

  it("a link is good for 24 hours", async () => {
    const { token } = (await makeToken())!;
    advanceClock(25 * HOUR);
    await expect(execute(setup.complete, ANONYMOUS, { ...owner, token })).rejects.toMatchObject({
      reason: "identity.token_invalid",
    });
    advanceClock(-25 * HOUR);
  });

  it("a weak password is refused and leaves the link good", async () => {
    const { token } = (await makeToken())!;
    const weak = { ...owner, token, password: "Passw0rd2024!" };
    await expect(execute(setup.complete, ANONYMOUS, weak)).rejects.toMatchObject({
      code: "invalid_input",
      reason: "identity.password_rule",
      details: [{ path: "password", code: "common" }],
    });
    expect((await execute(setup.status, ANONYMOUS, { token })).tokenValid).toBe(true);
  });

  it("of fifty at once exactly one becomes owner, and is signed in", async () => {
    const { token } = (await makeToken())!;
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        execute(
          setup.complete,
          ANONYMOUS,
          { ...owner, email: `ada${i}@example.org`, token },
          { address: `10.0.0.${i}` },
        ),
      ),
    );
    const won = answers.filter((answer) => answer.status === "fulfilled");
    expect(won).toHaveLength(1);
    const { user, setSession } = won[0]!.value;
    expect(user).toMatchObject({ name: "Ada", rank: 100, roles: [{ key: "owner" }] });
    expect(await actorOfSession(runtime, setSession!.token)).toMatchObject({ userId: user!.id, rank: 100 });
    expect(await runtime.database.prisma.user.count({ where: { kind: "person" } })).toBe(1);
  });

  it("with an owner there is no link any more", async () => {
    expect(await makeToken()).toBeNull();
    expect((await execute(setup.status, ANONYMOUS, {})).hasOwner).toBe(true);
  });

  it("no token or password is in the audit log", async () => {
    const entries = JSON.stringify(
      await runtime.database.prisma.auditEntry.findMany({ select: { input: true, operation: true } }),
    );
    expect(entries).toContain("setup.complete");
    expect(entries).not.toContain("three green doors");
    expect(entries).not.toMatch(/"token":"(?!\[hidden\])/);
  });
});
