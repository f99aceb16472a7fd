import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { isConfirmation, isRepeat, type Likeness, type LikenessWindow } from "../../likeness.ts";
import { KILL_EVIDENCE, KILL_SOURCES, type ToldKill } from "../../told-kill.ts";
import { lockParties } from "../counting/counted-kills.ts";
import { type KnownKill, withThings } from "../things/things-of-kills.ts";
import { confirmKills, insertKills, type NewKill, type WriteOptions } from "./write-kills.ts";

/** What became of one telling: the kill it is now part of. */
export interface Recorded {
  id: string;
  num: number;
  /** `repeated`: this reporter had told it; `confirmed`: others had, and now so has this one. */
  outcome: "recorded" | "confirmed" | "repeated";
}

export interface RecordOptions extends LikenessWindow, WriteOptions {}

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
  isCorrected: z.boolean(),
  /** Who told of it, in that order, and when each said that it happened. */
  tellings: z.array(z.object({ reporter: z.string(), at: z.coerce.date(), source: z.enum(KILL_SOURCES) })),
});
type Candidate = z.output<typeof Candidate>;

/** The kill that a telling belongs to, which has a number where it is none of this call's. */
interface Outcome {
  of: { id: string; num: number } | NewKill;
  outcome: Recorded["outcome"];
}

/**
 * Takes what a reporter tells of kills, in the caller's transaction: each is a new kill, or confirms one that somebody else told of, or was told before. However
 * many tell of one kill at once, one kill it is. The answers are in the order of what was told.
 */
export async function recordKills(
  context: Pick<Context, "db" | "now">,
  given: readonly ToldKill[],
  options: RecordOptions,
): Promise<Recorded[]> {
  if (given.length === 0) return [];
  const { db } = context;
  await lockParties(
    db,
    given.map(({ game, victim, killer }) => ({
      game,
      victimKey: victim.key,
      killerKey: killer.key,
      killerId: killer.playerId,
    })),
  );
  const told = await withThings(db, given);
  const bySender = await sentBefore(db, told);
  const candidates = await alike(db, told, options);
  const news: NewKill[] = [];
  const newsAt = new Map<string, NewKill[]>();
  const sentHere = new Map<string, Outcome>();
  const confirmations = new Map<number, { candidate: Candidate; by: KnownKill[] }>();
  const outcomeOf = (kill: KnownKill): Outcome => {
    const place = placeOf(kill.game, kill.victim.key, kill.killer.key);
    const among = candidates.get(place) ?? [];
    const repeated = among.find((other) => ownTellings(other, kill).some((before) => isRepeat(before, kill, options)));
    if (repeated) return { of: repeated, outcome: "repeated" };
    const confirmed = among
      // What nobody stands by any more is nothing that another's word could confirm.
      .filter((other) => other.tellings.length > 0 && ownTellings(other, kill).length === 0)
      .filter((other) => isConfirmation(other, kill, options))
      .sort((a, b) => apart(a, kill) - apart(b, kill))[0];
    if (confirmed) {
      confirmed.tellings.push({ reporter: kill.reporter, at: kill.at, source: kill.source });
      const known = confirmations.get(confirmed.num) ?? { candidate: confirmed, by: [] };
      known.by.push(kill);
      confirmations.set(confirmed.num, known);
      return { of: confirmed, outcome: "confirmed" };
    }
    // The same call may tell of one kill more than once: by one reporter it repeats itself.
    const newHere = newsAt.get(place) ?? [];
    const here = newHere.find(({ told: other }) =>
      other.reporter === kill.reporter ? isRepeat(other, kill, options) : isConfirmation(other, kill, options),
    );
    if (here) {
      const isOther =
        here.told.reporter !== kill.reporter && here.confirmedBy.every(({ reporter }) => reporter !== kill.reporter);
      if (isOther) here.confirmedBy.push(kill);
      return { of: here, outcome: isOther ? "confirmed" : "repeated" };
    }
    const made: NewKill = { told: kill, id: newId("kil"), confirmedBy: [] };
    news.push(made);
    newsAt.set(place, [...newHere, made]);
    return { of: made, outcome: "recorded" };
  };
  const outcomes = told.map((kill): Outcome => {
    const sender = kill.senderId === null ? null : `${kill.reporter}\n${kill.senderId}`;
    const sent = sender === null ? undefined : (bySender.get(sender) ?? sentHere.get(sender)?.of);
    if (sent) return { of: sent, outcome: "repeated" };
    const outcome = outcomeOf(kill);
    if (sender !== null) sentHere.set(sender, outcome);
    return outcome;
  });
  const nums = await insertKills(context, news, options);
  await confirmKills(
    context,
    [...confirmations.values()].map(({ candidate: { num, evidence, communityIds }, by }) => ({
      num,
      evidence,
      communityIds,
      by,
    })),
  );
  return outcomes.map(({ of, outcome }) => ({ id: of.id, num: "num" in of ? of.num : nums.get(of.id)!, outcome }));
}

/**
 * What this reporter said of the kill before. Weapon and place are kept with the kill and are the first one's word, as long as nobody corrects them: what others
 * said of them, or it was before, is not known any more and speaks against nothing.
 */
function ownTellings({ tellings, weapon, place, isCorrected }: Candidate, { reporter }: ToldKill): Likeness[] {
  return tellings.flatMap((telling, position) => {
    if (telling.reporter !== reporter) return [];
    const isTheirs = position === 0 && !isCorrected;
    return { at: telling.at, source: telling.source, weapon: isTheirs ? weapon : null, place: isTheirs ? place : null };
  });
}

function placeOf(game: string, victimKey: string, killerKey: string): string {
  return `${game}\n${victimKey}\n${killerKey}`;
}

function apart(one: { at: Date }, other: { at: Date }): number {
  return Math.abs(one.at.getTime() - other.at.getTime());
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
    sql`select distinct k.num, k.id, k.game, k.at, k.source, k.evidence::text as evidence, k."killerKey", k."victimKey", k.weapon, k.place, k."communityIds",
          exists (select 1 from kill_changes c where c."killNum" = k.num and c.change = 'corrected') as "isCorrected",
          (select coalesce(jsonb_agg(jsonb_build_object('reporter', r.reporter, 'at', r.at, 'source', r.source) order by r.id), '[]') from kill_reports r where r."killNum" = k.num) as tellings
        from jsonb_to_recordset(${asked}::jsonb) as a(game text, "killerKey" text, "victimKey" text, "from" timestamptz, "to" timestamptz)
        cross join lateral (
          select * from kills k where k."victimKey" = a."victimKey" and k.at between a."from" and a."to" and k.game = a.game and k."killerKey" = a."killerKey" offset 0) as k`,
  );
  const alike = new Map<string, Candidate[]>();
  for (const candidate of found) {
    const key = placeOf(candidate.game, candidate.victimKey, candidate.killerKey);
    const known = alike.get(key);
    if (known) known.push(candidate);
    else alike.set(key, [candidate]);
  }
  return alike;
}
