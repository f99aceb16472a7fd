/** What a spreadsheet would take for a formula at the beginning of a cell; some take the wide signs and what follows a space for it too. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^\p{Cc}/u;

/**
 * Rows as a file that spreadsheets open: RFC 4180 with a mark of UTF-8. A cell that would be run as a formula begins with an apostrophe, as players choose their
 * names themselves.
 */
export function csvOf(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

function cellOf(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
