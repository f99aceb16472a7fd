import { addressBlock } from "#app/lib/address.ts";
import type { Actor } from "./actor.ts";
import { BULK_MOST } from "./bulk.ts";
import type { AnyOperation, RateClass } from "./define.ts";
import type { RateLimit, RateWindow } from "./limiter.ts";

export type CountedClass = Exclude<RateClass, "none">;

const MINUTE_SEC = 60;
const HOUR_SEC = 3_600;
const DAY_SEC = 86_400;

/** What calls count against, for a key without a limit of its own and for callers without a key. /docs/limits shows this table. */
export const RATE_CLASSES: Readonly<Record<CountedClass, readonly RateWindow[]>> = {
  general: [{ name: "general", limit: 60, windowSec: MINUTE_SEC }],
  "sign-in": [{ name: "sign-in", limit: 10, windowSec: MINUTE_SEC }],
  admin: [{ name: "admin", limit: 30, windowSec: MINUTE_SEC }],
  "key-management": [{ name: "key-management", limit: 5, windowSec: MINUTE_SEC }],
};

/** People in a browser load pages of many calls; the bound on them guards against loops, not against use. */
export const BROWSER_RATE: readonly RateWindow[] = [{ name: "browser", limit: 1_200, windowSec: MINUTE_SEC }];

/** Signing in on the panel's pages: a household or a club has one address. Tries at an account or a password are counted in the database besides. */
export const PAGE_SIGN_IN_RATE: readonly RateWindow[] = [{ name: "sign-in", limit: 30, windowSec: MINUTE_SEC }];

/** A class of limits that a door brings along, in place of the operation's own: what another system's document promises to its callers. */
export interface DoorRate {
  name: string;
  windows: readonly RateWindow[];
}

/** What a door says of how its calls are counted. */
export interface Counting {
  /** The limits of the door's own class, in place of the operation's. */
  rate?: DoorRate;
  /** It came over the API, and not from a page. */
  byProgram?: boolean;
  /** Takes nothing from the caller's other calls, but is bound by the same limits in a count of its own: HEAD. */
  countsApart?: boolean;
}

/**
 * Whom a call counts against and in which windows; null where calls are not counted. Limits given to a key itself replace those of its classes, and
 * those of a door replace the native ones. Anonymous callers count by address (for IPv6 by its /64 block).
 */
export function rateOf(
  actor: Actor,
  rateClass: RateClass,
  address: string | null,
  counting: Counting = {},
): { key: string; windows: readonly RateWindow[] } | null {
  const found = countedBy(actor, rateClass, address, counting);
  return found && counting.countsApart ? { ...found, key: `${found.key}:apart` } : found;
}

function countedBy(
  actor: Actor,
  rateClass: RateClass,
  address: string | null,
  { rate: door, byProgram }: Counting,
): { key: string; windows: readonly RateWindow[] } | null {
  if (actor.kind === "operator" || actor.kind === "system" || actor.kind === "node") return null;
  if (actor.kind === "key" && actor.limits !== null)
    return { key: `key:${actor.id}`, windows: windowsOf(actor.limits) };
  const who = actor.kind === "anonymous" ? `address:${addressBlock(address)}` : `${actor.kind}:${actor.id}`;
  if (door) return { key: `${who}:${door.name}`, windows: door.windows };
  switch (actor.kind) {
    case "key": {
      const counted = rateClass === "none" ? "general" : rateClass;
      return { key: `${who}:${counted}`, windows: RATE_CLASSES[counted] };
    }
    case "user":
      return { key: who, windows: BROWSER_RATE };
    case "anonymous": {
      if (rateClass === "none") return null;
      // Without a key there is nothing to administer: a call that will be refused for that counts as any other.
      if (rateClass !== "sign-in") return { key: `${who}:general`, windows: RATE_CLASSES.general };
      return byProgram
        ? { key: `${who}:sign-in`, windows: RATE_CLASSES["sign-in"] }
        : { key: `${who}:page-sign-in`, windows: PAGE_SIGN_IN_RATE };
    }
  }
}

const windowsByLimits = new WeakMap<readonly RateLimit[], readonly RateWindow[]>();

/** The same windows for the same limits, so that what is kept for them is found again. */
function windowsOf(limits: readonly RateLimit[]): readonly RateWindow[] {
  let windows = windowsByLimits.get(limits);
  if (!windows) {
    windows = limits.map(({ limit, windowSec }) => ({ name: windowName(windowSec), limit, windowSec }));
    windowsByLimits.set(limits, windows);
  }
  return windows;
}

/** What a window that has no name of its own is called, by its length: `minute`, `hour`, `day`, `90s`. */
export function windowName(windowSec: number): string {
  if (windowSec === MINUTE_SEC) return "minute";
  if (windowSec === HOUR_SEC) return "hour";
  if (windowSec === DAY_SEC) return "day";
  return `${windowSec}s`;
}

/**
 * Whether a call is refused while the shared store is away, instead of being counted by this process alone: where many tries are the attack, a process
 * more must not be a chance more.
 */
export function needsSharedCount({ rate, countedTogether }: Pick<AnyOperation, "rate" | "countedTogether">): boolean {
  return countedTogether ?? rate === "sign-in";
}

/**
 * How much a call counts, by what came in. That was not looked at yet: a bulk operation's list that is none, or too long, is refused in its turn, and
 * counts no more than the longest that is not.
 */
export function costOf(operation: AnyOperation, raw: unknown): number {
  if (operation.cost !== undefined) return operation.cost;
  if (operation.kind === "query" || !operation.bulk || raw === null || typeof raw !== "object") return 1;
  const lists = Object.values(raw).filter((value) => Array.isArray(value));
  return Math.max(1, ...lists.map(({ length }) => Math.min(length, BULK_MOST)));
}
