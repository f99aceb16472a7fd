import * as z from "zod";
import { setting, verificationIsAsked } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import { Email, Me, NewPassword, UserName } from "../schema.ts";
import { requireSignUpOpen } from "./auth.ts";
import { queueVerification } from "./email-verification.ts";
import { addPerson, builtInRole, checkNewPassword, meOf, personByEmail, personById } from "./people.ts";
import { finishSignIn, SetSession } from "./sign-in.ts";
import { takeTry, trySucceeded } from "./tries.ts";

export const register = defineCommand({
  id: "auth.register",
  summary: "Make an account and be signed in to it",
  description:
    "For clients of other panels, whose sign-up answers with the account. Where sign-up is open and such clients are served; unlike auth.signUp it says when an address is taken. Where addresses are to be confirmed first, nobody is signed in yet.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["forbidden", "conflict", "rate_limited"],
  input: z.object({ name: UserName, email: Email, password: secret(NewPassword) }),
  output: z.object({ user: Me, setSession: SetSession.optional() }),
  example: { name: "Ada", email: "ada@example.org", password: "three green doors" },
  async before(context, { name, email, password }) {
    await takeTry(context, "sign-up", null);
    checkNewPassword(password, { name, email });
    await requireServed(context, email);
    return hashPassword(password);
  },
  async run(context, { name, email }, _subject, passwordHash) {
    const { db } = context;
    await requireServed(context, email);
    const roles = [await builtInRole(db, "member")];
    const mustVerify = await verificationIsAsked(db);
    const userId = await addPerson(context, { name, email, passwordHash, roles, mustVerify });
    await trySucceeded(context, "sign-up", null);
    if (mustVerify) {
      context.target("user", userId, name);
      context.identified({ kind: "user", id: userId, label: name });
      queueVerification(context, email);
      return { user: await meOf(db, userId) };
    }
    const { user, setSession } = await finishSignIn(context, (await personById(db, userId))!, "sign-up", {
      secondFactor: false,
    });
    return { user: user!, setSession: setSession! };
  },
});

/** This way tells who has an account, so it is only there where its clients are, and only for whom anybody may sign up. */
async function requireServed({ db }: Pick<Context, "db">, email: string): Promise<void> {
  if (!(await setting(db, "dialects.stellarstack"))) throw new AppError("forbidden", "identity.sign_up_closed");
  await requireSignUpOpen(db, false);
  if (await personByEmail(db, email)) throw new AppError("conflict", "identity.email_taken");
}
