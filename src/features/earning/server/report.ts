import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { dayPlus } from "../days.ts";
import { Day, EarningReportDay } from "../schema.ts";
import { todayOf } from "./earner.ts";

const MOST_DAYS = 400;

export const report = defineQuery({
  id: "earning.report",
  summary: "See what was earned on each day by each way",
  description: "Days on which a way gave nothing are left out. At most 400 days at once.",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  errors: ["invalid_input"],
  input: z.object({
    from: Day.optional().describe("The first day; default: 29 days before the last."),
    to: Day.optional().describe("The last day; default: today."),
  }),
  output: z.object({ from: Day, to: Day, items: z.array(EarningReportDay) }),
  example: { from: "2026-11-01", to: "2026-11-21" },
  http: { method: "GET", path: "/admin/earning/report" },
  async run({ db, now }, input) {
    const to = input.to ?? (await todayOf(db, now)).day;
    const from = input.from ?? dayPlus(to, -29);
    if (from > to || dayPlus(from, MOST_DAYS) <= to)
      throw new AppError("invalid_input", "earning.days", { most: MOST_DAYS });
    const items = await rows(
      db,
      EarningReportDay,
      sql`select day, way, sum(coins)::bigint as coins, sum(times)::int as times, count(*)::int as members from earning_days
          where day between ${from} and ${to} and coins > 0 group by day, way order by day desc, way`,
    );
    return { from, to, items };
  },
});
