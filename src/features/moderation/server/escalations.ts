import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { FOLLOWING_KINDS } from "../punishments.ts";
import { MAX_MINUTES, MAX_REASON } from "../rules.ts";
import { EscalationRule, PunishmentKind, PunishmentScope } from "../schema.ts";

const RuleId = z.string().regex(/^esc_[0-9a-f]{32}$/, "must be the id of a rule");
const One = z.object({ ruleId: RuleId });
const EXAMPLE = { ruleId: "esc_01930000000070008000000000000001" };
const COLUMNS = sql`id, counted, count, "withinDays", act, "durationMin", scope, reason, enabled`;
const MOST = 50;

const Fields = z.object({
  counted: PunishmentKind.describe("What is counted."),
  count: z.int().min(1).max(100).describe("So many."),
  withinDays: z.int().min(1).max(3650).describe("Within so many days."),
  act: z.enum(FOLLOWING_KINDS).describe("What follows."),
  durationMin: z
    .int()
    .min(1)
    .max(MAX_MINUTES)
    .nullable()
    .describe("For how long, in minutes; null: for ever. A suspension needs one."),
  scope: PunishmentScope.describe("What is counted together, and where what follows holds."),
  reason: z.string().trim().min(1).max(MAX_REASON).describe("Told to the player."),
  enabled: z.boolean(),
});

const one: Subject<{ ruleId: string }, EscalationRule> = {
  kind: "escalation",
  load: ({ db }, { ruleId }) => byId(db, ruleId),
  name: ({ id, counted, count, act }) => ({ id, label: `${count} × ${counted}: ${act}` }),
};

function byId(db: Sql, id: string): Promise<EscalationRule | null> {
  return row(db, EscalationRule, sql`select ${COLUMNS} from escalation_rules where id = ${id}`);
}

/** A suspension ends; what is lasting and counted leads to something else. */
function refuseSenseless({ act, durationMin }: Pick<EscalationRule, "act" | "durationMin">): void {
  if (act === "suspend" && durationMin === null)
    throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
      { path: "durationMin", code: "required", message: "A suspension has an end." },
    ]);
}

export const list = defineQuery({
  id: "escalations.list",
  summary: "List the rules of escalation",
  access: { kind: "list", permission: "players:read" },
  input: z.object({}),
  output: z.object({ items: z.array(EscalationRule) }),
  example: {},
  http: { method: "GET", path: "/escalations" },
  run: async ({ db }) => ({
    items: await rows(db, EscalationRule, sql`select ${COLUMNS} from escalation_rules order by counted, count, id`),
  }),
});

export const create = defineCommand({
  id: "escalations.create",
  summary: "Add a rule of escalation",
  description: "From the next punishment on; what was given before counts, as far as it is within the days.",
  access: { kind: "permission", permission: "moderation:write" },
  errors: ["conflict"],
  input: Fields.extend({ enabled: z.boolean().default(true), scope: PunishmentScope.default("server") }),
  output: EscalationRule,
  example: {
    counted: "warn",
    count: 3,
    withinDays: 7,
    act: "ban",
    durationMin: 1440,
    reason: "Three warnings within a week",
  },
  http: { method: "POST", path: "/escalations", status: 201 },
  async run({ db, now, target }, fields) {
    refuseSenseless(fields);
    await refuseBeyond(db, { from: sql`escalation_rules`, most: MOST, reason: "moderation.too_many" });
    const { counted, count, withinDays, act, durationMin, scope, reason, enabled } = fields;
    const id = newId("esc", now.getTime());
    await db.execute(sql`
      insert into escalation_rules (id, counted, count, "withinDays", act, "durationMin", scope, reason, enabled, "createdAt", "updatedAt")
      values (${id}, ${counted}, ${count}, ${withinDays}, ${act}, ${durationMin}, ${scope}, ${reason}, ${enabled}, ${now}, ${now})`);
    target("escalation", id, `${count} × ${counted}: ${act}`);
    return (await byId(db, id))!;
  },
});

export const update = defineCommand({
  id: "escalations.update",
  summary: "Change a rule of escalation",
  description: "What is left out stays.",
  access: { kind: "permission", permission: "moderation:write" },
  subject: one,
  input: One.extend(Fields.partial().shape),
  output: EscalationRule,
  example: { ...EXAMPLE, enabled: false },
  http: { method: "PATCH", path: "/escalations/{ruleId}" },
  async run({ db, now, changed }, { ruleId, ...given }, before) {
    const next = { ...before, ...given };
    refuseSenseless(next);
    const { counted, count, withinDays, act, durationMin, scope, reason, enabled } = next;
    await db.execute(sql`
      update escalation_rules set counted = ${counted}, count = ${count}, "withinDays" = ${withinDays}, act = ${act}, "durationMin" = ${durationMin},
        scope = ${scope}, reason = ${reason}, enabled = ${enabled}, "updatedAt" = ${now} where id = ${ruleId}`);
    changed({ ...before }, { ...next });
    return (await byId(db, ruleId))!;
  },
});

export const remove = defineCommand({
  id: "escalations.remove",
  summary: "Remove a rule of escalation",
  description: "What followed from it stays.",
  access: { kind: "permission", permission: "moderation:write" },
  subject: one,
  input: One,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/escalations/{ruleId}", status: 204 },
  async run({ db }, { ruleId }) {
    await db.execute(sql`delete from escalation_rules where id = ${ruleId}`);
    return {};
  },
});
