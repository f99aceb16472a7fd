import * as z from "zod";
import { liftSuspensions } from "#app/features/hosting/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, type Subject } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { memberExemptionChanged } from "../events.ts";
import { daysOf, nextMoment } from "./moments.ts";
import { renewalTerms } from "./terms.ts";

/** Stands with each exemption that a member's own has made, so that taking it back takes back those alone. */
const REASON = "Its owner's servers never expire";

/** What a new server of a free member begins with; of `servers s` joined by `FREE_JOIN`. */
export const FREE_JOIN = sql`left join renewal_free_members f on f."userId" = s."ownerId"`;
export const FREE_COLUMNS = sql`f.at, case when f."userId" is not null then ${REASON}::text end, f."byLabel"`;

/** Whether a member's servers never expire. */
export async function isFreeMember(db: Sql, userId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ at: z.date() }),
    sql`select at from renewal_free_members where "userId" = ${userId}`,
  );
  return found !== null;
}

/**
 * Lets a member's servers never expire, those that they have and those that they will have, or expire again with a whole period from now at least. What a server itself was
 * exempted for stays. Whoever is so already is left as they are; gives whether anything has changed.
 */
export async function setFreeMember(
  context: Context,
  { id, name }: { id: string; name: string },
  isFree: boolean,
): Promise<boolean> {
  const { db, now, actor, emit } = context;
  const changed = isFree
    ? await db.execute(sql`
        insert into renewal_free_members ("userId", "byLabel", at) values (${id}, ${actor.label}, ${now}) on conflict do nothing`)
    : await db.execute(sql`delete from renewal_free_members where "userId" = ${id}`);
  if (changed === 0) return false;
  const own = sql`"serverId" in (select s.id from servers s where s."ownerId" = ${id})`;
  if (isFree) {
    const Freed = z.object({ serverId: z.string(), wasSuspended: z.boolean() });
    const freed = await rows(
      db,
      Freed,
      sql`with before as (
            select "serverId", "suspendedAt" from server_renewals where "exemptAt" is null and ${own} order by "serverId" for update
          )
          update server_renewals r set "exemptAt" = ${now}, "exemptReason" = ${REASON}, "exemptByLabel" = ${actor.label}, "nextAt" = null, "expiredAt" = null,
            "graceUntil" = null, "suspendedAt" = null, "autoTriedAt" = null, "autoProblem" = null, "updatedAt" = ${now}
          from before b where b."serverId" = r."serverId" returning r."serverId", b."suspendedAt" is not null as "wasSuspended"`,
    );
    const suspended = freed.filter(({ wasSuspended }) => wasSuspended).map(({ serverId }) => serverId);
    if (suspended.length > 0) await liftSuspensions(context, suspended, "expired");
  } else {
    const { periodDays } = await renewalTerms(db);
    const end = sql`greatest("expiresAt", ${now}::timestamptz + ${daysOf(periodDays)})`;
    await db.execute(sql`
      update server_renewals set "exemptAt" = null, "exemptReason" = null, "exemptByLabel" = null, "expiresAt" = ${end}, "nextAt" = ${nextMoment(end, now)}::timestamptz,
        "updatedAt" = ${now} where "exemptAt" is not null and "exemptReason" = ${REASON} and ${own}`);
  }
  emit(memberExemptionChanged, { userId: id, name, isExempt: isFree });
  return true;
}

const Member = z.object({ id: z.string(), name: z.string() });
const subject: Subject<{ userId: string }, z.output<typeof Member>> = {
  kind: "user",
  load: ({ db }, { userId }) =>
    row(
      db,
      Member,
      sql`select id, name from users where id = ${userId} and kind = 'person' and "removedAt" is null for update`,
    ),
  name: ({ id, name }) => ({ id, label: name }),
};
const common = {
  access: { kind: "permission", permission: "economy:write" } as const,
  subject,
  input: z.object({ userId: z.string().min(1).max(100) }),
  output: z.object({ neverExpires: z.boolean() }),
  example: { userId: "usr_01930000000070008000000000000001" },
};

export const exemptMember = defineCommand({
  ...common,
  id: "renewals.exemptMember",
  summary: "Let a member's servers never expire",
  description: "Those that they have and those that they will have, until that is taken back.",
  http: { method: "PUT", path: "/users/{userId}/renewal-exemption" },
  async run(context, _input, member) {
    await setFreeMember(context, member, true);
    return { neverExpires: true };
  },
});

export const unexemptMember = defineCommand({
  ...common,
  id: "renewals.unexemptMember",
  summary: "Let a member's servers expire again",
  description:
    "Each has a whole period from now, or what was paid beyond that. Servers that were exempted themselves stay so.",
  http: { method: "DELETE", path: "/users/{userId}/renewal-exemption", status: 200 },
  async run(context, _input, member) {
    await setFreeMember(context, member, false);
    return { neverExpires: false };
  },
});
