import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { newAddress, PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import * as auth from "./auth.ts";
import { bootstrap, operatorAccount } from "./bootstrap.ts";
import * as passwords from "./passwords.ts";
import * as roles from "./roles.ts";
import { actorOfSession } from "./session-store.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
let owner: SignedIn;
let admin: SignedIn;
let moderator: SignedIn;
let member: SignedIn;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin");
  moderator = await signedInPerson(runtime, "moderator");
  member = await signedInPerson(runtime, "member");
});
afterAll(() => runtime.close());

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const rolesOf = async (userId: string) => (await execute(users.get, SYSTEM, { userId })).roles.map(({ key }) => key);

describe("users.list", () => {
  it("finds by part of name or address, by role and by state", async () => {
    const all = await execute(users.list, admin.actor, {});
    expect(all.total).toBe(4);
    expect(all.items.map(({ name }) => name)).toEqual(["member", "moderator", "admin", "owner"]);
    expect((await execute(users.list, admin.actor, { q: "MODER" })).items).toMatchObject([{ id: moderator.userId }]);
    expect((await execute(users.list, admin.actor, { role: "owner" })).items).toMatchObject([{ id: owner.userId }]);
    expect((await execute(users.list, admin.actor, { state: "suspended" })).items).toEqual([]);
    expect((await execute(users.list, admin.actor, { page: 2, limit: 3 })).items).toMatchObject([{ name: "owner" }]);
    expect((await execute(users.list, admin.actor, { q: "%" })).items).toEqual([]);
  });

  it("is refused to members and shows no secrets", async () => {
    expect(await refused(execute(users.list, member.actor, {}))).toBe("forbidden");
    expect(JSON.stringify(await execute(users.list, admin.actor, {}))).not.toMatch(/argon2|passwordHash|token/i);
  });
});

describe("users.create", () => {
  it("with a password makes an account that signs in", async () => {
    const operator = operatorActor((await operatorAccount(runtime.database))!.id, "root@machine");
    const { user, passwordLink } = await execute(users.create, operator, {
      email: "Machine@Example.org",
      roles: ["owner"],
      password: PASSWORD,
    });
    expect(user).toMatchObject({ name: "machine", email: "machine@example.org", roles: [{ key: "owner" }] });
    expect(passwordLink).toBeNull();
    expect((await signInAs(runtime, "machine@example.org")).actor.rank).toBe(100);
    await execute(users.remove, owner.actor, { userId: user.id });
  });

  it("without a password gives a link that sets one, once", async () => {
    const { user, passwordLink } = await execute(users.create, admin.actor, { email: "linked@example.org" });
    const complete = () =>
      execute(
        passwords.completeReset,
        ANONYMOUS,
        { token: passwordLink!.token, password: "four yellow windows" },
        { address: newAddress() },
      );
    await complete();
    expect(await refused(complete())).toBe("identity.token_invalid");
    expect((await signInAs(runtime, "linked@example.org", "four yellow windows")).userId).toBe(user.id);
  });

  it("gives no role above the caller's own, and none with what they lack", async () => {
    const create = (actor: SignedIn, role: string) =>
      refused(execute(users.create, actor.actor, { email: `x-${role}@example.org`, roles: [role] }));
    expect(await create(admin, "owner")).toBe("identity.role_above");
    expect(await create(admin, "nobody")).toBe("identity.unknown_role");
    await execute(roles.create, owner.actor, { name: "Keyholder", rank: 5, permissions: ["instance:manage"] });
    expect(await create(admin, "keyholder")).toBe("identity.lacks_permissions");
  });

  it("an address has one account, in any case of letters, also for many at once", async () => {
    const answers = await Promise.all(
      ["Same@example.org", "same@example.org", "SAME@EXAMPLE.ORG"].map((email) =>
        refused(execute(users.create, admin.actor, { email })),
      ),
    );
    expect(answers.sort()).toEqual(["done", "identity.email_taken", "identity.email_taken"]);
  });
});

