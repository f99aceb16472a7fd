import * as z from "zod";
import { liftSuspensions, suspendServers } from "#app/features/hosting/server/index.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { resourcesExceeded, resourcesFit } from "../events.ts";
import { allResources, listed, serversBeyond } from "../resources.ts";
import { allowanceOf, type FullAllowance } from "./allowances.ts";
import { holdMember } from "./room.ts";

type Acting = Pick<Context, "db" | "now" | "actor" | "emit">;

const OwnedServer = z.object({
  id: z.string(),
  name: z.string(),
  memoryMiB: z.number(),
  diskMiB: z.number(),
  cpuPercent: z.number(),
  servers: z.number(),
  ports: z.number(),
  isSuspended: z.boolean(),
});
type OwnedServer = z.output<typeof OwnedServer>;

/** Their servers, the oldest first. */
function ownedServers(db: Sql, userId: string): Promise<OwnedServer[]> {
  return rows(
    db,
    OwnedServer,
    sql`select s.id, s.name, s."memoryMiB", s."diskMiB", s."cpuPercent", 1 as servers,
          (select count(*)::int from allocations a where a."serverId" = s.id) as ports,
          exists (select 1 from server_suspensions x where x."serverId" = s.id and x.kind = 'over_package' and x."liftedAt" is null) as "isSuspended"
        from servers s where s."ownerId" = ${userId} and s.desired <> 'deleted' order by s.num`,
  );
}

/**
 * Brings a member's servers in line with what they have, in the caller's transaction; called after whatever changes either. Who has too much is told and given time;
 * a day before its end they are told again; then the servers that have no room are suspended, the newest first. What has room again runs again at once.
 */
export async function settleMember(context: Acting, userId: string): Promise<void> {
  const { db, now } = context;
  await holdMember(db, userId);
  const allowance = await allowanceOf(db, userId, now);
  const servers = await ownedServers(db, userId);
  const beyond = new Set(allowance.isBound ? serversBeyond(allowance.total, servers) : []);
  const fitting = servers.filter(({ id, isSuspended }) => isSuspended && !beyond.has(id)).map(({ id }) => id);
  await liftSuspensions(context, fitting, "over_package");
  if (allowance.missing === null) return fits(context, allowance);
  const fresh = servers.filter(({ id, isSuspended }) => beyond.has(id) && !isSuspended);
  const suspendAt = await keepOverage(context, allowance, fresh);
  if (suspendAt > now) return;
  await suspendServers(
    context,
    fresh.map(({ id }) => id),
    { kind: "over_package" },
  );
  await db.execute(
    sql`update package_overages set "suspendedAt" = ${now} where "userId" = ${userId} and "suspendedAt" is null`,
  );
  await tellSuspended(context, allowance, fresh);
}

async function fits({ db, emit }: Acting, { userId, userName, overage }: FullAllowance): Promise<void> {
  if (!overage) return;
  await db.execute(sql`delete from package_overages where "userId" = ${userId}`);
  emit(resourcesFit, { userId, name: userName });
}

/** Until when they have time. Who has it anew is told so; so is who has a day left. */
async function keepOverage(context: Acting, allowance: FullAllowance, fresh: readonly OwnedServer[]): Promise<Date> {
  const { db, now, emit } = context;
  const { userId, userName, overage, package: held, seen, missing } = allowance;
  const isBegun = overage !== null && (overage.suspendedAt === null || fresh.length === 0);
  if (!isBegun) {
    const suspendAt = new Date(now.getTime() + held.graceDays * DAY);
    // Who has a day or less is not told twice.
    const remindedAt = held.graceDays > 1 ? null : now;
    await db.execute(sql`
      insert into package_overages ("userId", since, "suspendAt", "remindedAt", "suspendedAt", seen)
      values (${userId}, ${now}, ${suspendAt}, ${remindedAt}, null, ${JSON.stringify(seen)}::jsonb)
      on conflict ("userId") do update set "suspendAt" = excluded."suspendAt", "remindedAt" = excluded."remindedAt", "suspendedAt" = null, seen = excluded.seen`);
    const servers = fresh.map(({ id }) => id);
    emit(resourcesExceeded, {
      userId,
      name: userName,
      missing: allResources(missing!),
      suspendAt: iso(suspendAt),
      servers,
    });
    if (held.graceDays > 0) await tellExceeded(context, allowance, fresh, suspendAt, "resources.exceeded");
    return suspendAt;
  }
  await db.execute(sql`update package_overages set seen = ${JSON.stringify(seen)}::jsonb where "userId" = ${userId}`);
  const { suspendAt } = overage;
  const isSoon = suspendAt > now && suspendAt.getTime() - now.getTime() <= DAY;
  if (isSoon && overage.remindedAt === null && overage.suspendedAt === null) {
    await db.execute(sql`update package_overages set "remindedAt" = ${now} where "userId" = ${userId}`);
    await tellExceeded(context, allowance, fresh, suspendAt, "resources.exceeded_soon");
  }
  return suspendAt;
}

const namesOf = (servers: readonly OwnedServer[]) => servers.map(({ name }) => name).join(", ");

async function tellExceeded(
  context: Acting,
  { userId, package: { name }, missing }: FullAllowance,
  servers: readonly OwnedServer[],
  suspendAt: Date,
  type: "resources.exceeded" | "resources.exceeded_soon",
): Promise<void> {
  await notify(context, [userId], {
    type,
    params: { package: name, missing: listed(missing!), servers: namesOf(servers), at: iso(suspendAt) },
    about: servers[0] ? { kind: "server", id: servers[0].id } : null,
    once: `${type}|${suspendAt.getTime()}`,
  });
}

async function tellSuspended(
  context: Acting,
  { userId, package: { name } }: FullAllowance,
  servers: readonly OwnedServer[],
): Promise<void> {
  if (servers.length === 0) return;
  await notify(context, [userId], {
    type: "resources.suspended",
    params: { package: name, count: servers.length, servers: namesOf(servers) },
    about: { kind: "server", id: servers[0]!.id },
    once: `resources.suspended|${context.now.getTime()}`,
  });
}
