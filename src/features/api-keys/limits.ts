import type { KeyLimit } from "./schema.ts";

/** What anybody may give to a key of their own: as much as keys without a limit of their own have. */
export const FREE_LIMITS: readonly KeyLimit[] = [{ limit: 60, windowSec: 60 }];

/** A key's own limits, whichever of the two ways it was given them; null: none. */
export function limitsOf(limits: readonly KeyLimit[] | null, perMinute: number | null): readonly KeyLimit[] | null {
  return limits ?? (perMinute === null ? null : [{ limit: perMinute, windowSec: 60 }]);
}

/** Of a key's limits, that of a minute: the short form. */
export function perMinuteOf(limits: readonly KeyLimit[] | null): number | null {
  return limits?.find(({ windowSec }) => windowSec === 60)?.limit ?? null;
}

/** Whether these limits never let through more than those: each of those is held by one of these, of as long a window or longer. */
export function areWithin(inner: readonly KeyLimit[], outer: readonly KeyLimit[]): boolean {
  return outer.every((bound) => inner.some((each) => each.limit <= bound.limit && each.windowSec >= bound.windowSec));
}
