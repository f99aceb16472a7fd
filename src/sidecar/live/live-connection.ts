import { followConsole, followServer } from "#app/features/hosting/server/follow.ts";
import { may } from "#app/lib/access.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { withoutTurns } from "#app/lib/text.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { logOf } from "#app/platform/log.ts";
import { fromBrowser, type LiveAnswer, type LiveError, type LiveQuestion, type ToBrowser } from "#app/protocol/live.ts";
import type { Consoles } from "../console/consoles.ts";
import type { StatsFollowing } from "../console/server-stats.ts";
import { BROWSER_CATCH_UP, type LiveEvents } from "./events.ts";
import type { ServerOwners } from "./server-owners.ts";
import { backlogOf, type LiveSocket, socketViewer } from "./socket-viewer.ts";

/** A person's pages ask a handful of things when they open; what asks more is no page of ours. */
const QUESTIONS = [
  { name: "burst", limit: 40, windowSec: 5 },
  { name: "steady", limit: 240, windowSec: 60 },
] as const;
const MAX_FOLLOWED = 64;
/** Events are small and rare; who has so much unread does not read. */
const MAX_EVENT_BACKLOG = 4 * 1024 * 1024;
const log = logOf("live");

/** What the connections of one process share. */
export interface LiveParts {
  consoles: Consoles;
  stats: StatsFollowing;
  events: LiveEvents;
  owners: ServerOwners;
}

interface Followed {
  permission: Permission;
  leave: () => void;
}

/** One browser's socket: answers its questions, and ends what it may follow no more. */
export class LiveConnection {
  readonly #socket: LiveSocket;
  readonly #parts: LiveParts;
  readonly #address: string | null;
  readonly #limiter = new MemoryLimiter();
  readonly #consoles = new Map<string, Followed>();
  readonly #servers = new Map<string, Followed>();
  #leaveEvents: (() => void) | null = null;
  #actor: Actor;

  constructor(socket: LiveSocket, actor: Actor, address: string | null, parts: LiveParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#address = address;
    this.#actor = actor;
    for (const question of Object.keys(fromBrowser) as LiveQuestion[])
      (socket as { on(event: string, listener: (...heard: unknown[]) => void): unknown }).on(question, (body, answer) =>
        this.#hear(question, body, answer),
      );
  }

  /** The actor, looked up anew: what they may see no more is left. */
  async checked(actor: Actor): Promise<void> {
    this.#actor = actor;
    const serverIds = [...this.#consoles.keys(), ...this.#servers.keys()];
    if (serverIds.length === 0) return;
    const { owners, gone } = await this.#parts.owners.of(serverIds);
    for (const followed of [this.#consoles, this.#servers])
      for (const [serverId, { permission }] of followed) {
        if (!gone.has(serverId) && may(actor, permission, { serverId, ...owners.get(serverId) })) continue;
        this.#drop(followed, serverId);
        if (followed === this.#consoles)
          this.#tell("console.closed", { serverId, error: shown(new AppError("not_found")) });
      }
  }

  close(): void {
    for (const followed of [this.#consoles, this.#servers])
      for (const serverId of [...followed.keys()]) this.#drop(followed, serverId);
    this.#leaveEvents?.();
    this.#leaveEvents = null;
  }

  #hear(question: LiveQuestion, body: unknown, answer: unknown): void {
    // Only the first counts, and whoever wants no answer gets none.
    let answered = false;
    const say = (text: object) => {
      if (!answered && typeof answer === "function") answer(text);
      answered = true;
    };
    this.#answer(question, body, (given) => say({ ok: true, ...given })).catch((error) => {
      if (!(error instanceof AppError)) log.error({ err: error, question }, "a live question failed");
      say({ ok: false, error: shown(asAppError(error)) });
    });
  }

  async #answer(question: LiveQuestion, raw: unknown, answer: (given: object) => void): Promise<void> {
    if (!this.#limiter.take("questions", QUESTIONS).allowed)
      throw new AppError("rate_limited", "rate_limited", { seconds: 5 });
    const parsed = fromBrowser[question].body.safeParse(raw);
    if (!parsed.success) throw new AppError("invalid_input", "invalid_input", { count: parsed.error.issues.length });
    switch (question) {
      case "console.join":
        return this.#joinConsole(parsed.data as never, answer as never);
      case "console.leave":
        this.#drop(this.#consoles, (parsed.data as { serverId: string }).serverId);
        return answer({});
      case "server.follow":
        await this.#followServer((parsed.data as { serverId: string }).serverId);
        return answer({});
      case "server.unfollow":
        this.#drop(this.#servers, (parsed.data as { serverId: string }).serverId);
        return answer({});
      case "events.follow":
        return this.#followEvents((parsed.data as { since: number | null }).since, answer as never);
    }
  }

  async #joinConsole(
    { serverId, since }: { serverId: string; since: { epoch: string; seq: number } | null },
    answer: (given: Omit<LiveAnswer<"console.join"> & { ok: true }, "ok">) => void,
  ): Promise<void> {
    const server = await execute(followConsole, this.#actor, { serverId }, { address: this.#address });
    this.#makeRoom(this.#consoles, serverId);
    const viewer = socketViewer(this.#socket, serverId);
    const { consoles } = this.#parts;
    this.#consoles.set(serverId, {
      permission: "servers.console:read",
      leave: () => consoles.leave(serverId, viewer),
    });
    consoles.join(server, viewer, since, (bounds, status) => answer({ bounds, status }));
  }

  async #followServer(serverId: string): Promise<void> {
    const server = await execute(followServer, this.#actor, { serverId }, { address: this.#address });
    this.#makeRoom(this.#servers, serverId);
    const leave = this.#parts.stats.follow(server, (stats) => this.#tell("server.stats", stats));
    this.#servers.set(serverId, { permission: "servers:read", leave });
  }

  #followEvents(since: number | null, answer: (given: { position: number; resync: boolean }) => void): void {
    this.#leaveEvents?.();
    const reader = {
      actor: () => this.#actor,
      tell: (event: ToBrowser["event"]) => {
        if (backlogOf(this.#socket.conn as never) > MAX_EVENT_BACKLOG) this.#socket.disconnect(true);
        else this.#tell("event", withoutTurns(event));
      },
      fail: () => void this.#socket.disconnect(true),
    };
    const begin = (position: number, resync: boolean) => answer({ position, resync });
    this.#leaveEvents = this.#parts.events.follow(reader, since, BROWSER_CATCH_UP, begin).leave;
  }

  /** Throws if the socket has gone while it was asked, or follows too much. */
  #makeRoom(followed: Map<string, Followed>, serverId: string): void {
    if (!this.#socket.connected) throw new AppError("conflict");
    this.#drop(followed, serverId);
    if (followed.size >= MAX_FOLLOWED) throw new AppError("rate_limited", "live.too_many", { limit: MAX_FOLLOWED });
  }

  #drop(followed: Map<string, Followed>, serverId: string): void {
    const found = followed.get(serverId);
    followed.delete(serverId);
    found?.leave();
  }

  #tell<T extends keyof ToBrowser>(type: T, body: ToBrowser[T]): void {
    this.#socket.emit(type, ...([body] as never));
  }
}

function shown({ code, reason, message, required }: AppError): LiveError {
  return { code, reason, message, ...(required && { required: [...required] }) };
}
