import * as z from "zod";
import { PlayerId } from "#app/features/players/schema.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { literal, row, type Sql, sql } from "#app/platform/sql.ts";
import { Organisation, STAR_CITIZEN } from "../../schema.ts";
import { TALLY_COUNTS } from "../../tally.ts";
import { realmOf } from "../recording/parties.ts";
import { holdShapeAlone } from "./tally-shape.ts";

const COLUMNS = literal(
  [...TALLY_COUNTS, "bestStreak", "lastAt", "rating", "deviation", "ratingSure"].map((name) => `"${name}"`).join(", "),
);

export const setOrganisation = defineCommand({
  id: "kills.setOrganisation",
  summary: "Say which organisation a player is in",
  description:
    "All that the player did counts on the leaderboards of the organisation that they are in now, and on no other's.",
  access: { kind: "permission", permission: "players:write" },
  errors: ["not_found"],
  input: z.object({ playerId: PlayerId, organisation: Organisation.nullable().describe("Null: in none.") }),
  output: z.object({ playerId: PlayerId, organisation: Organisation.nullable() }),
  example: { playerId: "ply_01930000000070008000000000000001", organisation: "rsi" },
  http: { method: "PUT", path: "/players/{playerId}/organisation" },
  async run(context, { playerId, organisation }) {
    const player = await row(
      context.db,
      z.object({ name: z.string() }),
      sql`select name from players where id = ${playerId}`,
    );
    if (!player) throw new AppError("not_found", "kills.hidden_player");
    const before = await keepOrganisation(context, playerId, organisation);
    context.target("player", playerId, player.name);
    context.changed({ organisation: before }, { organisation });
    return { playerId, organisation };
  },
});

/** Told by who has read which organisation a player of Star Citizen is in. */
export const ORGANISATION_JOB = "kills.take-organisation";

/** The job: keeps the organisation of a player by their handle (in small letters), if there is such a player. */
export async function takeOrganisation({ database }: Runtime, payload: unknown): Promise<void> {
  const { handle, organisation } = z
    .object({ handle: z.string(), organisation: Organisation.nullable() })
    .parse(payload);
  const player = await row(
    database,
    z.object({ id: z.string() }),
    sql`select id from players where realm = ${realmOf(STAR_CITIZEN)} and key = ${`name:${handle}`}`,
  );
  if (player) await database.transaction((db) => keepOrganisation({ db, now: now() }, player.id, organisation));
}

/** The organisation that a player is known to be in. */
export async function organisationOf(db: Sql, playerId: string): Promise<string | null> {
  const found = await row(
    db,
    z.object({ organisation: z.string() }),
    sql`select organisation from kill_organisations where "playerId" = ${playerId}`,
  );
  return found?.organisation ?? null;
}

/** Moves a player's figures to the organisation that they are in now (in small letters; null: none); gives the one before. Nobody counts kills meanwhile. */
async function keepOrganisation(
  { db, now: at }: Pick<Context, "db" | "now">,
  playerId: string,
  organisation: string | null,
): Promise<string | null> {
  if ((await organisationOf(db, playerId)) === organisation) return organisation;
  await holdShapeAlone(db);
  const before = await organisationOf(db, playerId);
  if (before === organisation) return before;
  if (before !== null)
    await db.execute(sql`
      delete from kill_counts where player = (select num::int from players where id = ${playerId}) and frame in (select num from kill_frames where scope = ${`o:${before}`})`);
  if (organisation === null) {
    await db.execute(sql`delete from kill_organisations where "playerId" = ${playerId}`);
    return before;
  }
  await db.execute(sql`
    insert into kill_organisations ("playerId", organisation, since) values (${playerId}, ${organisation}, ${at})
    on conflict ("playerId") do update set organisation = excluded.organisation, since = excluded.since`);
  const everywhere = sql`kill_counts t join kill_frames f on f.num = t.frame and f.scope = 'all' where t.player = (select num::int from players where id = ${playerId})`;
  await db.execute(sql`
    insert into kill_frames (game, scope, period) select f.game, ${`o:${organisation}`}, f.period from ${everywhere} on conflict do nothing`);
  await db.execute(sql`
    insert into kill_counts (player, frame, ${COLUMNS})
    select t.player, (select o.num from kill_frames o where o.scope = ${`o:${organisation}`} and o.period = f.period and o.game = f.game), ${COLUMNS} from ${everywhere}`);
  return before;
}
