import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { BOARD_PERIODS } from "../../board.ts";
import { Game, Kill, STAR_CITIZEN } from "../../schema.ts";
import { sessionsOf } from "../../sessions.ts";
import { figuredPlayer, figuredUser } from "../figures/figured-players.ts";
import { figuresOf, KillFigures } from "../figures/figures.ts";
import { findableKeys, publicOrOwn, shownSide } from "../reading/seen-kills.ts";
import { newestOf } from "../reading/walks.ts";
import { shownKills } from "./people.ts";
import { Who, whomOf } from "./whom.ts";

const RECENT = 10;
/** As many kills and deaths are looked at for how long somebody has played. */
const LOOKED_AT = 5_000;

export const personFigures = defineQuery({
  id: "kills.personFigures",
  summary: "Get somebody's kill figures",
  description:
    "By whatever they are called by, with their last kills, and how long their kills and deaths say that they played.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({
    who: Who,
    game: Game.default(STAR_CITIZEN),
    period: z.enum(BOARD_PERIODS).default("all_time").describe("Of totals and ratios; all else is of all time."),
  }),
  output: KillFigures.extend({
    recentKills: z.array(Kill).describe("The last ten."),
    playedMs: z
      .int()
      .describe(
        "In sessions: times with less than half an hour between one kill or death and the next. At least so long.",
      ),
  }),
  example: { who: "me" },
  http: { method: "GET", path: "/kills/people/{who}/figures" },
  async run(context, { who, game, period }) {
    const { db, actor, now } = context;
    const { userId, player } = await whomOf(context, who);
    const figured = userId === null ? await figuredPlayer(db, actor, player!.id) : await figuredUser(db, actor, userId);
    const { playerIds } = figured;
    const keys = sql`${playerIds}::text[]`;
    const own = [{ along: "killer", keys } as const, { along: "victim", keys } as const];
    const conditions = [sql`k.game = ${game}`, sql`k.state <> 'retracted'`, publicOrOwn(actor, now)];
    const turns = await rows(
      db,
      z.object({ at: z.date(), isKill: z.boolean() }),
      sql`select k.at, k."killerKey" = any(${playerIds}::text[]) as "isKill" from (${newestOf(own, { conditions }, LOOKED_AT)}) as k
          order by k.at desc limit ${LOOKED_AT}`,
    );
    const recentKills = await shownKills(
      context,
      [{ along: "killer", keys: findableKeys(actor, playerIds), where: shownSide(actor, "killer") }],
      { conditions: [sql`k.game = ${game}`] },
      { limit: RECENT },
    );
    const playedMs = sessionsOf(turns).reduce((sum, { from, to }) => sum + (to.getTime() - from.getTime()), 0);
    return { ...(await figuresOf(context, figured, { game, period })), recentKills, playedMs };
  },
});
