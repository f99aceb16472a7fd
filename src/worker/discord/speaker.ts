import { setTimeout as pause } from "node:timers/promises";
import { type Client, DiscordAPIError, Routes } from "discord.js";
import { setting } from "#app/features/admin/server/index.ts";
import { chatLine, chatMessage } from "#app/features/discord/chat.ts";
import { type Waiting, waitingChannels, waitingIn, wereNotSaid, wereSaid } from "#app/features/discord/server/index.ts";
import { MESSAGE_LENGTH } from "#app/features/discord/template.ts";
import { embedOf, fitting, messageOf } from "#app/features/webhooks/discord.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";

/** A channel takes five messages in five seconds; what comes meanwhile goes together in the next. */
const PACE_MS = 1_100;
const POLL_MS = 2_000;
/** Lines of chat that may wait; older ones are left out, and their number is said. */
const MOST_CHAT = 40;
const READ_AT_ONCE = 60;
const MAX_TRIES = 10;
const LONGEST_REST_MS = 5 * 60_000;
/** Discord's codes of what will not be better by trying again. */
const PROBLEMS: Readonly<Record<number, string>> = {
  10003: "The channel is gone.",
  50001: "The bot does not see the channel.",
  50013: "The bot may not write in the channel.",
};
const log = logOf("discord");

/** Says what waits to be said, in each channel in order, one message at a time. Discord's limits are kept by its library, which waits when it is told to. */
export class Speaker {
  readonly #runtime: Runtime;
  readonly #client: Client;
  readonly #lanes = new Map<string, Promise<void>>();
  /** Lines of chat that were left out and not yet told of. */
  readonly #leftOut = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #looking = false;
  #again = false;

  constructor(runtime: Runtime, client: Client) {
    this.#runtime = runtime;
    this.#client = client;
    this.#timer = setInterval(() => this.wake(), POLL_MS);
  }

  /** Something may wait. */
  wake(): void {
    if (this.#stopping.signal.aborted || !this.#client.isReady()) return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    waitingChannels(this.#runtime.database)
      .then((channels) => {
        for (const channelId of channels) this.#open(channelId);
      })
      .catch((error) => log.warn({ err: error }, "what waits for Discord could not be read"))
      .finally(() => {
        this.#looking = false;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** Says no more; what is on its way is waited for. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await Promise.allSettled(this.#lanes.values());
  }

  #open(channelId: string): void {
    if (this.#lanes.has(channelId)) return;
    const lane = this.#speak(channelId)
      .catch((error) => log.warn({ err: error, channelId }, "a channel could not be spoken to"))
      .finally(() => this.#lanes.delete(channelId));
    this.#lanes.set(channelId, lane);
  }

  async #speak(channelId: string): Promise<void> {
    const { database } = this.#runtime;
    while (!this.#stopping.signal.aborted && this.#client.isReady()) {
      const { waiting, leftOut } = await waitingIn(database, channelId, MOST_CHAT, READ_AT_ONCE);
      const missing = (this.#leftOut.get(channelId) ?? 0) + leftOut;
      this.#leftOut.set(channelId, missing);
      if (waiting.length === 0) return;
      const { body, carried, saysMissing } = await this.#messageOf(waiting, missing);
      const nonce = `${carried[0]!.id}-${carried.at(-1)!.id}`.slice(-25);
      const problem = await this.#send(channelId, { ...body, nonce, enforce_nonce: true });
      if (problem === null) {
        await wereSaid(database, carried);
        if (saysMissing) this.#leftOut.delete(channelId);
        await this.#rest(PACE_MS);
        continue;
      }
      const tries = carried[0]!.tries + 1;
      await wereNotSaid(database, channelId, carried, problem.says, problem.forGood || tries >= MAX_TRIES);
      if (!problem.forGood) await this.#rest(Math.min(1_000 * 2 ** (tries - 1), LONGEST_REST_MS));
    }
  }

  async #rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** One message of as many as go together, from the first on. */
  async #messageOf(waiting: readonly Waiting[], missing: number) {
    const { form } = waiting[0]!.body;
    const other = waiting.findIndex(({ body }) => body.form !== form);
    const alike = other < 0 ? waiting : waiting.slice(0, other);
    if (form === "event") {
      const panelName = await setting(this.#runtime.database, "panel-name");
      const embeds = fitting(alike.flatMap(({ body }) => (body.form === "event" ? [embedOf(body, panelName)] : [])));
      return { body: messageOf(embeds), carried: alike.slice(0, embeds.length), saysMissing: false };
    }
    const isChat = form === "chat";
    const lines = alike.map(({ body }) =>
      body.form === "chat" ? chatLine(body.name, body.text) : body.form === "text" ? body.text : "",
    );
    const { content, taken } = isChat ? chatMessage(lines, missing) : joined(lines);
    return {
      body: { content, allowed_mentions: { parse: [] } },
      carried: alike.slice(0, taken),
      saysMissing: isChat,
    };
  }

  /** Null: it was said. */
  async #send(channelId: string, body: object): Promise<{ says: string; forGood: boolean } | null> {
    try {
      await this.#client.rest.post(Routes.channelMessages(channelId), { body, signal: this.#stopping.signal });
      return null;
    } catch (error) {
      const { message } = error as Error;
      if (!(error instanceof DiscordAPIError)) return { says: `Discord did not answer: ${message}`, forGood: false };
      const { status, code } = error;
      const says = PROBLEMS[Number(code)] ?? `Discord refused it: ${message}`;
      return { says, forGood: status >= 400 && status < 500 && status !== 401 && status !== 429 };
    }
  }
}

function joined(lines: readonly string[]): { content: string; taken: number } {
  let content = lines[0]!;
  let taken = 1;
  for (const line of lines.slice(1)) {
    if (content.length + 1 + line.length > MESSAGE_LENGTH) break;
    content += `\n${line}`;
    taken += 1;
  }
  return { content, taken };
}
