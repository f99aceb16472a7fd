import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { userStateChanged } from "../events.ts";
import type { Suspension } from "../schema.ts";
import { countOwners, type Person, requireOwnerLeft } from "./people.ts";
import { endSessions } from "./session-store.ts";

export interface SuspensionGiven {
  /** Told to them. */
  reason: string | null;
  /** For staff alone. */
  note: string | null;
  until: Date | null;
}

/** How a suspension ended; see the table. */
type Ending = "lifted" | "expired" | "removed";

/**
 * Lets somebody in no longer, for a while or until somebody ends it: their sessions end, their keys stop (a key is nothing without its owner). Of who is
 * suspended already reason and end are replaced.
 */
export async function suspendPerson(context: Context, person: Person, given: SuspensionGiven): Promise<void> {
  const { db, now, actor, emit } = context;
  if (person.id === actor.userId) throw new AppError("conflict", "identity.own_account");
  if (given.until && given.until <= now)
    throw new AppError("invalid_input", "identity.end_is_past", {}, [
      { path: "until", code: "past", message: "Give an end that is still to come." },
    ]);
  const owners = await countOwners(db, { lock: true });
  const wasSuspended = await lockSuspended(db, person.id);
  if (wasSuspended) await closeOpen(context, person.id, "replaced");
  const id = newId("sus", now.getTime());
  await db.execute(sql`
    insert into user_suspensions (id, "userId", reason, note, "startedAt", until, "byId")
    values (${id}, ${person.id}, ${given.reason}, ${given.note}, ${now}, ${given.until}, ${actor.userId})`);
  await db.execute(sql`
    update users set "suspendedAt" = coalesce("suspendedAt", ${now}), "suspendedUntil" = ${given.until}, "updatedAt" = ${now} where id = ${person.id}`);
  await requireOwnerLeft(context, owners);
  await endSessions(context, person.id);
  followWithServers(context);
  emit(userStateChanged, {
    userId: person.id,
    name: person.name,
    state: "suspended",
    reason: given.reason,
    until: iso(given.until),
  });
  await notify(context, [person.id], {
    type: "user.suspended",
    params: said(given.reason, given.until),
    about: null,
    once: id,
  });
}

/** Neither reason nor end. */
export const UNSAID = { hasReason: "no", reason: "", hasEnd: "no", until: "", end: "" };

/** What the sentences on a suspension are made with; `until` for programs, `end` for people. */
function said(reason: string | null, until: Date | null) {
  return {
    reason: reason ?? "",
    hasReason: yes(reason),
    until: iso(until) ?? "",
    end: plainTime(until),
    hasEnd: yes(until),
  };
}

function plainTime(at: Date | null): string {
  return at === null ? "" : `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const yes = (value: unknown) => (value === null ? "no" : "yes");

/**
 * Lets somebody in again. Who is not suspended is left as they are: of several who end it at once one does, so event and notice are there once. Gives whether
 * it was ended by this call.
 */
export async function endSuspension(
  context: Context,
  person: Pick<Person, "id" | "name">,
  how: Ending,
): Promise<boolean> {
  const { db, now, emit } = context;
  if (!(await lockSuspended(db, person.id))) return false;
  const id = await closeOpen(context, person.id, how);
  await db.execute(
    sql`update users set "suspendedAt" = null, "suspendedUntil" = null, "updatedAt" = ${now} where id = ${person.id}`,
  );
  followWithServers(context);
  if (how === "removed") return true;
  emit(userStateChanged, { userId: person.id, name: person.name, state: "active", reason: null, until: null });
  await notify(context, [person.id], {
    type: "user.unsuspended",
    params: { how },
    about: null,
    once: `end:${id ?? now.toISOString()}`,
  });
  return true;
}

/** The job that makes servers follow their owners, at once and not by the minute. */
export const KEEP_SERVERS_JOB = "users.keep-servers";

function followWithServers({ job }: Pick<Context, "job">): void {
  job({ name: KEEP_SERVERS_JOB, payload: {}, key: KEEP_SERVERS_JOB });
}

/** Waits for others who change whether this person is suspended, and says whether they are. */
async function lockSuspended(db: Sql, userId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ suspendedAt: z.date().nullable() }),
    sql`select "suspendedAt" from users where id = ${userId} for update`,
  );
  return found !== null && found.suspendedAt !== null;
}

async function closeOpen(
  { db, now, actor }: Context,
  userId: string,
  how: Ending | "replaced",
): Promise<string | null> {
  const closed = await row(
    db,
    z.object({ id: z.string() }),
    sql`update user_suspensions set "endedAt" = ${now}, "endedHow" = ${how}, "endedById" = ${actor.userId}
        where "userId" = ${userId} and "endedAt" is null returning id`,
  );
  return closed?.id ?? null;
}

const Due = z.object({ id: z.string(), name: z.string() });
const AT_ONCE = 500;

/** Ends all whose time is over, in turns of some hundred. Two processes that do it at once share the work. */
export async function endDueSuspensions(context: Context): Promise<number> {
  const due = await rows(
    context.db,
    Due,
    sql`select id, name from users where "suspendedUntil" <= ${context.now} and "suspendedAt" is not null
        order by "suspendedUntil", id limit ${AT_ONCE} for update skip locked`,
  );
  for (const person of due) await endSuspension(context, person, "expired");
  return due.length;
}

/** Refuses who is suspended, and says why and until when. One whose time is over is let in, and what the clock would do is done. */
export async function requireNotSuspended(context: Context, person: Person): Promise<void> {
  if (person.suspendedAt === null) return;
  const { db, now } = context;
  if (person.suspendedUntil && person.suspendedUntil <= now) {
    await endSuspension(context, person, "expired");
    return;
  }
  const open = await row(
    db,
    z.object({ reason: z.string().nullable() }),
    sql`select reason from user_suspensions where "userId" = ${person.id} and "endedAt" is null`,
  );
  throw new AppError("forbidden", "identity.suspended", said(open?.reason ?? null, person.suspendedUntil));
}

const Row = z.object({
  id: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  startedAt: z.date(),
  until: z.date().nullable(),
  byId: z.string().nullable(),
  byName: z.string().nullable(),
  endedAt: z.date().nullable(),
  endedHow: z.enum(["lifted", "expired", "replaced", "removed"]).nullable(),
  endedById: z.string().nullable(),
  endedByName: z.string().nullable(),
});

/** What a user was suspended for, the newest first. */
export async function suspensionsOf(db: Sql, userId: string): Promise<Suspension[]> {
  const found = await rows(
    db,
    Row,
    sql`select s.id, s.reason, s.note, s."startedAt", s.until, s."byId", b.name as "byName", s."endedAt", s."endedHow", s."endedById",
          e.name as "endedByName"
        from user_suspensions s left join users b on b.id = s."byId" left join users e on e.id = s."endedById"
        where s."userId" = ${userId} order by s."startedAt" desc, s.id desc limit 100`,
  );
  return found.map(({ byId, byName, endedById, endedByName, ...one }) => ({
    ...one,
    startedAt: iso(one.startedAt),
    until: iso(one.until),
    endedAt: iso(one.endedAt),
    by: byId && byName !== null ? { id: byId, name: byName } : null,
    endedBy: endedById && endedByName !== null ? { id: endedById, name: endedByName } : null,
  }));
}
