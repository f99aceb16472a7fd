import { connect, type Socket } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { fullKey } from "./ports.ts";

const PASSWORD = "hollow-e2e";

/** Somebody at a telnet client in a running Hollow. */
export interface TelnetPlayer {
  say(line: string): void;
  leave(): void;
  /** Resolves when the line is cut. */
  closed: Promise<void>;
  /** What they have read since they came in. */
  heard(): string;
}

/** Makes a server of Hollow that runs, by whoever the headers are of; gives its id and the port of its telnet. */
export async function startHollow(
  request: APIRequestContext,
  name: string,
  headers: Record<string, string> = fullKey(),
): Promise<{ id: string; port: number }> {
  const made = await request.post("/api/v1/servers", { headers, data: { name, blueprintId: "hollow", start: true } });
  if (!made.ok()) throw new Error(await made.text());
  const { id } = (await made.json()).data;
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; ) {
    const { data } = await (await request.get(`/api/v1/servers/${id}`, { headers })).json();
    const telnet = data.ports.find((port: { name: string }) => port.name === "telnet");
    if (data.state === "running" && telnet) return { id, port: telnet.port };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("Hollow does not run.");
}

/** Comes in under a name that nobody has had. */
export async function joinHollow(port: number, name: string): Promise<TelnetPlayer> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await prompted(() => heard.includes("By what name"));
  socket.write(`${name}\r\n`);
  await prompted(() => heard.includes("Choose a password"));
  socket.write(`${PASSWORD}\r\n`);
  await prompted(() => heard.includes("The same once more"));
  heard = "";
  socket.write(`${PASSWORD}\r\n`);
  await prompted(() => heard.length > 100);
  return {
    say: (line) => void socket.write(`say ${line}\r\n`),
    leave: () => leave(socket),
    closed,
    heard: () => heard,
  };
}

function leave(socket: Socket): void {
  socket.end("quit\r\n");
}

async function prompted(isThere: () => boolean): Promise<void> {
  for (const giveUpAt = Date.now() + 20_000; !isThere(); ) {
    if (Date.now() > giveUpAt) throw new Error("Hollow does not ask what was expected.");
    await new Promise((done) => setTimeout(done, 20));
  }
}
