const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ["weapon", /sword|knife|billhook|hammer|spear|pick|harpoon|blade/],
  ["head", /\bcap\b|mitre|\bhat\b/],
  ["body", /coat|shirt|cloak|mantle/],
  ["hands", /gloves/],
  ["feet", /boots/],
  ["shield", /shield|shell/],
  ["potion", /draught|pie|bread|ale|eel$|wine/],
  ["key", /key/],
];

/** What sort of thing a name sounds like; everything else is to sell. */
function soundsLike(name: string): string {
  return KINDS.find(([, words]) => words.test(name))?.[0] ?? "treasure";
}

/** What a bot knows of its own belongings: names as the game tells them, prices as shops told them. */
export class Belongings {
  carried: string[] = [];
  readonly #prices = new Map<string, number>();
  readonly #best = new Map<string, number>();
  readonly #tooHard = new Map<string, number>();

  learnPrice(name: string, price: number): void {
    this.#prices.set(name, price);
  }

  /** Not to be tried again before the next level. */
  isTooHard(name: string, level: number): void {
    this.#tooHard.set(name, level);
  }

  /** A thing in the pack that is better than what is in use, going by its price. */
  toPutOn(level: number): string | null {
    for (const name of this.carried) {
      const kind = soundsLike(name);
      if (["potion", "key", "treasure"].includes(kind) || (this.#tooHard.get(name) ?? 0) >= level) continue;
      const price = this.#prices.get(name) ?? 20;
      if (price > (this.#best.get(kind) ?? 10)) {
        this.#best.set(kind, price);
        return name;
      }
    }
    return null;
  }

  /** Better gear or missing food that can be paid for; some coins are kept back. */
  toBuy(goods: readonly { price: number; name: string; level: number }[], level: number, coins: number): string | null {
    const fitting = goods.filter((one) => one.level <= level && one.price <= coins * 0.9);
    const better = fitting.filter((one) => {
      const kind = soundsLike(one.name);
      return (
        kind !== "potion" &&
        kind !== "treasure" &&
        one.price > (this.#best.get(kind) ?? 10) &&
        !this.carried.includes(one.name)
      );
    });
    const gear = better.sort((a, b) => b.price - a.price)[0];
    if (gear) return gear.name;
    const food = fitting.filter((one) => soundsLike(one.name) === "potion" && one.price * 3 <= coins);
    return this.potions().length < 4 ? (food.sort((a, b) => b.price - a.price)[0]?.name ?? null) : null;
  }

  potions(): string[] {
    return this.carried.filter((name) => soundsLike(name) === "potion");
  }

  hasKey(): boolean {
    return this.carried.some((name) => soundsLike(name) === "key");
  }

  treasures(): number {
    return this.carried.filter((name) => soundsLike(name) === "treasure").length;
  }

  /** Gear in the pack that has been outdone. */
  toSell(): string | null {
    return (
      this.carried.find((name) => {
        const kind = soundsLike(name);
        const price = this.#prices.get(name) ?? 20;
        return !["potion", "key", "treasure"].includes(kind) && price < (this.#best.get(kind) ?? 0);
      }) ?? null
    );
  }

  lose(name: string): void {
    const index = this.carried.indexOf(name);
    if (index >= 0) this.carried.splice(index, 1);
  }
}
