/** What an agent may send on average, and at once. More is not refused but read later: its own buffers fill, and nobody else's. */
const BYTES_PER_SEC = 16 * 1024 * 1024;
const MESSAGES_PER_SEC = 500;
const BURST_SEC = 2;

/** A token bucket over bytes and messages. */
export class InboundLimit {
  #bytes = BYTES_PER_SEC * BURST_SEC;
  #messages = MESSAGES_PER_SEC * BURST_SEC;
  #atMs: number;

  constructor(nowMs: number) {
    this.#atMs = nowMs;
  }

  /** Counts a message, and tells for how many milliseconds nothing more should be read. */
  take(bytes: number, nowMs: number): number {
    const passedSec = Math.max(0, nowMs - this.#atMs) / 1000;
    this.#atMs = nowMs;
    this.#bytes = Math.min(BYTES_PER_SEC * BURST_SEC, this.#bytes + passedSec * BYTES_PER_SEC) - bytes;
    this.#messages = Math.min(MESSAGES_PER_SEC * BURST_SEC, this.#messages + passedSec * MESSAGES_PER_SEC) - 1;
    const debtSec = Math.max(-this.#bytes / BYTES_PER_SEC, -this.#messages / MESSAGES_PER_SEC);
    return debtSec > 0 ? Math.ceil(debtSec * 1000) : 0;
  }
}
