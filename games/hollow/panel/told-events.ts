import type { GameEvent as Told } from "../../bridge/types.ts";
import type { Actor, Entity, GameEvent, Place } from "../game/events.ts";

/** Kinds that the panel is told of by the bridge; the log has them all the same. */
export const TOLD_KINDS = [
  "player_login",
  "player_logout",
  "player_command",
  "chat_message",
  "combat",
  "damage",
  "death",
  "respawn",
  "achievement",
  "room_enter",
  "room_leave",
  "world_event",
  "entity_created",
  "entity_destroyed",
  "component_added",
  "component_removed",
  "tick",
] as const;

/** An event of the game in the panel's words; null for what those have no word for. What players tell each other in private stays theirs unless it is logged. */
export function toldEvent(event: GameEvent, choice: { readonly tells: boolean }): Told | null {
  switch (event.kind) {
    case "login": {
      const { name, address, level, coins, place } = event;
      const details = { level: String(level), coins: String(coins), roomId: place.roomId };
      return { kind: "player_login", fields: { player: name, address, room: place.title }, details };
    }
    case "logout": {
      const { name, reason, onlineSec, level, coins } = event;
      const details = { level: String(level), coins: String(coins), onlineSec: String(onlineSec) };
      return { kind: "player_logout", fields: { player: name, reason }, details };
    }
    case "command":
      return { kind: "player_command", fields: { player: event.name, command: event.text } };
    case "chat": {
      const { channel, name, to, text, place } = event;
      if (channel === "tells" && !choice.tells) return null;
      const details: Record<string, string> = to === null ? { roomId: place.roomId } : { to };
      return { kind: "chat_message", fields: { player: name, text, channel }, details };
    }
    case "combat":
      if (event.act !== "attacks") return null;
      return {
        kind: "combat",
        fields: { ...who("attacker", event.attacker), ...who("target", event.defender), room: event.place.title },
        details: at(event.place),
      };
    case "damage": {
      const { attacker, defender, amount, weapon, place, healthLeft } = event;
      const fields = { ...who("attacker", attacker), ...who("target", defender), amount, weapon, room: place.title };
      return { kind: "damage", fields, details: { ...at(place), left: String(healthLeft) } };
    }
    case "death": {
      const { victim, killer, weapon, place, coinsLost } = event;
      const fields = { ...who("victim", victim), ...who("killer", killer), weapon, room: place.title };
      return { kind: "death", fields, details: { ...at(place), coinsLost: String(coinsLost) } };
    }
    case "respawn":
      return {
        kind: "respawn",
        fields: { ...who("entity", event.who), room: event.place.title },
        details: at(event.place),
      };
    case "level_up":
      return { kind: "achievement", fields: { player: event.name, achievement: `level ${event.level}` } };
    case "enter":
      return passage("room_enter", event.who, event.place, event.from === null ? {} : { from: event.from });
    case "leave":
      return passage("room_leave", event.who, event.place, event.to === null ? {} : { to: event.to });
    case "world":
      return { kind: "world_event", fields: { text: event.text } };
    case "appear":
    case "vanish": {
      const kind = event.kind === "appear" ? "entity_created" : "entity_destroyed";
      return { kind, fields: { ...who("entity", event.what), room: event.place.title }, details: at(event.place) };
    }
    // What somebody wears or wields is a quality of theirs, by the place where it sits.
    case "equip":
    case "unequip": {
      const kind = event.kind === "equip" ? "component_added" : "component_removed";
      return { kind, fields: { entity: event.name, component: event.slot }, details: { item: event.item } };
    }
    case "performed":
    case "trade":
    case "purse":
    case "failed_tries":
      return null;
  }
}

function passage(kind: string, one: Actor, place: Place, way: Record<string, string>): Told {
  return { kind, fields: { ...who("entity", one), room: place.title, ...way }, details: at(place) };
}

function who(field: string, { type, name }: Entity): Record<string, string> {
  return { [field]: name, [`${field}Kind`]: type };
}

function at({ roomId }: Place): Record<string, string> {
  return { roomId };
}
