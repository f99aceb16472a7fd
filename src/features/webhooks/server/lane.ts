import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { type OutboundAnswer, OutboundError, type OutboundHttp } from "#app/platform/outbound-http.ts";
import { row, sql } from "#app/platform/sql.ts";
import { VERSION } from "#app/platform/version.ts";
import {
  GIVE_UP_AFTER_MS,
  holdAfter,
  isSuccess,
  ownWaitAfter,
  retryAfterMs,
  type TryOutcome,
  WARN_AFTER_TRIES,
  waitAfter,
} from "../rules.ts";
import type { Webhook } from "../schema.ts";
import {
  type Due,
  dropDelivery,
  dueDeliveries,
  type Fate,
  failWaiting,
  holdWebhook,
  noteFailure,
  noteSuccess,
  type Tried,
  type TryLog,
} from "./delivery-rows.ts";
import type { WebhookOwners } from "./owners.ts";
import { signatureHeaders, trackerSignature } from "./signature.ts";
import { giveUp, warn } from "./trouble.ts";
import { headersOf, shownHeaders, WEBHOOK_COLUMNS, WebhookRow } from "./webhook-rows.ts";

/** What all lanes of a process share. */
export interface Sending {
  runtime: Runtime;
  outbound: OutboundHttp;
  owners: WebhookOwners;
  log: TryLog;
  /** In [0, 1): for the spread of waits. */
  random(): number;
  /** Aborted when the process is to end: what is on its way then is sent again by whoever comes next. */
  stopping: AbortSignal;
  /** Others wait for a lane. */
  crowded(): boolean;
}

interface Opened {
  url: string;
  /** Empty where nothing is signed. */
  secret: string;
  previousSecret: string | null;
  /** Sent along. */
  headers: Readonly<Record<string, string>>;
}

type OffReason = NonNullable<Webhook["disabledReason"]>;

/** What follows from a call that failed. */
interface AfterFailure {
  /** How long the endpoint as a whole is left alone. */
  holdMs: number;
  /** When each delivery is tried again, in milliseconds; null: never. */
  wait(due: Due): number | null;
}

const log = logOf("webhooks");
const AT_ONCE = 4;
const BATCH = 64;
/** A webhook's row is believed for so long: what was removed, paused or changed is in effect within a second. */
const BELIEVED_MS = 1_000;
/** After so long a lane makes room, if others wait. */
const TURN_MS = 10_000;

/** Sends what is due at one endpoint, four at a time, for as long as anything is. */
export class Lane {
  readonly webhookId: string;
  protected readonly sending: Sending;
  /** Settles when nothing is on its way any more. */
  readonly ended: Promise<void>;
  readonly #end: () => void;
  readonly #startedAtMs = Date.now();
  readonly #queue: Due[] = [];
  readonly #opened = new WeakMap<WebhookRow, Opened>();
  readonly #onTheirWay = new Set<string>();
  #runners = 0;
  #closed = false;
  #interrupted = false;
  /** Something may be due since the last look at the queue in the database began. */
  #poked = false;
  #refilling: Promise<void> | null = null;
  #switchingOff: Promise<unknown> | null = null;
  #believed: { found: Promise<WebhookRow | null>; untilMs: number } | null = null;

  constructor(webhookId: string, sending: Sending) {
    this.webhookId = webhookId;
    this.sending = sending;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  /** It has ended because of an error, so that looking again at once would meet the same. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** How many calls at a time. */
  protected get atOnce(): number {
    return AT_ONCE;
  }

  /** There may be something new to send. */
  poke(): void {
    this.#poked = true;
    while (!this.#closed && this.#runners < this.atOnce) {
      this.#runners += 1;
      void this.#run()
        .catch((error) => {
          log.warn({ err: error, webhookId: this.webhookId }, "sending to a webhook was interrupted");
          this.#interrupted = true;
          this.#closed = true;
        })
        .then(() => {
          this.#runners -= 1;
          if (this.#runners > 0) return;
          this.#closed = true;
          this.#end();
        });
    }
  }

  /** Sends no more. */
  close(): void {
    this.#closed = true;
  }

  async #run(): Promise<void> {
    while (!this.#mustEnd()) {
      const next = await this.#next();
      if (!next) return;
      try {
        if (!this.#mustEnd()) await this.deliver(next);
      } finally {
        this.#onTheirWay.delete(next.id);
      }
    }
  }

  #mustEnd(): boolean {
    if (this.sending.stopping.aborted) this.#closed = true;
    if (Date.now() - this.#startedAtMs > TURN_MS && this.sending.crowded()) this.#closed = true;
    return this.#closed;
  }

  async #next(): Promise<Due | null> {
    do {
      if (this.#queue.length > 0) break;
      this.#refilling ??= this.#refill().finally(() => {
        this.#refilling = null;
      });
      await this.#refilling;
      // What became due while it was read may not be in it.
    } while (this.#poked);
    return this.takeMore(1)[0] ?? null;
  }

  async #refill(): Promise<void> {
    const { database } = this.sending.runtime;
    this.#poked = false;
    this.#queue.push(...(await dueDeliveries(database, this.webhookId, now(), [...this.#onTheirWay], BATCH)));
  }

