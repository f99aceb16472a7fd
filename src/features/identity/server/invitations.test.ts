import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { newAddress, PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import * as invitations from "./invitations.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
let owner: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner", "Olga");
  admin = await signedInPerson(runtime, "admin");
});
afterAll(() => runtime.close());

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const signUp = (invitation: string, email: string) =>
  execute(auth.signUp, ANONYMOUS, { name: "New", email, password: PASSWORD, invitation }, { address: newAddress() });

describe("invitations", () => {
  it("one brings a new person in with its role, where sign-up is by invitation", async () => {
    const { token, url, invitation } = await execute(invitations.create, owner.actor, {
      role: "moderator",
      note: "for chat",
    });
    expect(url).toBe(`http://127.0.0.1:3000/invite/${token}`);
    expect(await execute(invitations.view, ANONYMOUS, { token })).toMatchObject({
      invitedBy: "Olga",
      role: { key: "moderator" },
      panelName: "Gamekeeper",
    });
    const answer = await signUp(token, "brought@example.org");
    expect(answer).toMatchObject({ status: "signed_in", user: { roles: [{ key: "moderator" }], rank: 40 } });
    const { items } = await execute(invitations.list, owner.actor, {});
    expect(items.find(({ id }) => id === invitation.id)).toMatchObject({
      state: "accepted",
      acceptedBy: { name: "New" },
    });
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it("of fifty at once exactly one gets in", async () => {
    const { token } = await execute(invitations.create, owner.actor, {});
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => refused(signUp(token, `race${i}@example.org`))),
    );
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(["done", "identity.token_invalid"]));
    expect((await execute(users.list, admin.actor, { q: "race" })).total).toBe(1);
  });

  it("one for an address is for nobody else", async () => {
    const { token } = await execute(invitations.create, owner.actor, { email: "Guest@example.org" });
    expect(await refused(signUp(token, "thief@example.org"))).toBe("identity.invitation_email");
    const member = await signedInPerson(runtime);
    expect(await refused(execute(invitations.accept, member.actor, { token }))).toBe("identity.invitation_email");
    expect((await signUp(token, "guest@example.org")).status).toBe("signed_in");
  });

  it("inviting a known and an unknown address answers alike", async () => {
    const shape = async (email: string) =>
      Object.keys((await execute(invitations.create, admin.actor, { email })).invitation);
    expect(await shape(owner.email)).toEqual(await shape("never-seen@example.org"));
  });

  it("a failed sign-up leaves it good", async () => {
    const { token } = await execute(invitations.create, owner.actor, {});
    expect(await refused(signUp(token, owner.email))).toBe("identity.email_taken");
    expect((await signUp(token, "second-try@example.org")).status).toBe("signed_in");
  });

  it("who is signed in gets its role beside their own", async () => {
    const member = await signedInPerson(runtime);
    const { token } = await execute(invitations.create, owner.actor, { role: "admin" });
    await execute(invitations.accept, member.actor, { token });
    const { actor } = await signInAs(runtime, member.email);
    expect(actor.rank).toBe(80);
    expect(await refused(execute(invitations.accept, member.actor, { token }))).toBe("identity.token_invalid");
  });

  it("nobody invites to a role above their own", async () => {
    expect(await refused(execute(invitations.create, admin.actor, { role: "owner" }))).toBe("identity.role_above");
    const member = await signedInPerson(runtime);
    expect(await refused(execute(invitations.create, member.actor, {}))).toBe("forbidden");
  });

  it("ends with the power it was made with", async () => {
    const inviter = await signedInPerson(runtime, "admin");
    const { token } = await execute(invitations.create, inviter.actor, { role: "admin" });
    await execute(users.setRoles, SYSTEM, { userId: inviter.userId, roles: ["member"] });
    expect(await refused(signUp(token, "too-late@example.org"))).toBe("identity.token_invalid");
  });

  it("withdrawn or expired it is worth nothing", async () => {
    const withdrawn = await execute(invitations.create, owner.actor, {});
    await execute(invitations.revoke, owner.actor, { invitationId: withdrawn.invitation.id });
    expect(await refused(signUp(withdrawn.token, "w@example.org"))).toBe("identity.token_invalid");
    const old = await execute(invitations.create, owner.actor, { expiresInDays: 1 });
    advanceClock(DAY + 1000);
    expect(await refused(signUp(old.token, "o@example.org"))).toBe("identity.token_invalid");
    expect(await refused(execute(invitations.view, ANONYMOUS, { token: old.token }))).toBe("identity.token_invalid");
    const { items } = await execute(invitations.list, owner.actor, { limit: 2 });
    expect(items.map(({ state }) => state).sort()).toEqual(["expired", "revoked"]);
    advanceClock(-DAY - 1000);
  });

  it("where sign-up is closed, brings nobody new in", async () => {
    await runtime.database.prisma.setting.create({ data: { key: "sign-up", value: "closed" } });
    const { token } = await execute(invitations.create, owner.actor, {});
    expect(await refused(signUp(token, "closed@example.org"))).toBe("identity.sign_up_closed");
    await runtime.database.prisma.setting.deleteMany();
  });
});
