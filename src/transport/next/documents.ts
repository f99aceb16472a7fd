import "server-only";
import { BROWSER_RATE, RATE_CLASSES } from "#app/operation/rate.ts";
import { VERSION } from "#app/platform/version.ts";
import { publicOperations } from "../rest.ts";

/** Each window of each class, with the operations that count against it. */
export function limitRows() {
  const classes = Object.entries(RATE_CLASSES).flatMap(([name, windows]) => {
    const operations = publicOperations.filter(({ rate = "general" }) => rate === name).map(({ id }) => id);
    return windows.map(({ limit, windowSec }) => ({ name, limit, windowSec, operations }));
  });
  return { classes, browser: BROWSER_RATE };
}

/** The operations that go away. */
export function deprecations() {
  return publicOperations.flatMap(({ id, deprecated }) => (deprecated ? [{ id, ...deprecated }] : []));
}

export function panelVersion(): string {
  return VERSION;
}
