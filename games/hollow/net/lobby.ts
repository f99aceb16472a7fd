import type { Socket } from "node:net";
import type { Log } from "../console/log.ts";
import { type Game, type Player, seconds, tellAll } from "../game/game.ts";
import { hasEnemy } from "../game/npcs.ts";
import { joinGame, leaveGame, newCharacter } from "../game/players.ts";
import { quote } from "../game/text.ts";
import type { Account, Accounts } from "../store/accounts.ts";
import type { Bans } from "../store/bans.ts";
import type { PasswordHash } from "../store/password.ts";
import { type Door, type Entrance, Session } from "./session.ts";

/** Connections that may stand at the door beside the players inside. */
const AT_THE_DOOR = 32;
const LOGIN_MS = 60_000;
const PROBE_MS = 30_000;
/** How long the body of a player stands whose connection broke in a fight. */
const LOST_SEC = 15;

export interface LobbyOptions {
  readonly title: string;
  readonly maxPlayers: number;
  readonly idleSec: number;
  readonly linesPerSec: number;
}

interface Guest {
  readonly account: Account;
  readonly player: Player;
  session: Session | null;
}

/** Who is connected and who of them plays; the one place where accounts, bans, connections and the game meet. */
export class Lobby implements Door {
  readonly game: Game;
  readonly log: Log;
  readonly #accounts: Accounts;
  readonly #bans: Bans;
  readonly #options: LobbyOptions;
  readonly #sessions = new Set<Session>();
  readonly #guests = new Map<string, Guest>();
  readonly #reserved = new Map<string, Session>();
  /** How often a wrong password was given since the right one was, where it was. */
  readonly #mistakes = new Map<string, number>();
  #lastProbe = 0;

  constructor(game: Game, accounts: Accounts, bans: Bans, options: LobbyOptions, log: Log) {
    this.game = game;
    this.#accounts = accounts;
    this.#bans = bans;
    this.#options = options;
    this.log = log;
  }

  get title(): string {
    return this.#options.title;
  }

