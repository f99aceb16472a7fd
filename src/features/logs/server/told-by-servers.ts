import * as z from "zod";
import { PARTY_TYPES, type Party } from "#app/features/kills/told-kill.ts";
import { HOUR, MINUTE } from "#app/lib/duration.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import type { LoggedDeath } from "../logged-facts.ts";

/** A log's stamps are cut to the second, and what a console prints is read at once: so much earlier or later than a line a server may have told of it. */
const EARLIER_MS = 1_000;
const LATER_MS = 3_000;
/** What a server did not tell of around what it did speaks against the log being its. */
const AROUND_MS = 10 * MINUTE;

/** Zones of time are as far apart, in steps of half an hour. */
const MOST_SHIFTED_MS = 14 * HOUR;
const SHIFTS_MS = Array.from(
  { length: (2 * MOST_SHIFTED_MS) / (HOUR / 2) + 1 },
  (_, step) => step * (HOUR / 2) - MOST_SHIFTED_MS,
);
/** As many deaths are looked at for by how much the clock is another. */
const LOOKED_AT = 40;
/** Among many shifts one fits a few deaths by chance: so many have to fall together, and this share of those around them. */
const LEAST_SHIFTED = 8;
const SHARE_SHIFTED = 0.8;

/** A server, and from when to when it has told of kills. */
const Telling = z.object({ id: z.string(), from: z.date(), to: z.date() });

const ServerKill = z.object({
  death: z.number(),
  num: z.number(),
  at: z.date(),
  game: z.string(),
  serverId: z.string(),
  killerId: z.string().nullable(),
  killerKey: z.string(),
  killerName: z.string().nullable(),
  killerType: z.enum(PARTY_TYPES).nullable(),
  victimId: z.string().nullable(),
  victimKey: z.string(),
  victimName: z.string(),
  victimType: z.enum(PARTY_TYPES),
  weapon: z.string().nullable(),
  senderId: z.string().nullable(),
});
type ServerKill = z.output<typeof ServerKill>;

/** The kill that a server of this panel has told of, as a telling of it names who took part. */
export interface KnownKill {
  game: string;
  at: Date;
  killer: Party;
  victim: Party;
}

interface OfLog {
  /** What its kills are told under, and by whose patterns it is read. */
  game: string;
  logGame: string | null;
  reporter: string;
}

/** What servers told of a log's deaths, by the deaths' places, and how much later by the panel's clock they were than the log's zone makes them. */
export interface ToldByServers {
  known: Map<number, KnownKill>;
  shiftMs: number;
}

/**
 * Of deaths of a log, in its order, those that a server of this panel has told of already, by their place. The names, the weapon and the moment have to be the
 * same, and each kill is one death's alone; and since those that the game itself moves are called alike on all servers, it is only believed of a log most of whose
 * deaths around them the same server has told. A log that was read by another zone of time than its server's is found by the hours between the two; `shiftMs` is what parts
 * of it before were found by.
 */
export async function toldByServers(
  db: Sql,
  { game, logGame, reporter }: OfLog,
  deaths: readonly LoggedDeath[],
  senderIds: readonly string[],
  shiftMs: number | null,
): Promise<ToldByServers> {
  const none = { known: new Map<number, KnownKill>(), shiftMs: shiftMs ?? 0 };
  if (deaths.length === 0) return none;
  const servers = await rows(
    db,
    Telling,
    sql`select s.id, t.from, t.to from servers s cross join lateral (select min(k.at) as "from", max(k.at) as "to" from kills k where k."serverId" = s.id) as t
        where (lower(s."blueprintDocument"->>'game') = ${game} or s."blueprintDocument"->'console'->>'uses' = ${logGame}) and t.from is not null`,
  );
  if (servers.length === 0) return none;
  const found = await toldAt(db, { servers, reporter }, later(deaths, none.shiftMs), senderIds);
  if (found.size > 0 || shiftMs !== null) return { known: found, shiftMs: none.shiftMs };
  const shift = await shiftOf(db, { servers, reporter }, deaths, senderIds);
  if (shift === null) return none;
  return { known: await toldAt(db, { servers, reporter }, later(deaths, shift), senderIds), shiftMs: shift };
}

interface Servers {
  servers: readonly z.output<typeof Telling>[];
  reporter: string;
}

function later(deaths: readonly LoggedDeath[], shiftMs: number): readonly LoggedDeath[] {
  if (shiftMs === 0) return deaths;
  return deaths.map((death) => ({ ...death, at: new Date(Date.parse(death.at) + shiftMs).toISOString() }));
}

