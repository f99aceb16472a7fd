import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { secret } from "#app/operation/secret.ts";
import { sql } from "#app/platform/sql.ts";
import { Me, SecondFactorMethod, type SignInMethod } from "../schema.ts";
import { requireVerified } from "./email-verification.ts";
import { issueToken } from "./one-time-token.ts";
import { meOf, type Person } from "./people.ts";
import { createSession } from "./session-store.ts";
import { requireNotSuspended, UNSAID } from "./suspensions.ts";
import { becomeFamiliar } from "./tries.ts";

/** Begins (or with null ends) the caller's session: doors turn it into a cookie and show it to nobody. */
export const SetSession = secret(z.object({ token: z.string(), expiresAt: z.date() }).nullable());

/** What every way to sign in answers: signed in, or first the second factor. */
export const SignInResult = z.object({
  status: z.enum(["signed_in", "second_factor"]).describe("second_factor: send the token and a code to finish."),
  user: Me.nullable().describe("Who is signed in now."),
  secondFactor: z
    .object({ token: secret(z.string()), methods: z.array(SecondFactorMethod), expiresAt: z.iso.datetime() })
    .nullable()
    .describe("What to finish with, good for five minutes."),
  setSession: SetSession.optional(),
});
export type SignInResult = z.input<typeof SignInResult>;

/**
 * The one gate that every way to sign in ends in. A person with a second factor gets a session only after it; `secondFactor: true` says that this way
 * proved one itself (a passkey that verified its user, a code just checked).
 */
export async function finishSignIn(
  context: Context,
  person: Person,
  method: SignInMethod,
  proved: { secondFactor: boolean },
): Promise<SignInResult> {
  const { db, now, target, identified } = context;
  if (person.kind !== "person" || person.removedAt) throw new AppError("forbidden", "identity.suspended", UNSAID);
  await requireNotSuspended(context, person);
  target("user", person.id, person.name);
  await requireVerified(db, person);
  if (person.secondFactor && !proved.secondFactor) {
    const { token, expiresAt } = await issueToken(db, "second-factor", now, { userId: person.id, payload: { method } });
    return {
      status: "second_factor",
      user: null,
      secondFactor: { token, methods: ["totp", "recovery_code"], expiresAt: expiresAt.toISOString() },
    };
  }
  identified({ kind: "user", id: person.id, label: person.name });
  const setSession = await createSession(context, person.id, method, proved);
  await becomeFamiliar(context, person.id);
  await db.execute(sql`update users set "lastSeenAt" = ${now} where id = ${person.id}`);
  return { status: "signed_in", user: await meOf(db, person.id), secondFactor: null, setSession };
}
