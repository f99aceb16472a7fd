import * as z from "zod";

/** Text that came from a game: a name, a sentence. Hostile like all of it; never longer than this. */
const words = z.string().min(1).max(1000);
const short = z.string().min(1).max(200);
const count = z.coerce.number<number | string>().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const amount = z.coerce.number<number | string>().finite();
/** Whether somebody is a player, or moved by the game itself. */
export const ActorKind = z.enum(["player", "npc"]);

const player = short.describe("The player's name as the game says it.");
const room = short.describe("Where, as the game says it.");
const entity = short.describe("Who or what, by its name.");
const entityKind = z.enum(["player", "npc", "item"]);

interface Kind<F extends z.ZodRawShape = z.ZodRawShape> {
  says: string;
  /** Live ones are told to whoever listens and never stored: there are too many of them, and the next makes the last worthless. */
  keep: "stored" | "live";
  fields: F;
}

function kind<F extends z.ZodRawShape>(says: string, fields: F, keep: "stored" | "live" = "stored"): Kind<F> {
  return { says, keep, fields };
}

/**
 * Everything that a game can tell of, whether a line of its console does or the game itself by the bridge: the one table that blueprints, agents, the
 * stream of events and the documents read. Fields are text out of a pattern's groups; those of numbers are read as numbers.
 */
export const GAME_EVENTS = {
  player_login: kind("A player has come in.", {
    player,
    platformId: short.describe("What the game's platform knows them by, whatever they are called.").optional(),
    address: short.describe("Where they come from; for those who may see addresses.").optional(),
    room: room.optional(),
  }),
  player_logout: kind("A player has gone.", {
    player,
    platformId: short.optional(),
    reason: words.optional(),
  }),
  player_renamed: kind("A player is called something else now.", {
    player,
    before: short.describe("What they were called.").optional(),
    platformId: short.optional(),
  }),
  player_command: kind("A player gave a command.", {
    player,
    command: words,
    durationMs: amount.nonnegative().describe("How long the game took over it, in milliseconds.").optional(),
    failed: z.stringbool().or(z.boolean()).optional(),
  }),
  chat_message: kind("Somebody said something.", {
    player,
    text: words,
    channel: short.describe("Where it was said, in the game's own word.").optional(),
  }),
  system_message: kind("The game itself said something to everybody.", { text: words }),
  combat: kind("A fight has begun.", {
    attacker: entity,
    attackerKind: ActorKind.optional(),
    target: entity,
    targetKind: ActorKind.optional(),
    room: room.optional(),
  }),
  damage: kind(
    "Somebody was hurt.",
    {
      attacker: entity.optional(),
      attackerKind: ActorKind.optional(),
      target: entity,
      targetKind: ActorKind.optional(),
      amount,
      weapon: short.optional(),
      room: room.optional(),
    },
    "live",
  ),
  death: kind("Somebody died.", {
    victim: entity,
    victimKind: ActorKind.optional(),
    killer: entity.optional(),
    killerKind: ActorKind.optional(),
    weapon: short.optional(),
    cause: words.describe("How, in the game's own words.").optional(),
    room: room.optional(),
  }),
  respawn: kind("Somebody is back among the living.", {
    entity,
    entityKind: ActorKind.optional(),
    room: room.optional(),
  }),
  achievement: kind("A player achieved something.", { player, achievement: words }),
  advancement: kind("A player made an advancement.", {
    player,
    advancement: words,
    category: short.describe("Which sort, in the game's own word: advancement, goal, challenge.").optional(),
  }),
  round_start: kind("A round, match or map has begun.", { map: short.optional(), mode: short.optional() }),
  round_end: kind("A round, match or map is over.", { reason: words.optional(), winner: short.optional() }),
  world_event: kind("Something happened in the world.", { text: words, room: room.optional() }),
  room_enter: kind(
    "Somebody came into a room.",
    { entity, entityKind: entityKind.optional(), room, from: short.optional() },
    "live",
  ),
  room_leave: kind(
    "Somebody left a room.",
    { entity, entityKind: entityKind.optional(), room, to: short.optional() },
    "live",
  ),
  entity_created: kind("Something came into being.", { entity, entityKind: entityKind.optional(), room: room.optional() }),
  entity_destroyed: kind("Something is no more.", { entity, entityKind: entityKind.optional(), room: room.optional() }),
  component_added: kind("A quality was given to something.", { entity, component: short }, "live"),
  component_removed: kind("A quality was taken from something.", { entity, component: short }, "live"),
  tick: kind("The game's clock went on.", { tick: count, rate: amount.nonnegative().optional() }, "live"),
} as const satisfies Record<string, Kind>;

export type GameEventKind = keyof typeof GAME_EVENTS;
export const GAME_EVENT_KINDS = Object.keys(GAME_EVENTS) as GameEventKind[];

/** The fields of one kind, as they leave the reader: text where the game said text, numbers where it said numbers. */
export type GameEventFields<K extends GameEventKind = GameEventKind> = z.output<
  z.ZodObject<(typeof GAME_EVENTS)[K]["fields"]>
>;

export function isGameEventKind(text: string): text is GameEventKind {
  return Object.hasOwn(GAME_EVENTS, text);
}
