import type { Renewal } from "../schema.ts";

/** The question for the reader's own servers; the same on the server, which asks it ahead. What ends first comes first. */
export const OWN_RENEWALS = { owner: "mine", limit: 20 } as const;
export const MOST_OWN = 100;

/** Those that want a renewal: they end soon, or have ended. */
export function dueOf(renewals: readonly Renewal[]): Renewal[] {
  return renewals.filter(({ state }) => state === "soon" || state === "expired" || state === "suspended");
}
