import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { MAX_MINUTES, MAX_REASON } from "../rules.ts";
import { PunishmentKind, ReasonTemplate } from "../schema.ts";

const TemplateId = z.string().regex(/^rsn_[0-9a-f]{32}$/, "must be the id of a reason");
const One = z.object({ templateId: TemplateId });
const EXAMPLE = { templateId: "rsn_01930000000070008000000000000001" };
const MOST = 100;

const Fields = z.object({
  name: z.string().trim().min(1).max(60).describe("How it is called in the list."),
  kinds: z.array(PunishmentKind).min(1).max(5).describe("What it is offered for."),
  reason: z.string().trim().min(1).max(MAX_REASON).describe("Told to the player."),
  durationMin: z.int().min(1).max(MAX_MINUTES).nullable().describe("Minutes; null: for ever."),
});

const one: Subject<{ templateId: string }, ReasonTemplate> = {
  kind: "reason",
  load: ({ db }, { templateId }) => byId(db, templateId),
  name: ({ id, name }) => ({ id, label: name }),
};

function byId(db: Sql, id: string): Promise<ReasonTemplate | null> {
  return row(
    db,
    ReasonTemplate,
    sql`select id, name, kinds, reason, "durationMin" from reason_templates where id = ${id}`,
  );
}

async function refuseTaken(db: Sql, name: string, except = ""): Promise<void> {
  const taken = await db.query(
    sql`select 1 as found from reason_templates where lower(name) = lower(${name}) and id <> ${except}`,
  );
  if (taken.length > 0) throw new AppError("conflict", "moderation.name_taken");
}

export const list = defineQuery({
  id: "reasonTemplates.list",
  summary: "List the reasons that are offered",
  description: "By name.",
  access: { kind: "list", permission: "players:read" },
  input: z.object({}),
  output: z.object({ items: z.array(ReasonTemplate) }),
  example: {},
  http: { method: "GET", path: "/reason-templates" },
  run: async ({ db }) => ({
    items: await rows(
      db,
      ReasonTemplate,
      sql`select id, name, kinds, reason, "durationMin" from reason_templates order by lower(name), id`,
    ),
  }),
});

export const create = defineCommand({
  id: "reasonTemplates.create",
  summary: "Add a reason to those that are offered",
  access: { kind: "permission", permission: "moderation:write" },
  errors: ["conflict"],
  input: Fields,
  output: ReasonTemplate,
  example: { name: "Griefing", kinds: ["ban"], reason: "Destroying what others built", durationMin: 10_080 },
  http: { method: "POST", path: "/reason-templates", status: 201 },
  async run({ db, now, target }, { name, kinds, reason, durationMin }) {
    await refuseTaken(db, name);
    await refuseBeyond(db, { from: sql`reason_templates`, most: MOST, reason: "moderation.too_many" });
    const id = newId("rsn", now.getTime());
    await db.execute(sql`
      insert into reason_templates (id, name, kinds, reason, "durationMin", "createdAt", "updatedAt")
      values (${id}, ${name}, ${[...new Set(kinds)]}, ${reason}, ${durationMin}, ${now}, ${now})`);
    target("reason", id, name);
    return (await byId(db, id))!;
  },
});

export const update = defineCommand({
  id: "reasonTemplates.update",
  summary: "Change a reason that is offered",
  description: "What is left out stays. Punishments that were given keep the words they were given with.",
  access: { kind: "permission", permission: "moderation:write" },
  subject: one,
  errors: ["conflict"],
  input: One.extend(Fields.partial().shape),
  output: ReasonTemplate,
  example: { ...EXAMPLE, durationMin: null },
  http: { method: "PATCH", path: "/reason-templates/{templateId}" },
  async run({ db, now, changed }, { templateId, ...given }, before) {
    const next = { ...before, ...given };
    await refuseTaken(db, next.name, templateId);
    await db.execute(sql`
      update reason_templates set name = ${next.name}, kinds = ${[...new Set(next.kinds)]}, reason = ${next.reason}, "durationMin" = ${next.durationMin},
        "updatedAt" = ${now} where id = ${templateId}`);
    changed({ ...before }, { ...next });
    return (await byId(db, templateId))!;
  },
});

export const remove = defineCommand({
  id: "reasonTemplates.remove",
  summary: "Offer a reason no more",
  access: { kind: "permission", permission: "moderation:write" },
  subject: one,
  input: One,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/reason-templates/{templateId}", status: 204 },
  async run({ db }, { templateId }) {
    await db.execute(sql`delete from reason_templates where id = ${templateId}`);
    return {};
  },
});
