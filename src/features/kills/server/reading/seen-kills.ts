import { levelOf } from "#app/features/communities/community-level.ts";
import { may } from "#app/lib/access.ts";
import type { Actor } from "#app/operation/actor.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { literal, type SqlText, sql } from "#app/platform/sql.ts";
import type { Walk } from "./walks.ts";

/** Whether the user `u` shows what they do to this caller. The statement must call the table of users so. */
function shows(actor: Actor, u: SqlText): SqlText {
  if (actor.unbounded || may(actor, "players.private:read")) return sql`true`;
  // Who is nobody is nobody's friend; a comparison with null would be neither true nor false.
  if (actor.userId === null) return showsAll(u);
  return sql`(${showsAll(u)} or ${u}.id = ${actor.userId}
    or (${u}."privacyLevel" = 'FRIENDS_ONLY' and exists (select 1 from friendships f where f."userId" = ${u}.id and f."friendId" = ${actor.userId})))`;
}

/** Whether the user `u` shows what they do to everybody. */
function showsAll(u: SqlText): SqlText {
  return sql`(${u}.id is null or ${u}."privacyLevel" = 'PUBLIC')`;
}

/** Whether the player `p` is their user's by more than the user's word or a log, which is a file that anybody can write. */
function isProven(p: SqlText): SqlText {
  return sql`(coalesce(${p}."linkedBy", '') not in ('claim', 'log') or ${p}.key = 'user:' || ${p}."userId")`;
}

/** Whether anybody else has told of the kill `k` than the user of the player `p`. */
function isToldByOthers(p: SqlText): SqlText {
  return sql`(k."reporterId" is distinct from ${p}."userId" or k.confirmations > 1)`;
}

/**
 * Whether a player `p`, in the kill `k`, is named where their user's own level says this. By their word alone nobody hides what others told of a name; what they alone told stays
 * theirs to hide.
 */
function named(byLevel: SqlText, p: SqlText): SqlText {
  return sql`(${byLevel} or (not ${isProven(p)} and ${isToldByOthers(p)}))`;
}

const [KP, KU, VP, VU] = [sql`kp`, sql`ku`, sql`vp`, sql`vu`];

/** Both parties' players and users, by the names that `hidden` and `namedParty` use. */
export const PARTIES = sql`left join players kp on kp.id = k."killerId" left join users ku on ku.id = kp."userId"
  left join players vp on vp.id = k."victimId" left join users vu on vu.id = vp."userId"`;

/** The same for few kills: each party is looked up, whatever the planner thinks how many there are. */
export const PARTIES_OF_FEW = sql`left join lateral (select p.id, p.name, p.key, p."userId", p."linkedBy" from players p where p.id = k."killerId" limit 1) as kp on true
  left join lateral (select u.id, u."privacyLevel" from users u where u.id = kp."userId" limit 1) as ku on true
  left join lateral (select p.id, p.name, p.key, p."userId", p."linkedBy" from players p where p.id = k."victimId" limit 1) as vp on true
  left join lateral (select u.id, u."privacyLevel" from users u where u.id = vp."userId" limit 1) as vu on true`;

/** Whether killer and victim are hidden from the caller: columns `killerHidden` and `victimHidden`. */
export function hidden(actor: Actor): SqlText {
  return sql`not ${namedParty(actor, "killer")} as "killerHidden", not ${namedParty(actor, "victim")} as "victimHidden"`;
}

/** Whether they are hidden from anybody at all: columns `killerIsShy` and `victimIsShy`. */
export const SHY = sql`not ${named(showsAll(KU), KP)} as "killerIsShy", not ${named(showsAll(VU), VP)} as "victimIsShy"`;

/** Whose players they are, as far as the caller may know, and everybody: columns `killerUserId`, `victimUserId`, `killerOpenUserId` and `victimOpenUserId`. */
export function usersOf(actor: Actor): SqlText {
  return sql`case when ${shows(actor, KU)} then kp."userId" end as "killerUserId", case when ${shows(actor, VU)} then vp."userId" end as "victimUserId",
    case when ${showsAll(KU)} then kp."userId" end as "killerOpenUserId", case when ${showsAll(VU)} then vp."userId" end as "victimOpenUserId"`;
}

/** Whether the user `u` shows themself and what they do to the caller, by whichever players. */
export function showsUser(actor: Actor): SqlText {
  return shows(actor, sql`u`);
}

/**
 * Whether a player `p`, joined with their user `u`, shows their kills to the caller: as the user says, but for players that the user has not proven to be theirs. Those
 * are hidden as long as nobody else has told of them.
 */
export function showsKills(actor: Actor): SqlText {
  const p = sql`p`;
  const told = (key: SqlText) =>
    sql`coalesce((select true from kills k where ${key} = p.id and k.published and k.state <> 'retracted' and ${isToldByOthers(p)} limit 1), false)`;
  return sql`(${shows(actor, sql`u`)} or (not ${isProven(p)} and (${told(sql`k."victimKey"`)} or ${told(sql`k."killerKey"`)})))`;
}

