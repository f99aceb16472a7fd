export const DIRECTIONS = ["north", "south", "east", "west", "up", "down"] as const;

export const ITEM_KINDS = ["weapon", "armour", "potion", "key", "treasure"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const SLOTS = ["head", "body", "hands", "feet", "shield"] as const;
export type Slot = (typeof SLOTS)[number];

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** A door stands in an exit; both sides share it. It locks itself again after a while. */
interface Door {
  readonly name: string;
  readonly keyItemId: string;
}

export interface Exit {
  /** A direction, or a name of its own such as `hatch`. */
  readonly name: string;
  readonly toRoomId: string;
  readonly door: Door | null;
}

export interface Shop {
  readonly keeperNpcId: string;
  readonly stock: readonly { readonly itemId: string; readonly count: number }[];
  readonly buys: readonly ItemKind[];
  /** What the shop asks and gives, in percent of an item's price. */
  readonly asksPercent: number;
  readonly givesPercent: number;
  readonly restockSec: number;
}

export interface Room {
  /** `area.room`; never changes, other programs know rooms by it. */
  readonly id: string;
  readonly areaId: string;
  readonly title: string;
  readonly text: string;
  readonly nightText: string | null;
  /** Place on the map in rooms: x grows east, y north, z up. */
  readonly at: { readonly x: number; readonly y: number; readonly z: number };
  readonly indoors: boolean;
  /** Nobody fights here, and wounds close faster. */
  readonly safe: boolean;
  /** Players may fight each other here, at no cost but pride. */
  readonly duel: boolean;
  readonly exits: ReadonlyMap<string, Exit>;
  readonly shop: Shop | null;
  readonly items: readonly { readonly itemId: string; readonly respawnSec: number }[];
}

export interface NpcKind {
  readonly id: string;
  readonly areaId: string;
  readonly name: string;
  readonly text: string;
  readonly level: number;
  readonly health: number;
  readonly damage: readonly [number, number];
  readonly armour: number;
  readonly weapon: string;
  readonly experience: number;
  readonly coins: readonly [number, number];
  readonly peaceful: boolean;
  readonly aggressive: boolean;
  readonly wanders: boolean;
  /** Comes out after dusk and is gone at dawn. */
  readonly nocturnal: boolean;
  readonly respawnSec: number;
  /** What it says by itself now and then, when somebody is there to hear. */
  readonly chatter: readonly string[];
  /** Answers of `talk`, by the word asked about; `""` answers a plain greeting. */
  readonly answers: ReadonlyMap<string, string>;
  readonly loot: readonly { readonly itemId: string; readonly chance: number }[];
  readonly spawns: readonly { readonly roomId: string; readonly count: number }[];
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly kind: ItemKind;
  readonly price: number;
  /** Weapons only. */
  readonly damage: readonly [number, number];
  /** Armour only. */
  readonly armour: number;
  readonly slot: Slot | null;
  /** Potions only: health given back. */
  readonly heals: number;
  /** The level one must have to use it. */
  readonly level: number;
}

/** All that is written in `areas/`, checked and linked. It never changes while loaded. */
export interface World {
  readonly startRoomId: string;
  readonly respawnRoomId: string;
  readonly startItemIds: readonly string[];
  readonly areas: ReadonlyMap<string, Area>;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly npcs: ReadonlyMap<string, NpcKind>;
  readonly items: ReadonlyMap<string, Item>;
}
