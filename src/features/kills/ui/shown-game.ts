import { STAR_CITIZEN } from "../told-kill.ts";

/** Of which game a page shows the kills: the one that is asked for, else the usual one (empty), else the one with the most where the usual one has none. */
export function shownGame(asked: string, known: readonly { game: string }[]): string {
  if (asked !== "" || known.some(({ game }) => game === STAR_CITIZEN)) return asked;
  return known[0]?.game ?? "";
}
