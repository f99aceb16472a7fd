import type { Kill } from "./schema.ts";

type Party = Kill["killer"];
type PartyWord = "nobody" | "hidden" | NonNullable<Party>["type"];

/** Who took part in a kill, as text: their name, or why there is none. `word` gives the reader's words of `kills.party`. */
export function partyText(party: Party, word: (key: PartyWord) => string): string {
  if (party === null) return word("nobody");
  if (party.isHidden) return word("hidden");
  return party.name ?? word(party.type);
}
