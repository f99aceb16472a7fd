import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { KILL_EVIDENCE, type KillEvidence, type ToldKill, WITNESS } from "../../told-kill.ts";
import { countedKills, countNew, recount } from "../counting/counted-kills.ts";
import { inOneWord, type KnownKill, THING_FIELDS, THING_NAMES, thingColumns } from "../things/things-of-kills.ts";

type Place = Pick<Context, "db" | "now">;

export interface WriteOptions {
  /** How long after it happened a kill is told to nobody who had no part in it. */
  delayMs: number;
}

/** A kill that is new, with who told of it in the same call. */
export interface NewKill {
  told: KnownKill;
  id: string;
  confirmedBy: KnownKill[];
}

/** A kill that there is, and who tells of it now. */
export interface ConfirmedKill {
  num: number;
  evidence: KillEvidence;
  communityIds: readonly string[];
  by: KnownKill[];
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

/** What speaks against any of their words; that it is a witness's alone does no more once one who had part in it tells the same. */
function doubtsOf(by: readonly Pick<ToldKill, "doubts">[]): string[] {
  const all = new Set(by.flatMap(({ doubts }) => doubts));
  if (by.some(({ doubts }) => !doubts.includes(WITNESS))) all.delete(WITNESS);
  return [...all].sort();
}

function userOf(reporter: string): string | null {
  return reporter.startsWith("user:") ? reporter.slice("user:".length) : null;
}

/** Writes new kills with their reports and, once they are public, their figures. Gives their numbers by their ids. */
export async function insertKills(
  { db, now }: Place,
  news: readonly NewKill[],
  { delayMs }: WriteOptions,
): Promise<Map<string, number>> {
  if (news.length === 0) return new Map();
  const kills = news.map(({ told, id, confirmedBy }, position) => {
    const by = [told, ...confirmedBy];
    const {
      killer,
      victim,
      rawData: _raw,
      senderId: _sender,
      communityId: _community,
      reporter,
      things,
      ...rest
    } = told;
    const publicAt = new Date(Math.max(now.getTime(), told.at.getTime() + delayMs));
    return {
      ...rest,
      ...thingColumns(things),
      id,
      position,
      publicAt: delayMs > 0 ? publicAt : now,
      published: delayMs === 0 || publicAt <= now,
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
      doubts: doubtsOf(by),
      reporterId: userOf(reporter),
    };
  });
  const reports = news
    .flatMap(({ id, told, confirmedBy }) => [told, ...confirmedBy].map((by) => ({ killId: id, ...reportOf(by) })))
    .map((report, position) => ({ ...report, position }));
  const inserted = await rows(
    db,
    z.object({ id: z.string(), num: z.number() }),
    sql`with made as (
        insert into kills (id, game, at, "publicAt", published, kind, method, evidence, source, confirmations, confirmed, "killerId", "victimId", "killerKey", "victimKey", "killerName", "killerType",
          "victimName", "victimType", weapon, "otherWeapons", "damageType", "killerVehicle", "victimVehicle", "vehicleId", place, system, "weaponThing", "killerThing", "victimThing", "placeThing", "systemThing", mode, build, "serverId",
          "communityIds", doubts, "reporterId", "createdAt", "updatedAt")
        select k.id, k.game, k.at, k."publicAt", k.published, k.kind::kill_kind, k.method, k.evidence::kill_evidence, k.source, k.confirmations, k.confirmed, k."killerId", k."victimId",
          k."killerKey", k."victimKey", k."killerName", k."killerType", k."victimName", k."victimType", k.weapon, k."otherWeapons", k."damageType", k."killerVehicle", k."victimVehicle",
          k."vehicleId", k.place, k.system, k."weaponThing", k."killerThing", k."victimThing", k."placeThing", k."systemThing", k.mode, k.build, k."serverId", k."communityIds", k.doubts, k."reporterId", ${now}, ${now}
        from jsonb_to_recordset(${JSON.stringify(kills)}::jsonb) as k(id text, position int, game text, at timestamptz, "publicAt" timestamptz, published boolean, kind text, method text,
          evidence text, source text, confirmations int, confirmed boolean, "killerId" text, "victimId" text, "killerKey" text, "victimKey" text, "killerName" text, "killerType" text,
          "victimName" text, "victimType" text, weapon text, "otherWeapons" text[], "damageType" text, "killerVehicle" text, "victimVehicle" text, "vehicleId" text, place text, system text,
          "weaponThing" int, "killerThing" int, "victimThing" int, "placeThing" int, "systemThing" int, mode text, build text, "serverId" text, "communityIds" text[], doubts text[], "reporterId" text)
        order by k.at, k.position
        returning id, num),
      told as (
        insert into kill_reports ("killNum", reporter, "senderId", source, evidence, at, "communityId", "rawData", "createdAt")
        select m.num, r.reporter, r."senderId", r.source, r.evidence::kill_evidence, r.at, r."communityId", nullif(r."rawData", 'null'), ${now}
        from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
          as r("killId" text, position int, reporter text, "senderId" text, source text, evidence text, at timestamptz, "communityId" text, "rawData" jsonb)
        join made m on m.id = r."killId" order by r.position)
      select id, num from made`,
  );
  const nums = new Map(inserted.map(({ id, num }) => [id, num]));
  const waiting = kills.filter(({ published }) => !published);
  if (waiting.length > 0)
    await db.execute(sql`
      insert into kill_delays ("killNum", "publicAt")
      select * from unnest(${waiting.map(({ id }) => nums.get(id) as number)}::bigint[], ${waiting.map(({ publicAt }) => publicAt)}::timestamptz[])`);
  await countNew(
    db,
    kills.flatMap((kill, i) => (kill.published ? [inOneWord(kill, news[i]!.told.things)] : [])),
  );
  return nums;
}

function reportOf({ reporter, senderId, source, evidence, at, communityId, rawData }: ToldKill) {
  return { reporter, senderId, source, evidence, at, communityId, rawData };
}

async function writeReports(db: Sql, now: Date, reports: readonly { killNum: number; by: ToldKill }[]): Promise<void> {
  if (reports.length === 0) return;
  const told = reports.map(({ killNum, by }) => ({ killNum, ...reportOf(by) }));
  await db.execute(sql`
    insert into kill_reports ("killNum", reporter, "senderId", source, evidence, at, "communityId", "rawData", "createdAt")
    select r."killNum", r.reporter, r."senderId", r.source, r.evidence::kill_evidence, r.at, r."communityId", nullif(r."rawData", 'null'), ${now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as r("killNum" bigint, reporter text, "senderId" text, source text, evidence text, at timestamptz, "communityId" text, "rawData" jsonb)`);
}

/** A thing comes with its word: where the kill had one, it keeps both. */
const GAINED_THINGS = literal(
  THING_NAMES.map((name) => {
    const { column } = THING_FIELDS[name];
    return `"${column}" = case when k."${name}" is null then g."${column}" else k."${column}" end`;
  }).join(", "),
);

/** What others saw is added where nothing was known; what was known stays, and is corrected by people alone. */
export async function confirmKills({ db, now }: Place, confirmed: readonly ConfirmedKill[]): Promise<void> {
  if (confirmed.length === 0) return;
  await writeReports(
    db,
    now,
    confirmed.flatMap(({ num, by }) => by.map((one) => ({ killNum: num, by: one }))),
  );
  const gained = confirmed.map(({ num, evidence, communityIds, by }) => {
    const first = by[0] as KnownKill;
    return {
      num,
      confirmations: by.length,
      confirmed: isConfirmed(by),
      evidence: strongest([evidence, ...by.map((one) => one.evidence)]),
      weapon: first.weapon,
      damageType: first.damageType,
      killerVehicle: first.killerVehicle,
      victimVehicle: first.victimVehicle,
      vehicleId: first.vehicleId,
      place: first.place,
      system: first.system,
      mode: first.mode,
      build: first.build,
      ...thingColumns(first.things),
      communityIds: communitiesOf(by).filter((id) => !communityIds.includes(id)),
      doubts: doubtsOf(by),
    };
  });
  const nums = gained.map(({ num }) => num);
  // What is filled in now belongs to the figures as well, so the kill is taken out of them as it was and put in as it is.
  const before = await countedKills(db, nums);
  await db.execute(sql`
    update kills k set confirmations = k.confirmations + g.confirmations, confirmed = k.confirmed or g.confirmed or k.confirmations + g.confirmations > 1, evidence = g.evidence::kill_evidence,
      weapon = coalesce(k.weapon, g.weapon), "damageType" = coalesce(k."damageType", g."damageType"), "killerVehicle" = coalesce(k."killerVehicle", g."killerVehicle"),
      "victimVehicle" = coalesce(k."victimVehicle", g."victimVehicle"), "vehicleId" = coalesce(k."vehicleId", g."vehicleId"), place = coalesce(k.place, g.place),
      system = coalesce(k.system, g.system), mode = coalesce(k.mode, g.mode), build = coalesce(k.build, g.build), "communityIds" = k."communityIds" || g."communityIds",
      doubts = array(select distinct d from unnest(k.doubts || g.doubts) as d where d <> ${WITNESS} or (${WITNESS} = any(k.doubts) and ${WITNESS} = any(g.doubts)) order by d), "updatedAt" = ${now},
      ${GAINED_THINGS}
    from jsonb_to_recordset(${JSON.stringify(gained)}::jsonb) as g(num bigint, confirmations int, confirmed boolean, evidence text, weapon text, "damageType" text, "killerVehicle" text,
      "victimVehicle" text, "vehicleId" text, place text, system text, mode text, build text, "communityIds" text[], doubts text[],
      "weaponThing" int, "killerThing" int, "victimThing" int, "placeThing" int, "systemThing" int)
    where k.num = g.num`);
  await recount(db, before, await countedKills(db, nums));
}
