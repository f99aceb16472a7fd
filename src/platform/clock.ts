let offsetMs = 0;

/**
 * The time that the whole product goes by: this process's clock plus the offset measured at the database. Tests move it with `advanceClock`.
 */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Sets the offset to what the database's clock shows; a difference below 50 ms is measurement noise and ignored. */
export function alignClock(databaseNow: Date, measuredAtMs: number): void {
  const difference = databaseNow.getTime() - measuredAtMs;
  offsetMs = Math.abs(difference) < 50 ? 0 : difference;
}

/** Moves the clock of this process forward (or back). For tests. */
export function advanceClock(ms: number): void {
  offsetMs += ms;
}
