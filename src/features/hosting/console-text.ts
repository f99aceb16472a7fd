const ESCAPE = String.fromCharCode(27);
/** Control sequences, operating-system commands and two-character escapes. Source: ECMA-48, sections 5.3 and 5.4. */
const ESCAPES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~])`,
  "g",
);
/** The other control characters, but for the tab. */
const CONTROLS = /[^\P{Cc}\t]/gu;

/** A console line without colours and cursor movements, as patterns and searches read it. */
export function plainText(line: string): string {
  return line.replace(ESCAPES, "").replace(CONTROLS, "");
}
