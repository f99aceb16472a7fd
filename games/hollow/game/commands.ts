import { emote, GESTURE_NAMES, gesture, reply, say, shout, tell } from "./chat.ts";
import { timeText } from "./clock.ts";
import { attack, consider, flee } from "./combat.ts";
import type { Game, Player } from "./game.ts";
import { roomOf } from "./game.ts";
import { consume, equip, inventory, remove } from "./gear.ts";
import { drop, get, give } from "./items.ts";
import { talk } from "./npcs.ts";
import { experienceFor, maxHealth, TOP_LEVEL } from "./players.ts";
import { findExit, go, look, lookAt, unlock } from "./rooms.ts";
import { buy, list, sell } from "./shops.ts";
import { coinsText, sanitise } from "./text.ts";

interface Command {
  readonly names: readonly string[];
  readonly usage: string;
  readonly about: string;
  /** Also the dead may do it. */
  readonly forTheDead?: boolean;
  readonly run: (game: Game, player: Player, words: string) => void;
}

const lower =
  (run: Command["run"]): Command["run"] =>
  (game, player, words) =>
    run(game, player, words.toLowerCase());

/** In the order in which shortened words find them: `s` is south, `sa` is say. */
const COMMANDS: readonly Command[] = [
  {
    names: ["look", "l", "examine"],
    usage: "look [THING]",
    about: "see the room, or look closer",
    run: lower(lookOrLookAt),
  },
  {
    names: ["go", "walk", "enter"],
    usage: "go WAY",
    about: "leave by a way; north, s, hatch alone will do",
    run: lower(go),
  },
  { names: ["get", "take"], usage: "get THING|coins|all", about: "pick up", run: lower(get) },
  { names: ["drop"], usage: "drop THING", about: "put down", run: lower(drop) },
  { names: ["wear", "wield"], usage: "wear THING, wield THING", about: "use armour or a weapon", run: lower(equip) },
  { names: ["remove", "unwield"], usage: "remove THING", about: "take off", run: lower(remove) },
  { names: ["inventory", "i"], usage: "inventory", about: "what you carry and use", forTheDead: true, run: inventory },
  {
    names: ["drink", "eat", "use", "quaff"],
    usage: "drink THING, eat THING",
    about: "get health back",
    run: lower(consume),
  },
  { names: ["give"], usage: "give THING to NAME", about: "also GIVE 5 COINS TO NAME", run: lower(give) },
  { names: ["attack", "kill", "k", "hit"], usage: "attack NAME", about: "begin a fight", run: lower(attack) },
  { names: ["flee"], usage: "flee", about: "run from a fight", run: flee },
  { names: ["consider", "con"], usage: "consider NAME", about: "would you win?", run: lower(consider) },
  { names: ["talk", "ask"], usage: "talk NAME [WORD]", about: "hear what they know", run: lower(talk) },
  { names: ["list"], usage: "list", about: "the goods of a shop", run: list },
  { names: ["buy"], usage: "buy THING", about: "in a shop", run: lower(buy) },
  { names: ["sell"], usage: "sell THING|all", about: "in a shop; ALL means all treasure", run: lower(sell) },
  {
    names: ["unlock", "open"],
    usage: "unlock WAY",
    about: "open a locked door, if you have the key",
    run: lower(unlock),
  },
  { names: ["say"], usage: "say TEXT, or 'TEXT", about: "to all in the room", run: say },
  { names: ["tell"], usage: "tell NAME TEXT", about: "to one, anywhere", forTheDead: true, run: tell },
  { names: ["reply", "r"], usage: "reply TEXT", about: "to who told you last", forTheDead: true, run: reply },
  { names: ["shout", "gossip"], usage: "shout TEXT", about: "to everybody", forTheDead: true, run: shout },
  { names: ["emote", "me"], usage: "emote TEXT, or :TEXT", about: "be seen doing something", run: emote },
  { names: ["score"], usage: "score", about: "how you are", forTheDead: true, run: score },
  { names: ["who"], usage: "who", about: "who is here", forTheDead: true, run: who },
  {
    names: ["time"],
    usage: "time",
    about: "day or night",
    forTheDead: true,
    run: (game, player) => player.send(timeText(game)),
  },
  {
    names: ["colour", "color"],
    usage: "colour on|off",
    about: "colours in the text",
    forTheDead: true,
    run: lower(colour),
  },
  { names: ["help", "commands"], usage: "help", about: "this list", forTheDead: true, run: help },
];