/** The condition under which one of the two is named to the caller, for searches by who took part. */
export function namedParty(actor: Actor, side: "killer" | "victim"): SqlText {
  return side === "killer" ? named(shows(actor, KU), KP) : named(shows(actor, VU), VP);
}

/** The condition under which a side of the kill `k` is named to the caller, by itself: for searches by them, and by what they were in. */
export function shownSide(actor: Actor, side: "killer" | "victim"): SqlText {
  if (actor.unbounded || may(actor, "players.private:read")) return sql`true`;
  const id = side === "killer" ? sql`k."killerId"` : sql`k."victimId"`;
  // One value a kill, which the planner looks up by the player's id: of a condition that one exists it may read all players.
  return sql`coalesce((select ${named(shows(actor, sql`u`), sql`p`)} from players p left join users u on u.id = p."userId" where p.id = ${id} limit 1), true)`;
}

/**
 * The user's players, as an array, by more than their word: somebody who only says that a handle is theirs must not see by it what is kept from others, nor who has
 * it from a log, which is a file that anybody can write. Looked up once a statement, however many kills it looks at.
 */
function provenPlayers(userId: string): SqlText {
  return sql`array(select own.id from players own where own."userId" = ${userId} and ${isProven(sql`own`)})`;
}

/** Whether the caller killed or died in the kill `k`, by more than their word. */
export function tookPart({ userId }: Actor): SqlText {
  if (userId === null) return sql`false`;
  return sql`(coalesce(k."killerId" = any(${provenPlayers(userId)}), false) or coalesce(k."victimId" = any(${provenPlayers(userId)}), false))`;
}

/** The caller's own part in the kill `k`: theirs, or told by them. */
function isOwn(actor: Actor): SqlText {
  if (actor.userId === null) return sql`false`;
  return sql`(k."reporterId" = ${actor.userId} or ${tookPart(actor)})`;
}

/** The condition that leaves out kills `k` that are not public yet, but for the caller's own. */
export function publicOrOwn(actor: Actor, now: Date): SqlText {
  return sql`(k."publicAt" <= ${now} or ${isOwn(actor)})`;
}

/** Those of these keys of players whose kills the caller may find by them, as an array. */
export function findableKeys(actor: Actor, keys: readonly string[]): SqlText {
  return sql`array(select asked.key from unnest(${[...new Set(keys)]}::text[]) as asked(key) left join players p on p.id = asked.key left join users u on u.id = p."userId"
    where ${showsKills(actor)})`;
}

function communitiesOf(actor: Actor): string[] {
  return [...actor.holdings.communities].filter(([, held]) => held.has("kills:read")).map(([id]) => id);
}

/** Where the kills are that the caller may see: all in their order of time, else those of each place where they may, and their own. `visibleKills` still decides. */
export function walksOf(actor: Actor, game?: string): Walk[] {
  if (actor.scopes && !actor.scopes.has("kills:read")) return [];
  if (actor.unbounded || may(actor, "kills:read"))
    return [game === undefined ? { along: "time" } : { along: "game", game }];
  const communities = communitiesOf(actor);
  const servers = sql`array(select s.id from servers s where ${visibleServers(actor, "kills:read")})`;
  const walks: Walk[] = [{ along: "server", keys: servers }];
  if (communities.length > 0) walks.push({ along: "community", keys: sql`${communities}::text[]` });
  if (actor.userId !== null) {
    const own = provenPlayers(actor.userId);
    walks.push({ along: "killer", keys: own }, { along: "victim", keys: own });
    walks.push({ along: "reporter", keys: sql`array[${actor.userId}]::text[]` });
  }
  return walks;
}

/**
 * The condition that keeps kills to those the caller may see: of everybody with the permission on the instance, else of the communities and servers where they
 * have it, and their own; once they are public, but for one's own. The statement must call the table `k`.
 */
export function visibleKills(actor: Actor, now: Date): SqlText {
  if (actor.scopes && !actor.scopes.has("kills:read")) return sql`false`;
  if (actor.unbounded) return sql`true`;
  const communities = communitiesOf(actor);
  const reach = may(actor, "kills:read")
    ? sql`true`
    : sql`(k."communityIds" && ${communities}::text[] or k."serverId" in (select s.id from servers s where ${visibleServers(actor, "kills:read")}))`;
  return sql`((k."publicAt" <= ${now} and ${reach}) or ${isOwn(actor)})`;
}

/** Of the communities that the kill `k` was told in those whose kills the caller may read as one, or all of their own kill: else a list of all would be that of a private one. */
export function communitiesShown(actor: Actor): SqlText {
  if (actor.unbounded || may(actor, "communities:read")) return sql`k."communityIds"`;
  const holding = (permission: "kills:read" | "kills:decide") =>
    [...actor.holdings.communities].filter(([, held]) => held.has(permission)).map(([id]) => id);
  const level = literal(levelOf("c"));
  return sql`case when cardinality(k."communityIds") = 0 or ${isOwn(actor)} then k."communityIds" else
    array(select c.id from communities c where c.id = any(k."communityIds") and (${level} = 'PUBLIC' or c.id = any(${holding("kills:decide")}::text[])
      or (${level} = 'FRIENDS_ONLY' and c.id = any(${holding("kills:read")}::text[]))) order by c.id) end`;
}
