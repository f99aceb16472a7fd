import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { ALL_PERMISSIONS } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { now } from "#app/platform/clock.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { userCreated } from "../events.ts";
import { passwordProblem } from "../rules.ts";
import { type Me, Preferences, type RoleRef } from "../schema.ts";

const Roles = z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), rank: z.int() }));

/** A user with what sign-in and the lists need. `passwordHash` stays in the server. */
export const Person = z.object({
  id: z.string(),
  kind: z.enum(["person", "service"]),
  name: z.string(),
  email: z.string().nullable(),
  emailVerifiedAt: z.date().nullable(),
  mustVerifySince: z.date().nullable(),
  avatarUrl: z.string().nullable(),
  passwordHash: z.string().nullable(),
  preferences: z.unknown(),
  suspendedAt: z.date().nullable(),
  suspendedUntil: z.date().nullable(),
  removedAt: z.date().nullable(),
  lastSeenAt: z.date().nullable(),
  createdAt: z.date(),
  roles: Roles,
  secondFactor: z.boolean(),
});
export type Person = z.output<typeof Person>;

/** The columns of a `Person`; the statement calls the table `u`. */
export const PERSON_COLUMNS = sql`
  u.id, u.kind::text as kind, u.name, u.email, u."emailVerifiedAt", u."mustVerifySince", u."avatarUrl", u."passwordHash", u.preferences, u."suspendedAt", u."suspendedUntil",
  u."removedAt", u."lastSeenAt", u."createdAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name, 'rank', r.rank) order by r.rank desc, r.name)
    from role_members m join roles r on r.id = m."roleId" where m."userId" = u.id), '[]'::jsonb) as roles,
  exists (select 1 from totp_factors t where t."userId" = u.id and t."confirmedAt" is not null) as "secondFactor"`;

export function personById(db: Sql, id: string): Promise<Person | null> {
  return row(db, Person, sql`select ${PERSON_COLUMNS} from users u where u.id = ${id}`);
}

/** By address, normalised by the caller's schema. A tombstone has none. */
export function personByEmail(db: Sql, email: string): Promise<Person | null> {
  return row(db, Person, sql`select ${PERSON_COLUMNS} from users u where lower(u.email) = ${email}`);
}

/** Whether they are suspended at this moment: one whose time is over is not, also before the clock has closed it. */
export function isSuspended({ suspendedAt, suspendedUntil }: Pick<Person, "suspendedAt" | "suspendedUntil">): boolean {
  return suspendedAt !== null && (suspendedUntil === null || suspendedUntil > now());
}

export function isActive(person: Pick<Person, "kind" | "suspendedAt" | "suspendedUntil" | "removedAt">): boolean {
  return person.kind === "person" && !isSuspended(person) && person.removedAt === null;
}

/** The highest rank of their roles. */
export function rankOf(person: Pick<Person, "roles">): number {
  return Math.max(0, ...person.roles.map(({ rank }) => rank));
}

/** The person as their own profile shows them. */
export async function meOf(db: Sql, userId: string): Promise<Me> {
  const person = await personById(db, userId);
  if (!person) throw new AppError("not_found");
  const { holdings, rank } = await loadHoldings(db, userId);
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    emailVerified: person.emailVerifiedAt !== null,
    avatarUrl: person.avatarUrl,
    preferences: preferencesOf(person),
    roles: person.roles,
    rank,
    permissions: ALL_PERMISSIONS.filter((permission) => holdings.instance.has(permission)),
    hasPassword: person.passwordHash !== null,
    secondFactor: person.secondFactor,
    createdAt: iso(person.createdAt),
  };
}

/** Stored preferences; what an older version wrote and this one does not know is left out. */
export function preferencesOf(person: Pick<Person, "preferences">): Preferences {
  const parsed = Preferences.safeParse(person.preferences);
  return parsed.success ? parsed.data : {};
}

