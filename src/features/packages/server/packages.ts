import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { packageCreated, packageRemoved, packageUpdated } from "../events.ts";
import {
  DEFAULT_GRACE_DAYS,
  type DiscordRole,
  FIRST_PACKAGE_ID,
  MAX_PACKAGES,
  Package,
  PackageFields,
  PackageId,
} from "../schema.ts";
import { OnePackage, PACKAGE_COLUMNS, PackageRow, packageById, packageSubject, shownPackage } from "./package-rows.ts";
import { SETTLE_JOB } from "./settle.ts";

const EXAMPLE = { packageId: FIRST_PACKAGE_ID };
const LIMITS = { memoryMiB: 4096, diskMiB: 20_480, cpuPercent: 200, servers: 2, ports: 4 };
const write = { kind: "permission", permission: "economy:write" } as const;

export const list = defineQuery({
  id: "packages.list",
  summary: "List packages",
  description: "By their order, the highest first.",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: z.object({ items: z.array(Package) }),
  example: {},
  http: { method: "GET", path: "/packages" },
  async run({ db, actor }) {
    const found = await rows(
      db,
      PackageRow,
      sql`select ${PACKAGE_COLUMNS} from packages p order by p."order" desc, p.num`,
    );
    const isForTeam = may(actor, "economy.all:read");
    return { items: found.map((each) => shownPackage(each, isForTeam)) };
  },
});

export const create = defineCommand({
  id: "packages.create",
  summary: "Make a package",
  access: write,
  errors: ["conflict"],
  input: PackageFields.extend({
    description: PackageFields.shape.description.default(""),
    color: PackageFields.shape.color.default(null),
    order: PackageFields.shape.order.default(0),
    graceDays: PackageFields.shape.graceDays.default(DEFAULT_GRACE_DAYS),
    queuePriority: PackageFields.shape.queuePriority.default(0),
    discordRoles: PackageFields.shape.discordRoles.default([]),
  }),
  output: Package,
  example: { name: "Gold", limits: LIMITS },
  http: { method: "POST", path: "/packages", status: 201 },
  async run(context, fields) {
    const made = await addPackage(context, fields);
    context.target("package", made.id, made.name);
    return shownPackage(made, true);
  },
});

/** Makes a package, in the caller's transaction. Refused where one of its name is here, or there are too many. */
export async function addPackage(
  context: Context,
  given: Pick<z.output<typeof PackageFields>, "name" | "limits"> & Partial<z.output<typeof PackageFields>>,
): Promise<PackageRow> {
  const { db, now, emit } = context;
  const { name, limits, description = "", color = null, order = 0, graceDays = DEFAULT_GRACE_DAYS } = given;
  await refuseTaken(db, name);
  await refuseBeyond(db, { from: sql`packages`, most: MAX_PACKAGES, reason: "packages.too_many" });
  const id = newId("pkg", now.getTime());
  await db.execute(sql`
    insert into packages (id, name, description, color, "order", "memoryMiB", "diskMiB", "cpuPercent", servers, ports, "graceDays", "queuePriority", "createdAt", "updatedAt")
    values (${id}, ${name}, ${description}, ${color}, ${order}, ${limits.memoryMiB}, ${limits.diskMiB}, ${limits.cpuPercent}, ${limits.servers},
      ${limits.ports}, ${graceDays}, ${given.queuePriority ?? 0}, ${now}, ${now})`);
  await putRoles(db, id, given.discordRoles ?? []);
  emit(packageCreated, { packageId: id, name });
  settleAll(context);
  return (await packageById(db, id))!;
}

