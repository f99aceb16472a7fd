import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { invitationChanged, userRolesChanged } from "../events.ts";
import { mayGrant } from "../policy.ts";
import { isActive, personById, type RoleRow, roleBy } from "./people.ts";

const Invited = z.object({
  id: z.string(),
  email: z.string().nullable(),
  roleId: z.string(),
  createdById: z.string().nullable(),
  expiresAt: z.date(),
});

/** The invitation of a link that is good now, with its role. Throws `identity.token_invalid` for any other. */
export async function invitationByToken(
  db: Sql,
  token: string,
  at: Date,
): Promise<z.output<typeof Invited> & { role: RoleRow }> {
  const found = await row(
    db,
    Invited,
    sql`select id, email, "roleId", "createdById", "expiresAt" from invitations
        where "tokenHash" = ${sha256Hex(token)} and "acceptedAt" is null and "revokedAt" is null and "expiresAt" > ${at}`,
  );
  const role = found && (await roleBy(db, found.roleId));
  if (!found || !role || !(await stillGiven(db, found.createdById, role)))
    throw new AppError("not_found", "identity.token_invalid");
  return { ...found, role };
}

/** Whether who invited could still give this role: an invitation does not outlive the power that it was made with. */
async function stillGiven(db: Sql, creatorId: string | null, role: RoleRow): Promise<boolean> {
  const creator = creatorId === null ? null : await personById(db, creatorId);
  if (!creator || !isActive(creator)) return false;
  const { holdings, rank } = await loadHoldings(db, creator.id);
  return mayGrant({ userId: creator.id, holdings, scopes: null, unbounded: false, rank }, role);
}

/** Uses an invitation up and gives its role. Of many at once exactly one gets it. Call it in the transaction that made the user, if it is a new one. */
export async function acceptInvitation({ db, now, emit }: Context, token: string, userId: string): Promise<void> {
  const invitation = await invitationByToken(db, token, now);
  const won = await db.execute(sql`
    update invitations set "acceptedAt" = ${now}, "acceptedById" = ${userId}
    where id = ${invitation.id} and "acceptedAt" is null and "revokedAt" is null`);
  if (won === 0) throw new AppError("not_found", "identity.token_invalid");
  await db.execute(sql`
    insert into role_members ("userId", "roleId", "createdAt") values (${userId}, ${invitation.roleId}, ${now}) on conflict do nothing`);
  emit(invitationChanged, { invitationId: invitation.id, change: "accepted" });
  const person = (await personById(db, userId))!;
  emit(userRolesChanged, { userId, name: person.name, roles: person.roles.map(({ key }) => key) });
}
