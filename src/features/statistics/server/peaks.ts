import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** Stands for all servers together, beside the ids of communities. */
export const ALL_SERVERS = "*";

/** Counts who is in on the servers of each community and on all, and keeps the most of each hour: the peaks of servers do not add up to theirs. */
export async function sampleGroups({ database }: Runtime): Promise<void> {
  await database.execute(sql`
    insert into statistic_peaks as p ("groupId", at, "peakOnline")
    select g.id, date_trunc('hour', ${now()}::timestamptz, 'UTC'), sum(t.online)
    from statistic_servers t join servers s on s.id = t."serverId"
      cross join lateral unnest(array[${ALL_SERVERS}, s."communityId"]) as g(id)
    where g.id is not null and t.online > 0 group by g.id
    on conflict ("groupId", at) do update set "peakOnline" = excluded."peakOnline" where excluded."peakOnline" > p."peakOnline"`);
}
