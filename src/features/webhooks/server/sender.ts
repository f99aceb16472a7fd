import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import { follow } from "#app/operation/follow.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { type OutboundHttp, outboundHttp } from "#app/platform/outbound-http.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { WebhookKind } from "../schema.ts";
import { TryLog } from "./delivery-rows.ts";
import { DiscordLane } from "./discord-lane.ts";
import { fanOut, fanOutPosition } from "./fan-out.ts";
import { Lane, type Sending } from "./lane.ts";
import { WebhookOwners } from "./owners.ts";

const POLL_MS = 1_000;
/** How long a process that has died keeps others from sending in its place. */
const LEASE_MS = 30 * SECOND;
const RENEW_MS = 10 * SECOND;
/** Endpoints that one process sends to at a time. */
const MOST_LANES = 500;
/** How long calls that are on their way may take when the process ends. */
const PATIENCE_MS = 3 * SECOND;
const log = logOf("webhooks");

const Leased = z.object({ id: z.string(), kind: WebhookKind });

export interface Webhooks {
  /** Sends no more; what is on its way has some seconds to arrive, and is sent again by the next process if it does not. */
  stop(): Promise<void>;
}

interface Options {
  outbound?: OutboundHttp;
  /** In [0, 1): for the spread of waits. */
  random?: () => number;
  /** For tests, which would not see something that was due and passed over. */
  pollMs?: number;
}

/**
 * Hands what happens to webhooks and sends it, as long as the process lives. Any number of processes may: events are handed over once, and an endpoint is
 * sent to by one process at a time, which holds a lease on it.
 */
export async function startWebhooks(
  runtime: Runtime,
  { outbound = outboundHttp(), random = Math.random, pollMs = POLL_MS }: Options = {},
): Promise<Webhooks> {
  const owners = new WebhookOwners(runtime.database);
  await owners.begin();
  const sender = new Sender(runtime, outbound, owners, random, pollMs);
  const follower = await follow(
    runtime.database,
    runtime.doorbell,
    async (events) => {
      if ((await fanOut(runtime.database, owners, events)) > 0) sender.wake();
    },
    await fanOutPosition(runtime.database),
    pollMs,
  );
  const stopListening = runtime.doorbell.onRing(() => sender.wake());
  sender.wake();
  return {
    async stop() {
      stopListening();
      await follower.stop();
      await sender.stop();
    },
  };
}

class Sender {
  readonly #runtime: Runtime;
  readonly #sending: Sending;
  /** Tells this process from others, and from itself before. */
  readonly #name = crypto.randomUUID();
  readonly #lanes = new Map<string, Lane>();
  readonly #stopping = new AbortController();
  readonly #timers: NodeJS.Timeout[];
  #looking: Promise<void> | null = null;
  #again = false;
  #crowded = false;
  #ended = false;

  constructor(runtime: Runtime, outbound: OutboundHttp, owners: WebhookOwners, random: () => number, pollMs: number) {
    this.#runtime = runtime;
    this.#sending = {
      runtime,
      outbound,
      owners,
      log: new TryLog(runtime.database),
      random,
      stopping: this.#stopping.signal,
      crowded: () => this.#crowded,
    };
    this.#timers = [
      setInterval(() => this.wake(), pollMs),
      setInterval(
        () => void this.#renew().catch((error) => log.warn({ err: error }, "a lease was not renewed")),
        RENEW_MS,
      ),
    ];
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#ended) return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#looking = this.#look()
      .catch((error) => log.warn({ err: error }, "could not look for webhooks to send; trying again"))
      .finally(() => {
        this.#looking = null;
        if (this.#again) this.wake();
      });
  }

  async stop(): Promise<void> {
    this.#ended = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
    const lanes = [...this.#lanes.values()];
    for (const lane of lanes) lane.close();
    const patience = setTimeout(() => this.#stopping.abort(), PATIENCE_MS);
    await Promise.all(lanes.map((lane) => lane.ended));
    clearTimeout(patience);
    this.#stopping.abort();
    await this.#runtime.database.execute(
      sql`update webhooks set "leasedBy" = null, "leasedUntil" = ${now()} where "leasedBy" = ${this.#name}`,
    );
  }

  /** Takes the endpoints at which something is due and to which nobody sends (this process neither, though it may have kept a lease), those first whose last turn is longest ago. */
  async #look(): Promise<void> {
    for (const lane of this.#lanes.values()) lane.poke();
    const at = now();
    const room = MOST_LANES - this.#lanes.size;
    const mine = [...this.#lanes.keys()];
    const leased = await rows(
      this.#runtime.database,
      Leased,
      sql`update webhooks set "leasedBy" = ${this.#name}, "leasedUntil" = ${new Date(at.getTime() + LEASE_MS)}
          where id in (
            select w.id from webhooks w
            where w."pausedAt" is null and w."disabledAt" is null and (w."holdUntil" is null or w."holdUntil" <= ${at})
              and (w."leasedUntil" is null or w."leasedUntil" <= ${at} or w."leasedBy" = ${this.#name}) and w.id <> all(${mine}::text[])
              and exists (select 1 from webhook_deliveries d where d."webhookId" = w.id and d."nextAttemptAt" <= ${at} and d.body is not null)
            order by w."leasedUntil" nulls first limit ${Math.max(room, 0)} for update skip locked)
          returning id, kind`,
    );
    this.#crowded = leased.length >= room;
    for (const { id, kind } of leased) this.#open(id, kind);
  }

  #open(webhookId: string, kind: z.output<typeof WebhookKind>): void {
    const lane = new (kind === "discord" ? DiscordLane : Lane)(webhookId, this.#sending);
    this.#lanes.set(webhookId, lane);
    lane.poke();
    void lane.ended.then(async () => {
      if (!this.#ended) await this.#release(webhookId);
      this.#lanes.delete(webhookId);
      // Whoever looked while this one ended passed its endpoint over, and nobody looked for what waits for room. After an error the poll is soon enough.
      if (!lane.interrupted) this.wake();
    });
  }

  async #release(webhookId: string): Promise<void> {
    await this.#runtime.database
      .execute(
        sql`update webhooks set "leasedBy" = null, "leasedUntil" = ${now()} where id = ${webhookId} and "leasedBy" = ${this.#name}`,
      )
      // It ends by itself.
      .catch((error) => log.warn({ err: error, webhookId }, "a lease was not given back"));
  }

  async #renew(): Promise<void> {
    if (this.#lanes.size === 0) return;
    await this.#runtime.database.execute(
      sql`update webhooks set "leasedUntil" = ${new Date(now().getTime() + LEASE_MS)}
          where id = any(${[...this.#lanes.keys()]}::text[]) and "leasedBy" = ${this.#name}`,
    );
  }
}
