import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestPasskey, type TestPasskey } from "#app/testing/passkey.ts";
import { newAddress, type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { bootstrap } from "./bootstrap.ts";
import { passkeyParty } from "./passkey-party.ts";
import * as passkeys from "./passkeys.ts";
import { actorOfSession } from "./session-store.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
const PAGE = { origin: "http://localhost:3000", rpId: "localhost" };

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

async function withPasskey(page = {}): Promise<{ person: SignedIn; passkey: TestPasskey; id: string }> {
  const person = await signedInPerson(runtime);
  const passkey = createTestPasskey(PAGE);
  const { token, options } = await execute(passkeys.startRegistration, person.actor, {});
  const { id } = await execute(passkeys.register, person.actor, {
    token,
    name: "Laptop",
    response: passkey.create(options, page) as never,
  });
  return { person, passkey, id };
}

async function signIn(passkey: TestPasskey, page = {}) {
  const call = { address: newAddress() };
  const { token, options } = await execute(passkeys.startSignIn, ANONYMOUS, {}, call);
  const response = passkey.get(options, page) as never;
  return { token, response, answer: () => execute(passkeys.signIn, ANONYMOUS, { token, response }, call) };
}

describe("passkeys", () => {
  it("one is added, named and signs in without a name or a password, as both factors", async () => {
    const { person, passkey, id } = await withPasskey();
    await execute(passkeys.rename, person.actor, { passkeyId: id, name: "Work laptop" });
    expect((await execute(passkeys.list, person.actor, {})).items).toMatchObject([
      { id, name: "Work laptop", lastUsedAt: null },
    ]);
    await runtime.database.prisma.totpFactor.create({
      data: { userId: person.userId, secret: runtime.vault.seal("x"), confirmedAt: new Date() },
    });
    const { setSession, status } = await (await signIn(passkey)).answer();
    expect(status).toBe("signed_in");
    const actor = await actorOfSession(runtime, setSession!.token);
    expect(actor).toMatchObject({ userId: person.userId });
    expect(actor!.secondFactorAt).not.toBeNull();
    expect((await execute(passkeys.list, person.actor, {})).items[0]!.lastUsedAt).not.toBeNull();
  });

  it("an answer works once", async () => {
    const { passkey } = await withPasskey();
    const { answer } = await signIn(passkey);
    const answers = await Promise.all([refused(answer()), refused(answer())]);
    expect(answers.sort()).toEqual(["done", "identity.token_invalid"]);
  });

  it("from another page, for another panel or without its user verified it is refused", async () => {
    const { passkey } = await withPasskey();
    for (const page of [{ origin: "https://evil.example" }, { rpId: "evil.example" }, { userVerified: false }])
      expect(await refused((await signIn(passkey, page)).answer())).toBe("identity.passkey_failed");
    await expect(withPasskey({ origin: "https://evil.example" })).rejects.toMatchObject({
      reason: "identity.passkey_failed",
    });
  });

  it("an answer to another challenge is refused", async () => {
    const { passkey } = await withPasskey();
    const [first, second] = [await signIn(passkey), await signIn(passkey)];
    const mixed = execute(passkeys.signIn, ANONYMOUS, { token: first.token, response: second.response });
    expect(await refused(mixed)).toBe("identity.passkey_failed");
  });

  it("one that nobody registered is refused", async () => {
    const stranger = createTestPasskey(PAGE);
    stranger.create({ challenge: "x", user: { id: "dXNy" } });
    expect(await refused((await signIn(stranger)).answer())).toBe("identity.passkey_failed");
  });

  it("a registration belongs to who began it", async () => {
    const [ada, bob] = [await signedInPerson(runtime), await signedInPerson(runtime)];
    const { token, options } = await execute(passkeys.startRegistration, ada.actor, {});
    const response = createTestPasskey(PAGE).create(options) as never;
    expect(await refused(execute(passkeys.register, bob.actor, { token, name: "Mine", response }))).toBe(
      "identity.token_invalid",
    );
  });

  it("another person's reads as not found, and the last way to sign in stays", async () => {
    const { person, id } = await withPasskey();
    const other = await signedInPerson(runtime);
    expect(await refused(execute(passkeys.remove, other.actor, { passkeyId: id }))).toBe("not_found");
    await runtime.database.prisma.user.update({ where: { id: person.userId }, data: { passwordHash: null } });
    expect(await refused(execute(passkeys.remove, person.actor, { passkeyId: id }))).toBe(
      "identity.last_sign_in_method",
    );
    expect((await execute(passkeys.list, person.actor, {})).items).toHaveLength(1);
  });

  it("of a suspended person lets nobody in", async () => {
    const { person, passkey } = await withPasskey();
    await execute(users.suspend, SYSTEM, { userId: person.userId });
    expect(await refused((await signIn(passkey)).answer())).toBe("identity.suspended");
    await execute(users.suspend, SYSTEM, { userId: person.userId, reason: "Spam" });
    await expect((await signIn(passkey)).answer()).rejects.toThrow("This account is suspended: Spam");
  });
});

it("passkeys are where browsers give them", () => {
  expect(passkeyParty("http://127.0.0.1:3000")).toEqual(PAGE);
  expect(passkeyParty("http://[::1]:3000")).toEqual(PAGE);
  expect(passkeyParty("https://panel.example.org")).toEqual({
    rpId: "panel.example.org",
    origin: "https://panel.example.org",
  });
  expect(passkeyParty("http://panel.example.org")).toBeNull();
  expect(passkeyParty("https://192.0.2.1")).toBeNull();
});
