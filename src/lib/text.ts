const isKeepable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** The path (`variables.MOTD`) to a text that no database keeps: one with a NUL or half of a surrogate pair. Null if there is none. */
export function unkeepableText(value: unknown, path = ""): string | null {
  if (typeof value === "string") return isKeepable(value) ? null : path;
  if (value === null || typeof value !== "object" || value instanceof Date) return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (!isKeepable(key)) return at.toWellFormed().replaceAll("\0", "");
    const found = unkeepableText(inner, at);
    if (found !== null) return found;
  }
  return null;
}

/** The value with each such text mended: `\uFFFD` stands for what was broken. */
export function keepableText<T>(value: T): T {
  if (typeof value === "string") return mended(value) as T;
  if (Array.isArray(value)) return value.map(keepableText) as T;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mended(key), keepableText(inner)])) as T;
}

function mended(text: string): string {
  return isKeepable(text) ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/**
 * One line: nothing in it that would end a line in a console. Spelt out, as it stands in the API's document and not every engine of regular expressions knows
 * classes of Unicode.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
export const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;
export const NOT_ONE_LINE = "is one line without control characters";

const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * The value with no text that turns the reading direction of what stands around it: a player who is called so would have a page say another name than it
 * acts on. Marks that people write with (of Arabic, of Hebrew) stay. What has none is given back as it is.
 */
export function withoutTurns<T>(value: T): T {
  if (typeof value === "string") return (value.search(TURNS) < 0 ? value : value.replace(TURNS, "")) as T;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (Array.isArray(value)) {
    const plain = value.map((item) => withoutTurns(item));
    return plain.some((item, index) => item !== value[index]) ? (plain as T) : value;
  }
  const entries = Object.entries(value);
  const plain = entries.map(([name, inner]) => [withoutTurns(name), withoutTurns(inner)] as const);
  const isSame = plain.every(([name, inner], index) => name === entries[index]![0] && inner === entries[index]![1]);
  return isSame ? value : (Object.fromEntries(plain) as T);
}

/** Text as HTML shows it, in an element or an attribute. */
export function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
