import { periodsOf } from "./tally.ts";

/** What players are ordered by. `rating` joins with the table of ratings. */
export const BOARDS = ["kills", "deaths", "kdr", "pvp_kills", "pve_kills", "streak"] as const;
export type Board = (typeof BOARDS)[number];

export const BOARD_PERIODS = ["daily", "weekly", "monthly", "all_time"] as const;
export type BoardPeriod = (typeof BOARD_PERIODS)[number];

/** A ratio of a few fights is luck: who has fewer encounters (kills and deaths) stands on no board of it. */
export const KDR_FROM_ENCOUNTERS = 10;

const POSITION: Record<BoardPeriod, number> = { all_time: 0, daily: 1, weekly: 2, monthly: 3 };

/** The name of the period that a moment is in, as the tallies have it. */
export function periodAt(period: BoardPeriod, at: Date): string {
  return periodsOf(at, null)[POSITION[period]]!;
}

/** A moment of the period before: what a board's changes are compared with; null for all time, which has none. */
export function momentBefore(period: BoardPeriod, at: Date): Date | null {
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
  }
}
