import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";

export const naming = defineQuery({
  id: "kills.naming",
  summary: "Get how far kills follow the catalogue",
  description:
    "After an import, kills and their figures are moved bit by bit to the things that their words mean by the catalogue as it is then.",
  access: { kind: "permission", permission: "catalog:write" },
  input: z.object({}),
  output: z.object({
    isRunning: z.boolean(),
    done: z.int().describe("Kills that were looked at."),
    total: z.int().describe("About how many there are to look at."),
    startedAt: Timestamp.nullable().describe("Null: never yet."),
    endedAt: Timestamp.nullable(),
  }),
  example: {},
  http: { method: "GET", path: "/kills/naming" },
  async run({ db }) {
    const found = await row(
      db,
      z.object({
        done: z.number(),
        total: z.number(),
        isRunning: z.boolean(),
        startedAt: z.date().nullable(),
        endedAt: z.date().nullable(),
      }),
      sql`select done, total, "startedAt", "endedAt", "startedAt" is not null and "endedAt" is null as "isRunning" from kill_namings`,
    );
    const { startedAt, endedAt, ...rest } = found ?? {
      done: 0,
      total: 0,
      isRunning: false,
      startedAt: null,
      endedAt: null,
    };
    return { ...rest, startedAt: startedAt && iso(startedAt), endedAt: endedAt && iso(endedAt) };
  },
});
