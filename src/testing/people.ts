import * as auth from "#app/features/identity/server/auth.ts";
import { actorOfSession } from "#app/features/identity/server/session-store.ts";
import * as users from "#app/features/identity/server/users.ts";
import type { BuiltInRoleKey } from "#app/lib/permissions.ts";
import { type Actor, ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";

export const PASSWORD = "three green doors";

/** Somebody who has an account with a password and has signed in, all of it real. */
export interface SignedIn {
  actor: Actor & { userId: string };
  userId: string;
  email: string;
  token: string;
}

let count = 0;

/** An address that no other call of this test comes from, so that limits of one do not meet the other. */
export function newAddress(): string {
  count += 1;
  return `198.18.${count >> 8}.${count & 255}`;
}

/** Adds a person with this role and signs them in. The runtime's database needs its built-in roles. */
export async function signedInPerson(
  runtime: Runtime,
  role: BuiltInRoleKey | (string & {}) = "member",
  name = role,
): Promise<SignedIn> {
  count += 1;
  const email = `${name.toLowerCase().replace(/\W+/g, "-")}-${count}@example.org`;
  await execute(users.create, SYSTEM, { email, name, roles: [role], password: PASSWORD });
  return signInAs(runtime, email);
}

/** Signs in by password. */
export async function signInAs(runtime: Runtime, email: string, password = PASSWORD): Promise<SignedIn> {
  const call = { address: newAddress(), userAgent: "test" };
  const { setSession } = await execute(auth.signIn, ANONYMOUS, { email, password }, call);
  const actor = await actorOfSession(runtime, setSession!.token);
  return { actor: { ...actor!, userId: actor!.userId! }, userId: actor!.userId!, email, token: setSession!.token };
}
