import * as z from "zod";
import { settings } from "#app/features/admin/server/index.ts";
import { HOUR } from "#app/lib/duration.ts";
import { AppError, type ReasonParams } from "#app/lib/errors.ts";
import { sentenceOf } from "#app/lib/reasons.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { dayOf } from "../days.ts";
import type { EarningRules } from "../rules.ts";

/** The rules in force, and the day that it is by the panel's time zone. */
export interface Today {
  rules: EarningRules;
  zone: string;
  day: string;
}

export async function todayOf(db: Sql, now: Date): Promise<Today> {
  const { earning: rules, "time-zone": zone } = await settings(db, ["earning", "time-zone"]);
  return { rules, zone, day: dayOf(now, zone) };
}

const EarnerRow = z.object({
  userId: z.string(),
  name: z.string(),
  emailVerifiedAt: z.date().nullable(),
  removedAt: z.date().nullable(),
  /** Suspended or gone. */
  isOut: z.boolean(),
  lastSeenAt: z.date().nullable(),
  createdAt: z.date(),
  referralCode: z.string().nullable(),
  dailyDay: z.string().nullable(),
  dailyStreak: z.number(),
  idlePage: z.string().nullable(),
  idleBeat: z.number(),
  idleBeatAt: z.date().nullable(),
  idleUntil: z.date().nullable(),
  idleMs: z.number(),
  blockedAt: z.date().nullable(),
});
export type EarnerRow = z.output<typeof EarnerRow>;

const select = () => sql`
  select u.id as "userId", u.name, u."emailVerifiedAt", u."removedAt", not ${mayComeIn("u")} as "isOut", u."lastSeenAt", u."createdAt", e."referralCode", e."dailyDay",
    coalesce(e."dailyStreak", 0) as "dailyStreak", e."idlePage", coalesce(e."idleBeat", 0) as "idleBeat", e."idleBeatAt", e."idleUntil",
    coalesce(e."idleMs", 0) as "idleMs", e."blockedAt"`;

/** A member as they earn, who may never have; null: there is no such person. */
export function readEarner(db: Sql, userId: string): Promise<EarnerRow | null> {
  return row(
    db,
    EarnerRow,
    sql`${select()} from users u left join earners e on e."userId" = u.id where u.id = ${userId} and u.kind = 'person'`,
  );
}

/** The same, held until the commit: whoever else would give them anything waits. Null: there is no such person. */
export async function lockEarner(db: Sql, userId: string): Promise<EarnerRow | null> {
  await db.execute(
    sql`insert into earners ("userId") select id from users where id = ${userId} and kind = 'person' on conflict do nothing`,
  );
  return row(
    db,
    EarnerRow,
    sql`${select()} from earners e join users u on u.id = e."userId" where e."userId" = ${userId} for update of e`,
  );
}

/** Why somebody earns nothing at this moment; null: they do. */
export function refusalOf(
  rules: EarningRules,
  earner: EarnerRow,
  now: Date,
): { reason: string; params: ReasonParams; message: string } | null {
  const refused = (reason: string, params: ReasonParams = {}) => ({
    reason,
    params,
    message: sentenceOf(reason, params),
  });
  if (earner.isOut) return refused("identity.suspended");
  if (earner.blockedAt) return refused("earning.blocked");
  if (rules.verifiedEmail && !earner.emailVerifiedAt) return refused("earning.email_unverified");
  const hours = Math.ceil(rules.minimumAgeHours - (now.getTime() - earner.createdAt.getTime()) / HOUR);
  return hours > 0 ? refused("earning.too_young", { hours }) : null;
}

/** The member whom a call is for, held until the commit. Throws AppError `unauthenticated` where it is nobody's, `conflict` where they earn nothing. */
export async function earnerOf({ actor, db, now }: Context, rules: EarningRules): Promise<EarnerRow> {
  const earner = await lockEarner(db, memberId(actor));
  if (!earner) throw new AppError("unauthenticated");
  const refused = refusalOf(rules, earner, now);
  if (refused) throw new AppError("conflict", refused.reason, refused.params);
  return earner;
}

/** Earning is a person's: a command line has no account that coins could go to. */
export function memberId(actor: Actor): string {
  if (actor.userId === null) throw new AppError("unauthenticated");
  return actor.userId;
}

/** Throws AppError `conflict` where the owner has not switched this way on. */
export function requireOn(way: { isOn: boolean }): void {
  if (!way.isOn) throw new AppError("conflict", "earning.off");
}
