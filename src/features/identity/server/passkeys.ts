import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { userSignInMethodsChanged } from "../events.ts";
import { TokenText } from "../schema.ts";
import { callerOf, requireWayToSignIn } from "./caller.ts";
import { issueToken, redeemToken } from "./one-time-token.ts";
import { type PasskeyParty, passkeyParty } from "./passkey-party.ts";
import { personById } from "./people.ts";
import { finishSignIn, SignInResult } from "./sign-in.ts";
import { takeTry, trySucceeded } from "./tries.ts";

const PasskeyName = z.string().trim().min(1).max(60).describe("To recognise it by, for example the device's name.");
const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  backedUp: z.boolean().describe("Synced between devices by its provider."),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
});
/** What the browser's WebAuthn call gave, as JSON; verified by signature, so its inner shape is left to the verifier. */
const Credential = z.looseObject({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal("public-key"),
  response: z.record(z.string(), z.json()),
  clientExtensionResults: z.record(z.string(), z.json()).default({}),
});
const Options = z.record(z.string(), z.json()).describe("Hand this to the browser's WebAuthn call.");
const Challenge = z.object({ challenge: z.string() });

const Stored = z.object({
  id: z.string(),
  userId: z.string(),
  credentialId: z.string(),
  publicKey: z.instanceof(Uint8Array),
  counter: z.number(),
  transports: z.array(z.string()),
  name: z.string(),
  backedUp: z.boolean(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
const COLUMNS = sql`id, "userId", "credentialId", "publicKey", counter, transports, name, "backedUp", "createdAt", "lastUsedAt"`;

/** EdDSA, ES256 and RS256, as COSE numbers them: what every authenticator of today has one of. */
const ALGORITHMS = [-8, -7, -257];

/** Loaded with the first passkey: it is a quarter of all the code that each process would load at its start. */
const webauthn = () => import("@simplewebauthn/server");

/** As it will be in JSON, where a member that is undefined is none. */
function jsonOf(options: object): z.output<typeof Options> {
  return Options.parse(JSON.parse(JSON.stringify(options)));
}

const passkeysOf = ({ db }: Pick<Context, "db">, userId: string) =>
  rows(db, Stored, sql`select ${COLUMNS} from passkeys where "userId" = ${userId} order by "createdAt", id`);

function partyOf({ runtime }: Context): PasskeyParty {
  const party = passkeyParty(runtime.publicUrl);
  if (!party) throw new AppError("conflict", "identity.passkeys_off");
  return party;
}

export const list = defineQuery({
  id: "passkeys.list",
  summary: "List the own passkeys",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ items: z.array(Passkey) }),
  example: {},
  http: { method: "GET", path: "/users/me/passkeys" },
  async run(context) {
    const found = await passkeysOf(context, (await callerOf(context)).id);
    return {
      items: found.map(({ id, name, backedUp, createdAt, lastUsedAt }) => ({
        id,
        name,
        backedUp,
        createdAt: iso(createdAt),
        lastUsedAt: iso(lastUsedAt),
      })),
    };
  },
});

export const startRegistration = defineCommand({
  id: "passkeys.startRegistration",
  summary: "Begin to add a passkey",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({ token: secret(z.string()), options: Options }),
  example: {},
  http: { method: "POST", path: "/users/me/passkeys/options" },
  async run(context) {
    const { db, now } = context;
    const person = await callerOf(context);
    const { rpId } = partyOf(context);
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: await setting(db, "panel-name"),
      rpID: rpId,
      userID: new TextEncoder().encode(person.id),
      userName: person.email ?? person.name,
      userDisplayName: person.name,
      attestationType: "none",
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: (await passkeysOf(context, person.id)).map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    const { token } = await issueToken(db, "passkey-registration", now, {
      userId: person.id,
      payload: { challenge: options.challenge },
    });
    return { token, options: jsonOf(options) };
  },
});

export const register = defineCommand({
  id: "passkeys.register",
  summary: "Add a passkey",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["conflict", "not_found"],
  input: z.object({ token: secret(TokenText), name: PasskeyName, response: secret(Credential) }),
  output: z.object({ id: z.string(), name: z.string() }),
  example: {
    token: "abc",
    name: "Laptop",
    response: { id: "AA", rawId: "AA", type: "public-key", response: {}, clientExtensionResults: {} },
  },
  http: { method: "POST", path: "/users/me/passkeys", status: 201 },
  async run(context, { token, name, response }) {
    const { db, now, emit, target } = context;
    const person = await callerOf(context);
    const { rpId, origin } = partyOf(context);
    const used = await redeemToken(db, "passkey-registration", token, now);
    if (used.userId !== person.id) throw new AppError("not_found", "identity.token_invalid");
    const { verifyRegistrationResponse } = await webauthn();
    const verified = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: Challenge.parse(used.payload).challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch((error: Error) => {
      throw new AppError("invalid_input", "identity.passkey_failed", { problem: error.message });
    });
    if (!verified.verified) throw new AppError("invalid_input", "identity.passkey_failed", { problem: "" });
    const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
    const id = newId("psk", now.getTime());
    const added = await db.execute(sql`
      insert into passkeys (id, "userId", "credentialId", "publicKey", counter, transports, "deviceType", "backedUp", name, "createdAt")
      values (${id}, ${person.id}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
        ${credential.transports ?? []}, ${credentialDeviceType}, ${credentialBackedUp}, ${name}, ${now}) on conflict do nothing`);
    if (added === 0) throw new AppError("conflict");
    target("passkey", id, name);
    emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "passkey added" });
    return { id, name };
  },
});

