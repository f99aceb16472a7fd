import * as z from "zod";
import type { Holdings } from "#app/lib/access.ts";
import { HOUR } from "#app/lib/duration.ts";
import { COMMUNITY_ROLES, type CommunityRole, isPermission, type Permission } from "#app/lib/permissions.ts";
import { now } from "#app/platform/clock.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

const GrantRow = z.object({
  on: z.enum(["instance", "community", "server"]),
  communityId: z.string().nullable(),
  serverId: z.string().nullable(),
  permissions: z.array(z.string()),
  rank: z.number().nullable(),
  /** The roles in a community, where it is no grant. */
  roles: z.array(z.string()).nullable(),
});

/** What Discord said of somebody holds for so long without being asked again. */
export const DISCORD_ROLE_MS = 24 * HOUR;

/** What a user holds now: the grants to them and to their roles, and what they are in communities. `rank` is that of their highest role. */
export async function loadHoldings(db: Sql, userId: string): Promise<{ holdings: Holdings; rank: number }> {
  const grants = await rows(
    db,
    GrantRow,
    sql`
      select g."on"::text as "on", g."communityId", g."serverId", g.permissions, r.rank, null::text[] as roles
      from role_members m join roles r on r.id = m."roleId" join grants g on g."roleId" = r.id
      where m."userId" = ${userId}
      union all
      select g."on"::text, g."communityId", g."serverId", g.permissions, null::int, null::text[] from grants g where g."userId" = ${userId}
      union all
      select 'community', c."communityId", null, '{}'::text[], null::int,
        array_remove(array[c."givenRole", case when c."checkedAt" > ${new Date(now().getTime() - DISCORD_ROLE_MS)} then c."discordRole" end], null)
      from community_members c where c."userId" = ${userId}`,
  );
  const instance = new Set<Permission>();
  const communities = new Map<string, Set<Permission>>();
  const servers = new Map<string, Set<Permission>>();
  let rank = 0;
  for (const grant of grants) {
    rank = Math.max(rank, grant.rank ?? 0);
    if (grant.roles?.length === 0) continue;
    const set =
      grant.on === "instance"
        ? instance
        : grant.on === "server"
          ? setOf(servers, grant.serverId!)
          : setOf(communities, grant.communityId!);
    for (const permission of grant.permissions) if (isPermission(permission)) set.add(permission);
    for (const role of grant.roles ?? []) for (const permission of grantedBy(role)) set.add(permission);
  }
  return { holdings: { instance, communities, servers }, rank };
}

function grantedBy(role: string): readonly Permission[] {
  return Object.hasOwn(COMMUNITY_ROLES, role) ? COMMUNITY_ROLES[role as CommunityRole] : [];
}

function setOf(map: Map<string, Set<Permission>>, id: string): Set<Permission> {
  const set = map.get(id) ?? new Set<Permission>();
  map.set(id, set);
  return set;
}
