import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { literal, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { COUNTERS, type Counter, type Counts, noCounts } from "../counters.ts";
import { RANGES, STEPS, type StatisticRange } from "../ranges.ts";
import { StatisticSeries, type StatisticSums } from "../schema.ts";
import { CountsShape } from "./days.ts";
import { ALL_SERVERS } from "./peaks.ts";
import { readableServer, requireReader } from "./readable.ts";

/** Whose figures are read: which servers, what their games can tell, and by which name their peaks are kept; null: they are not kept for such a choice. */
interface Scope {
  servers: SqlText;
  knows: ReadonlySet<Counter>;
  peaksOf: { serverId: string } | { groupId: string } | null;
}

export const series = defineQuery({
  id: "statistics.series",
  summary: "Figures over time",
  description:
    "Of one server, of a community's or of all that you may see, in steps until now, with what they come to and what they came to in as long a time before. For everybody where the setting `public-statistics` says so, else for who may see the servers' players. Null is what no game tells; peaks are null for a part of several servers, as peaks do not add up.",
  access: { kind: "public" },
  errors: ["unauthenticated", "forbidden", "not_found"],
  input: z.object({
    serverId: z.string().max(100).optional().describe("Of this server alone."),
    communityId: z.string().max(100).optional().describe("Of this community's servers."),
    range: z.enum(RANGES).default("week").describe("How far back, until now."),
  }),
  output: StatisticSeries,
  example: { range: "week" },
  http: { method: "GET", path: "/statistics" },
  async run(context, { serverId, communityId, range }) {
    const scope = serverId ? await oneServer(context, serverId) : await several(context, communityId);
    return readSeries(context, scope, range);
  },
});

async function oneServer(context: Context, serverId: string): Promise<Scope> {
  const { id, knows } = await readableServer(context, serverId);
  return { servers: sql`s.id = ${id}`, knows, peaksOf: { serverId: id } };
}

async function several(context: Context, communityId: string | undefined): Promise<Scope> {
  const { db, actor } = context;
  const { isOpen } = await requireReader(context);
  const inGroup = communityId ? sql`s."communityId" = ${communityId}` : sql`true`;
  const visible = isOpen ? sql`true` : visibleServers(actor, "players:read");
  const servers = sql`s.desired <> 'deleted' and ${inGroup} and ${visible}`;
  const found = await row(
    db,
    z.object({ count: z.number(), hidden: z.number(), told: z.array(z.string()) }),
    sql`select count(*) filter (where ${visible})::int as count, count(*) filter (where not coalesce(${visible}, false))::int as hidden,
          coalesce((select array_agg(distinct c) from servers s join statistic_servers t on t."serverId" = s.id, unnest(t.told) as c where ${servers}), '{}') as told
        from servers s where s.desired <> 'deleted' and ${inGroup}`,
  );
  // A community of which one may see nothing is not there.
  if (communityId && found!.count === 0) throw new AppError("not_found");
  const groupId = communityId ?? ALL_SERVERS;
  return { servers, knows: new Set(found!.told as Counter[]), peaksOf: found!.hidden === 0 ? { groupId } : null };
}

const Frame = z.object({ zone: z.string(), begins: z.array(z.date()) });

/** When the steps begin, oldest first, as many before the first shown as are shown. */
async function frameOf(db: Sql, range: StatisticRange, now: Date) {
  const { unit, count } = STEPS[range];
  const inZone = unit === "hour" ? sql`'UTC'` : sql`zone`;
  const frame = await row(
    db,
    Frame,
    sql`select zone, array(
          select (date_trunc(${unit}, ${now}::timestamptz at time zone ${inZone}) - n * ${`1 ${unit}`}::interval) at time zone ${inZone}
          from generate_series(${2 * count - 1}::int, 0, -1) as n) as begins
        from statistic_zone`,
  );
  return { ...frame!, unit, count };
}

const SUMS = literal(COUNTERS.map((counter) => `sum(h."${counter}")::float8 as "${counter}"`).join(", "));
const Step = z.object({ at: z.date(), peakOnline: z.number(), ...CountsShape });
const Present = z.object({ online: z.number(), onlineAt: z.date() });
const Peak = z.object({ place: z.number(), peakOnline: z.number() });

interface Summed {
  counts: Counts;
  peakOnline: number;
  seconds: number;
}

async function readSeries({ db, now }: Context, scope: Scope, range: StatisticRange): Promise<StatisticSeries> {
  const { zone, begins, unit, count } = await frameOf(db, range, now);
  const first = begins[0]!;
  const found = await rows(db, Step, unit === "hour" ? byHour(scope, first) : byDay(scope, first, unit));
  const present = await rows(
    db,
    Present,
    sql`select t.online, t."onlineAt" from statistic_servers t join servers s on s.id = t."serverId" where t.online > 0 and ${scope.servers}`,
  );
  const steps = begins.map((at, i): Summed => {
    const until = begins[i + 1] ?? now;
    return { counts: noCounts(), peakOnline: 0, seconds: Math.max(1, (until.getTime() - at.getTime()) / 1000) };
  });
  const placeOf = placesOf(begins);
  for (const { at, peakOnline, ...counts } of found) {
    const step = steps[placeOf(at)];
    if (!step) continue;
    for (const counter of COUNTERS) step.counts[counter] += counts[counter];
    step.peakOnline = Math.max(step.peakOnline, peakOnline);
  }
  // Who is still in was written down when somebody last came or went.
  for (const { online, onlineAt } of present)
    for (let i = Math.max(0, placeOf(onlineAt)); i < steps.length; i++) {
      const from = Math.max(begins[i]!.getTime(), onlineAt.getTime());
      const until = (begins[i + 1] ?? now).getTime();
      steps[i]!.counts.playedSec += Math.max(0, (online * (until - from)) / 1000);
      if (scope.peaksOf && "serverId" in scope.peaksOf) steps[i]!.peakOnline = Math.max(steps[i]!.peakOnline, online);
    }
  if (scope.peaksOf && "groupId" in scope.peaksOf) {
    for (const step of steps) step.peakOnline = 0;
    for (const { place, peakOnline } of await rows(db, Peak, groupPeaks(scope.peaksOf.groupId, begins)))
      steps[place]!.peakOnline = peakOnline;
  }
  const shown = (summed: Summed) => sumsOf(summed, scope);
  return {
    range,
    unit,
    zone,
    from: iso(begins[count]!),
    to: iso(now),
    steps: steps.slice(count).map((step, i) => ({ at: iso(begins[count + i]!), ...shown(step) })),
    totals: shown(together(steps.slice(count))),
    before: shown(together(steps.slice(0, count))),
  };
}

function byHour({ servers }: Scope, from: Date): SqlText {
  return sql`
    select h.at, max(h."peakOnline") as "peakOnline", ${SUMS} from statistic_hours h join servers s on s.id = h."serverId"
    where ${servers} and h.at >= ${from} group by h.at`;
}

function byDay({ servers }: Scope, from: Date, unit: "day" | "week"): SqlText {
  return sql`
    select h.step at time zone h.zone as at, max(h."peakOnline") as "peakOnline", ${SUMS}
    from (select d.*, z.zone, date_trunc(${unit}, d.day::timestamp) as step from statistic_days d, statistic_zone z
          where d.day >= (${from}::timestamptz at time zone z.zone)::date) as h
    join servers s on s.id = h."serverId" where ${servers} group by 1`;
}

/** The most of each step, counted from 0: two years of hours are put together where they are. */
function groupPeaks(groupId: string, begins: readonly Date[]): SqlText {
  return sql`
    select width_bucket(at, ${begins.map((at) => iso(at))}::timestamptz[]) - 1 as place, max("peakOnline") as "peakOnline"
    from statistic_peaks where "groupId" = ${groupId} and at >= ${begins[0]} group by 1`;
}

/** Which step a moment is in; -1: it is before the first. */
function placesOf(begins: readonly Date[]): (at: Date) => number {
  const starts = begins.map((at) => at.getTime());
  return (at) => starts.findLastIndex((start) => start <= at.getTime());
}

function together(steps: readonly Summed[]): Summed {
  const all: Summed = { counts: noCounts(), peakOnline: 0, seconds: 0 };
  for (const { counts, peakOnline, seconds } of steps) {
    for (const counter of COUNTERS) all.counts[counter] += counts[counter];
    all.peakOnline = Math.max(all.peakOnline, peakOnline);
    all.seconds += seconds;
  }
  return all;
}

function sumsOf({ counts, peakOnline, seconds }: Summed, { knows, peaksOf }: Scope): StatisticSums {
  const told = (counter: Counter) => (knows.has(counter) ? counts[counter] : null);
  return {
    visits: told("visits"),
    newPlayers: told("newPlayers"),
    chats: told("chats"),
    commands: told("commands"),
    playerDeaths: told("playerDeaths"),
    npcDeaths: told("npcDeaths"),
    battles: told("battles"),
    pvpBattles: told("pvpBattles"),
    damage: told("damage"),
    transactions: told("transactions"),
    averageOnline: knows.has("visits") ? Math.round((counts.playedSec / seconds) * 100) / 100 : null,
    peakOnline: knows.has("visits") && peaksOf ? peakOnline : null,
  };
}
