import * as z from "zod";
import { ALL_PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { Timestamp } from "#app/lib/time.ts";
import { PROVIDER_NAMES } from "./provider-names.ts";
import { normalizeEmail, PASSWORD_MAX } from "./rules.ts";

export const UserId = z.string().min(1).max(64).describe("Id of a user, `usr_…`.");
export const Email = z
  .string()
  .max(254)
  .transform(normalizeEmail)
  .pipe(z.email())
  .describe("E-mail address; case does not matter.");
export const UserName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "Control and invisible characters are not allowed.")
  .describe("Name shown to others, 1 to 60 characters.");
/** A password as it is typed to sign in; the rules for new ones are in rules.ts. Never cut. */
export const Password = z.string().min(1).max(PASSWORD_MAX).describe("The password, at most 256 characters.");
export const NewPassword = z
  .string()
  .max(PASSWORD_MAX)
  .describe("The new password: 10 to 256 characters, none of the well-known ones.");
/** A secret out of a link or an earlier answer. */
export const TokenText = z.string().min(1).max(200).describe("The token out of the link.");

export const PermissionName = z.enum(ALL_PERMISSIONS as [Permission, ...Permission[]]);

/** How the panel looks to this person. Absent: as the browser says. */
export const Preferences = z
  .object({
    theme: z.enum(["system", "dark", "light"]).describe("Colours."),
    density: z.enum(["comfortable", "compact"]).describe("Height of rows."),
    timezone: z
      .string()
      .max(60)
      .refine(isTimeZone, "There is no such time zone.")
      .describe("IANA time zone, for example Europe/Berlin."),
    locale: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .describe("Language tag, for example en."),
  })
  .partial();
export type Preferences = z.output<typeof Preferences>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

export const RoleRef = z.object({ id: z.string(), key: z.string(), name: z.string(), rank: z.int() });
export type RoleRef = z.output<typeof RoleRef>;

const UserState = z.enum(["active", "suspended", "removed"]);

/** A user as those see them who may see all users. */
export const User = z.object({
  id: UserId,
  kind: z.enum(["person", "service"]),
  name: z.string(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  state: UserState,
  suspendedUntil: Timestamp.nullable().describe("Of who is suspended: when that ends by itself. Null: never."),
  roles: z.array(RoleRef),
  secondFactor: z.boolean().describe("Whether a second factor is set up."),
  sessions: z.int().nullable().describe("In how many places they are signed in now; null for who may not end that."),
  lastSeenAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type User = z.output<typeof User>;

/** A time for which somebody was not let in, as staff see it. */
export const Suspension = z.object({
  id: z.string(),
  reason: z.string().nullable().describe("Told to them; null: none was given."),
  note: z.string().nullable().describe("For staff alone."),
  startedAt: Timestamp,
  until: Timestamp.nullable().describe("When it ends by itself; null: when somebody ends it."),
  by: z.object({ id: z.string(), name: z.string() }).nullable().describe("Null: the panel itself or its machine."),
  endedAt: Timestamp.nullable().describe("Null: it holds."),
  endedHow: z.enum(["lifted", "expired", "replaced", "removed"]).nullable(),
  endedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type Suspension = z.output<typeof Suspension>;

/** The signed-in person, with what the interface asks of them. */
export const Me = z.object({
  id: UserId,
  name: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  avatarUrl: z.string().nullable(),
  preferences: Preferences,
  roles: z.array(RoleRef),
  rank: z.int().describe("The rank of their highest role."),
  permissions: z.array(PermissionName).describe("What they may do on the instance, now."),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  createdAt: Timestamp,
});
export type Me = z.output<typeof Me>;

/** What somebody may, and where: beyond what they may everywhere only the servers that are their own or on which they were given something. */
export const Rights = z.object({
  everywhere: z.array(PermissionName).describe("On the instance, and so on all servers."),
  ownServers: z
    .array(z.string())
    .describe(
      "Servers that they own: there they may whatever can be allowed on a server, a key as far as its scopes go.",
    ),
  communities: z.array(
    z.object({ communityId: z.string(), permissions: z.array(PermissionName), serverIds: z.array(z.string()) }),
  ),
  servers: z.array(z.object({ serverId: z.string(), permissions: z.array(PermissionName) })),
});
export type Rights = z.output<typeof Rights>;

export const SignInMethod = z.enum([
  "password",
  "passkey",
  "discord",
  "google",
  "github",
  "setup",
  "invitation",
  "sign-up",
]);
export type SignInMethod = z.output<typeof SignInMethod>;

export const Session = z.object({
  id: z.string(),
  current: z.boolean().describe("The session this request was made with."),
  method: SignInMethod,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  expiresAt: Timestamp,
});

export const Provider = z.enum(Object.keys(PROVIDER_NAMES) as (keyof typeof PROVIDER_NAMES)[]);
export type Provider = z.output<typeof Provider>;

export const SecondFactorMethod = z.enum(["totp", "recovery_code"]);
