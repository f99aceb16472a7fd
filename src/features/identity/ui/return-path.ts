import { safeReturnPath } from "../rules.ts";

const ENTRIES = /^\/(sign-in|sign-up|setup|forgot-password|reset-password|verify-email)(?=[/?#]|$)/;

/** Where a person goes after signing in: the page of this panel they asked for, else home. Never another site, never back to a page of signing in. */
export function returnPath(next: string | readonly string[] | null | undefined): string {
  const path = safeReturnPath(typeof next === "string" ? next : null);
  return path === "/" || ENTRIES.test(path) ? "/home" : path;
}
