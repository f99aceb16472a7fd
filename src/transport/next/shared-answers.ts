/** What was answered last, by what was asked: for a moment it is the answer to all who ask the same. */
export class SharedAnswers<T> {
  readonly #goodForMs: number;
  readonly #most: number;
  readonly #answers = new Map<string, { answer: Promise<T>; untilMs: number }>();

  constructor({ goodForMs, most }: { goodForMs: number; most: number }) {
    this.#goodForMs = goodForMs;
    this.#most = most;
  }

  /** The answer that there is, or what `ask` gives; also to those who come while it is being asked. A failure is nobody else's. */
  get(question: string, ask: () => Promise<T>, nowMs = performance.now()): Promise<T> {
    const known = this.#answers.get(question);
    if (known && known.untilMs > nowMs) return known.answer;
    this.#answers.delete(question);
    // The oldest go first: they stand in the order in which they were asked.
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size < this.#most) break;
      this.#answers.delete(oldest);
    }
    const made = { answer: ask(), untilMs: nowMs + this.#goodForMs };
    this.#answers.set(question, made);
    made.answer.catch(() => {
      if (this.#answers.get(question) === made) this.#answers.delete(question);
    });
    return made.answer;
  }
}
