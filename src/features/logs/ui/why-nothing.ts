import { STAR_CITIZEN_LOG } from "../log-terms.ts";
import type { ReadReport } from "../logged-facts.ts";

/** Whether a log is of Star Citizen, or may be: readers of earlier versions did not say. */
export function isOfStarCitizen({ game }: ReadReport): boolean {
  return game === undefined || game === STAR_CITIZEN_LOG;
}

/** Whether it is a log of a game at all. */
export function isGameLog(report: ReadReport): boolean {
  const { session, killLines, game } = report;
  return isOfStarCitizen(report) ? session.handle !== null || session.version !== null || killLines > 0 : game !== null;
}

/** Why logs have nothing to import: they do not tell when, are no logs, are of builds that write no kills, or nobody died. */
export function whyNothing(reports: readonly ReadReport[]): "lacking" | "noLogs" | "noKills" | "noDeaths" {
  if (reports.some(({ needs }) => needs)) return "lacking";
  const logs = reports.filter(isGameLog);
  if (logs.length === 0) return "noLogs";
  return logs.some(isOfStarCitizen) ? "noKills" : "noDeaths";
}
