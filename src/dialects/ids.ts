/** Native ids are a prefix and the 32 hex digits of a UUID; documents of other systems show the UUID, or another prefix. */
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** `key_0193…` as the UUID that is in it. */
export function uuidOf(id: string): string {
  const hex = id.slice(id.indexOf("_") + 1);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The native id that a UUID stands for; anything else stays as it is, for the operation to say what is wrong with it. */
export function idOfUuid(prefix: string, text: string): string {
  return UUID.test(text) ? `${prefix}_${text.replaceAll("-", "").toLowerCase()}` : text;
}

/** An id with another prefix, where it has the first. */
export function withPrefix(id: string, from: string, to: string): string {
  return id.startsWith(`${from}_`) ? `${to}${id.slice(from.length)}` : id;
}

/** A time without its milliseconds, as documents print them: `2024-03-20T12:00:00Z`. */
export function wholeSeconds(at: string): string;
export function wholeSeconds(at: string | null): string | null;
export function wholeSeconds(at: string | null): string | null {
  return at === null ? null : at.replace(/\.\d+Z$/, "Z");
}
