import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import {
  join,
  likeExact,
  likePart,
  literal,
  pageRows,
  row,
  rows,
  type Sql,
  type SqlText,
  sql,
} from "#app/platform/sql.ts";
import { type Player, PlayerStatus } from "../schema.ts";
import { type Reach, within } from "./reach.ts";

/** What a list can be sorted by. */
type Sort = "name" | "created" | "lastLogin" | "status";

export interface ListQuestion {
  q?: string | undefined;
  status?: PlayerStatus | undefined;
  role?: string | undefined;
  online?: boolean | undefined;
  linked?: boolean | undefined;
  reported?: boolean | undefined;
  via: "servers" | "kills";
  /** A minus in front turns it round. */
  sort: Sort | `-${Sort}`;
  page: number;
  limit: number;
}

/** The servers of which players, their addresses and reports of them may be seen. */
export interface Reaches {
  players: Reach;
  addresses: Reach;
  reports: Reach;
}

/** Where rows are chosen from, and what a question's columns are called there. `tie` names a player too: a number of theirs, or the id. */
interface Source {
  from: SqlText;
  where: SqlText;
  columns: Record<Sort | "id" | "online" | "role" | "tie", SqlText>;
}

/**
 * One page of the players in reach, and how many there are. A page is chosen out of an index alone, in its order and from the end of it that is nearer; only the
 * page's own rows are read whole.
 */
export async function listPlayers(
  db: Sql,
  question: ListQuestion,
  reaches: Reaches,
): Promise<{ items: Player[]; total: number }> {
  const { page, limit, sort } = question;
  const { from, where, columns } = sourceOf(reaches.players);
  const matching = join(
    [where, ...viaOf(question, reaches.players), ...conditionsOf(question, columns, reaches)],
    " and ",
  );
  const order = (direction: SqlText) =>
    sql`order by ${columns[sort.replace("-", "") as Sort]} ${direction}, ${columns.tie} ${direction}`;
  if (question.q) {
    // Whom a search finds is found once, and counted with the page.
    const direction = literal(sort.startsWith("-") ? "desc" : "asc");
    const { found, total } = await pageRows(
      db,
      Chosen,
      sql`select ${columns.tie} as key, count(*) over ()::int as total from ${from} where ${matching} ${order(direction)}`,
      { page, limit },
    );
    return { items: await playersOf(db, keysOf(found), reaches), total };
  }
  const counted = await row(
    db,
    z.object({ total: z.number() }),
    sql`select count(*)::int as total from ${from} where ${matching}`,
  );
  const total = counted!.total;
  const offset = (page - 1) * limit;
  const size = Math.min(limit, total - offset);
  if (size <= 0) return { items: [], total };
  const isFromEnd = offset > total / 2;
  const direction = literal(sort.startsWith("-") !== isFromEnd ? "desc" : "asc");
  const chosen = await rows(
    db,
    Chosen,
    sql`select ${columns.tie} as key from ${from} where ${matching} ${order(direction)}
        limit ${size} offset ${isFromEnd ? total - offset - size : offset}`,
  );
  const keys = keysOf(chosen);
  return { items: await playersOf(db, isFromEnd ? keys.reverse() : keys, reaches), total };
}

/** What names a chosen player. */
const Chosen = z.object({ key: z.union([z.string(), z.number()]) });

function keysOf(chosen: readonly z.output<typeof Chosen>[]): (string | number)[] {
  return chosen.map(({ key }) => key);
}

