import { randomInt } from "node:crypto";
import * as z from "zod";
import { addressBlock } from "#app/lib/address.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { OwnReferrals, REFERRAL_CODE_LETTERS, REFERRAL_STATES, ReferralCode } from "../schema.ts";
import { type EarnerRow, earnerOf, memberId, readEarner, refusalOf, requireOn, type Today, todayOf } from "./earner.ts";

const LENGTH = 8;
const state = z.enum(REFERRAL_STATES);

/** What referrals offer a member. */
export async function referralOffer(db: Sql, { rules: { referral } }: Today, earner: EarnerRow, now: Date) {
  const until = new Date(earner.createdAt.getTime() + referral.withinDays * DAY);
  const isBrought = await row(
    db,
    z.object({ state }),
    sql`select state::text as state from referrals where "referredId" = ${earner.userId}`,
  );
  return {
    referrerCoins: referral.referrerCoins,
    referredCoins: referral.referredCoins,
    code: earner.referralCode,
    mayUseUntil: !isBrought && until > now ? iso(until) : null,
  };
}

const OwnRow = z.object({
  name: z.string(),
  at: z.date(),
  state,
  coins: z.number().nullable(),
  total: z.number(),
  paid: z.number(),
  sum: z.coerce.number(),
});

async function ownReferrals({ db, runtime }: Context, userId: string): Promise<z.input<typeof OwnReferrals>> {
  const found = await rows(
    db,
    OwnRow,
    sql`select u.name, r."createdAt" as at, r.state::text as state, r."referrerCoins" as coins, count(*) over ()::int as total,
          count(*) filter (where r.state = 'paid') over ()::int as paid, coalesce(sum(r."referrerCoins") over (), 0)::bigint as sum
        from referrals r join users u on u.id = r."referredId" where r."referrerId" = ${userId} order by r."createdAt" desc, r."referredId" limit 100`,
  );
  const broughtBy = await row(
    db,
    z.object({ name: z.string(), state }),
    sql`select u.name, r.state::text as state from referrals r join users u on u.id = r."referrerId" where r."referredId" = ${userId}`,
  );
  const earner = await readEarner(db, userId);
  return {
    code: earner?.referralCode ?? null,
    url: earner?.referralCode ? referralUrl(runtime.publicUrl, earner.referralCode) : null,
    items: found.map(({ name, at, state: is, coins }) => ({ name, at: iso(at), state: is, coins })),
    total: found[0]?.total ?? 0,
    paid: found[0]?.paid ?? 0,
    coins: found[0]?.sum ?? 0,
    broughtBy,
  };
}

export const referrals = defineQuery({
  id: "earning.referrals",
  summary: "See whom you have brought and what it gave",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: OwnReferrals,
  example: {},
  http: { method: "GET", path: "/earning/referrals" },
  run: (context) => ownReferrals(context, memberId(context.actor)),
});

export const makeReferralCode = defineCommand({
  id: "earning.makeReferralCode",
  summary: "Get the code by which others say that you brought them",
  description: "One for each member, for good: whoever asks again is given the same.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({ code: z.string(), url: z.string() }),
  example: {},
  http: { method: "POST", path: "/earning/referrals/code" },
  async run(context) {
    const { db } = context;
    const { rules } = await todayOf(db, context.now);
    requireOn(rules.referral);
    const { userId, referralCode } = await earnerOf(context, rules);
    const { publicUrl } = context.runtime;
    if (referralCode) return { code: referralCode, url: referralUrl(publicUrl, referralCode) };
    for (;;) {
      const code = newCode();
      const made = await db.execute(sql`
        update earners set "referralCode" = ${code} where "userId" = ${userId} and not exists (select from earners where "referralCode" = ${code})`);
      if (made > 0) return { code, url: referralUrl(publicUrl, code) };
    }
  },
});

