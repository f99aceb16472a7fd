const LENGTH = 160;

/** Some of a text around the first of the words that were looked for, in one line. */
export function snippetOf(text: string, typed: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LENGTH) return line;
  const folded = line.toLowerCase();
  const at = (typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => folded.indexOf(word))
    .filter((place) => place >= 0)
    .reduce((first, place) => Math.min(first, place), Number.POSITIVE_INFINITY);
  const from = Number.isFinite(at) ? Math.max(0, Math.min(at - LENGTH / 4, line.length - LENGTH)) : 0;
  const cut = line.slice(from, from + LENGTH).toWellFormed();
  return `${from > 0 ? "…" : ""}${cut}${from + LENGTH < line.length ? "…" : ""}`;
}
