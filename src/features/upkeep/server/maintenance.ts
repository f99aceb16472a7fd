import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { forgetClosed } from "#app/operation/maintenance.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { maintenanceChanged } from "../events.ts";
import { Maintenance } from "../schema.ts";

const MaintenanceRow = z.object({
  isOn: z.boolean(),
  message: z.string().nullable(),
  until: z.date().nullable(),
  startedAt: z.date().nullable(),
});

async function stored(db: Sql): Promise<Maintenance> {
  const found = await row(
    db,
    MaintenanceRow,
    sql`select "isOn", message, until, "startedAt" from maintenance where id = 1`,
  );
  return {
    isOn: found?.isOn ?? false,
    message: found?.message ?? null,
    until: iso(found?.until ?? null),
    startedAt: iso(found?.startedAt ?? null),
  };
}

export const get = defineQuery({
  id: "maintenance.get",
  summary: "Is the panel closed for maintenance?",
  description:
    "Needs no key. While it is closed, whoever does not own the panel is answered 503 with Retry-After; game servers go on.",
  access: { kind: "public" },
  whileClosed: true,
  input: z.object({}),
  output: Maintenance,
  example: {},
  http: { method: "GET", path: "/maintenance" },
  edited: ({ isOn, message, until }) => [isOn, message, until],
  run: async ({ db }) => stored(db),
});

export const set = defineCommand({
  id: "maintenance.set",
  summary: "Close the panel for maintenance, or open it again",
  description:
    "Owners still pass, people can still sign in, and game servers and their countdowns go on. In effect everywhere within a second.",
  access: { kind: "permission", permission: "instance:manage" },
  whileClosed: true,
  input: z.object({
    isOn: z.boolean(),
    message: z.string().trim().min(1).max(500).nullable().default(null).describe("What people read meanwhile."),
    until: z.iso
      .datetime()
      .nullable()
      .default(null)
      .describe("When it is thought to end: people are told, and Retry-After says so."),
  }),
  output: Maintenance,
  example: { isOn: true, message: "Moving to a larger machine" },
  http: { method: "PUT", path: "/maintenance" },
  rate: "admin",
  async run(context, { isOn, message, until }) {
    const { db, now, actor, emit, changed, target, runtime } = context;
    if (isOn && until !== null && new Date(until) <= now)
      throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
        { path: "until", code: "moment", message: "Lies ahead." },
      ]);
    const before = await stored(db);
    await db.execute(sql`
      insert into maintenance (id, "isOn", message, until, "startedAt", "changedByLabel", "changedAt")
      values (1, ${isOn}, ${message}, ${until}::timestamptz, ${isOn ? now : null}, ${actor.label}, ${now})
      on conflict (id) do update set "isOn" = excluded."isOn", message = excluded.message, until = excluded.until,
        "startedAt" = case when excluded."isOn" and maintenance."isOn" then maintenance."startedAt" else excluded."startedAt" end,
        "changedByLabel" = excluded."changedByLabel", "changedAt" = excluded."changedAt"`);
    target("setting", "maintenance", "maintenance");
    const after = await stored(db);
    changed({ ...before }, { ...after });
    emit(maintenanceChanged, { isOn, message, until: after.until });
    forgetClosed(runtime.database);
    return after;
  },
});
