import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** Discord's numbers. Source: its documentation, "Gateway opcodes and status codes" and "Gateway intents". */
const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalidSession: 9, hello: 10, ack: 11 };
const CLOSE = { wrongToken: 4004, unknownSession: 4006, disallowedIntents: 4014 };
const GUILD_MESSAGES = 1 << 9;
const MESSAGE_CONTENT = 1 << 15;
const READS_MESSAGES_FLAG = 1 << 19;
const ALL_PERMISSIONS = String((1n << 50n) - 1n);
const NO_SENDING = String(1n << 10n);

/** How ids of channels with one person begin, and what follows is theirs. */
const DIRECT = "99";
export const directChannelOf = (discordId: string) => `${DIRECT}${discordId.slice(-16)}`;

export interface FakeMember {
  id: string;
  name: string;
  /** What they are called in this server of Discord, where it is not their name. */
  nick?: string;
  /** Their roles there, by id. */
  roles?: string[];
}

export interface FakeRole {
  id: string;
  name: string;
  /** As Discord writes a set of permissions. */
  permissions: string;
}

export interface FakeMessage {
  id: string;
  channelId: string;
  body: Record<string, unknown> & { content?: string; embeds?: Record<string, unknown>[] };
  at: number;
}

/** A command, a press or a completion as somebody gave it, and what the bot answered. */
export interface FakeInteraction {
  id: string;
  token: string;
  /** Callbacks, edits and follow-ups, in order. */
  answers: { kind: "callback" | "edit" | "follow-up"; type?: number; data: Record<string, unknown> }[];
}

interface Session {
  id: string;
  intents: number;
  seq: number;
  /** Dispatched and not to be forgotten, for who resumes. */
  sent: { s: number; text: string }[];
  socket: WebSocket | null;
}

export interface DiscordServer {
  /** For DISCORD_URL. */
  url: string;
  token: string;
  applicationId: string;
  botId: string;
  guildId: string;
  channels: { general: string; chat: string; readOnly: string };
  /** Who owns the server of Discord. */
  guildOwnerId: string;
  /** Roles beside @everyone. */
  roles: FakeRole[];
  /** Who is in the server, for those who ask by REST. */
  members: FakeMember[];
  /** Who takes no messages of the bot, by id. */
  closedTo: string[];
  /** Whether its owner has switched on the message content intent. */
  mayReadMessages: boolean;
  /** Whether sessions can be resumed. */
  mayResume: boolean;
  /** Whether who signs in is welcomed at once, or with `letIn`. */
  letsIn: boolean;
  heartbeatMs: number;
  /** How often the bot may still connect today. */
  sessionsLeft: number;
  /** What the bot said in channels. */
  messages: FakeMessage[];
  commands: { name: string }[];
  /** How the gateway was spoken to: "identify", "resume", "heartbeat", "refused 4014", … */
  gateway: string[];
  /** How many are connected and ready. */
  readonly connected: number;
  /** Calls of REST that are answered so before any other: a status, and for 429 the seconds. */
  answerNext(...answers: { status: number; retryAfterSec?: number; code?: number }[]): void;
  /** Somebody writes in a channel. */
  write(channelId: string, from: FakeMember, content: string, more?: Record<string, unknown>): void;
  /** Somebody uses a command of the bot. */
  command(from: FakeMember, name: string, options?: Record<string, string | number>): FakeInteraction;
  /** Somebody is typing a command's option. */
  complete(from: FakeMember, name: string, focused: string, options: Record<string, string>): FakeInteraction;
  /** Somebody presses a button of a message. */
  press(from: FakeMember, customId: string): FakeInteraction;
  /** Welcomes who has signed in and waits. */
  letIn(): void;
  /** Ends all connections with this code. */
  drop(code: number): void;
  close(): Promise<void>;
}

/**
 * A server that speaks as much of Discord's gateway and REST API as a bot needs, and is strict where it is: the token, the intents, heartbeats, sessions that
 * are resumed from a number on, rate limits, and the nonce that keeps a message from being said twice.
 */
