import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import {
  beyondOf,
  COUNTED_RESOURCES,
  type CountedResources,
  combined,
  exactAmountText,
  inWords,
  isNothing,
  listed,
  NO_LIMIT,
  NOTHING,
  type Resources,
} from "../resources.ts";
import { allowanceOf, type FullAllowance } from "./allowances.ts";
import { putExtras } from "./extras.ts";

/** Whoever changes what a member has or uses does so one after the other. (`no key`: rows that name the user hold its key already.) */
export async function holdMember(db: Sql, userId: string): Promise<void> {
  await db.query(sql`select 1 as held from users where id = ${userId} for no key update`);
}

/**
 * Makes sure that a member has room for a server, and holds their row until the commit, so that two made at once never both get the last of it. `need` is all that
 * the server uses, with `replacing` in place of what that server uses now: then only what grows is asked for. Throws `conflict` `packages.no_room` with what is
 * missing of each resource.
 *
 * Staff who see all servers are not bound. What they give to a member beyond their room becomes extra resources of that member, so that nothing is suspended for it.
 */
export async function requireRoom(
  context: Pick<Context, "db" | "now" | "actor" | "emit">,
  userId: string,
  need: Partial<Resources>,
  { replacing }: { replacing?: string } = {},
): Promise<void> {
  const { db, now, actor } = context;
  const isStaff = actor.kind !== "system" && may({ ...actor, scopes: null, onlyServerId: null }, "servers:read");
  if (isStaff && userId === actor.userId) return;
  await holdMember(db, userId);
  const allowance = await allowanceOf(db, userId, now);
  if (!allowance.isBound) return;
  const before = replacing === undefined ? NOTHING : await usedBy(db, replacing);
  const growth = combined(need, before, (wants, has) => Math.max(0, wants - has));
  const asked = Object.fromEntries(
    COUNTED_RESOURCES.filter((resource) => need[resource] !== undefined && growth[resource] > 0).map((resource) => [
      resource,
      growth[resource],
    ]),
  );
  const missing = beyondOf(
    allowance.total,
    combined(allowance.used, asked, (a, b) => a + b),
  );
  // Of what does not grow nothing is asked, even if there is too much of it.
  for (const resource of COUNTED_RESOURCES) if (asked[resource] === undefined) missing[resource] = 0;
  if (isNothing(missing)) return;
  if (!isStaff) throw noRoom(allowance, missing);
  const extra = combined(allowance.extra, missing, (a, b) => Math.min(NO_LIMIT, a + b));
  await putExtras(context, allowance, extra, { reason: "Given with a server", about: null });
}

async function usedBy(db: Sql, serverId: string): Promise<CountedResources> {
  const Used = z.object({ memoryMiB: z.number(), diskMiB: z.number(), cpuPercent: z.number(), ports: z.number() });
  const used = await row(
    db,
    Used,
    sql`select "memoryMiB", "diskMiB", "cpuPercent", (select count(*)::int from allocations a where a."serverId" = s.id) as ports
        from servers s where id = ${serverId}`,
  );
  return used ? { ...used, servers: 1 } : NOTHING;
}

/** Says of each resource how much is missing. Its parameters are the same numbers, for programs and forms. */
function noRoom({ package: { name }, total, used }: FullAllowance, missing: CountedResources): AppError {
  const details = COUNTED_RESOURCES.filter((resource) => missing[resource] > 0).map((resource) => ({
    path: resource,
    code: "no_room",
    message: `${inWords(resource, missing[resource])} more is needed: ${exactAmountText(resource, used[resource])} of ${exactAmountText(resource, total[resource])} is used.`,
  }));
  return new AppError("conflict", "packages.no_room", { package: name, missing: listed(missing), ...missing }, details);
}
