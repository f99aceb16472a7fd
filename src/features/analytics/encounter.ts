import type { KillEvidence, KillKind } from "../kills/told-kill.ts";

/** A kill as one player has it: what it was to them, and whoever stood on the other side. */
export interface Fact {
  id: string;
  at: Date;
  kind: KillKind;
  /** They killed; else they died. */
  isKill: boolean;
  evidence: KillEvidence;
  isConfirmed: boolean;
  /** Null: no player, or one who is hidden from whoever asks. */
  opponentId: string | null;
  weapon: string | null;
  /** What they themselves flew, not the other. */
  ship: string | null;
  /** The ship that was lost, so that all who were aboard are one fight. */
  vehicleId: string | null;
  place: string | null;
  system: string | null;
  mode: string | null;
}

/** Players meet, and one of them goes on: what skill is measured by. */
export interface Encounter extends Fact {
  session: number;
}

/** One sitting at the game. */
export interface Session {
  from: Date;
  to: Date;
  hours: number;
  kills: number;
  deaths: number;
}

/** Whoever does nothing for so long has gone, and comes back to another session. */
export const SESSION_GAP_MS = 30 * 60_000;
/** Somebody has played for a while before their session's first event and after its last: what a session is longer by than the time between them. */
const BESIDE_HOURS = 0.25;

/** Sessions, and of these facts, which must be in the order of time, the session that each is in. A suicide is no death that anybody fought for. */
export function sessionsOf(facts: readonly Fact[]): { sessions: Session[]; sessionOf: number[] } {
  const sessions: Session[] = [];
  const sessionOf: number[] = [];
  for (const { at, isKill, kind } of facts) {
    let current = sessions.at(-1);
    if (!current || at.getTime() - current.to.getTime() >= SESSION_GAP_MS) {
      current = { from: at, to: at, hours: 0, kills: 0, deaths: 0 };
      sessions.push(current);
    }
    current.to = at;
    current.hours = (at.getTime() - current.from.getTime()) / 3_600_000 + BESIDE_HOURS;
    if (isKill) current.kills++;
    else if (kind !== "suicide") current.deaths++;
    sessionOf.push(sessions.length - 1);
  }
  return { sessions, sessionOf };
}

/** Fights between players out of facts in the order of time. A crew that dies with its ship is one fight and not as many as it had members. */
export function encountersOf(facts: readonly Fact[], sessionOf: readonly number[]): Encounter[] {
  const ships = new Set<string>();
  return facts.flatMap((fact, index) => {
    if (fact.kind !== "pvp") return [];
    if (fact.vehicleId !== null) {
      const ship = `${fact.isKill} ${fact.vehicleId}`;
      if (ships.has(ship)) return [];
      ships.add(ship);
    }
    return [{ ...fact, session: sessionOf[index]! }];
  });
}

/** How far what is said can be trusted. */
export interface DataQuality {
  events: number;
  observed: number;
  inferred: number;
  claimed: number;
  /** Told by more than one, or by a game itself. */
  confirmed: number;
}

export function qualityOf(facts: readonly Pick<Fact, "evidence" | "isConfirmed">[]): DataQuality {
  const count = (evidence: KillEvidence) => facts.filter((fact) => fact.evidence === evidence).length;
  return {
    events: facts.length,
    observed: count("observed"),
    inferred: count("inferred"),
    claimed: count("claimed"),
    confirmed: facts.filter(({ isConfirmed }) => isConfirmed).length,
  };
}
