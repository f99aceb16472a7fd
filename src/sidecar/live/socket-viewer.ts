import type { Socket } from "socket.io";
import type { ServerToClient } from "#app/protocol/live.ts";
import type { Viewer } from "../console/viewer.ts";

// biome-ignore lint/complexity/noBannedTypes: the browser's messages are parsed by hand; their types are in the catalogue.
export type LiveSocket = Socket<{}, ServerToClient, {}, unknown>;

/** The room of those who get what is said to all viewers of a server's console. */
export function consoleRoom(serverId: string): string {
  return `console:${serverId}`;
}

/** What is waiting inside engine.io. Its own types do not show it. */
interface Connection {
  writeBuffer?: { data?: unknown }[];
  transport?: { socket?: { bufferedAmount?: number } };
}

/** A browser's socket as a viewer of one console. */
export function socketViewer(socket: LiveSocket, serverId: string): Viewer {
  return {
    tell: (type, body) => void socket.emit(type, ...([body] as never)),
    backlogBytes: () => backlogOf(socket.conn as unknown as Connection),
    setShared(shared) {
      if (shared) void socket.join(consoleRoom(serverId));
      else void socket.leave(consoleRoom(serverId));
    },
  };
}

export function backlogOf({ writeBuffer, transport }: Connection): number {
  let bytes = transport?.socket?.bufferedAmount ?? 0;
  if (writeBuffer && writeBuffer.length > 0)
    for (const { data } of writeBuffer) if (typeof data === "string") bytes += data.length;
  return bytes;
}
