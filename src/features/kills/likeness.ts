import type { KillSource } from "./told-kill.ts";

/** As much of a kill as deciding whether two tellings are of one needs. Both are of the same killer, victim and game. */
export interface Likeness {
  at: Date;
  source: KillSource;
  weapon: string | null;
  place: string | null;
}

/** How far apart two tellings of one kill may be, in ms. */
export interface LikenessWindow {
  /** By one reporter: a program that sends again. */
  repeatMs: number;
  /** By different ones, whose clocks differ. */
  confirmMs: number;
}

/** Lines of logs about one death are so far apart at most, and name different weapons for it. */
const LOG_REPEAT_MS = 3_000;

function agree(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.toLowerCase() === other.toLowerCase();
}

/** Whether one reporter has told this before: the same weapon at the same place within a moment; of logs, within the time that lines of one death span. */
export function isRepeat(one: Likeness, other: Likeness, { repeatMs }: LikenessWindow): boolean {
  const apart = Math.abs(one.at.getTime() - other.at.getTime());
  if (one.source === "log" && other.source === "log") return apart <= LOG_REPEAT_MS;
  return apart <= repeatMs && agree(one.weapon, other.weapon) && agree(one.place, other.place);
}

/** Whether two reporters tell of one kill: what each saw of weapon and place may differ, so the time alone decides. */
export function isConfirmation(one: Likeness, other: Likeness, { confirmMs }: LikenessWindow): boolean {
  return Math.abs(one.at.getTime() - other.at.getTime()) <= confirmMs;
}
