import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";

const ASK_EVERY_MS = 100;
const REMIND_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 5_000;
const Unready = z.object({ error: z.object({ message: z.string() }) });

/**
 * Waits until the panel's health answers 200. Tells from time to time what it says is missing.
 * Rejects with the signal's reason when that is aborted.
 */
export async function untilReady(url: string, signal: AbortSignal, say: (sentence: string) => void): Promise<void> {
  let remindAt = Date.now() + REMIND_EVERY_MS;
  for (;;) {
    const problem = await ask(`${url}/api/v1/health`, signal);
    if (problem === null) return;
    if (Date.now() > remindAt) {
      say(`Not ready yet: ${problem}`);
      remindAt = Date.now() + REMIND_EVERY_MS;
    }
    await sleep(ASK_EVERY_MS, undefined, { signal });
  }
}

/** Null if the panel is well, else what is not. */
async function ask(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
    const body: unknown = await response.json();
    if (response.ok) return null;
    return Unready.safeParse(body).data?.error.message ?? `its health answers ${response.status}`;
  } catch {
    return "nothing answers on its port";
  }
}
