import type { Actor, GameEvent, Place } from "../game/events.ts";
import { coinsText, quote } from "../game/text.ts";

export interface LineChoice {
  readonly commands: boolean;
  readonly rooms: boolean;
  readonly damage: boolean;
  readonly tells: boolean;
}

/**
 * Topic and text of an event's log line, or null where the operator does not want it.
 *
 * Names of players are plain (letters only), all other free text is a JSON string; README lists the forms.
 */
export function lineOf(event: GameEvent, choice: LineChoice): readonly [topic: string, text: string] | null {
  switch (event.kind) {
    case "login": {
      const { name, address, level, coins } = event;
      return ["login", `${name} from ${address}, level ${level}, ${coinsText(coins)}, ${place(event.place)}`];
    }
    case "logout": {
      const { name, reason, onlineSec, level, coins } = event;
      return ["logout", `${name}: ${quote(reason)}, ${onlineSec} s online, level ${level}, ${coinsText(coins)}`];
    }
    case "performed":
      return null;
    case "command":
      return choice.commands ? ["command", `${event.name} ${quote(event.text)}`] : null;
    case "chat":
      return chatLine(event, choice);
    case "combat":
      return ["combat", `${actor(event.attacker)} ${event.act} ${actor(event.defender)} ${place(event.place)}`];
    case "damage": {
      if (!choice.damage) return null;
      const { amount, weapon, healthLeft, healthMax } = event;
      const left = `${healthLeft}/${healthMax} left`;
      const hit = `${actor(event.attacker)} hits ${actor(event.defender)} for ${amount} with ${quote(weapon)}`;
      return ["damage", `${hit}, ${left}, ${place(event.place)}`];
    }
    case "death": {
      const lost = event.coinsLost > 0 ? `, ${coinsText(event.coinsLost)} lost` : "";
      const by = `${actor(event.killer)} with ${quote(event.weapon)}`;
      return ["death", `${actor(event.victim)} was killed by ${by} ${place(event.place)}${lost}`];
    }
    case "respawn":
      return ["respawn", `${actor(event.who)} ${place(event.place)}`];
    case "level_up":
      return ["level", `${event.name} reached level ${event.level}`];
    case "trade": {
      const { name, act, item, price, coins } = event;
      const left = `${coinsText(coins)} left`;
      return ["trade", `${name} ${act} ${quote(item)} for ${coinsText(price)}, ${left}, ${place(event.place)}`];
    }
    case "enter":
      return choice.rooms && event.who.type === "player"
        ? ["enter", `${actor(event.who)} from ${event.from ?? "nowhere"} ${place(event.place)}`]
        : null;
    case "leave":
      return choice.rooms && event.who.type === "player"
        ? ["leave", `${actor(event.who)} to ${event.to ?? "nowhere"} ${place(event.place)}`]
        : null;
    case "world":
      return ["world", quote(event.text)];
    case "appear":
    case "vanish":
    case "equip":
    case "unequip":
    case "purse":
    case "failed_tries":
      return null;
  }
}

function chatLine(event: Extract<GameEvent, { kind: "chat" }>, choice: LineChoice): readonly [string, string] | null {
  const { channel, name, to, text } = event;
  if (channel === "tells") return choice.tells ? ["chat", `${name} tells ${to} ${quote(text)}`] : null;
  return ["chat", `${name} ${channel} ${quote(text)}${channel === "shouts" ? "" : ` ${place(event.place)}`}`];
}

function actor(one: Actor): string {
  return one.type === "player" ? `player ${one.name}` : `npc ${quote(one.name)}`;
}

function place({ roomId, title }: Place): string {
  return `in ${roomId} ${quote(title)}`;
}
