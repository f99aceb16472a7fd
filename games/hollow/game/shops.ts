import type { Item, Shop } from "../world/world.ts";
import { type Game, itemOf, type Player, placeOf, roomOf, seconds, tellRoom } from "./game.ts";
import { canCarryMore, findItem } from "./items.ts";
import { MAX_COINS } from "./players.ts";
import { coinsText, paint, withArticle, withThe } from "./text.ts";

/** What the shop asks; never less than a coin. */
export function askedPrice(shop: Shop, item: Item): number {
  return Math.max(1, Math.ceil((item.price * shop.asksPercent) / 100));
}

/** What the shop gives, always below what it asks, so that no wheel of buying and selling makes coins. */
export function givenPrice(shop: Shop, item: Item): number {
  return Math.min(Math.floor((item.price * shop.givesPercent) / 100), askedPrice(shop, item) - 1);
}

function shelfOf(game: Game, roomId: string, shop: Shop): Map<string, number> {
  let shelf = game.shelves.get(roomId);
  if (!shelf) {
    shelf = new Map(shop.stock.map(({ itemId, count }) => [itemId, count]));
    game.shelves.set(roomId, shelf);
  }
  return shelf;
}

function shopHere(game: Game, player: Player): Shop | null {
  const { shop } = roomOf(game, player.character.roomId);
  if (!shop) player.send("There is no shop here.");
  return shop;
}

export function list(game: Game, player: Player): void {
  const shop = shopHere(game, player);
  if (!shop) return;
  const lines = [...shelfOf(game, player.character.roomId, shop)].flatMap(([itemId, count]) => {
    const item = itemOf(game, itemId);
    if (!item || count === 0) return [];
    const level = item.level > 1 ? ` (level ${item.level})` : "";
    return `  ${String(askedPrice(shop, item)).padStart(5)}  ${item.name}${level}, ${count} left`;
  });
  const buys = shop.buys.length > 0 ? `They buy: ${shop.buys.join(", ")}.` : "They buy nothing.";
  player.send([lines.length > 0 ? "For sale, in coins:" : "The shelves are empty.", ...lines, buys].join("\n"));
}

export function buy(game: Game, player: Player, words: string) {
  const shop = shopHere(game, player);
  if (!shop) return;
  if (words === "") return player.send("Buy what? LIST shows the goods.");
  const { character } = player;
  const shelf = shelfOf(game, character.roomId, shop);
  const found = findItem(game, [...shelf.keys()], words);
  if (!found) return player.send(`They have no ${words} here.`);
  const { item } = found;
  const left = shelf.get(item.id) ?? 0;
  if (left === 0) return player.send(`They are out of ${item.name}. Come back later.`);
  const price = askedPrice(shop, item);
  if (character.coins < price) return player.send(`It costs ${coinsText(price)}; you have ${character.coins}.`);
  if (!canCarryMore(player)) return player.send("You cannot carry any more.");
  character.coins -= price;
  character.inventory.push(item.id);
  shelf.set(item.id, left - 1);
  player.send(paint("good", `You buy ${withArticle(item.name)} for ${coinsText(price)}.`));
  tellTrade(game, player, "bought", item, price);
}

/** `sell THING`, or `sell all` for all treasure at once. */
export function sell(game: Game, player: Player, words: string) {
  const shop = shopHere(game, player);
  if (!shop) return;
  if (words === "") return player.send("Sell what?");
  const { inventory } = player.character;
  const found = findItem(game, inventory, words);
  if (words !== "all") return found ? sellOne(game, player, shop, found.item) : player.send(`You carry no ${words}.`);
  const treasure = inventory.flatMap((itemId) => itemOf(game, itemId) ?? []).filter((item) => item.kind === "treasure");
  if (treasure.length === 0) return player.send("You carry no treasure.");
  for (const item of treasure) sellOne(game, player, shop, item);
}

function sellOne(game: Game, player: Player, shop: Shop, item: Item) {
  const { character } = player;
  const price = givenPrice(shop, item);
  if (!shop.buys.includes(item.kind) || price < 1) return player.send(`They do not want ${withThe(item.name)}.`);
  if (character.coins + price > MAX_COINS) return player.send("Your purse is full.");
  character.inventory.splice(character.inventory.indexOf(item.id), 1);
  character.coins += price;
  const shelf = shelfOf(game, character.roomId, shop);
  const left = shelf.get(item.id);
  if (left !== undefined) shelf.set(item.id, Math.min(99, left + 1));
  player.send(paint("good", `You sell ${withThe(item.name)} for ${coinsText(price)}.`));
  tellTrade(game, player, "sold", item, price);
}

function tellTrade(game: Game, player: Player, act: "bought" | "sold", item: Item, price: number): void {
  const { roomId, coins } = player.character;
  const verb = act === "bought" ? "buys" : "sells";
  tellRoom(game, roomId, `${player.name} ${verb} ${withArticle(item.name)}.`, player);
  game.emit({ kind: "trade", name: player.name, act, item: item.name, price, coins, place: placeOf(game, roomId) });
}

/** Shelves fill up again one by one; what players sold above the usual stock stays until bought. */
export function restock(game: Game): void {
  for (const [roomId, shelf] of game.shelves) {
    const shop = game.world.rooms.get(roomId)?.shop;
    if (!shop || game.tick % seconds(shop.restockSec) !== 0) continue;
    for (const { itemId, count } of shop.stock)
      shelf.set(itemId, Math.max(shelf.get(itemId) ?? 0, Math.min(count, (shelf.get(itemId) ?? 0) + 1)));
  }
}
