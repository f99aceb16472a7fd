import { findPlayer, type Game, roomOf, tellAll } from "../game/game.ts";
import { MAX_COINS, maxHealth } from "../game/players.ts";
import { replaceWorld } from "../game/reload.ts";
import { moveTo } from "../game/rooms.ts";
import { coinsText, paint, quote, sanitise } from "../game/text.ts";
import type { Lobby } from "../net/lobby.ts";
import { type Accounts, checkName } from "../store/accounts.ts";
import type { Bans } from "../store/bans.ts";
import { loadWorld, WorldError } from "../world/load.ts";
import type { Log } from "./log.ts";
import type { Shutdown } from "./shutdown.ts";

export interface AdminParts {
  readonly game: Game;
  readonly lobby: Lobby;
  readonly accounts: Accounts;
  readonly bans: Bans;
  readonly log: Log;
  readonly shutdown: Shutdown;
  readonly worldFolder: string;
  readonly save: () => Promise<void>;
  readonly stats: () => string;
}

interface AdminCommand {
  readonly usage: string;
  readonly about: string;
  /** Answers by returning text, refuses by throwing `Refusal`. */
  readonly run: (parts: AdminParts, words: string) => string | undefined | Promise<string | undefined>;
}

/** What the operator asked for cannot be done; the message says why. */
class Refusal extends Error {}

const COMMANDS: Readonly<Record<string, AdminCommand>> = {
  help: { usage: "help", about: "this list", run: help },
  broadcast: { usage: "broadcast TEXT", about: "a notice to everybody", run: broadcast },
  say: { usage: "say TEXT", about: "speak to everybody as the console", run: say },
  kick: { usage: "kick NAME [REASON]", about: "throw somebody out", run: kick },
  warn: { usage: "warn NAME TEXT", about: "tell one player something that cannot be missed", run: warn },
  mute: { usage: "mute NAME [MINUTES] [- REASON]", about: "let nobody hear somebody", run: mute },
  unmute: { usage: "unmute NAME", about: "let somebody be heard again", run: unmute },
  ban: { usage: "ban NAME [MINUTES] [- REASON]", about: "keep somebody out, for ever without minutes", run: ban },
  unban: { usage: "unban NAME", about: "let somebody in again", run: unban },
  bans: { usage: "bans", about: "who is kept out", run: listBans },
  players: { usage: "players", about: "who is here", run: listPlayers },
  save: { usage: "save", about: "write all players to disk", run: save },
  give: { usage: "give NAME COINS", about: "coins out of nothing; less than nothing takes them", run: give },
  tp: { usage: "tp NAME ROOM", about: "put somebody into a room, such as town.well", run: teleport },
  shutdown: { usage: "shutdown [SECONDS] [REASON]", about: "stop after a countdown; `shutdown cancel`", run: shutdown },
  reload: { usage: "reload", about: "read world data and bans again", run: reload },
  stats: { usage: "stats", about: "ticks, players, memory", run: (parts) => parts.stats() },
};

/** One line of standard input. Every answer is a `[console]` line; what cannot be done is one of level ERROR. */
export async function runAdminLine(parts: AdminParts, line: string): Promise<void> {
  const { ok, said } = await runAdmin(parts, line);
  if (ok) for (const part of said === "" ? [] : said.split("\n")) parts.log.info("console", part);
  else parts.log.error("console", said);
}

/** Does what an administrator asks for, and says what came of it; never throws. */
export async function runAdmin(parts: AdminParts, line: string): Promise<{ ok: boolean; said: string }> {
  const [, name = "", words = ""] = /^\/?(\S+)\s*(.*)$/s.exec(sanitise(line)) ?? [];
  const command = Object.hasOwn(COMMANDS, name.toLowerCase()) ? COMMANDS[name.toLowerCase()] : undefined;
  try {
    if (!command) throw new Refusal(`unknown command ${quote(name)}, try help`);
    return { ok: true, said: (await command.run(parts, words.trim())) ?? "" };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, said: error instanceof Refusal ? message : `${name} failed: ${quote(message)}` };
  }
}

function help(): string {
  return Object.values(COMMANDS)
    .map(({ usage, about }) => `${usage}: ${about}`)
    .join("\n");
}

function broadcast({ game, log }: AdminParts, text: string): undefined {
  if (text === "") throw new Refusal("usage: broadcast TEXT");
  tellAll(game, paint("system", `*** ${text} ***`));
  log.info("broadcast", quote(text));
}

function say({ game, log }: AdminParts, text: string): undefined {
  if (text === "") throw new Refusal("usage: say TEXT");
  tellAll(game, paint("chat", `The console says: ${text}`));
  log.info("chat", `console says ${quote(text)}`);
}

