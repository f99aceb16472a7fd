import { METRICS } from "./asked-of-kills.ts";
import { compareCell } from "./compare-cells.ts";
import { encountersOf, type Fact, type Session, sessionsOf } from "./encounter.ts";
import type { Metric } from "./schema.ts";
import { type BetaPrior, estimate } from "./share.ts";
import { compareSessions, type Exposure, rateOf, rateSpread } from "./tests-of-chance.ts";

/** A metric within a time, with how sure it is, and the time before. */
export interface MetricValue {
  metric: Metric;
  /** Null: nothing to divide by. */
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  nUnit: "events" | "encounters" | "sessions";
  before: number | null;
  /** How likely chance alone brings such a change; null: a count, which rests on how much was played, or too few to say. */
  p: number | null;
}

/** The facts of one time, divided as metrics need them. */
export interface Divided {
  facts: readonly Fact[];
  sessions: readonly Session[];
  wins: { isWin: boolean; session: number }[];
}

export function divide(facts: readonly Fact[]): Divided {
  const { sessions, sessionOf } = sessionsOf(facts);
  const wins = encountersOf(facts, sessionOf).map(({ isKill, session }) => ({ isWin: isKill, session }));
  return { facts, sessions, wins };
}

/** A metric's bare value; null where there is nothing to divide by. */
export function plainValue(metric: Metric, { facts, sessions, wins }: Divided): number | null {
  const count = (isThat: (fact: Fact) => boolean) => facts.filter(isThat).length;
  const kills = () => count(({ isKill }) => isKill);
  const deaths = () => count(({ isKill, kind }) => !isKill && kind !== "suicide");
  switch (metric) {
    case "kills":
      return kills();
    case "deaths":
      return deaths();
    case "kdr":
      return deaths() === 0 ? null : kills() / deaths();
    case "win_share":
      return wins.length === 0 ? null : wins.filter(({ isWin }) => isWin).length / wins.length;
    case "kills_per_hour":
      return sessions.length === 0 ? null : rateOf(exposures(sessions));
    case "pvp_kills":
      return count(({ isKill, kind }) => isKill && kind === "pvp");
    case "pve_kills":
      return count(({ isKill, kind }) => isKill && kind === "pve_kill");
    case "suicides":
      return count(({ kind }) => kind === "suicide");
    case "sessions":
      return sessions.length;
    case "hours":
      return sessions.reduce((sum, { hours }) => sum + hours, 0);
  }
}

/** All metrics of a time beside those of the time before it. Shares are drawn towards those of all players the more the fewer fights there are. */
export function metricsOf(current: Divided, before: Divided, prior: BetaPrior): MetricValue[] {
  return METRICS.map((metric) => {
    const value = plainValue(metric, current);
    const common = { metric, value, before: plainValue(metric, before) };
    if (metric === "win_share") return { ...common, ...shareOf(current, before, prior) };
    if (metric === "kills_per_hour") return { ...common, ...rate(current, before) };
    const isOfSessions = metric === "sessions" || metric === "hours";
    return {
      ...common,
      low: null,
      high: null,
      p: null,
      ...(isOfSessions
        ? { n: current.sessions.length, nUnit: "sessions" as const }
        : { n: current.facts.length, nUnit: "events" as const }),
    };
  });
}

const LEAST_FIGHTS = 10;
const LEAST_SESSIONS = 3;

function shareOf(current: Divided, before: Divided, prior: BetaPrior) {
  const successes = current.wins.filter(({ isWin }) => isWin).length;
  const tries = current.wins.length;
  const { low, high } = estimate({ successes, tries }, prior);
  const isEnough = Math.min(tries, before.wins.length) >= LEAST_FIGHTS;
  const fights = [
    ...current.wins.map((win) => ({ ...win, isIn: true })),
    // Their sessions are others than those of this time.
    ...before.wins.map((win) => ({ ...win, isIn: false, session: -1 - win.session })),
  ];
  return {
    low: tries === 0 ? null : low,
    high: tries === 0 ? null : high,
    n: tries,
    nUnit: "encounters" as const,
    p: isEnough ? compareCell(fights, 1).p : null,
  };
}

function rate(current: Divided, before: Divided) {
  const isEnough = Math.min(current.sessions.length, before.sessions.length) >= LEAST_SESSIONS;
  const spread = current.sessions.length < LEAST_SESSIONS ? null : rateSpread(exposures(current.sessions), 1);
  return {
    low: spread?.low ?? null,
    high: spread?.high ?? null,
    n: current.sessions.length,
    nUnit: "sessions" as const,
    p: isEnough ? compareSessions(exposures(before.sessions), exposures(current.sessions), 1).p : null,
  };
}

function exposures(sessions: readonly Session[]): Exposure[] {
  return sessions.map(({ kills, hours }) => ({ count: kills, hours }));
}
