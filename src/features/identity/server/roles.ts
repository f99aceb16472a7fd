import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { roleChanged } from "../events.ts";
import { obstaclesToGrant } from "../policy.ts";
import { PermissionName } from "../schema.ts";
import { allRoles, type RoleRow, roleBy } from "./people.ts";

const RoleName = z.string().trim().min(1).max(40).describe("Name of the role, 1 to 40 characters.");
const Role = z.object({
  id: z.string(),
  key: z.string().describe("Its name for programs."),
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  rank: z.int().describe("Higher stands above: nobody gives, takes or changes a role above their own."),
  permissions: z.array(PermissionName),
  members: z.int().describe("How many people have it."),
});
const OneRole = z.object({ roleId: z.string().min(1).max(64).describe("Id of a role, `rol_…`.") });
const RANK = z.int().min(1).max(99);

const subject = {
  kind: "role",
  load: ({ db }: Context, { roleId }: z.output<typeof OneRole>) => roleBy(db, roleId),
  see: "roles:read" as const,
  name: ({ id, name }: RoleRow) => ({ id, label: name }),
};

/** Throws unless the actor may give this role: nobody gives one above their own, or one that may what they may not. */
export function requireMayGrant(actor: Actor, role: Pick<RoleRow, "rank" | "permissions">): void {
  const { above, lacks } = obstaclesToGrant(actor, role);
  if (above) throw new AppError("forbidden", "identity.role_above");
  if (lacks.length > 0)
    throw new AppError("forbidden", "identity.lacks_permissions", { permissions: lacks.join(", ") });
}

async function requireFreeName(db: Sql, key: string): Promise<void> {
  if (await roleBy(db, key)) throw new AppError("conflict", "identity.role_key_taken");
}

function keyOf(name: string): string {
  const key = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return key || "role";
}

export const list = defineQuery({
  id: "roles.list",
  summary: "List roles",
  access: { kind: "permission", permission: "roles:read" },
  rate: "admin",
  input: z.object({}),
  output: z.object({ items: z.array(Role) }),
  example: {},
  http: { method: "GET", path: "/admin/roles" },
  run: async ({ db }) => ({ items: (await allRoles(db)).map(shown) }),
});

export const get = defineQuery({
  id: "roles.get",
  summary: "Get a role",
  access: { kind: "permission", permission: "roles:read" },
  rate: "admin",
  subject,
  input: OneRole,
  output: Role,
  example: { roleId: "rol_01930000000070008000000000000001" },
  http: { method: "GET", path: "/admin/roles/{roleId}" },
  edited: ({ name, description, rank, permissions }) => [name, description, rank, permissions],
  run: async (_context, _input, role) => shown(role),
});

export const create = defineCommand({
  id: "roles.create",
  summary: "Make a role",
  description: "Of permissions that you hold yourself, and not above your own rank.",
  access: { kind: "permission", permission: "roles:write" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object({
    name: RoleName,
    description: z.string().trim().max(200).default(""),
    permissions: z.array(PermissionName).max(100),
    rank: RANK.default(20),
  }),
  output: Role,
  example: { name: "Helper", permissions: ["servers:read"] },
  http: { method: "POST", path: "/admin/roles", status: 201 },
  async run({ db, actor, now, emit, target }, { name, description, permissions, rank }) {
    requireMayGrant(actor, { rank, permissions });
    const key = keyOf(name);
    await requireFreeName(db, key);
    const id = newId("rol", now.getTime());
    const added = await db.execute(sql`
      insert into roles (id, key, name, description, rank, "createdAt", "updatedAt") values (${id}, ${key}, ${name}, ${description}, ${rank}, ${now}, ${now})
      on conflict do nothing`);
    if (added === 0) throw new AppError("conflict", "identity.role_key_taken");
    await db.execute(sql`
      insert into grants (id, "roleId", "on", permissions, "createdAt", "updatedAt")
      values (${newId("grt", now.getTime())}, ${id}, 'instance', ${[...new Set(permissions)]}, ${now}, ${now})`);
    target("role", id, name);
    emit(roleChanged, { roleId: id, name, change: "created" });
    return shown((await roleBy(db, id))!);
  },
});

export const update = defineCommand({
  id: "roles.update",
  summary: "Change a role",
  description: "Only what is given changes. Members may what it says within a second.",
  access: { kind: "permission", permission: "roles:write" },
  rate: "admin",
  subject,
  input: OneRole.extend({
    name: RoleName.optional(),
    description: z.string().trim().max(200).optional(),
    permissions: z.array(PermissionName).max(100).optional(),
    rank: RANK.optional(),
  }),
  output: Role,
  example: { roleId: "rol_01930000000070008000000000000001", permissions: ["servers:read", "servers:power"] },
  http: { method: "PATCH", path: "/admin/roles/{roleId}" },
  async run({ db, actor, now, emit, changed }, { name, description, permissions, rank }, role) {
    if (role.builtIn) throw new AppError("forbidden", "identity.role_built_in");
    if (role.rank > actor.rank) throw new AppError("forbidden", "identity.role_above");
    const added = (permissions ?? []).filter((permission) => !role.permissions.includes(permission));
    requireMayGrant(actor, { rank: rank ?? role.rank, permissions: added });
    const next = {
      name: name ?? role.name,
      description: description ?? role.description,
      rank: rank ?? role.rank,
      permissions: permissions ? [...new Set(permissions)] : role.permissions,
    };
    await db.execute(sql`
      update roles set name = ${next.name}, description = ${next.description}, rank = ${next.rank}, "updatedAt" = ${now} where id = ${role.id}`);
    await db.execute(sql`
      update grants set permissions = ${next.permissions}, "updatedAt" = ${now} where "roleId" = ${role.id} and "on" = 'instance'`);
    const { name: oldName, description: oldDescription, rank: oldRank, permissions: oldPermissions } = role;
    changed({ name: oldName, description: oldDescription, rank: oldRank, permissions: oldPermissions }, next);
    emit(roleChanged, { roleId: role.id, name: next.name, change: "updated" });
    return shown((await roleBy(db, role.id))!);
  },
});

export const remove = defineCommand({
  id: "roles.remove",
  summary: "Remove a role",
  description: "Nobody may have it any more.",
  access: { kind: "permission", permission: "roles:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneRole,
  output: z.object({}),
  example: { roleId: "rol_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/admin/roles/{roleId}", status: 204 },
  async run({ db, actor, emit }, _input, role) {
    if (role.builtIn) throw new AppError("forbidden", "identity.role_built_in");
    if (role.rank > actor.rank) throw new AppError("forbidden", "identity.role_above");
    if (role.members > 0) throw new AppError("conflict", "identity.role_has_members", { count: role.members });
    await db.execute(sql`delete from roles where id = ${role.id}`);
    emit(roleChanged, { roleId: role.id, name: role.name, change: "removed" });
    return {};
  },
});

function shown(role: RoleRow): z.input<typeof Role> {
  const { success, data } = z.array(PermissionName).safeParse(role.permissions);
  // What an older or newer version granted and this one does not know is not shown, and means nothing.
  const permissions = success
    ? data
    : PermissionName.options.filter((permission) => role.permissions.includes(permission));
  return { ...role, permissions };
}
