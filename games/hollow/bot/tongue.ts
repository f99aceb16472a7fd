import type { Random } from "../game/random.ts";
import { fill, type Occasion, occasionOf, PHRASES } from "./phrases.ts";

const GESTURES = ["wave", "nod", "grin", "bow", "salute"];

/** When to speak and what: lines to type, or null to hold one's tongue. */
export class Tongue {
  readonly #name: string;
  readonly #random: Random;
  readonly #talkative: number;
  /** Turns until there may be talk again: nobody answers everything. */
  #quietFor = 0;

  constructor(name: string, random: Random, talkative: number) {
    this.#name = name;
    this.#random = random;
    this.#talkative = talkative;
  }

  /** A turn has gone by. */
  rest(): void {
    this.#quietFor -= 1;
  }

  farewell(): string {
    return `say ${this.#phrase("bye")}`;
  }

  challenge(rival: string): string {
    return `say ${fill(this.#phrase("duel"), rival, "")}`;
  }

  answer(who: string, text: string, toMe: boolean): string | null {
    if (who === this.#name) return null;
    const named = toMe || text.toLowerCase().includes(this.#name.toLowerCase());
    if (this.#quietFor > (named ? 5 : 0) || !this.#random.chance(named ? 0.5 : 0.08 * this.#talkative)) return null;
    this.#hush();
    const words = fill(this.#phrase(occasionOf(text)), who, "");
    return toMe ? `tell ${who} ${words}` : `say ${words}`;
  }

  remark(occasion: Occasion, chance: number, who: string, what: string, verb = "say"): string | null {
    if (this.#quietFor > 0 || !this.#random.chance(chance * this.#talkative)) return null;
    this.#hush();
    return `${verb} ${fill(this.#phrase(occasion), who, what)}`;
  }

  smallTalk(players: readonly string[]): string | null {
    if (this.#quietFor > 0 || !this.#random.chance(0.06 * this.#talkative)) return null;
    this.#hush();
    const other = this.#random.pick(players);
    if (other && this.#random.chance(0.5)) return `${this.#random.pick(GESTURES)} ${other}`;
    return `${other ? "say" : "shout"} ${this.#phrase("idle")}`;
  }

  #hush(): void {
    this.#quietFor = this.#random.whole(8, 24);
  }

  #phrase(occasion: Occasion): string {
    return this.#random.pick<string>(PHRASES[occasion]) ?? "hm";
  }
}
