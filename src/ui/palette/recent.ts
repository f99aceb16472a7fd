const KEY = "gamekeeper.recent";
const MOST = 6;

/** A thing chosen in the palette before. */
export interface RecentThing {
  id: string;
  label: string;
  href?: string;
}

/** The last things chosen in this browser, newest first. */
export function readRecent(): RecentThing[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(said) ? said.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keeps one more. A browser that refuses storage forgets it, which harms nothing. */
export function rememberRecent({ id, label, href }: RecentThing): void {
  const kept = [{ id, label, ...(href && { href }) }, ...readRecent().filter((other) => other.id !== id)].slice(
    0,
    MOST,
  );
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Private windows may refuse.
  }
}

/** Addresses outside the panel are refused: what is stored may have been changed. */
function isRecent(value: unknown): value is RecentThing {
  if (typeof value !== "object" || value === null) return false;
  const { id, label, href } = value as Partial<RecentThing>;
  return typeof id === "string" && typeof label === "string" && (href === undefined || /^\/(?!\/)/.test(String(href)));
}
