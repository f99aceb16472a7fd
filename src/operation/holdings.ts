import * as z from "zod";
import type { Holdings } from "#app/lib/access.ts";
import { isPermission, type Permission } from "#app/lib/permissions.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

const GrantRow = z.object({
  on: z.enum(["instance", "community", "server"]),
  communityId: z.string().nullable(),
  serverId: z.string().nullable(),
  permissions: z.array(z.string()),
  rank: z.number().nullable(),
});

/** What a user holds now: the grants to them and to their roles. `rank` is that of their highest role. */
export async function loadHoldings(db: Sql, userId: string): Promise<{ holdings: Holdings; rank: number }> {
  const grants = await rows(
    db,
    GrantRow,
    sql`
      select g."on"::text as "on", g."communityId", g."serverId", g.permissions, r.rank
      from role_members m join roles r on r.id = m."roleId" join grants g on g."roleId" = r.id
      where m."userId" = ${userId}
      union all
      select g."on"::text, g."communityId", g."serverId", g.permissions, null::int from grants g where g."userId" = ${userId}`,
  );
  const instance = new Set<Permission>();
  const communities = new Map<string, Set<Permission>>();
  const servers = new Map<string, Set<Permission>>();
  let rank = 0;
  for (const grant of grants) {
    rank = Math.max(rank, grant.rank ?? 0);
    const set =
      grant.on === "instance"
        ? instance
        : grant.on === "server"
          ? setOf(servers, grant.serverId!)
          : setOf(communities, grant.communityId!);
    for (const permission of grant.permissions) if (isPermission(permission)) set.add(permission);
  }
  return { holdings: { instance, communities, servers }, rank };
}

function setOf(map: Map<string, Set<Permission>>, id: string): Set<Permission> {
  const set = map.get(id) ?? new Set<Permission>();
  map.set(id, set);
  return set;
}
