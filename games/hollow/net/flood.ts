/** A bucket that fills steadily and is emptied by use: what one connection may send. Times are milliseconds. */
export class Allowance {
  readonly #size: number;
  readonly #perSec: number;
  #left: number;
  #filledAt: number;

  constructor(size: number, perSec: number, now: number) {
    this.#size = size;
    this.#perSec = perSec;
    this.#left = size;
    this.#filledAt = now;
  }

  /** Whether so much may be used now; if so it is gone. */
  take(amount: number, now: number): boolean {
    this.#left = Math.min(this.#size, this.#left + ((now - this.#filledAt) / 1000) * this.#perSec);
    this.#filledAt = now;
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}