describe("users.setRoles", () => {
  it("makes the person's next request do what the new role may", async () => {
    const person = await signedInPerson(runtime, "member");
    await execute(users.setRoles, admin.actor, { userId: person.userId, roles: ["moderator"] });
    expect(await rolesOf(person.userId)).toEqual(["moderator"]);
    await expect
      .poll(async () => (await actorOfSession(runtime, person.token))?.rank, { timeout: 1200, interval: 100 })
      .toBe(40);
  });

  it("nobody makes themselves more than they are", async () => {
    expect(await refused(execute(users.setRoles, member.actor, { userId: member.userId, roles: ["owner"] }))).toBe(
      "not_found",
    );
    expect(
      await refused(execute(users.setRoles, moderator.actor, { userId: moderator.userId, roles: ["admin"] })),
    ).toBe("forbidden");
    expect(
      await refused(execute(users.setRoles, admin.actor, { userId: admin.userId, roles: ["admin", "owner"] })),
    ).toBe("identity.role_above");
  });

  it("nobody acts on who stands above them", async () => {
    const acts = [
      execute(users.setRoles, admin.actor, { userId: owner.userId, roles: ["member"] }),
      execute(users.suspend, admin.actor, { userId: owner.userId }),
      execute(users.remove, admin.actor, { userId: owner.userId }),
      execute(users.update, admin.actor, { userId: owner.userId, email: "mine@example.org" }),
    ];
    expect(new Set(await Promise.all(acts.map(refused)))).toEqual(new Set(["identity.role_above"]));
  });

  it("of two owners who go at once, one stays", async () => {
    const second = await signedInPerson(runtime, "owner");
    const answers = await Promise.all([
      refused(execute(users.setRoles, owner.actor, { userId: second.userId, roles: ["member"] })),
      refused(execute(users.setRoles, second.actor, { userId: owner.userId, roles: ["member"] })),
    ]);
    expect(answers.filter((answer) => answer === "identity.last_owner")).toHaveLength(1);
    const kept = answers[0] === "done" ? owner : second;
    const gone = answers[0] === "done" ? second : owner;
    await execute(users.setRoles, SYSTEM, { userId: gone.userId, roles: ["owner"] });
    if (kept !== owner) await execute(users.setRoles, SYSTEM, { userId: owner.userId, roles: ["owner"] });
    await execute(users.setRoles, SYSTEM, { userId: second.userId, roles: ["member"] });
  });

  it("leaves the last owner as they are", async () => {
    const acts = [
      execute(users.setRoles, SYSTEM, { userId: owner.userId, roles: ["member"] }),
      execute(users.suspend, SYSTEM, { userId: owner.userId }),
      execute(users.remove, SYSTEM, { userId: owner.userId }),
    ];
    expect(new Set(await Promise.all(acts.map(refused)))).toEqual(new Set(["identity.last_owner"]));
    expect(await rolesOf(owner.userId)).toEqual(["owner"]);
  });
});

describe("users.signOut", () => {
  it("ends a person's sessions within a second, however many there are", async () => {
    const person = await signedInPerson(runtime);
    const again = await signInAs(runtime, person.email);
    expect((await execute(users.get, admin.actor, { userId: person.userId })).sessions).toBe(2);
    expect(await execute(users.signOut, admin.actor, { userId: person.userId })).toEqual({ ended: 2 });
    for (const { token } of [person, again]) expect(await inASecond(() => actorOfSession(runtime, token))).toBeNull();
    const listed = await execute(users.list, admin.actor, {});
    expect(listed.items.find(({ id }) => id === person.userId)).toMatchObject({ state: "active", sessions: 0 });
    expect(await execute(users.signOut, admin.actor, { userId: person.userId })).toEqual({ ended: 0 });
    await execute(users.remove, SYSTEM, { userId: person.userId });
  });

  it("is not done to who stands above", async () => {
    expect(await refused(execute(users.signOut, admin.actor, { userId: owner.userId }))).toBe("identity.role_above");
    expect(await refused(execute(users.signOut, moderator.actor, { userId: member.userId }))).toBe("forbidden");
    expect(await refused(execute(users.signOut, member.actor, { userId: owner.userId }))).toBe("not_found");
  });

  it("counts sessions for who may end them, and none that has run out", async () => {
    const { userId } = admin;
    const reader = keyOf(owner.actor, ["users:read"]);
    expect((await execute(users.get, reader, { userId })).sessions).toBeNull();
    expect((await execute(users.list, reader, {})).items.map(({ sessions }) => sessions)).not.toContain(1);
    expect((await execute(users.get, keyOf(owner.actor, ["users:read", "users:write"]), { userId })).sessions).toBe(1);
    const ended = await runtime.database.prisma.session.create({
      data: {
        id: "ses_old",
        tokenHash: "old",
        userId,
        authenticatedAt: new Date(),
        method: "password",
        expiresAt: new Date(0),
      },
    });
    expect((await execute(users.get, owner.actor, { userId })).sessions).toBe(1);
    await runtime.database.prisma.session.delete({ where: { id: ended.id } });
  });
});

