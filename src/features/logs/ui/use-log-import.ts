"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { BEGINS, MOST_FACTS } from "../log-terms.ts";
import type { LoggedDeath, ReadReport } from "../logged-facts.ts";
import type { LogImport } from "../schema.ts";
import { type FileProblem, readLogFile } from "./read-log-file.ts";

/** A chosen file on its way: read in the browser first, then handed in where the reader wants that. */
export interface ChosenLog {
  id: number;
  file: File;
  name: string;
  bytes: number;
  state: "waiting" | "reading" | "read" | "refused" | "sending" | "done" | "failed";
  /** Of reading or of sending, 0 to 100. */
  percent: number;
  problem: FileProblem | null;
  failure: string | null;
  report: ReadReport | null;
  deaths: readonly LoggedDeath[];
  import: LogImport | null;
}

/** What is told of all logs that are handed in together. */
interface SentTo {
  isOwn: boolean;
  communityId: string;
}

const isLog = ({ name }: File) => /\.log(\.gz)?$/i.test(name);
let lastId = 0;

/** Logs that were chosen on the page, and what is done with them. One after the other, for a machine has few processors. */
export function useLogImport() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<readonly ChosenLog[]>([]);
  const [isBusy, setBusy] = useState(false);
  const stopping = useRef(new AbortController());

  const change = (id: number, changes: Partial<ChosenLog>) =>
    setChosen((all) => all.map((each) => (each.id === id ? { ...each, ...changes } : each)));

  async function working(work: (signal: AbortSignal) => Promise<void>) {
    stopping.current = new AbortController();
    setBusy(true);
    try {
      await work(stopping.current.signal);
    } finally {
      setBusy(false);
    }
  }

  const games = useQuery(trpc.logs.games.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));

  async function readAll(logs: readonly ChosenLog[], { game, begins }: { game: string; begins: string }) {
    const known = games.data?.items ?? (await games.refetch()).data?.items ?? [];
    const how = {
      game: game || null,
      begins: BEGINS.test(begins) ? begins : null,
      timeZone: null,
      games: known.map(({ name, ...each }) => ({ ...each, game: name })),
    };
    await working(async (signal) => {
      for (const { id, file } of logs) {
        if (signal.aborted) break;
        change(id, { state: "reading", import: null });
        const onProgress = (readBytes: number) => change(id, { percent: (100 * readBytes) / Math.max(1, file.size) });
        const read = await readLogFile({ file, how }, onProgress, signal).catch(() => null);
        if (!read) change(id, { state: "waiting", percent: 0 });
        else if (read.kind === "refused") change(id, { state: "refused", problem: read.problem });
        else change(id, { state: "read", percent: 100, report: read.report, deaths: read.deaths });
      }
    });
  }

  /** Of a folder its logs alone are taken; a file that was named is taken whatever it is called. */
  async function choose(
    files: readonly File[],
    { isFolder, ...how }: { isFolder: boolean; game: string; begins: string },
  ) {
    const taken = (isFolder ? files.filter(isLog) : [...files]).sort((a, b) => a.lastModified - b.lastModified);
    const added = taken.map(newChosen);
    setChosen((all) => [...all, ...added]);
    await readAll(added, how);
  }

  async function send(to: SentTo) {
    await working(async (signal) => {
      for (const log of chosen) {
        const isOpen = (log.state === "read" || log.state === "failed") && log.deaths.length > 0;
        if (!isOpen || signal.aborted) continue;
        try {
          change(log.id, { state: "done", import: await handIn(log, to, signal) });
        } catch (error) {
          change(log.id, signal.aborted ? { state: "read" } : { state: "failed", failure: readFailure(error).message });
        }
      }
    });
    await queryClient.invalidateQueries({ queryKey: trpc.logs.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.kills.pathKey() });
  }

  async function handIn(
    { id, name, bytes, deaths, report }: ChosenLog,
    { isOwn, communityId }: SentTo,
    signal: AbortSignal,
  ) {
    const { session, game } = report!;
    change(id, { state: "sending", percent: 0, failure: null });
    const { id: importId } = await client.logs.begin.mutate({
      name: name.slice(0, 200),
      bytes,
      isOwn,
      ...(communityId ? { communityId } : {}),
      ...(game ? { game } : {}),
    });
    for (let from = 0; from < deaths.length; from += MOST_FACTS) {
      signal.throwIfAborted();
      const part = deaths.slice(from, from + MOST_FACTS);
      await client.logs.take.mutate({
        importId,
        from,
        deaths: part,
        handle: session.handle,
        build: session.version,
        readBytes: Math.round((bytes * (from + part.length)) / deaths.length),
      });
      change(id, { percent: (100 * (from + part.length)) / deaths.length });
    }
    return await client.logs.end.mutate({ importId, report: report! });
  }

  return {
    chosen,
    isBusy,
    games: games.data?.items ?? [],
    choose,
    readAgain: (how: { game: string; begins: string }) =>
      readAll(
        chosen.filter(({ state }) => state !== "done"),
        how,
      ),
    send,
    stop: () => stopping.current.abort(),
    clear: () => setChosen([]),
  };
}

function newChosen(file: File): ChosenLog {
  const { name, size } = file;
  lastId += 1;
  return {
    id: lastId,
    file,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name may hold them, and is shown
    name: name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\ufffd"),
    bytes: size,
    state: "waiting",
    percent: 0,
    problem: null,
    failure: null,
    report: null,
    deaths: [],
    import: null,
  };
}
