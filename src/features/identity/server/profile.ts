import * as z from "zod";
import { addressChangedMail } from "#app/features/admin/mail.ts";
import { mailFrame, queueMail } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { userUpdated } from "../events.ts";
import { Email, Me, Preferences, UserName } from "../schema.ts";
import { callerOf } from "./caller.ts";
import { queueVerification } from "./email-verification.ts";
import { meOf, personByEmail, preferencesOf } from "./people.ts";

export { rights } from "./rights.ts";

export const get = defineQuery({
  id: "profile.get",
  summary: "Get the current user",
  access: { kind: "permission", permission: "profile:read" },
  errors: ["not_found"],
  input: z.object({}),
  output: Me,
  example: {},
  http: { method: "GET", path: "/users/me" },
  edited: ({ name, email, preferences }) => [name, email, preferences],
  run: ({ db, actor }) => {
    if (actor.userId === null) throw new AppError("not_found");
    return meOf(db, actor.userId);
  },
});

export const update = defineCommand({
  id: "profile.update",
  summary: "Update the current user",
  description: "Only what is given changes; in `preferences` too. A preference set to null goes back to the default.",
  access: { kind: "permission", permission: "profile:write" },
  input: z.object({
    name: UserName.optional(),
    preferences: z
      .object({
        theme: Preferences.shape.theme.unwrap().nullable(),
        density: Preferences.shape.density.unwrap().nullable(),
        timezone: Preferences.shape.timezone.unwrap().nullable(),
        locale: Preferences.shape.locale.unwrap().nullable(),
      })
      .partial()
      .strict()
      .optional(),
  }),
  output: Me,
  example: { name: "Ada", preferences: { theme: "dark" } },
  http: { method: "PATCH", path: "/users/me" },
  async run(context, { name, preferences }) {
    const { db, now, emit, target, changed } = context;
    const before = await callerOf(context);
    const merged = Object.fromEntries(
      Object.entries({ ...preferencesOf(before), ...preferences }).filter(
        ([, value]) => value !== null && value !== undefined,
      ),
    );
    await db.execute(sql`
      update users set name = ${name ?? before.name}, preferences = ${JSON.stringify(merged)}::jsonb, "updatedAt" = ${now} where id = ${before.id}`);
    target("user", before.id, before.name);
    changed(
      { name: before.name, preferences: preferencesOf(before) },
      { name: name ?? before.name, preferences: merged },
    );
    emit(userUpdated, { userId: before.id, name: name ?? before.name });
    return meOf(db, before.id);
  },
});

export const changeEmail = defineCommand({
  id: "profile.changeEmail",
  summary: "Change the own e-mail address",
  description:
    "The new address counts as not verified. The old one is told. Who signed up by confirming an address confirms the new one too, before the next sign-in.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  rate: "sign-in",
  errors: ["conflict"],
  input: z.object({ email: Email }),
  output: Me,
  example: { email: "ada@example.org" },
  http: { method: "PUT", path: "/users/me/email" },
  async run(context, { email }) {
    const { db, now, emit, target, changed, runtime } = context;
    const before = await callerOf(context);
    if (before.email === email) return meOf(db, before.id);
    if (await personByEmail(db, email)) throw new AppError("conflict", "identity.email_taken");
    await db.execute(
      sql`update users set email = ${email}, "emailVerifiedAt" = null, "updatedAt" = ${now} where id = ${before.id}`,
    );
    target("user", before.id, before.name);
    changed({ email: before.email }, { email });
    emit(userUpdated, { userId: before.id, name: before.name });
    if (before.mustVerifySince !== null) queueVerification(context, email);
    if (before.email) queueMail(context, addressChangedMail(await mailFrame(db, runtime), before.email, before.name));
    return meOf(db, before.id);
  },
});
