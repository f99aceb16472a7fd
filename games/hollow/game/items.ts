import type { Item } from "../world/world.ts";
import type { Entity } from "./events.ts";
import { type Game, itemOf, type Player, placeOf, seconds, stateOf, tellRoom } from "./game.ts";
import { MAX_COINS } from "./players.ts";
import { coinsText, matchesName, paint, withArticle, withThe } from "./text.ts";

const MAX_CARRIED = 30;

/** The first of these items that the words mean, by its place in the list; undefined if none. */
export function findItem(
  game: Game,
  itemIds: readonly string[],
  words: string,
): { item: Item; index: number } | undefined {
  for (const [index, itemId] of itemIds.entries()) {
    const item = itemOf(game, itemId);
    if (item && matchesName(words, item.name)) return { item, index };
  }
  return undefined;
}

export function canCarryMore(player: Player): boolean {
  return player.character.inventory.length < MAX_CARRIED;
}

export function itemNames(game: Game, itemIds: readonly string[]): string[] {
  return itemIds.flatMap((itemId) => itemOf(game, itemId)?.name ?? []);
}

export function get(game: Game, player: Player, words: string) {
  const room = stateOf(game, player.character.roomId);
  if (words === "") return player.send("Get what?");
  const all = words === "all";
  const wantsCoins = all || /^coins?$/.test(words);
  if (wantsCoins && room.coins > 0) getCoins(game, player);
  else if (wantsCoins && !all) return player.send("There are no coins here.");
  if (wantsCoins && !all) return;
  if (all && room.itemIds.length === 0) return player.send("Nothing else lies here.");
  do {
    const found = all ? findFirst(game, room.itemIds) : findItem(game, room.itemIds, words);
    if (!found) return player.send(`You see no ${words} lying here.`);
    if (!canCarryMore(player)) return player.send("You cannot carry any more. DROP or SELL something.");
    room.itemIds.splice(found.index, 1);
    player.character.inventory.push(found.item.id);
    bringBack(game, player.character.roomId, found.item.id);
    player.send(`You take ${withThe(found.item.name)}.`);
    tellRoom(game, player.character.roomId, `${player.name} takes ${withArticle(found.item.name)}.`, player);
  } while (all && room.itemIds.length > 0);
}

function findFirst(game: Game, itemIds: readonly string[]): { item: Item; index: number } | undefined {
  const item = itemOf(game, itemIds[0] ?? "");
  return item && { item, index: 0 };
}

function getCoins(game: Game, player: Player): void {
  const room = stateOf(game, player.character.roomId);
  const taken = Math.min(room.coins, MAX_COINS - player.character.coins);
  room.coins -= taken;
  player.character.coins += taken;
  player.send(paint("good", `You pick up ${coinsText(taken)}.`));
  tellRoom(game, player.character.roomId, `${player.name} picks up some coins.`, player);
}

/** An item that belongs to a room grows back there after it is taken; things that players dropped do not. */
function bringBack(game: Game, roomId: string, itemId: string): void {
  const written = game.world.rooms.get(roomId)?.items.find((entry) => entry.itemId === itemId);
  if (!written || stateOf(game, roomId).itemIds.includes(itemId)) return;
  if (game.comingBack.some((entry) => entry.roomId === roomId && entry.itemId === itemId)) return;
  game.comingBack.push({ tick: game.tick + seconds(written.respawnSec), roomId, itemId });
}

/** A thing that was not there before lies in a room now. */
export function lay(game: Game, roomId: string, itemId: string): void {
  stateOf(game, roomId).itemIds.push(itemId);
  const what = entityOf(game, itemId);
  if (what) game.emit({ kind: "appear", what, place: placeOf(game, roomId) });
}

/** A thing as the outside knows it; null where the world has no such kind any more. */
export function entityOf(game: Game, itemId: string): Entity | null {
  const item = itemOf(game, itemId);
  return item ? { type: "item", name: item.name, itemId } : null;
}

export function drop(game: Game, player: Player, words: string) {
  const { inventory, roomId } = player.character;
  const found = findItem(game, inventory, words);
  if (!found) return player.send(words === "" ? "Drop what?" : `You carry no ${words}.`);
  const room = stateOf(game, roomId);
  if (room.itemIds.length >= 50) return player.send("There is no room left on the ground.");
  inventory.splice(found.index, 1);
  room.itemIds.push(found.item.id);
  player.send(`You drop ${withThe(found.item.name)}.`);
  tellRoom(game, roomId, `${player.name} drops ${withArticle(found.item.name)}.`, player);
}

/** Hands coins or a thing to somebody in the same room. */
export function give(game: Game, player: Player, words: string) {
  const parts = /^(.+?) (?:to )?([a-z]+)$/i.exec(words);
  const receiver =
    parts && stateOf(game, player.character.roomId).players.find((one) => matchesName(parts[2] ?? "", one.name));
  if (!parts || !receiver || receiver === player)
    return player.send("Give what to whom? GIVE 5 COINS TO NAME, or GIVE THING TO NAME.");
  const purse = /^(\d{1,9}) coins?$/.exec(parts[1] ?? "");
  if (purse) return giveCoins(player, receiver, Number(purse[1]));
  const found = findItem(game, player.character.inventory, parts[1] ?? "");
  if (!found) return player.send(`You carry no ${parts[1]}.`);
  if (!canCarryMore(receiver)) return player.send(`${receiver.name} cannot carry any more.`);
  player.character.inventory.splice(found.index, 1);
  receiver.character.inventory.push(found.item.id);
  player.send(`You give ${withThe(found.item.name)} to ${receiver.name}.`);
  receiver.send(`${player.name} gives you ${withArticle(found.item.name)}.`);
}

function giveCoins(player: Player, receiver: Player, coins: number) {
  if (coins < 1 || coins > player.character.coins) return player.send(`You have ${coinsText(player.character.coins)}.`);
  if (receiver.character.coins + coins > MAX_COINS) return player.send(`${receiver.name}'s purse is full.`);
  player.character.coins -= coins;
  receiver.character.coins += coins;
  player.send(`You give ${coinsText(coins)} to ${receiver.name}.`);
  receiver.send(paint("good", `${player.name} gives you ${coinsText(coins)}.`));
}
