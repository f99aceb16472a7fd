import type { Item } from "../world/world.ts";
import { type Game, itemOf, type Player, placeOf, tellRoom } from "./game.ts";
import { canCarryMore, entityOf, findItem, itemNames } from "./items.ts";
import { maxHealth } from "./players.ts";
import { capitalise, coinsText, listNames, matchesName, paint, withArticle, withThe } from "./text.ts";

/** `wear` and `wield` alike: what the thing is decides where it goes. */
export function equip(game: Game, player: Player, words: string) {
  const { inventory, equipment, level, roomId } = player.character;
  const usable = inventory.filter((itemId) => ["weapon", "armour"].includes(itemOf(game, itemId)?.kind ?? ""));
  const found = findItem(game, usable, words) ?? findItem(game, inventory, words);
  if (!found) return player.send(words === "" ? "Wear or wield what?" : `You carry no ${words}.`);
  const { item } = found;
  const slot = item.kind === "weapon" ? "weapon" : item.slot;
  if (!slot) return player.send(`${capitalise(withThe(item.name))} is neither to wear nor to wield.`);
  if (level < item.level) return player.send(`You must be level ${item.level} to use ${withThe(item.name)}.`);
  const before = equipment[slot];
  inventory.splice(inventory.indexOf(item.id), 1);
  if (before) {
    inventory.push(before);
    tellGear(game, player, "unequip", slot, before);
  }
  equipment[slot] = item.id;
  tellGear(game, player, "equip", slot, item.id);
  const verb = slot === "weapon" ? "wield" : "put on";
  player.send(`You ${verb} ${withThe(item.name)}.`);
  tellRoom(
    game,
    roomId,
    `${player.name} ${slot === "weapon" ? "wields" : "puts on"} ${withArticle(item.name)}.`,
    player,
  );
}

export function remove(game: Game, player: Player, words: string) {
  const { inventory, equipment } = player.character;
  for (const slot of Object.keys(equipment) as (keyof typeof equipment)[]) {
    const item = itemOf(game, equipment[slot] ?? "");
    if (!item || !matchesName(words, item.name)) continue;
    if (!canCarryMore(player)) return player.send("Your pack is full.");
    delete equipment[slot];
    inventory.push(item.id);
    tellGear(game, player, "unequip", slot, item.id);
    return player.send(`You take off ${withThe(item.name)}.`);
  }
  player.send(words === "" ? "Remove what?" : `You wear no ${words}.`);
}

function tellGear(game: Game, { name }: Player, kind: "equip" | "unequip", slot: string, itemId: string): void {
  game.emit({ kind, name, slot, item: itemOf(game, itemId)?.name ?? itemId });
}

/** Drinks or eats something that heals. */
export function consume(game: Game, player: Player, words: string) {
  const { character } = player;
  const potions = character.inventory.filter((itemId) => itemOf(game, itemId)?.kind === "potion");
  const found = findItem(game, potions, words);
  if (!found) return player.send(words === "" ? "Drink or eat what?" : `You have no ${words} to drink or eat.`);
  const { item } = found;
  if (character.level < item.level)
    return player.send(`You must be level ${item.level} to keep ${withThe(item.name)} down.`);
  character.inventory.splice(character.inventory.indexOf(item.id), 1);
  const healed = Math.min(item.heals, maxHealth(character.level) - character.health);
  character.health += healed;
  player.send(paint("good", `You finish ${withThe(item.name)} and get back ${healed} health.`));
  tellRoom(game, character.roomId, `${player.name} finishes ${withArticle(item.name)}.`, player);
  const what = entityOf(game, item.id);
  if (what) game.emit({ kind: "vanish", what, place: placeOf(game, character.roomId) });
}

export function inventory(game: Game, player: Player): void {
  const { character } = player;
  const names = itemNames(game, character.inventory);
  const worn = Object.entries(character.equipment).map(
    ([slot, itemId]) => `${slot}: ${itemOf(game, itemId)?.name ?? "?"}`,
  );
  player.send(`You carry: ${names.length > 0 ? listNames(names) : "nothing"}.`);
  player.send(`You use: ${worn.length > 0 ? worn.join(", ") : "nothing"}.`);
  player.send(`Your purse holds ${coinsText(character.coins)}.`);
}

/** What one sees on looking closer: kind, use and worth. */
export function describeItem(item: Item): string {
  const facts = {
    weapon: `weapon, damage ${item.damage[0]} to ${item.damage[1]}`,
    armour: `armour ${item.armour}, for the ${item.slot === "shield" ? "shield arm" : item.slot}`,
    potion: `gives back ${item.heals} health`,
    key: "a key",
    treasure: "worth selling",
  }[item.kind];
  return `${item.text} (${facts}${item.level > 1 ? `, level ${item.level}` : ""}, price ${item.price})`;
}
