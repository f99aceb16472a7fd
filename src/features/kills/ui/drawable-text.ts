/** What the font of pictures has: Latin letters, digits and common signs. */
const DRAWN = /^[\x20-\x7e\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026]$/u;
/** More of a name is cut off: it is a picture, not a list. */
const LONGEST = 40;

/**
 * A text as it can be drawn on a picture without asking anybody else for letters: of what the font does not have, letters lose their signs, and all else is a
 * question mark. The whole name stands on the page itself.
 */
export function drawableText(text: string): string {
  const letters = [...text.normalize("NFC")];
  const cut = letters.length > LONGEST ? [...letters.slice(0, LONGEST - 1), "…"] : letters;
  return cut.map((letter) => (DRAWN.test(letter) ? letter : bare(letter))).join("");
}

function bare(letter: string): string {
  return [...letter.normalize("NFKD")].filter((part) => DRAWN.test(part)).join("") || "?";
}