const OnePasskey = z.object({ passkeyId: z.string().min(1).max(64) });

/** One of the caller's own passkeys; anybody else's reads as not found. */
const ownPasskey = {
  kind: "passkey",
  async load({ db, actor }: Context, { passkeyId }: z.output<typeof OnePasskey>) {
    return row(db, Stored, sql`select ${COLUMNS} from passkeys where id = ${passkeyId} and "userId" = ${actor.userId}`);
  },
  name: ({ id, name }: z.output<typeof Stored>) => ({ id, label: name }),
};

export const rename = defineCommand({
  id: "passkeys.rename",
  summary: "Rename a passkey",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  subject: ownPasskey,
  input: OnePasskey.extend({ name: PasskeyName }),
  output: z.object({}),
  example: { passkeyId: "psk_01930000000070008000000000000001", name: "Phone" },
  http: { method: "PATCH", path: "/users/me/passkeys/{passkeyId}" },
  async run({ db }, { passkeyId, name }) {
    await db.execute(sql`update passkeys set name = ${name} where id = ${passkeyId}`);
    return {};
  },
});

export const remove = defineCommand({
  id: "passkeys.remove",
  summary: "Remove a passkey",
  description: "Never the last way to sign in.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  subject: ownPasskey,
  errors: ["conflict"],
  input: OnePasskey,
  output: z.object({}),
  example: { passkeyId: "psk_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/users/me/passkeys/{passkeyId}", status: 204 },
  async run(context, { passkeyId }) {
    const person = await callerOf(context);
    await context.db.execute(sql`delete from passkeys where id = ${passkeyId}`);
    await requireWayToSignIn(context, person.id);
    context.emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "passkey removed" });
    return {};
  },
});

export const startSignIn = defineCommand({
  id: "passkeys.startSignIn",
  summary: "Begin to sign in by passkey",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  audit: "none",
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({ token: secret(z.string()), options: Options }),
  example: {},
  http: { method: "POST", path: "/auth/passkey/options" },
  async run(context) {
    const { rpId } = partyOf(context);
    // No list of credentials: the browser offers what it has, and the answer tells nothing about who has an account.
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: rpId,
      userVerification: "required",
    });
    const { token } = await issueToken(context.db, "passkey-sign-in", context.now, {
      payload: { challenge: options.challenge },
    });
    return { token, options: jsonOf(options) };
  },
});

export const signIn = defineCommand({
  id: "passkeys.signIn",
  summary: "Sign in by passkey",
  description: "A passkey that verified its user (by PIN, face or finger) is both factors.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["conflict", "not_found", "rate_limited"],
  input: z.object({ token: secret(TokenText), response: secret(Credential) }),
  output: SignInResult,
  example: {
    token: "abc",
    response: { id: "AA", rawId: "AA", type: "public-key", response: {}, clientExtensionResults: {} },
  },
  http: { method: "POST", path: "/auth/passkey" },
  before: (context) => takeTry(context, "sign-in", null),
  async run(context, { token, response }) {
    const { db, now } = context;
    const { rpId, origin } = partyOf(context);
    const { payload } = await redeemToken(db, "passkey-sign-in", token, now);
    const passkey = await row(
      db,
      Stored,
      sql`select ${COLUMNS} from passkeys where "credentialId" = ${response.id} for update`,
    );
    const person = passkey && (await personById(db, passkey.userId));
    if (!passkey || !person)
      throw new AppError("unauthenticated", "identity.passkey_failed", { problem: "It is not known here." });
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: Challenge.parse(payload).challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }).catch((error: Error) => {
      throw new AppError("unauthenticated", "identity.passkey_failed", { problem: error.message });
    });
    if (!verified) throw new AppError("unauthenticated", "identity.passkey_failed", { problem: "" });
    await db.execute(sql`
      update passkeys set counter = ${authenticationInfo.newCounter}, "backedUp" = ${authenticationInfo.credentialBackedUp}, "lastUsedAt" = ${now} where id = ${passkey.id}`);
    await trySucceeded(context, "sign-in", null);
    return finishSignIn(context, person, "passkey", { secondFactor: true });
  },
});
