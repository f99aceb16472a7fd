import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { isConfirmation, isRepeat, type LikenessWindow } from "../likeness.ts";
import { KILL_EVIDENCE, KILL_KINDS, KILL_SOURCES, type KillEvidence, type ToldKill } from "../told-kill.ts";
import { type CountOptions, countKills } from "./count-kills.ts";
import { keepStreaks } from "./streaks.ts";

/** Kills of one victim are taken one after the other; victims share so many locks, so that a report of any size holds few. */
const LOCKS = 512;
/** First half of the advisory locks' numbers: those of kills. */
const LOCK_SPACE = 0x4b_49_4c;

/** What became of one telling: the kill it is now part of. */
export interface Recorded {
  id: string;
  num: number;
  /** `repeated`: this reporter had told it; `confirmed`: others had, and now so has this one. */
  outcome: "recorded" | "confirmed" | "repeated";
}

export interface RecordOptions extends LikenessWindow {
  season: CountOptions["season"];
  /** How long a kill is told to nobody who had no part in it. */
  delayMs: number;
}

const Candidate = z.object({
  num: z.number(),
  id: z.string(),
  game: z.string(),
  at: z.date(),
  source: z.enum(KILL_SOURCES),
  evidence: z.enum(KILL_EVIDENCE),
  killerKey: z.string(),
  victimKey: z.string(),
  weapon: z.string().nullable(),
  place: z.string().nullable(),
  communityIds: z.array(z.string()),
  state: z.string(),
  reporters: z.array(z.string()),
});
type Candidate = z.output<typeof Candidate>;

/** A kill of this call that none of the database's is. */
interface New {
  kind: "new";
  told: ToldKill;
  id: string;
  confirmedBy: ToldKill[];
}

/**
 * Takes what a reporter tells of kills, in the caller's transaction: each is a new kill, or confirms one that somebody else told of, or was told before. However
 * many tell of one kill at once, one kill it is. The answers are in the order of what was told.
 */
export async function recordKills(
  context: Pick<Context, "db" | "now">,
  told: readonly ToldKill[],
  options: RecordOptions,
): Promise<Recorded[]> {
  if (told.length === 0) return [];
  const { db } = context;
  await lockVictims(db, told);
  const bySender = await sentBefore(db, told);
  const candidates = await alike(db, told, options);
  const news: New[] = [];
  const confirmations = new Map<number, { candidate: Candidate; by: ToldKill[] }>();
  const outcomes = told.map(
    (
      kill,
    ):
      | { kind: "old"; id: string; num: number; outcome: "confirmed" | "repeated" }
      | { kind: "new"; of: New; isFirst: boolean; outcome: Recorded["outcome"] } => {
      const sent = kill.senderId === null ? undefined : bySender.get(`${kill.reporter}\n${kill.senderId}`);
      if (sent) return { kind: "old", ...sent, outcome: "repeated" };
      const place = `${kill.game}\n${kill.victim.key}\n${kill.killer.key}`;
      const among = candidates.get(place) ?? [];
      const repeated = among.find((other) => other.reporters.includes(kill.reporter) && isRepeat(other, kill, options));
      if (repeated) return { kind: "old", id: repeated.id, num: repeated.num, outcome: "repeated" };
      const confirmed = among
        .filter((other) => !other.reporters.includes(kill.reporter) && isConfirmation(other, kill, options))
        .sort((a, b) => apart(a, kill) - apart(b, kill))[0];
      if (confirmed) {
        confirmed.reporters.push(kill.reporter);
        const known = confirmations.get(confirmed.num) ?? { candidate: confirmed, by: [] };
        known.by.push(kill);
        confirmations.set(confirmed.num, known);
        return { kind: "old", id: confirmed.id, num: confirmed.num, outcome: "confirmed" };
      }
      // The same call may tell of one kill more than once: by one reporter it repeats itself.
      const here = news.find(
        ({ told: other }) =>
          `${other.game}\n${other.victim.key}\n${other.killer.key}` === place &&
          (other.reporter === kill.reporter ? isRepeat(other, kill, options) : isConfirmation(other, kill, options)),
      );
      if (here) {
        const isOther =
          here.told.reporter !== kill.reporter && here.confirmedBy.every(({ reporter }) => reporter !== kill.reporter);
        if (isOther) here.confirmedBy.push(kill);
        return { kind: "new", of: here, isFirst: false, outcome: isOther ? "confirmed" : "repeated" };
      }
      const made: New = { kind: "new", told: kill, id: newId("kil"), confirmedBy: [] };
      news.push(made);
      return { kind: "new", of: made, isFirst: true, outcome: "recorded" };
    },
  );
  const nums = await insertKills(context, news, options);
  await confirm(context, [...confirmations.values()], options);
  return outcomes.map((outcome) =>
    outcome.kind === "old"
      ? { id: outcome.id, num: outcome.num, outcome: outcome.outcome }
      : { id: outcome.of.id, num: nums.get(outcome.of.id) as number, outcome: outcome.outcome },
  );
}

