import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { newAddress, PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { whoWith } from "../rights.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import * as passwords from "./passwords.ts";
import * as profile from "./profile.ts";
import { actorOfSession, forgetSessions } from "./session-store.ts";
import * as sessions from "./sessions.ts";
import * as totp from "./totp.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
/** A session that has ended may be believed for a second more, and not once after that. */
async function gone(token: string): Promise<void> {
  expect(await inASecond(() => actorOfSession(runtime, token))).toBeNull();
}

/** Moves the clock for one test and puts it back. */
async function later(ms: number, work: () => Promise<void>): Promise<void> {
  advanceClock(ms);
  try {
    await work();
  } finally {
    advanceClock(-ms);
  }
}

/** As they are now: with the sign-in time that the database has. */
const again = async ({ token }: SignedIn) => (await actorOfSession(runtime, token))!;

describe("profile", () => {
  it("changes what is given and keeps the rest", async () => {
    const ada = await signedInPerson(runtime, "member", "Ada");
    await execute(profile.update, ada.actor, { preferences: { theme: "dark", timezone: "Europe/Berlin" } });
    const me = await execute(profile.update, ada.actor, {
      name: "Ada L.",
      preferences: { theme: null, density: "compact" },
    });
    expect(me).toMatchObject({ name: "Ada L.", preferences: { timezone: "Europe/Berlin", density: "compact" } });
    expect(me.preferences).not.toHaveProperty("theme");
    expect(await execute(profile.get, ada.actor, {})).toEqual(me);
  });

  it("refuses names with control characters, unknown zones and other people's fields", async () => {
    const ada = await signedInPerson(runtime);
    for (const input of [
      { name: "Ada\u202egnp.exe" },
      { name: "Ada\u0007" },
      { name: "   " },
      { preferences: { timezone: "Mars/Base" } },
      { preferences: { isAdmin: true } },
      { email: "other@example.org" },
      { rank: 100 },
    ])
      expect(await refused(execute(profile.update, ada.actor, input as never))).toBe("invalid_input");
  });

  it("another address needs a fresh sign-in, and is not verified", async () => {
    const ada = await signedInPerson(runtime);
    await later(11 * MINUTE, async () =>
      expect(await refused(execute(profile.changeEmail, ada.actor, { email: "new-ada@example.org" }))).toBe(
        "identity.reauthenticate",
      ),
    );
    const me = await execute(profile.changeEmail, ada.actor, { email: "New-Ada@example.org" });
    expect(me).toMatchObject({ email: "new-ada@example.org", emailVerified: false });
  });
});

describe("sessions", () => {
  it("are listed, this one marked, and ended one by one or all others at once", async () => {
    const here = await signedInPerson(runtime);
    const phone = await signInAs(runtime, here.email);
    const { items } = await execute(sessions.list, here.actor, {});
    expect(items).toMatchObject([{ current: false, method: "password" }, { current: true }]);
    expect(JSON.stringify(items)).not.toContain(here.token);
    await execute(sessions.revoke, here.actor, { sessionId: phone.actor.sessionId! });
    await gone(phone.token);
    await signInAs(runtime, here.email);
    expect(await execute(sessions.revokeOthers, here.actor, {})).toEqual({ ended: 1 });
    expect(await again(here)).toMatchObject({ userId: here.userId });
  });

  it("of others read as not found", async () => {
    const [ada, bob] = [await signedInPerson(runtime), await signedInPerson(runtime)];
    expect(await refused(execute(sessions.revoke, ada.actor, { sessionId: bob.actor.sessionId! }))).toBe("not_found");
    expect(await again(bob)).toMatchObject({ userId: bob.userId });
  });

  it("slide with use and end after 30 days without, and after 90 whatever happens", async () => {
    const ada = await signedInPerson(runtime);
    const expiry = async () =>
      (
        await runtime.database.prisma.session.findUniqueOrThrow({ where: { id: ada.actor.sessionId! } })
      ).expiresAt.getTime();
    const start = now().getTime();
    await later(20 * DAY, async () => {
      forgetSessions(runtime);
      await actorOfSession(runtime, ada.token);
      expect(Math.round(((await expiry()) - start) / DAY)).toBe(50);
    });
    await later(51 * DAY, () => gone(ada.token));
    await runtime.database.prisma.session.update({
      where: { id: ada.actor.sessionId! },
      data: {
        createdAt: new Date(start - 89 * DAY),
        expiresAt: new Date(start + DAY),
        lastSeenAt: new Date(start - HOUR),
      },
    });
    forgetSessions(runtime);
    expect(await actorOfSession(runtime, ada.token)).not.toBeNull();
    expect(Math.round(((await expiry()) - start) / DAY)).toBe(1);
  });
});

describe("passwords.change", () => {
  it("needs the current one, and ends all other sessions", async () => {
    const here = await signedInPerson(runtime);
    const phone = await signInAs(runtime, here.email);
    const change = (current: string, password = "four yellow windows") =>
      execute(passwords.change, here.actor, { current, password }, { address: newAddress() });
    expect(await refused(change("wrong"))).toBe("identity.password_wrong");
    expect(await refused(change(PASSWORD, "short"))).toBe("identity.password_rule");
    expect(await refused(change(PASSWORD, "x".repeat(257)))).toBe("invalid_input");
    expect(await change(PASSWORD)).toEqual({ endedSessions: 1 });
    await gone(phone.token);
    expect(await again(here)).toMatchObject({ userId: here.userId });
    expect(await refused(signInAs(runtime, here.email))).toBe("identity.wrong_credentials");
    await signInAs(runtime, here.email, "four yellow windows");
  });

  it("never cuts: a password of 256 characters counts to its last", async () => {
    const ada = await signedInPerson(runtime);
    const long = `${"three green doors ".repeat(15).slice(0, 255)}!`;
    await execute(passwords.change, ada.actor, { current: PASSWORD, password: long }, { address: newAddress() });
    expect(await refused(signInAs(runtime, ada.email, `${long.slice(0, 255)}?`))).toBe("identity.wrong_credentials");
    await signInAs(runtime, ada.email, long);
  });

  it("is not for keys", async () => {
    const ada = await signedInPerson(runtime);
    const key = {
      ...ada.actor,
      kind: "key" as const,
      scopes: new Set(["profile:write" as const]),
      rateLimitPerMinute: 100,
    };
    expect(await refused(execute(passwords.change, key, { current: PASSWORD, password: "four yellow windows" }))).toBe(
      "forbidden",
    );
  });
});

describe("auth.reauthenticate", () => {
  it("makes an old session fresh, with a new token", async () => {
    const ada = await signedInPerson(runtime);
    await later(11 * MINUTE, async () => {
      expect(await refused(execute(totp.start, ada.actor, {}))).toBe("identity.reauthenticate");
      expect(await refused(execute(auth.reauthenticate, ada.actor, { password: "wrong" }))).toBe(
        "identity.password_wrong",
      );
      const { setSession } = await execute(auth.reauthenticate, ada.actor, { password: PASSWORD });
      const fresh = (await actorOfSession(runtime, setSession!.token))!;
      expect((await execute(totp.start, fresh, {})).url).toMatch(/^otpauth:\/\/totp\//);
      await gone(ada.token);
    });
  });
});

describe("second factor", () => {
  /** Sets it up and gives the authenticator and the recovery codes. */
  async function withSecondFactor() {
    const person = await signedInPerson(runtime);
    const { secret, url, qrSvg } = await execute(totp.start, person.actor, {});
    expect(qrSvg).toContain("<svg");
    expect(url).toContain(`secret=${secret}`);
    const authenticator = new TOTP({ secret });
    const code = (offsetMs = 0) => authenticator.generate({ timestamp: now().getTime() + offsetMs });
    const { recoveryCodes } = await execute(totp.confirm, person.actor, { code: code() }, { address: newAddress() });
    return { person, secret, code, recoveryCodes };
  }
  const firstStep = async (email: string) => {
    const call = { address: newAddress() };
    const answer = await execute(auth.signIn, ANONYMOUS, { email, password: PASSWORD }, call);
    expect(answer).toMatchObject({ status: "second_factor", user: null });
    expect(answer.setSession).toBeUndefined();
    return answer.secondFactor!.token;
  };
  const secondStep = (token: string, code: string) =>
    execute(auth.secondFactor, ANONYMOUS, { token, code }, { address: newAddress() });

  it("after the password there is no session until the code", async () => {
    const { person, code } = await withSecondFactor();
    const token = await firstStep(person.email);
    await later(MINUTE, async () => {
      const { setSession } = await secondStep(token, code());
      const actor = await actorOfSession(runtime, setSession!.token);
      expect(actor).toMatchObject({ userId: person.userId });
      expect(actor!.secondFactorAt).not.toBeNull();
    });
  });

  it("a code works once, also for two at the same moment", async () => {
    const { person, code } = await withSecondFactor();
    const tokens = [await firstStep(person.email), await firstStep(person.email)];
    await later(MINUTE, async () => {
      const same = code();
      const answers = await Promise.all(tokens.map((token) => refused(secondStep(token, same))));
      expect(answers.sort()).toEqual(["done", "identity.second_factor_wrong"]);
      expect(await refused(secondStep(await firstStep(person.email), same))).toBe("identity.second_factor_wrong");
    });
  });

  it("a code one step early or late is taken, two steps are not", async () => {
    const { person, code } = await withSecondFactor();
    await later(5 * MINUTE, async () => {
      expect(await refused(secondStep(await firstStep(person.email), code(-61 * SECOND)))).toBe(
        "identity.second_factor_wrong",
      );
      expect(await refused(secondStep(await firstStep(person.email), code(-30 * SECOND)))).toBe("done");
      expect(await refused(secondStep(await firstStep(person.email), code(30 * SECOND)))).toBe("done");
    });
  });

  it("the token of the first step belongs to its user, works once, and is none of another kind", async () => {
    const [ada, bob] = [await withSecondFactor(), await withSecondFactor()];
    await later(MINUTE, async () => {
      expect(await refused(secondStep(await firstStep(ada.person.email), bob.code()))).toBe(
        "identity.second_factor_wrong",
      );
      const token = await firstStep(ada.person.email);
      await secondStep(token, ada.code());
      expect(await refused(secondStep(token, ada.code(30 * SECOND)))).toBe("identity.token_invalid");
      const reset = await execute(users.resetPassword, SYSTEM, { email: ada.person.email });
      expect(await refused(secondStep(reset.token, ada.code(30 * SECOND)))).toBe("identity.token_invalid");
    });
  });

  it("guessing codes is slowed down after five, over fresh first steps too", async () => {
    const { person } = await withSecondFactor();
    const [token, another] = [await firstStep(person.email), await firstStep(person.email)];
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await refused(secondStep(token, "000000")));
    for (let i = 0; i < 5; i++) answers.push(await refused(secondStep(another, "000000")));
    expect(answers.slice(0, 5)).toEqual(Array(5).fill("identity.second_factor_wrong"));
    expect(answers).toContain("identity.too_many_tries");
  });

  it("a recovery code works once, however it is typed", async () => {
    const { person, recoveryCodes } = await withSecondFactor();
    expect(new Set(recoveryCodes).size).toBe(10);
    const typed = ` ${recoveryCodes[0]!.toUpperCase().replace("-", " ")} `;
    expect(await refused(secondStep(await firstStep(person.email), typed))).toBe("done");
    expect(await refused(secondStep(await firstStep(person.email), recoveryCodes[0]!))).toBe(
      "identity.second_factor_wrong",
    );
    expect(await execute(totp.get, person.actor, {})).toMatchObject({ recoveryCodesLeft: 9 });
    const stored = JSON.stringify(await runtime.database.prisma.recoveryCode.findMany());
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replace("-", ""));
  });

  it("the secret is sealed in the database", async () => {
    const { secret, person } = await withSecondFactor();
    const row = await runtime.database.prisma.totpFactor.findUniqueOrThrow({ where: { userId: person.userId } });
    expect(row.secret).toMatch(/^v1:/);
    expect(row.secret).not.toContain(secret);
  });

  it("confirming ends sessions that began without it, and a wrong code turns nothing on", async () => {
    const person = await signedInPerson(runtime);
    const other = await signInAs(runtime, person.email);
    const { secret } = await execute(totp.start, person.actor, {});
    expect(await refused(execute(totp.confirm, person.actor, { code: "000000" }))).toBe("identity.second_factor_wrong");
    expect((await execute(totp.get, person.actor, {})).enabledAt).toBeNull();
    const code = new TOTP({ secret }).generate({ timestamp: now().getTime() });
    await execute(totp.confirm, person.actor, { code });
    await gone(other.token);
    expect(await refused(execute(totp.start, person.actor, {}))).toBe("identity.totp_already");
  });

  it("a reset password does not get around it; disabling it does", async () => {
    const { person } = await withSecondFactor();
    const { token } = await execute(users.resetPassword, SYSTEM, { email: person.email });
    await execute(passwords.completeReset, ANONYMOUS, { token, password: PASSWORD }, { address: newAddress() });
    await firstStep(person.email);
    await later(11 * MINUTE, async () =>
      expect(await refused(execute(totp.disable, person.actor, {}))).toBe("identity.reauthenticate"),
    );
    await execute(totp.disable, person.actor, {});
    await signInAs(runtime, person.email);
  });
});

describe("rights", () => {
  it("name own servers, and those of communities in which something is held", async () => {
    const { database } = runtime;
    const { actor: ada } = await signedInPerson(runtime, "member", "Ada");
    const bert = await createUser(database, "owner");
    await createBlueprint(database);
    const node = await createNode(database);
    const own = await createServer(database, { ...bert, id: ada.id, userId: ada.userId }, node);
    const shared = await createServer(database, bert, node);
    const foreign = await createServer(database, bert, node);
    const communityId = "com_ferrymen";
    await database.execute(
      sql`insert into communities (id, name, slug) values (${communityId}, 'Ferrymen', 'ferrymen')`,
    );
    await database.execute(sql`update servers set "communityId" = ${communityId} where id = ${shared}`);
    const actor = {
      ...ada,
      holdings: { ...ada.holdings, communities: new Map([[communityId, new Set(["players:ban" as const])]]) },
    };
    const who = whoWith(ada.userId!, await execute(profile.rights, actor, {}));
    expect([own, shared, foreign].map((serverId) => may(who, "players:ban", { serverId }))).toEqual([
      true,
      true,
      false,
    ]);
    expect([may(who, "players:ban"), holdsSomewhere(who, "players:ban")]).toEqual([false, true]);
  });
});