  get limits(): { linesPerSec: number } {
    return { linesPerSec: this.#options.linesPerSec };
  }

  accept(socket: Socket): void {
    if (this.#sessions.size >= this.#options.maxPlayers + AT_THE_DOOR) {
      socket.on("error", () => {});
      socket.end("Too many are at the door. Come back in a while.\r\n");
      this.log.warn(
        "refused",
        `${(socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "")}: "too many connections"`,
      );
      return;
    }
    this.#sessions.add(new Session(socket, this));
  }

  async findAccount(name: string): Promise<Account | null> {
    return this.#guests.get(name.toLowerCase())?.account ?? (await this.#accounts.load(name));
  }

  /** A name somebody is about to take belongs to them until they are in or gone. */
  reserve(name: string, session: Session): boolean {
    const holder = this.#reserved.get(name.toLowerCase());
    if (holder && holder !== session) return false;
    this.#reserved.set(name.toLowerCase(), session);
    return true;
  }

  mistaken(name: string): void {
    const tries = (this.#mistakes.get(name) ?? 0) + 1;
    this.#mistakes.set(name, tries);
    this.game.emit({ kind: "failed_tries", name, tries });
  }

  async enter(session: Session, name: string, hash: PasswordHash | null): Promise<Entrance> {
    // Read again: between name and password the same player may have come and gone on another line.
    const stored = await this.findAccount(name);
    const refusal = session.connection.isClosed ? "Gone." : this.#refusalFor(name, stored, hash);
    if (refusal !== null) {
      this.log.warn("refused", `${name} from ${session.connection.address}: ${quote(refusal)}`);
      return { refusal };
    }
    const now = new Date().toISOString();
    const account = stored ?? this.#createAccount(name, hash, session, now);
    if (!account) return { refusal: "Somebody took that name first." };
    account.lastSeenAt = now;
    if (this.#mistakes.delete(account.name)) this.game.emit({ kind: "failed_tries", name: account.name, tries: 0 });
    const guest = this.#guests.get(name.toLowerCase());
    if (guest) {
      this.#takeOver(guest, session);
      return { account: guest.account, player: guest.player };
    }
    const player = joinGame(this.game, name, account.character, session.connection.address, stored === null);
    this.#guests.set(name.toLowerCase(), { account, player, session });
    this.#release(session);
    // Who is welcomed is also written down: a crash a moment later must not lose a new name.
    await this.#save(account);
    return { account, player };
  }

  #refusalFor(name: string, stored: Account | null, hash: PasswordHash | null): string | null {
    const ban = this.#bans.find(name, new Date());
    if (ban) return `You are banned ${ban.until ? `until ${ban.until}` : "for ever"}: ${ban.reason}`;
    if (stored && hash) return "Somebody took that name first.";
    const isInside = this.#guests.has(name.toLowerCase());
    return !isInside && this.#guests.size >= this.#options.maxPlayers
      ? "The Hollow is full. Come back in a while."
      : null;
  }

  #createAccount(name: string, password: PasswordHash | null, session: Session, now: string): Account | null {
    if (!password || this.#reserved.get(name.toLowerCase()) !== session) return null;
    this.log.info("create", `${name} from ${session.connection.address}`);
    return { name, password, createdAt: now, lastSeenAt: now, character: newCharacter(this.game.world) };
  }

  /** The same player on a new line: the old one is hung up and the body goes on where it stood. */
  #takeOver(guest: Guest, session: Session): void {
    const before = guest.session;
    guest.session = session;
    guest.player.lostUntilTick = null;
    before?.connection.close("replaced", "You have come in by another door.");
    this.log.info("reconnect", `${guest.player.name} from ${session.connection.address}`);
  }

  closed(session: Session, reason: string): void {
    this.#sessions.delete(session);
    this.#release(session);
    const guest = [...this.#guests.values()].find((one) => one.session === session);
    if (!guest) return;
    const { player } = guest;
    guest.session = null;
    player.send = () => {};
    const cut = reason === "connection lost" || reason === "not reading";
    if (cut && (player.deadUntilTick !== null || hasEnemy(this.game, player)))
      player.lostUntilTick = this.game.tick + seconds(LOST_SEC);
    else leaveGame(this.game, player, reason);
  }

  #release(session: Session): void {
    for (const [name, holder] of this.#reserved) if (holder === session) this.#reserved.delete(name);
  }

  /** The game has let somebody go, for whatever reason. */
  left(name: string): void {
    const guest = this.#guests.get(name.toLowerCase());
    if (!guest) return;
    this.#guests.delete(name.toLowerCase());
    void this.#save(guest.account).finally(() => {
      if (!this.#guests.has(name.toLowerCase())) this.#accounts.forget(guest.account.name);
    });
  }

  async #save(account: Account): Promise<boolean> {
    try {
      return await this.#accounts.save(account);
    } catch (error) {
      this.log.error(
        "save",
        `${account.name} could not be saved: ${quote(error instanceof Error ? error.message : String(error))}`,
      );
      return false;
    }
  }

  /** Number of players written; those who have not changed are not. */
  async saveAll(): Promise<number> {
    const saved = await Promise.all([...this.#guests.values()].map(({ account }) => this.#save(account)));
    return saved.filter(Boolean).length;
  }

  /** Whether somebody of that name was there to be thrown out. */
  kick(name: string, farewell: string, reason: string): boolean {
    const guest = this.#guests.get(name.toLowerCase());
    if (!guest) return false;
    if (guest.session) guest.session.connection.close(reason, farewell);
    else leaveGame(this.game, guest.player, reason);
    return true;
  }

  /** Shuts the door behind the last: everybody is told, and everybody's file written. */
  async closeAll(farewell: string): Promise<number> {
    tellAll(this.game, farewell);
    const accounts = [...this.#guests.values()].map(({ account }) => account);
    for (const session of [...this.#sessions]) session.connection.close("shutdown");
    for (const { player } of [...this.#guests.values()]) leaveGame(this.game, player, "shutdown");
    await Promise.all(accounts.map((account) => this.#save(account)));
    return accounts.length;
  }

  /** Call every second or so: hangs up on sleepers and asks silent lines whether they still exist. */
  sweep(now: number): void {
    const probing = now - this.#lastProbe >= PROBE_MS;
    if (probing) this.#lastProbe = now;
    for (const { connection, player } of [...this.#sessions]) {
      if (!player && now - connection.openedAt > LOGIN_MS)
        connection.close("login timeout", "You have taken too long.");
      else if (now - connection.lastHeardAt > this.#options.idleSec * 1000)
        connection.close("idle", "You have fallen asleep. Goodbye.");
      else if (probing) connection.probe();
    }
  }
}