function apart(one: { at: Date }, other: { at: Date }): number {
  return Math.abs(one.at.getTime() - other.at.getTime());
}

async function lockVictims(db: Sql, told: readonly ToldKill[]): Promise<void> {
  const victims = [...new Set(told.map(({ game, victim }) => `${game} ${victim.key}`))];
  await db.query(sql`
    select pg_advisory_xact_lock(${LOCK_SPACE}, slot) from (
      select distinct abs(hashtext(v) % ${LOCKS}) as slot from unnest(${victims}::text[]) as v order by slot) as slots`);
}

async function sentBefore(db: Sql, told: readonly ToldKill[]): Promise<Map<string, { id: string; num: number }>> {
  const sent = told.filter(({ senderId }) => senderId !== null);
  if (sent.length === 0) return new Map();
  const found = await rows(
    db,
    z.object({ reporter: z.string(), senderId: z.string(), id: z.string(), num: z.number() }),
    sql`select r.reporter, r."senderId", k.id, k.num from kill_reports r join kills k on k.num = r."killNum"
        join unnest(${sent.map(({ reporter }) => reporter)}::text[], ${sent.map(({ senderId }) => senderId)}::text[]) as s(reporter, "senderId")
          on r.reporter = s.reporter and r."senderId" = s."senderId"`,
  );
  return new Map(found.map(({ reporter, senderId, id, num }) => [`${reporter}\n${senderId}`, { id, num }]));
}

/** Kills of the same killers and victims around the same times, by game, victim and killer. */
async function alike(db: Sql, told: readonly ToldKill[], window: LikenessWindow): Promise<Map<string, Candidate[]>> {
  const around = Math.max(window.repeatMs, window.confirmMs, 3_000);
  const asked = JSON.stringify(
    told.map(({ game, at, killer, victim }) => ({
      game,
      killerKey: killer.key,
      victimKey: victim.key,
      from: new Date(at.getTime() - around),
      to: new Date(at.getTime() + around),
    })),
  );
  const found = await rows(
    db,
    Candidate,
    sql`select distinct k.num, k.id, k.game, k.at, k.source, k.evidence::text as evidence, k."killerKey", k."victimKey", k.weapon, k.place, k."communityIds", k.state::text as state,
          array(select r.reporter from kill_reports r where r."killNum" = k.num) as reporters
        from jsonb_to_recordset(${asked}::jsonb) as a(game text, "killerKey" text, "victimKey" text, "from" timestamptz, "to" timestamptz)
        join kills k on k."victimKey" = a."victimKey" and k.at between a."from" and a."to" and k.game = a.game and k."killerKey" = a."killerKey"`,
  );
  const alike = new Map<string, Candidate[]>();
  for (const candidate of found) {
    const key = `${candidate.game}\n${candidate.victimKey}\n${candidate.killerKey}`;
    alike.set(key, [...(alike.get(key) ?? []), candidate]);
  }
  return alike;
}

function strongest(all: readonly KillEvidence[]): KillEvidence {
  return all.reduce((best, one) => (KILL_EVIDENCE.indexOf(one) > KILL_EVIDENCE.indexOf(best) ? one : best));
}

/** By both sides or by a game of the panel's own: more than the word of one who gains by it. */
function isConfirmed(by: readonly Pick<ToldKill, "reporter">[]): boolean {
  return (
    new Set(by.map(({ reporter }) => reporter)).size > 1 || by.some(({ reporter }) => reporter.startsWith("server:"))
  );
}

function communitiesOf(by: readonly Pick<ToldKill, "communityId">[]): string[] {
  return [...new Set(by.flatMap(({ communityId }) => (communityId === null ? [] : [communityId])))].sort();
}

function userOf(reporter: string): string | null {
  return reporter.startsWith("user:") ? reporter.slice("user:".length) : null;
}

