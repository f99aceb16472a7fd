"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import { askLive, useLive, useLiveState } from "#app/transport/client/live.tsx";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import type { Connection } from "#app/ui/connection-pill.tsx";
import { ConsoleStore, type ConsoleStore as Store } from "#app/ui/console/console-store.ts";

const STALE_AFTER_MS = 15_000;
const OLDER = 500;

export interface ServerConsole {
  store: Store;
  connection: Connection;
  /** Why there is no console to see, in words; null while there is one or it is on its way. */
  problem: string | null;
  /** When the node is offline: since when these last lines are kept. */
  keptFrom: string | null;
  loadOlder(): void;
}

/**
 * One server's console: the last lines at once, new ones as they come, and after a cut what was missed. The store never clears; where the live connection
 * cannot be had the history is shown.
 */
export function useConsole(serverId: string): ServerConsole {
  const { socket } = useLive();
  const live = useLiveState();
  const client = useTRPCClient();
  const store = useMemo(() => new ConsoleStore(), []);
  const [joined, setJoined] = useState<{ up: boolean; sinceMs: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [keptFrom, setKeptFrom] = useState<string | null>(null);
  const [nowMs, setNowMs] = useState(0);
  const loading = useRef(false);

  useEffect(() => {
    if (!socket) return;
    const connection = socket;
    let gone = false;
    async function join() {
      try {
        const { status } = await askLive(connection, "console.join", { serverId, since: store.newest() });
        if (gone) return;
        setProblem(null);
        setJoined({ up: status.state === "connected", sinceMs: status.since });
        if (status.state !== "connected") await showHistory();
      } catch (error) {
        if (!gone) await showHistory(error);
      }
    }
    async function showHistory(reason?: unknown) {
      if (store.newest()) return;
      try {
        const found = await client.console.history.query({ serverId, limit: OLDER });
        if (gone) return;
        const epoch = found.bounds?.epoch ?? "kept";
        store.add(found.items.map(({ seq, at, text }) => ({ epoch, seq, at: Date.parse(at), stream: "stdout", text })));
        setKeptFrom(found.keptFrom);
      } catch (error) {
        if (!gone) setProblem(((reason ?? error) as Error).message);
      }
    }
    const mine =
      <B extends { serverId: string }>(take: (body: B) => void) =>
      (body: B) =>
        body.serverId === serverId && take(body);
    const lines = mine<Parameters<typeof unpackLines>[0]>((frame) => {
      setKeptFrom(null);
      store.add(unpackLines(frame).map((line) => ({ epoch: frame.epoch, stream: "stdout" as const, ...line })));
    });
    const gap = mine<{ serverId: string; epoch: string; from: number; to: number; reason: string }>((missing) =>
      store.addGap(missing),
    );
    const status = mine<{ serverId: string; state: string; since: number }>((told) =>
      setJoined({ up: told.state === "connected", sinceMs: told.since }),
    );
    const closed = mine<{ serverId: string; error: { message: string } }>(({ error }) => setProblem(error.message));
    socket.on("console.lines", lines);
    socket.on("console.gap", gap);
    socket.on("console.status", status);
    socket.on("console.closed", closed);
    socket.on("connect", join);
    if (socket.connected) void join();
    return () => {
      gone = true;
      socket.off("console.lines", lines);
      socket.off("console.gap", gap);
      socket.off("console.status", status);
      socket.off("console.closed", closed);
      socket.off("connect", join);
      if (socket.connected) socket.emit("console.leave", { serverId }, () => {});
    };
  }, [socket, serverId, store, client]);

  const downSinceMs = !live.up ? live.sinceMs : joined && !joined.up ? joined.sinceMs : null;
  useEffect(() => {
    if (downSinceMs === null) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [downSinceMs]);

  function loadOlder() {
    const oldest = store.oldest();
    if (!oldest || oldest.seq <= 1 || loading.current) return;
    loading.current = true;
    client.console.history
      .query({ serverId, before: oldest.seq, limit: OLDER })
      .then((found) => {
        const epoch = found.bounds?.epoch ?? oldest.epoch;
        store.addOlder(
          found.items.map(({ seq, at, text }) => ({ epoch, seq, at: Date.parse(at), stream: "stdout", text })),
        );
      })
      .catch(() => {})
      .finally(() => {
        loading.current = false;
      });
  }

  return {
    store,
    connection: connectionOf(joined !== null, downSinceMs, nowMs, live.up ? 1 : live.attempt),
    problem,
    keptFrom,
    loadOlder,
  };
}

function connectionOf(joined: boolean, downSinceMs: number | null, nowMs: number, attempt: number): Connection {
  if (downSinceMs === null) return joined ? { state: "live" } : { state: "connecting" };
  if (!joined || downSinceMs === 0) return { state: "connecting" };
  if (nowMs - downSinceMs < STALE_AFTER_MS) return { state: "reconnecting", attempt: Math.max(1, attempt) };
  return {
    state: "stale",
    since: new Date(downSinceMs).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" }),
  };
}
