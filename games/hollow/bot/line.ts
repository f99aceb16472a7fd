import net from "node:net";

const IAC = 255;
const WILL = 251;
const WONT = 252;
const DO = 253;
const DONT = 254;
const SB = 250;
const SE = 240;
const ECHO = 1;

export interface BotLine {
  send(text: string): void;
  close(): void;
}

/** A telnet client's end of the line: text comes in, lines go out. `onClose` comes once, after a failed try as well. */
export function connect(
  address: { host: string; port: number },
  onText: (text: string) => void,
  onClose: () => void,
): BotLine {
  const socket = net.connect(address);
  const decoder = new TextDecoder("utf-8");
  let command: number[] = [];

  socket.on("data", (chunk) => {
    const text: number[] = [];
    for (const byte of chunk) {
      if (command.length === 0 && byte !== IAC) text.push(byte);
      else {
        command.push(byte);
        if (isWhole(command)) {
          answer(socket, command);
          command = [];
        }
      }
    }
    if (text.length > 0) onText(decoder.decode(Uint8Array.from(text), { stream: true }));
  });
  socket.on("error", () => {});
  socket.on("close", onClose);
  return {
    send: (text) => {
      if (!socket.destroyed) socket.write(`${text}\r\n`);
    },
    close: () => socket.destroy(),
  };
}

function isWhole(command: readonly number[]): boolean {
  const [, verb = 0] = command;
  if (command.length < 2) return false;
  if (verb === SB) return command.at(-1) === SE && command.at(-2) === IAC;
  return verb >= WILL && verb <= DONT ? command.length === 3 : true;
}

/** Lets the server echo, as it asks for passwords, and refuses all else. */
function answer(socket: net.Socket, [, verb, option = 0]: readonly number[]): void {
  if (verb === WILL) socket.write(Buffer.from([IAC, option === ECHO ? DO : DONT, option]));
  else if (verb === DO) socket.write(Buffer.from([IAC, WONT, option]));
}
