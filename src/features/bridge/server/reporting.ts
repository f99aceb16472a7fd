import { EXAMPLE_SERVER, serverSubject } from "#app/features/hosting/server/index.ts";
import { Taken } from "../schema.ts";

export const EXAMPLE_RUN = { ...EXAMPLE_SERVER, run: "0f6d2c1e" };
export const EXAMPLE_REPORT = { ...EXAMPLE_RUN, revision: 1 };

/** What all that a game says has in common, beside who may. Games go on while the panel is closed for maintenance, and are heard and told. */
export const spoken = { subject: serverSubject, audit: "none", whileClosed: true } as const;

/** What all reports have in common. */
export const reported = { ...spoken, errors: ["conflict"], output: Taken } as const;

/** Of several with one key the last holds, as if each had been reported by itself. */
export function lastOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
