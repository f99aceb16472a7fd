import * as z from "zod";
import { takeGameEvents } from "#app/features/games/server/index.ts";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { recordNewPlayers } from "#app/features/statistics/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { PlayersReport, type ReportedPlayer } from "../schema.ts";
import { holdFeed } from "./feed.ts";
import { byOurClock } from "./game-clock.ts";
import { meetingOf, playersOf } from "./met.ts";
import { EXAMPLE_REPORT, lastOfEach, reported } from "./reporting.ts";
import { takeTurn } from "./streams.ts";

type Told = z.output<typeof ReportedPlayer>;

export const players = defineCommand({
  id: "bridge.players",
  summary: "Report players",
  description:
    "What the game knows of them: role, character, place, tries to sign in. Nobody is forgotten by a whole list that does not have them: they were known once.",
  access: { kind: "permission", permission: "players:write" },
  ...reported,
  input: OneServer.extend(PlayersReport.shape),
  example: {
    ...EXAMPLE_REPORT,
    set: [{ player: "Ashwyn", role: "user", character: "Ashwyn the Bold", loginAttempts: 0 }],
  },
  http: { method: "POST", path: "/servers/{serverId}/bridge/players" },
  async run(context, said) {
    const turn = await takeTurn(context, "players", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    const set = lastOfEach(said.set, ({ player }) => player);
    const ids = await playersOf(context, said.serverId, set);
    const ours = byOurClock(said.sentAt, context.now);
    const moment = (told: string | null) => told && new Date(ours(told)).toISOString();
    const facts = set.map((told) => ({
      ...told,
      lockedUntil: moment(told.lockedUntil),
      createdAt: moment(told.createdAt),
    }));
    await writeFacts(context, said.serverId, facts, ids);
    await noticePresence(context, said.serverId, set, ids);
    return { taken: true, revision: turn.revision };
  },
});

async function writeFacts(
  { db, now }: Context,
  serverId: string,
  set: readonly Told[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  if (set.length === 0) return;
  const facts = JSON.stringify(set.map((told) => ({ ...told, playerId: ids.get(told.player)! })));
  const columns = sql`jsonb_to_recordset(${facts}::jsonb) as f("playerId" text, role text, "loginAttempts" int, "lockedUntil" timestamptz, character text,
    location text, email text, "createdAt" timestamptz)`;
  const told = await rows(
    db,
    z.object({ isNew: z.boolean(), firstSeenAt: z.date() }),
    sql`
    insert into player_servers as ps ("playerId", "serverId", name, online, role, "loginAttempts", "gameLockedUntil", character, location, "firstSeenAt", "lastSeenAt")
    select p.id, ${serverId}, p.name, false, f.role, f."loginAttempts", f."lockedUntil", f.character, f.location,
      least(f."createdAt", ${now}), least(f."createdAt", ${now})
    from ${columns} join players p on p.id = f."playerId" order by p.id
    on conflict ("playerId", "serverId") do update set role = excluded.role, "loginAttempts" = excluded."loginAttempts",
      "gameLockedUntil" = excluded."gameLockedUntil", character = excluded.character, location = excluded.location
    returning (xmax = 0) as "isNew", ps."firstSeenAt"`,
  );
  const firstSeen = told.filter(({ isNew }) => isNew).map(({ firstSeenAt }) => firstSeenAt);
  await recordNewPlayers({ db }, serverId, firstSeen);
  // An address that people have set in the panel is theirs; the game fills in where there is none. Of who plays on other servers too no one game says it.
  await db.execute(sql`
    update players p set role = coalesce(f.role, p.role), email = coalesce(p.email, f.email), "updatedAt" = ${now}
    from ${columns} where p.id = f."playerId"
      and not exists (select 1 from player_servers o where o."playerId" = p.id and o."serverId" <> ${serverId}) and (f.role is distinct from p.role or (p.email is null and f.email is not null))`);
}

const Here = z.object({ playerId: z.string(), online: z.boolean() });

/** Who came and went, of a game that says who is in and not who comes and goes. */
async function noticePresence(
  context: Context,
  serverId: string,
  set: readonly Told[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { db, now } = context;
  const said = set.filter(({ online }) => online !== null);
  if (said.length === 0 || (await tells(db, serverId, "player_login"))) return;
  await holdFeed(context, serverId);
  const here = await rows(
    db,
    Here,
    sql`select "playerId", online from player_servers where "serverId" = ${serverId} and "playerId" = any(${[...ids.values()]}::text[])`,
  );
  const isIn = new Map(here.map(({ playerId, online }) => [playerId, online]));
  const passages = said.filter(({ player, online }) => isIn.get(ids.get(player)!) !== online);
  const events = passages.map(({ player, platformId, online }) => ({
    kind: online ? "player_login" : "player_logout",
    at: now.getTime(),
    fields: { player, ...(platformId === null ? {} : { platformId }) },
    details: {},
  }));
  if (events.length > 0) await takeGameEvents(context, await meetingOf(db, serverId), events);
}

async function tells(db: Sql, serverId: string, kind: string): Promise<boolean> {
  const link = await row(
    db,
    z.object({ tells: z.array(z.string()) }),
    sql`select tells from bridge_links where "serverId" = ${serverId}`,
  );
  return link?.tells.includes(kind) ?? false;
}
