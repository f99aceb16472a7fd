/**
 * The panel's time as this machine knows it: its own clock and an offset, measured with each heartbeat. Everything that
 * is reported uses it, so that nodes with wrong clocks still agree.
 */
export class PanelClock {
  #offsetMs = 0;

  /** Milliseconds since 1970 by the panel's clock. */
  now(): number {
    return Math.round(Date.now() + this.#offsetMs);
  }

  /** A moment of this machine's clock in the panel's time. What was noted before this clock was set back is no later than now for that. */
  ofLocal(localMs: number): number {
    return Math.max(0, Math.min(Math.round(localMs + this.#offsetMs), this.now()));
  }

  /** The panel said `panelAt` somewhere between the two local moments; half way is the best guess. */
  learn(panelAt: number, askedAt: number, answeredAt: number): void {
    this.#offsetMs = panelAt - (askedAt + answeredAt) / 2;
  }

  /** How far this machine's clock is behind the panel's. */
  get offsetMs(): number {
    return this.#offsetMs;
  }
}
