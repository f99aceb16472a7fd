import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { DesiredServer } from "#app/features/hosting/server-spec.ts";
import type { Order } from "#app/protocol/agent.ts";
import type { GameEventSender } from "./game-feed.ts";
import { type AgentParts, GameServer } from "./game-server.ts";
import { log } from "./log.ts";
import type { OrderOutcome } from "./orders.ts";
import { newMemory, readMemory, rememberedServers, type ServerMemory, storeMemory } from "./server-memory.ts";

/** All game servers of this machine, by id. */
export class Servers {
  readonly #parts: AgentParts;
  readonly #servers = new Map<string, GameServer>();
  /** Servers that are being taken up: two messages for a new one make one. */
  readonly #opening = new Map<string, Promise<GameServer>>();
  readonly #openListeners = new Set<(server: GameServer) => void>();
  #gameSender: GameEventSender | null = null;
  #isClosed = false;

  constructor(parts: AgentParts) {
    this.#parts = parts;
  }

  /** Takes up every server the last agent had, with the games that live on. */
  async resume(): Promise<void> {
    const ids = rememberedServers(this.#parts.agentHome);
    await this.#parts.isolation.reclaim(ids.map((id) => this.#home(id)));
    for (const id of ids) {
      try {
        const memory = readMemory(this.#parts.agentHome, id);
        if (memory) await this.#open(memory);
      } catch (error) {
        log.error("a server could not be taken up", { serverId: id, error: String(error) });
      }
    }
  }

  get(serverId: string): GameServer | null {
    return this.#servers.get(serverId) ?? null;
  }

  all(): GameServer[] {
    return [...this.#servers.values()];
  }

  /** Calls back for each server that is new here. Returns the way to stop. */
  onOpened(listener: (server: GameServer) => void): () => void {
    this.#openListeners.add(listener);
    return () => this.#openListeners.delete(listener);
  }

  /** To whom what the games tell is told from now on; nobody with null. */
  setGameSender(sender: GameEventSender | null): void {
    this.#gameSender = sender;
    for (const server of this.all()) server.feed.setSender(sender);
  }

  /** Takes what people want of one server; it is on disk when this returns. */
  async put(desired: DesiredServer): Promise<void> {
    if (this.#isClosed) return;
    const opening = this.#opening.get(desired.serverId);
    if (opening) await opening;
    const server = this.#servers.get(desired.serverId);
    if (server) return server.apply(desired);
    const memory = readMemory(this.#parts.agentHome, desired.serverId) ?? newMemory(desired);
    if (memory.desired.generation <= desired.generation) memory.desired = desired;
    storeMemory(this.#parts.agentHome, memory);
    await this.#open(memory);
  }

  /** The whole set: see the message `desired.sync`. */
  async sync(desired: unknown[]): Promise<{ unknown: string[]; refused: { serverId: string; message: string }[] }> {
    const named = new Set<string>();
    const refused: { serverId: string; message: string }[] = [];
    for (const item of desired) {
      const serverId = z.object({ serverId: z.string() }).safeParse(item).data?.serverId ?? "";
      named.add(serverId);
      const parsed = DesiredServer.safeParse(item);
      if (!parsed.success) {
        refused.push({ serverId, message: z.prettifyError(parsed.error) });
        continue;
      }
      await this.put(parsed.data).catch((error: unknown) => refused.push({ serverId, message: String(error) }));
    }
    return { unknown: [...this.#servers.keys()].filter((id) => !named.has(id)), refused };
  }

  /** Carries out an order. */
  async obey(order: Order): Promise<OrderOutcome> {
    const server = this.#servers.get(order.serverId);
    if (!server) return { reason: "unknown_server", said: [] };
    return server.command(order.line, order.listenMs);
  }

  /** Stops every game as its blueprint says, all at once. */
  async shutDown(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.all().map((server) => server.shutDown()));
  }

  /** Lets go of every server; the games live on. */
  close(): void {
    this.#isClosed = true;
    for (const server of this.all()) server.close();
  }

  async #open(memory: ServerMemory): Promise<GameServer> {
    const { serverId } = memory.desired;
    const opening = GameServer.open(this.#home(serverId), memory, this.#parts);
    this.#opening.set(serverId, opening);
    try {
      const server = await opening;
      this.#servers.set(serverId, server);
      server.feed.setSender(this.#gameSender);
      for (const listener of this.#openListeners) listener(server);
      void server.finished.then(() => {
        if (!fs.existsSync(server.home)) this.#servers.delete(serverId);
      });
      return server;
    } finally {
      this.#opening.delete(serverId);
    }
  }

  #home(serverId: string): string {
    return path.join(this.#parts.agentHome, "servers", ServerId.parse(serverId));
  }
}
