import * as z from "zod";
import { csvOf } from "#app/lib/csv.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { join, pageOfMany, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { COUPON_KINDS, CouponGives, CouponId, CouponShown, CouponTerms } from "../schema.ts";
import { codeHash, LEAST_CODE, newCode, plainCode } from "./codes.ts";
import { COUPON_COLUMNS, COUPON_FROM, CouponRow, couponById, shownCoupon } from "./coupon-rows.ts";
import { requireGivable } from "./givable.ts";

const MOST_AT_ONCE = 1000;
const MOST_EXPORTED = 10_000;
const OneCoupon = z.object({ couponId: CouponId });
const EXAMPLE = { couponId: "cpn_01930000000070008000000000000001" };
const managed = { kind: "permission", permission: "economy:write" } as const;
const subject = {
  kind: "coupon",
  load: ({ db }: Context, { couponId }: z.output<typeof OneCoupon>) => couponById(db, couponId),
  name: ({ id, last4 }: CouponRow) => ({ id, label: `…${last4}` }),
};
const Filter = z.object({
  kind: z.enum(COUPON_KINDS).optional(),
  batch: z.string().max(64).optional().describe("Those that were made together."),
  code: z.string().trim().max(60).optional().describe("The whole code, or its last four signs."),
  state: z.enum(["usable", "ended"]).optional().describe("ended: switched off, used up or over."),
});
const Coupon = CouponShown.extend({ code: secret(z.string()) });

export const list = defineQuery({
  id: "coupons.list",
  summary: "List coupons",
  description: "With their codes. Gifts that members bought are among them.",
  access: managed,
  rate: "admin",
  input: PageInput.extend(Filter.shape),
  output: pageOf(Coupon),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/coupons" },
  async run(context, { page, limit, ...filter }) {
    const { found, total } = await pageOfMany(
      context.db,
      CouponRow,
      {
        columns: COUPON_COLUMNS,
        from: COUPON_FROM,
        where: conditionsOf(context, filter),
        order: sql`c."createdAt" desc, c.id`,
      },
      { page, limit },
    );
    return { items: found.map((coupon) => shownCoupon(context.runtime.vault, coupon)), total, page, limit };
  },
});

export const create = defineCommand({
  id: "coupons.create",
  summary: "Make coupons",
  description:
    "One with a code of your own, or up to 1,000 with random codes. Each is good once in all and once by a member, if nothing else is said.",
  access: managed,
  rate: "admin",
  errors: ["conflict"],
  input: CouponTerms.partial().extend({
    gives: CouponGives,
    count: z.int().min(1).max(MOST_AT_ONCE).default(1).describe("How many."),
    code: secret(z.string().trim().max(60)).optional().describe("Only for a single one; default: random."),
  }),
  output: z.object({ items: z.array(Coupon) }),
  example: { gives: { kind: "coins", coins: 500 }, count: 10, note: "Anniversary" },
  http: { method: "POST", path: "/admin/coupons", status: 201 },
  async run(context, { gives, count, code, ...given }) {
    const { db, now, actor, runtime, target } = context;
    if (code !== undefined && count > 1) refuse("count", "A code of your own is a single coupon.");
    if (code !== undefined && plainCode(code).length < LEAST_CODE)
      refuse("code", `A code has at least ${LEAST_CODE} letters and digits, so that nobody guesses it.`);
    const terms = { ...NEW_TERMS, ...given };
    requireTerms(terms, gives);
    if (gives.kind === "package") await requireGivable(context, gives);
    const batch = count > 1 ? newId("cpn", now.getTime()).slice(4) : null;
    const made = Array.from({ length: count }, () => ({
      id: newId("cpn", now.getTime()),
      code: code ?? newCode(),
    })).map(({ id, code: text }) => ({
      id,
      hash: codeHash(runtime.vault, text),
      sealed: runtime.vault.seal(text),
      last4: plainCode(text).slice(-4),
    }));
    const { kind, value, resources, packageId, days } = columnsOf(gives);
    const added = await db.execute(sql`
      insert into coupons (id, "codeHash", "codeSealed", last4, kind, value, resources, "packageId", days, "maxUses", "maxPerMember", "fromAt", "untilAt", "itemIds",
        "userIds", batch, note, "createdById", "createdByLabel", "createdAt")
      select m.id, m.hash, m.sealed, m.last4, ${kind}, ${value}::bigint, ${resources}::jsonb, ${packageId}, ${days}::int, ${terms.maxUses}::int,
        ${terms.maxPerMember}::int, ${terms.fromAt}::timestamptz, ${terms.untilAt}::timestamptz, ${terms.itemIds}::text[], ${terms.userIds}::text[], ${batch},
        ${terms.note}, ${actor.userId}, ${actor.label}, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as m(id text, hash text, sealed text, last4 text) on conflict do nothing`);
    if (added < count) throw new AppError("conflict", "coupons.code_taken");
    target("coupon", batch ?? made[0]!.id, batch ? `${count} coupons` : `…${made[0]!.last4}`);
    const ids = made.map(({ id }) => id);
    const found = await rows(
      db,
      CouponRow,
      sql`select ${COUPON_COLUMNS} from ${COUPON_FROM} where c.id = any(${ids}::text[]) order by c.id`,
    );
    return { items: found.map((coupon) => shownCoupon(runtime.vault, coupon)) };
  },
});