  /** What is due and fetched already, at most so many; they are on their way from now on, until `arrived`. */
  protected takeMore(most: number): Due[] {
    const more = this.#queue.splice(0, most);
    for (const { id } of more) this.#onTheirWay.add(id);
    return more;
  }

  protected giveBack(deliveries: readonly Due[]): void {
    this.#queue.unshift(...deliveries);
    this.arrived(deliveries);
  }

  protected arrived(deliveries: readonly Due[]): void {
    for (const { id } of deliveries) this.#onTheirWay.delete(id);
  }

  /** The webhook as it is now, or null if nothing is to be sent to it. */
  protected async webhook(): Promise<WebhookRow | null> {
    if (!this.#believed || this.#believed.untilMs < Date.now()) {
      const found = row(
        this.sending.runtime.database,
        WebhookRow,
        sql`select ${WEBHOOK_COLUMNS} from webhooks w where w.id = ${this.webhookId}`,
      );
      this.#believed = { found, untilMs: Date.now() + BELIEVED_MS };
    }
    const found = await this.#believed.found;
    const open = found && !found.pausedAt && !found.disabledAt && (!found.holdUntil || found.holdUntil <= now());
    if (!open) this.#closed = true;
    return open ? found : null;
  }

  /** Its address and its secrets, opened once for as long as its row is believed. */
  protected opened(webhook: WebhookRow): Opened {
    let found = this.#opened.get(webhook);
    if (!found) {
      const { vault } = this.sending.runtime;
      const open = (sealed: string | null) => (sealed === null ? null : vault.open(sealed));
      found = {
        url: vault.open(webhook.url),
        secret: open(webhook.secret) ?? "",
        previousSecret: open(webhook.previousSecret),
        headers: headersOf(webhook, vault),
      };
      this.#opened.set(webhook, found);
    }
    return found;
  }

  /** Whether the owner may still know of it. What they may not is dropped. */
  protected async mayBeSent(webhook: WebhookRow, due: Due): Promise<boolean> {
    const { about, type } = due;
    if (about === null || (await this.sending.owners.sightOf(webhook, { ...about, type })) === "whole") return true;
    await dropDelivery(this.sending.runtime.database, due, now());
    return false;
  }

  protected async deliver(due: Due): Promise<void> {
    const webhook = await this.webhook();
    if (!webhook || !(await this.mayBeSent(webhook, due))) return;
    const at = now();
    const { url, secret, previousSecret, headers: along } = this.opened(webhook);
    const both = previousSecret !== null && webhook.previousSecretUntil !== null && webhook.previousSecretUntil > at;
    const secrets = both ? [secret, previousSecret] : [secret];
    const headers = {
      ...along,
      ...signatureHeaders({ id: due.eventId, at, body: due.body, secrets }),
      ...(webhook.format === "kill-tracker" && trackerSignature(due.body, secret)),
    };
    const tried = await this.call(url, headers, due.body, at, shownHeaders(along));
    if (!tried) return;
    const outcome = outcomeOf(tried, at.getTime());
    if (outcome.status === 410) return this.refused(webhook, [due], tried, "gone");
    await this.settle(webhook, [due], tried, {
      holdMs: holdAfter(outcome),
      wait: (each) =>
        webhook.retry
          ? ownWaitAfter(each.tries + 1, webhook.retry, outcome)
          : waitAfter(each.tries + 1, outcome, this.sending.random()),
    });
  }

