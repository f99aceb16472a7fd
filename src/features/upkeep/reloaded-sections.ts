/** `reloaded: engine, world`, whatever stands before it on the line. */
const NAMED = /\breloaded:\s*([\w .-]+(?:,\s*[\w .-]+)*)\s*"?\.?$/im;
const SECTION = /^[\w .-]{1,60}$/;
const MOST = 100;

/**
 * Which sections a game says that it has read again: a JSON list, an object with `sections`, or a line that ends in `reloaded: engine, world`. Most games say
 * something else, or nothing: then it is none that could be named.
 */
export function sectionsOf(said: string | null): string[] {
  if (said === null) return [];
  const listed = listIn(said) ?? NAMED.exec(said)?.[1]?.split(",") ?? [];
  return listed
    .map((section) => section.trim())
    .filter((section) => SECTION.test(section))
    .slice(0, MOST);
}

function listIn(said: string): string[] | null {
  if (!/^\s*[[{]/.test(said)) return null;
  try {
    const read: unknown = JSON.parse(said);
    const list = Array.isArray(read) ? read : (read as { sections?: unknown }).sections;
    return Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : null;
  } catch {
    return null;
  }
}
