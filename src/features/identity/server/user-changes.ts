import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { literal, sql } from "#app/platform/sql.ts";
import { userRolesChanged, userStateChanged } from "../events.ts";
import { mayActOn } from "../policy.ts";
import { voidTokens } from "./one-time-token.ts";
import { countOwners, type Person, personById, type RoleRow, rankOf, requireOwnerLeft, roleBy } from "./people.ts";
import { requireMayGrant } from "./roles.ts";
import { endSessions } from "./session-store.ts";
import { endSuspension } from "./suspensions.ts";

/** What every act on another user asks first: they are a person, still here, and do not stand above the actor. */
export function requireMayActOn({ actor }: Pick<Context, "actor">, person: Person): void {
  if (person.kind === "service") throw new AppError("forbidden", "identity.service_account");
  if (person.removedAt) throw new AppError("conflict", "identity.user_removed");
  if (!mayActOn(actor, rankOf(person))) throw new AppError("forbidden", "identity.role_above");
}

/** The roles of these ids or keys, each of which the actor may give. */
export async function grantableRoles({ db, actor }: Context, wanted: readonly string[]): Promise<RoleRow[]> {
  const roles = new Map<string, RoleRow>();
  for (const idOrKey of wanted) {
    const role = await roleBy(db, idOrKey);
    if (!role) throw new AppError("invalid_input", "identity.unknown_role", { role: idOrKey });
    requireMayGrant(actor, role);
    roles.set(role.id, role);
  }
  return [...roles.values()];
}

/**
 * Gives a person exactly these roles. What changes must be the actor's to give or take; what stays is not asked about. The last owner stays one.
 */
export async function putRoles(context: Context, person: Person, wanted: readonly string[]): Promise<void> {
  const { db, now, actor, emit, changed } = context;
  const owners = await countOwners(db, { lock: true });
  const held = new Map((await personById(db, person.id))!.roles.map((role) => [role.id, role]));
  const kept: string[] = [];
  const added: string[] = [];
  for (const idOrKey of wanted) {
    const known = [...held.values()].find(({ id, key }) => id === idOrKey || key === idOrKey);
    if (known) kept.push(known.id);
    else added.push(idOrKey);
  }
  const taken = [...held.values()].filter(({ id }) => !kept.includes(id));
  if (taken.some(({ rank }) => rank > actor.rank)) throw new AppError("forbidden", "identity.role_above");
  const given = await grantableRoles(context, added);
  for (const { id } of taken)
    await db.execute(sql`delete from role_members where "userId" = ${person.id} and "roleId" = ${id}`);
  for (const { id } of given)
    await db.execute(sql`
      insert into role_members ("userId", "roleId", "createdAt") values (${person.id}, ${id}, ${now}) on conflict do nothing`);
  await requireOwnerLeft(context, owners);
  const after = (await personById(db, person.id))!.roles.map(({ key }) => key);
  changed({ roles: [...held.values()].map(({ key }) => key) }, { roles: after });
  emit(userRolesChanged, { userId: person.id, name: person.name, roles: after });
}

/** Turns a user into a tombstone: history keeps the name, everything that signs in or tells who they were goes. */
export async function bury(context: Context, person: Person): Promise<void> {
  const { db, now, actor, emit } = context;
  if (person.id === actor.userId) throw new AppError("conflict", "identity.own_account");
  const owners = await countOwners(db, { lock: true });
  await endSessions(context, person.id);
  await endSuspension(context, person, "removed");
  await db.execute(sql`
    update users set "removedAt" = ${now}, email = null, "emailVerifiedAt" = null, "avatarUrl" = null, "passwordHash" = null,
      "rsiHandle" = null, preferences = '{}', "updatedAt" = ${now} where id = ${person.id}`);
  await db.execute(sql`delete from accounts where "userId" = ${person.id}`);
  await db.execute(sql`delete from role_members where "userId" = ${person.id}`);
  await db.execute(sql`delete from grants where "userId" = ${person.id}`);
  await db.execute(sql`delete from totp_factors where "userId" = ${person.id}`);
  await db.execute(sql`delete from recovery_codes where "userId" = ${person.id}`);
  await db.execute(sql`delete from passkeys where "userId" = ${person.id}`);
  for (const table of [
    "community_members",
    "discord_links",
    "discord_member_roles",
    "handle_proofs",
    "player_link_codes",
    "earning_addresses",
  ])
    await db.execute(sql`delete from ${literal(table)} where "userId" = ${person.id}`);
  await db.execute(sql`delete from friendships where ${person.id} in ("userId", "friendId")`);
  await db.execute(sql`delete from familiar_addresses where "userId" = ${person.id}`);
  await db.execute(sql`delete from one_time_tokens where "userId" = ${person.id}`);
  // By what id they were known in a panel that was imported: an id of Discord tells who they were.
  await db.execute(sql`delete from import_sources where "ourId" = ${person.id}`);
  await db.execute(
    sql`update api_keys set "revokedAt" = ${now} where "ownerId" = ${person.id} and "revokedAt" is null`,
  );
  await db.execute(sql`
    update invitations set "revokedAt" = ${now} where "createdById" = ${person.id} and "acceptedAt" is null and "revokedAt" is null`);
  await requireOwnerLeft(context, owners);
  emit(userStateChanged, { userId: person.id, name: person.name, state: "removed" });
}

/** Opens the way back for who lost all: no second factor, no passkeys, no open links, not suspended. */
export async function clearFactors(context: Context, userId: string): Promise<void> {
  const { db, now } = context;
  await db.execute(sql`delete from totp_factors where "userId" = ${userId}`);
  await db.execute(sql`delete from recovery_codes where "userId" = ${userId}`);
  await db.execute(sql`delete from passkeys where "userId" = ${userId}`);
  const person = await personById(db, userId);
  if (person) await endSuspension(context, person, "lifted");
  await voidTokens(db, ["password-reset", "password-link", "second-factor"], userId, now);
}
