interface TickReport {
  ticks: number;
  meanMs: number;
  maxMs: number;
  /** Ticks that began more than one whole tick too late. */
  late: number;
}

export interface Heart {
  stop(): void;
  /** What has been measured since the last time this was asked with `forget`. */
  report(forget: boolean): TickReport;
}

/** Beats steadily: the time of each beat is counted from the first, so delays do not add up. Missed beats are not made up for. */
export function startHeart(tickMs: number, beat: () => void): Heart {
  let next = performance.now() + tickMs;
  let measured = { ticks: 0, sumMs: 0, maxMs: 0, late: 0 };
  let timer = setTimeout(run, tickMs);

  function run(): void {
    const began = performance.now();
    if (began - next > tickMs) {
      measured.late += 1;
      next = began;
    }
    next += tickMs;
    // Before the beat: one that throws must not be the last.
    timer = setTimeout(run, Math.max(0, next - performance.now()));
    beat();
    const took = performance.now() - began;
    measured.ticks += 1;
    measured.sumMs += took;
    measured.maxMs = Math.max(measured.maxMs, took);
  }

  return {
    stop: () => clearTimeout(timer),
    report(forget) {
      const { ticks, sumMs, maxMs, late } = measured;
      if (forget) measured = { ticks: 0, sumMs: 0, maxMs: 0, late: 0 };
      return { ticks, meanMs: ticks === 0 ? 0 : sumMs / ticks, maxMs, late };
    },
  };
}