export const update = defineCommand({
  id: "packages.update",
  summary: "Change a package",
  description:
    "What is left out stays. Members whose servers need more than it gives then are told, and have its days of grace. `isDefault` makes it everybody's who has no other.",
  access: write,
  subject: packageSubject,
  errors: ["conflict"],
  input: OnePackage.extend({
    ...PackageFields.partial().shape,
    limits: PackageFields.shape.limits.partial().optional().describe("What is left out stays."),
    isDefault: z
      .literal(true)
      .optional()
      .describe("The package of everybody who has no other is this one from now on."),
  }),
  output: Package,
  example: { ...EXAMPLE, graceDays: 14 },
  http: { method: "PATCH", path: "/packages/{packageId}" },
  async run(context, { packageId, limits, isDefault, discordRoles, ...given }, before) {
    const { db, now, changed, emit } = context;
    const next = { ...before, ...given, limits: { ...before.limits, ...limits } };
    await refuseTaken(db, next.name, packageId);
    if (isDefault) {
      // Two who each make another one the default do so one after the other.
      await db.query(sql`select id from packages where "isDefault" or id = ${packageId} order by id for no key update`);
      await db.execute(sql`update packages set "isDefault" = false where "isDefault" and id <> ${packageId}`);
    }
    await db.execute(sql`
      update packages set name = ${next.name}, description = ${next.description}, color = ${next.color}, "order" = ${next.order},
        "memoryMiB" = ${next.limits.memoryMiB}, "diskMiB" = ${next.limits.diskMiB}, "cpuPercent" = ${next.limits.cpuPercent},
        servers = ${next.limits.servers}, ports = ${next.limits.ports}, "graceDays" = ${next.graceDays}, "queuePriority" = ${next.queuePriority},
        "isDefault" = "isDefault" or ${isDefault === true}::boolean, "updatedAt" = ${now}
      where id = ${packageId}`);
    if (discordRoles) await putRoles(db, packageId, discordRoles);
    const after = (await packageById(db, packageId))!;
    changed(auditedPackage(before), auditedPackage(after));
    emit(packageUpdated, { packageId, name: after.name });
    settleAll(context);
    return shownPackage(after, true);
  },
});

export const remove = defineCommand({
  id: "packages.remove",
  summary: "Remove a package",
  description:
    "Members who were given it get the replacement, which must be named where there are any. The package of everybody who has no other cannot be removed: make another one that first.",
  access: write,
  subject: packageSubject,
  errors: ["conflict"],
  input: OnePackage.extend({
    replacementId: PackageId.optional().describe("Which package those get who were given this one."),
  }),
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/packages/{packageId}", status: 204 },
  async run(context, { packageId, replacementId }, { name }) {
    const { db, emit, changed } = context;
    await db.query(
      sql`select id from packages where id = any(${[packageId, replacementId ?? ""]}::text[]) order by id for update`,
    );
    const found = await packageById(db, packageId);
    if (!found) throw new AppError("not_found");
    if (found.isDefault) throw new AppError("conflict", "packages.is_default");
    if (replacementId === packageId) throw new AppError("conflict", "packages.replaces_itself");
    if (replacementId && !(await packageById(db, replacementId))) throw new AppError("not_found", "packages.unknown");
    if (found.assigned > 0 && !replacementId)
      throw new AppError("conflict", "packages.in_use", { count: found.assigned });
    await db.execute(
      sql`update package_assignments set "packageId" = ${replacementId ?? null} where "packageId" = ${packageId}`,
    );
    await db.execute(sql`delete from packages where id = ${packageId}`);
    changed(auditedPackage(found), { replacementId: replacementId ?? null });
    emit(packageRemoved, { packageId, name });
    settleAll(context);
    return {};
  },
});

/** Members whom a change concerns can be many: the worker looks at them, at once. */
function settleAll({ job }: Context): void {
  job({ name: SETTLE_JOB, payload: {} });
}

function auditedPackage({ id: _, createdAt: _at, assigned: _held, ...of }: PackageRow): Record<string, unknown> {
  return { ...of };
}

async function refuseTaken(db: Sql, name: string, except = ""): Promise<void> {
  // One at a time, so that of two who choose one name at once the second is told.
  await db.query(sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended('package names', 0))) as l`);
  const taken = await db.query(
    sql`select 1 as found from packages where lower(name) = lower(${name}) and id <> ${except}`,
  );
  if (taken.length > 0) throw new AppError("conflict", "packages.name_taken");
}

async function putRoles(db: Sql, packageId: string, roles: readonly DiscordRole[]): Promise<void> {
  await db.execute(sql`delete from package_roles where "packageId" = ${packageId}`);
  await db.execute(sql`
    insert into package_roles ("packageId", "guildId", "roleId")
    select distinct ${packageId}, w."guildId", w."roleId" from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as w("guildId" text, "roleId" text)`);
}
