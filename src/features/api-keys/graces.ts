import { DAY, HOUR } from "#app/lib/duration.ts";

/** How long a rotated key still works beside the new one, by the name of the choice. */
export const GRACE_MS = { "0": 0, "1h": HOUR, "24h": DAY, "7d": 7 * DAY } as const;
export const GRACES = ["0", "1h", "24h", "7d"] as const satisfies readonly (keyof typeof GRACE_MS)[];
export type GraceName = (typeof GRACES)[number];
