import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

const TOLD_MS = 10 * MINUTE;
const LONGEST = 6_000;
const Told = z.object({ message: z.string(), untilMs: z.number() });

/** What a refusal said to one person, for the address of the page that shows it: sealed, as an address is anybody's to write, and good for some minutes. */
export function sealTold(message: string): string {
  return runtime().vault.seal(JSON.stringify({ message, untilMs: now().getTime() + TOLD_MS }));
}

/** Opens it again; null for what was not sealed here, or too long ago. */
export function toldOf(sealed: string | null): string | null {
  if (sealed === null || sealed.length > LONGEST) return null;
  try {
    const told = Told.parse(JSON.parse(runtime().vault.open(sealed)));
    return told.untilMs > now().getTime() ? told.message : null;
  } catch {
    return null;
  }
}
