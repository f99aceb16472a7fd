import type { Sql } from "#app/platform/sql.ts";

/**
 * What was read of a database, believed for a while by all of this process who ask: those too who come while it is being read. Of each database by itself. A
 * reading that failed is nobody else's; whoever asks next reads again.
 */
export class Believed<T> {
  readonly #forMs: number;
  readonly #known = new WeakMap<Sql, { read: Promise<T>; untilMs: number }>();

  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  of(db: Sql, read: () => Promise<T>): Promise<T> {
    const before = this.#known.get(db);
    if (before && before.untilMs > performance.now()) return before.read;
    const made = { read: read(), untilMs: performance.now() + this.#forMs };
    this.#known.set(db, made);
    made.read.catch(() => {
      if (this.#known.get(db) === made) this.#known.delete(db);
    });
    return made.read;
  }

  forget(db: Sql): void {
    this.#known.delete(db);
  }
}
