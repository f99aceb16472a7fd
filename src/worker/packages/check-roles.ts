import * as z from "zod";
import { askMember } from "#app/features/discord/server/index.ts";
import { keepMemberRoles } from "#app/features/packages/server/index.ts";
import { HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";

/** What Discord said is asked again after so long; it holds for a day, so a short outage takes nobody's package. */
const CHECK_MS = HOUR;
/** At a time, so that Discord's limits are never near. */
const MOST = 100;
const log = logOf("packages");

const Due = z.object({ userId: z.string(), guildId: z.string(), discordId: z.string() });

/** Asks Discord what roles members have in the servers whose roles give packages: who was never asked for first, then those who were not for the longest. */
export async function checkRoles(runtime: Runtime): Promise<void> {
  const { database } = runtime;
  // Of servers that no package asks for any more nothing is kept.
  await database.execute(
    sql`delete from discord_member_roles m where not exists (select 1 from package_roles r where r."guildId" = m."guildId")`,
  );
  const due = await rows(
    database,
    Due,
    sql`select u.id as "userId", g."guildId", d."discordId" from users u
          cross join (select distinct "guildId" from package_roles) g
          cross join lateral (
            select "providerAccountId" as "discordId", 1 as n from accounts where "userId" = u.id and provider = 'discord'
            union all select "discordId", 2 from discord_links where "userId" = u.id order by n limit 1) d
          left join discord_member_roles m on m."userId" = u.id and m."guildId" = g."guildId"
        where u."removedAt" is null and (m."checkedAt" is null or m."checkedAt" < ${new Date(now().getTime() - CHECK_MS)})
          and exists (select 1 from discord_bots where id = 1 and enabled)
        order by m."checkedAt" nulls first, u.id limit ${MOST}`,
  );
  for (const { userId, guildId, discordId } of due) {
    try {
      const roleIds = (await askMember(runtime, guildId, discordId)) ?? [];
      await keepMemberRoles(database, { userId, guildId, roleIds });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn({ err: error }, "Discord was not asked for roles: it does not answer");
      return;
    }
  }
}