export const update = defineCommand({
  id: "coupons.update",
  summary: "Change a coupon",
  description:
    "Only what is given changes. What it gives and its code stay. A member's gift can only be switched off and on.",
  access: managed,
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneCoupon.extend(CouponTerms.partial().shape).extend({ enabled: z.boolean().optional() }),
  output: Coupon,
  example: { ...EXAMPLE, enabled: false },
  http: { method: "PATCH", path: "/admin/coupons/{couponId}" },
  async run(context, { couponId, ...given }) {
    const { db, runtime, changed } = context;
    await db.query(sql`select 1 as held from coupons where id = ${couponId} for update`);
    const coupon = (await couponById(db, couponId))!;
    const { code: _code, ...old } = shownCoupon(runtime.vault, coupon);
    const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (coupon.orderId !== null && Object.keys(wanted).some((field) => field !== "enabled"))
      throw new AppError("conflict", "coupons.has_order");
    const next: typeof old = { ...old, ...wanted };
    if (next.gives.kind !== "item") requireTerms(next, next.gives);
    await db.execute(sql`
      update coupons set "maxUses" = ${next.maxUses}::int, "maxPerMember" = ${next.maxPerMember}::int, "fromAt" = ${next.fromAt}::timestamptz,
        "untilAt" = ${next.untilAt}::timestamptz, "itemIds" = ${next.itemIds}::text[], "userIds" = ${next.userIds}::text[], note = ${next.note},
        enabled = ${next.enabled} where id = ${couponId}`);
    changed(Object.fromEntries(Object.keys(wanted).map((field) => [field, old[field as keyof typeof old]])), wanted);
    return shownCoupon(runtime.vault, (await couponById(db, couponId))!);
  },
});

export const disable = defineCommand({
  id: "coupons.disable",
  summary: "Switch off all coupons that were made together",
  access: managed,
  rate: "admin",
  input: z.object({ batch: z.string().min(1).max(64) }),
  output: z.object({ disabled: z.int().describe("How many were on.") }),
  example: { batch: "01930000000070008000000000000001" },
  http: { method: "POST", path: "/admin/coupons/disable" },
  async run({ db, target }, { batch }) {
    target("coupon", batch, "coupons made together");
    return { disabled: await db.execute(sql`update coupons set enabled = false where batch = ${batch} and enabled`) };
  },
});

export const exportCodes = defineQuery({
  id: "coupons.exportCodes",
  summary: "Export coupons with their codes",
  description: "As CSV, the newest 10,000 at most.",
  access: managed,
  rate: "admin",
  audit: "row",
  input: Filter,
  output: z.object({ file: z.string(), text: secret(z.string()), count: z.int() }),
  example: {},
  http: { method: "GET", path: "/admin/coupons/export" },
  async run(context, filter) {
    const found = await rows(
      context.db,
      CouponRow,
      sql`select ${COUPON_COLUMNS} from ${COUPON_FROM} where ${conditionsOf(context, filter)} order by c."createdAt" desc, c.id limit ${MOST_EXPORTED}`,
    );
    const lines = found.map((coupon) => {
      const { code, gives, uses, maxUses, untilAt, enabled, note, batch, createdAt } = shownCoupon(
        context.runtime.vault,
        coupon,
      );
      const { kind, ...what } = gives;
      return [code, kind, JSON.stringify(what), uses, maxUses, untilAt, enabled, note, batch, createdAt];
    });
    const head = ["code", "kind", "gives", "uses", "maxUses", "untilAt", "enabled", "note", "batch", "createdAt"];
    return { file: "coupons.csv", text: csvOf([head, ...lines]), count: found.length };
  },
});

const NEW_TERMS: CouponTerms = {
  maxUses: 1,
  maxPerMember: 1,
  fromAt: null,
  untilAt: null,
  itemIds: [],
  userIds: [],
  note: "",
};

function conditionsOf({ now, runtime }: Context, { kind, batch, code, state }: z.output<typeof Filter>): SqlText {
  const plain = code === undefined ? "" : plainCode(code);
  const ended = sql`(not c.enabled or c."untilAt" <= ${now}::timestamptz or c.uses >= c."maxUses")`;
  return join(
    [
      sql`true`,
      ...(kind ? [sql`c.kind = ${kind}`] : []),
      ...(batch ? [sql`c.batch = ${batch}`] : []),
      ...(plain === "" ? [] : [sql`(c."codeHash" = ${codeHash(runtime.vault, plain)} or c.last4 = ${plain})`]),
      ...(state === "ended" ? [ended] : []),
      ...(state === "usable" ? [sql`${ended} is not true`] : []),
    ],
    " and ",
  );
}

function requireTerms({ fromAt, untilAt, itemIds }: CouponTerms, gives: CouponGives): void {
  if (fromAt !== null && untilAt !== null && Date.parse(fromAt) >= Date.parse(untilAt))
    refuse("untilAt", "It ends before it begins.");
  if (itemIds.length > 0 && gives.kind !== "percent" && gives.kind !== "amount")
    refuse("itemIds", "Only what takes something off a price is for certain items.");
}

function refuse(path: string, problem: string): never {
  throw new AppError("invalid_input", "coupons.terms", { problem }, [{ path, code: "terms", message: problem }]);
}

function columnsOf(gives: CouponGives) {
  const none = { kind: gives.kind, value: 0, resources: null, packageId: null, days: null };
  switch (gives.kind) {
    case "percent":
      return { ...none, value: gives.percent };
    case "amount":
    case "coins":
      return { ...none, value: gives.coins };
    case "resources":
      return { ...none, resources: JSON.stringify(gives.resources) };
    case "package":
      return { ...none, packageId: gives.packageId, days: gives.days };
    case "renewal_bypass":
      return { ...none, value: gives.amount };
  }
}
