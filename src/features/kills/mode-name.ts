import { STAR_CITIZEN } from "./told-kill.ts";

/** What logs call the world that all share: by its loading screen, and by its rules. */
const SHARED_WORLD = ["pu", "sc_default"];
/** Rules of Arena Commander are named so: EA_PirateSwarm. */
const ARENA = /^EA_(?=\w)/i;

/** A game's mode as people call it, as far as its word tells; else the word itself. */
export function modeName(game: string, mode: string): string {
  if (game !== STAR_CITIZEN) return mode;
  if (SHARED_WORLD.includes(mode.toLowerCase())) return "Persistent Universe";
  if (!ARENA.test(mode)) return mode;
  return `Arena Commander: ${spaced(mode.replace(ARENA, ""))}`;
}

/** "FPSGunGame" as "FPS Gun Game". */
function spaced(word: string): string {
  return word.replaceAll("_", " ").replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1$2 ");
}