/** Refuses a new password by the rules, naming the field. */
export function checkNewPassword(
  password: string,
  person: { name?: string; email?: string | null },
  path = "password",
): void {
  const problem = passwordProblem(password, { name: person.name ?? "", email: person.email ?? "" });
  if (!problem) return;
  const error = new AppError("invalid_input", "identity.password_rule", { problem });
  throw new AppError("invalid_input", "identity.password_rule", { problem }, [
    { path, code: problem, message: error.message },
  ]);
}

/** Adds a person with these roles; the hash of their password was made before the transaction. The address must be free; a second one at the same time is refused as taken. */
export async function addPerson(
  { db, now, emit }: Pick<Context, "db" | "now" | "emit">,
  person: {
    name: string;
    email: string | null;
    emailVerified?: boolean;
    /** Whether they have to confirm the address before they can sign in. */
    mustVerify?: boolean;
    passwordHash?: string | null;
    avatarUrl?: string | null;
    roles: readonly RoleRef[];
  },
): Promise<string> {
  const id = newId("usr", now.getTime());
  const added = await db.execute(sql`
    insert into users (id, name, email, "emailVerifiedAt", "mustVerifySince", "avatarUrl", "passwordHash", "createdAt", "updatedAt")
    values (${id}, ${person.name}, ${person.email}, ${person.emailVerified ? now : null}, ${person.mustVerify ? now : null}, ${person.avatarUrl ?? null}, ${person.passwordHash ?? null}, ${now}, ${now})
    on conflict do nothing`);
  if (added === 0) throw new AppError("conflict", "identity.email_taken");
  for (const role of person.roles)
    await db.execute(
      sql`insert into role_members ("userId", "roleId", "createdAt") values (${id}, ${role.id}, ${now})`,
    );
  emit(userCreated, { userId: id, name: person.name, roles: person.roles.map(({ key }) => key) });
  return id;
}

const RoleRow = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  rank: z.number(),
  permissions: z.array(z.string()),
  members: z.number(),
});
export type RoleRow = z.output<typeof RoleRow>;

const ROLE_COLUMNS = sql`
  r.id, r.key, r.name, r.description, r."builtIn", r.rank,
  coalesce((select array_agg(distinct p order by p) from grants g, unnest(g.permissions) p where g."roleId" = r.id and g."on" = 'instance'), '{}') as permissions,
  (select count(*)::int from role_members m join users u on u.id = m."userId" where m."roleId" = r.id and u.kind = 'person') as members`;

/** All roles, the highest first. */
export function allRoles(db: Sql): Promise<RoleRow[]> {
  return rows(db, RoleRow, sql`select ${ROLE_COLUMNS} from roles r order by r.rank desc, r.name`);
}

/** A role by its id or its key. */
export function roleBy(db: Sql, idOrKey: string): Promise<RoleRow | null> {
  return row(db, RoleRow, sql`select ${ROLE_COLUMNS} from roles r where r.id = ${idOrKey} or r.key = ${idOrKey}`);
}

/** A built-in role; there is one once `bootstrap` has run. */
export async function builtInRole(db: Sql, key: "owner" | "member"): Promise<RoleRow> {
  const role = await roleBy(db, key);
  if (!role) throw new Error(`The role ${key} is missing: bootstrap has not run.`);
  return role;
}

const Owners = z.object({ owners: z.number() });

/**
 * How many people own the instance and can sign in. Inside a transaction it waits for others that change owners, so that two who go at the same time
 * cannot both believe that the other stays.
 */
export async function countOwners(db: Sql, options: { lock: boolean }): Promise<number> {
  if (options.lock) await db.query(sql`select id from roles where key = 'owner' for update`);
  const counted = await row(
    db,
    Owners,
    sql`select count(*)::int as owners from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId"
        where r.key = 'owner' and u.kind = 'person' and ${mayComeIn("u")}`,
  );
  return counted?.owners ?? 0;
}

/** Refuses if there were owners before, and now there are none. */
export async function requireOwnerLeft({ db }: Pick<Context, "db">, ownersBefore: number): Promise<void> {
  if (ownersBefore > 0 && (await countOwners(db, { lock: false })) === 0)
    throw new AppError("conflict", "identity.last_owner");
}
