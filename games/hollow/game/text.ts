const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const ANSI = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[@-Z\\\\^_])`, "g");
// Control characters, invisible format characters (bidi overrides among them), line separators, half surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const COLOURS = { title: 36, exits: 32, people: 33, things: 35, chat: 37, harm: 31, good: 92, system: 93 } as const;

/** Terminal colour around a text of ours; `stripColour` takes it off again for those who want none. */
export function paint(colour: keyof typeof COLOURS, text: string): string {
  return `${ESC}[${COLOURS[colour]}m${text}${ESC}[0m`;
}

export function stripColour(text: string): string {
  return text.replace(ANSI, "");
}

/** What somebody typed, without anything that could move a cursor, hide text or start a new line. */
export function sanitise(text: string): string {
  return text.replace(ANSI, "").replace(UNPRINTABLE, "").trim();
}

/** Free text inside a log line: one JSON string, so its end is always known and it never leaves its line. */
export function quote(text: string): string {
  return JSON.stringify(sanitise(text));
}

export function wrap(text: string, width = 78): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join("\n");
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a wolf", "an ash wolf"; names that are somebody's own (capitalised) stand alone. */
export function withArticle(name: string): string {
  if (/^\p{Lu}/u.test(name) || /^(the|some|a pair of) /.test(name)) return name;
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

/** "the wolf"; a proper name stays as it is. */
export function withThe(name: string): string {
  return /^\p{Lu}/u.test(name) || name.startsWith("the ") ? name : `the ${name}`;
}

/** "a candle stub, two wolf pelts" would need plurals; "a wolf pelt (2)" does not. */
export function listNames(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => withArticle(name) + (count > 1 ? ` (${count})` : "")).join(", ");
}

/** Whether what a player typed means this name: every typed word begins some word of the name. */
export function matchesName(typed: string, name: string): boolean {
  const words = name.toLowerCase().split(/[\s'-]+/);
  const wanted = typed
    .toLowerCase()
    .split(/[\s'-]+/)
    .filter((word) => word !== "" && !["a", "an", "the"].includes(word));
  return wanted.length > 0 && wanted.every((part) => words.some((word) => word.startsWith(part)));
}

export function coinsText(coins: number): string {
  return `${coins} ${coins === 1 ? "coin" : "coins"}`;
}
