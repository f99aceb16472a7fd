import { setTimeout as pause } from "node:timers/promises";
import {
  ChannelType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
} from "discord.js";
import { communityMessages } from "#app/features/communities/server/announcements.ts";
import type { BotProblem, BotState, Guild } from "#app/features/discord/schema.ts";
import {
  discordApi,
  type HeldBot,
  messagePosition,
  openTellers,
  queueMessages,
  reportBot,
} from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type Follower, follow } from "#app/operation/follow.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { COMMANDS, CommandDesk } from "./command-desk.ts";
import { leave } from "./leave.ts";
import { Listener } from "./listener.ts";
import type { RunningBot } from "./running-bot.ts";
import { Speaker } from "./speaker.ts";

/** Waits between tries to connect, while Discord does not answer. */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000];
/** Discord lets a bot connect so often a day; when that is used up it is asked again so often, which costs nothing of it. */
const LIMITED_MS = 5 * 60_000;
/** How the library says so; it asks before it connects, and there is no code for it. */
const NO_SESSIONS_LEFT = /not enough sessions remaining/i;
/** Changes of channels come in bursts. */
const GUILDS_MS = 500;
const CALL_MS = 15_000;
/** The gateway's words for what cannot be mended by trying again. Source: Discord's documentation, "Gateway close event codes". */
const WRONG_TOKEN = 4004;
const DISALLOWED_INTENTS = 4014;
const WANTED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages, PermissionFlagsBits.EmbedLinks];
const log = logOf("discord");

/** How an attempt to be on Discord ended. */
type Ending = "closed" | "unreachable" | "limited" | "token" | "intents" | "refused";

/** Connects as this bot and does what it is there for, until it is closed. */
export function runBot(runtime: Runtime, held: HeldBot): RunningBot {
  const bot = new Bot(runtime, held);
  const run = bot.run().catch((error) => log.error({ err: error }, "the bot has ended"));
  return {
    async close() {
      await bot.close();
      await run;
    },
  };
}

class Bot {
  readonly #runtime: Runtime;
  readonly #held: HeldBot;
  readonly #closing = new AbortController();
  #follower: Follower | null = null;
  #speaker: Speaker | null = null;
  /** Reports go one after the other, so that the last one is the last. */
  #reporting: Promise<unknown> = Promise.resolve();

  constructor(runtime: Runtime, held: HeldBot) {
    this.#runtime = runtime;
    this.#held = held;
  }