/** First word as a name, the rest as it stands. */
function nameAndRest(words: string, usage: string): [name: string, rest: string] {
  const [, typed = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(words) ?? [];
  if (typed === "") throw new Refusal(`usage: ${usage}`);
  const checked = checkName(typed);
  if ("problem" in checked) throw new Refusal(`${quote(typed)} is no player's name`);
  return [checked.name, rest];
}

function kick({ lobby, log }: AdminParts, words: string): undefined {
  const [name, rest] = nameAndRest(words, "kick NAME [REASON]");
  const reason = rest || "no reason given";
  if (!lobby.kick(name, `You were thrown out: ${reason}`, `kicked: ${reason}`))
    throw new Refusal(`${name} is not here`);
  log.info("kick", `${name}: ${quote(reason)}`);
}

async function ban({ lobby, bans, log }: AdminParts, words: string): Promise<undefined> {
  const [name, rest] = nameAndRest(words, "ban NAME [MINUTES] [- REASON]");
  const [minutes, after] = minutesAndReason(rest);
  const reason = after || "no reason given";
  const now = new Date();
  const until = minutes === undefined ? null : new Date(now.getTime() + Number(minutes) * 60_000).toISOString();
  await bans.add({ name, until, reason, bannedAt: now.toISOString() });
  log.info("ban", `${name} ${until ? `until ${until}` : "for ever"}: ${quote(reason)}`);
  lobby.kick(name, `You are banned ${until ? `until ${until}` : "for ever"}: ${reason}`, `banned: ${reason}`);
}

/** The dash tells a reason that begins with a number from minutes. */
function minutesAndReason(words: string): [minutes: string | undefined, reason: string] {
  const [, minutes, reason = ""] = /^(?:(\d{1,7})(?=\s|$))?\s*(?:-(?:\s+|$))?(.*)$/.exec(words) ?? [];
  if (minutes !== undefined && Number(minutes) === 0) throw new Refusal("minutes must be 1 or more");
  return [minutes, reason];
}

function warn({ game, log }: AdminParts, words: string): undefined {
  const [name, text] = nameAndRest(words, "warn NAME TEXT");
  if (text === "") throw new Refusal("usage: warn NAME TEXT");
  const player = findPlayer(game, name);
  if (!player) throw new Refusal(`${name} is not here`);
  player.send(paint("harm", `*** A warning for you: ${text} ***`));
  log.info("warn", `${name}: ${quote(text)}`);
}

function mute({ game, log }: AdminParts, words: string): undefined {
  const [name, rest] = nameAndRest(words, "mute NAME [MINUTES] [- REASON]");
  const [minutes, after] = minutesAndReason(rest);
  const reason = after || "no reason given";
  const untilMs = minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(minutes) * 60_000;
  game.muted.set(name.toLowerCase(), untilMs);
  const how = minutes === undefined ? "until that is lifted" : `until ${new Date(untilMs).toISOString()}`;
  findPlayer(game, name)?.send(paint("harm", `You are muted ${how}: ${reason}`));
  log.info("mute", `${name} ${how}: ${quote(reason)}`);
}

function unmute({ game, log }: AdminParts, words: string): undefined {
  const [name] = nameAndRest(words, "unmute NAME");
  if (!game.muted.delete(name.toLowerCase())) throw new Refusal(`${name} is not muted`);
  findPlayer(game, name)?.send(paint("good", "You have your voice back."));
  log.info("unmute", name);
}

async function unban({ bans, log }: AdminParts, words: string): Promise<undefined> {
  const [name] = nameAndRest(words, "unban NAME");
  if (!(await bans.lift(name, new Date()))) throw new Refusal(`${name} is not banned`);
  log.info("unban", name);
}

function listBans({ bans }: AdminParts): string {
  const lines = bans
    .list(new Date())
    .map(({ name, until, reason }) => `${name} ${until ? `until ${until}` : "for ever"}: ${quote(reason)}`);
  return [`${lines.length} banned`, ...lines].join("\n");
}

function listPlayers({ game }: AdminParts): string {
  const lines = [...game.players.values()].map(({ name, character }) => {
    const { level, health, coins, roomId } = character;
    return `${name}: level ${level}, health ${health}/${maxHealth(level)}, ${coinsText(coins)}, in ${roomId}`;
  });
  return [`${lines.length} online`, ...lines].join("\n");
}

async function save({ save }: AdminParts): Promise<undefined> {
  await save();
}

async function give({ game, lobby, accounts }: AdminParts, words: string): Promise<string> {
  const [name, rest] = nameAndRest(words, "give NAME COINS");
  if (!/^-?\d{1,9}$/.test(rest)) throw new Refusal("usage: give NAME COINS, with a whole number");
  const account = await lobby.findAccount(name);
  if (!account) throw new Refusal(`there is no player ${name}`);
  const sum = account.character.coins + Number(rest);
  if (sum < 0 || sum > MAX_COINS) throw new Refusal(`${name} would have ${sum} coins, which cannot be`);
  account.character.coins = sum;
  findPlayer(game, name)?.send(paint("good", `Your purse holds ${coinsText(sum)} now. Nobody saw whose hand it was.`));
  await accounts.save(account);
  game.emit({ kind: "purse", name: account.name, coins: sum });
  return `${name} has ${coinsText(sum)}`;
}

function teleport({ game }: AdminParts, words: string): string {
  const [name, roomId] = nameAndRest(words, "tp NAME ROOM");
  const player = findPlayer(game, name);
  if (!player) throw new Refusal(`${name} is not here`);
  if (!game.world.rooms.has(roomId)) throw new Refusal(`there is no room ${quote(roomId)}`);
  if (player.deadUntilTick !== null) throw new Refusal(`${name} is dead just now`);
  moveTo(game, player, roomId, null);
  return `${name} is in ${roomId} ${quote(roomOf(game, roomId).title)}`;
}

function shutdown({ shutdown }: AdminParts, words: string): string | undefined {
  if (words === "cancel") {
    if (!shutdown.cancel()) throw new Refusal("no shutdown is under way");
    return undefined;
  }
  const [, digits, reason = ""] = /^(?:(\d{1,5})(?=\s|$))?\s*(.*)$/.exec(words) ?? [];
  shutdown.begin(Number(digits ?? 0), reason || "closed by the console");
  return undefined;
}

async function reload({ game, bans, worldFolder }: AdminParts): Promise<string> {
  await bans.load();
  try {
    replaceWorld(game, loadWorld(worldFolder));
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    throw new Refusal(`nothing was changed, ${error.message}: ${error.problems.map(quote).join(" ")}`);
  }
  return `${game.world.rooms.size} rooms in ${game.world.areas.size} areas are loaded anew; reloaded: world, bans`;
}
