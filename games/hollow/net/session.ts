import type { Socket } from "node:net";
import type { Log } from "../console/log.ts";
import { perform } from "../game/commands.ts";
import type { Game, Player } from "../game/game.ts";
import { promptOf } from "../game/players.ts";
import { look } from "../game/rooms.ts";
import { paint, sanitise } from "../game/text.ts";
import { type Account, checkName } from "../store/accounts.ts";
import { hashPassword, type PasswordHash, passwordMatches } from "../store/password.ts";
import { Connection, type ConnectionLimits } from "./connection.ts";

const MAX_TRIES = 3;
const MAX_QUEUED_LINES = 30;
const PASSWORD_LENGTH = { least: 5, most: 72 };

/** What a session asks of the house it leads into. */
export interface Door {
  readonly game: Game;
  readonly log: Log;
  readonly title: string;
  readonly limits: ConnectionLimits;
  findAccount(name: string): Promise<Account | null>;
  /** Whether the name now belongs to this session, to be taken by it. */
  reserve(name: string, session: Session): boolean;
  /** A wrong password was given for this player. */
  mistaken(name: string): void;
  enter(session: Session, name: string, hash: PasswordHash | null): Promise<Entrance>;
  closed(session: Session, reason: string): void;
}

export type Entrance = { account: Account; player: Player } | { refusal: string };

type Step =
  | { at: "name" }
  | { at: "password"; account: Account }
  | { at: "choose"; name: string }
  | { at: "repeat"; name: string; first: string }
  | { at: "playing"; account: Account; player: Player }
  | { at: "old"; account: Account; player: Player }
  | { at: "new"; account: Account; player: Player };

const PROMPTS: Record<Exclude<Step["at"], "playing">, string> = {
  name: "By what name are you known?",
  password: "Password:",
  choose: "Nobody of that name has been here. Choose a password for it (5 letters or more):",
  repeat: "The same once more:",
  old: "Your password now:",
  new: "Your new password:",
};

/** One visit: from the greeting through name and password to the game. Lines are taken one after the other. */
export class Session {
  readonly connection: Connection;
  readonly #door: Door;
  #step: Step = { at: "name" };
  #tries = 0;
  #queue: string[] = [];
  #busy = false;

  constructor(socket: Socket, door: Door) {
    this.#door = door;
    this.connection = new Connection(socket, door.limits, {
      onLine: (text) => this.#enqueue(text),
      onClose: (reason) => this.#closed(reason),
    });
    this.connection.prompt = () => (this.#busy && this.#step.at !== "playing" ? null : this.#promptText());
    this.connection.print(
      paint("title", `\n   ${door.title}\n   A town at the bottom of a pit, and what it stands on.\n`),
    );
  }

  get player(): Player | null {
    return "player" in this.#step ? this.#step.player : null;
  }

  #promptText(): string {
    const step = this.#step;
    return step.at === "playing" ? promptOf(step.player) : PROMPTS[step.at];
  }

  #enqueue(text: string): void {
    if (this.#queue.length >= MAX_QUEUED_LINES) return;
    this.#queue.push(text);
    if (!this.#busy) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    try {
      for (let line = this.#queue.shift(); line !== undefined; line = this.#queue.shift()) {
        if (this.connection.isClosed) return;
        if (this.#step.at === "playing") this.#play(line, this.#step.player);
        else await this.#answer(line);
      }
    } catch (error) {
      this.#door.log.error("session", JSON.stringify(error instanceof Error ? error.message : String(error)));
      this.connection.close("fault", "Something went wrong on our side. Come back in a while.");
    } finally {
      this.#busy = false;
      this.connection.showPrompt();
    }
  }

  #goTo(step: Step): void {
    this.#step = step;
    this.connection.hideTyping(step.at !== "name" && step.at !== "playing");
  }

  #play(line: string, player: Player): void {
    const word = line.trim().toLowerCase();
    if (word === "quit") this.connection.close("quit", "The Hollow keeps what is yours. Goodbye.");
    else if (word === "password" && this.#step.at === "playing") this.#goTo({ ...this.#step, at: "old" });
    else {
      perform(this.#door.game, player, line);
      this.connection.colour = player.character.colour;
    }
  }

  /** Everything but playing is a question, and this is the answer. The prompt for the next one follows by itself. */
  async #answer(line: string): Promise<void> {
    const step = this.#step;
    switch (step.at) {
      case "name":
        await this.#takeName(sanitise(line));
        break;
      case "password":
        if (await passwordMatches(line, step.account.password)) await this.#enter(step.account.name, null);
        else {
          this.#door.mistaken(step.account.name);
          this.#wrong("That is not the password.");
        }
        break;
      case "choose":
        if (this.#isGood(line)) this.#goTo({ at: "repeat", name: step.name, first: line });
        break;
      case "repeat":
        if (line === step.first) await this.#enter(step.name, await hashPassword(line));
        else {
          this.connection.print("The two are not the same.");
          this.#goTo({ at: "choose", name: step.name });
        }
        break;
      case "old":
        if (await passwordMatches(line, step.account.password)) this.#goTo({ ...step, at: "new" });
        else {
          this.connection.print("That is not your password.");
          this.#goTo({ ...step, at: "playing" });
        }
        break;
      case "new":
        if (!this.#isGood(line)) break;
        step.account.password = await hashPassword(line);
        this.connection.print("Your password is changed.");
        this.#goTo({ ...step, at: "playing" });
        break;
    }
  }

  async #takeName(typed: string): Promise<void> {
    if (typed === "") return;
    const checked = checkName(typed);
    if ("problem" in checked) return this.#wrong(checked.problem);
    const { name } = checked;
    const account = await this.#door.findAccount(name);
    if (account) this.#goTo({ at: "password", account });
    else if (this.#door.reserve(name, this)) this.#goTo({ at: "choose", name });
    else this.#wrong("Somebody is taking that name just now.");
  }

  #wrong(text: string): void {
    this.#tries += 1;
    if (this.#tries >= MAX_TRIES * (this.#step.at === "name" ? 3 : 1))
      this.connection.close("wrong answers", `${text} Goodbye.`);
    else this.connection.print(text);
  }

  #isGood(password: string): boolean {
    const { least, most } = PASSWORD_LENGTH;
    if (password.length >= least && password.length <= most) return true;
    this.connection.print(`A password has ${least} to ${most} characters.`);
    return false;
  }

  /** Into the game, with a new account if there is a hash for it; or out again, with the reason. */
  async #enter(name: string, hash: PasswordHash | null): Promise<void> {
    const entered = await this.#door.enter(this, name, hash);
    if ("refusal" in entered) return this.connection.close("refused", entered.refusal);
    // Hung up while the account was being written; another line may have the player by now.
    if (this.connection.isClosed) return;
    const { account, player } = entered;
    this.#goTo({ at: "playing", account, player });
    this.connection.colour = player.character.colour;
    player.send = (text) => this.connection.print(text);
    this.connection.print(hash ? `Welcome, ${name}. HELP tells what you can do.` : `Welcome back, ${name}.`);
    if (player.deadUntilTick === null) look(this.#door.game, player);
  }

  #closed(reason: string): void {
    this.#queue = [];
    this.#door.closed(this, reason);
  }
}
