const IAC = 255;
const DONT = 254;
const DO = 253;
const WONT = 252;
const WILL = 251;
const SB = 250;
const GA = 249;
const EL = 248;
const EC = 247;
const AYT = 246;
const IP = 244;
const NOP = 241;
const SE = 240;
const ECHO = 1;
const SUPPRESS_GO_AHEAD = 3;

const MAX_LINE_BYTES = 512;

/** What the stream of one client says, piece by piece. */
export type TelnetPiece =
  | { kind: "line"; text: string }
  /** The line was longer than 512 bytes; nothing of it is used. */
  | { kind: "too_long" }
  | { kind: "answer"; bytes: Buffer };

type Mode = "text" | "iac" | "negotiate" | "subnegotiate" | "subnegotiate_iac";

/** Telnet off the wire (RFC 854, 855, 857, 858): commands taken out, lines put together, options answered once each. */
export class TelnetDecoder {
  #mode: Mode = "text";
  #verb = 0;
  #line: number[] = [];
  #tooLong = false;
  #afterCarriageReturn = false;
  /** Options refused already: a client that insists gets no second answer, so nobody loops. */
  readonly #refused = new Set<string>();

  push(chunk: Buffer): TelnetPiece[] {
    const pieces: TelnetPiece[] = [];
    for (const byte of chunk) this.#take(byte, pieces);
    return pieces;
  }

  #take(byte: number, pieces: TelnetPiece[]): void {
    switch (this.#mode) {
      case "text":
        if (byte === IAC) this.#mode = "iac";
        else this.#takeText(byte, pieces);
        return;
      case "iac":
        this.#takeCommand(byte, pieces);
        return;
      case "negotiate":
        this.#mode = "text";
        this.#negotiate(this.#verb, byte, pieces);
        return;
      case "subnegotiate":
        if (byte === IAC) this.#mode = "subnegotiate_iac";
        return;
      case "subnegotiate_iac":
        this.#mode = byte === SE ? "text" : "subnegotiate";
        return;
    }
  }

  #takeCommand(byte: number, pieces: TelnetPiece[]): void {
    this.#mode = "text";
    if (byte === IAC) this.#takeText(byte, pieces);
    else if (byte >= WILL && byte <= DONT) {
      this.#verb = byte;
      this.#mode = "negotiate";
    } else if (byte === SB) this.#mode = "subnegotiate";
    else if (byte === EC) this.#erase();
    else if (byte === EL || byte === IP) this.#line = [];
    else if (byte === AYT) pieces.push({ kind: "answer", bytes: Buffer.from("\r\n[Yes, the Hollow is here.]\r\n") });
  }

  /** We offer ECHO ourselves and agree to SUPPRESS GO AHEAD; of all else we want nothing. */
  #negotiate(verb: number, option: number, pieces: TelnetPiece[]): void {
    if (verb === DONT || verb === WONT || (verb === DO && option === ECHO)) return;
    const key = `${verb} ${option}`;
    if (this.#refused.has(key)) return;
    this.#refused.add(key);
    const agreed = option === SUPPRESS_GO_AHEAD;
    const answer = verb === DO ? (agreed ? WILL : WONT) : agreed ? DO : DONT;
    pieces.push({ kind: "answer", bytes: Buffer.from([IAC, answer, option]) });
  }

  /** CR LF, CR NUL, LF and a lone CR all end a line; the second byte of a pair ends no second one. */
  #takeText(byte: number, pieces: TelnetPiece[]): void {
    const paired = this.#afterCarriageReturn && (byte === 10 || byte === 0);
    this.#afterCarriageReturn = byte === 13;
    if (paired) return;
    if (byte === 13 || byte === 10) this.#endLine(pieces);
    else if (byte === 8 || byte === 127) this.#erase();
    else if (byte < 32 && byte !== 9) return;
    else if (this.#line.length >= MAX_LINE_BYTES) this.#tooLong = true;
    else this.#line.push(byte);
  }

  #endLine(pieces: TelnetPiece[]): void {
    const text = Buffer.from(this.#line).toString("utf8");
    pieces.push(this.#tooLong ? { kind: "too_long" } : { kind: "line", text });
    this.#line = [];
    this.#tooLong = false;
  }

  /** A whole character goes, however many bytes it has. */
  #erase(): void {
    while (this.#line.length > 0) {
      const byte = this.#line.pop() ?? 0;
      if (byte < 0x80 || byte >= 0xc0) return;
    }
  }
}

/** Text for the wire: lines end in CR LF. UTF-8 never holds the byte 255, so nothing needs doubling. */
export function encodeText(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

/** While we "echo", the client shows nothing of what is typed: for passwords. */
export const HIDE_TYPING = Buffer.from([IAC, WILL, ECHO]);
export const SHOW_TYPING = Buffer.from([IAC, WONT, ECHO]);
/** Ends a prompt, for clients that wait for it. */
export const GO_AHEAD = Buffer.from([IAC, GA]);
/** Does nothing, but finds out whether the other side is still there. */
export const NOTHING = Buffer.from([IAC, NOP]);
