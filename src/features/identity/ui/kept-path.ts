import { DAY } from "#app/lib/duration.ts";
import { returnPath } from "./return-path.ts";

const KEY = "gamekeeper.after-verification";
/** As long as a link that confirms an address is good. */
const KEPT_MS = DAY;

/** A path as it is kept in this browser: where whoever confirms their address was going, since when. */
export function keptText(next: string, at: number): string {
  return JSON.stringify({ next, at });
}

/** The path in such a text while it is kept; home for none, one that is old, and all that was not written here. */
export function keptPath(text: string | null, at: number): string {
  try {
    const kept: unknown = JSON.parse(text ?? "");
    if (kept === null || typeof kept !== "object" || !("next" in kept) || !("at" in kept)) return returnPath(null);
    const isKept = typeof kept.at === "number" && kept.at <= at && at - kept.at < KEPT_MS;
    return returnPath(isKept && typeof kept.next === "string" ? kept.next : null);
  } catch {
    return returnPath(null);
  }
}

/** Keeps where somebody was going, such as the code of who brought them, until their address is confirmed by a link in a mail. */
export function keepPath(next: string): void {
  try {
    localStorage.setItem(KEY, keptText(next, Date.now()));
  } catch {
    // A browser that keeps nothing: they come home.
  }
}

/** Where they were going, once. */
export function takePath(): string {
  try {
    const text = localStorage.getItem(KEY);
    localStorage.removeItem(KEY);
    return keptPath(text, Date.now());
  } catch {
    return returnPath(null);
  }
}
