import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { allResources, NO_LIMIT, type Resources } from "../resources.ts";
import { Allowance, FIRST_PACKAGE_ID, PackageId, PackageName, Reason } from "../schema.ts";
import { allowanceOf, type FullAllowance } from "./allowances.ts";
import { addExtra, assignPackage, setExtra } from "./give.ts";

const OneUser = z.object({ userId: z.string().min(1).max(100).describe("Id of a user.") });
const EXAMPLE = { userId: "usr_01930000000070008000000000000001" };

interface Member {
  id: string;
  name: string;
}

const member: Subject<{ userId: string }, Member> = {
  kind: "user",
  load: ({ db }, { userId }) =>
    row(
      db,
      z.object({ id: z.string(), name: z.string() }),
      sql`select id, name from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
    ),
  name: ({ id, name }) => ({ id, label: name }),
};

function shownAllowance({ userId, isBound, package: held, way, until, ...of }: FullAllowance): Allowance {
  const { base, extra, total, used, left, missing, overage } = of;
  return {
    userId,
    isBound,
    package: { id: held.id, name: held.name, color: held.color },
    way,
    until: iso(until),
    base,
    extra,
    total,
    used,
    left,
    over:
      missing && overage
        ? {
            missing: allResources(missing),
            since: iso(overage.since),
            suspendAt: iso(overage.suspendAt),
            isSuspended: overage.suspendedAt !== null,
          }
        : null,
  };
}

export const own = defineQuery({
  id: "resources.own",
  summary: "See what you have, use and have left",
  description: "Your package and what you have beyond it, for all your servers together.",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: Allowance,
  example: {},
  http: { method: "GET", path: "/resources" },
  async run({ db, actor, now }) {
    if (actor.userId === null) throw new AppError("not_found");
    return shownAllowance(await allowanceOf(db, actor.userId, now));
  },
});

export const get = defineQuery({
  id: "resources.get",
  summary: "See what a user has, uses and has left",
  access: { kind: "permission", permission: "economy.all:read" },
  subject: member,
  input: OneUser,
  output: Allowance,
  example: EXAMPLE,
  http: { method: "GET", path: "/users/{userId}/resources" },
  edited: ({ extra }) => [extra],
  run: async ({ db, now }, { userId }) => shownAllowance(await allowanceOf(db, userId, now)),
});

const by = z.int().min(-NO_LIMIT).max(NO_LIMIT).optional();
const to = z.int().min(0).max(NO_LIMIT).optional();
const Added = z.strictObject({ memoryMiB: by, diskMiB: by, cpuPercent: by, servers: by, ports: by });
const Amounts = z.strictObject({ memoryMiB: to, diskMiB: to, cpuPercent: to, servers: to, ports: to });

export const change = defineCommand({
  id: "resources.change",
  summary: "Change what a user has beyond their package",
  description:
    "`set` puts amounts in place of what is there; where the user's servers need more then, they are told and have the days of grace of their package. `add` adds, or takes back with negative amounts: refused below 0, and below what their servers use.",
  access: { kind: "permission", permission: "economy:write" },
  subject: member,
  errors: ["conflict"],
  input: OneUser.extend({
    set: Amounts.optional().describe("What is left out stays."),
    add: Added.optional().describe("What is left out stays."),
    reason: Reason,
  }),
  output: Allowance,
  example: { ...EXAMPLE, add: { memoryMiB: 1024 }, reason: "Won the tournament" },
  http: { method: "PATCH", path: "/users/{userId}/resources" },
  async run(context, { userId, set, add, reason }) {
    const { db, now, changed } = context;
    const { extra: before } = await allowanceOf(db, userId, now);
    if (set) await setExtra(context, userId, set as Partial<Resources>, { reason });
    if (add) await addExtra(context, userId, add as Partial<Resources>, { reason });
    const after = await allowanceOf(db, userId, now);
    changed(before, after.extra);
    return shownAllowance(after);
  },
});

export const assign = defineCommand({
  id: "resources.assign",
  summary: "Give a user a package, or take it away",
  description:
    "It holds before what a role on Discord gives. With `packageId` null they have what a role gives again, or everybody's. Where their servers need more then, they are told and have the package's days of grace.",
  access: { kind: "permission", permission: "economy:write" },
  subject: member,
  errors: ["conflict"],
  input: OneUser.extend({
    packageId: PackageId.nullable().optional().describe("Null: none of their own."),
    packageName: PackageName.optional().describe("In place of its id."),
    until: Timestamp.nullable().default(null).describe("When it ends. Null: never."),
    reason: Reason,
  }),
  output: Allowance,
  example: { ...EXAMPLE, packageId: FIRST_PACKAGE_ID, reason: "Sponsor" },
  http: { method: "PUT", path: "/users/{userId}/package" },
  async run(context, { userId, packageId: id, packageName, until, reason }) {
    const { db, now, changed } = context;
    const packageId = packageName === undefined ? id : await packageIdOf(db, packageName);
    if (packageId === undefined || (id !== undefined && packageName !== undefined))
      throw new AppError("invalid_input", "packages.which", {}, [
        { path: "packageId", code: "which", message: "Give packageId or packageName." },
      ]);
    const before = await allowanceOf(db, userId, now);
    await assignPackage(context, userId, packageId, { until: until === null ? null : new Date(until), reason });
    const after = await allowanceOf(db, userId, now);
    const audited = ({ package: { name }, way, until: ends }: FullAllowance) => ({
      package: name,
      way,
      until: iso(ends),
    });
    changed(audited(before), audited(after));
    return shownAllowance(after);
  },
});

async function packageIdOf(db: Sql, name: string): Promise<string> {
  const found = await row(db, z.object({ id: z.string() }), sql`select id from packages where name = ${name}`);
  if (!found) throw new AppError("not_found", "packages.unknown");
  return found.id;
}
