const LONGEST = 40;

/** What commands are counted under whose game has too many to tell apart. */
export const OTHER_COMMANDS = "*";

/** The word that a command is counted under: its first, small, without the slash that some games have before it. Null: there is none. */
export function commandName(text: string): string | null {
  const [word = ""] = text.trim().replace(/^\/+/, "").split(/\s/, 1);
  return word.toLowerCase().slice(0, LONGEST) || null;
}
