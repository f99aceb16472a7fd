import * as z from "zod";
import { invitationMail } from "#app/features/admin/mail.ts";
import { mailFrame, queueMail, setting } from "#app/features/admin/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { randomToken, sha256Hex } from "#app/platform/crypto.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { invitationChanged } from "../events.ts";
import { Email, TokenText } from "../schema.ts";
import { TOKEN_PAGES } from "../token-pages.ts";
import { callerOf } from "./caller.ts";
import { acceptInvitation, invitationByToken } from "./invitation-store.ts";
import { personById, roleBy } from "./people.ts";
import { requireMayGrant } from "./roles.ts";

const RoleName = z.object({ id: z.string(), key: z.string(), name: z.string() });
const Invitation = z.object({
  id: z.string(),
  role: RoleName,
  email: z.string().nullable().describe("If set, only this address may accept."),
  note: z.string().nullable(),
  state: z.enum(["pending", "accepted", "expired", "revoked"]),
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  acceptedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});

const Row = z.object({
  id: z.string(),
  role: RoleName,
  email: z.string().nullable(),
  note: z.string().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  acceptedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
const COLUMNS = sql`
  i.id, i.email, i.note, i."createdAt", i."expiresAt", i."acceptedAt", i."revokedAt",
  jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name) as role,
  (select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = i."createdById") as "createdBy",
  (select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = i."acceptedById") as "acceptedBy"`;

function shown({ acceptedAt, revokedAt, ...found }: z.output<typeof Row>, now: Date): z.input<typeof Invitation> {
  const state = acceptedAt ? "accepted" : revokedAt ? "revoked" : found.expiresAt <= now ? "expired" : "pending";
  return { ...found, state, createdAt: iso(found.createdAt), expiresAt: iso(found.expiresAt) };
}

const byId = ({ db }: Pick<Context, "db">, id: string) =>
  row(db, Row, sql`select ${COLUMNS} from invitations i join roles r on r.id = i."roleId" where i.id = ${id}`);

export const list = defineQuery({
  id: "invitations.list",
  summary: "List invitations",
  access: { kind: "permission", permission: "invitations:read" },
  rate: "admin",
  input: PageInput,
  output: pageOf(Invitation),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/invitations" },
  async run({ db, now }, { page, limit }) {
    const counted = await row(db, z.object({ total: z.number() }), sql`select count(*)::int as total from invitations`);
    const found = await rows(
      db,
      Row,
      sql`select ${COLUMNS} from invitations i join roles r on r.id = i."roleId"
          order by i."createdAt" desc, i.id desc limit ${limit} offset ${(page - 1) * limit}`,
    );
    return { items: found.map((invitation) => shown(invitation, now)), total: counted?.total ?? 0, page, limit };
  },
});

export const create = defineCommand({
  id: "invitations.create",
  summary: "Invite somebody",
  description:
    "The link is shown once. With an address it is mailed too, where mail is set up, and only that address may accept.",
  access: { kind: "permission", permission: "invitations:write" },
  rate: "admin",
  input: z.object({
    role: z.string().min(1).max(64).default("member").describe("Key or id of the role they get."),
    email: Email.optional(),
    note: z.string().trim().max(200).optional().describe("For the list of invitations."),
    expiresInDays: z.int().min(1).max(30).default(7),
  }),
  output: z.object({ invitation: Invitation, token: secret(z.string()), url: secret(z.string()) }),
  example: { role: "member", expiresInDays: 7 },
  http: { method: "POST", path: "/admin/invitations", status: 201 },
  async run(context, { role: wanted, email, note, expiresInDays }) {
    const { db, actor, now, emit, target, runtime } = context;
    const role = await roleBy(db, wanted);
    if (!role) throw new AppError("invalid_input", "identity.unknown_role", { role: wanted });
    requireMayGrant(actor, role);
    const id = newId("inv", now.getTime());
    const token = randomToken();
    const url = `${runtime.publicUrl}${TOKEN_PAGES.invitation}/${token}`;
    await db.execute(sql`
      insert into invitations (id, "tokenHash", email, "roleId", note, "createdById", "createdAt", "expiresAt")
      values (${id}, ${sha256Hex(token)}, ${email ?? null}, ${role.id}, ${note || null}, ${actor.userId}, ${now}, ${new Date(now.getTime() + expiresInDays * DAY)})`);
    target("invitation", id, email ?? role.name);
    emit(invitationChanged, { invitationId: id, change: "created" });
    if (email) queueMail(context, invitationMail(await mailFrame(db, runtime), email, actor.label, role.name, url));
    return { invitation: shown((await byId(context, id))!, now), token, url };
  },
});

export const revoke = defineCommand({
  id: "invitations.revoke",
  summary: "Withdraw an invitation",
  access: { kind: "permission", permission: "invitations:write" },
  rate: "admin",
  subject: {
    kind: "invitation",
    load: (context, { invitationId }) => byId(context, invitationId),
    see: "invitations:read",
    name: ({ id, email, role }: z.output<typeof Row>) => ({ id, label: email ?? role.name }),
  },
  input: z.object({ invitationId: z.string().min(1).max(64) }),
  output: z.object({}),
  example: { invitationId: "inv_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/admin/invitations/{invitationId}", status: 204 },
  async run({ db, now, emit }, { invitationId }) {
    const revoked = await db.execute(sql`
      update invitations set "revokedAt" = ${now} where id = ${invitationId} and "acceptedAt" is null and "revokedAt" is null`);
    if (revoked > 0) emit(invitationChanged, { invitationId, change: "revoked" });
    return {};
  },
});

export const view = defineQuery({
  id: "invitations.view",
  summary: "See what an invitation is for",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["not_found"],
  input: z.object({ token: secret(TokenText) }),
  output: z.object({
    panelName: z.string(),
    invitedBy: z.string().nullable(),
    role: z.object({ key: z.string(), name: z.string() }),
    email: z.string().nullable(),
    expiresAt: Timestamp,
  }),
  example: { token: "abc" },
  http: { method: "POST", path: "/invitations/view" },
  async run({ db, now }, { token }) {
    const invitation = await invitationByToken(db, token, now);
    const inviter = invitation.createdById === null ? null : await personById(db, invitation.createdById);
    return {
      panelName: await setting(db, "panel-name"),
      invitedBy: inviter?.kind === "person" ? inviter.name : null,
      role: { key: invitation.role.key, name: invitation.role.name },
      email: invitation.email,
      expiresAt: iso(invitation.expiresAt),
    };
  },
});

export const accept = defineCommand({
  id: "invitations.accept",
  summary: "Accept an invitation as who is signed in",
  description: "Gives its role to the own account. Who has no account yet signs up with it: `auth.signUp`.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["conflict", "not_found"],
  input: z.object({ token: secret(TokenText) }),
  output: z.object({ role: z.object({ key: z.string(), name: z.string() }) }),
  example: { token: "abc" },
  http: { method: "POST", path: "/invitations/accept" },
  async run(context, { token }) {
    const person = await callerOf(context);
    const invitation = await invitationByToken(context.db, token, context.now);
    if (invitation.email !== null && invitation.email !== person.email)
      throw new AppError("conflict", "identity.invitation_email");
    context.target("invitation", invitation.id, invitation.role.name);
    await acceptInvitation(context, token, person.id);
    return { role: { key: invitation.role.key, name: invitation.role.name } };
  },
});
