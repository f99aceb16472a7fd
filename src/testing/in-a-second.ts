import { vi } from "vitest";
import { SECOND } from "#app/lib/duration.ts";

/**
 * Asks as a process would a second from now, when what it remembers is just too old: the clock of memories is put forward
 * for this one question. Nothing waits, and no slow machine makes a memory seem longer than it is.
 */
export async function inASecond<T>(ask: () => Promise<T>): Promise<T> {
  const real = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now").mockImplementation(() => real() + SECOND);
  try {
    return await ask();
  } finally {
    clock.mockRestore();
  }
}
