import * as z from "zod";
import { StoredSettings } from "#app/features/communities/schema.ts";
import { isWithin, shown } from "#app/features/communities/server/announcements.ts";
import { guildsOfBot } from "#app/features/communities/server/community-rows.ts";
import { visitorOf } from "#app/features/communities/server/visitor.ts";
import { botWords, putMessages } from "#app/features/discord/server/index.ts";
import { weekOf } from "#app/features/kills/tally.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { rows, sql } from "#app/platform/sql.ts";

const PLACES = 10;

const Due = z.object({ id: z.string(), name: z.string(), guildId: z.string(), settings: StoredSettings });
type Due = z.output<typeof Due>;

/** Tells the leaderboard of the week that is over, once, in the channel that each community has for it. */
export async function postBoards(runtime: Runtime): Promise<void> {
  const { database } = runtime;
  const at = now();
  const lastWeek = new Date(at.getTime() - 7 * DAY);
  const week = weekOf(lastWeek);
  const due = await rows(
    database,
    Due,
    sql`select c.id, c.name, c."guildId", c.settings from communities c
        where c."guildId" is not null and c.settings->>'leaderboardChannel' is not null and c."boardPostedFor" is distinct from ${week}
          and exists (select 1 from discord_bots where id = 1 and enabled)
        order by c.id limit 200`,
  );
  const guilds = due.length > 0 && (await guildsOfBot(database));
  if (!guilds) return;
  for (const community of due) {
    const { leaderboardChannel: channelId, features } = community.settings;
    if (!channelId || !features.leaderboard || !features.notifications || !isWithin(guilds, community, channelId))
      continue;
    const text = await boardText(community, week, lastWeek);
    await database.transaction(async (tx) => {
      // Whoever comes second finds it told.
      const first = await tx.execute(sql`
        update communities set "boardPostedFor" = ${week} where id = ${community.id} and "boardPostedFor" is distinct from ${week}`);
      if (first === 0 || text === null) return;
      const told = { channelId, postId: null, relayId: null, communityId: community.id, at };
      await putMessages(tx, [{ ...told, eventId: `board:${week}`, body: { form: "text", text } }]);
    });
  }
  runtime.ringDoorbell();
}

/** Null: nobody killed anybody. Who shows their kills to few is on it without a name. */
async function boardText({ id, name, settings }: Due, week: string, at: Date): Promise<string | null> {
  const { items } = await execute(operations.kills.board, visitorOf(id), {
    communityId: id,
    board: "kills",
    period: "weekly",
    at: iso(at),
    limit: PLACES,
  });
  if (items.length === 0) return null;
  const words = botWords(settings.language);
  const lines = items.map(
    (one, i) =>
      `${one.rank ?? i + 1}\\. ${one.name === null ? words("common.somebody") : `**${shown(one.name)}**`} · ${words("board.row", { kills: one.kills, deaths: one.deaths })}`,
  );
  return [`**${words("board.week", { community: shown(name), week: shown(week) })}**`, ...lines].join("\n");
}
