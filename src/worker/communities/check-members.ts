import * as z from "zod";
import { communityMemberChanged } from "#app/features/communities/events.ts";
import { StoredSettings } from "#app/features/communities/schema.ts";
import {
  askGuild,
  type DiscordGuild,
  keepDiscordRole,
  roleByDiscord,
} from "#app/features/communities/server/discord-roles.ts";
import { askMember, discordIdOf } from "#app/features/discord/server/index.ts";
import { HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";

/** What Discord said is asked again after so long; it holds for a day, so a short outage takes nobody's role. */
const CHECK_MS = HOUR;
/** At a time, so that Discord's limits are never near. */
const MOST = 100;
const log = logOf("communities");

const Due = z.object({
  communityId: z.string(),
  guildId: z.string(),
  settings: StoredSettings,
  userId: z.string(),
  name: z.string(),
});

/** Asks Discord again what members are in the servers of their communities, those first who were not asked for the longest. */
export async function checkMembers(runtime: Runtime): Promise<void> {
  const { database } = runtime;
  const due = await rows(
    database,
    Due,
    sql`select m."communityId", c."guildId", c.settings, m."userId", u.name from community_members m
          join communities c on c.id = m."communityId" and c."guildId" is not null join users u on u.id = m."userId"
        where m."discordRole" is not null and m."checkedAt" < ${new Date(now().getTime() - CHECK_MS)}
          and exists (select 1 from discord_bots where id = 1 and enabled)
        order by m."checkedAt", m."userId" limit ${MOST}`,
  );
  const guilds = new Map<string, DiscordGuild | null>();
  for (const { communityId, guildId, settings, userId, name } of due) {
    try {
      if (!guilds.has(guildId)) guilds.set(guildId, await askGuild(runtime, guildId));
      const guild = guilds.get(guildId)!;
      const id = await discordIdOf(database, userId);
      const roles = guild && id && (await askMember(runtime, guildId, id));
      const role = guild && id && roles ? roleByDiscord(guild, { id, roles }, settings) : null;
      await database.transaction(async (tx) => {
        const isOther = await keepDiscordRole(tx, communityId, userId, role, now());
        if (!isOther) return;
        await writeEvents(tx, [pendingEvent(communityMemberChanged, { communityId, userId, name, role }, now())]);
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn({ err: error }, "Discord was not asked for members: it does not answer");
      return;
    }
  }
}
