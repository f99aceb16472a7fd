import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { DISCORD_ROLE_MS } from "#app/operation/holdings.ts";
import { join, literal, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import {
  allResources,
  beyondOf,
  COUNTED_RESOURCES,
  type CountedResources,
  isNothing,
  leftOf,
  NO_LIMIT,
  type Resources,
  totalOf,
} from "../resources.ts";
import { PACKAGE_WAYS } from "../schema.ts";

const Amounts = z.object({
  memoryMiB: z.number(),
  diskMiB: z.number(),
  cpuPercent: z.number(),
  servers: z.number(),
  ports: z.number(),
});

const AllowanceRow = z.object({
  userId: z.string(),
  userName: z.string(),
  packageId: z.string(),
  packageName: z.string(),
  color: z.string().nullable(),
  graceDays: z.number(),
  queuePriority: z.number(),
  way: z.enum(PACKAGE_WAYS),
  until: z.date().nullable(),
  base: Amounts,
  extra: Amounts,
  used: Amounts,
  isStaff: z.boolean(),
  since: z.date().nullable(),
  suspendAt: z.date().nullable(),
  remindedAt: z.date().nullable(),
  suspendedAt: z.date().nullable(),
  seen: z.unknown(),
});
type AllowanceRow = z.output<typeof AllowanceRow>;

/** A member's allowance and all that is needed to keep it; `allowances` says it of many in one reading. */
export interface FullAllowance {
  userId: string;
  userName: string;
  package: { id: string; name: string; color: string | null; graceDays: number; queuePriority: number };
  way: AllowanceRow["way"];
  until: Date | null;
  base: Resources;
  extra: Resources;
  total: Resources;
  used: Resources;
  left: Resources;
  /** Null where all fits, or they are not bound. */
  missing: CountedResources | null;
  isBound: boolean;
  overage: { since: Date; suspendAt: Date; remindedAt: Date | null; suspendedAt: Date | null } | null;
  /** What they have and use, for `package_overages`. */
  seen: unknown;
}

/** Whoever sees all servers is not bound. The statement must call the table of users `u`. */
const IS_STAFF = sql`exists (
  select 1 from grants g where g."on" = 'instance' and 'servers:read' = any(g.permissions)
    and (g."userId" = u.id or g."roleId" in (select m."roleId" from role_members m where m."userId" = u.id)))`;

/**
 * Which package holds for each `u`: the one given to them, else the highest that a role on Discord gives, else everybody's. Of each `u` one row `h`; the package is `p`.
 */
function holding(now: Date): SqlText {
  const believedFrom = new Date(now.getTime() - DISCORD_ROLE_MS);
  return sql`cross join lateral (
      select c."packageId", c.way, c.until from (
        select a."packageId", 'assigned' as way, a.until, 1 as first, 0 as "order" from package_assignments a
        where a."userId" = u.id and (a.until is null or a.until > ${now})
        union all
        select r."packageId", 'discord', null, 2, d."order" from discord_member_roles m
          join package_roles r on r."guildId" = m."guildId" and r."roleId" = any(m."roleIds") join packages d on d.id = r."packageId"
        where m."userId" = u.id and m."checkedAt" > ${believedFrom}
        union all
        select d.id, 'default', null, 3, 0 from packages d where d."isDefault"
      ) c order by c.first, c."order" desc, c."packageId" limit 1
    ) h join packages p on p.id = h."packageId"`;
}

/** What the servers of each `u` use: the one sum that every door shows. */
const USED = sql`cross join lateral (
    select coalesce(sum(s."memoryMiB"), 0)::float8 as "memoryMiB", coalesce(sum(s."diskMiB"), 0)::float8 as "diskMiB",
      coalesce(sum(s."cpuPercent"), 0)::float8 as "cpuPercent", count(*)::float8 as servers,
      coalesce(sum((select count(*) from allocations a where a."serverId" = s.id)), 0)::float8 as ports
    from servers s where s."ownerId" = u.id and s.desired <> 'deleted'
  ) t`;

const EXTRA = sql`left join resource_extras x on x."userId" = u.id`;
const OVERAGE = sql`left join package_overages o on o."userId" = u.id`;

function amountsOf(table: "p" | "x" | "t"): SqlText {
  const fields = COUNTED_RESOURCES.map((resource) =>
    literal(`'${resource}', coalesce(${table}."${resource}", 0)::float8`),
  );
  return sql`jsonb_build_object(${join(fields, ", ")})`;
}

/** Whether more is used than there is. */
const IS_OVER = join(
  COUNTED_RESOURCES.map((resource) => {
    const total = `(p."${resource}" + coalesce(x."${resource}", 0))`;
    return literal(`(${total} < ${NO_LIMIT} and t."${resource}" > ${total})`);
  }),
  " or ",
);

/** What somebody has and uses, so that a change of either can be told from none. */
const SEEN = sql`jsonb_build_array(p.id, ${amountsOf("p")}, ${amountsOf("x")}, ${amountsOf("t")})`;

/** The allowances of the users `u` that the condition names. */
export async function allowances(db: Sql, condition: SqlText, now: Date): Promise<FullAllowance[]> {
  const found = await rows(
    db,
    AllowanceRow,
    sql`select u.id as "userId", u.name as "userName", p.id as "packageId", p.name as "packageName", p.color, p."graceDays", p."queuePriority", h.way, h.until,
          ${amountsOf("p")} as base, ${amountsOf("x")} as extra, ${amountsOf("t")} as used, ${IS_STAFF} as "isStaff",
          o.since, o."suspendAt", o."remindedAt", o."suspendedAt", ${SEEN} as seen
        from users u ${holding(now)} ${EXTRA} ${OVERAGE} ${USED} where ${condition} order by u.id`,
  );
  return found.map(allowanceOfRow);
}

function allowanceOfRow(row: AllowanceRow): FullAllowance {
  const { base, extra, used } = row;
  const total = totalOf(base, extra);
  const missing = beyondOf(total, used);
  const isBound = !row.isStaff;
  return {
    userId: row.userId,
    userName: row.userName,
    package: {
      id: row.packageId,
      name: row.packageName,
      color: row.color,
      graceDays: row.graceDays,
      queuePriority: row.queuePriority,
    },
    way: row.way,
    until: row.until,
    base: allResources(base),
    extra: allResources(extra),
    total: allResources(total),
    used: allResources(used),
    left: allResources(leftOf(total, used)),
    missing: isBound && !isNothing(missing) ? missing : null,
    isBound,
    overage:
      row.since && row.suspendAt
        ? { since: row.since, suspendAt: row.suspendAt, remindedAt: row.remindedAt, suspendedAt: row.suspendedAt }
        : null,
    seen: row.seen,
  };
}

/** What a member has, uses and has left, at this moment. Throws `not_found` where there is no such user. */
export async function allowanceOf(db: Sql, userId: string, now: Date): Promise<FullAllowance> {
  const [found] = await allowances(db, sql`u.id = ${userId}`, now);
  if (!found) throw new AppError("not_found");
  return found;
}

/**
 * Some of the members whose allowance is to be looked at, after the one named: who has too much and was not told, or not suspended in time; who was looked at before
 * something changed; and whose servers fit again. Whoever has too much for long and was suspended is passed over until something changes.
 */
export async function membersToSettle(db: Sql, after: string, most: number, now: Date): Promise<string[]> {
  const soon = new Date(now.getTime() + DAY);
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select u.id from users u ${holding(now)} ${EXTRA} ${OVERAGE} ${USED}
        where u.id > ${after} and (o."userId" is not null or exists (select 1 from servers s where s."ownerId" = u.id and s.desired <> 'deleted'))
          and case when (${IS_OVER}) and not ${IS_STAFF}
            then o."userId" is null or o.seen is distinct from ${SEEN}
              or (o."suspendedAt" is null and (o."suspendAt" <= ${now} or (o."remindedAt" is null and o."suspendAt" <= ${soon})))
            else o."userId" is not null end
        order by u.id limit ${most}`,
  );
  return found.map(({ id }) => id);
}
