import { addressBlock } from "#app/lib/address.ts";
import type { Actor } from "./actor.ts";
import type { RateClass } from "./define.ts";
import type { RateWindow } from "./limiter.ts";

/** The windows of each class, for a caller that has no limit of its own. */
const CLASSES: Record<Exclude<RateClass, "none">, readonly RateWindow[]> = {
  general: [{ name: "general", limit: 60, windowSec: 60 }],
  "sign-in": [{ name: "sign-in", limit: 10, windowSec: 60 }],
  admin: [{ name: "admin", limit: 30, windowSec: 60 }],
  "key-management": [{ name: "key-management", limit: 5, windowSec: 60 }],
};

/** People in a browser load pages of many calls; the bound on them guards against loops, not against use. */
const BROWSER: readonly RateWindow[] = [{ name: "browser", limit: 1200, windowSec: 60 }];
const BROWSER_SIGN_IN: readonly RateWindow[] = [{ name: "sign-in", limit: 30, windowSec: 60 }];

/** A class of limits that a door brings along, in place of the operation's own: what another system's document promises to its callers. */
export interface DoorRate {
  name: string;
  windows: readonly RateWindow[];
}

/**
 * Whom a call counts against and in which windows; null where calls are not counted. A limit given to a key itself replaces those of its classes, and
 * those of a door replace the native ones. Anonymous callers count by address (for IPv6 by its /64 block).
 */
export function rateOf(
  actor: Actor,
  rateClass: RateClass,
  address: string | null,
  door?: DoorRate,
): { key: string; windows: readonly RateWindow[] } | null {
  if (door && (actor.kind === "user" || actor.kind === "anonymous" || (actor.kind === "key" && !hasOwnLimit(actor)))) {
    const who = actor.kind === "anonymous" ? `address:${addressBlock(address)}` : `${actor.kind}:${actor.id}`;
    return { key: `${who}:${door.name}`, windows: door.windows };
  }
  switch (actor.kind) {
    case "operator":
    case "system":
    case "node":
      return null;
    case "key":
      if (actor.rateLimitPerMinute !== null)
        return { key: `key:${actor.id}`, windows: [{ name: "key", limit: actor.rateLimitPerMinute, windowSec: 60 }] };
      if (rateClass === "none") rateClass = "general";
      return { key: `key:${actor.id}:${rateClass}`, windows: CLASSES[rateClass] };
    case "user":
      return { key: `user:${actor.id}`, windows: BROWSER };
    case "anonymous":
      if (rateClass === "none") return null;
      return {
        key: `address:${addressBlock(address)}:${rateClass}`,
        windows: rateClass === "sign-in" ? BROWSER_SIGN_IN : CLASSES.general,
      };
  }
}

function hasOwnLimit(actor: Actor): boolean {
  return actor.rateLimitPerMinute !== null;
}