  /** One call. Null if the process stops before its end: then it never was. */
  protected async call(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    at: Date,
    /** What is kept of them in place of what is sent. */
    kept: Readonly<Record<string, string>> = {},
  ): Promise<(Tried & { timedOut: boolean }) | null> {
    const startedAtMs = performance.now();
    const requestHeaders = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": `Gamekeeper/${VERSION} (webhooks)`,
      ...headers,
    };
    const about = () => ({
      at,
      durationMs: performance.now() - startedAtMs,
      requestHeaders: { ...requestHeaders, ...kept },
    });
    try {
      const answer = await this.sending.outbound.post({
        url,
        headers: requestHeaders,
        body,
        signal: this.sending.stopping,
      });
      return { ...about(), answer, timedOut: false, error: isSuccess(answer.status) ? null : errorOf(answer) };
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      if (error.problem === "stopped") return null;
      const told = `${error.problem}: ${error.message}`;
      return { ...about(), answer: null, timedOut: error.problem === "timeout", error: told };
    }
  }

  /** Writes down how one call went for all that it carried. */
  protected async settle(
    webhook: WebhookRow,
    carried: readonly Due[],
    tried: Tried,
    { holdMs, wait }: AfterFailure,
  ): Promise<void> {
    const { database } = this.sending.runtime;
    const at = now();
    if (tried.error === null) {
      await this.write(carried, tried, (due) => ({ status: "succeeded", tries: due.tries, nextAttemptAt: null }));
      if (mustNoteSuccess(webhook, at)) await noteSuccess(database, webhook.id, at);
      return;
    }
    if (holdMs > 0) await this.hold(new Date(at.getTime() + holdMs));
    const failing = await noteFailure(database, webhook.id, at, tried.error);
    await this.write(carried, tried, (due) => {
      const ms = wait(due);
      const tries = due.tries + 1;
      return ms === null
        ? { status: "failed", tries, nextAttemptAt: null }
        : { status: "queued", tries, nextAttemptAt: new Date(at.getTime() + ms) };
    });
    const tries = Math.max(...carried.map((due) => due.tries + 1));
    if (!failing) return;
    const hasOnlyFailed = at.getTime() - failing.failingSince.getTime() >= GIVE_UP_AFTER_MS;
    if (hasOnlyFailed || this.#switchingOff) await this.switchOff("failing", tried.error);
    else if (tries >= WARN_AFTER_TRIES && !failing.warnedAt)
      await execute(warn, SYSTEM, { webhookId: webhook.id, error: tried.error });
  }

  /** Writes one call down for each delivery that it carried. */
  protected async write(carried: readonly Due[], tried: Tried, fateOf: (due: Due) => Fate): Promise<void> {
    await Promise.all(carried.map((due) => this.sending.log.write(due, tried, fateOf(due))));
  }

  /** Leaves the endpoint alone until then. */
  protected async hold(until: Date): Promise<void> {
    this.#closed = true;
    await holdWebhook(this.sending.runtime.database, this.webhookId, until);
  }

  /** The receiver wants nothing more, ever. */
  protected async refused(
    webhook: WebhookRow,
    carried: readonly Due[],
    tried: Tried,
    reason: OffReason,
  ): Promise<void> {
    const { database } = this.sending.runtime;
    await noteFailure(database, webhook.id, now(), tried.error!);
    await this.write(carried, tried, (due) => ({ status: "failed", tries: due.tries + 1, nextAttemptAt: null }));
    await this.switchOff(reason, tried.error!);
  }

  protected async switchOff(reason: OffReason, error: string): Promise<void> {
    this.#closed = true;
    this.#switchingOff ??= execute(giveUp, SYSTEM, { webhookId: this.webhookId, reason, error });
    await this.#switchingOff;
    // Another call may have been written down as to be repeated after the webhook was off.
    await failWaiting(this.sending.runtime.database, this.webhookId, now());
  }
}

export function outcomeOf({ answer, timedOut }: Tried & { timedOut: boolean }, nowMs: number): TryOutcome {
  return {
    status: answer?.status ?? null,
    timedOut,
    retryAfterMs: retryAfterMs(answer?.headers["retry-after"], nowMs),
  };
}

function errorOf({ status, headers }: OutboundAnswer): string {
  const redirect = status >= 300 && status < 400 && headers.location !== undefined;
  return redirect ? `HTTP ${status}: redirects are not followed.` : `HTTP ${status}`;
}

/** Most successes change nothing that is shown: the row of a busy endpoint is not written at each. */
function mustNoteSuccess({ failingSince, lastSuccessAt }: WebhookRow, at: Date): boolean {
  return failingSince !== null || lastSuccessAt === null || at.getTime() - lastSuccessAt.getTime() > 10_000;
}
