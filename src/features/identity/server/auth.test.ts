import { hash as hashByBcrypt } from "bcryptjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "#app/lib/duration.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import { actorOfSession } from "./session-store.ts";

const PASSWORD = "three green doors";
let runtime: TestRuntime;
let addresses = 0;

/** Each call from an address of its own, unless it is told one. */
const from = (address = `192.0.2.${++addresses}`) => ({ address, userAgent: "test" });

async function account(email: string): Promise<Actor & { userId: string }> {
  const user = await createUser(runtime.database, "member", { email });
  await runtime.database.prisma.user.update({
    where: { id: user.userId },
    data: { passwordHash: await hashPassword(PASSWORD) },
  });
  return user;
}

const policy = (value: "open" | "invitation" | "closed") =>
  runtime.database.prisma.setting.upsert({
    where: { key_on: { key: "sign-up", on: "instance" } },
    create: { key: "sign-up", value },
    update: { value },
  });

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

describe("auth.signIn", () => {
  it("gives a session whose token is stored as a hash alone", async () => {
    const user = await account("ada@example.org");
    const answer = await execute(auth.signIn, ANONYMOUS, { email: " ADA@example.org", password: PASSWORD }, from());
    expect(answer).toMatchObject({ status: "signed_in", user: { id: user.userId, email: "ada@example.org" } });
    const { token } = answer.setSession!;
    expect(await actorOfSession(runtime, token)).toMatchObject({ kind: "user", userId: user.userId });
    const stored = await runtime.database.prisma.session.findMany();
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("hashes a password anew that another panel had hashed, once it was right", async () => {
    const long = "a".repeat(72);
    const hashOf = async (userId: string) =>
      (await runtime.database.prisma.user.findUniqueOrThrow({ where: { id: userId } })).passwordHash!;
    async function broughtOver(email: string, password: string) {
      const user = await account(email);
      const passwordHash = await hashByBcrypt(password, 4);
      await runtime.database.prisma.user.update({ where: { id: user.userId }, data: { passwordHash } });
      const signIn = (with_ = password) =>
        execute(auth.signIn, ANONYMOUS, { email, password: with_ }, from()).then(
          ({ status }) => status,
          ({ reason }) => reason,
        );
      return { signIn, hash: () => hashOf(user.userId), passwordHash };
    }
    const old = await broughtOver("brought@example.org", PASSWORD);
    expect(await old.signIn("wrong password")).toBe("identity.wrong_credentials");
    expect(await old.hash()).toBe(old.passwordHash);
    // All who sign in at once get in, by whichever of them it was hashed.
    expect(await Promise.all([old.signIn(), old.signIn(), old.signIn()])).toEqual(Array(3).fill("signed_in"));
    const renewed = await old.hash();
    expect(renewed).toMatch(/^\$argon2id\$/);
    expect([await old.signIn(), await old.signIn("wrong password")]).toEqual([
      "signed_in",
      "identity.wrong_credentials",
    ]);
    expect(await old.hash()).toBe(renewed);
    // Beyond what bcrypt looks at, nobody knows whether it is the same password.
    const cut = await broughtOver("cut@example.org", long);
    expect(await cut.signIn(`${long}b`)).toBe("signed_in");
    expect(await cut.hash()).toBe(cut.passwordHash);
  });

  it("a known and an unknown address get the same answer for the same work", async () => {
    await account("known@example.org");
    const refusal = async (email: string) => {
      const before = process.cpuUsage();
      const error = await execute(auth.signIn, ANONYMOUS, { email, password: "wrong password" }, from()).catch(
        (e) => e,
      );
      const used = process.cpuUsage(before);
      return { answer: [error.code, error.reason, error.message, error.details], workUs: used.user + used.system };
    };
    const known = await refusal("known@example.org");
    const unknown = await refusal("nobody@example.org");
    expect(unknown.answer).toEqual(known.answer);
    // One argon2id takes tens of milliseconds of a core; a refusal without one takes a few. Medians, because other work shares the process.
    const works = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 15; i++) {
      works.known.push((await refusal("known@example.org").catch(() => known)).workUs);
      works.unknown.push((await refusal(`nobody${i}@example.org`)).workUs);
      advanceClock(2 * MINUTE);
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;
    expect(median(works.unknown) / median(works.known)).toBeGreaterThan(0.5);
    expect(median(works.unknown) / median(works.known)).toBeLessThan(2);
    advanceClock(-30 * MINUTE);
  });

  it("ends the session that the caller had, so that no planted token becomes theirs", async () => {
    const user = await account("fixated@example.org");
    const first = await execute(auth.signIn, ANONYMOUS, { email: "fixated@example.org", password: PASSWORD }, from());
    const actor = (await actorOfSession(runtime, first.setSession!.token))!;
    const second = await execute(auth.signIn, actor, { email: "fixated@example.org", password: PASSWORD }, from());
    expect(second.setSession!.token).not.toBe(first.setSession!.token);
    const sessions = await runtime.database.prisma.session.findMany({ where: { userId: user.userId } });
    expect(sessions).toHaveLength(1);
    expect(sessions[0]!.id).not.toBe(actor.sessionId);
  });

  it("a suspended account is told so only with the right password", async () => {
    const user = await account("suspended@example.org");
    await runtime.database.prisma.user.update({ where: { id: user.userId }, data: { suspendedAt: new Date() } });
    const tryWith = (password: string) =>
      execute(auth.signIn, ANONYMOUS, { email: "suspended@example.org", password }, from());
    await expect(tryWith("wrong password")).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
    await expect(tryWith(PASSWORD)).rejects.toMatchObject({ reason: "identity.suspended" });
  });

  it("a whole school behind one address opens the sign-in page in the same minute", async () => {
    const school = from("203.0.113.9");
    for (let i = 0; i < 100; i++) {
      expect(await execute(auth.session, ANONYMOUS, {}, school)).toMatchObject({ user: null });
      expect(await execute(auth.methods, ANONYMOUS, {}, school)).toMatchObject({ providers: [] });
    }
  });

  it("a hundred wrong passwords over many addresses are slowed down, and the owner at home still gets in", async () => {
    await account("owner@example.org");
    const home = from("203.0.113.7");
    await execute(auth.signIn, ANONYMOUS, { email: "owner@example.org", password: PASSWORD }, home);
    const guesses = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        execute(auth.signIn, ANONYMOUS, { email: "owner@example.org", password: "wrong password" }, from()),
      ),
    );
    const codes = guesses.map((guess) => (guess.status === "rejected" ? guess.reason.code : "let in"));
    // Five are free; then one more is let through after a second, and one after two: as many as a slow machine takes seconds for this.
    const tried = codes.filter((code) => code === "unauthenticated").length;
    expect(tried).toBeGreaterThanOrEqual(5);
    expect(tried).toBeLessThanOrEqual(9);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(100 - tried);
    const again = await execute(auth.signIn, ANONYMOUS, { email: "owner@example.org", password: PASSWORD }, home);
    expect(again.status).toBe("signed_in");
  });

  it("elsewhere the right password waits a minute at most, and says how long", async () => {
    await account("away@example.org");
    const tryWith = (password: string) =>
      execute(auth.signIn, ANONYMOUS, { email: "away@example.org", password }, from());
    for (let i = 0; i < 14; i++) {
      await tryWith("wrong password").catch(() => {});
      advanceClock(MINUTE);
    }
    await tryWith("wrong password").catch(() => {});
    const refused = await tryWith(PASSWORD).catch((error) => error);
    expect(refused).toMatchObject({ code: "rate_limited", reason: "identity.too_many_tries" });
    expect(refused.retryAfterSec).toBeGreaterThan(30);
    expect(refused.retryAfterSec).toBeLessThanOrEqual(60);
    advanceClock(MINUTE);
    expect((await tryWith(PASSWORD)).status).toBe("signed_in");
    advanceClock(-15 * MINUTE);
  });

  it("one address that tries many accounts is slowed down", async () => {
    const here = from("198.51.100.9");
    const codes = [];
    for (let i = 0; i < 30; i++)
      codes.push(
        await execute(
          auth.signIn,
          ANONYMOUS,
          { email: `spray${i}@example.org`, password: "wrong password" },
          here,
        ).catch((error) => error.reason),
      );
    expect(codes.slice(0, 20)).toEqual(Array(20).fill("identity.wrong_credentials"));
    expect(codes).toContain("identity.too_many_tries");
  });

  it("the case of an address opens no second count", async () => {
    const reasons = await Promise.all(
      Array.from({ length: 16 }, (_, i) => {
        const email = [..."case"].map((letter, at) => (i & (1 << at) ? letter.toUpperCase() : letter)).join("");
        return execute(
          auth.signIn,
          ANONYMOUS,
          { email: `${email}@example.org`, password: "wrong password" },
          from(),
        ).catch((e) => e.reason);
      }),
    );
    expect(reasons).toContain("identity.too_many_tries");
  });

  it("fails closed where tries cannot be counted", async () => {
    await account("closed@example.org");
    await runtime.database.pool.query("alter table attempts rename to attempts_away");
    try {
      await expect(
        execute(auth.signIn, ANONYMOUS, { email: "closed@example.org", password: PASSWORD }, from()),
      ).rejects.toMatchObject({ code: "internal" });
    } finally {
      await runtime.database.pool.query("alter table attempts_away rename to attempts");
    }
  });
});

