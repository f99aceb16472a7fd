/** Commands kept for one server. */
const MOST = 100;

/** The commands after one more was sent, newest first; a repeated one moves to the front. */
export function rememberCommand(history: readonly string[], command: string): string[] {
  return [command, ...history.filter((other) => other !== command)].slice(0, MOST);
}

/** The kept commands of a server in this browser; empty if there are none or storage is shut. */
export function readHistory(name: string): string[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? "[]");
    return Array.isArray(said) ? said.filter((command) => typeof command === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keeps them. A browser that refuses storage forgets them, which harms nothing. */
export function keepHistory(name: string, history: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(history));
  } catch {
    // Private windows may refuse; the history then lasts as long as the page.
  }
}

function keyOf(name: string): string {
  return `gamekeeper.commands.${name}`;
}
