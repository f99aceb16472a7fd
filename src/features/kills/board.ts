import { seasonAt } from "./season.ts";
import { periodsOf } from "./tally.ts";

/** What players are ordered by. */
export const BOARDS = ["kills", "deaths", "kdr", "pvp_kills", "pve_kills", "streak", "rating"] as const;
export type Board = (typeof BOARDS)[number];

export const BOARD_PERIODS = ["daily", "weekly", "monthly", "season", "all_time"] as const;
export type BoardPeriod = (typeof BOARD_PERIODS)[number];

/**
 * A ratio of a few fights is luck: who has fewer encounters (kills and deaths) stands on no board of it. The board's index holds those alone, so another number
 * takes a migration.
 */
export const KDR_FROM_ENCOUNTERS = 10;

/** How far down ranks are counted and pages go, so that a board of millions answers as fast as one of a hundred. */
export const RANKED = 10_000;

/** How sure a rating must be not to be called provisional. */
export const SURE_DEVIATION = 110;

/** What a rating is at least: two deviations below it, which it is above with nearly 98 %. Boards order by it, so that few fights win nothing. */
export function sureRating(rating: number, deviation: number): number {
  return rating - 2 * deviation;
}

const POSITION: Record<BoardPeriod, number> = { all_time: 0, daily: 1, weekly: 2, monthly: 3, season: 4 };

/** The name of the period that a moment is in, as the tallies have it; null: seasons of no months are none. */
export function periodAt(period: BoardPeriod, at: Date, seasonMonths: number): string | null {
  return periodsOf(at, seasonAt(seasonMonths, at))[POSITION[period]] ?? null;
}

/** A moment of the period before: what a board's changes are compared with; null for all time, which has none. */
export function momentBefore(period: BoardPeriod, at: Date, seasonMonths: number): Date | null {
  const before = new Date(at);
  switch (period) {
    case "all_time":
      return null;
    case "daily":
      before.setUTCDate(before.getUTCDate() - 1);
      return before;
    case "weekly":
      before.setUTCDate(before.getUTCDate() - 7);
      return before;
    case "monthly":
      before.setUTCDate(0);
      return before;
    case "season":
      return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - seasonMonths));
  }
}
