/** What is told on the terminal while starting. */
export interface Steps {
  /** Does one step of starting and says what was done and how long it took. `done` makes the line; null: nothing to say. */
  run<Result>(work: () => Promise<Result>, done: (result: Result) => string | null): Promise<Result>;
  say(line: string): void;
}

/** Writes steps as lines of text. */
export function openSteps(write: (text: string) => void = (text) => process.stdout.write(text)): Steps {
  const say = (line: string) => write(`${line}\n`);
  return {
    say,
    async run(work, done) {
      const startedAt = performance.now();
      const result = await work();
      const line = done(result);
      if (line) say(`✓ ${line} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
      return result;
    },
  };
}
