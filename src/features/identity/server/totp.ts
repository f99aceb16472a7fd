import { renderSVG } from "uqr";
import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { row, sql } from "#app/platform/sql.ts";
import { userSignInMethodsChanged } from "../events.ts";
import { callerOf } from "./caller.ts";
import { newTotpSecret, replaceRecoveryCodes, spendTotpCode, totpFactor, totpOf } from "./second-factor.ts";
import { endSessions } from "./session-store.ts";
import { takeTry, trySucceeded } from "./tries.ts";

const RecoveryCodes = z.object({
  recoveryCodes: secret(z.array(z.string())).describe("Ten codes that work once each. Shown now and never again."),
});
const Status = z.object({ confirmedAt: z.date().nullable(), codesLeft: z.number() });

export const get = defineQuery({
  id: "totp.get",
  summary: "Is the own second factor set up?",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ enabledAt: Timestamp.nullable(), recoveryCodesLeft: z.int() }),
  example: {},
  http: { method: "GET", path: "/users/me/second-factor" },
  async run(context) {
    const { id } = await callerOf(context);
    const found = await row(
      context.db,
      Status,
      sql`select (select "confirmedAt" from totp_factors where "userId" = ${id}) as "confirmedAt",
            (select count(*)::int from recovery_codes where "userId" = ${id} and "usedAt" is null) as "codesLeft"`,
    );
    return { enabledAt: iso(found?.confirmedAt ?? null), recoveryCodesLeft: found?.codesLeft ?? 0 };
  },
});

export const start = defineCommand({
  id: "totp.start",
  summary: "Begin to set up a second factor",
  description: "Scan the code with an authenticator, then confirm. Nothing is in force until then.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({
    secret: secret(z.string()).describe("To type by hand, base32."),
    url: secret(z.string()).describe("otpauth:// address."),
    qrSvg: secret(z.string()).describe("The address as a QR code, SVG."),
  }),
  example: {},
  http: { method: "POST", path: "/users/me/second-factor/totp", status: 201 },
  async run(context) {
    const { db, now, runtime } = context;
    const person = await callerOf(context);
    if (person.secondFactor) throw new AppError("conflict", "identity.totp_already");
    const text = newTotpSecret();
    await db.execute(sql`
      insert into totp_factors ("userId", secret, "createdAt") values (${person.id}, ${runtime.vault.seal(text)}, ${now})
      on conflict ("userId") do update set secret = excluded.secret, "lastStep" = null, "createdAt" = excluded."createdAt"`);
    const url = totpOf(text, {
      issuer: await setting(db, "panel-name"),
      label: person.email ?? person.name,
    }).toString();
    return { secret: text, url, qrSvg: renderSVG(url, { border: 2 }) };
  },
});

export const confirm = defineCommand({
  id: "totp.confirm",
  summary: "Turn the second factor on",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "sign-in",
  errors: ["conflict", "rate_limited"],
  input: z.object({ code: secret(z.string().trim().max(20)).describe("Six digits of the authenticator.") }),
  output: RecoveryCodes,
  example: { code: "123456" },
  http: { method: "POST", path: "/users/me/second-factor/totp/confirm" },
  before: (context) => takeTry(context, "second-factor", context.actor.userId),
  async run(context, { code }) {
    const { db, now, runtime, emit, actor } = context;
    const person = await callerOf(context);
    const factor = await totpFactor(db, runtime.vault, person.id);
    if (!factor) throw new AppError("conflict", "identity.totp_not_started");
    if (factor.confirmedAt) throw new AppError("conflict", "identity.totp_already");
    if (!(await spendTotpCode(db, person.id, factor.secret, code.replace(/\s/g, ""), now)))
      throw new AppError("invalid_input", "identity.second_factor_wrong");
    await db.execute(sql`update totp_factors set "confirmedAt" = ${now} where "userId" = ${person.id}`);
    await db.execute(sql`update sessions set "secondFactorAt" = ${now} where id = ${actor.sessionId}`);
    // Sessions that began with the password alone are not what the person now asks for.
    await endSessions(context, person.id, { except: actor.sessionId });
    await trySucceeded(context, "second-factor", person.id);
    emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "second factor on" });
    return { recoveryCodes: await replaceRecoveryCodes(context, person.id) };
  },
});

export const renewRecoveryCodes = defineCommand({
  id: "totp.renewRecoveryCodes",
  summary: "Make new recovery codes",
  description: "The older ones stop working.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict"],
  input: z.object({}),
  output: RecoveryCodes,
  example: {},
  http: { method: "POST", path: "/users/me/second-factor/recovery-codes", status: 201 },
  async run(context) {
    const person = await callerOf(context);
    if (!person.secondFactor) throw new AppError("conflict", "identity.totp_not_started");
    return { recoveryCodes: await replaceRecoveryCodes(context, person.id) };
  },
});

export const disable = defineCommand({
  id: "totp.disable",
  summary: "Turn the second factor off",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  input: z.object({}),
  output: z.object({}),
  example: {},
  http: { method: "DELETE", path: "/users/me/second-factor/totp", status: 204 },
  async run(context) {
    const { db, emit } = context;
    const person = await callerOf(context);
    await db.execute(sql`delete from totp_factors where "userId" = ${person.id}`);
    await db.execute(sql`delete from recovery_codes where "userId" = ${person.id}`);
    emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "second factor off" });
    return {};
  },
});
