/** Whether a type is what a pattern names: itself, all of a noun (`server.*`), or all (`*`). Here alone, so that browsers need not load the catalogue. */
export function matchesPattern(pattern: string, type: string): boolean {
  return pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));
}
