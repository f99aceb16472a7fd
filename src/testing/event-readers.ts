import { get, type IncomingMessage } from "node:http";
import WebSocket from "ws";
import type { StreamedEvent } from "#app/features/events/schema.ts";

/** A program that follows the events as the documents tell it to: from the last position it has, whenever it comes back. */
export interface FollowingProgram {
  readonly events: StreamedEvent[];
  /** The last position it has; null before the first answer. */
  position: number | null;
  resyncs: number;
  /** Connects; resolves when the panel has said from where on it tells. Rejects with the status of a refusal. */
  open(url?: string): Promise<void>;
  /** Breaks the connection off in the middle of whatever is under way. */
  cut(): void;
}

/** Reads Server-Sent Events. `query` begins with "?" or is empty. */
export function sseProgram(url: string, headers: Record<string, string>, query = ""): FollowingProgram {
  let incoming: IncomingMessage | null = null;
  const program: FollowingProgram = {
    events: [],
    position: null,
    resyncs: 0,
    open: (at = url) =>
      new Promise((resolve, reject) => {
        const since: Record<string, string> =
          program.position === null ? {} : { "last-event-id": String(program.position) };
        const request = get(`${at}/api/v1/events${query}`, { headers: { ...headers, ...since } }, (answer) => {
          if (answer.statusCode !== 200) return reject(new Error(`status ${answer.statusCode}`));
          incoming = answer;
          let rest = "";
          answer.setEncoding("utf8");
          answer.on("data", (chunk: string) => {
            if (incoming !== answer) return;
            rest += chunk;
            const blocks = rest.split("\n\n");
            rest = blocks.pop()!;
            for (const block of blocks) {
              const type = take(program, block);
              if (type === "ready" || type === "resync") resolve();
            }
          });
          answer.on("error", () => {});
          answer.on("close", () => reject(new Error("closed")));
        });
        request.on("error", reject);
      }),
    cut() {
      incoming?.destroy();
      incoming = null;
    },
  };
  return program;
}

function take(program: FollowingProgram, block: string): string | null {
  const fields: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  if (fields.id !== undefined) program.position = Number(fields.id);
  if (fields.data === undefined) return null;
  if (fields.event === "resync") program.resyncs += 1;
  else if (fields.event!.includes(".")) program.events.push(JSON.parse(fields.data));
  return fields.event!;
}

/** Reads by WebSocket. */
export function socketProgram(url: string, headers: Record<string, string>, query = ""): FollowingProgram {
  let socket: WebSocket | null = null;
  const program: FollowingProgram = {
    events: [],
    position: null,
    resyncs: 0,
    open: (at = url) =>
      new Promise((resolve, reject) => {
        const since = program.position === null ? "" : `${query === "" ? "?" : "&"}since=${program.position}`;
        const ws = new WebSocket(`${at.replace("http", "ws")}/api/v1/events${query}${since}`, { headers });
        socket = ws;
        ws.on("message", (data) => {
          if (socket !== ws) return;
          const message = JSON.parse(data.toString());
          if (message.type === "event") {
            program.events.push(message.event);
            program.position = message.event.position ?? program.position;
          } else if (message.type === "ready" || message.type === "resync") {
            program.position = message.position;
            if (message.type === "resync") program.resyncs += 1;
            resolve();
          }
        });
        ws.on("unexpected-response", (_request, answer) => reject(new Error(`status ${answer.statusCode}`)));
        ws.on("error", reject);
        ws.on("close", () => reject(new Error("closed")));
      }),
    cut() {
      socket?.terminate();
      socket = null;
    },
  };
  return program;
}