function referralUrl(publicUrl: string, code: string): string {
  const url = new URL("/earn", publicUrl);
  url.searchParams.set("code", code);
  return url.href;
}

function newCode(): string {
  return Array.from({ length: LENGTH }, () => REFERRAL_CODE_LETTERS[randomInt(REFERRAL_CODE_LETTERS.length)]).join("");
}

export const useReferralCode = defineCommand({
  id: "earning.useReferralCode",
  summary: "Say who brought you here",
  description:
    "Once, while the account is new. Both are given coins when the new one has confirmed an e-mail address or linked Discord and has been back after some days, or has played for some time.",
  access: { kind: "permission", permission: "economy:spend" },
  peopleOnly: true,
  rate: "key-management",
  errors: ["conflict", "not_found"],
  input: z.object({ code: ReferralCode }),
  output: z.object({ broughtBy: z.string().describe("What they are called.") }),
  example: { code: "7KQ2-MWXA" },
  http: { method: "POST", path: "/earning/referrals" },
  async run(context, { code }) {
    const { db, now, address, target } = context;
    const { rules } = await todayOf(db, now);
    requireOn(rules.referral);
    const member = await requireNew(context, rules);
    const referrer = await referrerOf(db, code);
    if (!referrer || refusalOf(rules, referrer, now)) throw new AppError("not_found", "earning.unknown_code");
    if (referrer.userId === member.userId) throw new AppError("conflict", "earning.yourself");
    // Also keeps two from having brought each other.
    if (referrer.createdAt >= member.createdAt) throw new AppError("conflict", "earning.older_than_them");
    const block = addressBlock(address);
    if (block !== "unknown" && (await isTheirs(db, block, referrer.userId)))
      throw new AppError("conflict", "earning.referral_address");
    await db.execute(sql`
      insert into referrals ("referredId", "referrerId", address, "createdAt")
      values (${member.userId}, ${referrer.userId}, ${block === "unknown" ? null : block}, ${now})`);
    target("user", referrer.userId, referrer.name);
    return { broughtBy: referrer.name };
  },
});

/** The caller, whose account is new enough and was brought by nobody yet. */
async function requireNew({ db, actor, now }: Context, rules: Today["rules"]): Promise<EarnerRow> {
  const userId = memberId(actor);
  // Held, so that of two codes at once one is the first.
  await db.execute(sql`insert into earners ("userId") values (${userId}) on conflict do nothing`);
  await db.query(sql`select 1 as held from earners where "userId" = ${userId} for update`);
  const member = await readEarner(db, userId);
  if (!member) throw new AppError("unauthenticated");
  if (member.blockedAt) throw new AppError("conflict", "earning.blocked");
  if (now.getTime() - member.createdAt.getTime() > rules.referral.withinDays * DAY)
    throw new AppError("conflict", "earning.too_late", { days: rules.referral.withinDays });
  const before = await db.query(sql`select 1 as brought from referrals where "referredId" = ${userId}`);
  if (before.length > 0) throw new AppError("conflict", "earning.brought_already");
  return member;
}

async function referrerOf(db: Sql, code: string): Promise<EarnerRow | null> {
  const found = await row(
    db,
    z.object({ userId: z.string() }),
    sql`select "userId" from earners where "referralCode" = ${code}`,
  );
  return found && readEarner(db, found.userId);
}

/** Whether a member, or somebody else they say to have brought, comes from this address. */
async function isTheirs(db: Sql, block: string, referrerId: string): Promise<boolean> {
  const addresses = await rows(
    db,
    z.object({ address: z.string().nullable() }),
    sql`select address from familiar_addresses where "userId" = ${referrerId}
        union select address from sessions where "userId" = ${referrerId}
        union select address from earning_addresses where "userId" = ${referrerId}
        union select address from referrals where "referrerId" = ${referrerId}`,
  );
  return addresses.some(({ address }) => address !== null && (address === block || addressBlock(address) === block));
}
