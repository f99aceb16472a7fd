import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { TicketCategory, TicketCategoryId } from "../schema.ts";
import { requireStaff } from "./staff.ts";
import { seesAll } from "./ticket-rows.ts";

const One = z.object({ categoryId: TicketCategoryId });
const EXAMPLE = { categoryId: "tct_01930000000070008000000000000001" };
const MOST = 100;

const Fields = z.object({
  name: z.string().trim().min(1).max(60),
  description: z.string().trim().max(300).describe("Shown below the name, to whoever chooses."),
  position: z.int().min(0).max(10_000),
  isStaffOnly: TicketCategory.shape.isStaffOnly,
  assigneeId: z.string().max(64).nullable().describe("Who gets its tickets when they are opened; null: nobody."),
});

const CategoryRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  position: z.number(),
  isStaffOnly: z.boolean(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
});
type CategoryRow = z.output<typeof CategoryRow>;
const SELECT = sql`select c.id, c.name, c.description, c.position, c."isStaffOnly", c."assigneeId", u.name as "assigneeName"
  from ticket_categories c left join users u on u.id = c."assigneeId"`;

function byId(db: Sql, id: string): Promise<CategoryRow | null> {
  return row(db, CategoryRow, sql`${SELECT} where c.id = ${id}`);
}

function shown(actor: Actor, { assigneeId, assigneeName, ...category }: CategoryRow): TicketCategory {
  const isTold = assigneeId !== null && seesAll(actor);
  return { ...category, assignee: isTold ? { id: assigneeId, name: assigneeName ?? "" } : null };
}

const one: Subject<{ categoryId: string }, CategoryRow> = {
  kind: "ticket_category",
  load: ({ db }, { categoryId }) => byId(db, categoryId),
  name: ({ id, name }) => ({ id, label: name }),
};

async function refuseTaken(db: Sql, name: string, except = ""): Promise<void> {
  const taken = await db.query(
    sql`select 1 as found from ticket_categories where lower(name) = lower(${name}) and id <> ${except}`,
  );
  if (taken.length > 0) throw new AppError("conflict", "tickets.name_taken");
}

export const list = defineQuery({
  id: "ticketCategories.list",
  summary: "List what tickets can be about",
  description: "In the order in which they are offered. Those of staff's own are shown to staff alone.",
  access: { kind: "permission", permission: "tickets:read" },
  input: z.object({}),
  output: z.object({ items: z.array(TicketCategory) }),
  example: {},
  http: { method: "GET", path: "/ticket-categories" },
  async run({ db, actor }) {
    const found = await rows(
      db,
      CategoryRow,
      sql`${SELECT} where not c."isStaffOnly" or ${seesAll(actor)} order by c.position, lower(c.name), c.id`,
    );
    return { items: found.map((category) => shown(actor, category)) };
  },
});

export const create = defineCommand({
  id: "ticketCategories.create",
  summary: "Add a category of tickets",
  access: { kind: "permission", permission: "tickets:manage" },
  errors: ["conflict"],
  input: Fields.partial().extend({ name: Fields.shape.name }),
  output: TicketCategory,
  example: { name: "My server", description: "It does not start, or is slow." },
  http: { method: "POST", path: "/ticket-categories", status: 201 },
  async run(
    { db, now, actor, target },
    { name, description = "", position = 0, isStaffOnly = false, assigneeId = null },
  ) {
    await refuseBeyond(db, { from: sql`ticket_categories`, most: MOST, reason: "tickets.too_many_of" });
    await refuseTaken(db, name);
    if (assigneeId !== null) await requireStaff(db, assigneeId);
    const id = newId("tct", now.getTime());
    await db.execute(sql`
      insert into ticket_categories (id, name, description, position, "isStaffOnly", "assigneeId", "createdAt", "updatedAt")
      values (${id}, ${name}, ${description}, ${position}, ${isStaffOnly}, ${assigneeId}, ${now}, ${now})`);
    target("ticket_category", id, name);
    return shown(actor, (await byId(db, id))!);
  },
});

export const update = defineCommand({
  id: "ticketCategories.update",
  summary: "Change a category of tickets",
  description: "What is left out stays.",
  access: { kind: "permission", permission: "tickets:manage" },
  subject: one,
  errors: ["conflict"],
  input: One.extend(Fields.partial().shape),
  output: TicketCategory,
  example: { ...EXAMPLE, isStaffOnly: true },
  http: { method: "PATCH", path: "/ticket-categories/{categoryId}" },
  async run({ db, now, actor, changed }, { categoryId, ...given }, before) {
    const next = { ...before, ...given };
    await refuseTaken(db, next.name, categoryId);
    if (next.assigneeId !== null && next.assigneeId !== before.assigneeId) await requireStaff(db, next.assigneeId);
    await db.execute(sql`
      update ticket_categories set name = ${next.name}, description = ${next.description}, position = ${next.position},
        "isStaffOnly" = ${next.isStaffOnly}, "assigneeId" = ${next.assigneeId}, "updatedAt" = ${now} where id = ${categoryId}`);
    const after = (await byId(db, categoryId))!;
    changed({ ...before }, { ...after });
    return shown(actor, after);
  },
});

export const remove = defineCommand({
  id: "ticketCategories.remove",
  summary: "Remove a category of tickets",
  description: "Its tickets stay, in none.",
  access: { kind: "permission", permission: "tickets:manage" },
  subject: one,
  input: One,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/ticket-categories/{categoryId}", status: 204 },
  async run({ db }, { categoryId }) {
    await db.execute(sql`delete from ticket_categories where id = ${categoryId}`);
    return {};
  },
});
