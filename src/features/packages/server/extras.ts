import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { resourcesChanged } from "../events.ts";
import {
  allResources,
  beyondOf,
  COUNTED_RESOURCES,
  type CountedResources,
  combined,
  isNothing,
  listed,
  NO_LIMIT,
  type Resources,
  totalOf,
} from "../resources.ts";
import type { FullAllowance } from "./allowances.ts";

/** Why what somebody has is changed, and what it is about: an order of the store. */
export interface Because {
  reason: string;
  about?: { kind: string; id: string } | null;
}

/** What is asked for, without the resources that are yet to come: of those nobody has any. */
export function countedOf(asked: Partial<Resources>): Partial<CountedResources> {
  const { databases = 0, backups = 0, ...counted } = asked;
  if (databases !== 0 || backups !== 0) throw new AppError("conflict", "packages.not_available");
  return counted;
}

/** What somebody has beyond their package after an addition. Refuses less than none, more than can be counted, and to take away what their servers use. */
export function addedTo({ base, extra, used }: FullAllowance, more: Partial<CountedResources>): CountedResources {
  const next = combined(extra, more, (has, change) => has + change);
  const below = COUNTED_RESOURCES.filter((resource) => next[resource] < 0);
  if (below.length > 0) {
    const missing = combined(next, {}, (amount) => Math.max(0, -amount));
    throw new AppError("conflict", "packages.extra_below_zero", { missing: listed(missing) });
  }
  if (COUNTED_RESOURCES.some((resource) => next[resource] > NO_LIMIT))
    throw new AppError("conflict", "packages.extra_too_much", { most: NO_LIMIT });
  const missing = beyondOf(totalOf(base, next), used);
  for (const resource of COUNTED_RESOURCES) if ((more[resource] ?? 0) >= 0) missing[resource] = 0;
  if (!isNothing(missing)) throw new AppError("conflict", "packages.extra_in_use", { missing: listed(missing) });
  return next;
}

/** Writes what somebody has beyond their package, and tells of it. The member's row is held. Gives whether that changed anything. */
export async function putExtras(
  { db, now, emit }: Pick<Context, "db" | "now" | "emit">,
  { userId, userName, extra: before }: FullAllowance,
  after: CountedResources,
  { reason, about = null }: Because,
): Promise<boolean> {
  if (COUNTED_RESOURCES.every((resource) => before[resource] === after[resource])) return false;
  const { memoryMiB, diskMiB, cpuPercent, servers, ports } = after;
  await db.execute(sql`
    insert into resource_extras ("userId", "memoryMiB", "diskMiB", "cpuPercent", servers, ports, "updatedAt")
    values (${userId}, ${memoryMiB}, ${diskMiB}, ${cpuPercent}, ${servers}, ${ports}, ${now})
    on conflict ("userId") do update set "memoryMiB" = excluded."memoryMiB", "diskMiB" = excluded."diskMiB", "cpuPercent" = excluded."cpuPercent",
      servers = excluded.servers, ports = excluded.ports, "updatedAt" = excluded."updatedAt"`);
  emit(resourcesChanged, { userId, name: userName, before, after: allResources(after), reason, about });
  return true;
}
