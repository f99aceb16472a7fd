import { may } from "#app/lib/access.ts";
import type { Actor } from "#app/operation/actor.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";

/** Whether the user `u` shows what their players do to this caller. The statement must call the table of users so. */
function shows(actor: Actor, u: SqlText): SqlText {
  if (actor.unbounded || may(actor, "players.private:read")) return sql`true`;
  // Who is nobody is nobody's friend; a comparison with null would be neither true nor false.
  if (actor.userId === null) return sql`(${u}.id is null or ${u}."privacyLevel" = 'PUBLIC')`;
  return sql`(${u}.id is null or ${u}."privacyLevel" = 'PUBLIC' or ${u}.id = ${actor.userId}
    or (${u}."privacyLevel" = 'FRIENDS_ONLY' and exists (select 1 from friendships f where f."userId" = ${u}.id and f."friendId" = ${actor.userId})))`;
}

/** Both parties' users, by the names that `hidden` and `visibleKills` use. */
export const PARTIES = sql`left join players kp on kp.id = k."killerId" left join users ku on ku.id = kp."userId"
  left join players vp on vp.id = k."victimId" left join users vu on vu.id = vp."userId"`;

/** Whether killer and victim are hidden from the caller: columns `killerHidden` and `victimHidden`. */
export function hidden(actor: Actor): SqlText {
  return sql`not ${shows(actor, sql`ku`)} as "killerHidden", not ${shows(actor, sql`vu`)} as "victimHidden"`;
}

/** Whether a player `p`, joined with their user `u`, shows their kills to the caller. */
export function showsKills(actor: Actor): SqlText {
  return shows(actor, sql`u`);
}

/** The condition under which one of the two is named to the caller, for searches by who took part. */
export function namedParty(actor: Actor, side: "killer" | "victim"): SqlText {
  return shows(actor, side === "killer" ? sql`ku` : sql`vu`);
}

/** Whether the player is the user's by more than their word: somebody who only says that a handle is theirs must not see by it what is kept from others. */
function isProven(p: SqlText, userId: string): SqlText {
  return sql`(${p}."userId" = ${userId} and (${p}."linkedBy" is distinct from 'claim' or ${p}.key = ${`user:${userId}`}))`;
}

/** The caller's own part in the kill `k`: theirs, or told by them. */
function isOwn({ userId }: Actor): SqlText {
  if (userId === null) return sql`false`;
  return sql`(k."reporterId" = ${userId} or ${isProven(sql`kp`, userId)} or ${isProven(sql`vp`, userId)})`;
}

/**
 * The condition that keeps kills to those the caller may see: of everybody with the permission on the instance, else of the communities and servers where they
 * have it, and their own; once they are public, but for one's own. The statement must call the table `k` and have `PARTIES`.
 */
export function visibleKills(actor: Actor, now: Date): SqlText {
  if (actor.scopes && !actor.scopes.has("kills:read")) return sql`false`;
  if (actor.unbounded) return sql`true`;
  const communities = [...actor.holdings.communities].filter(([, held]) => held.has("kills:read")).map(([id]) => id);
  const reach = may(actor, "kills:read")
    ? sql`true`
    : sql`(k."communityIds" && ${communities}::text[] or k."serverId" in (select s.id from servers s where ${visibleServers(actor, "kills:read")}))`;
  return sql`((k."publicAt" <= ${now} and ${reach}) or ${isOwn(actor)})`;
}