/** Of everything: players. Of one server: its rows. Of several: what those rows make of each player. */
function sourceOf(reach: Reach): Source {
  if (reach === null)
    return {
      from: sql`players p`,
      where: sql`true`,
      columns: {
        id: sql`p.id`,
        tie: sql`p.num`,
        name: sql`lower(p.name)`,
        created: sql`p.num`,
        lastLogin: sql`coalesce(p."lastLoginAt", '-infinity'::timestamptz)`,
        status: sql`p.status`,
        online: sql`p.online`,
        role: sql`p.role`,
      },
    };
  const [serverId, ...others] = reach;
  const places = sql`player_servers v`;
  const columns = {
    id: sql`v."playerId"`,
    tie: sql`v."playerId"`,
    name: sql`lower(v.name)`,
    created: sql`v."firstSeenAt"`,
    lastLogin: sql`coalesce(v."lastLoginAt", '-infinity'::timestamptz)`,
    status: sql`v.status`,
    online: sql`v.online`,
    role: sql`v.role`,
  };
  if (serverId === undefined) return { from: places, where: sql`false`, columns };
  if (others.length === 0) return { from: places, where: sql`v."serverId" = ${serverId}`, columns };
  return {
    from: sql`(select "playerId", min(name) as name, min("firstSeenAt") as "firstSeenAt", max("lastLoginAt") as "lastLoginAt",
        bool_or(online) as online, ${GRAVEST} as status, max(role) as role
      from player_servers where ${within(reach, sql`"serverId"`)} group by "playerId") v`,
    where: sql`true`,
    columns,
  };
}

/** Of a player's standings on several servers the one that weighs most. */
const GRAVEST = sql`case when bool_or(status = 'banned') then 'banned'::player_status
  when bool_or(status = 'suspended') then 'suspended' else 'active' end`;

/** Written out, so that the planner sees which of them an index of few rows is for. */
const STATUS: Record<PlayerStatus, SqlText> = {
  active: sql`'active'::player_status`,
  banned: sql`'banned'::player_status`,
  suspended: sql`'suspended'::player_status`,
};

/**
 * Of everything, those who were seen on a server or those who are known by kills alone, of whom there may be many more. Who is in, is kept out, or of whom a report
 * waits, is found whatever they are known by.
 */
function viaOf({ via, online, status, reported }: ListQuestion, reach: Reach): SqlText[] {
  if (reach !== null) return via === "kills" ? [sql`false`] : [];
  if (via === "kills") return [sql`p."byKills"`];
  return online || reported || (status && status !== "active") ? [] : [sql`not p."byKills"`];
}

function conditionsOf(question: ListQuestion, columns: Source["columns"], reaches: Reaches): SqlText[] {
  const { q, status, role, online, linked, reported } = question;
  const { id } = columns;
  return [
    ...(q ? [sql`${id} in (${foundBy(q, reaches.addresses)})`] : []),
    ...(status ? [sql`${columns.status} = ${STATUS[status]}`] : []),
    ...(role ? [sql`${columns.role} = ${role}`] : []),
    ...(online === undefined ? [] : [sql`${online ? literal("") : literal("not ")}${columns.online}`]),
    ...(linked === undefined
      ? []
      : [
          sql`${linked ? literal("") : literal("not ")}exists (select from players l where l.id = ${id} and l."userId" is not null)`,
        ]),
    ...(reported
      ? [
          sql`${id} in (select r."playerId" from player_reports r where r.state <> 'resolved' and ${within(reaches.reports, sql`r."serverId"`)})`,
        ]
      : []),
  ];
}

/** Begins like an IP address: two numbers and a dot, or groups and colons. */
const ADDRESS_START = /^(\d{1,3}\.[\d.]*|[0-9a-f]{0,4}:[0-9a-f:.]*)$/i;

/**
 * Whom a search finds: part of what they are or were called, the whole of the platform's id or of ours; for who may see addresses part of the e-mail address,
 * and how a network address they came from begins.
 */
function foundBy(q: string, addresses: Reach): SqlText {
  const like = likePart(q.toLowerCase());
  const found = [
    sql`select id from players where lower(name) like ${like}`,
    sql`select "playerId" from player_names where lower(name) like ${like}`,
    sql`select id from players where lower("platformId") = ${q.toLowerCase()}`,
    sql`select id from players where id = ${q}`,
  ];
  if (addresses === null) found.push(sql`select id from players where lower(email) like ${like} and email is not null`);
  else if (addresses.length > 0)
    found.push(sql`select l.id from players l join player_servers a on a."playerId" = l.id
      where lower(l.email) like ${like} and l.email is not null and ${within(addresses, sql`a."serverId"`)}`);
  if (ADDRESS_START.test(q) && addresses?.length !== 0)
    found.push(sql`select a."playerId" from player_sessions a
      where a.address like ${`${likeExact(q.toLowerCase())}%`} and a.address is not null and ${within(addresses, sql`a."serverId"`)}`);
  return join(found, " union ");
}