describe("auth.signUp", () => {
  const ada = { name: "Ada", password: PASSWORD };

  it("is closed until there is an owner", async () => {
    await policy("open");
    await expect(execute(auth.signUp, ANONYMOUS, { ...ada, email: "new@example.org" }, from())).rejects.toMatchObject({
      reason: "identity.no_owner_yet",
    });
    const owner = await createUser(runtime.database, "owner");
    const role = await runtime.database.prisma.role.findUniqueOrThrow({ where: { key: "owner" } });
    await runtime.database.prisma.roleMember.create({ data: { userId: owner.userId, roleId: role.id } });
  });

  it("where it is open, a taken address and a free one get the same answer", async () => {
    await policy("open");
    await account("taken@example.org");
    const free = await execute(auth.signUp, ANONYMOUS, { ...ada, email: "free@example.org" }, from());
    const taken = await execute(auth.signUp, ANONYMOUS, { ...ada, email: "Taken@example.org" }, from());
    expect(free).toEqual({ status: "accepted", user: null, secondFactor: null });
    expect(taken).toEqual(free);
    expect(await runtime.database.prisma.user.count({ where: { email: "taken@example.org" } })).toBe(1);
    const answer = await execute(auth.signIn, ANONYMOUS, { email: "free@example.org", password: PASSWORD }, from());
    expect(answer.user).toMatchObject({ name: "Ada", roles: [{ key: "member" }] });
  });

  it("by invitation or closed refuses who has none, for any address alike", async () => {
    for (const [value, reason] of [
      ["invitation", "identity.sign_up_invitation"],
      ["closed", "identity.sign_up_closed"],
    ] as const) {
      await policy(value);
      for (const email of ["taken@example.org", "unheard@example.org"])
        await expect(execute(auth.signUp, ANONYMOUS, { ...ada, email }, from())).rejects.toMatchObject({ reason });
    }
  });

  it("takes no role, rank or id from the body", async () => {
    await policy("open");
    await expect(
      execute(
        auth.signUp,
        ANONYMOUS,
        { ...ada, email: "mass@example.org", role: "owner", rank: 100, id: "usr_1" },
        from(),
      ),
    ).rejects.toMatchObject({ code: "invalid_input", details: [{ code: "unknown_field" }, {}, {}] });
  });
});

describe("auth.signOut and auth.session", () => {
  it("a session ends at once in the database and within a second everywhere", async () => {
    await account("leaving@example.org");
    const { setSession } = await execute(
      auth.signIn,
      ANONYMOUS,
      { email: "leaving@example.org", password: PASSWORD },
      from(),
    );
    const actor = (await actorOfSession(runtime, setSession!.token))!;
    expect(await execute(auth.session, actor, {})).toMatchObject({
      user: { name: actor.label },
      session: { id: actor.sessionId },
    });
    expect(await execute(auth.signOut, actor, {})).toEqual({ setSession: null });
    expect(await inASecond(() => actorOfSession(runtime, setSession!.token))).toBeNull();
  });

  it("nobody is a good answer", async () => {
    expect(await execute(auth.session, ANONYMOUS, {})).toEqual({ user: null, session: null });
    expect(await execute(auth.signOut, ANONYMOUS, {})).toEqual({ setSession: null });
  });
});