/** By how much the log's clock is another than a server's that told nearly all of its deaths; null: by nothing that is known. */
async function shiftOf(
  db: Sql,
  { servers, reporter }: Servers,
  all: readonly LoggedDeath[],
  senderIds: readonly string[],
): Promise<number | null> {
  const deaths = all.slice(0, LOOKED_AT);
  if (deaths.length < LEAST_SHIFTED) return null;
  const found = await near(
    db,
    { ids: servers.map(({ id }) => id), reporter },
    SHIFTS_MS.flatMap((shift) => later(deaths, shift)),
  );
  const fitting = SHIFTS_MS.flatMap((shift, n) => {
    const shifted = later(deaths, shift);
    const times = shifted.map(({ at }) => Date.parse(at));
    const first = n * deaths.length;
    const those = found.flatMap((kill) =>
      kill.death >= first && kill.death < first + deaths.length ? [{ ...kill, death: kill.death - first }] : [],
    );
    return servers.map((server) => {
      const matched = matchedOf(
        those.filter(({ serverId }) => serverId === server.id),
        shifted,
        senderIds,
      );
      const isBelieved = matched.size >= SHARE_SHIFTED * around(times, [...matched.keys()], server);
      return { shift, many: isBelieved ? matched.size : 0 };
    });
  });
  const best = fitting.reduce((most, one) => (one.many > most.many ? one : most), { shift: 0, many: 0 });
  return best.many >= LEAST_SHIFTED ? best.shift : null;
}

/** What one of the servers told of most of these deaths, at the moments that they have. */
async function toldAt(
  db: Sql,
  { servers, reporter }: Servers,
  deaths: readonly LoggedDeath[],
  senderIds: readonly string[],
): Promise<Map<number, KnownKill>> {
  const found = await near(db, { ids: servers.map(({ id }) => id), reporter }, deaths);
  const times = deaths.map(({ at }) => Date.parse(at));
  const matches = servers.map((server) => {
    const ofServer = found.filter(({ serverId }) => serverId === server.id);
    const matched = matchedOf(ofServer, deaths, senderIds);
    return { matched, isBelieved: 2 * matched.size > around(times, [...matched.keys()], server) };
  });
  const [best] = matches.filter(({ isBelieved }) => isBelieved).sort((a, b) => b.matched.size - a.matched.size);
  return new Map([...(best?.matched ?? [])].map(([place, kill]) => [place, known(kill)]));
}

/** Kills that these servers told of around the time of each death. */
async function near(
  db: Sql,
  { ids, reporter }: { ids: readonly string[]; reporter: string },
  deaths: readonly LoggedDeath[],
): Promise<ServerKill[]> {
  const asked = deaths.map(({ at, victim }, death) => ({
    death,
    victim: victim.name,
    from: new Date(Date.parse(at) - EARLIER_MS),
    to: new Date(Date.parse(at) + LATER_MS),
  }));
  return await rows(
    db,
    ServerKill,
    sql`select a.death, k.num, k.at, k.game, k."serverId", k."killerId", k."killerKey", k."killerName", k."killerType", k."victimId", k."victimKey", k."victimName", k."victimType", k.weapon,
          (select r."senderId" from kill_reports r where r."killNum" = k.num and r.reporter = ${reporter} limit 1) as "senderId"
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(death int, victim text, "from" timestamptz, "to" timestamptz)
        cross join unnest(${[...ids]}::text[]) as s(id)
        cross join lateral (
          select * from kills k where k."serverId" = s.id and k.at between a."from" and a."to" and k."victimName" = a.victim and k.source in ('console', 'bridge') offset 0) as k
        order by a.death, k.at, k.num`,
  );
}

/** The first kill that is left for each death, by the death's place. */
function matchedOf(
  kills: readonly ServerKill[],
  deaths: readonly LoggedDeath[],
  senderIds: readonly string[],
): Map<number, ServerKill> {
  const matched = new Map<number, ServerKill>();
  const taken = new Set<number>();
  for (const kill of kills) {
    const { death: place, num, senderId } = kill;
    const isFree = !matched.has(place) && !taken.has(num) && (senderId === null || senderId === senderIds[place]);
    if (!isFree || !isAlike(kill, deaths[place]!)) continue;
    matched.set(place, kill);
    taken.add(num);
  }
  return matched;
}

function isAlike(kill: ServerKill, { kind, killer, victim, weapons }: LoggedDeath): boolean {
  const killerName = kind === "suicide" ? victim.name : (killer?.name ?? null);
  const [weapon = null] = weapons;
  // A bridge may tell of a kill without saying with what.
  const agrees = weapon === null || kill.weapon === null || kill.weapon.toLowerCase() === weapon.toLowerCase();
  return agrees && kill.victimName === victim.name && kill.killerName === killerName;
}

/** How many deaths happened around the matched ones, these included, as long as the server told of any. */
function around(times: readonly number[], matched: readonly number[], { from, to }: z.output<typeof Telling>): number {
  const isTold = (time: number) => time >= from.getTime() - LATER_MS && time <= to.getTime() + EARLIER_MS;
  return times.filter((time) => isTold(time) && matched.some((place) => Math.abs(times[place]! - time) <= AROUND_MS))
    .length;
}

function known(kill: ServerKill): KnownKill {
  return {
    game: kill.game,
    at: kill.at,
    killer: {
      type: kill.killerType ?? "environment",
      name: kill.killerName,
      playerId: kill.killerId,
      key: kill.killerKey,
    },
    victim: { type: kill.victimType, name: kill.victimName, playerId: kill.victimId, key: kill.victimKey },
  };
}
