import { actorOfSession } from "#app/features/identity/server/index.ts";
import { passkeyParty } from "#app/features/identity/server/passkey-party.ts";
import { totpOf } from "#app/features/identity/server/second-factor.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { createTestPasskey } from "#app/testing/passkey.ts";
import { newAddress, PASSWORD, signInAs } from "#app/testing/people.ts";
import type { Account, Known } from "./known.ts";

export interface People {
  owner: Actor;
  member: Actor;
  admin: Known["admin"];
}

/** The owner, by the link that every new installation prints. */
export async function createOwner(operator: Actor): Promise<Account> {
  const { setup } = await execute(operations.setup.createToken, operator, {});
  const account = { email: "ada@example.org", password: PASSWORD };
  const input = { ...account, name: "Ada", token: setup!.token };
  await execute(operations.setup.complete, ANONYMOUS, input, { address: newAddress(), userAgent: "fixture" });
  return account;
}

/** Everybody else: each role, each way in, each state that an account can have. */
export async function addPeople(runtime: Runtime, operator: Actor, account: Account): Promise<People> {
  const owner = (await signInAs(runtime, account.email)).actor;
  const helper = await execute(operations.roles.create, owner, {
    name: "Helper",
    description: "Starts what has stopped",
    permissions: ["servers:read", "servers:power"],
    rank: 15,
  });
  const admin = await addPerson(owner, "Grace", "admin");
  const moderator = await addPerson(owner, "Linus", "moderator");
  const robin = await addPerson(owner, "Robin", "member");
  await execute(operations.users.setRoles, owner, { userId: robin.id, roles: ["member", helper.key] });
  const sam = await addPerson(owner, "Sam", "member");
  await execute(operations.users.suspend, owner, { userId: sam.id, reason: "Spam", note: "Told twice before" });
  const tom = await addPerson(owner, "Tom", "member");
  await execute(operations.users.remove, owner, { userId: tom.id });
  await execute(operations.users.create, owner, { email: "eve@example.org" });
  await invitePeople(owner, operator);
  const totpSecret = await addSecondFactor(runtime, admin.email);
  await addPasskey(runtime, moderator.email);
  await execute(operations.profile.update, owner, { preferences: { theme: "dark", timezone: "Europe/Berlin" } });
  const member = (await signInAs(runtime, robin.email)).actor;
  await guessWrong(robin.email);
  return { owner, member, admin: { email: admin.email, password: PASSWORD, totpSecret } };
}

async function addPerson(owner: Actor, name: string, role: string): Promise<{ id: string; email: string }> {
  const email = `${name.toLowerCase()}@example.org`;
  const { user } = await execute(operations.users.create, owner, { email, name, roles: [role], password: PASSWORD });
  return { id: user.id, email };
}

/** Links of each kind: open, withdrawn, accepted by password, accepted by an account elsewhere. */
async function invitePeople(owner: Actor, operator: Actor): Promise<void> {
  const invite = (note: string) => execute(operations.invitations.create, owner, { note, expiresInDays: 30 });
  await invite("open");
  const { invitation } = await invite("withdrawn");
  await execute(operations.invitations.revoke, owner, { invitationId: invitation.id });
  const { token } = await invite("accepted");
  const nelly = { name: "Nelly", email: "nelly@example.org", password: PASSWORD, invitation: token };
  await execute(operations.auth.signUp, ANONYMOUS, nelly, { address: newAddress(), userAgent: "fixture" });
  await execute(operations.accounts.signInWith, operator, {
    provider: "discord",
    providerAccountId: "80351110224678912",
    name: "Oscar",
    email: "oscar@example.org",
    emailVerified: true,
    avatarUrl: null,
    invitation: (await invite("by Discord")).token,
    linkTo: null,
  });
}

/** Turns it on, and signs in with it once by a recovery code, which is spent then. Gives the authenticator's secret. */
async function addSecondFactor(runtime: Runtime, email: string): Promise<string> {
  const { actor } = await signInAs(runtime, email);
  const { secret } = await execute(operations.totp.start, actor, {});
  const code = totpOf(secret, { issuer: "", label: "" }).generate({ timestamp: now().getTime() });
  const { recoveryCodes } = await execute(operations.totp.confirm, actor, { code });
  const call = { address: newAddress(), userAgent: "fixture" };
  const first = await execute(operations.auth.signIn, ANONYMOUS, { email, password: PASSWORD }, call);
  const second = { token: first.secondFactor!.token, code: recoveryCodes[0]! };
  const { setSession } = await execute(operations.auth.secondFactor, ANONYMOUS, second, call);
  if (!(await actorOfSession(runtime, setSession!.token))) throw new Error("The second factor gave no session.");
  return secret;
}

async function addPasskey(runtime: Runtime, email: string): Promise<void> {
  const { actor } = await signInAs(runtime, email);
  const { token, options } = await execute(operations.passkeys.startRegistration, actor, {});
  const response = createTestPasskey(passkeyParty(runtime.publicUrl)!).create(options);
  await execute(operations.passkeys.register, actor, { token, name: "Laptop", response });
}

/** Leaves a counted try and a refusal in the audit log. */
async function guessWrong(email: string): Promise<void> {
  const call = { address: newAddress(), userAgent: "fixture" };
  const outcome = await execute(operations.auth.signIn, ANONYMOUS, { email, password: "four blue doors" }, call).catch(
    (error: Error) => error,
  );
  if (!(outcome instanceof Error)) throw new Error("A wrong password was taken.");
}