const Listed = z.object({
  id: z.string(),
  num: z.number(),
  name: z.string(),
  status: PlayerStatus,
  role: z.string().nullable(),
  online: z.boolean(),
  onlineSince: z.date().nullable(),
  createdAt: z.date(),
  lastLoginAt: z.date().nullable(),
  lastSeenAt: z.date().nullable(),
  playedSec: z.number(),
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  isLinked: z.boolean(),
  openReports: z.number().nullable(),
});

/** These players, by their ids or their numbers, in this order, as far as they are in reach. */
async function playersOf(db: Sql, keys: readonly (string | number)[], reaches: Reaches): Promise<Player[]> {
  const isNumbered = typeof keys[0] === "number";
  const isAll = reaches.players === null;
  const of = (whole: SqlText, here: SqlText) => (isAll ? whole : here);
  const found = await rows(
    db,
    Listed,
    sql`select p.id, p.num, p.name, ${of(sql`p.status`, sql`h.status`)}::text as status, ${of(sql`p.role`, sql`h.role`)} as role,
          coalesce(${of(sql`p.online`, sql`h.online`)}, false) as online, ${of(sql`p."createdAt"`, sql`h."firstSeenAt"`)} as "createdAt",
          ${of(sql`p."lastLoginAt"`, sql`h."lastLoginAt"`)} as "lastLoginAt", h."lastSeenAt", coalesce(h."playedSec", 0)::bigint as "playedSec",
          w."serverId", w."serverName", w."onlineSince", p."userId" is not null as "isLinked", ${openReports(reaches.reports)} as "openReports"
        from players p
          cross join lateral (
            select bool_or(online) as online, min("firstSeenAt") as "firstSeenAt", max("lastLoginAt") as "lastLoginAt", max("lastSeenAt") as "lastSeenAt",
              sum("playedSec") as "playedSec", ${GRAVEST} as status, max(role) as role
            from player_servers where "playerId" = p.id and ${within(reaches.players, sql`"serverId"`)}) h
          left join lateral (
            select v."serverId", s.name as "serverName", case when v.online then (
                select max("startedAt") from player_sessions where "playerId" = p.id and "serverId" = v."serverId" and "endedAt" is null) end as "onlineSince"
            from player_servers v join servers s on s.id = v."serverId"
            where v."playerId" = p.id and ${within(reaches.players, sql`v."serverId"`)} order by v.online desc, v."lastSeenAt" desc limit 1) w on true
        where ${isNumbered ? sql`p.num = any(${[...keys]}::bigint[])` : sql`p.id = any(${[...keys]}::text[])`}`,
  );
  const byKey = new Map(found.map((each) => [isNumbered ? each.num : each.id, each]));
  return keys.flatMap((key) => {
    const each = byKey.get(key);
    return each ? [shown(each)] : [];
  });
}

function openReports(reach: Reach): SqlText {
  if (reach?.length === 0) return sql`null::int`;
  return sql`(select count(*)::int from player_reports r
    where r."playerId" = p.id and r.state <> 'resolved' and ${within(reach, sql`r."serverId"`)})`;
}

function shown({ num, ...player }: z.output<typeof Listed>): Player {
  return {
    ...player,
    number: num,
    onlineSince: iso(player.onlineSince),
    createdAt: iso(player.createdAt),
    lastLoginAt: iso(player.lastLoginAt),
    lastSeenAt: iso(player.lastSeenAt),
  };
}

/** One player as lists show them, of these servers alone. */
export async function listedPlayer(db: Sql, playerId: string, reaches: Reaches): Promise<Player | null> {
  const [player] = await playersOf(db, [playerId], reaches);
  return player ?? null;
}
