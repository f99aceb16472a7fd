import { forgetKeys } from "#app/features/api-keys/server/index.ts";
import { actorOfHolder, type TicketHolder } from "#app/features/events/server/index.ts";
import { forgetSessions } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { CLOSED_REASON, forgetClosed, refuseWhileClosed } from "#app/operation/maintenance.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest, type HeaderReader } from "#app/transport/actor.ts";

/** With the look-up itself, less than a second from a revocation to the end of what it was for. */
const CHECK_MS = 900;
/** Connections of one session's user or one key at a time: many tabs, and no flood. */
const MAX_CONNECTIONS_PER_ACTOR = 100;
/** Look-ups at a time, so that a thousand people are not one wave on the database. */
const AT_ONCE = 8;
const log = logOf("live");

/** What a live connection was opened with, and is checked by again each second. */
export interface Credentials {
  headers: HeaderReader;
  address: string | null;
  /** What the ticket was made with that stood in for a key or a cookie. */
  holder?: TicketHolder;
}

/** A live connection, as far as the right to have it is concerned. */
export interface Holder {
  /** The actor was looked up anew; perhaps they may more or less than before. */
  checked(actor: Actor): void;
  /** They are signed in no more, or the panel is closed to them. */
  ended(why: WhyEnded): void;
}

/** As the protocols name it. */
export type WhyEnded = "revoked" | "maintenance";

/** What a connection lives on; it says when that has ended. */
export interface Carrier {
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

interface Group {
  credentials: Credentials;
  actor: Actor;
  holders: Set<Holder>;
}

/** Who holds live connections in this process: one look-up a second for each session or key, however many connections it has. */
export class LiveActors {
  readonly #groups = new Map<string, Group>();
  readonly #places = new Map<string, Set<symbol>>();
  readonly #timer: NodeJS.Timeout;
  #checking: Promise<void> | null = null;
  #again = false;

  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#timer = setInterval(() => this.checkNow(), CHECK_MS);
  }

  /** The actor of a new connection. Throws AppError where there is none, and where the panel is closed to them. */
  async identify(credentials: Credentials): Promise<Actor> {
    const actor = await this.#actorOf(credentials);
    await refuseWhileClosed(this.#runtime.database, actor, now());
    return actor;
  }

  async #actorOf({ headers, address, holder }: Credentials): Promise<Actor> {
    if (holder) return actorOfHolder(this.#runtime, holder, address);
    const actor = await actorOfRequest(headers, "GET", address);
    if (actor.kind === "anonymous") throw new AppError("unauthenticated");
    return actor;
  }

  /** Keeps watch over a connection from now on. Returns the way to stop. */
  hold(credentials: Credentials, actor: Actor, holder: Holder): () => void {
    const key = keyOf(credentials);
    const group = this.#groups.get(key) ?? { credentials, actor, holders: new Set() };
    this.#groups.set(key, group);
    group.holders.add(holder);
    return () => {
      group.holders.delete(holder);
      if (group.holders.size === 0 && this.#groups.get(key) === group) this.#groups.delete(key);
    };
  }

  /**
   * Takes one of the places that an actor has for live connections to this process, from before the connection stands until what carries it closes, so that of many at once
   * none passes the bound. Throws AppError where there is none left. Returns the way to give it back sooner.
   */
  takePlace(actor: Actor, carrier: Carrier): () => void {
    const key = `${actor.kind}:${actor.id}`;
    const taken = this.#places.get(key) ?? new Set();
    if (taken.size >= MAX_CONNECTIONS_PER_ACTOR)
      throw new AppError("rate_limited", "live.too_many", { limit: MAX_CONNECTIONS_PER_ACTOR });
    const place = Symbol();
    this.#places.set(key, taken.add(place));
    const leave = () => {
      carrier.off("close", leave);
      taken.delete(place);
      if (taken.size === 0 && this.#places.get(key) === taken) this.#places.delete(key);
    };
    carrier.once("close", leave);
    return leave;
  }

  /** Looks everybody up, now. */
  checkNow(): void {
    if (this.#checking) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#checking = this.#check().finally(() => {
      this.#checking = null;
      if (this.#again) this.checkNow();
    });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #check(): Promise<void> {
    const groups = [...this.#groups.values()];
    if (groups.length === 0) return;
    // Calls may believe for a second what was read; a check that believed it too would come up to two seconds late.
    forgetKeys();
    forgetSessions(this.#runtime);
    forgetClosed(this.#runtime.database);
    let next = 0;
    const worker = async () => {
      while (next < groups.length) await this.#checkGroup(groups[next++]!);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, groups.length) }, worker));
  }

  async #checkGroup(group: Group): Promise<void> {
    try {
      group.actor = await this.identify(group.credentials);
    } catch (error) {
      const why = whyEnded(error);
      // A database that cannot be asked says nothing about anybody's rights, and nobody can have changed them in it.
      if (!why) return log.warn({ err: error }, "a live connection could not be checked");
      for (const holder of [...group.holders]) holder.ended(why);
      return;
    }
    for (const holder of [...group.holders]) holder.checked(group.actor);
  }
}

function whyEnded(error: unknown): WhyEnded | null {
  if (!(error instanceof AppError)) return null;
  if (error.reason === CLOSED_REASON) return "maintenance";
  return error.code === "unauthenticated" || error.code === "forbidden" ? "revoked" : null;
}

/** One session or key from one address: what decides is the same for all connections that share it. */
function keyOf({ headers, address, holder }: Credentials): string {
  if (holder) return sha256Hex(JSON.stringify([holder, address]));
  const shown = ["cookie", "authorization", "x-api-key"].map((name) => headers.get(name) ?? "");
  return sha256Hex([...shown, address ?? ""].join("\n"));
}
