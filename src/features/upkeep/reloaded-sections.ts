/** `reloaded: engine, world`, whatever stands before it on the line. */
const NAMED = /\breloaded:(.*)$/im;
const NAMES = /^[\w .,-]+$/;
const SECTION = /^[\w .-]{1,60}$/;
const MOST = 100;

/**
 * Which sections a game says that it has read again: a JSON list, an object with `sections`, or a line that ends in `reloaded: engine, world`. Most games say
 * something else, or nothing: then it is none that could be named.
 */
export function sectionsOf(said: string | null): string[] {
  if (said === null) return [];
  const listed = listIn(said) ?? namedIn(said);
  return listed
    .map((section) => section.trim())
    .filter((section) => SECTION.test(section))
    .slice(0, MOST);
}

/** Found in one go and then looked at: an expression for all of it would try each way to cut what a hostile game says. */
function namedIn(said: string): string[] {
  const names = (NAMED.exec(said)?.[1] ?? "").trim().replace(/"?\.?$/, "");
  return NAMES.test(names) ? names.split(",") : [];
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
