import { setTimeout as pause } from "node:timers/promises";
import { setting } from "#app/features/admin/server/index.ts";
import { now } from "#app/platform/clock.ts";
import { discordWaitMs, embedOf, fitting, messageOf, type ToldEvent } from "../discord.ts";
import { waitAfter } from "../rules.ts";
import type { Due, Tried } from "./delivery-rows.ts";
import { Lane, outcomeOf } from "./lane.ts";

/** One message in so long, with what has come meanwhile: Discord allows 5 in 2 seconds, and 30 a minute in a channel. */
const PACE_MS = 2_000;
const MOST_EVENTS = 10;
/** Answers after which Discord wants never to be asked for this webhook again. */
const NEVER_AGAIN = new Set([401, 403, 404]);

/** When each webhook of Discord may be called next, by its id there: several of ours may lead to the same. */
const nextAtMs = new Map<string, number>();

/** Sends what is due to a channel of Discord: one message at a time, several events in one. */
export class DiscordLane extends Lane {
  protected override get atOnce(): number {
    return 1;
  }

  protected override async deliver(first: Due): Promise<void> {
    const webhook = await this.webhook();
    if (!webhook) return;
    const { runtime, random } = this.sending;
    const url = new URL(this.opened(webhook).url);
    const channel = url.pathname;
    await this.#waitForTurn(channel);
    if (this.sending.stopping.aborted) return;

    const more = this.takeMore(MOST_EVENTS - 1);
    const wanted: Due[] = [];
    try {
      for (const due of [first, ...more]) if (await this.mayBeSent(webhook, due)) wanted.push(due);
      if (wanted.length === 0) return;
      const panelName = await setting(runtime.database, "panel-name");
      const embeds = fitting(wanted.map(({ body }) => embedOf(JSON.parse(body) as ToldEvent, panelName)));
      const carried = wanted.slice(0, embeds.length);
      this.giveBack(wanted.slice(embeds.length));
      // Without `wait` a message that was not kept gives no error.
      url.searchParams.set("wait", "true");
      const tried = await this.call(url.href, {}, JSON.stringify(messageOf(embeds)), now());
      if (!tried) return;
      const { answer } = tried;
      const restMs = answer ? discordWaitMs(answer.status, answer.headers, answer.body) : 0;
      nextAtMs.set(channel, Date.now() + Math.max(PACE_MS, restMs));
      if (answer && NEVER_AGAIN.has(answer.status)) return await this.refused(webhook, carried, tried, "refused");
      // Being told to wait is no failure of the receiver: it is obeyed, and counts as no try.
      if (answer?.status === 429) return await this.#waitAsTold(carried, tried, restMs);
      const outcome = outcomeOf(tried, now().getTime());
      await this.settle(webhook, carried, tried, {
        holdMs: 0,
        wait: (due) => waitAfter(due.tries + 1, outcome, random()),
      });
    } finally {
      this.arrived(more);
    }
  }

  async #waitAsTold(carried: readonly Due[], tried: Tried, ms: number): Promise<void> {
    const until = new Date(now().getTime() + ms);
    await this.hold(until);
    await this.write(carried, tried, (due) => ({ status: "queued", tries: due.tries, nextAttemptAt: until }));
  }

  async #waitForTurn(channel: string): Promise<void> {
    const ms = (nextAtMs.get(channel) ?? 0) - Date.now();
    if (nextAtMs.size > 5_000) nextAtMs.clear();
    if (ms > 0) await pause(ms, undefined, { signal: this.sending.stopping }).catch(() => {});
  }
}
