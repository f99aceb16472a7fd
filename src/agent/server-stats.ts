import type { ServerStats } from "#app/protocol/agent.ts";
import type { PanelClock } from "./clock.ts";
import { diskUsage } from "./disk-usage.ts";
import type { GameServer } from "./game-server.ts";
import { log } from "./log.ts";
import type { Servers } from "./servers.ts";

const LIVE_EVERY_MS = 2000;
const ALL_EVERY_MS = 30_000;
const DISK_EVERY_MS = 5 * 60_000;
const MIB = 1024 * 1024;

/** Sends figures: of watched servers every 2 s, of all servers every 30 s. */
export class StatsSender {
  readonly #servers: Servers;
  readonly #clock: PanelClock;
  readonly #send: (stats: ServerStats[]) => void;
  readonly #watched = new Set<string>();
  readonly #cpu = new Map<string, { run: string; cpuUsec: number; at: number }>();
  readonly #disk = new Map<string, { mib: number | null; at: number }>();
  readonly #timers: NodeJS.Timeout[];

  constructor(servers: Servers, clock: PanelClock, send: (stats: ServerStats[]) => void) {
    this.#servers = servers;
    this.#clock = clock;
    this.#send = send;
    const live = () => this.#tell(servers.all().filter(({ serverId }) => this.#watched.has(serverId)));
    const all = () => this.#tell(servers.all());
    this.#timers = [setInterval(live, LIVE_EVERY_MS).unref(), setInterval(all, ALL_EVERY_MS).unref()];
  }

  watch(serverId: string): void {
    this.#watched.add(serverId);
    const server = this.#servers.get(serverId);
    if (server) this.#tell([server]);
  }

  unwatch(serverId: string): void {
    this.#watched.delete(serverId);
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #tell(servers: GameServer[]): void {
    if (servers.length === 0) return;
    Promise.all(servers.map((server) => this.#read(server))).then(
      (stats) => this.#send(stats),
      (error: unknown) => log.warn("figures could not be read", { error: String(error) }),
    );
  }

  async #read(server: GameServer): Promise<ServerStats> {
    const { serverId } = server;
    const now = performance.now();
    const base = { serverId, at: this.#clock.now(), diskMiB: this.#diskOf(server, now) };
    const { process } = server;
    const stats = process?.isAlive() ? await process.stats().catch(() => null) : null;
    if (!process || !stats) {
      this.#cpu.delete(serverId);
      return { ...base, cpuPercent: null, memoryMiB: null, processes: null };
    }
    const before = this.#cpu.get(serverId);
    this.#cpu.set(serverId, { run: process.startedAt, cpuUsec: stats.cpuUsec, at: now });
    const elapsedMs = before?.run === process.startedAt ? now - before.at : 0;
    const cpuPercent = before && elapsedMs > 0 ? (stats.cpuUsec - before.cpuUsec) / 10 / elapsedMs : null;
    return {
      ...base,
      cpuPercent: cpuPercent === null ? null : round(Math.max(0, cpuPercent)),
      memoryMiB: round(stats.memoryBytes / MIB),
      processes: stats.processes,
    };
  }

  /** The newest measure; a new one is begun when it is old, as walking a large folder takes its time. */
  #diskOf({ serverId, home }: GameServer, now: number): number | null {
    const known = this.#disk.get(serverId);
    if (!known || now - known.at > DISK_EVERY_MS) {
      this.#disk.set(serverId, { mib: known?.mib ?? null, at: now });
      void diskUsage(home).then((bytes) => this.#disk.set(serverId, { mib: round(bytes / MIB), at: now }));
    }
    return known?.mib ?? null;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
