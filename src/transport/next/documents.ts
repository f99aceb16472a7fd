import "server-only";
import { VERSION } from "#app/platform/version.ts";
import { publicOperations } from "../rest.ts";

/** The operations that go away. */
export function deprecations() {
  return publicOperations.flatMap(({ id, deprecated }) => (deprecated ? [{ id, ...deprecated }] : []));
}

export function panelVersion(): string {
  return VERSION;
}
