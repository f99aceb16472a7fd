interface Rankable {
  label: string;
  group: string;
  keywords?: readonly string[];
}

/**
 * The commands that fit what is typed, best first: each typed word must begin a word of the label, the group or the
 * keywords, or be inside the label. Order of equals is kept.
 */
export function rankCommands<C extends Rankable>(commands: readonly C[], query: string): C[] {
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .map((command) => ({ command, score: scoreOf(command, typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function scoreOf(command: Rankable, typed: readonly string[]): number {
  const label = command.label.toLowerCase();
  const others = `${command.group} ${command.keywords?.join(" ") ?? ""}`.toLowerCase();
  let score = label.startsWith(typed.join(" ")) ? 2 : 0;
  for (const word of typed) {
    if (beginsWord(label, word)) score += 4;
    else if (beginsWord(others, word)) score += 2;
    else if (label.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

function beginsWord(text: string, start: string): boolean {
  return text.startsWith(start) || text.includes(` ${start}`) || text.includes(`-${start}`);
}
