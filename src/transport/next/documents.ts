import "server-only";
import { COMPAT_PATH } from "#app/dialects/dialect.ts";
import { dialects } from "#app/dialects/registry.ts";
import { BROWSER_RATE, RATE_CLASSES } from "#app/operation/rate.ts";
import { VERSION } from "#app/platform/version.ts";
import { publicOperations } from "../rest.ts";

/** Each window of each class, with the operations that count against it: the panel's own, and those of the doors for clients of other systems. */
export function limitRows() {
  const classes = Object.entries(RATE_CLASSES).flatMap(([name, windows]) => {
    const operations = publicOperations.filter(({ rate = "general" }) => rate === name).map(({ id }) => id);
    return windows.map(({ limit, windowSec }) => ({ name, limit, windowSec, operations }));
  });
  const doors = dialects.flatMap(({ name, title, rates, routes }) => ({
    title,
    base: `${COMPAT_PATH}/${name}`,
    rows: Object.entries(rates).flatMap(([rate, windows]) => {
      const paths = routes.filter((route) => route.rate === rate).map(({ http }) => `${http.method} ${http.path}`);
      return windows.map(({ limit, windowSec }) => ({ name: rate, limit, windowSec, paths }));
    }),
  }));
  return { classes, browser: BROWSER_RATE, doors };
}

/** The operations that go away. */
export function deprecations() {
  return publicOperations.flatMap(({ id, deprecated }) => (deprecated ? [{ id, ...deprecated }] : []));
}

export function panelVersion(): string {
  return VERSION;
}
