import { sql } from "#app/platform/sql.ts";
import { countsOf, periodsOf, scopesOf } from "../../tally.ts";
import { PARTS } from "./facet-figures.ts";
import { type Change, type Figures, Sums, unnested } from "./figure-rows.ts";

const COUNTED = ["kills", "deaths", "pvpKills", "pveKills", "suicides"] as const;

/** What all together did in a community or on a server on each day, in parts as totals are. Kept for ever, as days of single players are not. */
export function dayFigures(changes: readonly Change[]): Figures {
  const sums = new Sums<{ game: string; scope: string; period: string } & Record<(typeof COUNTED)[number], number>>();
  const none = { kills: 0, deaths: 0, pvpKills: 0, pveKills: 0, suicides: 0 };
  for (const { kill, sign } of changes) {
    const { game } = kill;
    const period = periodsOf(kill.at, null)[1]!;
    for (const scope of scopesOf(kill, null).filter((one) => one !== "all")) {
      for (const { counts } of countsOf(kill)) {
        const row = sums.at([game, scope, period], () => ({ game, scope, period, ...none }));
        for (const name of COUNTED) if (counts.includes(name)) row[name] += sign;
      }
    }
  }
  const { rows } = sums;
  return {
    many: rows.length,
    frames: rows.map(({ game, scope, period }) => ({ game, scope, period })),
    insert: (numbers) => {
      const of = rows.map((row) => ({ ...row, frame: numbers.frame(row.game, row.scope, row.period) }));
      const types = { frame: "int", kills: "int", deaths: "int", pvpKills: "int", pveKills: "int", suicides: "int" };
      return sql`
        insert into kill_days as d (frame, part, kills, deaths, "pvpKills", "pveKills", suicides)
        select r.frame, pg_backend_pid() % ${PARTS}::int, r.kills, r.deaths, r."pvpKills", r."pveKills", r.suicides from ${unnested(of, types)} order by r.frame
        on conflict (frame, part) do update set kills = d.kills + excluded.kills, deaths = d.deaths + excluded.deaths, "pvpKills" = d."pvpKills" + excluded."pvpKills",
          "pveKills" = d."pveKills" + excluded."pveKills", suicides = d.suicides + excluded.suicides`;
    },
  };
}
