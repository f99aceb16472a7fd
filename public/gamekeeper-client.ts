/*
 * Client of the Gamekeeper API 0.2.0. Generated out of its OpenAPI document: copy this file into your project, it needs nothing else.
 * Node 22.18 or newer, Deno and Bun run it as it is; what is older needs a compiler.
 */

/** How an operation is reached. */
export interface Route {
  method: string;
  path: string;
  /** Which fields of the input are in the path. */
  inPath: readonly string[];
}

export interface ClientOptions {
  /** The panel, for example https://panel.example.org. */
  url: string;
  /** An API key. Absent: only what needs none. */
  key?: string;
  /** Default: the one there is. */
  fetch?: typeof fetch;
  /** How often a call that is refused for its rate, or because the panel is away, is repeated; default 3. */
  retries?: number;
  /** The longest wait before a repeat, in seconds; what would take longer fails. Default 90. */
  longestWaitSec?: number;
}

export interface CallOptions {
  /** The ETag that was read: the change is refused if there was another one since. */
  ifMatch?: string;
  /** For a POST that may be sent twice: the second gets the answer of the first. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface Answer<Data, Meta> {
  data: Data;
  meta: Meta;
  status: number;
  etag: string | null;
  requestId: string | null;
}

/** What the panel refused. Branch on `code`; `message` is for people. */
export class GamekeeperError extends Error {
  override readonly name = "GamekeeperError";
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly details: readonly { path: string; code: string; message: string }[];
  readonly requestId: string | null;
  readonly retryAfterSec: number | null;

  constructor(status: number, body: unknown, retryAfterSec: number | null) {
    const error = (body as { error?: Record<string, unknown> } | null)?.error ?? {};
    super(typeof error.message === "string" ? error.message : `The panel answered ${status}.`);
    this.status = status;
    this.code = String(error.code ?? "unknown");
    this.reason = String(error.reason ?? this.code);
    this.details = (error.details as GamekeeperError["details"] | undefined) ?? [];
    this.requestId = (error.requestId as string | undefined) ?? null;
    this.retryAfterSec = retryAfterSec;
  }
}

/** An event as the stream gives it. */
export interface GamekeeperEvent {
  position: number;
  id: string;
  type: string;
  version: number;
  at: string;
  serverId: string | null;
  payload: Record<string, unknown>;
}

export interface EventOptions {
  /** Which types, `server.*` for all of a kind, several by commas. Absent: all that the key may see. */
  types?: string;
  /** Goes on after this position. Absent: from now. */
  since?: number;
  signal?: AbortSignal;
  /** Told that events between two positions cannot be had any more: read the present state. */
  onResync?(position: number): void;
}

/**
 * Calls a panel's API. Waits as it is told where there were too many calls, and goes on.
 *
 *     const panel = new GamekeeperClient({ url: "https://panel.example.org", key });
 *     const { data } = await panel.call("servers.list", { limit: 20 });
 */
export class GamekeeperClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Runs an operation. Throws GamekeeperError for what the panel refuses. */
  async call<Id extends keyof Operations>(
    id: Id,
    input: Operations[Id]["input"],
    options: CallOptions = {},
  ): Promise<Answer<Operations[Id]["data"], Operations[Id]["meta"]>> {
    // Who calls from JavaScript has no compiler to say so.
    if (!Object.hasOwn(ROUTES, id)) throw new TypeError(`There is no operation called ${JSON.stringify(id)}.`);
    const route = ROUTES[id];
    const left: Record<string, unknown> = { ...input };
    const path = route.path.replace(/\{(\w+)\}/g, (_part: string, name: string) => {
      const value = left[name];
      delete left[name];
      return encodeURIComponent(String(value));
    });
    const hasBody = route.method !== "GET" && route.method !== "DELETE";
    const query = new URLSearchParams();
    if (!hasBody)
      for (const [name, value] of Object.entries(left)) if (value !== undefined) query.append(name, String(value));
    const headers: Record<string, string> = {
      ...(hasBody ? { "content-type": "application/json" } : {}),
      ...(options.ifMatch === undefined ? {} : { "if-match": options.ifMatch }),
      ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
    };
    const response = await this.#send(`${path}${query.size > 0 ? `?${query}` : ""}`, {
      method: route.method,
      headers,
      ...(hasBody ? { body: JSON.stringify(left) } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const text = await response.text();
    const body = (text === "" ? {} : JSON.parse(text)) as { data?: unknown; meta?: unknown };
    return {
      data: (body.data ?? null) as Operations[Id]["data"],
      meta: (body.meta ?? null) as Operations[Id]["meta"],
      status: response.status,
      etag: response.headers.get("etag"),
      requestId: response.headers.get("x-request-id"),
    };
  }

  /**
   * Events as they happen, for as long as it is read. A stream that breaks is taken up after the last event that was read: none is lost and none comes twice.
   */
  async *events(options: EventOptions = {}): AsyncGenerator<GamekeeperEvent, void> {
    let position = options.since;
    let pauseMs = 500;
    while (!options.signal?.aborted) {
      try {
        const query = new URLSearchParams(options.types ? { types: options.types } : {});
        const response = await this.#send(`/events${query.size > 0 ? `?${query}` : ""}`, {
          method: "GET",
          headers: {
            accept: "text/event-stream",
            ...(position === undefined ? {} : { "last-event-id": String(position) }),
          },
          ...(options.signal ? { signal: options.signal } : {}),
        });
        for await (const { id, event, data } of messagesOf(response)) {
          pauseMs = 500;
          const told = JSON.parse(data) as GamekeeperEvent;
          if (event === "resync") options.onResync?.(told.position);
          if (event === "ready" || event === "resync") position ??= told.position;
          if (event === "resync") position = told.position;
          if (event === "ready" || event === "resync") continue;
          if (position !== undefined && told.position <= position) continue;
          yield told;
          position = id === "" ? told.position : Number(id);
        }
      } catch (error) {
        if (options.signal?.aborted) return;
        if (error instanceof GamekeeperError && error.status < 500 && error.status !== 429) throw error;
      }
      await pause(pauseMs, options.signal);
      pauseMs = Math.min(pauseMs * 2, 15_000);
    }
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const { url, key, retries = 3, longestWaitSec = 90 } = this.#options;
    const ask = this.#options.fetch ?? fetch;
    const headers = { ...init.headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
    for (let tried = 0; ; tried++) {
      const response = await ask(`${url.replace(/\/+$/, "")}/api/v1${path}`, { ...init, headers });
      if (response.ok) return response;
      const retryAfter = response.headers.get("retry-after");
      const seconds = retryAfter === null ? null : Number(retryAfter);
      const error = new GamekeeperError(response.status, await response.json().catch(() => null), seconds);
      const isWorthIt = response.status === 429 || (response.status === 503 && init.method === "GET");
      const waitSec = seconds ?? 2 ** tried;
      if (!isWorthIt || tried >= retries || waitSec > longestWaitSec) throw error;
      await pause(waitSec * 1000, init.signal);
    }
  }
}

interface Message {
  id: string;
  event: string;
  data: string;
}

/** The messages of a stream of server-sent events. */
async function* messagesOf(response: Response): AsyncGenerator<Message, void> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value.replaceAll("\r\n", "\n");
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
        const message = messageOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (message) yield message;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function messageOf(block: string): Message | null {
  const message = { id: "", event: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at <= 0) continue;
    const value = line.slice(at + 1).replace(/^ /, "");
    const field = line.slice(0, at);
    if (field === "data") data.push(value);
    else if (field === "id" || field === "event") message[field] = value;
  }
  return data.length === 0 ? null : { ...message, data: data.join("\n") };
}

function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done);
  });
}

/**
 * What a webhook says, if it is from the panel: its signature is right and its time is within `toleranceSec` of now. Throws otherwise. `body` is the request's
 * text as it came, `secret` the endpoint's (`whsec_…`).
 */
export async function verifyWebhook(
  secret: string,
  headers: Headers | Record<string, string | undefined>,
  body: string,
  toleranceSec = 300,
): Promise<unknown> {
  const get = (name: string) => (headers instanceof Headers ? headers.get(name) : headers[name]) ?? "";
  const [id, timestamp, signatures] = [get("webhook-id"), get("webhook-timestamp"), get("webhook-signature")];
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSec)
    throw new Error("The webhook's time is too far from now.");
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (letter) => letter.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures.split(" ")) {
    const [version, text] = signature.split(",", 2);
    if (version !== "v1" || !text) continue;
    const given = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    if (await crypto.subtle.verify(algorithm, key, given, content)) return JSON.parse(body);
  }
  throw new Error("The webhook's signature is not of this secret.");
}

export type Schema0 = string | number | boolean | null | Array<Schema0> | { [name: string]: Schema0 };

export type Schema1 = string | number | boolean | null | Array<Schema1> | { [name: string]: Schema1 };

export type Schema2 = string | number | boolean | null | Array<Schema2> | { [name: string]: Schema2 };

export type Schema3 = string | number | boolean | null | Array<Schema3> | { [name: string]: Schema3 };

export type Error = {
  error: {
    /** One of a closed table; branch on it. */
    code: string;
    /** What exactly, for translations. */
    reason: string;
    /** A sentence for people. */
    message: string;
    /** All that is wrong with the input, by path. */
    details: Array<{
      path: string;
      code: string;
      message: string;
    }>;
    /** Only where permissions are lacking: which, by name. `session`, `operator` or `node` where only a signed-in person, whoever holds the machine or an agent may make the call. */
    required?: Array<string>;
    /** Give it to an operator who looks into the log. */
    requestId: string;
    /** The page that explains this code. */
    docUrl: string;
  };
};

export type Problem = {
  /** The page that explains this code. */
  type: string;
  /** One of a closed table, in words. */
  title: string;
  status: number;
  /** A sentence for people. */
  detail: string;
  /** The request id. */
  instance: string;
  code: string;
  reason: string;
  errors: Array<{
    path: string;
    code: string;
    message: string;
  }>;
  /** Only where permissions are lacking: which, by name. `session`, `operator` or `node` where only a signed-in person, whoever holds the machine or an agent may make the call. */
  required?: Array<string>;
};

export type Schema4 = string | number | boolean | null | Array<Schema4> | { [name: string]: Schema4 };

export type Schema5 = string | number | boolean | null | Array<Schema5> | { [name: string]: Schema5 };

export type Schema6 = string | number | boolean | null | Array<Schema6> | { [name: string]: Schema6 };

export type Schema7 = string | number | boolean | null | Array<Schema7> | { [name: string]: Schema7 };

export type Schema8 = string | number | boolean | null | Array<Schema8> | { [name: string]: Schema8 };

export type Schema9 = string | number | boolean | null | Array<Schema9> | { [name: string]: Schema9 };

export type Schema10 = string | number | boolean | null | Array<Schema10> | { [name: string]: Schema10 };