async function insertKills(
  { db, now }: Pick<Context, "db" | "now">,
  news: readonly New[],
  { delayMs, season }: RecordOptions,
): Promise<Map<string, number>> {
  if (news.length === 0) return new Map();
  const kills = news.map(({ told, id, confirmedBy }, position) => {
    const by = [told, ...confirmedBy];
    const { killer, victim, rawData: _raw, senderId: _sender, communityId: _community, reporter, ...rest } = told;
    return {
      ...rest,
      id,
      position,
      publicAt: new Date(now.getTime() + delayMs),
      evidence: strongest(by.map(({ evidence }) => evidence)),
      confirmations: by.length,
      confirmed: isConfirmed(by),
      killerId: killer.playerId,
      killerKey: killer.key,
      killerName: killer.name,
      killerType: killer.type,
      victimId: victim.playerId,
      victimKey: victim.key,
      victimName: victim.name ?? "",
      victimType: victim.type,
      communityIds: communitiesOf(by),
      doubts: [...new Set(by.flatMap(({ doubts }) => doubts))],
      reporterId: userOf(reporter),
    };
  });
  const inserted = await rows(
    db,
    z.object({ id: z.string(), num: z.number() }),
    sql`insert into kills (id, game, at, "publicAt", kind, method, evidence, source, confirmations, confirmed, "killerId", "victimId", "killerKey", "victimKey", "killerName", "killerType",
          "victimName", "victimType", weapon, "otherWeapons", "damageType", "killerVehicle", "victimVehicle", "vehicleId", place, system, mode, build, "serverId", "communityIds", doubts,
          "reporterId", "createdAt", "updatedAt")
        select k.id, k.game, k.at, k."publicAt", k.kind::kill_kind, k.method, k.evidence::kill_evidence, k.source, k.confirmations, k.confirmed, k."killerId", k."victimId", k."killerKey", k."victimKey",
          k."killerName", k."killerType", k."victimName", k."victimType", k.weapon, k."otherWeapons", k."damageType", k."killerVehicle", k."victimVehicle", k."vehicleId", k.place, k.system, k.mode,
          k.build, k."serverId", k."communityIds", k.doubts, k."reporterId", ${now}, ${now}
        from jsonb_to_recordset(${JSON.stringify(kills)}::jsonb) as k(id text, position int, game text, at timestamptz, "publicAt" timestamptz, kind text, method text, evidence text, source text,
          confirmations int, confirmed boolean, "killerId" text, "victimId" text, "killerKey" text, "victimKey" text, "killerName" text, "killerType" text, "victimName" text, "victimType" text,
          weapon text, "otherWeapons" text[], "damageType" text, "killerVehicle" text, "victimVehicle" text, "vehicleId" text, place text, system text, mode text, build text, "serverId" text,
          "communityIds" text[], doubts text[], "reporterId" text)
        order by k.at, k.position
        returning id, num`,
  );
  const nums = new Map(inserted.map(({ id, num }) => [id, num]));
  await writeReports(
    db,
    now,
    news.flatMap(({ id, told, confirmedBy }) =>
      [told, ...confirmedBy].map((by) => ({ killNum: nums.get(id) as number, by })),
    ),
  );
  await countKills(db, kills, { sign: 1, season });
  await keepStreaks(db, kills, { sign: 1, season });
  return nums;
}

async function writeReports(db: Sql, now: Date, reports: readonly { killNum: number; by: ToldKill }[]): Promise<void> {
  if (reports.length === 0) return;
  const told = reports.map(({ killNum, by: { reporter, senderId, source, evidence, at, communityId, rawData } }) => ({
    killNum,
    reporter,
    senderId,
    source,
    evidence,
    at,
    communityId,
    rawData,
  }));
  await db.execute(sql`
    insert into kill_reports ("killNum", reporter, "senderId", source, evidence, at, "communityId", "rawData", "createdAt")
    select r."killNum", r.reporter, r."senderId", r.source, r.evidence::kill_evidence, r.at, r."communityId", nullif(r."rawData", 'null'), ${now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as r("killNum" bigint, reporter text, "senderId" text, source text, evidence text, at timestamptz, "communityId" text, "rawData" jsonb)`);
}

