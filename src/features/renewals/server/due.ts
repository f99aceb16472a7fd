import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { liftSuspensions, suspendServers } from "#app/features/hosting/server/index.ts";
import { may } from "#app/lib/access.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { FREE_COLUMNS, FREE_JOIN } from "./free-members.ts";
import { daysOf, nextMoment } from "./moments.ts";
import { payRenewal } from "./own.ts";
import { holdRenewals, renewServers } from "./renew.ts";
import { firstEnd } from "./renewal-rows.ts";
import { renewalTerms, requireTerms } from "./terms.ts";
import { type Due, tellDue, tellFailed } from "./told.ts";

/** So many rows in one transaction: each is locked until it ends. */
const BATCH = 1_000;
/** A renewal that failed for lack of coins is tried again after this long, until the server is suspended. */
const RETRY_MS = DAY;

const Id = z.object({ serverId: z.string() });

/** Whether a row waits for its automatic renewal; of `server_renewals r join servers s`. */
export function waitsForAuto(now: Date) {
  return sql`(coalesce(r."autoRenewBy" = s."ownerId", false) and r."expiresAt" <= ${now} and r."suspendedAt" is null and r."exemptAt" is null and s.desired <> 'deleted'
    and (r."autoTriedAt" is null or r."autoTriedAt" <= ${new Date(now.getTime() - RETRY_MS)}))`;
}

export const settle = defineCommand({
  id: "renewals.settle",
  summary: "Put into force whether servers expire, and give new ones their end",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.object({ isOn: z.boolean() }),
  example: {},
  audit: "none",
  async run(context) {
    const { db } = context;
    await db.execute(sql`insert into renewal_state (id) values (1) on conflict do nothing`);
    // Held: of two that see the switch only one puts it into force.
    await db.query(sql`select 1 as held from renewal_state where id = 1 for update`);
    const isWanted = await setting(db, "renewals");
    const { isOn } = await renewalTerms(db);
    if (isWanted !== isOn) await (isWanted ? begin(context) : end(context));
    else if (isOn) await addNew(context);
    return { isOn: isWanted };
  },
});

/** From now on servers expire: each has a whole period at least, whatever it had when they last did. */
async function begin(context: Context): Promise<void> {
  const { db, now } = context;
  await db.execute(sql`update renewal_state set "onSince" = ${now} where id = 1`);
  const { periodDays } = await requireTerms(db);
  const least = sql`greatest("expiresAt", ${now}::timestamptz + ${daysOf(periodDays)})`;
  await db.execute(sql`
    update server_renewals set "expiresAt" = ${least}, "nextAt" = case when "exemptAt" is null then ${nextMoment(least, now)} end, "expiredAt" = null, "graceUntil" = null,
      "suspendedAt" = null, "autoTriedAt" = null, "autoProblem" = null, "updatedAt" = ${now}`);
  await addNew(context);
}

/** Servers expire no more, and what is suspended for it may run. */
async function end(context: Context): Promise<void> {
  const { db, now } = context;
  const freed = await rows(
    db,
    Id,
    sql`update server_renewals set "suspendedAt" = null, "updatedAt" = ${now} where "suspendedAt" is not null returning "serverId"`,
  );
  for (let at = 0; at < freed.length; at += BATCH)
    await liftSuspensions(
      context,
      freed.slice(at, at + BATCH).map(({ serverId }) => serverId),
      "expired",
    );
  await db.execute(sql`update renewal_state set "onSince" = null where id = 1`);
}

async function addNew({ db, now }: Context): Promise<void> {
  const end = firstEnd(await requireTerms(db));
  await db.execute(sql`
    insert into server_renewals ("serverId", "expiresAt", "nextAt", "exemptAt", "exemptReason", "exemptByLabel", "updatedAt")
    select s.id, ${end}, case when f."userId" is null then ${nextMoment(end, now)} end, ${FREE_COLUMNS}, ${now} from servers s ${FREE_JOIN}
    where s.desired <> 'deleted' and not exists (select 1 from server_renewals r where r."serverId" = s.id) order by s.id
    on conflict ("serverId") do nothing`);
}

