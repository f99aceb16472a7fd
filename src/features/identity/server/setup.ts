import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import type { Sql } from "#app/platform/sql.ts";
import { Email, NewPassword, TokenText, UserName } from "../schema.ts";
import { TOKEN_PAGES } from "../token-pages.ts";
import { issueToken, peekToken, redeemToken, voidTokens } from "./one-time-token.ts";
import { addPerson, builtInRole, checkNewPassword, countOwners, personById } from "./people.ts";
import { finishSignIn, SignInResult } from "./sign-in.ts";
import { takeTry, trySucceeded } from "./tries.ts";

export const status = defineQuery({
  id: "setup.status",
  summary: "Does the panel have an owner?",
  access: { kind: "public" },
  whileClosed: true,
  input: z.object({ token: secret(TokenText).optional() }),
  output: z.object({
    hasOwner: z.boolean(),
    tokenValid: z.boolean().nullable().describe("Whether the given setup token is good; null if none was given."),
  }),
  example: {},
  http: { method: "POST", path: "/setup/status" },
  async run({ db, now }, { token }) {
    return {
      hasOwner: (await countOwners(db, { lock: false })) > 0,
      tokenValid: token === undefined ? null : (await peekToken(db, "setup", token, now)) !== null,
    };
  },
});

export const createToken = defineCommand({
  id: "setup.createToken",
  summary: "Make the link that creates the owner account",
  description: "One use, 24 hours. Older links stop working. Null while there is an owner.",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.object({
    setup: z.object({ token: secret(z.string()), url: secret(z.string()), expiresAt: Timestamp }).nullable(),
  }),
  example: {},
  async run({ db, now, runtime }) {
    if ((await countOwners(db, { lock: true })) > 0) return { setup: null };
    await voidTokens(db, ["setup"], null, now);
    const { token, expiresAt } = await issueToken(db, "setup", now);
    return {
      setup: {
        token,
        url: `${runtime.publicUrl}${TOKEN_PAGES.setup}?token=${token}`,
        expiresAt: expiresAt.toISOString(),
      },
    };
  },
});

export const complete = defineCommand({
  id: "setup.complete",
  summary: "Create the owner account",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["conflict", "not_found", "rate_limited"],
  input: z.object({ token: secret(TokenText), name: UserName, email: Email, password: secret(NewPassword) }),
  output: SignInResult,
  example: { token: "abc", name: "Ada", email: "ada@example.org", password: "three green doors" },
  http: { method: "POST", path: "/setup", status: 201 },
  async before(context, { token, name, email, password }) {
    await takeTry(context, "setup", null);
    checkNewPassword(password, { name, email });
    await requireNoOwner(context.db, { lock: false });
    // What would be refused anyway is not worth a hash.
    if (!(await peekToken(context.db, "setup", token, context.now)))
      throw new AppError("not_found", "identity.token_invalid");
    return hashPassword(password);
  },
  async run(context, { token, name, email }, _subject, passwordHash) {
    const { db, now } = context;
    await requireNoOwner(db, { lock: true });
    await redeemToken(db, "setup", token, now);
    await trySucceeded(context, "setup", null);
    const userId = await addPerson(context, { name, email, passwordHash, roles: [await builtInRole(db, "owner")] });
    return finishSignIn(context, (await personById(db, userId))!, "setup", { secondFactor: false });
  },
});

async function requireNoOwner(db: Sql, options: { lock: boolean }): Promise<void> {
  if ((await countOwners(db, options)) > 0) throw new AppError("conflict", "identity.owner_exists");
}