describe("users.suspend", () => {
  it("ends sessions within a second, and is undone by unsuspend", async () => {
    const person = await signedInPerson(runtime, "member");
    await execute(users.suspend, admin.actor, { userId: person.userId });
    expect(await inASecond(() => actorOfSession(runtime, person.token))).toBeNull();
    expect(await refused(signInAs(runtime, person.email))).toBe("identity.suspended");
    await execute(users.unsuspend, admin.actor, { userId: person.userId });
    expect((await signInAs(runtime, person.email)).userId).toBe(person.userId);
  });

  it("is not done to oneself", async () => {
    expect(await refused(execute(users.suspend, admin.actor, { userId: admin.userId }))).toBe("identity.own_account");
  });
});

describe("users.remove", () => {
  it("keeps the name for history and nothing that signs in", async () => {
    const person = await signedInPerson(runtime, "moderator", "Grace");
    await runtime.database.prisma.apiKey.create({
      data: {
        id: "key_1",
        ownerId: person.userId,
        name: "k",
        start: "gk_",
        last4: "abcd",
        hash: "h",
        scopes: [],
        bundles: [],
        allowedAddresses: [],
      },
    });
    await runtime.database.prisma.account.create({
      data: { provider: "discord", providerAccountId: "1", userId: person.userId },
    });
    await execute(users.remove, admin.actor, { userId: person.userId });
    const row = await runtime.database.prisma.user.findUniqueOrThrow({
      where: { id: person.userId },
      include: { accounts: true, sessions: true, roles: true, apiKeys: true },
    });
    expect(row).toMatchObject({
      name: "Grace",
      email: null,
      passwordHash: null,
      accounts: [],
      sessions: [],
      roles: [],
    });
    expect(row.apiKeys[0]!.revokedAt).not.toBeNull();
    expect((await loadHoldings(runtime.database, person.userId)).rank).toBe(0);
    expect(await refused(signInAs(runtime, person.email))).toBe("identity.wrong_credentials");
    expect((await execute(users.list, admin.actor, { state: "removed", q: "Grace" })).total).toBe(1);
    expect(await refused(execute(users.unsuspend, admin.actor, { userId: person.userId }))).toBe(
      "identity.user_removed",
    );
    // The address is free again.
    await execute(users.create, admin.actor, { email: person.email });
  });

  it("leaves the panel's service account alone", async () => {
    const account = (await operatorAccount(runtime.database))!;
    expect(await refused(execute(users.remove, owner.actor, { userId: account.id }))).toBe("identity.service_account");
  });
});

describe("users.update", () => {
  it("a changed address counts as not verified", async () => {
    const person = await signedInPerson(runtime, "member");
    await runtime.database.prisma.user.update({ where: { id: person.userId }, data: { emailVerifiedAt: new Date() } });
    await execute(users.update, admin.actor, { userId: person.userId, email: "moved@example.org" });
    const row = await runtime.database.prisma.user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(row).toMatchObject({ email: "moved@example.org", emailVerifiedAt: null });
  });

  it("takes no field that is not the caller's to set", async () => {
    for (const extra of [
      { passwordHash: "x" },
      { kind: "service" },
      { createdAt: "2020" },
      { emailVerifiedAt: "2020" },
      { roles: ["owner"] },
    ])
      await expect(
        execute(users.update, admin.actor, { userId: member.userId, ...extra } as never),
      ).rejects.toMatchObject({ code: "invalid_input", details: [{ code: "unknown_field" }] });
  });
});

