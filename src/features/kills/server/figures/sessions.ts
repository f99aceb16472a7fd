import * as z from "zod";
import { PlayerId } from "#app/features/players/schema.ts";
import { cursorPageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorMoment, momentCursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { KillSession } from "../../figures.ts";
import { Game } from "../../schema.ts";
import { sessionsOf, type Turn } from "../../sessions.ts";
import { publicOrOwn } from "../reading/seen-kills.ts";
import { figuredPlayer, gameOf } from "./figured-players.ts";

/** As many things that happened are read for one answer, however long a session is. */
const READ = 1_000;

export const sessions = defineQuery({
  id: "kills.sessions",
  summary: "List a player's sessions",
  description:
    "Times of playing, newest first: kills and deaths with less than half an hour between one and the next. An answer reads the last 1,000 of them, so it may hold fewer sessions than asked for although there are more; a session of more than that is told as several.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({
    playerId: PlayerId,
    game: Game.optional().describe("Absent: the one in which they fought last."),
    cursor: z.string().max(200).optional().describe("The `nextCursor` of the answer before; absent: from the newest."),
    limit: z.coerce.number().int().min(1).max(100).default(20).describe("How many, 1 to 100."),
  }),
  output: cursorPageOf(KillSession),
  example: { playerId: "ply_01930000000070008000000000000001" },
  http: { method: "GET", path: "/players/{playerId}/kill-sessions" },
  async run({ db, actor, now }, { playerId, game: asked, cursor, limit }) {
    const figured = await figuredPlayer(db, actor, playerId);
    const game = await gameOf(db, figured, asked);
    const before = cursor === undefined ? sql`true` : sql`k.at < ${cursorMoment(cursor).at}`;
    const turns = await turnsOf(db, game, playerId, sql`${before} and ${publicOrOwn(actor, now)}`, READ);
    const found = sessionsOf(turns);
    // The last one may go on in what was not read, so it is left for the next answer, unless it is the only one.
    if (turns.length === READ && found.length > 1) found.pop();
    const told = found.slice(0, limit);
    const last = told.at(-1);
    const isMore = last !== undefined && (found.length > limit || turns.length === READ);
    return {
      items: told.map(({ from, to, kills, deaths }) => ({ from: iso(from), to: iso(to), kills, deaths })),
      nextCursor: isMore ? momentCursorOf(last.from, "0") : null,
    };
  },
});

/** The last kills and deaths of a player, newest first: as many of each are read as are wanted of both, along their indexes. */
async function turnsOf(db: Sql, game: string, playerId: string, only: SqlText, limit: number): Promise<Turn[]> {
  const part = (key: SqlText, isKill: boolean, counts: SqlText) => sql`
    (select k.at, ${isKill}::boolean as "isKill" from kills k
     where ${key} = ${playerId} and k.game = ${game} and k.state <> 'retracted' and ${counts} and ${only} order by k.at desc limit ${limit})`;
  return await rows(
    db,
    z.object({ at: z.date(), isKill: z.boolean() }),
    sql`select * from (${part(sql`k."killerKey"`, true, sql`k.kind in ('pvp', 'pve_kill') and k."victimKey" <> k."killerKey"`)}
          union all ${part(sql`k."victimKey"`, false, sql`k.kind <> 'pve_kill'`)}) as turns order by at desc limit ${limit}`,
  );
}
