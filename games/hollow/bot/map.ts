/** What a bot remembers of where it has been: room titles, where their exits lead, what it is like there. */
export class WalkedMap {
  readonly #ways = new Map<string, Map<string, string | null>>();
  readonly #shops = new Set<string>();
  readonly #dangers = new Map<string, number>();

  see(title: string, exits: readonly string[], shop: boolean): void {
    const ways = this.#ways.get(title) ?? new Map<string, string | null>();
    for (const exit of exits) if (!ways.has(exit)) ways.set(exit, null);
    this.#ways.set(title, ways);
    if (shop) this.#shops.add(title);
  }

  walked(from: string, exit: string, to: string): void {
    this.#ways.get(from)?.set(exit, to);
  }

  /** Do not come here again below this level. */
  fear(title: string, level: number): void {
    this.#dangers.set(title, level);
  }

  isFeared(title: string | null, level: number): boolean {
    return title !== null && level < (this.#dangers.get(title) ?? 0);
  }

  isNew(title: string, exit: string): boolean {
    return (this.#ways.get(title)?.get(exit) ?? null) === null;
  }

  leadsTo(title: string, exit: string): string | null {
    return this.#ways.get(title)?.get(exit) ?? null;
  }

  /** The first step on the shortest known way to a room of this kind; null if none is known or we are there. */
  stepTo(from: string, wanted: "shop" | string, level: number): string | null {
    const isGoal = (title: string): boolean =>
      wanted === "shop" ? this.#shops.has(title) && title !== from : title === wanted;
    const seen = new Set([from]);
    let edge = [...(this.#ways.get(from) ?? [])].map(([exit, to]) => ({ first: exit, to }));
    while (edge.length > 0) {
      const next: typeof edge = [];
      for (const { first, to } of edge) {
        if (to === null || seen.has(to) || this.isFeared(to, level)) continue;
        if (isGoal(to)) return first;
        seen.add(to);
        for (const further of this.#ways.get(to)?.values() ?? []) next.push({ first, to: further });
      }
      edge = next;
    }
    return null;
  }
}