/** Does what a player typed. `quit` and `password` belong to the connection and never come here. */
export function perform(game: Game, player: Player, line: string) {
  const text = sanitise(line).replace(/^'\s*/, "say ").replace(/^:\s*/, "emote ");
  if (text === "") return;
  game.emit({ kind: "command", name: player.name, text });
  const began = performance.now();
  const command = doAs(game, player, text);
  const tookMs = Math.round((performance.now() - began) * 1000) / 1000;
  game.emit({ kind: "performed", name: player.name, command, tookMs, failed: command === UNKNOWN });
}

const UNKNOWN = "unknown";

/** Does it, and gives the name of the command that it was. */
function doAs(game: Game, player: Player, text: string): string {
  const [, verb = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  const word = verb.toLowerCase();
  const command = COMMANDS.find((one) => one.names.includes(word));
  if (!command && player.deadUntilTick === null && wayNamed(game, player, word)) {
    go(game, player, word);
    return "go";
  }
  const found = command ?? COMMANDS.find((one) => one.names.some((name) => word.length > 1 && name.startsWith(word)));
  const isGesture = GESTURE_NAMES.includes(word);
  if (player.deadUntilTick !== null && !found?.forTheDead) player.send("You are dead. It will pass.");
  else if (found) found.run(game, player, rest.trim());
  else if (isGesture) gesture(game, player, word, rest.trim().toLowerCase());
  else if (/^(n|s|e|w|u|d|north|south|east|west|up|down)$/.test(word)) {
    player.send("There is no way there.");
    return "go";
  } else player.send("What? Try HELP.");
  return found?.names[0] ?? (isGesture ? word : UNKNOWN);
}

/** Whole names and first letters of directions only, so that `hat` is not taken for the hatch. */
function wayNamed(game: Game, player: Player, word: string): boolean {
  const exit = findExit(roomOf(game, player.character.roomId), word);
  return exit !== undefined && (exit.name === word || word.length === 1);
}

function lookOrLookAt(game: Game, player: Player, words: string): void {
  const what = words.replace(/^at /, "");
  if (what === "" || what === "around") look(game, player);
  else lookAt(game, player, what);
}

function score(_game: Game, player: Player): void {
  const { level, experience, health, coins, kills, deaths } = player.character;
  const next = level < TOP_LEVEL ? `, ${experienceFor(level + 1) - experience} to the next level` : "";
  player.send(`${player.name}, level ${level}, health ${health} of ${maxHealth(level)}.`);
  player.send(`Experience ${experience}${next}. ${coinsText(coins)}. Kills ${kills}, deaths ${deaths}.`);
}

function who(game: Game, player: Player): void {
  const lines = [...game.players.values()].map((one) => `  ${one.name}, level ${one.character.level}`);
  player.send([`In the Hollow now: ${lines.length}`, ...lines].join("\n"));
}

function colour(_game: Game, player: Player, words: string) {
  if (words !== "on" && words !== "off") return player.send("COLOUR ON or COLOUR OFF.");
  player.character.colour = words === "on";
  player.send(`Colours are ${words}.`);
}

function help(_game: Game, player: Player): void {
  const lines = COMMANDS.map(({ usage, about }) => `  ${usage.padEnd(24)} ${about}`);
  const own = [`  ${"password".padEnd(24)} choose a new one`, `  ${"quit".padEnd(24)} leave; all is kept`];
  player.send(["What you can do:", ...lines, ...own, `Gestures: ${GESTURE_NAMES.join(", ")}.`].join("\n"));
}
