/** One place in which two values differ. `before` or `after` is undefined where it is not there. */
export interface Difference {
  /** The parts joined by dots; empty for the value as a whole. */
  path: string;
  before: unknown;
  after: unknown;
}

/** Where two JSON values differ, in the order of the first, then of the second. Lists are compared as wholes. */
export function jsonDiff(before: unknown, after: unknown, path = ""): Difference[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => jsonDiff(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
