/** What Teeworlds says of who changes sides or goes: nobody died. */
const NO_DEATH = "the game";
/** What games say where the victim did it. */
const BY_OWN_HAND = /suicid|\bkilled (?:himself|herself|themsel)|own (?:hand|wish)/i;

/** Whether a game's word of a death's cause says that there was none. */
export function isNoDeath(cause: string | null): boolean {
  return cause === NO_DEATH;
}

/** Whether a game's words say that the victim did it. */
export function isOwnHand(...words: (string | null)[]): boolean {
  return words.some((each) => each !== null && BY_OWN_HAND.test(each));
}