export type Schema11 = string | number | boolean | null | Array<Schema11> | { [name: string]: Schema11 };

export type Schema12 = string | number | boolean | null | Array<Schema12> | { [name: string]: Schema12 };

export type Schema13 = string | number | boolean | null | Array<Schema13> | { [name: string]: Schema13 };

/** Every operation: what it takes, and what it gives. */
export interface Operations {
  /** List the own linked accounts. */
  "accounts.list": {
    input: Record<string, never>;
    data: Array<{
      provider: "discord" | "google" | "github";
      accountId: string;
      label: string | null;
      /** ISO 8601, UTC. */
      linkedAt: string;
    }>;
    meta: null;
  };
  /** Unlink an account. */
  "accounts.unlink": {
    input: {
      provider: "discord" | "google" | "github";
      accountId: string;
    };
    data: null;
    meta: null;
  };
  /** The last calls by an API key. */
  "apiKeys.calls": {
    input: {
      /** Id of an API key. */
      keyId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: number;
      at: string;
      /** The key; after a rotation its line has several. */
      keyId: string;
      operation: string | null;
      method: string;
      /** The path's template, without what was in its place. */
      route: string;
      status: number;
      /** What exactly was wrong, where something was. */
      reason: string | null;
      durationMs: number;
      address: string | null;
      requestBytes: number;
      responseBytes: number;
      requestId: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Make an API key. */
  "apiKeys.create": {
    input: {
      /** What it is for, to recognise it by. */
      name: string;
      /** A note for whoever looks after it. */
      description?: string | null;
      /** Scopes such as servers:read, or bundles such as read-only, bot, full, READ_PUBLIC, FULL_ACCESS. */
      permissions: Array<string>;
      /** Requests a minute, in place of the limits of each endpoint: the short form of `limits`. */
      rateLimitPerMinute?: number | null;
      /** Up to four windows that all hold, in place of the limits of each endpoint. More than 60 a minute only owners give. */
      limits?: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** Event streams it may have open at a time, in place of the panel's setting. More than the setting only owners give. */
      eventStreams?: number | null;
      /** Addresses or CIDR blocks it may be used from. None: from anywhere. */
      allowedAddresses?: Array<string>;
      /** How the key is written: as this panel's, or as MAID's clients know it. */
      format?: "gamekeeper" | "maid";
      /** Days until it expires; null: never. Default 90. */
      expiresInDays?: number | null;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
      /** The key. Keep it now: it cannot be shown again. */
      key: string;
    };
    meta: null;
  };
  /** Disable an API key. */
  "apiKeys.disable": {
    input: {
      /** Id of an API key. */
      keyId: string;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
    };
    meta: null;
  };
  /** Enable an API key. */
  "apiKeys.enable": {
    input: {
      /** Id of an API key. */
      keyId: string;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
    };
    meta: null;
  };
  /** Get an API key. */
  "apiKeys.get": {
    input: {
      /** Id of an API key, or its number. */
      keyId: string;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
    };
    meta: null;
  };
  /** List your API keys. */
  "apiKeys.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** One or more states, comma-separated. */
      status?: string;
    };
    data: Array<{
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
      /** Its use on each of the last 14 days of UTC, today last, to within some seconds. */
      recentDays: Array<{
        calls: number;
        /** How many of them were neither refused nor failed. */
        done: number;
      }>;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get an API key with its last calls. */
  "apiKeys.report": {
    input: {
      /** Id of an API key, or its number. */
      keyId: string;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
      /** The last 50, newest first, to within some seconds. */
      calls: Array<{
        id: number;
        /** ISO 8601, UTC. */
        at: string;
        method: string;
        /** The template of the path. */
        route: string;
        status: number;
        ms: number;
        requestId: string;
      }>;
    };
    meta: null;
  };
  /** Report a leaked API key. */
  "apiKeys.reportLeak": {
    input: {
      /** The whole key, as it was found. */
      key: string;
    };
    data: {
      received: true;
    };
    meta: null;
  };
  /** Revoke an API key. */
  "apiKeys.revoke": {
    input: {
      /** Id of an API key, or its number. */
      keyId: string;
    };
    data: null;
    meta: null;
  };
  /** Revoke several API keys. */
  "apiKeys.revokeMany": {
    input: {
      /** True: all or nothing. If one fails, none is done and the call answers 409 with what stood in the way. */
      atomic?: boolean;
      /** Ids of up to 100 keys. */
      keys: Array<string>;
    };
    data: Array<{
      /** Which of the call's items, from 0. */
      index: number;
      /** The HTTP status that the single call would have had. */
      status: number;
      data: Record<string, unknown> | null;
      error: {
        code: string;
        reason: string;
        message: string;
        details: Array<{
          path: string;
          code: string;
          message: string;
        }>;
        /** Only where permissions are lacking: which, by name. */
        required?: Array<string>;
      } | null;
    }>;
    meta: {
      done: number;
      failed: number;
    };
  };
  /** Rotate an API key. */
  "apiKeys.rotate": {
    input: {
      /** Id of an API key. */
      keyId: string;
      /** How long the old key works beside the new one. */
      grace?: "0" | "1h" | "24h" | "7d";
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
      /** The key. Keep it now: it cannot be shown again. */
      key: string;
    };
    meta: null;
  };
  /** Change an API key. */
  "apiKeys.update": {
    input: {
      /** Id of an API key, or its number. */
      keyId: string;
      /** What it is for, to recognise it by. */
      name?: string;
      /** A note for whoever looks after it. */
      description?: string | null;
      /** True: it is refused until it is enabled again. */
      disabled?: boolean;
      /** Scopes such as servers:read, or bundles such as read-only, bot, full, READ_PUBLIC, FULL_ACCESS. */
      permissions?: Array<string>;
      /** Requests a minute, in place of the limits of each endpoint: the short form of `limits`. */
      rateLimitPerMinute?: number | null;
      /** Up to four windows that all hold, in place of the limits of each endpoint. More than 60 a minute only owners give. */
      limits?: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** Event streams it may have open at a time, in place of the panel's setting. More than the setting only owners give. */
      eventStreams?: number | null;
      /** Addresses or CIDR blocks it may be used from. None: from anywhere. */
      allowedAddresses?: Array<string>;
      /** Days from now until it expires; null: never. */
      expiresInDays?: number | null;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      /** A note for whoever looks after it. */
      description: string | null;
      /** How the key begins. */
      start: string;
      /** How the key ends. */
      last4: string;
      /** The most it may do; it never may more than its owner. */
      scopes: Array<string>;
      /** The names it was made with, single scopes or bundles. */
      permissions: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Of its own limits, that of a minute; null: none of its own. */
      rateLimitPerMinute: number | null;
      /** Its own limits, all at once; null: the limits of each endpoint. */
      limits: Array<{
        /** Requests. */
        limit: number;
        /** Length of the window in seconds: never more than so many in any such stretch. */
        windowSec: number;
      }> | null;
      /** How many event streams it may have open at a time; null: as the panel's setting says. */
      eventStreams: number | null;
      allowedAddresses: Array<string>;
      status: "active" | "expired" | "disabled" | "rotated" | "revoked";
      /** ISO 8601, UTC. */
      createdAt: string;
      /** The name of who made it. */
      createdBy: string | null;
      expiresAt: string | null;
      /** To within some seconds. */
      lastUsedAt: string | null;
      lastUsedAddress: string | null;
      /** How often it was used in all, to within some seconds. */
      usageCount: number;
      /** When another key took its place. */
      rotatedAt: string | null;
      /** Until when it works beside the key that took its place. */
      graceEndsAt: string | null;
      /** The key that took its place. */
      replacedById: string | null;
      /** When somebody reported it as known to others, which revoked it. */
      leakedAt: string | null;
    };
    meta: null;
  };
  /** How an API key was used. */
  "apiKeys.usage": {
    input: {
      /** Id of an API key. */
      keyId: string;
      range?: "24h" | "7d" | "30d";
    };
    data: {
      range: "24h" | "7d" | "30d";
      /** Length of a step of the series. Days are those of UTC. */
      unit: "hour" | "day";
      from: string;
      to: string;
      totals: {
        calls: number;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
        /** Half of the calls were answered faster; null where there was none. */
        p50Ms: number | null;
        p95Ms: number | null;
        p99Ms: number | null;
        requestBytes: number;
        responseBytes: number;
      };
      series: Array<{
        at: string;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
      }>;
      /** Most called first, at most 50. */
      routes: Array<{
        operation: string;
        method: string;
        route: string;
        calls: number;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
        /** Half of the calls were answered faster; null where there was none. */
        p50Ms: number | null;
        p95Ms: number | null;
        p99Ms: number | null;
      }>;
    };
    meta: null;
  };
  /** How many entries are newer than one. */
  "audit.countNew": {
    input: {
      /** Id of a user, key or node. */
      actor?: string;
      /** Operation, for example servers.restart. */
      operation?: string;
      outcome?: "done" | "refused" | "failed";
      targetId?: string;
      serverId?: string;
      /** ISO 8601, UTC. */
      from?: string;
      /** ISO 8601, UTC. */
      to?: string;
      /** Id of the newest entry known; 0: none. */
      after: number;
    };
    data: {
      count: number;
    };
    meta: null;
  };
  /** Read the audit log. */
  "audit.list": {
    input: {
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** Id of a user, key or node. */
      actor?: string;
      /** Operation, for example servers.restart. */
      operation?: string;
      outcome?: "done" | "refused" | "failed";
      targetId?: string;
      serverId?: string;
      /** ISO 8601, UTC. */
      from?: string;
      /** ISO 8601, UTC. */
      to?: string;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      actor: {
        kind: string;
        id: string | null;
        label: string;
        apiKeyId: string | null;
      };
      operation: string;
      /** What the operation does, in words. */
      summary: string;
      outcome: "done" | "refused" | "failed";
      reason: string | null;
      target: {
        kind: string;
        id: string;
        label: string;
      } | null;
      serverId: string | null;
      requestId: string;
      address: string | null;
      input: Schema4 | null;
      before: Schema5 | null;
      after: Schema6 | null;
      /** How many equal refusals this line stands for. */
      count: number;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** What was done lately. */
  "audit.recent": {
    input: {
      /** How many, 1 to 50. */
      limit?: number;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      actor: {
        kind: string;
        id: string | null;
        label: string;
        apiKeyId: string | null;
      };
      operation: string;
      /** What the operation does, in words. */
      summary: string;
      target: {
        kind: string;
        id: string;
        label: string;
      } | null;
    }>;
    meta: null;
  };
  /** How to sign in here. */
  "auth.methods": {
    input: Record<string, never>;
    data: {
      hasOwner: boolean;
      signUp: "open" | "invitation" | "closed";
      providers: Array<{
        id: "discord" | "google" | "github";
        name: string;
      }>;
      /** The name that passkeys are bound to; null: none here. */
      passkeys: {
        rpId: string;
      } | null;
      /** Whether this panel can mail reset links. */
      passwordReset: boolean;
      /** Whether who signs up has to confirm the address before signing in. */
      emailVerification: boolean;
    };
    meta: null;
  };
  /** Confirm that it is still you. */
  "auth.reauthenticate": {
    input: {
      /** The password, at most 256 characters. */
      password?: string;
      /** Where there is no password. */
      code?: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Ask for another link to confirm an e-mail address. */
  "auth.requestVerification": {
    input: {
      /** E-mail address; case does not matter. */
      email: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Finish signing in with the second factor. */
  "auth.secondFactor": {
    input: {
      /** From the answer of the first step. */
      token: string;
      /** Six digits of the authenticator, or a recovery code. */
      code: string;
    };
    data: {
      /** second_factor: send the token and a code to finish. */
      status: "signed_in" | "second_factor";
      /** Who is signed in now. */
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      /** What to finish with, good for five minutes. */
      secondFactor: {
        token: string;
        methods: Array<"totp" | "recovery_code">;
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Who is signed in. */
  "auth.session": {
    input: Record<string, never>;
    data: {
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      session: {
        id: string;
        authenticatedAt: string;
        secondFactorAt: string | null;
      } | null;
    };
    meta: null;
  };
  /** Sign in. */
  "auth.signIn": {
    input: {
      /** E-mail address; case does not matter. */
      email: string;
      /** The password, at most 256 characters. */
      password: string;
    };
    data: {
      /** second_factor: send the token and a code to finish. */
      status: "signed_in" | "second_factor";
      /** Who is signed in now. */
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      /** What to finish with, good for five minutes. */
      secondFactor: {
        token: string;
        methods: Array<"totp" | "recovery_code">;
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Sign out. */
  "auth.signOut": {
    input: Record<string, never>;
    data: Record<string, unknown>;
    meta: null;
  };
  /** Make an account. */
  "auth.signUp": {
    input: {
      /** Name shown to others, 1 to 60 characters. */
      name: string;
      /** E-mail address; case does not matter. */
      email: string;
      /** The new password: 10 to 256 characters, none of the well-known ones. */
      password: string;
      /** The token of an invitation. */
      invitation?: string;
    };
    data: {
      /** Who is signed in now. */
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      /** What to finish with, good for five minutes. */
      secondFactor: {
        token: string;
        methods: Array<"totp" | "recovery_code">;
        expiresAt: string;
      } | null;
      status: "accepted" | "signed_in" | "second_factor";
    };
    meta: null;
  };
  /** Confirm an e-mail address with a link. */
  "auth.verifyEmail": {
    input: {
      /** The token out of the link. */
      token: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Get a blueprint. */
  "blueprints.get": {
    input: {
      /** Id of a blueprint, for example minecraft-java. */
      blueprintId: string;
    };
    data: {
      id: string;
      name: string;
      description: string;
      version: string;
      game: string;
      /** Ships with the panel. */
      builtIn: boolean;
      /** How many servers are made of it. */
      servers: number;
      /** ISO 8601, UTC. */
      updatedAt: string;
      /** The whole blueprint. */
      document: Schema7;
    };
    meta: null;
  };
  /** List the games that can be hosted. */
  "blueprints.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: string;
      name: string;
      description: string;
      version: string;
      game: string;
      /** Ships with the panel. */
      builtIn: boolean;
      /** How many servers are made of it. */
      servers: number;
      /** ISO 8601, UTC. */
      updatedAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Read a server's console. */
  "console.history": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** epoch.seq of the last line you have. */
      since?: string;
      /** Lines with a lower number than this. */
      before?: number;
      limit?: number;
      /** Text that the lines contain, whatever its case. */
      q?: string;
    };
    data: Array<{
      /** The line's number in its log, from 1 on, without gaps. */
      seq: number;
      /** ISO 8601, UTC. */
      at: string;
      /** As the game wrote it, terminal escapes included. Untrusted. */
      text: string;
    }>;
    meta: {
      /** Null: the server never had a console, or its node cannot be asked. */
      bounds: {
        /** The log these numbers belong to; a new one begins with a new installation. */
        epoch: string;
        /** The oldest line that is still kept. */
        first: number;
        /** The number that the next line will get. */
        next: number;
      } | null;
      /** Lines that were asked for and are not there. */
      gap: {
        from: number;
        to: number;
        reason: string;
      } | null;
      /** Not null: the node is offline, and these are the last lines of the run that ended then. */
      keptFrom: string | null;
    };
  };
  /** Search a server's console. */
  "console.search": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Whatever its case. */
      text: string;
      before?: number;
      limit?: number;
    };
    data: Array<{
      /** The line's number in its log, from 1 on, without gaps. */
      seq: number;
      /** ISO 8601, UTC. */
      at: string;
      /** As the game wrote it, terminal escapes included. Untrusted. */
      text: string;
    }>;
    meta: {
      bounds: {
        /** The log these numbers belong to; a new one begins with a new installation. */
        epoch: string;
        /** The oldest line that is still kept. */
        first: number;
        /** The number that the next line will get. */
        next: number;
      } | null;
      /** Null: the log was searched to its beginning. */
      nextBefore: number | null;
    };
  };
  /** Send a command to a server's console. */
  "console.send": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** What to type. */
      command: string;
    };
    data: {
      orderId: string;
      delivered: true;
      /** ISO 8601, UTC. */
      at: string;
    };
    meta: null;
  };
  /** Get a token for a server's plain console socket. */
  "console.token": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      token: string;
      /** The WebSocket's address. */
      url: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Get the figures of what is yours. */
  "dashboard.stats": {
    input: Record<string, never>;
    data: {
      tickets: {
        open: number;
        resolved: number;
        /** The five newest. */
        recent: Array<{
          number: number;
          subject: string;
          status: string;
          /** ISO 8601, UTC. */
          createdAt: string;
        }>;
      };
      keys: {
        active: number;
        items: Array<{
          /** Id of an API key. */
          id: string;
          /** Counts the keys of this panel. */
          number: number;
          name: string;
          /** A note for whoever looks after it. */
          description: string | null;
          /** How the key begins. */
          start: string;
          /** How the key ends. */
          last4: string;
          /** The most it may do; it never may more than its owner. */
          scopes: Array<string>;
          /** The names it was made with, single scopes or bundles. */
          permissions: Array<string>;
          /** Belongs to the panel and not to a person. */
          instanceOwned: boolean;
          /** Of its own limits, that of a minute; null: none of its own. */
          rateLimitPerMinute: number | null;
          /** Its own limits, all at once; null: the limits of each endpoint. */
          limits: Array<{
            /** Requests. */
            limit: number;
            /** Length of the window in seconds: never more than so many in any such stretch. */
            windowSec: number;
          }> | null;
          /** How many event streams it may have open at a time; null: as the panel's setting says. */
          eventStreams: number | null;
          allowedAddresses: Array<string>;
          status: "active" | "expired" | "disabled" | "rotated" | "revoked";
          /** ISO 8601, UTC. */
          createdAt: string;
          /** The name of who made it. */
          createdBy: string | null;
          expiresAt: string | null;
          /** To within some seconds. */
          lastUsedAt: string | null;
          lastUsedAddress: string | null;
          /** How often it was used in all, to within some seconds. */
          usageCount: number;
          /** When another key took its place. */
          rotatedAt: string | null;
          /** Until when it works beside the key that took its place. */
          graceEndsAt: string | null;
          /** The key that took its place. */
          replacedById: string | null;
          /** When somebody reported it as known to others, which revoked it. */
          leakedAt: string | null;
        }>;
      };
      usage: {
        calls: number;
        /** Share of the calls that were done; 0 where there was none. */
        successPercent: number;
        meanMs: number;
      };
    };
    meta: null;
  };
  /** List the types of events. */
  "events.catalogue": {
    input: Record<string, never>;
    data: Array<{
      type: string;
      version: number;
      summary: string;
      /** What a reader must hold on the event's server or community, or on the instance. */
      permission: string;
      /** Stored events are never lost; live ones are told to whoever listens. */
      kind: "stored" | "live";
      /** JSON Schema of the payload. */
      schema: { [name: string]: Schema8 };
      example: {
        /** Its place in the order of all events; grows by one from event to event, and is every cursor. */
        position: number;
        /** Id of the event; the same in the stream, in lists and in webhooks. */
        id: string;
        /** What kind of event, for example server.state_changed. */
        type: string;
        /** Version of the payload. Additions do not change it. */
        version: number;
        /** When it happened. ISO 8601, UTC. */
        at: string;
        /** The server it is about. */
        serverId: string | null;
        /** The community it is about. */
        communityId: string | null;
        /** The user it is about. */
        userId: string | null;
        /** What exactly happened, in the form of its type. */
        payload: Schema9;
      };
    }>;
    meta: null;
  };
  /** Make a ticket for one event stream. */
  "events.createTicket": {
    input: Record<string, never>;
    data: {
      /** Send it as the first message of a WebSocket, or as `ticket` to an EventSource. */
      ticket: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** List events. */
  "events.list": {
    input: {
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** Types to be told of, comma-separated; server.* is all of one noun. */
      types?: string;
      /** Only what is about this server. */
      serverId?: string;
      /** Only what is about this community. */
      communityId?: string;
      /** Only what happened then or later. */
      from?: string;
      /** Only what happened before. */
      to?: string;
    };
    data: Array<{
      /** Its place in the order of all events; grows by one from event to event, and is every cursor. */
      position: number;
      /** Id of the event; the same in the stream, in lists and in webhooks. */
      id: string;
      /** What kind of event, for example server.state_changed. */
      type: string;
      /** Version of the payload. Additions do not change it. */
      version: number;
      /** When it happened. ISO 8601, UTC. */
      at: string;
      /** The server it is about. */
      serverId: string | null;
      /** The community it is about. */
      communityId: string | null;
      /** The user it is about. */
      userId: string | null;
      /** What exactly happened, in the form of its type. */
      payload: Schema9;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Is the panel up?. */
  "health.get": {
    input: Record<string, never>;
    data: {
      status: "ok";
      version: string;
      uptimeSeconds: number;
      limits: {
        /** Where calls are counted: by each process in its memory, or by all together. */
        countedIn: "memory" | "redis" | "upstash";
        /** Since when that does not answer: each process counts for itself; signing in and making keys are refused. */
        awaySince: string | null;
      };
    };
    meta: null;
  };
  /** Accept an invitation as who is signed in. */
  "invitations.accept": {
    input: {
      /** The token out of the link. */
      token: string;
    };
    data: {
      role: {
        key: string;
        name: string;
      };
    };
    meta: null;
  };
  /** Invite somebody. */
  "invitations.create": {
    input: {
      /** Key or id of the role they get. */
      role?: string;
      /** E-mail address; case does not matter. */
      email?: string;
      /** For the list of invitations. */
      note?: string;
      expiresInDays?: number;
    };
    data: {
      invitation: {
        id: string;
        role: {
          id: string;
          key: string;
          name: string;
        };
        /** If set, only this address may accept. */
        email: string | null;
        note: string | null;
        state: "pending" | "accepted" | "expired" | "revoked";
        createdBy: {
          id: string;
          name: string;
        } | null;
        acceptedBy: {
          id: string;
          name: string;
        } | null;
        /** ISO 8601, UTC. */
        createdAt: string;
        /** ISO 8601, UTC. */
        expiresAt: string;
      };
      token: string;
      url: string;
    };
    meta: null;
  };
  /** List invitations. */
  "invitations.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: string;
      role: {
        id: string;
        key: string;
        name: string;
      };
      /** If set, only this address may accept. */
      email: string | null;
      note: string | null;
      state: "pending" | "accepted" | "expired" | "revoked";
      createdBy: {
        id: string;
        name: string;
      } | null;
      acceptedBy: {
        id: string;
        name: string;
      } | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Withdraw an invitation. */
  "invitations.revoke": {
    input: {
      invitationId: string;
    };
    data: null;
    meta: null;
  };
  /** See what an invitation is for. */
  "invitations.view": {
    input: {
      /** The token out of the link. */
      token: string;
    };
    data: {
      panelName: string;
      invitedBy: string | null;
      role: {
        key: string;
        name: string;
      };
      email: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Add a node. */
  "nodes.create": {
    input: {
      /** What people call it; unique. */
      name: string;
      /** Where it stands. */
      region?: string | null;
      /** Where players reach its servers. */
      publicAddress?: string | null;
      /** The first port that servers get. Default 25500. */
      portFrom?: number;
      /** The last port that servers get. Default 25999. */
      portTo?: number;
    };
    data: {
      node: {
        /** Id of a node. */
        id: string;
        number: number;
        name: string;
        region: string | null;
        /** Where players reach its servers. */
        publicAddress: string | null;
        /** The panel's own machine. */
        local: boolean;
        state: "pending" | "online" | "draining" | "unknown";
        lastSeenAt: string | null;
        agentVersion: string | null;
        /** What its agent says of the machine; null before it has joined. */
        facts: {
          os: string;
          arch: string;
          cpus: number;
          memoryMiB: number;
          diskMiB: number;
          hostname: string;
          isolation: {
            memoryLimit: "cgroup2" | "cgroup1" | "none";
            cpuLimit: "cgroup2" | "cgroup1" | "none";
            processLimit: "cgroup2" | "cgroup1" | "user" | "none";
            user: "dedicated" | "own";
            notes: Array<string>;
          };
        } | null;
        ports: {
          from: number;
          to: number;
        };
        /** How many servers are on it. */
        servers: number;
        /** What its servers may use in all. */
        allocated: {
          memoryMiB: number;
          cpuPercent: number;
          diskMiB: number;
        };
        /** The newest figures; null before there are any. */
        measured: {
          /** ISO 8601, UTC. */
          at: string;
          cpuPercent: number | null;
          memoryMiB: number | null;
          diskMiB: number | null;
          load1: number | null;
        } | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      };
      join: {
        /** Of one use. It binds the agent to this panel's key. */
        token: string;
        /** To paste on the new machine. */
        command: string;
        /** ISO 8601, UTC. */
        expiresAt: string;
      };
    };
    meta: null;
  };
  /** Make a new join token for a node. */
  "nodes.createJoinToken": {
    input: {
      /** Id of a node. */
      nodeId: string;
    };
    data: {
      /** Of one use. It binds the agent to this panel's key. */
      token: string;
      /** To paste on the new machine. */
      command: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Get a node. */
  "nodes.get": {
    input: {
      /** Id of a node. */
      nodeId: string;
    };
    data: {
      /** Id of a node. */
      id: string;
      number: number;
      name: string;
      region: string | null;
      /** Where players reach its servers. */
      publicAddress: string | null;
      /** The panel's own machine. */
      local: boolean;
      state: "pending" | "online" | "draining" | "unknown";
      lastSeenAt: string | null;
      agentVersion: string | null;
      /** What its agent says of the machine; null before it has joined. */
      facts: {
        os: string;
        arch: string;
        cpus: number;
        memoryMiB: number;
        diskMiB: number;
        hostname: string;
        isolation: {
          memoryLimit: "cgroup2" | "cgroup1" | "none";
          cpuLimit: "cgroup2" | "cgroup1" | "none";
          processLimit: "cgroup2" | "cgroup1" | "user" | "none";
          user: "dedicated" | "own";
          notes: Array<string>;
        };
      } | null;
      ports: {
        from: number;
        to: number;
      };
      /** How many servers are on it. */
      servers: number;
      /** What its servers may use in all. */
      allocated: {
        memoryMiB: number;
        cpuPercent: number;
        diskMiB: number;
      };
      /** The newest figures; null before there are any. */
      measured: {
        /** ISO 8601, UTC. */
        at: string;
        cpuPercent: number | null;
        memoryMiB: number | null;
        diskMiB: number | null;
        load1: number | null;
      } | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List nodes. */
  "nodes.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name or region. */
      q?: string;
    };
    data: Array<{
      /** Id of a node. */
      id: string;
      number: number;
      name: string;
      region: string | null;
      /** Where players reach its servers. */
      publicAddress: string | null;
      /** The panel's own machine. */
      local: boolean;
      state: "pending" | "online" | "draining" | "unknown";
      lastSeenAt: string | null;
      agentVersion: string | null;
      /** What its agent says of the machine; null before it has joined. */
      facts: {
        os: string;
        arch: string;
        cpus: number;
        memoryMiB: number;
        diskMiB: number;
        hostname: string;
        isolation: {
          memoryLimit: "cgroup2" | "cgroup1" | "none";
          cpuLimit: "cgroup2" | "cgroup1" | "none";
          processLimit: "cgroup2" | "cgroup1" | "user" | "none";
          user: "dedicated" | "own";
          notes: Array<string>;
        };
      } | null;
      ports: {
        from: number;
        to: number;
      };
      /** How many servers are on it. */
      servers: number;
      /** What its servers may use in all. */
      allocated: {
        memoryMiB: number;
        cpuPercent: number;
        diskMiB: number;
      };
      /** The newest figures; null before there are any. */
      measured: {
        /** ISO 8601, UTC. */
        at: string;
        cpuPercent: number | null;
        memoryMiB: number | null;
        diskMiB: number | null;
        load1: number | null;
      } | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Remove a node. */
  "nodes.remove": {
    input: {
      /** Id of a node. */
      nodeId: string;
    };
    data: null;
    meta: null;
  };
  /** Get a node's figures. */
  "nodes.stats": {
    input: {
      /** Id of a node. */
      nodeId: string;
      /** How far back. */
      minutes?: number;
    };
    data: {
      state: "pending" | "online" | "draining" | "unknown";
      samples: Array<{
        /** ISO 8601, UTC. */
        at: string;
        /** Percent of one core: 200 is two cores busy. */
        cpuPercent: number | null;
        memoryMiB: number | null;
        diskMiB: number | null;
        load1: number | null;
      }>;
    };
    meta: null;
  };
  /** Change a node. */
  "nodes.update": {
    input: {
      /** Id of a node. */
      nodeId: string;
      /** What people call it; unique. */
      name?: string;
      /** Where it stands. */
      region?: string | null;
      /** Where players reach its servers. */
      publicAddress?: string | null;
      /** The first port that servers get. Default 25500. */
      portFrom?: number;
      /** The last port that servers get. Default 25999. */
      portTo?: number;
      /** True: it takes no new servers. */
      draining?: boolean;
    };
    data: {
      /** Id of a node. */
      id: string;
      number: number;
      name: string;
      region: string | null;
      /** Where players reach its servers. */
      publicAddress: string | null;
      /** The panel's own machine. */
      local: boolean;
      state: "pending" | "online" | "draining" | "unknown";
      lastSeenAt: string | null;
      agentVersion: string | null;
      /** What its agent says of the machine; null before it has joined. */
      facts: {
        os: string;
        arch: string;
        cpus: number;
        memoryMiB: number;
        diskMiB: number;
        hostname: string;
        isolation: {
          memoryLimit: "cgroup2" | "cgroup1" | "none";
          cpuLimit: "cgroup2" | "cgroup1" | "none";
          processLimit: "cgroup2" | "cgroup1" | "user" | "none";
          user: "dedicated" | "own";
          notes: Array<string>;
        };
      } | null;
      ports: {
        from: number;
        to: number;
      };
      /** How many servers are on it. */
      servers: number;
      /** What its servers may use in all. */
      allocated: {
        memoryMiB: number;
        cpuPercent: number;
        diskMiB: number;
      };
      /** The newest figures; null before there are any. */
      measured: {
        /** ISO 8601, UTC. */
        at: string;
        cpuPercent: number | null;
        memoryMiB: number | null;
        diskMiB: number | null;
        load1: number | null;
      } | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List your notifications. */
  "notifications.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** true: unread ones alone. */
      unread?: "true" | "false";
    };
    data: Array<{
      id: string;
      /** The type of the event that it tells of, such as api_key.new_network. */
      type: string;
      /** How grave it is. */
      tone: "info" | "warn" | "bad";
      /** A sentence in English. */
      message: string;
      /** What the sentence was made with. */
      params: { [name: string]: string | number };
      /** What it is about. */
      about: {
        kind: string;
        id: string;
      } | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      readAt: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
      /** How many of all are unread. */
      unread: number;
    };
  };
  /** Mark notifications as read. */
  "notifications.markRead": {
    input: {
      /** Which; absent: all of yours. Others' are passed over. */
      ids?: Array<string>;
    };
    data: {
      /** How many of all are unread. */
      unread: number;
    };
    meta: null;
  };
  /** List the own passkeys. */
  "passkeys.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      /** Synced between devices by its provider. */
      backedUp: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
      lastUsedAt: string | null;
    }>;
    meta: null;
  };
  /** Add a passkey. */
  "passkeys.register": {
    input: {
      /** The token out of the link. */
      token: string;
      /** To recognise it by, for example the device's name. */
      name: string;
      response: {
        id: string;
        rawId: string;
        type: "public-key";
        response: { [name: string]: Schema0 };
        clientExtensionResults?: { [name: string]: Schema1 };
      };
    };
    data: {
      id: string;
      name: string;
    };
    meta: null;
  };
  /** Remove a passkey. */
  "passkeys.remove": {
    input: {
      passkeyId: string;
    };
    data: null;
    meta: null;
  };
  /** Rename a passkey. */
  "passkeys.rename": {
    input: {
      passkeyId: string;
      /** To recognise it by, for example the device's name. */
      name: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Sign in by passkey. */
  "passkeys.signIn": {
    input: {
      /** The token out of the link. */
      token: string;
      response: {
        id: string;
        rawId: string;
        type: "public-key";
        response: { [name: string]: Schema0 };
        clientExtensionResults?: { [name: string]: Schema1 };
      };
    };
    data: {
      /** second_factor: send the token and a code to finish. */
      status: "signed_in" | "second_factor";
      /** Who is signed in now. */
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      /** What to finish with, good for five minutes. */
      secondFactor: {
        token: string;
        methods: Array<"totp" | "recovery_code">;
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Begin to add a passkey. */
  "passkeys.startRegistration": {
    input: Record<string, never>;
    data: {
      token: string;
      /** Hand this to the browser's WebAuthn call. */
      options: { [name: string]: Schema10 };
    };
    meta: null;
  };
  /** Begin to sign in by passkey. */
  "passkeys.startSignIn": {
    input: Record<string, never>;
    data: {
      token: string;
      /** Hand this to the browser's WebAuthn call. */
      options: { [name: string]: Schema10 };
    };
    meta: null;
  };
  /** Change the own password. */
  "passwords.change": {
    input: {
      /** The password, at most 256 characters. */
      current?: string;
      /** The new password: 10 to 256 characters, none of the well-known ones. */
      password: string;
    };
    data: {
      /** How many other sessions were ended. */
      endedSessions: number;
    };
    meta: null;
  };
  /** Set a new password with a link. */
  "passwords.completeReset": {
    input: {
      /** The token out of the link. */
      token: string;
      /** The new password: 10 to 256 characters, none of the well-known ones. */
      password: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Ask for a link to reset a password. */
  "passwords.requestReset": {
    input: {
      /** E-mail address; case does not matter. */
      email: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Get the figures of the whole panel. */
  "platform.stats": {
    input: Record<string, never>;
    data: {
      users: {
        total: number;
        active: number;
        suspended: number;
      };
      servers: {
        total: number;
        running: number;
        offline: number;
        suspended: number;
        /** What all servers may use together. */
        memoryMiB: number;
        cpuPercent: number;
        diskMiB: number;
      };
      nodes: {
        total: number;
        online: number;
        /** What their machines have, as far as their agents have said so. */
        memoryMiB: number;
        diskMiB: number;
      };
      blueprints: {
        total: number;
      };
      apiKeys: {
        total: number;
        active: number;
      };
      version: string;
      uptimeSeconds: number;
    };
    meta: null;
  };
  /** List players. */
  "players.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name or the e-mail address. */
      q?: string;
      status?: "active" | "banned" | "suspended";
      /** What the game calls them, exactly. */
      role?: string;
      /** True: only those who are playing now. */
      online?: boolean | string;
      /** Of this server alone. */
      serverId?: string;
      /** A minus turns the order round. */
      sort?: "name" | "-name" | "created" | "-created" | "lastLogin" | "-lastLogin" | "status" | "-status";
    };
    data: Array<{
      id: string;
      number: number;
      /** Where they play; null: not on one server. */
      serverId: string | null;
      name: string;
      status: "active" | "banned" | "suspended";
      /** What the game calls them; null: it does not say. */
      role: string | null;
      online: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
      lastLoginAt: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Change the own e-mail address. */
  "profile.changeEmail": {
    input: {
      /** E-mail address; case does not matter. */
      email: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      name: string;
      email: string | null;
      emailVerified: boolean;
      avatarUrl: string | null;
      preferences: {
        /** Colours. */
        theme?: "system" | "dark" | "light";
        /** Height of rows. */
        density?: "comfortable" | "compact";
        /** IANA time zone, for example Europe/Berlin. */
        timezone?: string;
        /** Language tag, for example en. */
        locale?: string;
      };
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** The rank of their highest role. */
      rank: number;
      /** What they may do on the instance, now. */
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Get the current user. */
  "profile.get": {
    input: Record<string, never>;
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      name: string;
      email: string | null;
      emailVerified: boolean;
      avatarUrl: string | null;
      preferences: {
        /** Colours. */
        theme?: "system" | "dark" | "light";
        /** Height of rows. */
        density?: "comfortable" | "compact";
        /** IANA time zone, for example Europe/Berlin. */
        timezone?: string;
        /** Language tag, for example en. */
        locale?: string;
      };
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** The rank of their highest role. */
      rank: number;
      /** What they may do on the instance, now. */
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Update the current user. */
  "profile.update": {
    input: {
      /** Name shown to others, 1 to 60 characters. */
      name?: string;
      preferences?: {
        theme?: "system" | "dark" | "light" | null;
        density?: "comfortable" | "compact" | null;
        timezone?: string | null;
        locale?: string | null;
      };
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      name: string;
      email: string | null;
      emailVerified: boolean;
      avatarUrl: string | null;
      preferences: {
        /** Colours. */
        theme?: "system" | "dark" | "light";
        /** Height of rows. */
        density?: "comfortable" | "compact";
        /** IANA time zone, for example Europe/Berlin. */
        timezone?: string;
        /** Language tag, for example en. */
        locale?: string;
      };
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** The rank of their highest role. */
      rank: number;
      /** What they may do on the instance, now. */
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Make a role. */
  "roles.create": {
    input: {
      /** Name of the role, 1 to 40 characters. */
      name: string;
      description?: string;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      rank?: number;
    };
    data: {
      id: string;
      /** Its name for programs. */
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      /** Higher stands above: nobody gives, takes or changes a role above their own. */
      rank: number;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      /** How many people have it. */
      members: number;
    };
    meta: null;
  };
  /** Get a role. */
  "roles.get": {
    input: {
      /** Id of a role, `rol_…`. */
      roleId: string;
    };
    data: {
      id: string;
      /** Its name for programs. */
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      /** Higher stands above: nobody gives, takes or changes a role above their own. */
      rank: number;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      /** How many people have it. */
      members: number;
    };
    meta: null;
  };
  /** List roles. */
  "roles.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      /** Its name for programs. */
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      /** Higher stands above: nobody gives, takes or changes a role above their own. */
      rank: number;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      /** How many people have it. */
      members: number;
    }>;
    meta: null;
  };
  /** Remove a role. */
  "roles.remove": {
    input: {
      /** Id of a role, `rol_…`. */
      roleId: string;
    };
    data: null;
    meta: null;
  };
  /** Change a role. */
  "roles.update": {
    input: {
      /** Id of a role, `rol_…`. */
      roleId: string;
      /** Name of the role, 1 to 40 characters. */
      name?: string;
      description?: string;
      permissions?: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      rank?: number;
    };
    data: {
      id: string;
      /** Its name for programs. */
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      /** Higher stands above: nobody gives, takes or changes a role above their own. */
      rank: number;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      /** How many people have it. */
      members: number;
    };
    meta: null;
  };
  /** Who did what to a server. */
  "servers.activity": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      actor: {
        kind: string;
        id: string | null;
        label: string;
        apiKeyId: string | null;
      };
      operation: string;
      /** What the operation does, in words. */
      summary: string;
      outcome: "done" | "refused" | "failed";
      reason: string | null;
      target: {
        kind: string;
        id: string;
        label: string;
      } | null;
      serverId: string | null;
      requestId: string;
      address: string | null;
      input: Schema4 | null;
      before: Schema5 | null;
      after: Schema6 | null;
      /** How many equal refusals this line stands for. */
      count: number;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Create a server. */
  "servers.create": {
    input: {
      /** What people call it. */
      name: string;
      /** Which game, for example minecraft-java. */
      blueprintId: string;
      /** Which node. Default: the one with most room. */
      nodeId?: string;
      /** A note for whoever sees the server. */
      description?: string;
      /** Memory in MiB. Default: the blueprint's. */
      memoryMiB?: number;
      /** CPU time in percent of one core. Default: the blueprint's. */
      cpuPercent?: number;
      /** Disk space in MiB. Default: the blueprint's. */
      diskMiB?: number;
      /** Processes and threads. Default: the blueprint's. */
      processes?: number;
      /** Another name of memoryMiB. */
      memory?: number;
      /** Another name of cpuPercent. */
      cpu?: number;
      /** Another name of diskMiB. */
      disk?: number;
      /** The blueprint's variables, by key. */
      variables?: { [name: string]: string | number | boolean };
      /** Ports by the blueprint's names. Default: the lowest free ones of the node. */
      ports?: { [name: string]: number };
      /** Whose server. Default: yours. Others' only with servers:update on all. */
      ownerId?: string;
      /** Start it as soon as it is installed. */
      start?: boolean;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What differs from the blueprint's defaults, but for secrets. */
      variables: { [name: string]: string | number | boolean };
      /** Secret variables that are set. Their values are shown to nobody. */
      secretVariables: Array<string>;
      blueprintVersion: string;
      /** What enforces the limits on its node, and why not where nothing does; null while the node has not said so. */
      isolation: {
        memoryLimit: "cgroup2" | "cgroup1" | "none";
        cpuLimit: "cgroup2" | "cgroup1" | "none";
        processLimit: "cgroup2" | "cgroup1" | "user" | "none";
        user: "dedicated" | "own";
        notes: Array<string>;
      } | null;
    };
    meta: null;
  };
  /** How the last runs of a server ended. */
  "servers.exits": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      cause: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "lost";
      code: number | null;
      signal: string | null;
      /** The last lines it said, at most 200. */
      lastLines: Array<string>;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Get a server. */
  "servers.get": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What differs from the blueprint's defaults, but for secrets. */
      variables: { [name: string]: string | number | boolean };
      /** Secret variables that are set. Their values are shown to nobody. */
      secretVariables: Array<string>;
      blueprintVersion: string;
      /** What enforces the limits on its node, and why not where nothing does; null while the node has not said so. */
      isolation: {
        memoryLimit: "cgroup2" | "cgroup1" | "none";
        cpuLimit: "cgroup2" | "cgroup1" | "none";
        processLimit: "cgroup2" | "cgroup1" | "user" | "none";
        user: "dedicated" | "own";
        notes: Array<string>;
      } | null;
    };
    meta: null;
  };
  /** Kill a server. */
  "servers.kill": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List servers. */
  "servers.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name. */
      q?: string;
      /** One or more states, comma-separated. */
      state?: string;
      /** Id of a node. */
      nodeId?: string;
      blueprintId?: string;
      /** A minus turns the order round. */
      sort?: "name" | "-name" | "created" | "-created" | "state" | "-state" | "node" | "-node";
    };
    data: Array<{
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Start, stop, restart or kill several servers. */
  "servers.powerMany": {
    input: {
      /** True: all or nothing. If one fails, none is done and the call answers 409 with what stood in the way. */
      atomic?: boolean;
      /** What to do. */
      act: "start" | "stop" | "restart" | "kill";
      /** Ids of up to 100 servers. */
      servers: Array<string>;
    };
    data: Array<{
      /** Which of the call's items, from 0. */
      index: number;
      /** The HTTP status that the single call would have had. */
      status: number;
      data: {
        /** Id of a game server. */
        id: string;
        /** Counts the servers of this panel. */
        number: number;
        name: string;
        description: string | null;
        owner: {
          id: string;
          name: string;
        };
        node: {
          /** Id of a node. */
          id: string;
          name: string;
          lastSeenAt: string | null;
        };
        blueprint: {
          id: string;
          name: string;
        };
        communityId: string | null;
        /** `unknown`: its node has been silent for 30 seconds or more. */
        state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
        /** Why it is in this state. */
        reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
        /** What its node says of the reason, in a sentence: which port is taken, what failed. */
        detail: string | null;
        /** Since when it is in this state. */
        since: string;
        /** What people want of it. */
        desired: "running" | "offline" | "deleted";
        /** When its process was started; null while there is none. */
        startedAt: string | null;
        install: {
          step: number;
          of: number;
          name: string;
          /** Null where it cannot be told. */
          percent: number | null;
        } | null;
        limits: {
          /** Memory in MiB; 0 is unlimited. */
          memoryMiB: number;
          /** CPU time in percent of one core; 0 is unlimited. */
          cpuPercent: number;
          /** Disk space in MiB; 0 is unlimited. */
          diskMiB: number;
          /** Processes and threads; 0 is unlimited. */
          processes: number;
        };
        /** host:port for players; null where the node's address is not known. */
        address: string | null;
        ports: Array<{
          name: string;
          port: number;
          primary: boolean;
        }>;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      error: {
        code: string;
        reason: string;
        message: string;
        details: Array<{
          path: string;
          code: string;
          message: string;
        }>;
        /** Only where permissions are lacking: which, by name. */
        required?: Array<string>;
      } | null;
    }>;
    meta: {
      done: number;
      failed: number;
    };
  };
  /** Install a server again. */
  "servers.reinstall": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Delete a server. */
  "servers.remove": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Do not wait for a node that is silent; what files it has stay there. */
      force?: boolean | string;
    };
    data: null;
    meta: null;
  };
  /** Restart a server. */
  "servers.restart": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Start a server. */
  "servers.start": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Stop a server. */
  "servers.stop": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Change a server. */
  "servers.update": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** What people call it. */
      name?: string;
      description?: string | null;
      /** Memory in MiB. Default: the blueprint's. */
      memoryMiB?: number;
      /** CPU time in percent of one core. Default: the blueprint's. */
      cpuPercent?: number;
      /** Disk space in MiB. Default: the blueprint's. */
      diskMiB?: number;
      /** Processes and threads. Default: the blueprint's. */
      processes?: number;
      /** Another name of memoryMiB. */
      memory?: number;
      /** Another name of cpuPercent. */
      cpu?: number;
      /** Another name of diskMiB. */
      disk?: number;
      /** All of them: what is left out takes its default, but for secrets, which stay. Empty unsets a secret. */
      variables?: { [name: string]: string | number | boolean };
    };
    data: {
      /** Id of a game server. */
      id: string;
      /** Counts the servers of this panel. */
      number: number;
      name: string;
      description: string | null;
      owner: {
        id: string;
        name: string;
      };
      node: {
        /** Id of a node. */
        id: string;
        name: string;
        lastSeenAt: string | null;
      };
      blueprint: {
        id: string;
        name: string;
      };
      communityId: string | null;
      /** `unknown`: its node has been silent for 30 seconds or more. */
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      /** Why it is in this state. */
      reason: "stopped" | "killed" | "finished" | "crashed" | "out_of_memory" | "start_timed_out" | "stop_timed_out" | "lost" | "restart_wait" | "crash_limit" | "install_failed" | "install_cancelled" | "launch_failed" | "port_in_use" | "invalid_spec" | "deleted" | null;
      /** What its node says of the reason, in a sentence: which port is taken, what failed. */
      detail: string | null;
      /** Since when it is in this state. */
      since: string;
      /** What people want of it. */
      desired: "running" | "offline" | "deleted";
      /** When its process was started; null while there is none. */
      startedAt: string | null;
      install: {
        step: number;
        of: number;
        name: string;
        /** Null where it cannot be told. */
        percent: number | null;
      } | null;
      limits: {
        /** Memory in MiB; 0 is unlimited. */
        memoryMiB: number;
        /** CPU time in percent of one core; 0 is unlimited. */
        cpuPercent: number;
        /** Disk space in MiB; 0 is unlimited. */
        diskMiB: number;
        /** Processes and threads; 0 is unlimited. */
        processes: number;
      };
      /** host:port for players; null where the node's address is not known. */
      address: string | null;
      ports: Array<{
        name: string;
        port: number;
        primary: boolean;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What differs from the blueprint's defaults, but for secrets. */
      variables: { [name: string]: string | number | boolean };
      /** Secret variables that are set. Their values are shown to nobody. */
      secretVariables: Array<string>;
      blueprintVersion: string;
      /** What enforces the limits on its node, and why not where nothing does; null while the node has not said so. */
      isolation: {
        memoryLimit: "cgroup2" | "cgroup1" | "none";
        cpuLimit: "cgroup2" | "cgroup1" | "none";
        processLimit: "cgroup2" | "cgroup1" | "user" | "none";
        user: "dedicated" | "own";
        notes: Array<string>;
      } | null;
    };
    meta: null;
  };
  /** List the own sessions. */
  "sessions.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      /** The session this request was made with. */
      current: boolean;
      method: "password" | "passkey" | "discord" | "google" | "github" | "setup" | "invitation" | "sign-up";
      address: string | null;
      userAgent: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      lastSeenAt: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    }>;
    meta: null;
  };
  /** End one of the own sessions. */
  "sessions.revoke": {
    input: {
      sessionId: string;
    };
    data: null;
    meta: null;
  };
  /** End all own sessions but this one. */
  "sessions.revokeOthers": {
    input: Record<string, never>;
    data: {
      ended: number;
    };
    meta: null;
  };
  /** Get a setting of the panel. */
  "settings.get": {
    input: {
      /** Which setting. */
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
    };
    data: {
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
      /** The value in force. */
      value: Schema11;
      default: Schema12;
      says: string;
      /** Null: never changed, the default is in force. */
      changedAt: string | null;
    };
    meta: null;
  };
  /** List the panel's settings. */
  "settings.list": {
    input: Record<string, never>;
    data: Array<{
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
      /** The value in force. */
      value: Schema11;
      default: Schema12;
      says: string;
      /** Null: never changed, the default is in force. */
      changedAt: string | null;
    }>;
    meta: null;
  };
  /** Change a setting of the panel. */
  "settings.set": {
    input: {
      /** Which setting. */
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
      /** Its new value. */
      value: Schema2;
    };
    data: {
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
      value: Schema13;
    };
    meta: null;
  };
  /** Change several settings of the panel at once. */
  "settings.update": {
    input: {
      /** New values by the settings' keys. */
      values: { [name: string]: Schema3 };
    };
    data: Array<{
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "server-limit" | "dialects.helpdesk" | "dialects.maid" | "dialects.stellarstack" | "api-origins" | "status-page";
      /** The value in force. */
      value: Schema11;
      default: Schema12;
      says: string;
      /** Null: never changed, the default is in force. */
      changedAt: string | null;
    }>;
    meta: null;
  };
  /** Create the owner account. */
  "setup.complete": {
    input: {
      /** The token out of the link. */
      token: string;
      /** Name shown to others, 1 to 60 characters. */
      name: string;
      /** E-mail address; case does not matter. */
      email: string;
      /** The new password: 10 to 256 characters, none of the well-known ones. */
      password: string;
    };
    data: {
      /** second_factor: send the token and a code to finish. */
      status: "signed_in" | "second_factor";
      /** Who is signed in now. */
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        name: string;
        email: string | null;
        emailVerified: boolean;
        avatarUrl: string | null;
        preferences: {
          /** Colours. */
          theme?: "system" | "dark" | "light";
          /** Height of rows. */
          density?: "comfortable" | "compact";
          /** IANA time zone, for example Europe/Berlin. */
          timezone?: string;
          /** Language tag, for example en. */
          locale?: string;
        };
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** The rank of their highest role. */
        rank: number;
        /** What they may do on the instance, now. */
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "world:read" | "world:write" | "events:write" | "kills:read" | "kills:write" | "economy:read" | "economy:write" | "tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        hasPassword: boolean;
        secondFactor: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
      /** What to finish with, good for five minutes. */
      secondFactor: {
        token: string;
        methods: Array<"totp" | "recovery_code">;
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Does the panel have an owner?. */
  "setup.status": {
    input: {
      /** The token out of the link. */
      token?: string;
    };
    data: {
      hasOwner: boolean;
      /** Whether the given setup token is good; null if none was given. */
      tokenValid: boolean | null;
    };
    meta: null;
  };
  /** How the panel is, and was. */
  "status.get": {
    input: Record<string, never>;
    data: {
      state: "up" | "degraded" | "down" | "unknown";
      /** ISO 8601, UTC. */
      at: string;
      parts: Array<{
        part: "pages" | "api" | "worker" | "database" | "nodes";
        state: "up" | "degraded" | "down" | "unknown";
        measuredAt: string | null;
        /** When it was last measured. */
        responseMs: number | null;
        /** Over all days, of the minutes that were measured; null: none was. */
        uptimePercent: number | null;
        /** The last 90 days, oldest first. */
        days: Array<{
          /** A day in UTC. */
          date: string;
          /** Of the minutes that were measured; null where none was. */
          uptimePercent: number | null;
          /** Mean response time; null where none was measured. */
          responseMs: number | null;
          measuredMinutes: number;
        }>;
      }>;
    };
    meta: null;
  };
  /** Turn the second factor on. */
  "totp.confirm": {
    input: {
      /** Six digits of the authenticator. */
      code: string;
    };
    data: {
      /** Ten codes that work once each. Shown now and never again. */
      recoveryCodes: Array<string>;
    };
    meta: null;
  };
  /** Turn the second factor off. */
  "totp.disable": {
    input: Record<string, never>;
    data: null;
    meta: null;
  };
  /** Is the own second factor set up?. */
  "totp.get": {
    input: Record<string, never>;
    data: {
      enabledAt: string | null;
      recoveryCodesLeft: number;
    };
    meta: null;
  };
  /** Make new recovery codes. */
  "totp.renewRecoveryCodes": {
    input: Record<string, never>;
    data: {
      /** Ten codes that work once each. Shown now and never again. */
      recoveryCodes: Array<string>;
    };
    meta: null;
  };
  /** Begin to set up a second factor. */
  "totp.start": {
    input: Record<string, never>;
    data: {
      /** To type by hand, base32. */
      secret: string;
      /** otpauth:// address. */
      url: string;
      /** The address as a QR code, SVG. */
      qrSvg: string;
    };
    meta: null;
  };
  /** How the panel's API is used. */
  "usage.get": {
    input: {
      range?: "24h" | "7d" | "30d";
    };
    data: {
      range: "24h" | "7d" | "30d";
      /** Length of a step of the series. Days are those of UTC. */
      unit: "hour" | "day";
      from: string;
      to: string;
      totals: {
        calls: number;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
        /** Half of the calls were answered faster; null where there was none. */
        p50Ms: number | null;
        p95Ms: number | null;
        p99Ms: number | null;
        requestBytes: number;
        responseBytes: number;
      };
      series: Array<{
        at: string;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
      }>;
      /** Most called first, at most 50. */
      routes: Array<{
        operation: string;
        method: string;
        route: string;
        calls: number;
        done: number;
        /** 401 and 403. */
        refused: number;
        /** 429. */
        limited: number;
        /** Other 4xx. */
        invalid: number;
        /** 5xx. */
        failed: number;
        /** Half of the calls were answered faster; null where there was none. */
        p50Ms: number | null;
        p95Ms: number | null;
        p99Ms: number | null;
      }>;
      /** Most used first, at most 50. A key that was rotated and the one in its place are two. */
      keys: Array<{
        keyId: string;
        name: string;
        owner: string;
        calls: number;
        done: number;
        refused: number;
        limited: number;
        invalid: number;
        failed: number;
      }>;
      /** Calls that were answered and could not be recorded, for the database was away too long. */
      missing: number;
    };
    meta: null;
  };
  /** Add a user. */
  "users.create": {
    input: {
      /** E-mail address; case does not matter. */
      email: string;
      /** Default: what stands before the @. */
      name?: string;
      /** Roles by key (owner, admin, moderator, member, or your own) or id. */
      roles?: Array<string>;
      /** The new password: 10 to 256 characters, none of the well-known ones. */
      password?: string;
    };
    data: {
      user: {
        /** Id of a user, `usr_…`. */
        id: string;
        kind: "person" | "service";
        name: string;
        email: string | null;
        avatarUrl: string | null;
        state: "active" | "suspended" | "removed";
        roles: Array<{
          id: string;
          key: string;
          name: string;
          rank: number;
        }>;
        /** Whether a second factor is set up. */
        secondFactor: boolean;
        /** In how many places they are signed in now; null for who may not end that. */
        sessions: number | null;
        lastSeenAt: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      };
      passwordLink: {
        url: string;
        token: string;
        /** ISO 8601, UTC. */
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Get a user. */
  "users.get": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List users. */
  "users.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name or the e-mail address. */
      q?: string;
      /** Key or id of a role. */
      role?: string;
      /** Default: all but removed ones. */
      state?: "active" | "suspended" | "removed";
    };
    data: Array<{
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Remove a user. */
  "users.remove": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: null;
    meta: null;
  };
  /** Give a user other roles. */
  "users.setRoles": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Roles by key (owner, admin, moderator, member, or your own) or id. */
      roles: Array<string>;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Sign a user out everywhere. */
  "users.signOut": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** How many sessions were ended. */
      ended: number;
    };
    meta: null;
  };
  /** Suspend a user. */
  "users.suspend": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Let a suspended user in again. */
  "users.unsuspend": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Change a user's name or e-mail address. */
  "users.update": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Name shown to others, 1 to 60 characters. */
      name?: string;
      /** E-mail address; case does not matter. */
      email?: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      roles: Array<{
        id: string;
        key: string;
        name: string;
        rank: number;
      }>;
      /** Whether a second factor is set up. */
      secondFactor: boolean;
      /** In how many places they are signed in now; null for who may not end that. */
      sessions: number | null;
      lastSeenAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Make a webhook. */
  "webhooks.create": {
    input: {
      /** What it is for, to recognise it by. */
      name: string;
      /** Where events are sent: an https address, or that of a Discord channel's webhook. It is not shown again in full. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all there are and will be. */
      types: Array<string>;
      /** Only events of these servers. None: of all, and of what is no server. */
      serverIds?: Array<string>;
      /** Belongs to the panel and not to you; it then tells all there is. Only owners. */
      instanceOwned?: boolean;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      state: "active" | "paused" | "disabled";
      disabledReason: "failing" | "gone" | "refused" | null;
      /** Since when every try has failed. */
      failingSince: string | null;
      /** To within some seconds. */
      lastSuccessAt: string | null;
      lastError: string | null;
      /** Until when the secret before the last rotation signs too. */
      bothSignUntil: string | null;
      /** Deliveries that wait for their next try. */
      queued: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
      /** Checks the signature of what is sent. Keep it now: it cannot be shown again. null for Discord. */
      secret: string | null;
    };
    meta: null;
  };
  /** List what was sent to a webhook. */
  "webhooks.deliveries": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** dropped: the owner may not know of this event any more. */
      status?: "queued" | "succeeded" | "failed" | "dropped";
      /** Event type, for example server.exited. */
      type?: string;
    };
    data: Array<{
      /** Id of a delivery. */
      id: string;
      /** Id of a webhook. */
      webhookId: string;
      /** The event's id, sent as webhook-id with every try. */
      eventId: string;
      type: string;
      /** The event's position; null for a test. */
      position: number | null;
      /** dropped: the owner may not know of this event any more. */
      status: "queued" | "succeeded" | "failed" | "dropped";
      attempts: number;
      /** HTTP status of the last answer. */
      lastStatus: number | null;
      lastError: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      nextAttemptAt: string | null;
      finishedAt: string | null;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Get one delivery with its tries. */
  "webhooks.delivery": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
      /** Id of a delivery. */
      deliveryId: string;
    };
    data: {
      /** Id of a delivery. */
      id: string;
      /** Id of a webhook. */
      webhookId: string;
      /** The event's id, sent as webhook-id with every try. */
      eventId: string;
      type: string;
      /** The event's position; null for a test. */
      position: number | null;
      /** dropped: the owner may not know of this event any more. */
      status: "queued" | "succeeded" | "failed" | "dropped";
      attempts: number;
      /** HTTP status of the last answer. */
      lastStatus: number | null;
      lastError: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      nextAttemptAt: string | null;
      finishedAt: string | null;
      /** What is sent. null once its owner may not know of it. */
      body: string | null;
      /** Newest first. */
      log: Array<{
        number: number;
        /** Somebody asked for it. */
        manual: boolean;
        /** ISO 8601, UTC. */
        at: string;
        durationMs: number;
        requestHeaders: { [name: string]: string };
        status: number | null;
        error: string | null;
        answerHeaders: { [name: string]: string } | null;
        /** Its beginning, at most 16 kB. */
        answerBody: string | null;
      }>;
    };
    meta: null;
  };
  /** List the events that a webhook can tell. */
  "webhooks.eventTypes": {
    input: Record<string, never>;
    data: Array<{
      type: string;
      summary: string;
      permission: string;
    }>;
    meta: null;
  };
  /** Get a webhook. */
  "webhooks.get": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      state: "active" | "paused" | "disabled";
      disabledReason: "failing" | "gone" | "refused" | null;
      /** Since when every try has failed. */
      failingSince: string | null;
      /** To within some seconds. */
      lastSuccessAt: string | null;
      lastError: string | null;
      /** Until when the secret before the last rotation signs too. */
      bothSignUntil: string | null;
      /** Deliveries that wait for their next try. */
      queued: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** List your webhooks. */
  "webhooks.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      state: "active" | "paused" | "disabled";
      disabledReason: "failing" | "gone" | "refused" | null;
      /** Since when every try has failed. */
      failingSince: string | null;
      /** To within some seconds. */
      lastSuccessAt: string | null;
      lastError: string | null;
      /** Until when the secret before the last rotation signs too. */
      bothSignUntil: string | null;
      /** Deliveries that wait for their next try. */
      queued: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Send one delivery again. */
  "webhooks.redeliver": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
      /** Id of a delivery. */
      deliveryId: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Send again what has failed. */
  "webhooks.redeliverFailed": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
      /** Events from then on. ISO 8601, UTC. */
      since: string;
    };
    data: {
      /** How many are sent again. */
      deliveries: number;
    };
    meta: null;
  };
  /** Remove a webhook. */
  "webhooks.remove": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
    };
    data: null;
    meta: null;
  };
  /** Give a webhook a new secret. */
  "webhooks.rotate": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      state: "active" | "paused" | "disabled";
      disabledReason: "failing" | "gone" | "refused" | null;
      /** Since when every try has failed. */
      failingSince: string | null;
      /** To within some seconds. */
      lastSuccessAt: string | null;
      lastError: string | null;
      /** Until when the secret before the last rotation signs too. */
      bothSignUntil: string | null;
      /** Deliveries that wait for their next try. */
      queued: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
      /** Checks the signature of what is sent. Keep it now: it cannot be shown again. null for Discord. */
      secret: string | null;
    };
    meta: null;
  };
  /** Send a test event to a webhook. */
  "webhooks.test": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
    };
    data: {
      /** Id of a delivery. */
      deliveryId: string;
      eventId: string;
    };
    meta: null;
  };
  /** Change a webhook. */
  "webhooks.update": {
    input: {
      /** Id of a webhook. */
      webhookId: string;
      /** What it is for, to recognise it by. */
      name?: string;
      /** Where events are sent: an https address, or that of a Discord channel's webhook. It is not shown again in full. */
      url?: string;
      /** Event types, `server.*` for all of a kind, `*` for all there are and will be. */
      types?: Array<string>;
      /** Only events of these servers. None: of all, and of what is no server. */
      serverIds?: Array<string>;
      enabled?: boolean;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      state: "active" | "paused" | "disabled";
      disabledReason: "failing" | "gone" | "refused" | null;
      /** Since when every try has failed. */
      failingSince: string | null;
      /** To within some seconds. */
      lastSuccessAt: string | null;
      lastError: string | null;
      /** Until when the secret before the last rotation signs too. */
      bothSignUntil: string | null;
      /** Deliveries that wait for their next try. */
      queued: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
}

export const ROUTES: { readonly [Id in keyof Operations]: Route } = {
  "accounts.list": {"method":"GET","path":"/users/me/accounts","inPath":[]},
  "accounts.unlink": {"method":"DELETE","path":"/users/me/accounts/{provider}/{accountId}","inPath":["provider","accountId"]},
  "apiKeys.calls": {"method":"GET","path":"/api-keys/{keyId}/calls","inPath":["keyId"]},
  "apiKeys.create": {"method":"POST","path":"/api-keys","inPath":[]},
  "apiKeys.disable": {"method":"POST","path":"/api-keys/{keyId}/disable","inPath":["keyId"]},
  "apiKeys.enable": {"method":"POST","path":"/api-keys/{keyId}/enable","inPath":["keyId"]},
  "apiKeys.get": {"method":"GET","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.list": {"method":"GET","path":"/api-keys","inPath":[]},
  "apiKeys.report": {"method":"GET","path":"/api-keys/{keyId}/report","inPath":["keyId"]},
  "apiKeys.reportLeak": {"method":"POST","path":"/api-keys/report-leak","inPath":[]},
  "apiKeys.revoke": {"method":"DELETE","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.revokeMany": {"method":"POST","path":"/api-keys/revoke","inPath":[]},
  "apiKeys.rotate": {"method":"POST","path":"/api-keys/{keyId}/rotate","inPath":["keyId"]},
  "apiKeys.update": {"method":"PATCH","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.usage": {"method":"GET","path":"/api-keys/{keyId}/usage","inPath":["keyId"]},
  "audit.countNew": {"method":"GET","path":"/admin/audit/count","inPath":[]},
  "audit.list": {"method":"GET","path":"/admin/audit","inPath":[]},
  "audit.recent": {"method":"GET","path":"/admin/audit/recent","inPath":[]},
  "auth.methods": {"method":"GET","path":"/auth/methods","inPath":[]},
  "auth.reauthenticate": {"method":"POST","path":"/auth/reauthenticate","inPath":[]},
  "auth.requestVerification": {"method":"POST","path":"/auth/email-verification","inPath":[]},
  "auth.secondFactor": {"method":"POST","path":"/auth/signin/second-factor","inPath":[]},
  "auth.session": {"method":"GET","path":"/auth/session","inPath":[]},
  "auth.signIn": {"method":"POST","path":"/auth/signin","inPath":[]},
  "auth.signOut": {"method":"POST","path":"/auth/signout","inPath":[]},
  "auth.signUp": {"method":"POST","path":"/auth/signup","inPath":[]},
  "auth.verifyEmail": {"method":"POST","path":"/auth/email-verification/complete","inPath":[]},
  "blueprints.get": {"method":"GET","path":"/blueprints/{blueprintId}","inPath":["blueprintId"]},
  "blueprints.list": {"method":"GET","path":"/blueprints","inPath":[]},
  "console.history": {"method":"GET","path":"/servers/{serverId}/console","inPath":["serverId"]},
  "console.search": {"method":"GET","path":"/servers/{serverId}/console/search","inPath":["serverId"]},
  "console.send": {"method":"POST","path":"/servers/{serverId}/command","inPath":["serverId"]},
  "console.token": {"method":"GET","path":"/servers/{serverId}/console-token","inPath":["serverId"]},
  "dashboard.stats": {"method":"GET","path":"/dashboard/stats","inPath":[]},
  "events.catalogue": {"method":"GET","path":"/event-types","inPath":[]},
  "events.createTicket": {"method":"POST","path":"/events/tickets","inPath":[]},
  "events.list": {"method":"GET","path":"/events/history","inPath":[]},
  "health.get": {"method":"GET","path":"/health","inPath":[]},
  "invitations.accept": {"method":"POST","path":"/invitations/accept","inPath":[]},
  "invitations.create": {"method":"POST","path":"/admin/invitations","inPath":[]},
  "invitations.list": {"method":"GET","path":"/admin/invitations","inPath":[]},
  "invitations.revoke": {"method":"DELETE","path":"/admin/invitations/{invitationId}","inPath":["invitationId"]},
  "invitations.view": {"method":"POST","path":"/invitations/view","inPath":[]},
  "nodes.create": {"method":"POST","path":"/nodes","inPath":[]},
  "nodes.createJoinToken": {"method":"POST","path":"/admin/nodes/{nodeId}/token","inPath":["nodeId"]},
  "nodes.get": {"method":"GET","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "nodes.list": {"method":"GET","path":"/nodes","inPath":[]},
  "nodes.remove": {"method":"DELETE","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "nodes.stats": {"method":"GET","path":"/nodes/{nodeId}/stats","inPath":["nodeId"]},
  "nodes.update": {"method":"PATCH","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "notifications.list": {"method":"GET","path":"/notifications","inPath":[]},
  "notifications.markRead": {"method":"POST","path":"/notifications/read","inPath":[]},
  "passkeys.list": {"method":"GET","path":"/users/me/passkeys","inPath":[]},
  "passkeys.register": {"method":"POST","path":"/users/me/passkeys","inPath":[]},
  "passkeys.remove": {"method":"DELETE","path":"/users/me/passkeys/{passkeyId}","inPath":["passkeyId"]},
  "passkeys.rename": {"method":"PATCH","path":"/users/me/passkeys/{passkeyId}","inPath":["passkeyId"]},
  "passkeys.signIn": {"method":"POST","path":"/auth/passkey","inPath":[]},
  "passkeys.startRegistration": {"method":"POST","path":"/users/me/passkeys/options","inPath":[]},
  "passkeys.startSignIn": {"method":"POST","path":"/auth/passkey/options","inPath":[]},
  "passwords.change": {"method":"PUT","path":"/users/me/password","inPath":[]},
  "passwords.completeReset": {"method":"POST","path":"/auth/password-reset/complete","inPath":[]},
  "passwords.requestReset": {"method":"POST","path":"/auth/password-reset","inPath":[]},
  "platform.stats": {"method":"GET","path":"/admin/stats","inPath":[]},
  "players.list": {"method":"GET","path":"/players","inPath":[]},
  "profile.changeEmail": {"method":"PUT","path":"/users/me/email","inPath":[]},
  "profile.get": {"method":"GET","path":"/users/me","inPath":[]},
  "profile.update": {"method":"PATCH","path":"/users/me","inPath":[]},
  "roles.create": {"method":"POST","path":"/admin/roles","inPath":[]},
  "roles.get": {"method":"GET","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "roles.list": {"method":"GET","path":"/admin/roles","inPath":[]},
  "roles.remove": {"method":"DELETE","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "roles.update": {"method":"PATCH","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "servers.activity": {"method":"GET","path":"/servers/{serverId}/activity","inPath":["serverId"]},
  "servers.create": {"method":"POST","path":"/servers","inPath":[]},
  "servers.exits": {"method":"GET","path":"/servers/{serverId}/exits","inPath":["serverId"]},
  "servers.get": {"method":"GET","path":"/servers/{serverId}","inPath":["serverId"]},
  "servers.kill": {"method":"POST","path":"/servers/{serverId}/kill","inPath":["serverId"]},
  "servers.list": {"method":"GET","path":"/servers","inPath":[]},
  "servers.powerMany": {"method":"POST","path":"/servers/power","inPath":[]},
  "servers.reinstall": {"method":"POST","path":"/servers/{serverId}/reinstall","inPath":["serverId"]},
  "servers.remove": {"method":"DELETE","path":"/servers/{serverId}","inPath":["serverId"]},
  "servers.restart": {"method":"POST","path":"/servers/{serverId}/restart","inPath":["serverId"]},
  "servers.start": {"method":"POST","path":"/servers/{serverId}/start","inPath":["serverId"]},
  "servers.stop": {"method":"POST","path":"/servers/{serverId}/stop","inPath":["serverId"]},
  "servers.update": {"method":"PATCH","path":"/servers/{serverId}","inPath":["serverId"]},
  "sessions.list": {"method":"GET","path":"/users/me/sessions","inPath":[]},
  "sessions.revoke": {"method":"DELETE","path":"/users/me/sessions/{sessionId}","inPath":["sessionId"]},
  "sessions.revokeOthers": {"method":"POST","path":"/users/me/sessions/revoke-others","inPath":[]},
  "settings.get": {"method":"GET","path":"/admin/settings/{key}","inPath":["key"]},
  "settings.list": {"method":"GET","path":"/admin/settings","inPath":[]},
  "settings.set": {"method":"PUT","path":"/admin/settings/{key}","inPath":["key"]},
  "settings.update": {"method":"PATCH","path":"/admin/settings","inPath":[]},
  "setup.complete": {"method":"POST","path":"/setup","inPath":[]},
  "setup.status": {"method":"POST","path":"/setup/status","inPath":[]},
  "status.get": {"method":"GET","path":"/status","inPath":[]},
  "totp.confirm": {"method":"POST","path":"/users/me/second-factor/totp/confirm","inPath":[]},
  "totp.disable": {"method":"DELETE","path":"/users/me/second-factor/totp","inPath":[]},
  "totp.get": {"method":"GET","path":"/users/me/second-factor","inPath":[]},
  "totp.renewRecoveryCodes": {"method":"POST","path":"/users/me/second-factor/recovery-codes","inPath":[]},
  "totp.start": {"method":"POST","path":"/users/me/second-factor/totp","inPath":[]},
  "usage.get": {"method":"GET","path":"/admin/usage","inPath":[]},
  "users.create": {"method":"POST","path":"/admin/users","inPath":[]},
  "users.get": {"method":"GET","path":"/admin/users/{userId}","inPath":["userId"]},
  "users.list": {"method":"GET","path":"/admin/users","inPath":[]},
  "users.remove": {"method":"DELETE","path":"/admin/users/{userId}","inPath":["userId"]},
  "users.setRoles": {"method":"PUT","path":"/admin/users/{userId}/roles","inPath":["userId"]},
  "users.signOut": {"method":"POST","path":"/admin/users/{userId}/sign-out","inPath":["userId"]},
  "users.suspend": {"method":"POST","path":"/admin/users/{userId}/suspend","inPath":["userId"]},
  "users.unsuspend": {"method":"POST","path":"/admin/users/{userId}/unsuspend","inPath":["userId"]},
  "users.update": {"method":"PATCH","path":"/admin/users/{userId}","inPath":["userId"]},
  "webhooks.create": {"method":"POST","path":"/webhooks","inPath":[]},
  "webhooks.deliveries": {"method":"GET","path":"/webhooks/{webhookId}/deliveries","inPath":["webhookId"]},
  "webhooks.delivery": {"method":"GET","path":"/webhooks/{webhookId}/deliveries/{deliveryId}","inPath":["webhookId","deliveryId"]},
  "webhooks.eventTypes": {"method":"GET","path":"/webhooks/event-types","inPath":[]},
  "webhooks.get": {"method":"GET","path":"/webhooks/{webhookId}","inPath":["webhookId"]},
  "webhooks.list": {"method":"GET","path":"/webhooks","inPath":[]},
  "webhooks.redeliver": {"method":"POST","path":"/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver","inPath":["webhookId","deliveryId"]},
  "webhooks.redeliverFailed": {"method":"POST","path":"/webhooks/{webhookId}/redeliver-failed","inPath":["webhookId"]},
  "webhooks.remove": {"method":"DELETE","path":"/webhooks/{webhookId}","inPath":["webhookId"]},
  "webhooks.rotate": {"method":"POST","path":"/webhooks/{webhookId}/rotate","inPath":["webhookId"]},
  "webhooks.test": {"method":"POST","path":"/webhooks/{webhookId}/test","inPath":["webhookId"]},
  "webhooks.update": {"method":"PATCH","path":"/webhooks/{webhookId}","inPath":["webhookId"]},
};