export async function startDiscordServer(): Promise<DiscordServer> {
  let count = 100;
  const newSnowflake = () => String(1_100_000_000_000_000_000n + BigInt(++count));
  const sessions = new Map<string, Session>();
  const interactions = new Map<string, FakeInteraction>();
  const queue: { status: number; retryAfterSec?: number; code?: number }[] = [];
  const byNonce = new Map<string, FakeMessage>();
  const waiting: Session[] = [];

  const made: DiscordServer = {
    url: "",
    token: "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gtest0.a-token-of-tests-that-is-no-secret",
    applicationId: "1100000000000000001",
    botId: "1100000000000000001",
    guildId: "1100000000000000002",
    channels: { general: "1100000000000000003", chat: "1100000000000000004", readOnly: "1100000000000000005" },
    guildOwnerId: "1100000000000000009",
    roles: [],
    members: [],
    closedTo: [],
    mayReadMessages: true,
    mayResume: true,
    letsIn: true,
    heartbeatMs: 41_250,
    sessionsLeft: 999,
    messages: [],
    commands: [],
    gateway: [],
    get connected() {
      return [...sessions.values()].filter(({ socket }) => socket !== null).length;
    },
    answerNext: (...answers) => void queue.push(...answers),
    write(channelId, from, content, more = {}) {
      for (const session of sessions.values())
        if (session.intents & GUILD_MESSAGES)
          dispatch(session, "MESSAGE_CREATE", {
            ...message(newSnowflake(), channelId, from, session.intents & MESSAGE_CONTENT ? content : ""),
            ...more,
          });
    },
    command: (from, name, options = {}) =>
      interact(from, 2, { id: "1", name, type: 1, options: optionsOf(options, null) }),
    complete: (from, name, focused, options) =>
      interact(from, 4, { id: "1", name, type: 1, options: optionsOf(options, focused) }),
    press: (from, customId) =>
      interact(
        from,
        3,
        { custom_id: customId, component_type: 2 },
        { message: message(newSnowflake(), made.channels.general, bot(), "") },
      ),
    letIn() {
      for (const session of waiting.splice(0)) welcome(session);
    },
    drop(code) {
      for (const { socket } of sessions.values()) socket?.close(code);
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of gateway.clients) socket.terminate();
        gateway.close();
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };

  const bot = () => ({ id: made.botId, name: "Gatekeeper" });
  const userOf = ({ id, name }: FakeMember) => ({
    id,
    username: name,
    discriminator: "0",
    global_name: null,
    avatar: null,
    bot: id === made.botId,
  });
  const memberOf = (member: FakeMember) => ({
    nick: member.nick ?? null,
    roles: member.roles ?? [],
    joined_at: "2026-01-01T00:00:00.000Z",
    deaf: false,
    mute: false,
    flags: 0,
  });
  const message = (id: string, channelId: string, from: FakeMember, content: string) => ({
    id,
    channel_id: channelId,
    guild_id: made.guildId,
    author: userOf(from),
    member: memberOf(from),
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
    flags: 0,
  });
  const channel = (id: string, name: string, mayWrite = true) => ({
    id,
    type: 0,
    guild_id: made.guildId,
    name,
    position: 0,
    permission_overwrites: mayWrite ? [] : [{ id: made.guildId, type: 0, allow: "0", deny: String(1n << 11n) }],
    nsfw: false,
    parent_id: null,
    flags: 0,
  });
  const guild = () => ({
    id: made.guildId,
    name: "The Tavern",
    icon: null,
    owner_id: made.guildOwnerId,
    roles: [
      {
        id: made.guildId,
        name: "@everyone",
        permissions: String(BigInt(NO_SENDING) | (1n << 11n) | (1n << 14n)),
        position: 0,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
      ...made.roles.map((role, i) => ({
        ...role,
        position: i + 1,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      })),
    ],
    emojis: [],
    stickers: [],
    features: [],
    channels: [
      channel(made.channels.general, "general"),
      channel(made.channels.chat, "game-chat"),
      channel(made.channels.readOnly, "rules", false),
    ],
    threads: [],
    members: [{ user: userOf(bot()), ...memberOf(bot()) }],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    member_count: 2,
    preferred_locale: "en-US",
    premium_tier: 0,
    verification_level: 0,
    system_channel_flags: 0,
    nsfw_level: 0,
    unavailable: false,
    joined_at: "2026-01-01T00:00:00.000Z",
  });

  function dispatch(session: Session, type: string, data: unknown): void {
    session.seq += 1;
    const text = JSON.stringify({ op: OP.dispatch, t: type, s: session.seq, d: data });
    session.sent.push({ s: session.seq, text });
    session.socket?.send(text);
  }

  function interact(
    from: FakeMember,
    type: number,
    data: Record<string, unknown>,
    more: Record<string, unknown> = {},
  ): FakeInteraction {
    const interaction: FakeInteraction = { id: newSnowflake(), token: `interaction-${++count}`, answers: [] };
    interactions.set(interaction.token, interaction);
    for (const session of sessions.values())
      dispatch(session, "INTERACTION_CREATE", {
        id: interaction.id,
        application_id: made.applicationId,
        type,
        data,
        guild_id: made.guildId,
        guild: { id: made.guildId, locale: "en-US", features: [] },
        channel_id: made.channels.general,
        channel: channel(made.channels.general, "general"),
        member: { user: userOf(from), ...memberOf(from), permissions: ALL_PERMISSIONS },
        token: interaction.token,
        version: 1,
        app_permissions: ALL_PERMISSIONS,
        locale: "en-US",
        guild_locale: "en-US",
        entitlements: [],
        authorizing_integration_owners: {},
        context: 0,
        attachment_size_limit: 10_485_760,
        ...more,
      });
    return interaction;
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => json(response, 500, { message: error.message, code: 0 }));
  });
  const gateway = new WebSocketServer({ server, path: "/gateway" });
  gateway.on("connection", (socket) => serve(socket));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  made.url = `http://127.0.0.1:${port}`;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;

  function serve(socket: WebSocket): void {
    let session: Session | null = null;
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: made.heartbeatMs } }));
    socket.on("message", (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: never };
      if (op === OP.heartbeat) {
        made.gateway.push("heartbeat");
        socket.send(JSON.stringify({ op: OP.ack }));
      }
      if (op === OP.identify) session = identify(socket, d);
      if (op === OP.resume) session = resume(socket, d);
    });
    socket.on("close", () => {
      if (session?.socket === socket) session.socket = null;
    });
    socket.on("error", () => {});
  }

  function refuse(socket: WebSocket, code: number): null {
    made.gateway.push(`refused ${code}`);
    socket.close(code);
    return null;
  }

  function identify(socket: WebSocket, { token, intents }: { token: string; intents: number }): Session | null {
    if (token !== made.token) return refuse(socket, CLOSE.wrongToken);
    if (intents & MESSAGE_CONTENT && !made.mayReadMessages) return refuse(socket, CLOSE.disallowedIntents);
    made.gateway.push("identify");
    const session: Session = { id: newSnowflake(), intents, seq: 0, sent: [], socket };
    sessions.set(session.id, session);
    if (made.letsIn) welcome(session);
    else waiting.push(session);
    return session;
  }

  function welcome(session: Session): void {
    dispatch(session, "READY", {
      v: 10,
      user: userOf(bot()),
      guilds: [{ id: made.guildId, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: gatewayUrl,
      shard: [0, 1],
      application: { id: made.applicationId, flags: made.mayReadMessages ? READS_MESSAGES_FLAG : 0 },
    });
    dispatch(session, "GUILD_CREATE", guild());
  }

  function resume(
    socket: WebSocket,
    { token, session_id: id, seq }: { token: string; session_id: string; seq: number },
  ): Session | null {
    if (token !== made.token) return refuse(socket, CLOSE.wrongToken);
    const session = sessions.get(id);
    if (!session || !made.mayResume) {
      made.gateway.push("invalid session");
      sessions.delete(id);
      socket.send(JSON.stringify({ op: OP.invalidSession, d: false }));
      return null;
    }
    made.gateway.push("resume");
    session.socket = socket;
    for (const { s, text } of session.sent) if (s > seq) socket.send(text);
    dispatch(session, "RESUMED", {});
    return session;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url!, made.url).pathname).replace(/^\/api(\/v\d+)?/, "");
    const body = await bodyOf(request);
    const callback = /^\/interactions\/\d+\/([\w-]+)\/callback$/.exec(path);
    const hook = /^\/webhooks\/\d+\/([\w-]+)(\/messages\/[@\w]+)?$/.exec(path);
    if (callback || hook) return answerInteraction((callback ?? hook)![1]!, callback, request, response, body);
    if (request.headers.authorization !== `Bot ${made.token}`)
      return json(response, 401, { message: "401: Unauthorized", code: 0 });
    const next = queue.shift();
    if (next) return answerAsTold(response, next);
    if (path === "/gateway/bot")
      return json(response, 200, {
        url: gatewayUrl,
        shards: 1,
        session_start_limit: { total: 1000, remaining: made.sessionsLeft, reset_after: 86_400_000, max_concurrency: 1 },
      });
    if (path === "/applications/@me")
      return json(response, 200, {
        id: made.applicationId,
        name: "Gatekeeper",
        flags: made.mayReadMessages ? READS_MESSAGES_FLAG : 0,
        bot: userOf(bot()),
      });
    if (path === "/users/@me") return json(response, 200, userOf(bot()));
    if (/^\/applications\/\d+\/commands$/.test(path) && request.method === "PUT") {
      made.commands = body as never;
      return json(
        response,
        200,
        (body as { name: string }[]).map((each, i) => commandOf(each, i)),
      );
    }
    if (path === `/guilds/${made.guildId}`) return json(response, 200, guild());
    const asked = /^\/guilds\/(\d+)\/members\/(\d+)$/.exec(path);
    const member = asked?.[1] === made.guildId && made.members.find(({ id }) => id === asked[2]);
    if (member) return json(response, 200, { user: userOf(member), ...memberOf(member) });
    if (asked) return json(response, 404, { message: "Unknown Member", code: 10007 });
    if (path === "/users/@me/channels" && request.method === "POST") {
      const { recipient_id: id } = body as { recipient_id: string };
      if (made.closedTo.includes(id))
        return json(response, 403, { message: "Cannot send messages to this user", code: 50_007 });
      return json(response, 200, { id: directChannelOf(id), type: 1 });
    }
    const said = /^\/channels\/(\d+)\/messages$/.exec(path);
    if (said && request.method === "POST") return say(response, said[1]!, body as FakeMessage["body"]);
    json(response, 404, { message: "404: Not Found", code: 0 });
  }

  function answerAsTold(
    response: ServerResponse,
    { status, retryAfterSec = 0, code = 0 }: { status: number; retryAfterSec?: number; code?: number },
  ) {
    if (status === 429) {
      const headers = { "retry-after": String(retryAfterSec), "x-ratelimit-scope": "user", via: "1.1 test" };
      return json(
        response,
        429,
        { message: "You are being rate limited.", retry_after: retryAfterSec, global: false },
        headers,
      );
    }
    json(response, status, { message: `told to answer ${status}`, code });
  }

  const commandOf = (command: { name: string }, i: number) => ({
    ...command,
    id: String(1_100_000_000_000_001_000n + BigInt(i)),
    application_id: made.applicationId,
    version: "1",
    type: 1,
    default_member_permissions: null,
  });

  function say(response: ServerResponse, channelId: string, body: FakeMessage["body"]) {
    if (!Object.values(made.channels).includes(channelId) && !channelId.startsWith(DIRECT))
      return json(response, 404, { message: "Unknown Channel", code: 10_003 });
    if (channelId === made.channels.readOnly)
      return json(response, 403, { message: "Missing Permissions", code: 50_013 });
    const nonce = body.enforce_nonce ? `${channelId} ${String(body.nonce)}` : null;
    const before = nonce === null ? undefined : byNonce.get(nonce);
    const told = before ?? { id: newSnowflake(), channelId, body, at: Date.now() };
    if (!before) {
      made.messages.push(told);
      if (nonce !== null) byNonce.set(nonce, told);
      for (const session of sessions.values())
        dispatch(session, "MESSAGE_CREATE", message(told.id, channelId, bot(), body.content ?? ""));
    }
    json(response, 200, message(told.id, channelId, bot(), body.content ?? ""));
  }

  function answerInteraction(
    token: string,
    callback: RegExpExecArray | null,
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
  ) {
    const interaction = interactions.get(token);
    if (!interaction) return json(response, 404, { message: "Unknown interaction", code: 10_062 });
    const { type, data = body } = body as { type?: number; data?: unknown };
    const kind = callback ? "callback" : request.method === "PATCH" ? "edit" : "follow-up";
    interaction.answers.push({ kind, ...(callback && { type: type! }), data: (data ?? {}) as Record<string, unknown> });
    if (callback && !request.url!.includes("with_response=true")) return void response.writeHead(204).end();
    json(response, 200, message(newSnowflake(), made.channels.general, bot(), ""));
  }

  return made;
}

function optionsOf(options: Record<string, string | number>, focused: string | null) {
  return Object.entries(options).map(([name, value]) => ({
    name,
    type: typeof value === "number" ? 4 : 3,
    value,
    ...(name === focused && { focused: true }),
  }));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null;
}

function json(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}
