import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { HOUR, MINUTE } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { workOff } from "#app/testing/jobs.ts";
import { startMailServer, type TestMailServer } from "#app/testing/mail-server.ts";
import { newAddress, PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import * as verification from "./email-verification.ts";
import * as invitations from "./invitations.ts";
import * as passwords from "./passwords.ts";
import * as profile from "./profile.ts";
import { register } from "./register.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
let mail: TestMailServer;
let owner: SignedIn;

beforeAll(async () => {
  runtime = await createTestRuntime();
  mail = await startMailServer();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  await execute(operations.settings.set, owner.actor, { key: "sign-up", value: "open" });
});
afterAll(async () => {
  setEnvironment({ SMTP_URL: undefined });
  await mail.close();
  await runtime.close();
});
beforeEach(async () => {
  setEnvironment({ SMTP_URL: mail.url });
  await ask(true);
  await workOff(runtime);
  mail.mails.length = 0;
});

const ask = (value: boolean) => execute(operations.settings.set, owner.actor, { key: "email-verification", value });
const from = () => ({ address: newAddress() });
const signUp = (email: string, password = PASSWORD) =>
  execute(auth.signUp, ANONYMOUS, { name: "Ada", email, password }, from());
const signIn = (email: string) => reasonOf(signInAs(runtime, email));
const confirm = (token: string) => reasonOf(execute(verification.verifyEmail, ANONYMOUS, { token }, from()));

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );

/** The token of the newest mail, after the worker sent what waits. */
async function mailedToken(to: string): Promise<string> {
  await workOff(runtime);
  const newest = mail.mails.findLast((sent) => sent.includes(`To: ${to}`)) ?? "";
  const found = /verify-email\?token=([\w-]+)/.exec(newest);
  if (!found) throw new Error(`no link for ${to} in ${mail.mails.join("\n")}`);
  return found[1]!;
}

describe("where the owner asks for confirmed addresses and the panel can mail", () => {
  it("who signs up is let in after the link was opened, and it works once", async () => {
    expect(await signUp("ada@example.org")).toMatchObject({ status: "accepted", user: null });
    expect(await signIn("ada@example.org")).toBe("identity.email_unverified");
    const token = await mailedToken("ada@example.org");
    expect(await confirm(token)).toBe("done");
    const { user } = await execute(auth.session, (await signInAs(runtime, "ada@example.org")).actor, {});
    expect(user).toMatchObject({ email: "ada@example.org", emailVerified: true });
    expect(await confirm(token)).toBe("identity.token_invalid");
  });

  it("a wrong password is told nothing of it", async () => {
    await signUp("quiet@example.org");
    expect(await reasonOf(signInAs(runtime, "quiet@example.org", "another password"))).toBe(
      "identity.wrong_credentials",
    );
  });

  it("an address that is taken gets the same answer and the same job, and no mail where nothing is to be confirmed", async () => {
    const there = await signedInPerson(runtime);
    await workOff(runtime);
    mail.mails.length = 0;
    expect(await signUp(there.email)).toEqual(await signUp("fresh@example.org"));
    const { rows } = await runtime.database.pool.query("select payload from graphile_worker._private_jobs");
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain("example.org");
    await workOff(runtime);
    expect(mail.mails.map((sent) => /^To: (.*)\r$/m.exec(sent)?.[1])).toEqual(["fresh@example.org"]);
    expect(mail.mails[0]).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it("the sign-up of other panels' clients makes the account and signs nobody in", async () => {
    const call = { name: "Ada", email: "client@example.org", password: PASSWORD };
    const made = await execute(register, ANONYMOUS, call, from());
    expect(made).toMatchObject({ user: { email: "client@example.org", emailVerified: false } });
    expect(made.setSession).toBeUndefined();
    expect(await runtime.database.prisma.session.count({ where: { userId: made.user.id } })).toBe(0);
    expect(await confirm(await mailedToken("client@example.org"))).toBe("done");
    expect(await signIn("client@example.org")).toBe("done");
  });

  it("another link makes the older one worthless, a day ends each, and asking tells nobody who has an account", async () => {
    const again = (email: string) => execute(verification.requestVerification, ANONYMOUS, { email }, from());
    await signUp("again@example.org");
    const first = await mailedToken("again@example.org");
    expect(await again("again@example.org")).toEqual(await again("nobody@example.org"));
    const second = await mailedToken("again@example.org");
    expect(await confirm(first)).toBe("identity.token_invalid");
    advanceClock(24 * HOUR + MINUTE);
    expect(await confirm(second)).toBe("identity.token_invalid");
    advanceClock(-24 * HOUR - MINUTE);
  });

  it("of twenty at once with one link exactly one confirms", async () => {
    await signUp("race@example.org");
    const token = await mailedToken("race@example.org");
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  });

  it("who was there before, was invited or was added by an admin is not asked", async () => {
    expect(await signIn(owner.email)).toBe("done");
    const { token } = await execute(invitations.create, owner.actor, { email: "guest@example.org" });
    const guest = { name: "Guest", email: "guest@example.org", password: PASSWORD, invitation: token };
    expect(await execute(auth.signUp, ANONYMOUS, guest, from())).toMatchObject({ status: "signed_in" });
    expect(await signIn("guest@example.org")).toBe("done");
    const added = await signedInPerson(runtime);
    expect(await signIn(added.email)).toBe("done");
  });

  it("a link for a forgotten password proves the address too", async () => {
    await signUp("forgot@example.org");
    await execute(passwords.requestReset, ANONYMOUS, { email: "forgot@example.org" }, from());
    await workOff(runtime);
    const token = /reset-password\?token=([\w-]+)/.exec(mail.mails.join("\n"))![1]!;
    await execute(passwords.completeReset, ANONYMOUS, { token, password: PASSWORD }, from());
    const { actor } = await signInAs(runtime, "forgot@example.org");
    expect((await execute(auth.session, actor, {})).user).toMatchObject({ emailVerified: true });
  });

  it("a new address is confirmed before the next sign-in, an older link confirms nothing, and an admin can enter one", async () => {
    await signUp("mover@example.org");
    const token = await mailedToken("mover@example.org");
    await confirm(token);
    const mover = await signInAs(runtime, "mover@example.org");
    await execute(profile.changeEmail, mover.actor, { email: "moved@example.org" });
    expect(await signIn("moved@example.org")).toBe("identity.email_unverified");
    const second = await mailedToken("moved@example.org");
    await execute(profile.changeEmail, mover.actor, { email: "moved-again@example.org" });
    expect(await confirm(second)).toBe("identity.token_invalid");
    await execute(users.update, owner.actor, { userId: mover.userId, email: "helped@example.org" });
    expect(await signIn("helped@example.org")).toBe("done");
  });
});

describe("where it is not asked, or the panel cannot mail", () => {
  it.each(["setting", "mail server"])("nobody is asked, and who waited gets in: no %s", async (lacking) => {
    const email = `${lacking.replace(" ", "-")}@example.org`;
    await signUp(`waiting-${email}`);
    expect(await signIn(`waiting-${email}`)).toBe("identity.email_unverified");
    if (lacking === "setting") await ask(false);
    else setEnvironment({ SMTP_URL: undefined });
    expect(await execute(auth.methods, ANONYMOUS, {})).toMatchObject({ emailVerification: false });
    await signUp(email);
    expect([await signIn(email), await signIn(`waiting-${email}`)]).toEqual(["done", "done"]);
    expect(await reasonOf(execute(verification.requestVerification, ANONYMOUS, { email }, from()))).toBe(
      "identity.verification_off",
    );
  });
});
