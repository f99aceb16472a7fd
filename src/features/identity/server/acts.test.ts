import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { newAddress, PASSWORD, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import * as accounts from "./accounts.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import * as invitations from "./invitations.ts";
import * as passwords from "./passwords.ts";
import * as setup from "./setup.ts";
import * as totp from "./totp.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

const call = () => ({ address: newAddress() });

/** Who the audit log says did the last act of this kind, and to whom. */
async function lastAct(operation: string): Promise<string> {
  const entry = await runtime.database.prisma.auditEntry.findFirstOrThrow({
    where: { operation, outcome: "done" },
    orderBy: { id: "desc" },
  });
  return [entry.actorKind, entry.actorLabel, entry.targetLabel].join(" ");
}

it("whoever comes in is named as who did so", async () => {
  const { token } = (await execute(setup.createToken, SYSTEM, {})).setup!;
  const owner = { name: "Olga", email: "olga@example.org", password: PASSWORD };
  const { user } = await execute(setup.complete, ANONYMOUS, { token, ...owner }, call());
  expect(await lastAct("setup.complete")).toBe("user Olga Olga");

  await execute(auth.signIn, ANONYMOUS, { email: owner.email, password: PASSWORD }, call());
  expect(await lastAct("auth.signIn")).toBe("user Olga Olga");

  const link = await execute(users.resetPassword, SYSTEM, { email: owner.email });
  await execute(passwords.completeReset, ANONYMOUS, { token: link.token, password: PASSWORD }, call());
  expect(await lastAct("passwords.completeReset")).toBe("user Olga Olga");

  const { actor } = await signedInPerson(runtime, "owner", "Otto");
  const invitation = await execute(invitations.create, actor, { role: "member" });
  const invited = { name: "Ina", email: "ina@example.org", password: PASSWORD, invitation: invitation.token };
  await execute(auth.signUp, ANONYMOUS, invited, call());
  expect(await lastAct("auth.signUp")).toBe("user Ina Ina");

  await runtime.database.prisma.setting.create({ data: { key: "sign-up", value: "open" } });
  await execute(auth.signUp, ANONYMOUS, { name: "Sam", email: "sam@example.org", password: PASSWORD }, call());
  expect(await lastAct("auth.signUp")).toBe("user Sam Sam");

  const profile = { provider: "discord" as const, providerAccountId: "1", emailVerified: false, avatarUrl: null };
  await execute(accounts.signInWith, SYSTEM, { ...profile, name: "Dora", email: null, invitation: null, linkTo: null });
  expect(await lastAct("accounts.signInWith")).toBe("user Dora Dora");
  const linked = { ...profile, providerAccountId: "2", name: "Other", email: null, invitation: null, linkTo: user!.id };
  await execute(accounts.signInWith, SYSTEM, linked);
  expect(await lastAct("accounts.signInWith")).toBe("user Olga Olga");
});

it("who has yet to show the second factor has not come in", async () => {
  const person = await signedInPerson(runtime, "member", "Tess");
  const { secret } = await execute(totp.start, person.actor, {});
  await execute(totp.confirm, person.actor, { code: new TOTP({ secret }).generate() });
  const step = await execute(auth.signIn, ANONYMOUS, { email: person.email, password: PASSWORD }, call());
  expect(step.status).toBe("second_factor");
  expect(await lastAct("auth.signIn")).toBe("anonymous anonymous Tess");
  await runtime.database.prisma.totpFactor.update({ where: { userId: person.userId }, data: { lastStep: null } });
  const code = new TOTP({ secret }).generate();
  await execute(auth.secondFactor, ANONYMOUS, { token: step.secondFactor!.token, code }, call());
  expect(await lastAct("auth.secondFactor")).toBe("user Tess Tess");
});
