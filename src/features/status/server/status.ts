import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { may } from "#app/lib/access.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { MeasuredState, overallState, type PartDay, PartState, PartStatus, StatusPart } from "../schema.ts";

const SHOWN_DAYS = 90;
const FRESH_MS = 3 * MINUTE;

const Newest = z.object({
  part: StatusPart,
  at: z.date(),
  state: MeasuredState,
  responseMs: z.number().nullable(),
});
const DayRow = z.object({
  part: StatusPart,
  date: z.string(),
  wellMinutes: z.number(),
  minutes: z.number(),
  responseMsSum: z.number(),
  responses: z.number(),
});

export const get = defineQuery({
  id: "status.get",
  summary: "How the panel is, and was",
  description:
    "State, uptime and response time of each part over 90 days, as the worker measured them each minute; null is what nobody measured. For everybody where the setting `status-page` says so, else for who may read the settings.",
  access: { kind: "public" },
  whileClosed: true,
  errors: ["not_found"],
  input: z.object({}),
  output: z.object({ state: PartState, at: Timestamp, parts: z.array(PartStatus) }),
  example: {},
  http: { method: "GET", path: "/status" },
  async run({ db, actor, now }) {
    const isPublic = await setting(db, "status-page");
    if (!isPublic && (actor.kind === "anonymous" || !may(actor, "settings:read"))) throw new AppError("not_found");
    const parts = await partsAt(db, now);
    return { state: overallState(parts.map(({ state }) => state)), at: iso(now), parts };
  },
});

async function partsAt(db: Sql, now: Date): Promise<z.output<typeof PartStatus>[]> {
  const first = new Date(now.getTime() - (SHOWN_DAYS - 1) * DAY).toISOString().slice(0, 10);
  const [newest, days] = await Promise.all([
    rows(
      db,
      Newest,
      sql`select distinct on (part) part, at, state, "responseMs" from status_samples where at > ${new Date(now.getTime() - DAY)}
          order by part, at desc`,
    ),
    rows(
      db,
      DayRow,
      sql`select part, day::text as date, "upMinutes" + "degradedMinutes" as "wellMinutes",
            "upMinutes" + "degradedMinutes" + "downMinutes" as minutes, "responseMsSum", responses
          from status_days where day >= ${first}::date`,
    ),
  ]);
  return StatusPart.options.map((part) => {
    const last = newest.find((sample) => sample.part === part);
    const own = days.filter((day) => day.part === part);
    const minutes = own.reduce((sum, day) => sum + day.minutes, 0);
    const well = own.reduce((sum, day) => sum + day.wellMinutes, 0);
    return {
      part,
      state: last && now.getTime() - last.at.getTime() < FRESH_MS ? last.state : "unknown",
      measuredAt: iso(last?.at ?? null),
      responseMs: last?.responseMs ?? null,
      uptimePercent: minutes === 0 ? null : percent(well, minutes),
      days: Array.from({ length: SHOWN_DAYS }, (_, index) => dayOf(own, new Date(Date.parse(first) + index * DAY))),
    };
  });
}

function dayOf(days: readonly z.output<typeof DayRow>[], at: Date): PartDay {
  const date = at.toISOString().slice(0, 10);
  const day = days.find((one) => one.date === date);
  return {
    date,
    uptimePercent: day && day.minutes > 0 ? percent(day.wellMinutes, day.minutes) : null,
    responseMs: day && day.responses > 0 ? Math.round((day.responseMsSum / day.responses) * 10) / 10 : null,
    measuredMinutes: day?.minutes ?? 0,
  };
}

/** To two places, and never 100 where there was a minute of fault. */
function percent(part: number, whole: number): number {
  return Math.floor((part / whole) * 10_000) / 100;
}
