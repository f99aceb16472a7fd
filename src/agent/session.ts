import type { FromAgent, ServerStats, ToAgent } from "#app/protocol/agent.ts";
import type { Handlers, Peer } from "#app/protocol/wire.ts";
import type { PanelClock } from "./clock.ts";
import { type ConsoleSink, ConsoleWatch, consoleHistory, consoleStart } from "./console-watch.ts";
import type { GameServer } from "./game-server.ts";
import { listDirectories, listFiles } from "./logs/list-logs.ts";
import type { LogReadings } from "./logs/log-readings.ts";
import { LogRefused, type LogRoots } from "./logs/log-roots.ts";
import type { OrderBook } from "./orders.ts";
import { StatsSender } from "./server-stats.ts";
import type { Servers } from "./servers.ts";

const SEARCH_BUDGET_MS = 10_000;

/** What a session works with. */
export interface SessionParts {
  servers: Servers;
  orders: OrderBook;
  clock: PanelClock;
  logs: { roots: LogRoots; readings: LogReadings };
}

/** One proven link's worth of answering and telling; nothing of it outlives the link. */
export class Session {
  readonly #parts: SessionParts;
  readonly #peer: Peer<FromAgent>;
  readonly #bufferedBytes: () => number;
  /** Null while the server is not here yet: its first line will be sent. */
  readonly #watches = new Map<string, ConsoleWatch | null>();
  readonly #stopListening: () => void;
  readonly #stats: StatsSender;

  constructor(parts: SessionParts, peer: Peer<FromAgent>, bufferedBytes: () => number) {
    this.#parts = parts;
    this.#peer = peer;
    this.#bufferedBytes = bufferedBytes;
    this.#stopListening = parts.servers.onOpened((server) => {
      const { log } = server.console;
      if (this.#watches.get(server.serverId) === null) this.#watch(server, { epoch: log.epoch, next: log.firstSeq });
    });
    this.#stats = new StatsSender(parts.servers, parts.clock, (servers: ServerStats[]) =>
      peer.push("stats", { servers }),
    );
  }

  /** Ends every watch. */
  close(): void {
    this.#stopListening();
    for (const watch of this.#watches.values()) watch?.close();
    this.#watches.clear();
    this.#stats.close();
  }

  readonly handlers: Omit<Handlers<ToAgent>, "challenge"> = {
    "desired.sync": ({ servers }) => this.#parts.servers.sync(servers),
    "desired.put": async ({ server }) => {
      await this.#parts.servers.put(server);
      return {};
    },
    order: (order) => this.#parts.orders.take(order),
    "console.watch": async (request) => {
      const server = this.#parts.servers.get(request.serverId);
      if (!server) {
        this.#watches.set(request.serverId, null);
        return { bounds: null, gap: null, lines: [] };
      }
      const start = await consoleStart(server, request, this.#parts.clock);
      this.#watches.get(request.serverId)?.close();
      if (start.bounds) this.#watch(server, start.bounds);
      return start;
    },
    "console.unwatch": ({ serverId }) => {
      this.#watches.get(serverId)?.close();
      this.#watches.delete(serverId);
      return {};
    },
    "console.history": async (request) => {
      const server = this.#parts.servers.get(request.serverId);
      if (!server) return { bounds: null, gap: null, lines: [] };
      return consoleHistory(server, request, this.#parts.clock);
    },
    "console.search": async ({ serverId, text, beforeSeq, limit }) => {
      const server = this.#parts.servers.get(serverId);
      if (!server) return { bounds: null, lines: [], nextBeforeSeq: null };
      const console = server.console.log;
      const answer = await console.search({
        q: text,
        limit,
        budgetMs: SEARCH_BUDGET_MS,
        ...(beforeSeq === null ? {} : { beforeSeq }),
      });
      const lines = answer.matches.map(({ seq, line, at }) => ({
        seq,
        at: this.#parts.clock.ofLocal(Date.parse(at) || 0),
        text: line,
      }));
      const bounds = { epoch: console.epoch, first: console.firstSeq, next: console.lastSeq + 1 };
      return { bounds, lines, nextBeforeSeq: answer.complete ? null : answer.nextBeforeSeq };
    },
    "stats.watch": ({ serverId }) => {
      this.#stats.watch(serverId);
      return {};
    },
    "stats.unwatch": ({ serverId }) => {
      this.#stats.unwatch(serverId);
      return {};
    },
    "logs.directories": () => listDirectories(this.#parts.logs.roots),
    "logs.files": async ({ directory, most }) => {
      try {
        return { problem: null, ...(await listFiles(this.#parts.logs.roots, directory, most)) };
      } catch (error) {
        if (error instanceof LogRefused) return { problem: error.problem, files: [], isCut: false };
        throw error;
      }
    },
    "logs.read": async (question) => {
      const read = await this.#parts.logs.readings.read(question);
      if (read.problem !== null)
        return { problem: read.problem, kills: [], isEnd: true, readBytes: 0, ofBytes: 0, report: null };
      return read;
    },
  };

  #watch(server: GameServer, bounds: { epoch: string; next: number }): void {
    const sink: ConsoleSink = {
      frame: (frame) => this.#peer.push("console.frame", frame),
      gap: (gap) => this.#peer.push("console.gap", gap),
      bufferedBytes: this.#bufferedBytes,
    };
    this.#watches.set(server.serverId, new ConsoleWatch(server, bounds, sink, this.#parts.clock));
  }
}
