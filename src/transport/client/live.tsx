"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Socket } from "socket.io-client";
import type * as z from "zod";
import type {
  ClientToServer,
  FromBrowser,
  LiveAnswer,
  LiveEvent,
  LiveQuestion,
  ServerToClient,
} from "#app/protocol/live.ts";
import { LIVE_PATH } from "#app/protocol/live-path.ts";
import { leaveForSignIn } from "./leave.ts";
import { RecentEvents } from "./recent-events.ts";

const LOAD_AGAIN_MS = 5_000;

type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** How the tab's one connection stands: up, or gone since (milliseconds) with so many tries to come back. */
export type LiveState = { up: true } | { up: false; sinceMs: number; attempt: number };

interface Live {
  /** Null until its code has come: the page is there first. */
  socket: LiveSocket | null;
  /** Calls back at each stored event this person may see, and at once at those of the last seconds. Returns the way to stop. */
  onEvent(callback: (event: LiveEvent) => void): () => void;
}

const LiveContext = createContext<Live | null>(null);
const LiveStateContext = createContext<LiveState>({ up: false, sinceMs: 0, attempt: 0 });

/**
 * The tab's one live connection, for everything below. It follows the stored events from `since`, the newest one's position before what the page shows was read, and
 * then from where it last was: before the first connection and after a cut nothing is missed, and where too much has happened everything shown is asked for anew.
 */
export function LiveProvider({ since, children }: { since: number; children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ up: false, sinceMs: 0, attempt: 0 });
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  const recent = useRef(new RecentEvents());
  const [socket, setSocket] = useState<LiveSocket | null>(null);
  const position = useRef(since);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    function load() {
      loadSocket().then(
        (loaded) => gone || setSocket(loaded),
        () => {
          if (!gone) timer = setTimeout(load, LOAD_AGAIN_MS);
        },
      );
    }
    load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    if (!socket) return;
    const open = socket;
    function follow() {
      setState({ up: true });
      open.emit("events.follow", { since: position.current }, (answer) => {
        if (!answer.ok) return;
        if (answer.resync) void queryClient.invalidateQueries();
        position.current = Math.max(position.current, answer.position);
      });
    }
    function take(event: LiveEvent) {
      position.current = event.position;
      recent.current.take(event, performance.now());
      for (const listener of listeners.current) listener(event);
    }
    const down = () => setState((was) => (was.up ? { up: false, sinceMs: Date.now(), attempt: 0 } : was));
    socket.on("connect", follow);
    socket.on("event", take);
    socket.on("disconnect", (reason) => {
      down();
      // The server's own word is the one case in which the client does not come back by itself. Also after `revoked`: a sign-in that was made fresh ends
      // the session before it, and the browser has the new one's cookie by then. Who has none is refused at that, and leaves.
      if (reason === "io server disconnect") setTimeout(() => socket.connect(), 300 + Math.random() * 700);
    });
    socket.on("connect_error", (error) => {
      down();
      // Signed out, elsewhere or in another tab.
      if ((error as { data?: { code?: string } }).data?.code === "unauthenticated") leaveForSignIn();
      // After a refusal the client does not come back by itself, as it does when nobody answers.
      else if (!socket.active) setTimeout(() => socket.connect(), 2_000 + Math.random() * 3_000);
    });
    socket.io.on("reconnect_attempt", (attempt) =>
      setState((was) => (was.up ? was : { ...was, sinceMs: was.sinceMs || Date.now(), attempt })),
    );
    socket.connect();
    return () => {
      socket.removeAllListeners();
      socket.io.removeAllListeners();
      socket.disconnect();
    };
  }, [socket, queryClient]);

  const live = useMemo<Live>(
    () => ({
      socket,
      onEvent(callback) {
        for (const event of recent.current.at(performance.now())) callback(event);
        listeners.current.add(callback);
        return () => listeners.current.delete(callback);
      },
    }),
    [socket],
  );
  return (
    <LiveContext value={live}>
      <LiveStateContext value={state}>{children}</LiveStateContext>
    </LiveContext>
  );
}

/** Not yet connected. */
async function loadSocket(): Promise<LiveSocket> {
  const { io } = await import("socket.io-client");
  return io({
    path: LIVE_PATH,
    autoConnect: false,
    transports: ["websocket", "polling"],
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  });
}

/** The live connection. Only below the panel's layout. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("There is no live connection here: this belongs below the panel's layout.");
  return live;
}

export function useLiveState(): LiveState {
  return useContext(LiveStateContext);
}

/** Calls back at each stored event whose type begins with one of these. */
export function useEvents(prefixes: readonly string[], callback: (event: LiveEvent) => void): void {
  const { onEvent } = useLive();
  const latest = useRef(callback);
  latest.current = callback;
  const key = prefixes.join(",");
  useEffect(
    () => onEvent((event) => key.split(",").some((prefix) => event.type.startsWith(prefix)) && latest.current(event)),
    [onEvent, key],
  );
}

/** Asks over the live connection; rejects with the panel's error, or when no answer comes in ten seconds. */
export async function askLive<Q extends LiveQuestion>(
  socket: LiveSocket,
  question: Q,
  body: z.input<FromBrowser[Q]["body"]>,
): Promise<Extract<LiveAnswer<Q>, { ok: true }>> {
  const ask = socket.timeout(10_000).emitWithAck as unknown as (question: Q, body: unknown) => Promise<LiveAnswer<Q>>;
  const answer = await ask.call(socket.timeout(10_000), question, body);
  if (answer.ok) return answer as Extract<LiveAnswer<Q>, { ok: true }>;
  throw Object.assign(new Error(answer.error.message), answer.error);
}
