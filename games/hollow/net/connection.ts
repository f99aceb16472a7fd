import type { Socket } from "node:net";
import { stripColour } from "../game/text.ts";
import { Allowance } from "./flood.ts";
import { encodeText, GO_AHEAD, HIDE_TYPING, NOTHING, SHOW_TYPING, TelnetDecoder } from "./telnet.ts";

const BYTES_AT_ONCE = 32_768;
const BYTES_PER_SEC = 8_192;
/** Lines over the limit that are thrown away before the connection is. */
const PATIENCE = 200;
const MAX_UNREAD_BYTES = 262_144;
const CLOSE_GRACE_MS = 1_000;

export interface ConnectionLimits {
  readonly linesPerSec: number;
}

export interface ConnectionEvents {
  readonly onLine: (text: string) => void;
  /** Called once, whoever ended it; the reason is ours or "connection lost". */
  readonly onClose: (reason: string) => void;
}

/** One telnet client: lines in, text out, with the prompt always last, and limits on what it may send or leave unread. */
export class Connection {
  readonly address: string;
  colour = true;
  /** What stands after all other text; null for none. */
  prompt: () => string | null = () => null;
  lastHeardAt = Date.now();
  readonly openedAt = Date.now();
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #decoder = new TelnetDecoder();
  readonly #lines: Allowance;
  readonly #bytes: Allowance;
  #out: string[] = [];
  #flushing = false;
  #atPrompt = false;
  #hidden = false;
  #ignored = 0;
  #closeReason: string | null = null;
  #told = false;

  constructor(socket: Socket, limits: ConnectionLimits, events: ConnectionEvents) {
    this.#socket = socket;
    this.#events = events;
    this.address = (socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
    this.#lines = new Allowance(limits.linesPerSec * 3, limits.linesPerSec, Date.now());
    this.#bytes = new Allowance(BYTES_AT_ONCE, BYTES_PER_SEC, Date.now());
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#ended());
  }

  get isClosed(): boolean {
    return this.#closeReason !== null || this.#socket.destroyed;
  }

  print(text: string): void {
    if (this.isClosed) return;
    this.#out.push(text);
    this.#flushSoon();
  }

  /** Asks again, if the prompt is not the last thing on the screen. */
  showPrompt(): void {
    this.#flushSoon();
  }

  /** Passwords must not show on the screen. */
  hideTyping(hidden: boolean): void {
    if (this.isClosed || hidden === this.#hidden) return;
    this.#hidden = hidden;
    this.#socket.write(hidden ? HIDE_TYPING : SHOW_TYPING);
  }

  /** Says goodbye and hangs up; a client that does not go is cut off a second later. */
  close(reason: string, farewell?: string): void {
    if (this.isClosed) return;
    if (farewell) this.#out.push(farewell);
    this.prompt = () => null;
    this.#flush();
    this.#closeReason = reason;
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), CLOSE_GRACE_MS).unref();
    this.#tellClosed(reason);
  }

  /** Makes the network find out about a client that vanished without a word. */
  probe(): void {
    if (!this.isClosed) this.#socket.write(NOTHING);
  }

  #receive(chunk: Buffer): void {
    if (this.isClosed) return;
    const now = Date.now();
    this.lastHeardAt = now;
    if (!this.#bytes.take(chunk.length, now)) this.close("flooding", "You send too much.");
    for (const piece of this.#decoder.push(chunk)) {
      if (this.isClosed) return;
      if (piece.kind === "answer") this.#socket.write(piece.bytes);
      else if (!this.#lines.take(1, now)) this.#ignore();
      else {
        // A client that does not echo has not gone to a new line either.
        if (this.#hidden) this.#socket.write("\r\n");
        this.#atPrompt = false;
        if (piece.kind === "line") this.#events.onLine(piece.text);
        else this.print("That line was too long (512 bytes at most) and was not used.");
        this.#flushSoon();
      }
    }
  }

  #ignore(): void {
    this.#ignored += 1;
    if (this.#ignored % 20 === 1) this.print("Too fast! That was not heard.");
    if (this.#ignored > PATIENCE) this.close("flooding", "You do not listen. Goodbye.");
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    if (this.isClosed) return;
    const prompt = this.prompt();
    const text = this.#out.map((part) => `${part}\n`).join("");
    this.#out = [];
    if (text === "" && (this.#atPrompt || prompt === null)) return;
    const whole = encodeText((this.#atPrompt ? "\n" : "") + text + (prompt === null ? "" : `${prompt} `));
    this.#socket.write(this.colour ? whole : stripColour(whole));
    if (prompt !== null) this.#socket.write(GO_AHEAD);
    this.#atPrompt = prompt !== null;
    // Who never reads would fill our memory with what they missed.
    if (this.#socket.writableLength > MAX_UNREAD_BYTES) {
      this.#closeReason = "not reading";
      this.#socket.destroy();
    }
  }

  #ended(): void {
    this.#tellClosed(this.#closeReason ?? "connection lost");
    this.#closeReason ??= "connection lost";
  }

  #tellClosed(reason: string): void {
    if (this.#told) return;
    this.#told = true;
    this.#events.onClose(reason);
  }
}
