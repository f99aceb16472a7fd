import type { ChatChannel } from "./events.ts";
import { findPlayer, type Game, type Player, placeOf, tellAll, tellRoom } from "./game.ts";
import { theName } from "./players.ts";
import { findFighter } from "./rooms.ts";
import { paint } from "./text.ts";

/** Gestures with a line for those who watch; with a target, the last form. */
const GESTURES: Record<string, readonly [me: string, others: string, link: string]> = {
  wave: ["You wave.", "waves", "at"],
  bow: ["You bow.", "bows", "to"],
  nod: ["You nod.", "nods", "to"],
  smile: ["You smile.", "smiles", "at"],
  grin: ["You grin.", "grins", "at"],
  laugh: ["You laugh.", "laughs", "at"],
  sigh: ["You sigh.", "sighs", "at"],
  shrug: ["You shrug.", "shrugs", "at"],
  dance: ["You dance.", "dances", "with"],
  cheer: ["You cheer.", "cheers", "for"],
  thank: ["You give thanks.", "gives thanks", "to"],
  shiver: ["You shiver.", "shivers", "at"],
  salute: ["You salute.", "salutes", "to"],
  point: ["You point.", "points", "at"],
};

export const GESTURE_NAMES = Object.keys(GESTURES);

const MUTED = paint("harm", "You open your mouth, and no sound comes out. You are muted.");

function isMuted({ muted }: Game, { name }: Player): boolean {
  return (muted.get(name.toLowerCase()) ?? 0) > Date.now();
}

export function say(game: Game, player: Player, text: string) {
  if (isMuted(game, player)) return player.send(MUTED);
  if (text === "") return player.send("Say what?");
  player.send(paint("chat", `You say: ${text}`));
  tellRoom(game, player.character.roomId, paint("chat", `${player.name} says: ${text}`), player);
  report(game, player, "says", null, text);
}

export function shout(game: Game, player: Player, text: string) {
  if (isMuted(game, player)) return player.send(MUTED);
  if (text === "") return player.send("Shout what?");
  tellAll(game, paint("chat", `${player.name} shouts: ${text}`));
  report(game, player, "shouts", null, text);
}

export function tell(game: Game, player: Player, words: string) {
  if (isMuted(game, player)) return player.send(MUTED);
  const [name = "", ...rest] = words.split(/\s+/);
  const receiver = findPlayer(game, name);
  const text = rest.join(" ");
  if (name === "" || text === "") return player.send("Tell whom what? TELL NAME TEXT.");
  if (!receiver) return player.send(`Nobody called ${name} is here.`);
  if (receiver === player) return player.send("You tell yourself, and are not surprised.");
  receiver.replyTo = player.name;
  player.send(paint("chat", `You tell ${receiver.name}: ${text}`));
  receiver.send(paint("chat", `${player.name} tells you: ${text}`));
  report(game, player, "tells", receiver.name, text);
}

export function reply(game: Game, player: Player, text: string) {
  if (!player.replyTo) return player.send("Nobody has told you anything.");
  tell(game, player, `${player.replyTo} ${text}`);
}

export function emote(game: Game, player: Player, text: string) {
  if (isMuted(game, player)) return player.send(MUTED);
  if (text === "") return player.send("Emote what? EMOTE looks at the sky.");
  player.send(paint("people", `${player.name} ${text}`));
  tellRoom(game, player.character.roomId, paint("people", `${player.name} ${text}`), player);
  report(game, player, "emotes", null, text);
}

export function gesture(game: Game, player: Player, name: string, words: string) {
  const lines = GESTURES[name];
  if (!lines) return player.send("You cannot do that.");
  const [me, others, link] = lines;
  const target = words === "" ? undefined : findFighter(game, player, words.replace(/^(at|to|with|for) /, ""));
  if (words !== "" && !target) return player.send(`You see no ${words} here.`);
  const toWhom = target ? ` ${link} ${theName(target)}` : "";
  const { roomId } = player.character;
  player.send(paint("people", me.replace(/\.$/, `${toWhom}.`)));
  tellRoom(game, roomId, paint("people", `${player.name} ${others}${toWhom}.`), player, target ?? null);
  if (target?.type === "player") target.send(paint("people", `${player.name} ${others} ${link} you.`));
  report(game, player, "emotes", null, `${others}${toWhom}`);
}

function report(game: Game, player: Player, channel: ChatChannel, to: string | null, text: string): void {
  game.emit({ kind: "chat", channel, name: player.name, to, text, place: placeOf(game, player.character.roomId) });
}
