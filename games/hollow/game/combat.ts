import { die } from "./death.ts";
import {
  actorOf,
  type Fighter,
  type Game,
  nameOf,
  type Player,
  placeOf,
  roomOf,
  seconds,
  stateOf,
  tellRoom,
  whereIs,
} from "./game.ts";
import { armourOf, conditionOf, maxHealth, TheName, theName, weaponOf } from "./players.ts";
import { findFighter, isLocked, moveTo } from "./rooms.ts";
import { paint } from "./text.ts";

const SWING_TICKS = seconds(2);
const FLEE_CHANCE = 0.75;

export function attack(game: Game, player: Player, words: string) {
  const room = roomOf(game, player.character.roomId);
  if (words === "") return player.send("Attack whom?");
  const victim = findFighter(game, player, words);
  if (!victim) return player.send(`You see no ${words} here.`);
  if (victim.type === "npc" && victim.kind.peaceful)
    return player.send(`${TheName(victim)} has done nothing to deserve that.`);
  if (room.safe) return player.send("Nobody fights here.");
  if (victim.type === "player" && !room.duel) return player.send("Neighbours fight in the Bear Pit, or not at all.");
  if (player.target === victim) return player.send(`You are fighting ${theName(victim)} already.`);
  startFight(game, player, victim);
}

/** The attacker swings first; whoever is attacked and idle hits back. */
export function startFight(game: Game, attacker: Fighter, defender: Fighter): void {
  attacker.target = defender;
  attacker.nextSwingTick = Math.max(attacker.nextSwingTick, game.tick + 1);
  if (!defender.target) {
    defender.target = attacker;
    defender.nextSwingTick = Math.max(defender.nextSwingTick, game.tick + SWING_TICKS / 2);
  }
  const roomId = whereIs(attacker);
  if (attacker.type === "player") attacker.send(`You attack ${theName(defender)}!`);
  if (defender.type === "player") defender.send(paint("harm", `${TheName(attacker)} attacks you!`));
  tellRoom(game, roomId, `${TheName(attacker)} attacks ${theName(defender)}!`, attacker, defender);
  const [from, to] = [actorOf(attacker), actorOf(defender)];
  game.emit({ kind: "combat", attacker: from, defender: to, act: "attacks", place: placeOf(game, roomId) });
}

export function flee(game: Game, player: Player) {
  const enemy = player.target;
  const { roomId } = player.character;
  const room = roomOf(game, roomId);
  const hunted = stateOf(game, roomId).npcs.some((npc) => npc.target === player);
  if (!enemy && !hunted) return player.send("You are not in a fight.");
  const ways = [...room.exits.values()].filter((exit) => !isLocked(game, room, exit));
  const way = game.random.pick(ways);
  if (!way || !game.random.chance(FLEE_CHANCE))
    return player.send(paint("harm", "You look for a way out and find none!"));
  player.send("You run!");
  if (enemy) {
    const [attacker, defender] = [actorOf(player), actorOf(enemy)];
    game.emit({ kind: "combat", attacker, defender, act: "flees from", place: placeOf(game, roomId) });
  }
  moveTo(game, player, way.toRoomId, way.name);
}

/** One look at all who fight: each swings when its time has come. */
export function fight(game: Game): void {
  for (const player of game.players.values()) swingIfReady(game, player);
  for (const room of game.rooms.values()) {
    // The list is copied only when there is a fight: most rooms are quiet.
    if (room.npcs.some((npc) => npc.target)) for (const npc of [...room.npcs]) swingIfReady(game, npc);
  }
}

function swingIfReady(game: Game, fighter: Fighter): void {
  const { target } = fighter;
  if (!target || game.tick < fighter.nextSwingTick) return;
  if (!isThere(game, target) || whereIs(target) !== whereIs(fighter) || !isThere(game, fighter)) {
    fighter.target = null;
    return;
  }
  fighter.nextSwingTick = game.tick + SWING_TICKS;
  swing(game, fighter, target);
}

function isThere(game: Game, fighter: Fighter): boolean {
  const room = stateOf(game, whereIs(fighter));
  return fighter.type === "player" ? room.players.includes(fighter) : room.npcs.includes(fighter);
}

function levelOf(fighter: Fighter): number {
  return fighter.type === "player" ? fighter.character.level : fighter.kind.level;
}

function swing(game: Game, attacker: Fighter, defender: Fighter): void {
  const weapon = weaponOf(game, attacker);
  const chance = Math.min(0.95, Math.max(0.4, 0.78 + 0.03 * (levelOf(attacker) - levelOf(defender))));
  const roomId = whereIs(attacker);
  if (!game.random.chance(chance)) {
    if (attacker.type === "player") attacker.send(`You miss ${theName(defender)}.`);
    if (defender.type === "player") defender.send(`${TheName(attacker)} misses you.`);
    return;
  }
  const strength = attacker.type === "player" ? Math.floor(levelOf(attacker) / 2) : 0;
  const raw = game.random.whole(weapon.damage[0], weapon.damage[1]) + strength;
  const amount = Math.max(1, raw - game.random.whole(0, armourOf(game, defender)));
  const left = hurt(attacker, defender, amount);
  const most = defender.type === "player" ? maxHealth(defender.character.level) : defender.kind.health;
  if (attacker.type === "player") {
    attacker.send(
      `You hit ${theName(defender)} for ${amount}. ${left > 0 ? `It is ${conditionOf(defender)}.` : ""}`.trim(),
    );
  }
  if (defender.type === "player") {
    defender.send(paint("harm", `${TheName(attacker)} hits you for ${amount} with ${weapon.name}.`));
    if (!defender.target && left > 0) defender.target = attacker;
  }
  game.emit({
    kind: "damage",
    attacker: actorOf(attacker),
    defender: actorOf(defender),
    amount,
    weapon: weapon.name,
    place: placeOf(game, roomId),
    healthLeft: left,
    healthMax: most,
  });
  if (left === 0) die(game, defender, attacker, weapon.name);
}

/** Takes health off and gives back what is left; remembers who did how much, for sharing the experience. */
function hurt(attacker: Fighter, defender: Fighter, amount: number): number {
  if (defender.type === "player") {
    defender.character.health = Math.max(0, defender.character.health - amount);
    return defender.character.health;
  }
  const done = Math.min(amount, defender.health);
  defender.health -= done;
  if (attacker.type === "player") defender.hurtBy.set(attacker.name, (defender.hurtBy.get(attacker.name) ?? 0) + done);
  return defender.health;
}

/** A word on how a fight would end, before it is begun. */
export function consider(game: Game, player: Player, words: string) {
  const other = findFighter(game, player, words);
  if (!other) return player.send(`You see no ${words || "such being"} here.`);
  if (other.type === "npc" && other.kind.peaceful) return player.send(`${TheName(other)} wants no fight.`);
  const difference = levelOf(other) - player.character.level;
  const verdict =
    difference <= -3
      ? "would be no trouble at all"
      : difference < 0
        ? "should be easy"
        : difference <= 1
          ? "looks like a fair fight"
          : difference === 2
            ? "looks dangerous"
            : "would kill you";
  player.send(`${TheName(other)} (level ${levelOf(other)}) ${verdict}. ${nameOf(other)} is ${conditionOf(other)}.`);
}
