import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { countedKills, countNew, lockParties } from "../counting/counted-kills.ts";
import { tellKills } from "./tell-kills.ts";

/** So many at a time: what holds the locks of many players is done soon. */
const PART = 200;

/** Where boards may look different now. */
export const Touched = z.object({
  game: z.string(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
});
export type Touched = z.output<typeof Touched>;

const Waiting = z.object({
  num: z.number(),
  game: z.string(),
  killerKey: z.string(),
  victimKey: z.string(),
  killerId: z.string().nullable(),
});

export const publish = defineCommand({
  id: "kills.publish",
  summary: "Tell of kills that were kept back",
  description: "Of those whose time has come: they are put into the figures and told of, as if they were new.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ published: z.int(), more: z.boolean(), touched: z.array(Touched) }),
  example: {},
  async run(context) {
    const { db, now } = context;
    const waiting = await rows(
      db,
      Waiting,
      sql`select k.num, k.game, k."killerKey", k."victimKey", k."killerId" from kill_delays d join kills k on k.num = d."killNum"
          where d."publicAt" <= ${now} order by d."publicAt", d."killNum" limit ${PART}`,
    );
    await db.execute(
      sql`delete from kill_delays d where d."publicAt" <= ${now} and not exists (select from kills k where k.num = d."killNum")`,
    );
    if (waiting.length === 0) return { published: 0, more: false, touched: [] };
    await lockParties(db, waiting);
    const gone = await rows(
      db,
      z.object({ num: z.number() }),
      sql`delete from kill_delays where "killNum" = any(${waiting.map(({ num }) => num)}::bigint[]) returning "killNum" as num`,
    );
    const nums = gone.map(({ num }) => num);
    await db.execute(
      sql`update kills set published = true, "updatedAt" = ${now} where num = any(${nums}::bigint[]) and not published`,
    );
    const kills = await countedKills(db, nums);
    await countNew(db, kills);
    await tellKills(
      context,
      kills.map(({ num }) => ({ num, outcome: "recorded" })),
    );
    const touched = kills.map(({ game, serverId, communityIds }) => ({ game, serverId, communityIds }));
    return { published: nums.length, more: waiting.length === PART, touched };
  },
});