export const renewByItself = defineCommand({
  id: "renewals.renewByItself",
  summary: "Renew a server from its owner's coins, as they have asked for",
  access: { kind: "operator" },
  errors: ["conflict", "insufficient_coins"],
  input: z.object({ serverId: z.string() }),
  output: z.object({ state: z.enum(["renewed", "failed", "not_due"]) }),
  example: { serverId: "srv_01930000000070008000000000000001" },
  async run(context, { serverId }) {
    const { db, now, target } = context;
    const terms = await requireTerms(db);
    const [held] = await holdRenewals(context, [serverId], terms);
    const [due] = await rows(
      db,
      z.object({ serverId: z.string() }),
      sql`select r."serverId" from server_renewals r join servers s on s.id = r."serverId" where s.id = ${serverId} and ${waitsForAuto(now)}`,
    );
    if (!held || !due) return { state: "not_due" as const };
    target("server", serverId, held.serverName, { serverId });
    const owner = { serverId, name: held.serverName, ownerId: held.ownerId, expiresAt: held.expiresAt };
    // What is undone was not said.
    const said: (() => void)[] = [];
    try {
      await db.execute(sql`savepoint renewal`);
      const payer = await actorOfUser(db, held.ownerId);
      if (!payer || !may(payer, "economy:spend")) throw new AppError("conflict", "renewals.may_not_spend");
      const { priceCoins } = terms;
      const emit: Context["emit"] = (event, payload) => void said.push(() => context.emit(event, payload));
      const asOwner: Context = { ...context, actor: payer, emit };
      await payRenewal(asOwner, { ...owner, userId: held.ownerId, previousAt: held.expiresAt, ...terms });
      await renewServers(asOwner, [serverId], { by: "auto", paidCoins: priceCoins });
      for (const say of said) say();
      return { state: "renewed" as const };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await db.execute(sql`rollback to savepoint renewal`);
      const tried = new Date(now.getTime() + RETRY_MS);
      await db.execute(sql`
        update server_renewals set "autoTriedAt" = ${now}, "autoProblem" = ${error.reason},
          "nextAt" = case when "expiredAt" is null then ${now} else least("graceUntil", ${tried}) end, "updatedAt" = ${now}
        where "serverId" = ${serverId}`);
      await tellFailed(context, owner, { ...terms, problem: error.reason });
      return { state: "failed" as const };
    }
  },
});

export const takeDue = defineCommand({
  id: "renewals.takeDue",
  summary: "Remind of ends, tell of those that are there, and suspend what nobody renewed",
  description: "Takes a batch of what is due; to be repeated until nothing is.",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.object({ taken: z.int() }),
  example: {},
  audit: "none",
  async run(context) {
    const { db, now } = context;
    const terms = await renewalTerms(db);
    if (!terms.isOn) return { taken: 0 };
    const graceEnd = sql`(${now}::timestamptz + ${daysOf(terms.graceDays)})`;
    const nextTry = sql`case when d."isAuto" then ${new Date(now.getTime() + RETRY_MS)}::timestamptz end`;
    const taken = await rows(
      db,
      DueRow,
      sql`with locked as (
            select r."serverId", s."ownerId", s.name, r."expiresAt", r."expiredAt", r."graceUntil", r."exemptAt", s.desired,
              coalesce(r."autoRenewBy" = s."ownerId", false) as "isAuto"
            from server_renewals r join servers s on s.id = r."serverId"
            where r."nextAt" <= ${now} and not ${waitsForAuto(now)} order by r."nextAt" limit ${BATCH} for update of r skip locked
          ), due as (
            select *, case when desired = 'deleted' or "exemptAt" is not null then 'nothing' when "expiresAt" > ${now} then 'remind'
              when "expiredAt" is null then 'expire' when "graceUntil" <= ${now} then 'suspend' else 'wait' end as what from locked
          )
          update server_renewals r set
            "expiredAt" = case d.what when 'expire' then ${now}::timestamptz else r."expiredAt" end,
            "graceUntil" = case d.what when 'expire' then ${graceEnd} else r."graceUntil" end,
            "suspendedAt" = case d.what when 'suspend' then ${now}::timestamptz else r."suspendedAt" end,
            "nextAt" = case d.what when 'remind' then ${nextMoment(sql`r."expiresAt"`, now)} when 'expire' then least(${graceEnd}, ${nextTry})
              when 'wait' then least(r."graceUntil", ${nextTry}) end,
            "updatedAt" = ${now}
          from due d where d."serverId" = r."serverId"
          returning r."serverId", d.what, d.name, d."ownerId", d."isAuto", r."expiresAt", r."graceUntil"`,
    );
    const suspended = taken.filter(({ what }) => what === "suspend").map(({ serverId }) => serverId);
    if (suspended.length > 0) await suspendServers(context, suspended, { kind: "expired" });
    await tellDue(context, taken, terms);
    return { taken: taken.length };
  },
});

const DueRow = z.object({
  serverId: z.string(),
  what: z.enum(["nothing", "remind", "expire", "suspend", "wait"]),
  name: z.string(),
  ownerId: z.string(),
  isAuto: z.boolean(),
  expiresAt: z.date(),
  graceUntil: z.date().nullable(),
}) satisfies z.ZodType<Due>;
