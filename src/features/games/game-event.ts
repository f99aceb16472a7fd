import * as z from "zod";
import type { Permission } from "#app/lib/permissions.ts";

/** Text that came from a game: a name, a sentence. Hostile like all of it; never longer than this. */
const words = z.string().min(1).max(1000);
const short = z.string().min(1).max(200);
const count = z.coerce.number<number | string>().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const amount = z.coerce.number<number | string>().finite();
/** Whether somebody is a player, or moved by the game itself. */
const actorKind = z.enum(["player", "npc"]).optional();
const entityKind = z.enum(["player", "npc", "item"]).optional();

const player = short.describe("The player's name as the game says it.");
const platformId = short.describe("What the game's platform knows them by, whatever they are called.").optional();
const place = short.describe("Where, as the game says it.");
const room = place.optional();
const entity = short.describe("Who or what, by its name.");

interface Kind<F extends z.ZodRawShape = z.ZodRawShape> {
  says: string;
  /** What a reader must hold on the server. */
  permission: Extract<Permission, "events:read" | "players:read" | "world:read">;
  /**
   * Live ones are told to whoever listens and never stored: there are too many of them, and the next makes the last worthless. Counted ones are live too, but
   * are reported as stored ones are, each once, as what they come to is kept.
   */
  keep: "stored" | "live" | "counted";
  fields: F;
  example: z.input<z.ZodObject<F>>;
}

function kind<F extends z.ZodRawShape>(
  permission: Kind["permission"],
  says: string,
  fields: F,
  example: z.input<z.ZodObject<F>>,
  keep: Kind["keep"] = "stored",
): Kind<F> {
  return { permission, says, keep, fields, example };
}

/**
 * Everything that a game can tell of, whether a line of its console does or the game itself by the bridge: the one table that blueprints, agents, the
 * stream of events and the documents read. Fields are text out of a pattern's groups; those of numbers are read as numbers.
 */
export const GAME_EVENTS = {
  player_login: kind(
    "players:read",
    "A player has come in.",
    {
      player,
      platformId,
      address: short.describe("Where they come from; for who may see addresses.").optional(),
      room,
    },
    { player: "Ashwyn", room: "Town Square" },
  ),
  player_logout: kind(
    "players:read",
    "A player has gone.",
    { player, platformId, reason: words.optional() },
    { player: "Ashwyn", reason: "quit" },
  ),
  player_renamed: kind(
    "players:read",
    "A player is called something else now.",
    { player, before: short.describe("What they were called.").optional(), platformId },
    { player: "Ashwyn", before: "Ash" },
  ),
  player_command: kind(
    "players:read",
    "A player gave a command.",
    {
      player,
      command: words,
      durationMs: amount.nonnegative().describe("How long the game took over it, in milliseconds.").optional(),
      failed: z.stringbool().or(z.boolean()).optional(),
    },
    { player: "Ashwyn", command: "look" },
  ),
  chat_message: kind(
    "players:read",
    "Somebody said something.",
    { player, text: words, channel: short.describe("Where it was said, in the game's own word.").optional() },
    { player: "Ashwyn", text: "Anybody at the ferry?", channel: "says" },
  ),
  system_message: kind(
    "events:read",
    "The game itself said something to everybody.",
    { text: words },
    { text: "Restart in five minutes" },
  ),
  combat: kind(
    "players:read",
    "A fight has begun.",
    { attacker: entity, attackerKind: actorKind, target: entity, targetKind: actorKind, room },
    { attacker: "Ashwyn", attackerKind: "player", target: "cave troll", targetKind: "npc", room: "Rook Tower" },
  ),
  damage: kind(
    "players:read",
    "Somebody was hurt.",
    {
      attacker: entity.optional(),
      attackerKind: actorKind,
      target: entity,
      targetKind: actorKind,
      amount,
      weapon: short.optional(),
      room,
    },
    { attacker: "Ashwyn", attackerKind: "player", target: "cave troll", targetKind: "npc", amount: 7 },
    "counted",
  ),
  death: kind(
    "players:read",
    "Somebody died.",
    {
      victim: entity,
      victimKind: actorKind,
      killer: entity.optional(),
      killerKind: actorKind,
      weapon: short.optional(),
      cause: words.describe("How, in the game's own words.").optional(),
      room,
    },
    { victim: "cave troll", victimKind: "npc", killer: "Ashwyn", killerKind: "player", weapon: "rusty sword" },
  ),
  respawn: kind(
    "players:read",
    "Somebody is back among the living.",
    { entity, entityKind: actorKind, room },
    { entity: "Ashwyn", entityKind: "player", room: "Chapel" },
  ),
  achievement: kind(
    "players:read",
    "A player achieved something.",
    { player, achievement: words },
    { player: "Ashwyn", achievement: "level 5" },
  ),
  advancement: kind(
    "players:read",
    "A player made an advancement.",
    {
      player,
      advancement: words,
      category: short.describe("Which sort, in the game's own word: advancement, goal, challenge.").optional(),
    },
    { player: "Ashwyn", advancement: "Stone Age", category: "advancement" },
  ),
  round_start: kind(
    "events:read",
    "A round, match or map has begun.",
    { map: short.optional(), mode: short.optional() },
    { map: "q3dm17" },
  ),
  round_end: kind(
    "events:read",
    "A round, match or map is over.",
    { reason: words.optional(), winner: short.optional() },
    { reason: "Timelimit hit." },
  ),
  world_event: kind(
    "events:read",
    "Something happened in the world.",
    { text: words, room },
    { text: "The gate falls", room: "Rook Tower" },
  ),
  room_enter: kind(
    "world:read",
    "Somebody came into a room.",
    { entity, entityKind, room: place, from: short.optional() },
    { entity: "Ashwyn", entityKind: "player", room: "Town Square", from: "Market Street" },
    "live",
  ),
  room_leave: kind(
    "world:read",
    "Somebody left a room.",
    { entity, entityKind, room: place, to: short.optional() },
    { entity: "Ashwyn", entityKind: "player", room: "Market Street", to: "Town Square" },
    "live",
  ),
  entity_created: kind(
    "world:read",
    "Something came into being.",
    { entity, entityKind, room },
    { entity: "cave troll", entityKind: "npc", room: "Rook Tower" },
  ),
  entity_destroyed: kind(
    "world:read",
    "Something is no more.",
    { entity, entityKind, room },
    { entity: "rusty sword", entityKind: "item" },
  ),
  component_added: kind(
    "world:read",
    "A quality was given to something.",
    { entity, component: short },
    { entity: "cave troll", component: "poisoned" },
    "live",
  ),
  component_removed: kind(
    "world:read",
    "A quality was taken from something.",
    { entity, component: short },
    { entity: "cave troll", component: "poisoned" },
    "live",
  ),
  tick: kind(
    "events:read",
    "The game's clock went on.",
    { tick: count, rate: amount.nonnegative().describe("Ticks a second.").optional() },
    { tick: 345_600, rate: 4 },
    "live",
  ),
} as const satisfies Record<string, Kind<never> | Kind>;

export type GameEventKind = keyof typeof GAME_EVENTS;
export const GAME_EVENT_KINDS = Object.keys(GAME_EVENTS) as GameEventKind[];

export function isGameEventKind(text: string): text is GameEventKind {
  return Object.hasOwn(GAME_EVENTS, text);
}