  async run(): Promise<void> {
    const { database, doorbell } = this.#runtime;
    const tellers = await openTellers(database);
    const from = await messagePosition(database);
    if (from === null || this.#closing.signal.aborted) return;
    this.#follower = await follow(
      database,
      doorbell,
      async (events) => {
        if ((await queueMessages(database, tellers, events, communityMessages)) > 0) this.#speaker?.wake();
      },
      from,
    );
    try {
      await this.#stayConnected();
    } finally {
      await this.#follower.stop();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reporting;
  }

  async #stayConnected(): Promise<void> {
    let reads = this.#held.reads;
    for (let failed = 0; !this.#closing.signal.aborted; ) {
      this.#report(failed === 0 ? "connecting" : "reconnecting");
      const startedMs = Date.now();
      const ending = await this.#beConnected(reads);
      if (ending === "closed") return;
      if (ending === "intents" && reads) {
        // All else goes on; what people write is not read until its owner allows it at Discord.
        reads = false;
        continue;
      }
      if (ending !== "unreachable" && ending !== "limited") {
        this.#report("refused", ending);
        return;
      }
      if (Date.now() - startedMs > RETRY_MS.at(-1)!) failed = 0;
      this.#report("reconnecting", ending);
      const restMs = ending === "limited" ? LIMITED_MS : RETRY_MS[Math.min(failed++, RETRY_MS.length - 1)];
      await pause(restMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** One client from its start to its end; while it is there the library connects again by itself. */
  async #beConnected(reads: boolean): Promise<Ending> {
    const problem: BotProblem | null = this.#held.reads && !reads ? "intents" : null;
    const client = openClient(reads);
    const speaker = new Speaker(this.#runtime, client);
    const listener = new Listener(this.#runtime);
    const desk = new CommandDesk(this.#runtime);
    const { promise: ended, resolve: end } = Promise.withResolvers<Ending>();
    const closed = () => end("closed");
    this.#closing.signal.addEventListener("abort", closed);

    client.on(Events.ClientReady, (ready) => {
      this.#speaker = speaker;
      this.#report("connected", problem, guildsOf(ready));
      ready.application.commands.set(COMMANDS).catch((error) => log.warn({ err: error }, "commands were not set"));
      speaker.wake();
    });
    client.on(Events.ShardReconnecting, () => this.#report("reconnecting"));
    client.on(Events.ShardResume, () => {
      this.#report("connected", problem);
      speaker.wake();
    });
    client.on(Events.ShardReady, () => {
      if (client.isReady()) this.#report("connected", problem, guildsOf(client));
      speaker.wake();
    });
    client.on(Events.ShardDisconnect, ({ code }) => end(endingOf(code)));
    client.on(Events.Invalidated, () => end("unreachable"));
    client.on(Events.Error, (error) => log.warn({ err: error }, "the connection to Discord"));
    client.on(Events.ShardError, (error) => log.warn({ err: error }, "the connection to Discord"));
    client.on(Events.MessageCreate, (message) => listener.hear(message));
    client.on(Events.InteractionCreate, (interaction) => void desk.answer(interaction));
    const stopWatching = watchGuilds(client, () => {
      if (client.isReady()) this.#report(undefined, undefined, guildsOf(client));
    });

    const signedIn = client.login(this.#held.token);
    signedIn.catch((error) => {
      if (!this.#closing.signal.aborted) log.warn({ err: error }, "could not sign in to Discord");
      end(endingOfSignIn(error));
    });
    const ending = await ended;
    this.#closing.signal.removeEventListener("abort", closed);
    this.#speaker = null;
    stopWatching();
    await Promise.allSettled([speaker.stop(), listener.stop(), leave(client, signedIn)]);
    return ending;
  }

  #meet(guilds: readonly Guild[]): void {
    this.#reporting = this.#reporting.then(() =>
      execute(operations.communities.meetGuilds, SYSTEM, {
        guilds: guilds.map(({ id, name }) => ({ id, name })),
      }).catch((error) => log.warn({ err: error }, "the bot's servers of Discord could not be written down")),
    );
  }

  #report(state?: BotState, problem: BotProblem | null | undefined = state && null, guilds?: Guild[]): void {
    const { generation } = this.#held;
    this.#reporting = this.#reporting.then(() =>
      execute(reportBot, SYSTEM, {
        generation,
        ...(state && { state }),
        ...(problem !== undefined && { problem }),
        ...(guilds && { guilds }),
      }).catch((error) => log.warn({ err: error }, "how the bot is could not be written down")),
    );
    if (guilds) this.#meet(guilds);
  }
}

function openClient(reads: boolean): Client {
  return new Client({
    intents: reads
      ? [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent]
      : [GatewayIntentBits.Guilds],
    rest: { api: discordApi(), timeout: CALL_MS, retries: 1 },
    allowedMentions: { parse: [], repliedUser: false },
    // It answers and forgets: nothing of what people write or who is there is kept.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}

function endingOfSignIn(error: unknown): Ending {
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return "token";
  return error instanceof Error && NO_SESSIONS_LEFT.test(error.message) ? "limited" : "unreachable";
}

function endingOf(code: number): Ending {
  if (code === WRONG_TOKEN) return "token";
  return code === DISALLOWED_INTENTS ? "intents" : "refused";
}

function guildsOf(client: Client<true>): Guild[] {
  return [...client.guilds.cache.values()]
    .map((guild) => ({
      id: guild.id,
      name: guild.name,
      channels: [...guild.channels.cache.values()]
        .filter((channel) => channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement)
        .filter((channel) => channel.viewable)
        .sort((a, b) => a.rawPosition - b.rawPosition || (a.id < b.id ? -1 : 1))
        .map((channel) => ({
          id: channel.id,
          name: channel.name,
          maySend: channel.permissionsFor(client.user)?.has(WANTED) ?? false,
        })),
      roles: [...guild.roles.cache.values()]
        .filter((role) => role.id !== guild.id && !role.managed)
        .sort((a, b) => b.rawPosition - a.rawPosition || (a.id < b.id ? -1 : 1))
        .map((role) => ({ id: role.id, name: role.name })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Tells that what the bot sees may be another now. Gives what ends it. */
function watchGuilds(client: Client, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, GUILDS_MS);
  };
  for (const event of [
    Events.GuildCreate,
    Events.GuildUpdate,
    Events.GuildDelete,
    Events.ChannelCreate,
    Events.ChannelUpdate,
    Events.ChannelDelete,
    Events.GuildRoleUpdate,
    Events.GuildRoleDelete,
    Events.GuildMemberUpdate,
  ] as const)
    client.on(event, soon);
  return () => clearTimeout(timer);
}
