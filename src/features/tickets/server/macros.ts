import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { filledMacro } from "../rules.ts";
import { TicketId, TicketMacro, TicketMacroId, TicketStatus, TicketText } from "../schema.ts";
import { EXAMPLE_TICKET, seesAll, ticketById } from "./ticket-rows.ts";

const One = z.object({ macroId: TicketMacroId });
const EXAMPLE = { macroId: "tmc_01930000000070008000000000000001" };
const MOST = 200;

const Fields = z.object({
  name: z.string().trim().min(1).max(60).describe("How it is called in the list."),
  text: TicketText.describe(TicketMacro.shape.text.description!),
  status: TicketStatus.nullable().describe(TicketMacro.shape.status.description!),
});
const SELECT = sql`select id, name, text, status from ticket_macros`;

function byId(db: Sql, id: string): Promise<TicketMacro | null> {
  return row(db, TicketMacro, sql`${SELECT} where id = ${id}`);
}

const one: Subject<{ macroId: string }, TicketMacro> = {
  kind: "ticket_macro",
  see: "tickets:answer",
  load: ({ db }, { macroId }) => byId(db, macroId),
  name: ({ id, name }) => ({ id, label: name }),
};

async function refuseTaken(db: Sql, name: string, except = ""): Promise<void> {
  const taken = await db.query(
    sql`select 1 as found from ticket_macros where lower(name) = lower(${name}) and id <> ${except}`,
  );
  if (taken.length > 0) throw new AppError("conflict", "tickets.name_taken");
}

export const list = defineQuery({
  id: "ticketMacros.list",
  summary: "List prepared answers",
  description: "By name.",
  access: { kind: "permission", permission: "tickets:answer" },
  input: z.object({}),
  output: z.object({ items: z.array(TicketMacro) }),
  example: {},
  http: { method: "GET", path: "/ticket-macros" },
  run: async ({ db }) => ({ items: await rows(db, TicketMacro, sql`${SELECT} order by lower(name), id`) }),
});

export const fill = defineQuery({
  id: "ticketMacros.fill",
  summary: "Get a prepared answer for a ticket",
  description: "With its places filled. It is not sent: whoever answers reads it first.",
  access: { kind: "permission", permission: "tickets:answer" },
  subject: one,
  errors: ["not_found"],
  input: One.extend({ ticketId: TicketId }),
  output: z.object({ text: z.string(), status: TicketStatus.nullable() }),
  example: { ...EXAMPLE, ticketId: EXAMPLE_TICKET },
  http: { method: "GET", path: "/tickets/{ticketId}/macros/{macroId}" },
  async run({ db, actor }, { ticketId }, { text, status }) {
    const ticket = seesAll(actor) ? await ticketById(db, ticketId) : null;
    if (!ticket) throw new AppError("not_found");
    const server = ticket.aboutKind === "server" ? ticket.aboutLabel : null;
    return { text: filledMacro(text, { member: ticket.requesterName, ticket: `#${ticket.num}`, server }), status };
  },
});

export const create = defineCommand({
  id: "ticketMacros.create",
  summary: "Add a prepared answer",
  access: { kind: "permission", permission: "tickets:manage" },
  errors: ["conflict"],
  input: Fields.partial({ status: true }),
  output: TicketMacro,
  example: { name: "Ask for the log", text: "Hello {member}, please attach the server's log.", status: "in_progress" },
  http: { method: "POST", path: "/ticket-macros", status: 201 },
  async run({ db, now, target }, { name, text, status = null }) {
    await refuseBeyond(db, { from: sql`ticket_macros`, most: MOST, reason: "tickets.too_many_of" });
    await refuseTaken(db, name);
    const id = newId("tmc", now.getTime());
    await db.execute(sql`
      insert into ticket_macros (id, name, text, status, "createdAt", "updatedAt") values (${id}, ${name}, ${text}, ${status}, ${now}, ${now})`);
    target("ticket_macro", id, name);
    return (await byId(db, id))!;
  },
});

export const update = defineCommand({
  id: "ticketMacros.update",
  summary: "Change a prepared answer",
  description: "What is left out stays.",
  access: { kind: "permission", permission: "tickets:manage" },
  subject: one,
  errors: ["conflict"],
  input: One.extend(Fields.partial().shape),
  output: TicketMacro,
  example: { ...EXAMPLE, status: null },
  http: { method: "PATCH", path: "/ticket-macros/{macroId}" },
  async run({ db, now, changed }, { macroId, ...given }, before) {
    const next = { ...before, ...given };
    await refuseTaken(db, next.name, macroId);
    await db.execute(sql`
      update ticket_macros set name = ${next.name}, text = ${next.text}, status = ${next.status}, "updatedAt" = ${now} where id = ${macroId}`);
    changed({ ...before }, { ...next });
    return (await byId(db, macroId))!;
  },
});

export const remove = defineCommand({
  id: "ticketMacros.remove",
  summary: "Remove a prepared answer",
  access: { kind: "permission", permission: "tickets:manage" },
  subject: one,
  input: One,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/ticket-macros/{macroId}", status: 204 },
  async run({ db }, { macroId }) {
    await db.execute(sql`delete from ticket_macros where id = ${macroId}`);
    return {};
  },
});
