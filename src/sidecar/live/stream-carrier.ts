import type { ServerResponse } from "node:http";
import type { WebSocket } from "ws";
import type { StreamedEvent } from "#app/features/events/schema.ts";
import { STREAM_CLOSES, STREAM_LIMITS, type StreamClose, type ToReader } from "#app/protocol/event-stream.ts";

/** How long somebody who reads too slowly may take for what was sent before, and then reads why it ended. */
const LAST_READING_MS = 10_000;

/** One connection, whatever it speaks. */
export interface Carrier {
  say(message: Exclude<ToReader, { type: "event" }>): void;
  event(event: StreamedEvent): void;
  /** `position`: up to which all has been told. */
  ping(position: number): void;
  /** What was sent and has not left the process. */
  backlogBytes(): number;
  /** Resolves when what was sent has left the process, or the connection is closed. */
  drained(): Promise<void>;
  /** Says why and up to where, and closes; what was sent before arrives before. */
  end(reason: StreamClose, position: number): void;
}

/** An event in the words of both protocols: made once, however many read it. */
interface Words {
  sse: string;
  ws: string;
}
const words = new WeakMap<StreamedEvent, Words>();

function wordsOf(event: StreamedEvent): Words {
  let said = words.get(event);
  if (!said) {
    let json = JSON.stringify(event);
    if (json.length > STREAM_LIMITS.eventBytes) json = JSON.stringify({ ...event, payload: null });
    said = {
      sse: `${event.position === null ? "" : `id: ${event.position}\n`}event: ${event.type}\ndata: ${json}\n\n`,
      ws: `{"type":"event","event":${json}}`,
    };
    words.set(event, said);
  }
  return said;
}

/** Server-Sent Events: the type of a message is the name of the event, and only what has a position has an id. */
export function sseCarrier(outgoing: ServerResponse): Carrier {
  outgoing.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  outgoing.write("retry: 2000\n\n");
  const write = (text: string) => {
    if (!outgoing.writableEnded && !outgoing.destroyed) outgoing.write(text);
  };
  return {
    say({ type, ...rest }) {
      const id = type === "ready" || type === "resync" ? `id: ${(rest as { position: number }).position}\n` : "";
      write(`${id}event: ${type}\ndata: ${JSON.stringify(rest)}\n\n`);
    },
    event: (event) => write(wordsOf(event).sse),
    // Without data it is no event, but whoever comes back names this position.
    ping: (position) => write(`: ping\nid: ${position}\n\n`),
    backlogBytes: () => outgoing.writableLength,
    drained: () => settled(outgoing, (done) => outgoing.write(":\n\n", done)),
    end(reason, position) {
      if (outgoing.writableEnded || outgoing.destroyed) return;
      // Clients of this protocol come back by themselves; those that went away together should not return together.
      const retry = reason === "going_away" ? `retry: ${500 + Math.floor(Math.random() * 2_500)}\n` : "";
      write(`${retry}event: closing\ndata: ${JSON.stringify({ reason, position })}\n\n`);
      outgoing.end();
      const late = setTimeout(() => outgoing.destroy(), LAST_READING_MS);
      outgoing.once("close", () => clearTimeout(late));
    },
  };
}

export function socketCarrier(ws: WebSocket): Carrier {
  let answered = true;
  ws.on("pong", () => {
    answered = true;
  });
  const send = (text: string) => {
    if (ws.readyState === ws.OPEN) ws.send(text);
  };
  return {
    say: (message) => send(JSON.stringify(message)),
    event: (event) => send(wordsOf(event).ws),
    ping() {
      if (!answered) {
        ws.close(STREAM_CLOSES.no_pong.code, "no_pong");
        return ws.terminate();
      }
      answered = false;
      ws.ping();
    },
    backlogBytes: () => ws.bufferedAmount,
    drained: () => settled(ws, (done) => ws.ping("", undefined, done)),
    end: (reason, position) => closeSocket(ws, reason, position),
  };
}

/** Resolves when a last piece has left the process behind all before it, or when what carries it has closed. */
function settled(
  carrier: { once(event: "close", listener: () => void): unknown; off(event: "close", listener: () => void): unknown },
  write: (done: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      carrier.off("close", done);
      resolve();
    };
    carrier.once("close", done);
    write(done);
  });
}

/** Closes with the code of the reason; whoever does not read it within ten seconds is cut. */
export function closeSocket(ws: WebSocket, reason: StreamClose, position: number | null): void {
  if (ws.readyState !== ws.OPEN) return;
  ws.close(STREAM_CLOSES[reason].code, JSON.stringify(position === null ? { reason } : { reason, position }));
  const late = setTimeout(() => ws.terminate(), LAST_READING_MS);
  ws.once("close", () => clearTimeout(late));
}
