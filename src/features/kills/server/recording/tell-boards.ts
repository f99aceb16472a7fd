import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { BOARD_PERIODS, BOARDS, type Board, type BoardPeriod, periodAt } from "../../board.ts";
import { leaderboardUpdated } from "../../events.ts";
import { isOn, VALUE } from "../figures/board-rows.ts";
import { publish, Touched } from "./publish.ts";

/** How many places of a board its followers are told of. */
const PLACES = 10;
/** Reports are numbered before they are there, so some that were not are looked for again. */
const LOOK_BACK = 2_000;
/** After a long while away, or the first time, no more than these are looked at. */
const MOST = 20_000;

const Told = z.object({ reportId: z.number(), changeId: z.number() });
const Newest = z.object({ reportId: z.number(), changeId: z.number() });

export const tellBoards = defineCommand({
  id: "kills.tellBoards",
  summary: "Tell of boards whose upper places have changed",
  description: "Of those alone that kills were told for since the last time, and of each scope once.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ touched: z.array(Touched).default([]) }),
  output: z.object({ looked: z.int(), told: z.int() }),
  example: {},
  async run({ db, now, emit }, input) {
    await db.execute(sql`insert into kill_board_told (one) values (true) on conflict do nothing`);
    const told = (await row(db, Told, sql`select "reportId", "changeId" from kill_board_told where one for update`))!;
    const newest = (await row(
      db,
      Newest,
      sql`select coalesce((select max(id) from kill_reports), 0) as "reportId", coalesce((select max(id) from kill_changes), 0) as "changeId"`,
    ))!;
    const places = placesOf([...input.touched, ...(await touchedSince(db, told, newest))]);
    await db.execute(
      sql`update kill_board_told set "reportId" = ${newest.reportId}, "changeId" = ${newest.changeId} where one`,
    );
    if (places.length === 0) return { looked: 0, told: 0 };
    const is = await digestsOf(db, places, now);
    const was = await rows(
      db,
      z.object({ game: z.string(), scope: z.string(), digests: z.record(z.string(), z.string()) }),
      sql`select t.game, t.scope, t.digests from kill_board_tops t
          join unnest(${places.map(({ game }) => game)}::text[], ${places.map(({ scope }) => scope)}::text[]) as p(game, scope) on p.game = t.game and p.scope = t.scope`,
    );
    const before = new Map(was.map(({ game, scope, digests }) => [`${game}\n${scope}`, digests]));
    let count = 0;
    for (const { game, scope } of places) {
      const key = `${game}\n${scope}`;
      const digests = is.get(key) ?? {};
      const old = before.get(key) ?? {};
      const boards = Object.keys(digests).filter((name) => digests[name] !== old[name]);
      if (boards.length === 0) continue;
      emit(leaderboardUpdated, {
        game,
        boards: boards.map((name) => {
          const [board, period] = name.split(" ") as [Board, BoardPeriod];
          return { board, period };
        }),
        serverId: scope.startsWith("s:") ? scope.slice(2) : null,
        communityId: scope.startsWith("c:") ? scope.slice(2) : null,
      });
      count++;
    }
    await db.execute(sql`
      insert into kill_board_tops (game, scope, digests, "toldAt")
      select t.game, t.scope, t.digests, ${now} from jsonb_to_recordset(${JSON.stringify(
        places.map(({ game, scope }) => ({ game, scope, digests: is.get(`${game}\n${scope}`) ?? {} })),
      )}::jsonb) as t(game text, scope text, digests jsonb)
      on conflict (game, scope) do update set digests = excluded.digests, "toldAt" = excluded."toldAt"`);
    return { looked: places.length, told: count };
  },
});

interface Place {
  game: string;
  scope: string;
}

function placesOf(touched: readonly Touched[]): Place[] {
  const places = new Map<string, Place>();
  for (const { game, serverId, communityIds } of touched)
    for (const scope of [
      "all",
      ...communityIds.map((id) => `c:${id}`),
      ...(serverId === null ? [] : [`s:${serverId}`]),
    ])
      places.set(`${game}\n${scope}`, { game, scope });
  return [...places.values()].sort((a, b) => (`${a.game}\n${a.scope}` < `${b.game}\n${b.scope}` ? -1 : 1));
}

async function touchedSince(db: Sql, told: z.output<typeof Told>, newest: z.output<typeof Newest>): Promise<Touched[]> {
  const from = (since: number, last: number) => Math.max(since - LOOK_BACK, last - MOST);
  return await rows(
    db,
    Touched,
    sql`select distinct k.game, k."serverId", k."communityIds" from kills k
        where k.published and k.num in (
          select "killNum" from kill_reports where id > ${from(told.reportId, newest.reportId)} and ${newest.reportId > told.reportId}
          union select "killNum" from kill_changes where id > ${from(told.changeId, newest.changeId)} and ${newest.changeId > told.changeId})`,
  );
}

/** What the upper places of each board look like, by game and scope: `kills weekly` and a digest of who stands there with what. */
async function digestsOf(db: Sql, places: readonly Place[], now: Date): Promise<Map<string, Record<string, string>>> {
  const months = await setting(db, "kill-season-months");
  const asked = BOARD_PERIODS.flatMap((name) => {
    const period = periodAt(name, now, months);
    return period === null ? [] : places.map((place) => ({ ...place, name, period }));
  });
  const digests = new Map<string, Record<string, string>>();
  for (const board of BOARDS) {
    const found = await rows(
      db,
      z.object({ game: z.string(), scope: z.string(), name: z.enum(BOARD_PERIODS), digest: z.string() }),
      sql`select a.game, a.scope, a.name, a.period || ' ' || md5(top.places) as digest
          from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(game text, scope text, name text, period text)
          join kill_frames f on f.scope = a.scope and f.period = a.period and f.game = a.game
          cross join lateral (
            select string_agg(best.player || ' ' || best.value, ',' order by best.value desc, best.player) as places from (
              select t.player, ${VALUE[board]} as value from kill_counts t where t.frame = f.num and ${isOn(board)}
              order by ${VALUE[board]} desc, t.player limit ${PLACES}) best) top
          where top.places is not null`,
    );
    for (const { game, scope, name, digest } of found) {
      const key = `${game}\n${scope}`;
      const known = digests.get(key) ?? {};
      known[`${board} ${name}`] = digest;
      digests.set(key, known);
    }
  }
  return digests;
}

/** The job of each minute: what has waited long enough is public now, and followers of boards hear what has moved. */
export async function followKills(): Promise<void> {
  const touched = new Map<string, Touched>();
  for (let more = true; more; ) {
    const answer = await execute(publish, SYSTEM, {});
    more = answer.more;
    for (const one of answer.touched) touched.set(JSON.stringify(one), one);
  }
  await execute(tellBoards, SYSTEM, { touched: [...touched.values()] });
}
