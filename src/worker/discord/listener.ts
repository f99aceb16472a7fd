import { setTimeout as pause } from "node:timers/promises";
import { type Message, MessageType } from "discord.js";
import { leftOutInGame, toGame } from "#app/features/discord/chat.ts";
import { heardChannels, sayInGame } from "#app/features/discord/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";

/** Which channels are heard is believed for so long, so that a busy server of Discord asks nothing of the database. */
const BELIEVED_MS = 1_000;
/** A game is told a line in so long, and so many wait; more are left out, and their number is said. */
const PACE_MS = 350;
const MOST_WAITING = 10;
const log = logOf("discord");

type Heard = Awaited<ReturnType<typeof heardChannels>>;

/** Lines on their way to one game. */
interface Lane {
  waiting: string[];
  leftOut: number;
  running: Promise<void>;
}

/** Says in games what people write in the channels that are relayed to them. What bots and webhooks say is nothing of people's, its own least of all. */
export class Listener {
  readonly #runtime: Runtime;
  readonly #lanes = new Map<string, Lane>();
  readonly #stopping = new AbortController();
  #heard: { untilMs: number; channels: Promise<Heard> } | null = null;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  hear(message: Message): void {
    if (message.author.bot || message.webhookId !== null || message.system || !message.inGuild()) return;
    if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
    const line = toGame({
      name: message.member?.displayName ?? message.author.displayName,
      text: message.cleanContent,
      files: message.attachments.size + message.stickers.size,
    });
    if (line === null) return;
    this.#channels()
      .then((heard) => {
        for (const { relayId } of heard.get(message.channelId) ?? []) this.#tell(relayId, line);
      })
      .catch((error) => log.warn({ err: error }, "which channels are relayed could not be read"));
  }

  /** Tells games no more; what has been begun is waited for. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled([...this.#lanes.values()].map(({ running }) => running));
  }

  #channels(): Promise<Heard> {
    if (!this.#heard || this.#heard.untilMs < Date.now()) {
      const channels = heardChannels(this.#runtime.database);
      this.#heard = { untilMs: Date.now() + BELIEVED_MS, channels };
      channels.catch(() => {
        this.#heard = null;
      });
    }
    return this.#heard.channels;
  }

  #tell(relayId: string, line: string): void {
    const lane = this.#lanes.get(relayId);
    if (!lane) {
      const fresh: Lane = { waiting: [line], leftOut: 0, running: Promise.resolve() };
      this.#lanes.set(relayId, fresh);
      fresh.running = this.#run(relayId, fresh);
    } else if (lane.waiting.length >= MOST_WAITING) lane.leftOut += 1;
    else lane.waiting.push(line);
  }

  async #run(relayId: string, lane: Lane): Promise<void> {
    const told: Promise<unknown>[] = [];
    while (!this.#stopping.signal.aborted) {
      let line = lane.waiting.shift();
      if (line === undefined && lane.leftOut > 0) {
        line = leftOutInGame(lane.leftOut);
        lane.leftOut = 0;
      }
      if (line === undefined) break;
      // What the game says to it is listened to for a while; the next line does not wait for that.
      told.push(
        execute(sayInGame, SYSTEM, { relayId, text: line }).catch((error) =>
          log.warn({ err: error, relayId }, "a game was not told what was written"),
        ),
      );
      await pause(PACE_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
    this.#lanes.delete(relayId);
    await Promise.allSettled(told);
  }
}