const Counted = z.object({
  num: z.number(),
  game: z.string(),
  at: z.date(),
  kind: z.enum(KILL_KINDS),
  evidence: z.enum(KILL_EVIDENCE),
  killerId: z.string().nullable(),
  victimId: z.string().nullable(),
  weapon: z.string().nullable(),
  killerVehicle: z.string().nullable(),
  victimVehicle: z.string().nullable(),
  place: z.string().nullable(),
  system: z.string().nullable(),
  mode: z.string().nullable(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
  state: z.string(),
});

/** What others saw is added where nothing was known; what was known stays, and is corrected by people alone. */
async function confirm(
  { db, now }: Pick<Context, "db" | "now">,
  confirmed: readonly { candidate: Candidate; by: ToldKill[] }[],
  { season }: RecordOptions,
): Promise<void> {
  if (confirmed.length === 0) return;
  await writeReports(
    db,
    now,
    confirmed.flatMap(({ candidate, by }) => by.map((one) => ({ killNum: candidate.num, by: one }))),
  );
  const gained = confirmed.map(({ candidate, by }) => {
    const first = by[0] as ToldKill;
    return {
      num: candidate.num,
      confirmations: by.length,
      confirmed: true,
      evidence: strongest([candidate.evidence, ...by.map(({ evidence }) => evidence)]),
      weapon: first.weapon,
      damageType: first.damageType,
      killerVehicle: first.killerVehicle,
      victimVehicle: first.victimVehicle,
      vehicleId: first.vehicleId,
      place: first.place,
      system: first.system,
      mode: first.mode,
      build: first.build,
      communityIds: communitiesOf(by).filter((id) => !candidate.communityIds.includes(id)),
      doubts: [...new Set(by.flatMap(({ doubts }) => doubts))],
    };
  });
  const ids = gained.map(({ num }) => num);
  // What is filled in now belongs to the figures as well, so the kill is taken out of them as it was and put in as it is.
  const before = await countedKills(db, ids);
  await db.execute(sql`
    update kills k set confirmations = k.confirmations + g.confirmations, confirmed = true, evidence = g.evidence::kill_evidence,
      weapon = coalesce(k.weapon, g.weapon), "damageType" = coalesce(k."damageType", g."damageType"), "killerVehicle" = coalesce(k."killerVehicle", g."killerVehicle"),
      "victimVehicle" = coalesce(k."victimVehicle", g."victimVehicle"), "vehicleId" = coalesce(k."vehicleId", g."vehicleId"), place = coalesce(k.place, g.place),
      system = coalesce(k.system, g.system), mode = coalesce(k.mode, g.mode), build = coalesce(k.build, g.build), "communityIds" = k."communityIds" || g."communityIds",
      doubts = array(select distinct unnest(k.doubts || g.doubts)), "updatedAt" = ${now}
    from jsonb_to_recordset(${JSON.stringify(gained)}::jsonb) as g(num bigint, confirmations int, evidence text, weapon text, "damageType" text, "killerVehicle" text, "victimVehicle" text,
      "vehicleId" text, place text, system text, mode text, build text, "communityIds" text[], doubts text[])
    where k.num = g.num`);
  await recount(db, before, await countedKills(db, ids), season);
}

export type CountedRow = z.output<typeof Counted>;

/** Kills as the figures have them; those that do not count are left out. */
export async function countedKills(db: Sql, nums: readonly number[]): Promise<CountedRow[]> {
  return await rows(
    db,
    Counted,
    sql`select num, game, at, kind::text as kind, evidence::text as evidence, "killerId", "victimId", weapon, "killerVehicle", "victimVehicle", place, system, mode, "serverId", "communityIds",
          state::text as state
        from kills where num = any(${[...nums]}::bigint[]) and state <> 'retracted'`,
  );
}

/** Takes kills out of the figures as they were, and puts them in as they are. */
export async function recount(
  db: Sql,
  before: readonly CountedRow[],
  after: readonly CountedRow[],
  season: CountOptions["season"],
): Promise<void> {
  const was = new Map(before.map((kill) => [kill.num, JSON.stringify(kill)]));
  const is = new Map(after.map((kill) => [kill.num, JSON.stringify(kill)]));
  const changed = (kills: readonly CountedRow[]) => kills.filter(({ num }) => was.get(num) !== is.get(num));
  const [were, are] = [changed(before), changed(after)];
  await countKills(db, were, { sign: -1, season });
  await countKills(db, are, { sign: 1, season });
  await keepStreaks(db, [...were, ...are], { sign: -1, season });
}
