import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { isPermission } from "#app/lib/permissions.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { row, sql } from "#app/platform/sql.ts";
import { ExportFormat, exportedPart } from "../export-rows.ts";
import { COLUMNS, nextRows, wantedKills } from "./exported-kills.ts";
import { EXAMPLE_EXPORT, KeptRequest, OneExport } from "./exports.ts";

const PART_ROWS = 5_000;

const Running = z.object({
  userId: z.string(),
  format: ExportFormat,
  asked: KeptRequest,
  total: z.number(),
  written: z.number(),
  lastAt: z.date().nullable(),
  lastNum: z.number().nullable(),
});

/** Writes the next part of an export, in a transaction with how far it is: whoever dies in between has written nothing. */
export const writePart = defineCommand({
  id: "analytics.writePart",
  summary: "Write the next part of an export",
  description: "Stops where whoever began it is gone or suspended; what they may see is asked anew for each part.",
  access: { kind: "operator" },
  audit: "none",
  input: OneExport,
  output: z.object({ isOver: z.boolean() }),
  example: { exportId: EXAMPLE_EXPORT },
  async run(context, { exportId }) {
    const { db, now } = context;
    const running = await row(
      db,
      Running,
      sql`select "userId", format, asked, total, written, "lastAt", "lastNum" from analytics_exports
          where id = ${exportId} and state = 'running' and "expiresAt" > ${now} for update`,
    );
    if (!running) return { isOver: true };
    const { format, total, written, lastAt, lastNum, asked } = running;
    const user = await actorOfUser(db, running.userId);
    const stop = () =>
      db.execute(sql`update analytics_exports set state = 'stopped', "finishedAt" = ${now} where id = ${exportId}`);
    if (!user) {
      await stop();
      return { isOver: true };
    }
    const actor = {
      ...user,
      scopes: asked.scopes && new Set(asked.scopes.filter(isPermission)),
      onlyServerId: asked.onlyServerId,
    };
    const condition = await wantedKills({ ...context, actor }, asked).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (condition === null) {
      await stop();
      return { isOver: true };
    }
    const after = lastAt === null || lastNum === null ? null : { at: lastAt, num: lastNum };
    const { exported, last } = await nextRows({ db, actor, now }, condition, after, PART_ROWS);
    const isOver = exported.length < PART_ROWS;
    const text = exportedPart(format, exported, { isFirst: after === null, isLast: isOver, columns: COLUMNS });
    if (text !== "")
      await db.execute(sql`
        insert into analytics_export_parts ("exportId", part, text)
        select ${exportId}, count(*)::int, ${text} from analytics_export_parts where "exportId" = ${exportId}`);
    await db.execute(sql`
      update analytics_exports set written = written + ${exported.length}, bytes = bytes + ${Buffer.byteLength(text)}, "lastAt" = coalesce(${last?.at ?? null}, "lastAt"),
        "lastNum" = coalesce(${last?.num ?? null}::bigint, "lastNum"), state = ${isOver ? "done" : "running"}, "finishedAt" = ${isOver ? now : null}::timestamptz,
        total = greatest(${total}::int, ${written + exported.length}::int)
      where id = ${exportId}`);
    return { isOver };
  },
});

/** The worker's job: part after part, from where it is. */
export async function writeExport(_runtime: Runtime, payload: unknown): Promise<void> {
  const { exportId } = OneExport.parse(payload);
  while (!(await execute(writePart, SYSTEM, { exportId })).isOver);
}
