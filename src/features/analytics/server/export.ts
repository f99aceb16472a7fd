import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import { CONTENT_TYPES, type ExportFormat as Format } from "../export-formats.ts";
import { ExportFormat, exportedPart } from "../export-rows.ts";
import { PERIODS } from "../periods.ts";
import { AnalyticsPeriod, Asked } from "../schema.ts";
import { COLUMNS, countKills, nextRows, wantedKills } from "./exported-kills.ts";

/** The most rows of one answer; more are written to a file by the worker. */
export const INLINE_ROWS = 5_000;
const COUNTED = 1_000_001;

export const ExportInput = Asked.extend({
  format: ExportFormat.default("json"),
  period: AnalyticsPeriod.default("30d"),
});

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const exportKills = defineQuery({
  id: "analytics.export",
  summary: "Export kills",
  description: `The kills that analytics rest on, oldest first: at once up to ${INLINE_ROWS.toLocaleString("en")} of them, and beyond that only as an export of its own (POST /analytics/exports). Whoever shows their kills to few is not named.`,
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found", "forbidden", "conflict"],
  rate: "admin",
  audit: "row",
  input: ExportInput,
  output: z.object({
    format: ExportFormat,
    file: z.string().describe("A name for it."),
    contentType: z.string(),
    rows: z.int(),
    records: z.array(Row).nullable().describe("The rows, for json; else null."),
    text: z.string().nullable().describe("The file's text, for csv and ndjson; else null."),
  }),
  example: { format: "csv", period: "30d" },
  http: { method: "GET", path: "/analytics/export" },
  async run(context, { format, period, ...asked }) {
    const { db, actor, now } = context;
    const from = new Date(now.getTime() - PERIODS[period].ms);
    const condition = await wantedKills(context, { ...asked, from, to: now });
    const { exported } = await nextRows(context, condition, null, INLINE_ROWS + 1);
    if (exported.length > INLINE_ROWS) {
      const rows = await countKills(db, actor, condition, COUNTED);
      throw new AppError("conflict", "analytics.too_many_rows", { rows, limit: INLINE_ROWS });
    }
    const whole = { isFirst: true, isLast: true, columns: COLUMNS };
    return {
      format,
      file: fileName(asked.game, now, format),
      contentType: CONTENT_TYPES[format],
      rows: exported.length,
      records: format === "json" ? exported : null,
      text: format === "json" ? null : exportedPart(format, exported, whole),
    };
  },
});

/** A name that no file system stumbles over, whatever the game is called. */
export function fileName(game: string, at: Date, format: Format): string {
  const word = game.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return `kills-${word}-${at.toISOString().slice(0, 10)}.${format}`;
}
