import type { Answer } from "./apart.ts";

/** The one thing that a program of `inOwnProcess` does: it answers the input that it is sent, and ends. */
export function answerParent<I, T>(work: (input: I) => T | Promise<T>): void {
  process.once("message", async (input) => {
    const answer: Answer<T> = await Promise.resolve(input as I)
      .then(work)
      .then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      );
    process.send?.(answer, undefined, undefined, () => process.disconnect());
  });
  // Whoever asked is gone.
  process.once("disconnect", () => process.exit());
}
