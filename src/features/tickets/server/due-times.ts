import * as z from "zod";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { DUE_MINUTES } from "../rules.ts";
import { TicketDueTime } from "../schema.ts";
import { TICKET_PRIORITIES } from "../terms.ts";

const DueTimes = z.object({ items: z.array(TicketDueTime).describe("One for each priority, the lowest first.") });

/** How soon each priority is due: as was set, else as the panel has it. */
export async function dueTimes(db: Sql): Promise<TicketDueTime[]> {
  const set = await rows(
    db,
    TicketDueTime,
    sql`select priority, "firstAnswerMin", "resolutionMin" from ticket_due_times`,
  );
  return TICKET_PRIORITIES.map(
    (priority) => set.find((one) => one.priority === priority) ?? { priority, ...DUE_MINUTES[priority] },
  );
}

export const get = defineQuery({
  id: "ticketDueTimes.get",
  summary: "Get how soon tickets are due",
  access: { kind: "permission", permission: "tickets.all:read" },
  input: z.object({}),
  output: DueTimes,
  example: {},
  http: { method: "GET", path: "/ticket-due-times" },
  run: async ({ db }) => ({ items: await dueTimes(db) }),
});

export const update = defineCommand({
  id: "ticketDueTimes.update",
  summary: "Change how soon tickets are due",
  description:
    "Holds for tickets that are opened, or get another priority, from now on. Priorities that are left out stay.",
  access: { kind: "permission", permission: "tickets:manage" },
  input: z.object({
    items: z
      .array(TicketDueTime)
      .min(1)
      .max(TICKET_PRIORITIES.length)
      .refine((items) => new Set(items.map(({ priority }) => priority)).size === items.length, "Each only once."),
  }),
  output: DueTimes,
  example: { items: [{ priority: "critical", firstAnswerMin: 30, resolutionMin: 240 }] },
  http: { method: "PUT", path: "/ticket-due-times" },
  async run({ db, now, changed }, { items }) {
    const before = await dueTimes(db);
    for (const { priority, firstAnswerMin, resolutionMin } of items)
      await db.execute(sql`
        insert into ticket_due_times (priority, "firstAnswerMin", "resolutionMin", "updatedAt")
        values (${priority}, ${firstAnswerMin}, ${resolutionMin}, ${now})
        on conflict (priority) do update set "firstAnswerMin" = excluded."firstAnswerMin", "resolutionMin" = excluded."resolutionMin",
          "updatedAt" = excluded."updatedAt"`);
    const after = await dueTimes(db);
    changed({ items: before }, { items: after });
    return { items: after };
  },
});