describe("users.resetPassword and users.recoverOwner", () => {
  it("are for the machine's operator alone", async () => {
    for (const operation of [users.resetPassword, users.recoverOwner])
      expect(await refused(execute(operation, owner.actor, { email: owner.email }))).toBe("forbidden");
  });

  it("a reset by link ends every session", async () => {
    const person = await signedInPerson(runtime, "member");
    const { token, url } = await execute(users.resetPassword, SYSTEM, { email: person.email });
    expect(url).toBe(`http://127.0.0.1:3000/reset-password?token=${token}`);
    await execute(
      passwords.completeReset,
      ANONYMOUS,
      { token, password: "four yellow windows" },
      { address: newAddress() },
    );
    expect(await inASecond(() => actorOfSession(runtime, person.token))).toBeNull();
    expect(await refused(signInAs(runtime, person.email))).toBe("identity.wrong_credentials");
    await signInAs(runtime, person.email, "four yellow windows");
  });

  it("an owner who lost all comes back", async () => {
    const person = await signedInPerson(runtime, "member");
    await execute(users.suspend, admin.actor, { userId: person.userId });
    await runtime.database.prisma.totpFactor.create({
      data: { userId: person.userId, secret: runtime.vault.seal("x"), confirmedAt: new Date() },
    });
    const { token, user } = await execute(users.recoverOwner, SYSTEM, { email: person.email });
    expect(user).toMatchObject({ id: person.userId, state: "active", secondFactor: false });
    await execute(
      passwords.completeReset,
      ANONYMOUS,
      { token, password: "four yellow windows" },
      { address: newAddress() },
    );
    expect((await signInAs(runtime, person.email, "four yellow windows")).actor.rank).toBe(100);
    const { user: fresh } = await execute(users.recoverOwner, SYSTEM, { email: "new-owner@example.org" });
    expect(fresh.roles.map(({ key }) => key)).toEqual(["owner"]);
  });
});

describe("roles", () => {
  it("a made role gives what it says, and no more once it is changed", async () => {
    const role = await execute(roles.create, owner.actor, {
      name: "Night Watch",
      permissions: ["servers:read", "users:read"],
    });
    expect(role).toMatchObject({ key: "night-watch", rank: 20, members: 0, builtIn: false });
    const person = await signedInPerson(runtime, "night-watch");
    await execute(users.list, person.actor, {});
    await execute(roles.update, owner.actor, { roleId: role.id, permissions: ["servers:read"] });
    const now = await signInAs(runtime, person.email);
    expect(await refused(execute(users.list, now.actor, {}))).toBe("forbidden");
    expect(await refused(execute(roles.remove, owner.actor, { roleId: role.id }))).toBe("identity.role_has_members");
    await execute(users.setRoles, owner.actor, { userId: person.userId, roles: ["member"] });
    await execute(roles.remove, owner.actor, { roleId: role.id });
    expect((await execute(roles.list, owner.actor, {})).items.map(({ key }) => key)).not.toContain("night-watch");
  });

  it("nobody makes or widens a role to more than they hold", async () => {
    const create = (permissions: string[], rank = 20) =>
      refused(execute(roles.create, admin.actor, { name: `r${rank}`, permissions: permissions as never, rank }));
    expect(await create(["instance:manage"])).toBe("identity.lacks_permissions");
    expect(await create([], 90)).toBe("identity.role_above");
    const role = await execute(roles.create, admin.actor, { name: "Small", permissions: ["servers:read"] });
    const widen = execute(roles.update, admin.actor, {
      roleId: role.id,
      permissions: ["servers:read", "instance:manage"],
    });
    expect(await refused(widen)).toBe("identity.lacks_permissions");
  });

  it("a key makes no role beyond its scopes, whatever its owner holds", async () => {
    const key = {
      ...owner.actor,
      kind: "key" as const,
      scopes: new Set(["roles:write" as const]),
      rateLimitPerMinute: 1000,
    };
    const make = execute(roles.create, key, { name: "By key", permissions: ["servers:delete"] });
    expect(await refused(make)).toBe("identity.lacks_permissions");
  });

  it("the built-in ones stay as they are", async () => {
    const { items } = await execute(roles.list, owner.actor, {});
    for (const { id } of items.filter(({ builtIn }) => builtIn)) {
      expect(await refused(execute(roles.update, owner.actor, { roleId: id, name: "Mine" }))).toBe(
        "identity.role_built_in",
      );
      expect(await refused(execute(roles.remove, owner.actor, { roleId: id }))).toBe("identity.role_built_in");
    }
    expect(await refused(execute(roles.create, owner.actor, { name: "Owner", permissions: [] }))).toBe(
      "identity.role_key_taken",
    );
  });
});

it("no password or link of all this is in the audit log or the outbox", async () => {
  const kept = JSON.stringify([
    await runtime.database.prisma.auditEntry.findMany({ select: { input: true, before: true, after: true } }),
    await runtime.database.prisma.outboxEvent.findMany({ select: { payload: true } }),
  ]);
  expect(kept).toContain("night-watch");
  expect(kept).not.toMatch(/three green doors|four yellow windows|argon2/);
  expect(await refused(execute(auth.session, ANONYMOUS, {}))).toBe("done");
});
