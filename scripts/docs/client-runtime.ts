import { type Operations, ROUTES } from "../../public/gamekeeper-client.ts";

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
  /** Null for a live event, which is told now or never. */
  position: number | null;
  id: string;
  type: string;
  version: number;
  at: string;
  serverId: string | null;
  payload: Record<string, unknown>;
}

export interface EventOptions {
  /** Which types, `server.*` for all of a kind, several by commas. Absent: all stored ones that the key may see; live ones come to who names them. */
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
          if (event === "ready" || event === "resync") {
            const { position: now } = JSON.parse(data) as { position: number };
            if (event === "resync") options.onResync?.(now);
            position = event === "resync" ? now : (position ?? now);
            continue;
          }
          const told = JSON.parse(data) as GamekeeperEvent;
          if (told.position !== null && position !== undefined && told.position <= position) continue;
          yield told;
          if (told.position !== null) position = id === "" ? told.position : Number(id);
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
