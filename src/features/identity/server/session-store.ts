import * as z from "zod";
import { MINUTE, SECOND } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import { type Actor, personActor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { now } from "#app/platform/clock.ts";
import { randomToken, sha256Hex } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { sessionRevoked, sessionStarted } from "../events.ts";
import { SESSION_MAX_MS, sessionExpiry } from "../rules.ts";
import type { SignInMethod } from "../schema.ts";

/** What a door turns into the session cookie. `expiresAt` is when the session ends at the latest; without use it ends earlier. */
export interface NewSession {
  token: string;
  expiresAt: Date;
}

/**
 * A session for this user, whoever they were before: a session that the caller already had is ended, so that no token outlives a change of identity.
 * Only the token's SHA-256 is stored.
 */
export async function createSession(
  context: Context,
  userId: string,
  method: SignInMethod,
  options: { secondFactor: boolean },
): Promise<NewSession> {
  const { db, actor, now: at, address, userAgent, emit } = context;
  if (actor.sessionId) await db.execute(sql`delete from sessions where id = ${actor.sessionId}`);
  const id = newId("ses", at.getTime());
  const token = randomToken();
  await db.execute(sql`
    insert into sessions (id, "tokenHash", "userId", "authenticatedAt", "secondFactorAt", method, address, "userAgent", "createdAt", "lastSeenAt", "expiresAt")
    values (${id}, ${sha256Hex(token)}, ${userId}, ${at}, ${options.secondFactor ? at : null}, ${method}, ${address},
      ${userAgent?.slice(0, 400) ?? null}, ${at}, ${at}, ${sessionExpiry(at, at)})`);
  emit(sessionStarted, { userId, sessionId: id, method });
  return { token, expiresAt: new Date(at.getTime() + SESSION_MAX_MS) };
}

/** Ends these sessions of a user: all, all but one, or one. Says which. */
export async function endSessions(
  { db, emit }: Pick<Context, "db" | "emit">,
  userId: string,
  which: { except?: string | null; only?: string } = {},
): Promise<string[]> {
  const ended = await rows(
    db,
    z.object({ id: z.string() }),
    sql`delete from sessions where "userId" = ${userId} and (${which.except ?? null}::text is null or id <> ${which.except ?? null})
        and (${which.only ?? null}::text is null or id = ${which.only ?? null}) returning id`,
  );
  const sessionIds = ended.map(({ id }) => id);
  if (sessionIds.length > 0) emit(sessionRevoked, { userId, sessionIds });
  return sessionIds;
}

const CACHE_MS = SECOND;
const CACHE_MAX = 10_000;
const SEEN_EVERY_MS = MINUTE;

interface Cached {
  actor: Promise<Actor | null>;
  untilMs: number;
}
// By runtime, so that a process that changes its database (a test) starts without memories.
const caches = new WeakMap<Database, Map<string, Cached>>();

/**
 * Who a session token belongs to, or null if it is none, has ended, or its user may not sign in any more. Remembered for one second from the moment it was
 * read, never longer: what is revoked, demoted or suspended stops everywhere within a second.
 */
export function actorOfSession(runtime: Runtime, token: string): Promise<Actor | null> {
  const { database } = runtime;
  const cache = caches.get(database) ?? new Map<string, Cached>();
  caches.set(database, cache);
  const tokenHash = sha256Hex(token);
  const atMs = performance.now();
  const known = cache.get(tokenHash);
  if (known && known.untilMs > atMs) return known.actor;
  // A full cache is emptied: at most one read more for each session that is in use.
  if (cache.size >= CACHE_MAX) cache.clear();
  const actor = readActor(database, sql`s."tokenHash" = ${tokenHash}`);
  cache.set(tokenHash, { actor, untilMs: atMs + CACHE_MS });
  // What could not be read is asked again by the next call.
  actor.catch(() => cache.delete(tokenHash));
  return actor;
}

/** Who a session named by its id belongs to: for what was made in it and is still to end with it. Null as for `actorOfSession`; read anew each time. */
export function actorOfSessionId({ database }: Runtime, sessionId: string): Promise<Actor | null> {
  return readActor(database, sql`s.id = ${sessionId}`);
}

/** Forgets what was read, in this process: where news of an ended session has come and the second need not be waited for. */
export function forgetSessions({ database }: Runtime): void {
  caches.get(database)?.clear();
}

const Found = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  impersonatorId: z.string().nullable(),
  authenticatedAt: z.date(),
  secondFactorAt: z.date().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
});

async function readActor(database: Database, which: SqlText): Promise<Actor | null> {
  const at = now();
  const found = await row(
    database,
    Found,
    sql`select s.id, s."userId", u.name, s."impersonatorId", s."authenticatedAt", s."secondFactorAt", s."createdAt", s."lastSeenAt"
        from sessions s join users u on u.id = s."userId"
        where ${which} and s."expiresAt" > ${at} and u.kind = 'person' and ${mayComeIn("u")}`,
  );
  if (!found) return null;
  const { holdings, rank } = await loadHoldings(database, found.userId);
  if (at.getTime() - found.lastSeenAt.getTime() >= SEEN_EVERY_MS) await noteSeen(database, found, at);
  return personActor({
    kind: "user",
    id: found.userId,
    userId: found.userId,
    label: found.name,
    holdings,
    rank,
    sessionId: found.id,
    impersonatorId: found.impersonatorId,
    authenticatedAt: found.authenticatedAt,
    secondFactorAt: found.secondFactorAt,
  });
}

/** Writes down that a session is in use, at most once a minute over all processes, and moves its end. */
async function noteSeen(db: Sql, session: z.output<typeof Found>, at: Date): Promise<void> {
  const seen = await db.execute(sql`
    update sessions set "lastSeenAt" = ${at}, "expiresAt" = ${sessionExpiry(session.createdAt, at)}
    where id = ${session.id} and "lastSeenAt" = ${session.lastSeenAt}`);
  if (seen > 0 && session.impersonatorId === null)
    await db.execute(sql`update users set "lastSeenAt" = ${at} where id = ${session.userId}`);
}

const ListedSession = z.object({
  id: z.string(),
  method: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
});

/** A user's sessions that have not ended, the last used first. */
export async function sessionsOf(db: Sql, userId: string, currentId: string | null, at: Date) {
  const found = await rows(
    db,
    ListedSession,
    sql`select id, method, address, "userAgent", "createdAt", "lastSeenAt", "expiresAt" from sessions
        where "userId" = ${userId} and "expiresAt" > ${at} order by "lastSeenAt" desc, id desc limit 100`,
  );
  return found.map((session) => ({
    ...session,
    method: session.method as SignInMethod,
    current: session.id === currentId,
    createdAt: iso(session.createdAt),
    lastSeenAt: iso(session.lastSeenAt),
    expiresAt: iso(session.expiresAt),
  }));
}
