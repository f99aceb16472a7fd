import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { bridgeFromEnvironment } from "../bridge/bridge.ts";

// Two banks of a river, over telnet: about the least that a game does to be whole in the panel. Started by hand it plays by itself.

type Bank = "west" | "east";
const OTHER = { west: "east", east: "west" } as const;
const NAME = /^[A-Za-z]{2,16}$/;
const LONGEST_LINE = 200;

interface Player {
  name: string;
  bank: Bank;
  socket: Socket;
}
const players = new Map<string, Player>();

const bridge = bridgeFromEnvironment({
  client: "ferry",
  tells: ["player_login", "player_logout", "chat_message"],
  takes: ["kick", "broadcast"],
  obey({ kind, fields }) {
    if (kind === "broadcast") {
      say(`The ferryman calls: ${fields.text}`);
      return { state: "done", said: `${players.size} heard it.` };
    }
    const player = players.get(String(fields.player).toLowerCase());
    if (!player) return { state: "failed", said: `${fields.player} is not here.` };
    player.socket.end(`You are put ashore: ${fields.reason ?? "no reason given"}\r\n`);
    return { state: "done", said: `${player.name} was put ashore.` };
  },
  log: (level, text) => console.log(level, text),
});
bridge?.areas.sync([{ key: "river", name: "The river" }]);
bridge?.rooms.sync([
  { key: "west", area: "river", name: "West bank", exits: [{ direction: "east", to: "east" }] },
  { key: "east", area: "river", name: "East bank", exits: [{ direction: "west", to: "west" }] },
]);
bridge?.positions.sync([]);
bridge?.start();

const server = createServer((socket) => {
  let player: Player | undefined;
  socket.write("Your name? ");
  socket.on("error", () => {});
  socket.on("data", (bytes) => bytes.length > LONGEST_LINE && socket.destroy());
  createInterface({ input: socket }).on("line", (typed) => {
    const line = typed.replaceAll(/[^\x20-\x7e]/g, "").trim();
    if (player) act(player, line);
    else if (NAME.test(line) && !players.has(line.toLowerCase())) player = enter(line, socket);
    else socket.write("Another name, of 2 to 16 letters: ");
  });
  socket.on("close", () => player && leave(player));
});

function enter(name: string, socket: Socket): Player {
  const player: Player = { name, bank: "west", socket };
  players.set(name.toLowerCase(), player);
  bridge?.event({ kind: "player_login", fields: { player: name, room: "West bank" } });
  bridge?.positions.set({ player: name, room: player.bank });
  say(`${name} is on the west bank. Say something, or: cross`);
  return player;
}

function act(player: Player, line: string): void {
  if (line === "cross") {
    player.bank = OTHER[player.bank];
    bridge?.positions.set({ player: player.name, room: player.bank });
    say(`${player.name} crosses to the ${player.bank} bank.`);
  } else if (line !== "") {
    bridge?.event({ kind: "chat_message", fields: { player: player.name, text: line } });
    say(`${player.name}: ${line}`);
  }
}

function leave({ name }: Player): void {
  players.delete(name.toLowerCase());
  bridge?.event({ kind: "player_logout", fields: { player: name } });
  bridge?.positions.remove(name);
}

function say(line: string): void {
  for (const { socket } of players.values()) socket.write(`${line}\r\n`);
}

const { PORT = "4600", BIND_ADDRESS = "127.0.0.1" } = process.env;
server.listen(Number(PORT), BIND_ADDRESS, () => console.log("the ferry is ready"));
process.once("SIGTERM", async () => {
  server.close();
  for (const { socket } of players.values()) socket.end("The ferry rests.\r\n");
  await bridge?.close();
  process.exit(0);
});
