import type { ToBrowser } from "#app/protocol/live.ts";

/** What a hub says to one viewer. */
export type ConsoleMessage = "console.lines" | "console.gap" | "console.status" | "console.closed";

/** One connection that watches one console: a browser's socket, or the relay to another sidecar. */
export interface Viewer {
  tell<T extends ConsoleMessage>(type: T, body: ToBrowser[T]): void;
  /** Bytes that were told and have not left this process. */
  backlogBytes(): number;
  /** From now on (or not any more) it gets what the hub says to all at once. */
  setShared(shared: boolean): void;
}

/** Says one thing to all viewers of a server that are in step; encoded once, however many they are. */
export type Broadcast = <T extends ConsoleMessage>(serverId: string, type: T, body: ToBrowser[T]) => void;
