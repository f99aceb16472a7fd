/** Who does or suffers something, as the outside knows them. Player names are unique; NPCs go by their kind. */
export type Actor =
  | { readonly type: "player"; readonly name: string }
  | { readonly type: "npc"; readonly name: string; readonly kindId: string };

/** What comes into being and passes away: beings and things. Things go by their kind, as there may be many of one. */
export type Entity = Actor | { readonly type: "item"; readonly name: string; readonly itemId: string };

export interface Place {
  readonly roomId: string;
  readonly title: string;
}

export type ChatChannel = "says" | "tells" | "shouts" | "emotes";

/** What happens in the game, for the log and for any other listener. Events only tell; nothing in the game waits on them. */
export type GameEvent =
  | { kind: "login"; name: string; address: string; level: number; coins: number; isNew: boolean; place: Place }
  | { kind: "logout"; name: string; reason: string; onlineSec: number; level: number; coins: number }
  | { kind: "command"; name: string; text: string }
  /** Which command that was, and how long it took; a word that is none is `unknown`. */
  | { kind: "performed"; name: string; command: string; tookMs: number; failed: boolean }
  | { kind: "chat"; channel: ChatChannel; name: string; to: string | null; text: string; place: Place }
  | { kind: "combat"; attacker: Actor; defender: Actor; act: "attacks" | "flees from"; place: Place }
  | {
      kind: "damage";
      attacker: Actor;
      defender: Actor;
      amount: number;
      weapon: string;
      place: Place;
      healthLeft: number;
      healthMax: number;
    }
  | { kind: "death"; victim: Actor; killer: Actor; weapon: string; place: Place; coinsLost: number }
  | { kind: "respawn"; who: Actor; place: Place }
  | { kind: "level_up"; name: string; level: number }
  | { kind: "trade"; name: string; act: "bought" | "sold"; item: string; price: number; coins: number; place: Place }
  | { kind: "enter"; who: Actor; place: Place; from: string | null }
  | { kind: "leave"; who: Actor; place: Place; to: string | null }
  /** Something happened to the world as a whole. */
  | { kind: "world"; text: string }
  | { kind: "appear"; what: Entity; place: Place }
  | { kind: "vanish"; what: Entity; place: Place }
  /** A thing is put on or wielded, or is not any more. */
  | { kind: "equip" | "unequip"; name: string; slot: string; item: string }
  /** Coins came to somebody, or went, by nobody's hand: they may be away. */
  | { kind: "purse"; name: string; coins: number }
  /** How often a wrong password was given for this player since the right one was. */
  | { kind: "failed_tries"; name: string; tries: number };
