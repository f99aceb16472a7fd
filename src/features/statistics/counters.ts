/** What is added up of a server, by hour and day: columns of the rollups. */
export const COUNTERS = [
  "visits",
  "newPlayers",
  "chats",
  "commands",
  "commandErrors",
  "playerDeaths",
  "npcDeaths",
  "battles",
  "pvpBattles",
  "damage",
  "transactions",
  "playedSec",
] as const;
export type Counter = (typeof COUNTERS)[number];

export type Counts = Record<Counter, number>;

export function noCounts(): Counts {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Counts;
}

/** A thing that happened in a game, as far as it is counted. */
interface Counted {
  kind: string;
  fields: Record<string, unknown>;
}

/**
 * What one event adds to. A death counts by who died, where the game says whether that is a player; a battle is one between players if it says so of both.
 * Damage that heals (less than nothing) is none.
 */
export function countsOf({ kind, fields }: Counted): Partial<Counts> {
  switch (kind) {
    case "chat_message":
      return { chats: 1 };
    case "player_command":
      return fields.failed === true ? { commands: 1, commandErrors: 1 } : { commands: 1 };
    case "combat": {
      const isPvp = fields.attackerKind === "player" && fields.targetKind === "player";
      return isPvp ? { battles: 1, pvpBattles: 1 } : { battles: 1 };
    }
    case "damage": {
      const amount = Number(fields.amount);
      return amount > 0 ? { damage: amount } : {};
    }
    case "death":
      if (fields.victimKind === "player") return { playerDeaths: 1 };
      return fields.victimKind === "npc" ? { npcDeaths: 1 } : {};
    default:
      return {};
  }
}

/** How a console is read, as far as it tells what can be counted. */
interface Readable {
  event: string;
  pattern: string;
  set: Readonly<Record<string, string>>;
}

/** What a game can tell of whose console is read by these patterns. What it cannot is not known, which is something else than none. */
export function tellable(patterns: readonly Readable[]): Set<Counter> {
  const told = new Set<Counter>();
  for (const { event, pattern, set } of patterns) {
    const says = (field: string) => Object.hasOwn(set, field) || pattern.includes(`<${field}>`);
    const can = (field: string, value: string) => set[field] === value || pattern.includes(`<${field}>`);
    if (event === "player_login")
      for (const counter of ["visits", "newPlayers", "playedSec"] as const) told.add(counter);
    if (event === "chat_message") told.add("chats");
    if (event === "player_command") told.add("commands");
    if (event === "player_command" && says("failed")) told.add("commandErrors");
    if (event === "combat") told.add("battles");
    if (event === "combat" && says("attackerKind") && says("targetKind")) told.add("pvpBattles");
    if (event === "damage") told.add("damage");
    if (event === "death" && can("victimKind", "player")) told.add("playerDeaths");
    if (event === "death" && can("victimKind", "npc")) told.add("npcDeaths");
  }
  return told;
}

/** What a game can tell of that itself says which kinds of events it tells. */
export function tellableBy(kinds: readonly string[]): Set<Counter> {
  const everyField = ["failed", "attackerKind", "targetKind", "victimKind"].map((field) => `<${field}>`).join("");
  return tellable(kinds.map((event) => ({ event, pattern: everyField, set: {} })));
}
