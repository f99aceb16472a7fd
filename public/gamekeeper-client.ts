/*
 * Client of the Gamekeeper API 0.5.0. Generated out of its OpenAPI document: copy this file into your project, it needs nothing else.
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

export type Schema0 = string | number | boolean | null | Array<Schema0> | { [name: string]: Schema0 };

export type Schema1 = string | number | boolean | null | Array<Schema1> | { [name: string]: Schema1 };

export type Schema2 = string | number | boolean | null | Array<Schema2> | { [name: string]: Schema2 };

export type Schema3 = string | number | boolean | null | Array<Schema3> | { [name: string]: Schema3 };

export type Schema4 = string | number | boolean | null | Array<Schema4> | { [name: string]: Schema4 };

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

export type Place = {
  /** As the game calls it, in logs; null: not known. */
  class: string | null;
  /** What addresses name it by. */
  slug: string;
  name: string;
  /** From a set that was imported here, and not from those that ship with the panel. */
  isImported: boolean;
  system: string | null;
  /** What it is part of. */
  parent: string | null;
  type: "star" | "planet" | "moon" | "station" | "settlement" | "outpost" | "asteroid" | "anomaly" | "nav_point" | null;
  /** How many of this name there are at this parent. */
  count: number;
};

export type System = {
  /** As the game calls it, in logs; null: not known. */
  class: string | null;
  /** What addresses name it by. */
  slug: string;
  name: string;
  /** From a set that was imported here, and not from those that ship with the panel. */
  isImported: boolean;
  code: string | null;
  affiliation: string | null;
  size: string | null;
  stars: string | null;
  coordinates: [number, number, number] | null;
  /** Systems that it has jump points to. */
  jumpPoints: Array<string>;
  /** Whether players can be in it. */
  isPlayable: boolean | null;
};

export type Ship = {
  /** As the game calls it, in logs; null: not known. */
  class: string | null;
  /** What addresses name it by. */
  slug: string;
  name: string;
  /** From a set that was imported here, and not from those that ship with the panel. */
  isImported: boolean;
  /** With its maker's name. */
  fullName: string | null;
  maker: string | null;
  /** The mark that the maker's classes begin with. */
  makerCode: string | null;
  role: string | null;
  career: string | null;
  /** The game's class of size. */
  size: number | null;
  /** How many the game says fly it. */
  crew: number | null;
  gunners: number | null;
  operators: number | null;
  cargoScu: number | null;
  massKg: number | null;
  lengthM: number | null;
  widthM: number | null;
  heightM: number | null;
  /** False: it stays on the ground. */
  isSpaceship: boolean | null;
  /** Metres a second in combat. */
  scmSpeed: number | null;
  /** Metres a second. */
  maxSpeed: number | null;
  /** Degrees a second. */
  pitch: number | null;
  /** Degrees a second. */
  yaw: number | null;
  /** Degrees a second. */
  roll: number | null;
  /** Hit points of its vital parts. */
  hullHp: number | null;
  shieldHp: number | null;
  /** Which build or reading of the game the numbers are of. */
  factsOf: string | null;
};

export type Weapon = {
  /** As the game calls it, in logs; null: not known. */
  class: string | null;
  /** What addresses name it by. */
  slug: string;
  name: string;
  /** From a set that was imported here, and not from those that ship with the panel. */
  isImported: boolean;
  maker: string | null;
  /** In hand, on a ship, or a rack of missiles. */
  use: "fps" | "ship" | "rack" | null;
  type: string | null;
  damage: string | null;
  size: number | null;
};

export type Schema5 = string | number | boolean | null | Array<Schema5> | { [name: string]: Schema5 };

export type Schema6 = string | number | boolean | null | Array<Schema6> | { [name: string]: Schema6 };

export type Schema7 = string | number | boolean | null | Array<Schema7> | { [name: string]: Schema7 };

export type Schema8 = string | number | boolean | null | Array<Schema8> | { [name: string]: Schema8 };

export type Schema9 = string | number | boolean | null | Array<Schema9> | { [name: string]: Schema9 };

export type Schema10 = string | number | boolean | null | Array<Schema10> | { [name: string]: Schema10 };

export type Schema11 = string | number | boolean | null | Array<Schema11> | { [name: string]: Schema11 };

export type Schema12 = string | number | boolean | null | Array<Schema12> | { [name: string]: Schema12 };

export type Schema13 = string | number | boolean | null | Array<Schema13> | { [name: string]: Schema13 };

export type Schema14 = string | number | boolean | null | Array<Schema14> | { [name: string]: Schema14 };

export type Schema15 = string | number | boolean | null | Array<Schema15> | { [name: string]: Schema15 };

export type Schema16 = string | number | boolean | null | Array<Schema16> | { [name: string]: Schema16 };

export type Schema17 = string | number | boolean | null | Array<Schema17> | { [name: string]: Schema17 };

export type Schema18 = string | number | boolean | null | Array<Schema18> | { [name: string]: Schema18 };

export type Schema19 = string | number | boolean | null | Array<Schema19> | { [name: string]: Schema19 };

export type Schema20 = string | number | boolean | null | Array<Schema20> | { [name: string]: Schema20 };

export type Schema21 = string | number | boolean | null | Array<Schema21> | { [name: string]: Schema21 };

export type Schema22 = string | number | boolean | null | Array<Schema22> | { [name: string]: Schema22 };

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
  /** Begin an export of many kills. */
  "analytics.beginExport": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format?: "json" | "csv" | "ndjson";
      /** How far back, until now. */
      period?: "24h" | "7d" | "30d" | "90d" | "365d";
    };
    data: {
      id: string;
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format: "json" | "csv" | "ndjson";
      file: string;
      /** Stopped: whoever asked may not see these kills any more. */
      state: "running" | "done" | "stopped";
      /** Rows that it will have, as counted at its beginning. */
      total: number;
      written: number;
      bytes: number;
      /** How many parts are there: GET …/parts/{part}, from 0. One after the other they are the file. */
      parts: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Get the analytics dashboard. */
  "analytics.dashboard": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** How far back, until now. */
      period?: "24h" | "7d" | "30d" | "90d" | "365d";
    };
    data: {
      /** How far back, until now. */
      period: "24h" | "7d" | "30d" | "90d" | "365d";
      /** ISO 8601, UTC. */
      from: string;
      /** ISO 8601, UTC. */
      to: string;
      /** Null where all in a community or on a server are asked about. */
      dataQuality: {
        /** Kills and deaths that it rests on. */
        events: number;
        /** Of which a game's own word. */
        observed: number;
        /** Of which a log lets infer. */
        inferred: number;
        /** Of which somebody's claim. */
        claimed: number;
        /** Of which told by more than one, or by a game server of this panel. */
        confirmed: number;
      } | null;
      /** Whom it is of; empty: all in a community or on a server, or you have no player in this game. */
      playerIds: Array<string>;
      /** Players who killed or died in the period, as far as days go, of a year as far as weeks. */
      activePlayers: number;
      metrics: Array<{
        metric: "kills" | "deaths" | "kdr" | "win_share" | "kills_per_hour" | "pvp_kills" | "pve_kills" | "suicides" | "sessions" | "hours";
        /** Null: nothing to divide by, or told of single players alone. */
        value: number | null;
        /** The true value lies above with 95 %; null: a count. */
        low: number | null;
        high: number | null;
        /** What it rests on. */
        n: number;
        nUnit: "events" | "encounters" | "sessions";
        /** In the period before. */
        before: number | null;
        /** How likely chance alone brings such a change, by whole sessions; null: a count, or too few to say. */
        p: number | null;
      }>;
      /** In steps of the period; the last one goes on. */
      activity: Array<{
        /** ISO 8601, UTC. */
        at: string;
        kills: number;
        deaths: number;
      }>;
      /** Kills and deaths by hour of the week (UTC), Monday 00:00 first. */
      hours: Array<number> | null;
      /** What they kill and die by, most first. */
      weapons: Array<{
        class: string;
        name: string | null;
        kills: number;
        deaths: number;
      }>;
      places: Array<{
        class: string;
        name: string | null;
        kills: number;
        deaths: number;
      }>;
      opponents: Array<{
        playerId: string;
        name: string;
        kills: number;
        deaths: number;
      }>;
      /** Those that stand most, at most five. */
      insights: Array<{
        question: string;
        /** What was asked: whether winning changed at some time, whether and how the rate of kills changes, or whether fights against somebody, in a place, system, mode or ship, at some hours (UTC) or at weekends are won otherwise than the rest. */
        type: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend";
        /** Which place, ship, hours, …, as the game calls it; a player's id for opponents. */
        cell: string | null;
        /** How it was tested. */
        method: string;
        effect: {
          value: number;
          low: number;
          high: number;
          /** The interval's. */
          confidence: 0.9;
          /** A difference of shares of fights won (0.1 is ten points), or of kills an hour. */
          unit: "share" | "per_hour" | "per_hour_each_week";
        };
        groups: Array<{
          is: "inside" | "outside" | "before" | "after";
          /** Fights won, or kills. */
          count: number;
          /** Fights, or hours. */
          of: number;
          /** The share or the rate. */
          value: number;
        }>;
        n: number;
        nUnit: "encounters" | "sessions" | "weeks";
        /** How likely chance alone brings as much. */
        p: number;
        /** The same for all questions that were asked at once, by Benjamini and Hochberg. */
        pAdjusted: number;
        /** The first and the last kill that it rests on. */
        window: {
          /** ISO 8601, UTC. */
          from: string;
          /** ISO 8601, UTC. */
          to: string;
        };
        /** Between when it changed, with 90 %. */
        changed: {
          /** ISO 8601, UTC. */
          from: string;
          /** ISO 8601, UTC. */
          to: string;
        } | null;
        dataQuality: {
          /** Kills and deaths that it rests on. */
          events: number;
          /** Of which a game's own word. */
          observed: number;
          /** Of which a log lets infer. */
          inferred: number;
          /** Of which somebody's claim. */
          claimed: number;
          /** Of which told by more than one, or by a game server of this panel. */
          confirmed: number;
        };
        /** The newest kills behind it, at most twenty. */
        killIds: Array<string>;
        /** Null: found for this call alone, as it asks for a part of what there is. */
        id: string | null;
        game: string;
        playerId: string;
        playerName: string;
        /** What people call the cell; null: nothing to name, or a player who is hidden. */
        cellName: string | null;
        /** What was found, as a sentence of the figures. */
        statement: string;
        /** The same by a language model, with the same figures; null: none was asked. */
        rephrased: string | null;
        /** What the list of kills is asked for to see those behind it (GET /kills). */
        kills: {
          playerId: string;
          /** ISO 8601, UTC. */
          from: string;
          /** ISO 8601, UTC. */
          to: string;
          place?: string;
          system?: string;
        };
        /** ISO 8601, UTC. */
        firstAt: string;
        /** ISO 8601, UTC. */
        computedAt: string;
      }>;
      says: string;
      /** At most five. */
      recommendations: Array<{
        rule: "go-where-you-win" | "look-at-losses" | "look-back" | "keep-going" | "tell-more" | "better-evidence";
        /** When the rule speaks. */
        ruleSays: string;
        priority: "high" | "medium" | "low";
        /** Of the insight that it follows from; null: of how good the data are. */
        type: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend" | null;
        insightId: string | null;
        text: string;
        /** The insight's statement, or what the data are. */
        because: string;
        /** What would change this. */
        changes: string;
        dataQuality: {
          /** Kills and deaths that it rests on. */
          events: number;
          /** Of which a game's own word. */
          observed: number;
          /** Of which a log lets infer. */
          inferred: number;
          /** Of which somebody's claim. */
          claimed: number;
          /** Of which told by more than one, or by a game server of this panel. */
          confirmed: number;
        };
      }>;
    };
    meta: null;
  };
  /** Export kills. */
  "analytics.export": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format?: "json" | "csv" | "ndjson";
      /** How far back, until now. */
      period?: "24h" | "7d" | "30d" | "90d" | "365d";
    };
    data: {
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format: "json" | "csv" | "ndjson";
      /** A name for it. */
      file: string;
      contentType: string;
      rows: number;
      /** The rows, for json; else null. */
      records: Array<{ [name: string]: string | number | boolean | null }> | null;
      /** The file's text, for csv and ndjson; else null. */
      text: string | null;
    };
    meta: null;
  };
  /** List your exports. */
  "analytics.exports": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format: "json" | "csv" | "ndjson";
      file: string;
      /** Stopped: whoever asked may not see these kills any more. */
      state: "running" | "done" | "stopped";
      /** Rows that it will have, as counted at its beginning. */
      total: number;
      written: number;
      bytes: number;
      /** How many parts are there: GET …/parts/{part}, from 0. One after the other they are the file. */
      parts: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    }>;
    meta: null;
  };
  /** Get how far an export is. */
  "analytics.getExport": {
    input: {
      exportId: string;
    };
    data: {
      id: string;
      /** json: one array; ndjson: one object a line; csv: for spreadsheets, where no cell is run as a formula. */
      format: "json" | "csv" | "ndjson";
      file: string;
      /** Stopped: whoever asked may not see these kills any more. */
      state: "running" | "done" | "stopped";
      /** Rows that it will have, as counted at its beginning. */
      total: number;
      written: number;
      bytes: number;
      /** How many parts are there: GET …/parts/{part}, from 0. One after the other they are the file. */
      parts: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Get a part of an export's file. */
  "analytics.getExportPart": {
    input: {
      exportId: string;
      /** From 0. */
      part: number;
    };
    data: {
      part: number;
      parts: number;
      text: string;
    };
    meta: null;
  };
  /** Get what stands against chance. */
  "analytics.insights": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** Only these. */
      type?: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend";
      /** How many, 1 to 100. */
      limit?: number;
      /** How many to leave out. */
      offset?: number;
    };
    data: Array<{
      question: string;
      /** What was asked: whether winning changed at some time, whether and how the rate of kills changes, or whether fights against somebody, in a place, system, mode or ship, at some hours (UTC) or at weekends are won otherwise than the rest. */
      type: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend";
      /** Which place, ship, hours, …, as the game calls it; a player's id for opponents. */
      cell: string | null;
      /** How it was tested. */
      method: string;
      effect: {
        value: number;
        low: number;
        high: number;
        /** The interval's. */
        confidence: 0.9;
        /** A difference of shares of fights won (0.1 is ten points), or of kills an hour. */
        unit: "share" | "per_hour" | "per_hour_each_week";
      };
      groups: Array<{
        is: "inside" | "outside" | "before" | "after";
        /** Fights won, or kills. */
        count: number;
        /** Fights, or hours. */
        of: number;
        /** The share or the rate. */
        value: number;
      }>;
      n: number;
      nUnit: "encounters" | "sessions" | "weeks";
      /** How likely chance alone brings as much. */
      p: number;
      /** The same for all questions that were asked at once, by Benjamini and Hochberg. */
      pAdjusted: number;
      /** The first and the last kill that it rests on. */
      window: {
        /** ISO 8601, UTC. */
        from: string;
        /** ISO 8601, UTC. */
        to: string;
      };
      /** Between when it changed, with 90 %. */
      changed: {
        /** ISO 8601, UTC. */
        from: string;
        /** ISO 8601, UTC. */
        to: string;
      } | null;
      dataQuality: {
        /** Kills and deaths that it rests on. */
        events: number;
        /** Of which a game's own word. */
        observed: number;
        /** Of which a log lets infer. */
        inferred: number;
        /** Of which somebody's claim. */
        claimed: number;
        /** Of which told by more than one, or by a game server of this panel. */
        confirmed: number;
      };
      /** The newest kills behind it, at most twenty. */
      killIds: Array<string>;
      /** Null: found for this call alone, as it asks for a part of what there is. */
      id: string | null;
      game: string;
      playerId: string;
      playerName: string;
      /** What people call the cell; null: nothing to name, or a player who is hidden. */
      cellName: string | null;
      /** What was found, as a sentence of the figures. */
      statement: string;
      /** The same by a language model, with the same figures; null: none was asked. */
      rephrased: string | null;
      /** What the list of kills is asked for to see those behind it (GET /kills). */
      kills: {
        playerId: string;
        /** ISO 8601, UTC. */
        from: string;
        /** ISO 8601, UTC. */
        to: string;
        place?: string;
        system?: string;
      };
      /** ISO 8601, UTC. */
      firstAt: string;
      /** ISO 8601, UTC. */
      computedAt: string;
    }>;
    meta: {
      total: number;
      limit: number;
      offset: number;
      /** What the whole look says of itself: how much was asked, and what stands. */
      says: string;
      /** What was asked and what could not be; null: not computed yet, or of all in a community or on a server. */
      report: {
        window: {
          /** ISO 8601, UTC. */
          from: string;
          /** ISO 8601, UTC. */
          to: string;
        } | null;
        encounters: number;
        sessions: number;
        /** How many questions were asked at once. */
        asked: number;
        types: Array<{
          /** What was asked: whether winning changed at some time, whether and how the rate of kills changes, or whether fights against somebody, in a place, system, mode or ship, at some hours (UTC) or at weekends are won otherwise than the rest. */
          type: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend";
          /** Found; asked, but nothing that chance does not bring; too few data to ask; or known too differently of kills and deaths to compare. */
          state: "found" | "nothing" | "not_enough" | "not_comparable";
          /** How many questions of it were asked. */
          asked: number;
          have: number;
          /** About so many it takes to see a difference of 15 points (of rates: a third) with 80 %. */
          needed: number;
          unit: "encounters" | "sessions" | "weeks";
          says: string;
        }>;
        dataQuality: {
          /** Kills and deaths that it rests on. */
          events: number;
          /** Of which a game's own word. */
          observed: number;
          /** Of which a log lets infer. */
          inferred: number;
          /** Of which somebody's claim. */
          claimed: number;
          /** Of which told by more than one, or by a game server of this panel. */
          confirmed: number;
        };
      } | null;
      /** Null: not yet. They are computed half an hour after a session. */
      computedAt: string | null;
    };
  };
  /** Get performance metrics. */
  "analytics.metrics": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** How far back, until now. */
      period?: "24h" | "7d" | "30d" | "90d" | "365d";
      /** Only this one. */
      metric?: "kills" | "deaths" | "kdr" | "win_share" | "kills_per_hour" | "pvp_kills" | "pve_kills" | "suicides" | "sessions" | "hours";
    };
    data: Array<{
      metric: "kills" | "deaths" | "kdr" | "win_share" | "kills_per_hour" | "pvp_kills" | "pve_kills" | "suicides" | "sessions" | "hours";
      /** Null: nothing to divide by, or told of single players alone. */
      value: number | null;
      /** The true value lies above with 95 %; null: a count. */
      low: number | null;
      high: number | null;
      /** What it rests on. */
      n: number;
      nUnit: "events" | "encounters" | "sessions";
      /** In the period before. */
      before: number | null;
      /** How likely chance alone brings such a change, by whole sessions; null: a count, or too few to say. */
      p: number | null;
    }>;
    meta: {
      /** How far back, until now. */
      period: "24h" | "7d" | "30d" | "90d" | "365d";
      /** ISO 8601, UTC. */
      from: string;
      /** ISO 8601, UTC. */
      to: string;
      /** Null where all in a community or on a server are asked about. */
      dataQuality: {
        /** Kills and deaths that it rests on. */
        events: number;
        /** Of which a game's own word. */
        observed: number;
        /** Of which a log lets infer. */
        inferred: number;
        /** Of which somebody's claim. */
        claimed: number;
        /** Of which told by more than one, or by a game server of this panel. */
        confirmed: number;
      } | null;
    };
  };
  /** Get what follows from the insights. */
  "analytics.recommendations": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      /** Only these. */
      type?: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend";
      /** How many, 1 to 100. */
      limit?: number;
      /** How many to leave out. */
      offset?: number;
    };
    data: Array<{
      rule: "go-where-you-win" | "look-at-losses" | "look-back" | "keep-going" | "tell-more" | "better-evidence";
      /** When the rule speaks. */
      ruleSays: string;
      priority: "high" | "medium" | "low";
      /** Of the insight that it follows from; null: of how good the data are. */
      type: "win_change" | "rate_change" | "rate_trend" | "opponent" | "place" | "system" | "mode" | "ship" | "hours" | "weekend" | null;
      insightId: string | null;
      text: string;
      /** The insight's statement, or what the data are. */
      because: string;
      /** What would change this. */
      changes: string;
      dataQuality: {
        /** Kills and deaths that it rests on. */
        events: number;
        /** Of which a game's own word. */
        observed: number;
        /** Of which a log lets infer. */
        inferred: number;
        /** Of which somebody's claim. */
        claimed: number;
        /** Of which told by more than one, or by a game server of this panel. */
        confirmed: number;
      };
    }>;
    meta: {
      total: number;
      limit: number;
      offset: number;
    };
  };
  /** Remove an export. */
  "analytics.removeExport": {
    input: {
      exportId: string;
    };
    data: null;
    meta: null;
  };
  /** Get how a metric goes over time. */
  "analytics.trends": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** A player; absent: your own. */
      playerId?: string;
      /** Only what was told in this community; without a player: of all in it. */
      communityId?: string;
      /** Only what happened on this server; without a player: of all on it. */
      serverId?: string;
      metric: "kills" | "deaths" | "kdr" | "win_share" | "kills_per_hour" | "pvp_kills" | "pve_kills" | "suicides" | "sessions" | "hours";
      /** How far back, until now. */
      period: "24h" | "7d" | "30d" | "90d" | "365d";
    };
    data: {
      metric: "kills" | "deaths" | "kdr" | "win_share" | "kills_per_hour" | "pvp_kills" | "pve_kills" | "suicides" | "sessions" | "hours";
      /** How far back, until now. */
      period: "24h" | "7d" | "30d" | "90d" | "365d";
      /** Each from this moment on; the last one goes on. Null: nothing happened that it could be of. */
      points: Array<{
        /** ISO 8601, UTC. */
        at: string;
        value: number | null;
        n: number;
      }>;
      trend: {
        state: "rising" | "falling" | "none" | "not_enough";
        says: string;
        /** Change from one point to the next, by Sen. */
        slope: number | null;
        low: number | null;
        high: number | null;
        /** By Mann and Kendall, corrected for ties. */
        p: number | null;
        /** Points that there are. */
        n: number;
        needed: number;
      };
    };
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
      /** For this server alone, such as the key of one game's bridge. */
      serverId?: string | null;
      /** How the key is written: as this panel's, or as MAID's clients know it. */
      format?: "gamekeeper" | "maid";
      /** Days until it expires; null: never. Default 90. */
      expiresInDays?: number | null;
      /** When it expires, to the moment, in place of `expiresInDays`. */
      expiresAt?: string;
      /** bot: one that a bot acts by. */
      kind?: "standard" | "bot";
      /** What you are called in the game. It becomes the handle of your profile, where that has none. */
      playerName?: string | null;
      /** Whose it is to be: you alone, by your id or that of Discord. */
      userId?: string;
    };
    data: {
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      /** Whose: you alone, by your id or that of Discord. */
      userId?: string;
    };
    data: Array<{
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
  /** List everybody's API keys. */
  "apiKeys.listAll": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** One or more states, comma-separated. */
      status?: string;
      /** In its name, how it begins or ends, or its owner's name. */
      q?: string;
      /** Only those of this user. */
      ownerId?: string;
      /** Only those for this server alone. */
      serverId?: string;
    };
    data: Array<{
      /** Id of an API key. */
      id: string;
      /** Counts the keys of this panel. */
      number: number;
      name: string;
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
  /** Get or make your primary API key. */
  "apiKeys.primary": {
    input: {
      /** Scopes such as servers:read, or bundles such as read-only, bot, full, READ_PUBLIC, FULL_ACCESS. */
      permissions: Array<string>;
      /** What you are called in the game. It becomes the handle of your profile, where that has none. */
      playerName?: string | null;
      /** Whose it is to be: you alone, by your id or that of Discord. */
      userId?: string;
    };
    data: {
      key: {
        /** Id of an API key. */
        id: string;
        /** Counts the keys of this panel. */
        number: number;
        name: string;
        kind: "standard" | "primary" | "bot";
        /** What whoever uses it is called in the game, as they said. */
        playerName: string | null;
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
        /** Whose it is: it may what they may. */
        ownerId: string;
        ownerName: string;
        /** Belongs to the panel and not to a person. */
        instanceOwned: boolean;
        /** The one server that it is for; null: wherever its owner may. */
        serverId: string | null;
        serverName: string | null;
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
      /** The key, where it was made by this call. */
      secret: string | null;
      created: boolean;
    };
    meta: null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
      kind: "standard" | "primary" | "bot";
      /** What whoever uses it is called in the game, as they said. */
      playerName: string | null;
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
      /** Whose it is: it may what they may. */
      ownerId: string;
      ownerName: string;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** The one server that it is for; null: wherever its owner may. */
      serverId: string | null;
      serverName: string | null;
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
  /** Accept or reject an appeal. */
  "appeals.decide": {
    input: {
      appealId: string;
      decision: "accepted" | "rejected";
      /** Told to who appealed. */
      answer: string;
    };
    data: {
      id: string;
      number: number;
      state: "open" | "accepted" | "rejected" | "withdrawn";
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      playerId: string | null;
      /** The player's name when they were punished. */
      name: string;
      /** What they were punished for. */
      reason: string;
      /** Where they were punished; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      endsAt: string | null;
      text: string;
      /** Where they can be answered, if they said so; for who may see addresses, else null. */
      email: string | null;
      /** Who appeals, if signed in. */
      userId: string | null;
      answer: string | null;
      decidedBy: string | null;
      decidedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Appeal against a punishment by its code. */
  "appeals.fileByCode": {
    input: {
      /** The code that was told with the reason. */
      code: string;
      /** What there is to say against it. */
      text: string;
      /** Where the answer is sent, if it is to be sent. */
      email?: string;
    };
    data: {
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    };
    meta: null;
  };
  /** Appeal against a punishment of your own player. */
  "appeals.fileOwn": {
    input: {
      punishmentId: string;
      /** What there is to say against it. */
      text: string;
    };
    data: {
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    };
    meta: null;
  };
  /** Get an appeal. */
  "appeals.get": {
    input: {
      appealId: string;
    };
    data: {
      id: string;
      number: number;
      state: "open" | "accepted" | "rejected" | "withdrawn";
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      playerId: string | null;
      /** The player's name when they were punished. */
      name: string;
      /** What they were punished for. */
      reason: string;
      /** Where they were punished; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      endsAt: string | null;
      text: string;
      /** Where they can be answered, if they said so; for who may see addresses, else null. */
      email: string | null;
      /** Who appeals, if signed in. */
      userId: string | null;
      answer: string | null;
      decidedBy: string | null;
      decidedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Get the code by which a player can appeal. */
  "appeals.link": {
    input: {
      punishmentId: string;
    };
    data: {
      code: string | null;
      url: string;
    };
    meta: null;
  };
  /** List appeals. */
  "appeals.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      state?: "open" | "accepted" | "rejected" | "withdrawn";
      serverId?: string;
      playerId?: string;
    };
    data: Array<{
      id: string;
      number: number;
      state: "open" | "accepted" | "rejected" | "withdrawn";
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      playerId: string | null;
      /** The player's name when they were punished. */
      name: string;
      /** What they were punished for. */
      reason: string;
      /** Where they were punished; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      endsAt: string | null;
      text: string;
      /** Where they can be answered, if they said so; for who may see addresses, else null. */
      email: string | null;
      /** Who appeals, if signed in. */
      userId: string | null;
      answer: string | null;
      decidedBy: string | null;
      decidedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** See a punishment by the code that was told with it. */
  "appeals.look": {
    input: {
      /** The code that was told with the reason. */
      code: string;
    };
    data: {
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    };
    meta: null;
  };
  /** List what you are punished for. */
  "appeals.own": {
    input: Record<string, never>;
    data: Array<{
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    }>;
    meta: null;
  };
  /** Take back an appeal by its code. */
  "appeals.withdrawByCode": {
    input: {
      /** The code that was told with the reason. */
      code: string;
    };
    data: {
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    };
    meta: null;
  };
  /** Take back an appeal of your own player. */
  "appeals.withdrawOwn": {
    input: {
      punishmentId: string;
    };
    data: {
      punishmentId: string;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      name: string;
      serverName: string;
      reason: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever. */
      endsAt: string | null;
      mayAppeal: boolean;
      /** After an appeal was rejected: from when on another is possible. */
      mayAppealFrom: string | null;
      /** The newest. */
      appeal: {
        state: "open" | "accepted" | "rejected" | "withdrawn";
        text: string;
        answer: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
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
      input: Schema5 | null;
      before: Schema6 | null;
      after: Schema7 | null;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
  /** Export the bans of a server as a game's ban list. */
  "banLists.export": {
    input: {
      serverId: string;
      format: "minecraft-players" | "minecraft-ips" | "source-users" | "source-ips" | "luanti-ips";
    };
    data: {
      /** What the game calls it. */
      file: string;
      text: string;
      /** Bans that this list cannot say, such as names where it holds ids. */
      leftOut: number;
    };
    meta: null;
  };
  /** Import a game's ban list. */
  "banLists.import": {
    input: {
      serverId: string;
      format: "minecraft-players" | "minecraft-ips" | "source-users" | "source-ips" | "luanti-ips";
      /** The file as it is. */
      text: string;
      scope?: "server" | "community" | "all";
      /** Only say what would be done. */
      dryRun?: boolean;
    };
    data: {
      dryRun: boolean;
      /** Of a long list that is being taken in now; null: all is done. */
      importId: string | null;
      /** Bans that were made, or are yet to be. */
      added: number;
      there: number;
      over: number;
      /** The first 500. */
      entries: Array<{
        name: string | null;
        platformId: string | null;
        address: string | null;
        reason: string | null;
        /** null: for ever. */
        endsAt: string | null;
        /** ban: a ban that was not there; there: it holds already; over: its time has passed. */
        becomes: "ban" | "there" | "over";
      }>;
      /** What could not be read, by line or by place in the list; the first 100. */
      problems: Array<{
        at: number;
        problem: string;
      }>;
    };
    meta: null;
  };
  /** List long ban lists that were imported, and how far they are. */
  "banLists.imports": {
    input: {
      serverId: string;
    };
    data: Array<{
      id: string;
      format: string;
      scope: "server" | "community" | "all";
      /** stopped: whoever began it may not ban there any more; what was taken by then holds. */
      state: "running" | "done" | "stopped";
      total: number;
      /** How many of the list have been looked at. */
      taken: number;
      added: number;
      /** Held already. */
      there: number;
      /** Their time had passed. */
      over: number;
      /** What could not be read, by line or by place in the list; the first 100. */
      problems: Array<{
        at: number;
        problem: string;
      }>;
      createdBy: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    }>;
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
      document: Schema8;
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
  /** Try out how a console is read. */
  "blueprints.readLog": {
    input: {
      /** Whose patterns are used where `patterns` is not given. */
      blueprintId?: string;
      /** The `console` of a blueprint, as YAML or JSON. */
      patterns?: string;
      /** Lines of a log; those after the 2000th are left out. */
      text: string;
      /** The text begins in the middle of a run: who is not known to be in may be in all the same. */
      continued?: boolean;
    };
    data: {
      lines: Array<{
        /** The line's number in the text, from 1 on. */
        number: number;
        /** The line as the patterns saw it: without colours, and what is stripped, erased or its prefix taken off. */
        text: string;
        /** Which pattern took it, counted from 0; null: none. */
        pattern: number | null;
        /** What it told of. */
        event: {
          kind: "player_login" | "player_logout" | "player_renamed" | "player_command" | "chat_message" | "system_message" | "combat" | "damage" | "death" | "respawn" | "achievement" | "advancement" | "round_start" | "round_end" | "world_event" | "room_enter" | "room_leave" | "entity_created" | "entity_destroyed" | "component_added" | "component_removed" | "tick";
          fields: { [name: string]: string | number | boolean };
          /** Groups that are no fields of the kind. */
          details: { [name: string]: string };
        } | null;
        /** Why a line that a pattern took tells of nothing: known already, nobody holds the slot, nobody of that name is in, a value is none. */
        noEvent: "known" | "unknown_slot" | "not_in" | "bad_value" | null;
      }>;
      /** How many lines the text has; more than `lines` where the patterns took too long. */
      given: number;
      /** All patterns in the order in which they are tried, with what each took. */
      patterns: Array<{
        event: "player_login" | "player_logout" | "player_renamed" | "player_command" | "chat_message" | "system_message" | "combat" | "damage" | "death" | "respawn" | "achievement" | "advancement" | "round_start" | "round_end" | "world_event" | "room_enter" | "room_leave" | "entity_created" | "entity_destroyed" | "component_added" | "component_removed" | "tick" | "player_identity";
        pattern: string;
        /** One of the game's own that ship with the panel, beside the blueprint's. */
        shared: boolean;
        /** How many of the lines it took. */
        taken: number;
      }>;
      /** How many lines told of something. */
      told: number;
      /** How many lines no pattern took. */
      untaken: number;
      /** What the reading cost. */
      tookMs: number;
    };
    meta: null;
  };
  /** Say what became of an order. */
  "bridge.answer": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of an order. */
      orderId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      state: "done" | "failed";
      /** What the game says to it; people read it. */
      said?: string | null;
    };
    data: null;
    meta: null;
  };
  /** Report areas. */
  "bridge.areas": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** What is new or has changed, each whole. */
      set?: Array<{
        /** The game's own id of it. */
        key: string;
        name: string;
        description?: string;
        properties?: { [name: string]: string | number | boolean | null };
      }>;
      /** What is no more. */
      remove?: Array<string>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report how often commands were given. */
  "bridge.commands": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** How often each was given since the last report. */
      commands: Array<{
        command: string;
        invocations: number;
        errors?: number;
        /** How long all of them took together. */
        totalMs?: number | null;
      }>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report a game's currency. */
  "bridge.economy": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** What it is called: gold. */
      currency: string;
      /** True: these are all; whoever is not named has nothing that is known. */
      whole?: boolean;
      wealth?: Array<{
        /** The player's name as the game says it. */
        player: string;
        /** What the game's platform knows them by, whatever they are called. */
        platformId?: string | null;
        amount: number;
      }>;
      /** All that exists, where players do not have all of it. */
      circulation?: number | null;
      /** How many since the last report. */
      transactions?: number;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report what happened in a game. */
  "bridge.events": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      events: Array<{
        /** A kind of game event; an unknown one is left out. */
        kind: string;
        /** When it happened. */
        at: string;
        fields: { [name: string]: string | number | boolean };
        details?: { [name: string]: string };
      }>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Disconnect a game that ends. */
  "bridge.goodbye": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
    };
    data: null;
    meta: null;
  };
  /** Say that a game is there. */
  "bridge.heartbeat": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** How many ticks its clock has gone. */
      tick?: number | null;
      /** Ticks a second, as they really come. */
      tickRate?: number | null;
      memoryMb?: number | null;
      /** Of one core. */
      cpuPercent?: number | null;
    };
    data: {
      connected: true;
    };
    meta: null;
  };
  /** Connect a game to its server. */
  "bridge.hello": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** When this run began: an older one never takes the place of a newer. */
      startedAt: string;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** Which program speaks, with its version. */
      client?: string | null;
      gameVersion?: string | null;
      /** Kinds of events that it reports itself: of its console these are left out while it is connected. */
      tells?: Array<"player_login" | "player_logout" | "player_renamed" | "player_command" | "chat_message" | "system_message" | "combat" | "damage" | "death" | "respawn" | "achievement" | "advancement" | "round_start" | "round_end" | "world_event" | "room_enter" | "room_leave" | "entity_created" | "entity_destroyed" | "component_added" | "component_removed" | "tick">;
      /** Kinds of orders that it obeys. */
      takes?: Array<"kick" | "ban" | "unban" | "mute" | "unmute" | "warn" | "broadcast" | "say" | "reload" | "shutdown" | "grant">;
    };
    data: {
      /** It is to be heard this often. */
      heartbeatSec: number;
      /** After so long in silence it counts as gone. */
      leaseSec: number;
      /** Up to which revision the reports of each stream of this run are taken. */
      revisions: { [name: string]: number };
    };
    meta: null;
  };
  /** Report items. */
  "bridge.items": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** What is new or has changed, each whole. */
      set?: Array<{
        /** The game's own id of it. */
        key: string;
        name: string;
        description?: string;
        /** What sort it is, in the game's own word. */
        type?: string | null;
        /** The key of the room that it is in. */
        room?: string | null;
        properties?: { [name: string]: string | number | boolean | null };
        takeable?: boolean | null;
      }>;
      /** What is no more. */
      remove?: Array<string>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report NPCs. */
  "bridge.npcs": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** What is new or has changed, each whole. */
      set?: Array<{
        /** The game's own id of it. */
        key: string;
        name: string;
        description?: string;
        /** What sort it is, in the game's own word. */
        type?: string | null;
        /** The key of the room that it is in. */
        room?: string | null;
        properties?: { [name: string]: string | number | boolean | null };
        hostile?: boolean | null;
      }>;
      /** What is no more. */
      remove?: Array<string>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report players. */
  "bridge.players": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** Those who are new or have changed, each whole. */
      set: Array<{
        /** The player's name as the game says it. */
        player: string;
        /** What the game's platform knows them by, whatever they are called. */
        platformId?: string | null;
        /** What the game calls them: user, admin, or a word of its own. */
        role?: string | null;
        /** Tries to sign in that failed since the last good one. */
        loginAttempts?: number | null;
        /** Until when the game lets them not in. */
        lockedUntil?: string | null;
        /** The character that they play. */
        character?: string | null;
        /** Where they are, in words. */
        location?: string | null;
        email?: string | null;
        /** For games that do not tell who comes and goes. */
        online?: boolean | null;
        /** Since when the game knows them. */
        createdAt?: string | null;
      }>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report where players are. */
  "bridge.positions": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** What is new or has changed, each whole. */
      set?: Array<{
        /** The player's name as the game says it. */
        player: string;
        /** What the game's platform knows them by, whatever they are called. */
        platformId?: string | null;
        /** The key of the room that they are in. */
        room?: string | null;
        at?: {
          x: number;
          y: number;
          z?: number;
        } | null;
      }>;
      /** What is no more. */
      remove?: Array<string>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Report rooms with their exits. */
  "bridge.rooms": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The id of this run of the game's process: another one each time it starts. */
      run: string;
      /** Counts the reports of this stream within the run, from 1. What was taken is not taken again. */
      revision: number;
      /** What your clock says as you send this: where it is more than 5 seconds off, times in here are moved by as much. */
      sentAt?: string;
      /** This is all there is, or a part of it: what no part has is gone when the last has come. Absent: a change. */
      snapshot?: {
        /** Which part this is, from 1. */
        part: number;
        /** How many parts there are. All of them have the same revision. */
        of: number;
      };
      /** What is new or has changed, each whole. */
      set?: Array<{
        /** The game's own id of it. */
        key: string;
        /** The key of its area. */
        area?: string | null;
        name: string;
        description?: string;
        exits?: Array<{
          /** As the game says it: north, up, through the mirror. */
          direction: string;
          /** The key of the room that it leads to; that may be reported later. */
          to: string;
          locked?: boolean;
        }>;
        /** Where it lies: east, north, up. */
        at?: {
          x: number;
          y: number;
          z?: number;
        } | null;
        properties?: { [name: string]: string | number | boolean | null };
      }>;
      /** What is no more. */
      remove?: Array<string>;
    };
    data: {
      /** False: it was taken before, or is older than what was. */
      taken: boolean;
      /** Up to which revision all of this stream is taken. */
      revision: number;
    };
    meta: null;
  };
  /** Cancel a broadcast that is yet to be said. */
  "broadcasts.cancel": {
    input: {
      /** Id of a broadcast. */
      broadcastId: string;
    };
    data: {
      /** Id of a broadcast. */
      id: string;
      text: string;
      scope: "all" | "communities" | "servers";
      /** The communities or servers; empty for all. */
      scopeIds: Array<string>;
      /** missed: it was due while the panel was away, for too long to say it afterwards. */
      state: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
      /** ISO 8601, UTC. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Who said it. */
      createdBy: string;
      endedAt: string | null;
      /** How many servers it goes or went to; 0 until it is sent. */
      servers: number;
      /** On how many of them the game took it. */
      done: number;
    };
    meta: null;
  };
  /** Say something to all who play. */
  "broadcasts.create": {
    input: {
      /** What all who play are told: one line. */
      text: string;
      /** Where. */
      scope?: "all" | "communities" | "servers";
      /** With the scope `communities`: which. */
      communityIds?: Array<string>;
      /** With the scope `servers`: which. */
      serverIds?: Array<string>;
      /** When; absent: at once. Up to 90 days ahead. Where the panel is away then for more than 15 minutes, it is not said. */
      at?: string;
    };
    data: {
      /** Id of a broadcast. */
      id: string;
      text: string;
      scope: "all" | "communities" | "servers";
      /** The communities or servers; empty for all. */
      scopeIds: Array<string>;
      /** missed: it was due while the panel was away, for too long to say it afterwards. */
      state: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
      /** ISO 8601, UTC. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Who said it. */
      createdBy: string;
      endedAt: string | null;
      /** How many servers it goes or went to; 0 until it is sent. */
      servers: number;
      /** On how many of them the game took it. */
      done: number;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** skipped: no game ran there; unsupported: the game has no way to tell all who play. */
        state: "pending" | "done" | "failed" | "expired" | "unsupported" | "skipped";
        /** What carried it to the game. */
        via: "bridge" | "console" | null;
        /** What the game said to it. */
        said: string | null;
        /** Why it is not done. */
        reason: string | null;
        finishedAt: string | null;
      }>;
    };
    meta: null;
  };
  /** Get a broadcast with what became of it. */
  "broadcasts.get": {
    input: {
      /** Id of a broadcast. */
      broadcastId: string;
    };
    data: {
      /** Id of a broadcast. */
      id: string;
      text: string;
      scope: "all" | "communities" | "servers";
      /** The communities or servers; empty for all. */
      scopeIds: Array<string>;
      /** missed: it was due while the panel was away, for too long to say it afterwards. */
      state: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
      /** ISO 8601, UTC. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Who said it. */
      createdBy: string;
      endedAt: string | null;
      /** How many servers it goes or went to; 0 until it is sent. */
      servers: number;
      /** On how many of them the game took it. */
      done: number;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** skipped: no game ran there; unsupported: the game has no way to tell all who play. */
        state: "pending" | "done" | "failed" | "expired" | "unsupported" | "skipped";
        /** What carried it to the game. */
        via: "bridge" | "console" | null;
        /** What the game said to it. */
        said: string | null;
        /** Why it is not done. */
        reason: string | null;
        finishedAt: string | null;
      }>;
    };
    meta: null;
  };
  /** List broadcasts. */
  "broadcasts.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Only those. */
      state?: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
    };
    data: Array<{
      /** Id of a broadcast. */
      id: string;
      text: string;
      scope: "all" | "communities" | "servers";
      /** The communities or servers; empty for all. */
      scopeIds: Array<string>;
      /** missed: it was due while the panel was away, for too long to say it afterwards. */
      state: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
      /** ISO 8601, UTC. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Who said it. */
      createdBy: string;
      endedAt: string | null;
      /** How many servers it goes or went to; 0 until it is sent. */
      servers: number;
      /** On how many of them the game took it. */
      done: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** See where a broadcast would be heard. */
  "broadcasts.reach": {
    input: Record<string, never>;
    data: Array<{
      serverId: string;
      serverName: string;
      communityId: string | null;
      communityName: string | null;
      /** told: its game takes it; skipped: no game runs there; unsupported: the game cannot tell all who play. */
      reach: "told" | "skipped" | "unsupported";
      /** How many are in. */
      online: number;
    }>;
    meta: null;
  };
  /** Say something to all who play on a server. */
  "broadcasts.toServer": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** What all who play are told: one line. */
      text: string;
    };
    data: {
      /** Id of a broadcast. */
      id: string;
      text: string;
      scope: "all" | "communities" | "servers";
      /** The communities or servers; empty for all. */
      scopeIds: Array<string>;
      /** missed: it was due while the panel was away, for too long to say it afterwards. */
      state: "scheduled" | "sending" | "sent" | "cancelled" | "missed";
      /** ISO 8601, UTC. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Who said it. */
      createdBy: string;
      endedAt: string | null;
      /** How many servers it goes or went to; 0 until it is sent. */
      servers: number;
      /** On how many of them the game took it. */
      done: number;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** skipped: no game ran there; unsupported: the game has no way to tell all who play. */
        state: "pending" | "done" | "failed" | "expired" | "unsupported" | "skipped";
        /** What carried it to the game. */
        via: "bridge" | "console" | null;
        /** What the game said to it. */
        said: string | null;
        /** Why it is not done. */
        reason: string | null;
        finishedAt: string | null;
      }>;
      /** How many were in when it was said. */
      online: number;
    };
    meta: null;
  };
  /** Begin to prove your handle in Star Citizen. */
  "catalog.beginHandleProof": {
    input: {
      handle: string;
    };
    data: {
      handle: string;
      /** Goes into the biography of the handle's profile page. It may be taken out once it was found. */
      code: string;
      /** The profile page that is read. */
      address: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Have your profile page looked at for the code. */
  "catalog.checkHandleProof": {
    input: Record<string, never>;
    data: {
      playerId: string;
      handle: string;
    };
    meta: null;
  };
  /** Get the proof of your handle that you have begun. */
  "catalog.handleProof": {
    input: Record<string, never>;
    data: {
      /** Whether this panel reads profile pages at all. */
      isOffered: boolean;
      proof: {
        handle: string;
        /** Goes into the biography of the handle's profile page. It may be taken out once it was found. */
        code: string;
        /** The profile page that is read. */
        address: string;
        /** ISO 8601, UTC. */
        expiresAt: string;
      } | null;
    };
    meta: null;
  };
  /** Import a set into the catalogue. */
  "catalog.import": {
    input: {
      /** Of a file that does not say itself what it is of. */
      kind?: "ship" | "vehicle" | "weapon" | "place" | "zone" | "system" | "actor" | "crew" | "maker";
      /** An object of format gamekeeper-catalog-1, at most 20000 entries. */
      document: { [name: string]: unknown };
      /** Looks at it and changes nothing. */
      dryRun?: boolean;
    };
    data: {
      kind: "ship" | "vehicle" | "weapon" | "place" | "zone" | "system" | "actor" | "crew" | "maker";
      entries: number;
      /** Entries that the catalogue had not. */
      added: number;
      /** Entries that the catalogue had, of another origin or otherwise. */
      replaced: number;
      isDryRun: boolean;
      sources: Array<{
        name: string;
        address: string | null;
        licence: string | null;
        /** What of the set is from it. */
        gives: string | null;
        asOf: string | null;
      }>;
    };
    meta: null;
  };
  /** List names that the catalogue lacks. */
  "catalog.missing": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      facet?: "weapon" | "ship" | "place" | "system";
    };
    data: Array<{
      facet: "weapon" | "ship" | "place" | "system";
      class: string;
      /** What the panel makes of its words meanwhile. */
      guess: string | null;
      /** How many kills of players are told with it. */
      kills: number;
      /** How many deaths of players are told with it. */
      deaths: number;
      /** ISO 8601, UTC. */
      lastAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get a place. */
  "catalog.place": {
    input: {
      /** Its class, its slug or its name, in letters of any case. */
      name: string;
    };
    data: {
      /** As the game calls it, in logs; null: not known. */
      class: string | null;
      /** What addresses name it by. */
      slug: string;
      name: string;
      /** From a set that was imported here, and not from those that ship with the panel. */
      isImported: boolean;
      system: string | null;
      /** What it is part of. */
      parent: string | null;
      type: "star" | "planet" | "moon" | "station" | "settlement" | "outpost" | "asteroid" | "anomaly" | "nav_point" | null;
      /** How many of this name there are at this parent. */
      count: number;
      /** Others of the same name, at most 20: say the class to have one of them. */
      others: Array<{
        class: string | null;
        slug: string;
        name: string;
      }>;
      /** Classes by which logs name this place, at most 100. */
      classes: Array<string>;
      /** What is part of it, at most 200. */
      within: Array<{
        class: string | null;
        slug: string;
        name: string;
        type: "star" | "planet" | "moon" | "station" | "settlement" | "outpost" | "asteroid" | "anomaly" | "nav_point" | null;
      }>;
    };
    meta: null;
  };
  /** List places. */
  "catalog.places": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Only those with this in their name. */
      query?: string;
      /** Only those of this system. */
      system?: string;
      /** Only those that are part of this place. */
      parent?: string;
      type?: "star" | "planet" | "moon" | "station" | "settlement" | "outpost" | "asteroid" | "anomaly" | "nav_point";
    };
    data: Array<Place>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get a player of Star Citizen by handle. */
  "catalog.player": {
    input: {
      handle: string;
    };
    data: {
      handle: string;
      profile: {
        handle: string;
        displayName: string | null;
        title: string | null;
        /** The number of the citizen, with #. */
        citizenRecord: string | null;
        avatarUrl: string | null;
        /** A date, as 2021-02-17. */
        enlisted: string | null;
        location: string | null;
        fluency: Array<string>;
        biography: string | null;
        /** The main organisation; null: none. */
        organization: {
          /** Whether they hide which it is. */
          isRedacted: boolean;
          sid: string | null;
          name: string | null;
          rank: string | null;
          /** The rank's stars, up to five. */
          stars: number | null;
        } | null;
      } | null;
      /** Read now (page), within the last day (cache) or before (stale, while it is read anew); there is none (absent); pages are not read here (off), or could not be read (unavailable). */
      profileSource: "page" | "cache" | "stale" | "absent" | "off" | "unavailable";
      profileAt: string | null;
      /** What this panel knows; null: nothing, or nothing for you. */
      tracker: {
        playerId: string;
        name: string;
        /** Whether somebody has proven the handle to be theirs. */
        isProven: boolean;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        firstSeenAt: string;
        /** When they last killed or died; null: never, as far as is told. */
        lastSeenAt: string | null;
        ships: Array<{
          class: string;
          name: string | null;
          kills: number;
          deaths: number;
        }>;
      } | null;
    };
    meta: null;
  };
  /** Take an imported set out of the catalogue. */
  "catalog.removeImport": {
    input: {
      kind: "ship" | "vehicle" | "weapon" | "place" | "zone" | "system" | "actor" | "crew" | "maker";
    };
    data: null;
    meta: null;
  };
  /** List the catalogue's sets and whose facts they are. */
  "catalog.sets": {
    input: Record<string, never>;
    data: Array<{
      kind: "ship" | "vehicle" | "weapon" | "place" | "zone" | "system" | "actor" | "crew" | "maker";
      origin: "shipped" | "imported";
      entries: number;
      sources: Array<{
        name: string;
        address: string | null;
        licence: string | null;
        /** What of the set is from it. */
        gives: string | null;
        asOf: string | null;
      }>;
      /** ISO 8601, UTC. */
      updatedAt: string;
    }>;
    meta: null;
  };
  /** Get a ship. */
  "catalog.ship": {
    input: {
      /** Its class, its slug or its name, in letters of any case. */
      name: string;
    };
    data: {
      /** As the game calls it, in logs; null: not known. */
      class: string | null;
      /** What addresses name it by. */
      slug: string;
      name: string;
      /** From a set that was imported here, and not from those that ship with the panel. */
      isImported: boolean;
      /** With its maker's name. */
      fullName: string | null;
      maker: string | null;
      /** The mark that the maker's classes begin with. */
      makerCode: string | null;
      role: string | null;
      career: string | null;
      /** The game's class of size. */
      size: number | null;
      /** How many the game says fly it. */
      crew: number | null;
      gunners: number | null;
      operators: number | null;
      cargoScu: number | null;
      massKg: number | null;
      lengthM: number | null;
      widthM: number | null;
      heightM: number | null;
      /** False: it stays on the ground. */
      isSpaceship: boolean | null;
      /** Metres a second in combat. */
      scmSpeed: number | null;
      /** Metres a second. */
      maxSpeed: number | null;
      /** Degrees a second. */
      pitch: number | null;
      /** Degrees a second. */
      yaw: number | null;
      /** Degrees a second. */
      roll: number | null;
      /** Hit points of its vital parts. */
      hullHp: number | null;
      shieldHp: number | null;
      /** Which build or reading of the game the numbers are of. */
      factsOf: string | null;
      /** Others of the same name, at most 20: say the class to have one of them. */
      others: Array<{
        class: string | null;
        slug: string;
        name: string;
      }>;
    };
    meta: null;
  };
  /** List ships and vehicles. */
  "catalog.ships": {
    input: {
      /** Only those with this in their name or class. */
      query?: string;
      /** Only those of this maker, by its name or its mark. */
      maker?: string;
    };
    data: Array<Ship>;
    meta: {
      total: number;
    };
  };
  /** Get a star system. */
  "catalog.system": {
    input: {
      /** Its class, its slug or its name, in letters of any case. */
      name: string;
    };
    data: {
      /** As the game calls it, in logs; null: not known. */
      class: string | null;
      /** What addresses name it by. */
      slug: string;
      name: string;
      /** From a set that was imported here, and not from those that ship with the panel. */
      isImported: boolean;
      code: string | null;
      affiliation: string | null;
      size: string | null;
      stars: string | null;
      coordinates: [number, number, number] | null;
      /** Systems that it has jump points to. */
      jumpPoints: Array<string>;
      /** Whether players can be in it. */
      isPlayable: boolean | null;
      /** Others of the same name, at most 20: say the class to have one of them. */
      others: Array<{
        class: string | null;
        slug: string;
        name: string;
      }>;
      /** How many places of it the catalogue knows. */
      placesKnown: number;
      /** Its star, planets, moons and other places that have places in them or stand by themselves in space. */
      bodies: Array<{
        class: string | null;
        slug: string;
        name: string;
        type: "star" | "planet" | "moon" | "station" | "settlement" | "outpost" | "asteroid" | "anomaly" | "nav_point" | null;
        parent: string | null;
        /** How many places are part of it, themselves in parts of it or not. */
        places: number;
        placesByType: { [name: string]: number };
        /** Kills that are told of there and in its parts; null for who does not see everybody's kills. */
        kills: number | null;
      }>;
    };
    meta: null;
  };
  /** List star systems. */
  "catalog.systems": {
    input: Record<string, never>;
    data: Array<System>;
    meta: {
      total: number;
    };
  };
  /** Get a weapon. */
  "catalog.weapon": {
    input: {
      /** Its class, its slug or its name, in letters of any case. */
      name: string;
    };
    data: {
      /** As the game calls it, in logs; null: not known. */
      class: string | null;
      /** What addresses name it by. */
      slug: string;
      name: string;
      /** From a set that was imported here, and not from those that ship with the panel. */
      isImported: boolean;
      maker: string | null;
      /** In hand, on a ship, or a rack of missiles. */
      use: "fps" | "ship" | "rack" | null;
      type: string | null;
      damage: string | null;
      size: number | null;
      /** Others of the same name, at most 20: say the class to have one of them. */
      others: Array<{
        class: string | null;
        slug: string;
        name: string;
      }>;
    };
    meta: null;
  };
  /** List weapons. */
  "catalog.weapons": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Only those with this in their name or class. */
      query?: string;
      /** In hand, on a ship, or a rack of missiles. */
      use?: "fps" | "ship" | "rack";
    };
    data: Array<Weapon>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Give a member coins. */
  "coins.add": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Whole coins, at least 1. */
      amount: number;
      /** Why: the member reads it in their statement. */
      reason?: string;
    };
    data: {
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
      /** The balance before. */
      before: number;
      /** null: there was nothing to change. */
      transferId: string | null;
    };
    meta: null;
  };
  /** Export the own movements of coins. */
  "coins.export": {
    input: {
      /** Part of the reason, of the kind's words, or an id. */
      q?: string;
      /** Kind of movement; a prefix such as correction stands for all of its kinds. */
      kind?: string;
      direction?: "in" | "out";
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      until?: string;
    };
    data: {
      /** A name for the file. */
      file: string;
      /** CSV with a header, UTF-8. */
      text: string;
      lines: number;
      /** false: there are more movements than a file may have; ask for them by time. */
      isWhole: boolean;
    };
    meta: null;
  };
  /** Export a member's movements of coins. */
  "coins.exportOf": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Part of the reason, of the kind's words, or an id. */
      q?: string;
      /** Kind of movement; a prefix such as correction stands for all of its kinds. */
      kind?: string;
      direction?: "in" | "out";
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      until?: string;
    };
    data: {
      /** A name for the file. */
      file: string;
      /** CSV with a header, UTF-8. */
      text: string;
      lines: number;
      /** false: there are more movements than a file may have; ask for them by time. */
      isWhole: boolean;
    };
    meta: null;
  };
  /** Get a member's coins. */
  "coins.get": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
    };
    meta: null;
  };
  /** List members by coins. */
  "coins.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name or the e-mail address. */
      q?: string;
    };
    data: Array<{
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
      /** Id of a user, `usr_…`. */
      userId: string;
      name: string;
      avatarUrl: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get the own coins. */
  "coins.mine": {
    input: Record<string, never>;
    data: {
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
    };
    meta: null;
  };
  /** Take back a movement of coins. */
  "coins.reverse": {
    input: {
      /** Id of a transfer of coins. */
      transferId: string;
      /** Why: the member reads it in their statement. */
      reason?: string;
    };
    data: {
      /** Id of a transfer of coins. */
      transferId: string;
      /** Whole coins. */
      amount: number;
    };
    meta: null;
  };
  /** Set a member's coins. */
  "coins.set": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Whole coins. */
      balance: number;
      /** The balance that was read. */
      expected?: number;
      /** Why: the member reads it in their statement. */
      reason?: string;
    };
    data: {
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
      /** The balance before. */
      before: number;
      /** null: there was nothing to change. */
      transferId: string | null;
    };
    meta: null;
  };
  /** List the own movements of coins. */
  "coins.statement": {
    input: {
      /** Part of the reason, of the kind's words, or an id. */
      q?: string;
      /** Kind of movement; a prefix such as correction stands for all of its kinds. */
      kind?: string;
      direction?: "in" | "out";
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      until?: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a transfer of coins. */
      id: string;
      /** ISO 8601, UTC. */
      at: string;
      /** Kind of movement, such as correction.given or store.order. */
      kind: string;
      /** The kind in a sentence. */
      says: string;
      reason: string | null;
      /** Coins that came (positive) or went (negative). */
      amount: number;
      /** The balance after it. */
      balance: number;
      /** Who did it; null: who it is, is not the member's to know. */
      by: string | null;
      about: {
        kind: string;
        id: string;
      } | null;
      /** The transfer that it takes back. */
      reverses: string | null;
      /** How much of it was taken back since. */
      reversed: number;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** List a member's movements of coins. */
  "coins.statementOf": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Part of the reason, of the kind's words, or an id. */
      q?: string;
      /** Kind of movement; a prefix such as correction stands for all of its kinds. */
      kind?: string;
      direction?: "in" | "out";
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      until?: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a transfer of coins. */
      id: string;
      /** ISO 8601, UTC. */
      at: string;
      /** Kind of movement, such as correction.given or store.order. */
      kind: string;
      /** The kind in a sentence. */
      says: string;
      reason: string | null;
      /** Coins that came (positive) or went (negative). */
      amount: number;
      /** The balance after it. */
      balance: number;
      /** Who did it; null: who it is, is not the member's to know. */
      by: string | null;
      about: {
        kind: string;
        id: string;
      } | null;
      /** The transfer that it takes back. */
      reverses: string | null;
      /** How much of it was taken back since. */
      reversed: number;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Take coins from a member. */
  "coins.take": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Whole coins, at least 1. */
      amount: number;
      /** Why: the member reads it in their statement. */
      reason?: string;
    };
    data: {
      /** All their coins. */
      balance: number;
      /** Of these, set aside for what is still to happen. */
      held: number;
      /** What they can spend. */
      available: number;
      /** What they owe, since money went back for coins that they had spent: taken from what comes in next. */
      owed: number;
      /** The balance before. */
      before: number;
      /** null: there was nothing to change. */
      transferId: string | null;
    };
    meta: null;
  };
  /** Put a game server into a community. */
  "communities.addServer": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      id: string;
      name: string;
    };
    meta: null;
  };
  /** Add a community by hand. */
  "communities.create": {
    input: {
      /** What it is called, 1 to 100 characters. */
      name: string;
      /** Its part of the address of its public page, `/c/<slug>`. */
      slug?: string;
      /** A few sentences on who they are. */
      description?: string;
    };
    data: {
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Find the communities that you are in on Discord. */
  "communities.discover": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: null;
  };
  /** Get a community. */
  "communities.get": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: {
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Make a code that lets people into a community. */
  "communities.invite": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: {
      code: string;
      url: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Join a community with a code. */
  "communities.join": {
    input: {
      /** The code that an admin of the community gave. */
      code: string;
    };
    data: {
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Leave a community. */
  "communities.leave": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: null;
    meta: null;
  };
  /** List communities. */
  "communities.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name. */
      q?: string;
      /** True: only those that you are a member of. */
      mine?: string | boolean;
    };
    data: Array<{
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** List who is in a community. */
  "communities.members": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name. */
      q?: string;
    };
    data: Array<{
      userId: string;
      name: string;
      avatarUrl: string | null;
      /** admin: changes settings and roles; moderator: decides disputes and moderates players; member: tells of kills and sees them. */
      role: "admin" | "moderator" | "member";
      /** By hand or by a code; null: none. */
      givenRole: "admin" | "moderator" | "member" | null;
      /** As Discord says; null: it does not. */
      discordRole: "admin" | "moderator" | "member" | null;
      /** ISO 8601, UTC. */
      joinedAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get the community of a game server. */
  "communities.ofServer": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      community: {
        id: string;
        name: string;
      } | null;
    };
    meta: null;
  };
  /** Get a community with its members and channels. */
  "communities.overview": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: {
      community: {
        id: string;
        name: string;
        slug: string;
        description: string;
        /** Its server of Discord; null: none. */
        guildId: string | null;
        /** As the bot sees it; null: it does not. */
        guildName: string | null;
        /** Whether the panel's bot is in that server. */
        hasBot: boolean;
        /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
        privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
        /** What you are in it; null: no member. */
        role: "admin" | "moderator" | "member" | null;
        /** Of those who have an account here. */
        members: number;
        /** Game servers that belong to it. */
        servers: number;
        /** ISO 8601, UTC. */
        createdAt: string;
      };
      members: Array<{
        userId: string;
        name: string;
        avatarUrl: string | null;
        /** admin: changes settings and roles; moderator: decides disputes and moderates players; member: tells of kills and sees them. */
        role: "admin" | "moderator" | "member";
      }>;
      channels: Array<{
        id: string;
        name: string;
      }>;
    };
    meta: null;
  };
  /** Get the public page of a community. */
  "communities.page": {
    input: {
      /** Its part of the address of its public page, `/c/<slug>`. */
      slug: string;
      /** The game's name, in small letters. */
      game?: string;
      board?: "kills" | "deaths" | "kdr" | "pvp_kills" | "pve_kills" | "streak" | "rating";
      period?: "daily" | "weekly" | "monthly" | "season" | "all_time";
    };
    data: {
      name: string;
      slug: string;
      description: string;
      language: string;
      timezone: string;
      game: string;
      /** Null: it has no leaderboards. */
      board: {
        by: "kills" | "deaths" | "kdr" | "pvp_kills" | "pve_kills" | "streak" | "rating";
        period: "daily" | "weekly" | "monthly" | "season" | "all_time";
        items: Array<{
          rank: number | null;
          /** Null: they show their kills to few. */
          name: string | null;
          isHidden: boolean;
          value: number;
          kills: number;
          deaths: number;
          kdr: number | null;
        }>;
        total: number;
      } | null;
      /** The newest of those that are public by now. */
      kills: Array<{
        /** Id of a kill. */
        id: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        evidence: "claimed" | "inferred" | "observed";
        isConfirmed: boolean;
        killer: {
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      }>;
    };
    meta: null;
  };
  /** List the public pages of communities. */
  "communities.pages": {
    input: Record<string, never>;
    data: Array<{
      slug: string;
      name: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    }>;
    meta: null;
  };
  /** List the channels and roles that a community's settings may name. */
  "communities.places": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: {
      channels: Array<{
        id: string;
        name: string;
        maySend: boolean;
      }>;
      roles: Array<{
        id: string;
        name: string;
      }>;
      /** What went wrong when something was last told; null: nothing. */
      lastError: string | null;
    };
    meta: null;
  };
  /** Remove a community. */
  "communities.remove": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: null;
    meta: null;
  };
  /** Remove somebody from a community. */
  "communities.removeMember": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: null;
    meta: null;
  };
  /** Take a game server out of a community. */
  "communities.removeServer": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Id of a game server. */
      serverId: string;
    };
    data: null;
    meta: null;
  };
  /** Get yourself with your communities. */
  "communities.self": {
    input: Record<string, never>;
    data: {
      /** Id of a user, `usr_…`. */
      userId: string;
      name: string;
      avatarUrl: string | null;
      discordId: string | null;
      /** The key of your highest role; null: none. */
      role: string | null;
      /** On the instance. */
      permissions: Array<string>;
      isAdmin: boolean;
      communities: Array<{
        id: string;
        name: string;
        slug: string;
        description: string;
        /** Its server of Discord; null: none. */
        guildId: string | null;
        /** As the bot sees it; null: it does not. */
        guildName: string | null;
        /** Whether the panel's bot is in that server. */
        hasBot: boolean;
        /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
        privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
        /** What you are in it; null: no member. */
        role: "admin" | "moderator" | "member" | null;
        /** Of those who have an account here. */
        members: number;
        /** Game servers that belong to it. */
        servers: number;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      lastSeenAt: string | null;
    };
    meta: null;
  };
  /** List the game servers of a community. */
  "communities.servers": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: Array<{
      id: string;
      name: string;
    }>;
    meta: null;
  };
  /** Join a community with a server of Discord. */
  "communities.setGuild": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      guildId: string | null;
    };
    data: {
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Set what a member is in a community. */
  "communities.setRole": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Id of a user, `usr_…`. */
      userId: string;
      /** admin: changes settings and roles; moderator: decides disputes and moderates players; member: tells of kills and sees them. */
      role: "admin" | "moderator" | "member";
    };
    data: {
      userId: string;
      name: string;
      avatarUrl: string | null;
      /** admin: changes settings and roles; moderator: decides disputes and moderates players; member: tells of kills and sees them. */
      role: "admin" | "moderator" | "member";
      /** By hand or by a code; null: none. */
      givenRole: "admin" | "moderator" | "member" | null;
      /** As Discord says; null: it does not. */
      discordRole: "admin" | "moderator" | "member" | null;
      /** ISO 8601, UTC. */
      joinedAt: string;
    };
    meta: null;
  };
  /** Get a community's settings. */
  "communities.settings": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
    };
    data: {
      /** Kept for bots of your own: what commands written as messages begin with. */
      prefix: string;
      /** Language tag. How numbers and dates of its public page are written, and what the bot speaks there; where it does not speak it, English. */
      language: string;
      /** IANA time zone of its page. */
      timezone: string;
      /** Where the bot tells what was changed in the community; null: nowhere. */
      logChannel: string | null;
      /** Who has this role on Discord is an admin here, beside those who manage the server there. */
      adminRole: string | null;
      /** Who has this role on Discord is a moderator here. */
      moderatorRole: string | null;
      /** Kept for bots of your own: whether they remove their answers after a while. */
      autoDeleteMessages: boolean;
      /** Who sees its list of kills, its leaderboards and its page: everybody, also who is not signed in; nobody but its moderators and admins; or its members. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** Whether kills are told in the channel for them. */
      killNotifications: boolean;
      /** Where the bot tells of kills; null: nowhere. */
      killChannel: string | null;
      /** Where the bot tells the week's leaderboard; null: nowhere. */
      leaderboardChannel: string | null;
      features: {
        /** Kills can be told in it, and are listed. */
        killTracker: boolean;
        /** It has leaderboards, and the week's is told in the channel for them. */
        leaderboard: boolean;
        /** The bot tells things in its channels by itself. */
        notifications: boolean;
        /** Kept for bots of your own: whether they take commands of the community's own. */
        customCommands: boolean;
      };
    };
    meta: null;
  };
  /** Rename or describe a community. */
  "communities.update": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** What it is called, 1 to 100 characters. */
      name?: string;
      /** Its part of the address of its public page, `/c/<slug>`. */
      slug?: string;
      /** A few sentences on who they are. */
      description?: string;
    };
    data: {
      id: string;
      name: string;
      slug: string;
      description: string;
      /** Its server of Discord; null: none. */
      guildId: string | null;
      /** As the bot sees it; null: it does not. */
      guildName: string | null;
      /** Whether the panel's bot is in that server. */
      hasBot: boolean;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** What you are in it; null: no member. */
      role: "admin" | "moderator" | "member" | null;
      /** Of those who have an account here. */
      members: number;
      /** Game servers that belong to it. */
      servers: number;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Change a community's settings. */
  "communities.updateSettings": {
    input: {
      /** Id of a community, or that of its server of Discord. */
      communityId: string;
      /** Kept for bots of your own: what commands written as messages begin with. */
      prefix?: string;
      /** Language tag. How numbers and dates of its public page are written, and what the bot speaks there; where it does not speak it, English. */
      language?: string;
      /** IANA time zone of its page. */
      timezone?: string;
      /** Id of a channel, or its name; null: none. */
      logChannel?: string | null;
      /** Id of a role, or its name; null: none. */
      adminRole?: string | null;
      /** Id of a role, or its name; null: none. */
      moderatorRole?: string | null;
      /** Kept for bots of your own: whether they remove their answers after a while. */
      autoDeleteMessages?: boolean;
      /** Who sees its list of kills, its leaderboards and its page: everybody, also who is not signed in; nobody but its moderators and admins; or its members. */
      privacyLevel?: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** Whether kills are told in the channel for them. */
      killNotifications?: boolean;
      /** Id of a channel, or its name; null: none. */
      killChannel?: string | null;
      /** Id of a channel, or its name; null: none. */
      leaderboardChannel?: string | null;
      features?: {
        /** Kills can be told in it, and are listed. */
        killTracker?: boolean;
        /** It has leaderboards, and the week's is told in the channel for them. */
        leaderboard?: boolean;
        /** The bot tells things in its channels by itself. */
        notifications?: boolean;
        /** Kept for bots of your own: whether they take commands of the community's own. */
        customCommands?: boolean;
      };
    };
    data: {
      /** Kept for bots of your own: what commands written as messages begin with. */
      prefix: string;
      /** Language tag. How numbers and dates of its public page are written, and what the bot speaks there; where it does not speak it, English. */
      language: string;
      /** IANA time zone of its page. */
      timezone: string;
      /** Where the bot tells what was changed in the community; null: nowhere. */
      logChannel: string | null;
      /** Who has this role on Discord is an admin here, beside those who manage the server there. */
      adminRole: string | null;
      /** Who has this role on Discord is a moderator here. */
      moderatorRole: string | null;
      /** Kept for bots of your own: whether they remove their answers after a while. */
      autoDeleteMessages: boolean;
      /** Who sees its list of kills, its leaderboards and its page: everybody, also who is not signed in; nobody but its moderators and admins; or its members. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** Whether kills are told in the channel for them. */
      killNotifications: boolean;
      /** Where the bot tells of kills; null: nowhere. */
      killChannel: string | null;
      /** Where the bot tells the week's leaderboard; null: nowhere. */
      leaderboardChannel: string | null;
      features: {
        /** Kills can be told in it, and are listed. */
        killTracker: boolean;
        /** It has leaderboards, and the week's is told in the channel for them. */
        leaderboard: boolean;
        /** The bot tells things in its channels by itself. */
        notifications: boolean;
        /** Kept for bots of your own: whether they take commands of the community's own. */
        customCommands: boolean;
      };
    };
    meta: null;
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
  /** Make coupons. */
  "coupons.create": {
    input: {
      /** How often in all; null: any number. */
      maxUses?: number | null;
      /** How often by one member; null: any number. */
      maxPerMember?: number | null;
      fromAt?: string | null;
      untilAt?: string | null;
      /** Of a discount: only for these items; empty: for all. */
      itemIds?: Array<string>;
      /** Only for these members; empty: for all. */
      userIds?: Array<string>;
      /** For the team alone. */
      note?: string;
      /** percent and amount take something off a price; all others give something when the code is redeemed. */
      gives: {
        kind: "percent";
        percent: number;
      } | {
        kind: "amount";
        coins: number;
      } | {
        kind: "coins";
        coins: number;
      } | {
        kind: "resources";
        resources: { [name: string]: number };
      } | {
        kind: "package";
        packageId: string;
        days: number | null;
      } | {
        kind: "renewal_bypass";
        amount: number;
      };
      /** How many. */
      count?: number;
      /** Only for a single one; default: random. */
      code?: string;
    };
    data: Array<{
      /** How often in all; null: any number. */
      maxUses: number | null;
      /** How often by one member; null: any number. */
      maxPerMember: number | null;
      fromAt: string | null;
      untilAt: string | null;
      /** Of a discount: only for these items; empty: for all. */
      itemIds: Array<string>;
      /** Only for these members; empty: for all. */
      userIds: Array<string>;
      /** For the team alone. */
      note: string;
      /** Id of a coupon. */
      id: string;
      code: string;
      gives: {
        kind: "percent";
        percent: number;
      } | {
        kind: "amount";
        coins: number;
      } | {
        kind: "coins";
        coins: number;
      } | {
        kind: "resources";
        resources: { [name: string]: number };
      } | {
        kind: "package";
        packageId: string;
        days: number | null;
      } | {
        kind: "renewal_bypass";
        amount: number;
      } | {
        kind: "item";
        /** Id of an order of the store. */
        orderId: string;
        itemName: string;
        quantity: number;
      };
      /** What the package is called; null: it is gone, or there is none. */
      label: string | null;
      uses: number;
      enabled: boolean;
      /** The same for those that were made together. */
      batch: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
    }>;
    meta: null;
  };
  /** Switch off all coupons that were made together. */
  "coupons.disable": {
    input: {
      batch: string;
    };
    data: {
      /** How many were on. */
      disabled: number;
    };
    meta: null;
  };
  /** Export coupons with their codes. */
  "coupons.exportCodes": {
    input: {
      kind?: "percent" | "amount" | "coins" | "resources" | "package" | "renewal_bypass" | "item";
      /** Those that were made together. */
      batch?: string;
      /** The whole code, or its last four signs. */
      code?: string;
      /** ended: switched off, used up or over. */
      state?: "usable" | "ended";
    };
    data: {
      file: string;
      text: string;
      count: number;
    };
    meta: null;
  };
  /** List coupons. */
  "coupons.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      kind?: "percent" | "amount" | "coins" | "resources" | "package" | "renewal_bypass" | "item";
      /** Those that were made together. */
      batch?: string;
      /** The whole code, or its last four signs. */
      code?: string;
      /** ended: switched off, used up or over. */
      state?: "usable" | "ended";
    };
    data: Array<{
      /** How often in all; null: any number. */
      maxUses: number | null;
      /** How often by one member; null: any number. */
      maxPerMember: number | null;
      fromAt: string | null;
      untilAt: string | null;
      /** Of a discount: only for these items; empty: for all. */
      itemIds: Array<string>;
      /** Only for these members; empty: for all. */
      userIds: Array<string>;
      /** For the team alone. */
      note: string;
      /** Id of a coupon. */
      id: string;
      code: string;
      gives: {
        kind: "percent";
        percent: number;
      } | {
        kind: "amount";
        coins: number;
      } | {
        kind: "coins";
        coins: number;
      } | {
        kind: "resources";
        resources: { [name: string]: number };
      } | {
        kind: "package";
        packageId: string;
        days: number | null;
      } | {
        kind: "renewal_bypass";
        amount: number;
      } | {
        kind: "item";
        /** Id of an order of the store. */
        orderId: string;
        itemName: string;
        quantity: number;
      };
      /** What the package is called; null: it is gone, or there is none. */
      label: string | null;
      uses: number;
      enabled: boolean;
      /** The same for those that were made together. */
      batch: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Redeem a code. */
  "coupons.redeem": {
    input: {
      /** The code. Case, spaces and dashes do not matter. */
      code: string;
      /** Whether another package that you have may be lost for that of the code. */
      replacePackage?: boolean;
      /** Of a code that gives renewals, one is used for this server at once. Other codes do nothing to it. */
      serverId?: string;
    };
    data: {
      /** Kind of the code; item: a gift. */
      kind: "percent" | "amount" | "coins" | "resources" | "package" | "renewal_bypass" | "item";
      /** Coins that it gave. */
      coins: number;
      things: Array<{
        /** What one of it gives. */
        gives: {
          kind: "resource";
          resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
          /** How much of it each one gives. */
          amount: number;
        } | {
          kind: "package";
          packageId: string;
          /** For how long; null: until it is changed. */
          days: number | null;
        } | {
          kind: "renewal_bypass";
          /** How many renewals each one pays for. */
          amount: number;
        } | {
          kind: "role";
          roleId: string;
        } | {
          kind: "coins";
          /** How many coins each one gives. Sold for money alone. */
          amount: number;
        };
        quantity: number;
        label: string | null;
      }>;
      /** Until when the server's time is paid now; null: none was renewed. */
      renewedUntil: string | null;
    };
    meta: null;
  };
  /** Change a coupon. */
  "coupons.update": {
    input: {
      /** Id of a coupon. */
      couponId: string;
      /** How often in all; null: any number. */
      maxUses?: number | null;
      /** How often by one member; null: any number. */
      maxPerMember?: number | null;
      fromAt?: string | null;
      untilAt?: string | null;
      /** Of a discount: only for these items; empty: for all. */
      itemIds?: Array<string>;
      /** Only for these members; empty: for all. */
      userIds?: Array<string>;
      /** For the team alone. */
      note?: string;
      enabled?: boolean;
    };
    data: {
      /** How often in all; null: any number. */
      maxUses: number | null;
      /** How often by one member; null: any number. */
      maxPerMember: number | null;
      fromAt: string | null;
      untilAt: string | null;
      /** Of a discount: only for these items; empty: for all. */
      itemIds: Array<string>;
      /** Only for these members; empty: for all. */
      userIds: Array<string>;
      /** For the team alone. */
      note: string;
      /** Id of a coupon. */
      id: string;
      code: string;
      gives: {
        kind: "percent";
        percent: number;
      } | {
        kind: "amount";
        coins: number;
      } | {
        kind: "coins";
        coins: number;
      } | {
        kind: "resources";
        resources: { [name: string]: number };
      } | {
        kind: "package";
        packageId: string;
        days: number | null;
      } | {
        kind: "renewal_bypass";
        amount: number;
      } | {
        kind: "item";
        /** Id of an order of the store. */
        orderId: string;
        itemName: string;
        quantity: number;
      };
      /** What the package is called; null: it is gone, or there is none. */
      label: string | null;
      uses: number;
      enabled: boolean;
      /** The same for those that were made together. */
      batch: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
    };
    meta: null;
  };
  /** Get the figures of what is yours. */
  "dashboard.stats": {
    input: Record<string, never>;
    data: {
      tickets: {
        /** Null without tickets:read. */
        open: number | null;
        resolved: number | null;
        /** The five newest. None without tickets:read. */
        recent: Array<{
          number: number;
          subject: string;
          status: string;
          /** ISO 8601, UTC. */
          createdAt: string;
        }>;
      };
      keys: {
        /** How many work. */
        active: number;
        /** The newest 200. */
        items: Array<{
          /** Id of an API key. */
          id: string;
          /** Counts the keys of this panel. */
          number: number;
          name: string;
          kind: "standard" | "primary" | "bot";
          /** What whoever uses it is called in the game, as they said. */
          playerName: string | null;
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
          /** Whose it is: it may what they may. */
          ownerId: string;
          ownerName: string;
          /** Belongs to the panel and not to a person. */
          instanceOwned: boolean;
          /** The one server that it is for; null: wherever its owner may. */
          serverId: string | null;
          serverName: string | null;
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
  /** Tell events in a channel of Discord. */
  "discord.addPost": {
    input: {
      /** The channel, by its id at Discord: one that the bot sees and may write in. */
      channelId: string;
      /** Event types, `server.*` for all of a kind, `*` for all there are and will be. */
      types: Array<string>;
      /** Only events of these servers. None: of all, and of what is no server. */
      serverIds?: Array<string>;
      /** The message: text as Discord formats it, with fields of the event in braces, such as `{player} joined {server}`. null: a card with all that the event says. */
      template?: string | null;
    };
    data: {
      id: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** The message, with {fields} of the event; null: a card with all of them. */
      template: string | null;
      enabled: boolean;
    };
    meta: null;
  };
  /** Relay a game's chat to a channel of Discord. */
  "discord.addRelay": {
    input: {
      /** The server whose game it is. */
      serverId: string;
      /** The channel, by its id at Discord: one that the bot sees and may write in. */
      channelId: string;
      /** Tell in the channel what players say. */
      toDiscord?: boolean;
      /** Say in the game what is written in the channel. */
      toGame?: boolean;
    };
    data: {
      id: string;
      serverId: string;
      serverName: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What players say is told in the channel. */
      toDiscord: boolean;
      /** What is written in the channel is said in the game. */
      toGame: boolean;
    };
    meta: null;
  };
  /** Change what is told in a channel of Discord. */
  "discord.changePost": {
    input: {
      /** Id of a post. */
      postId: string;
      /** The channel, by its id at Discord: one that the bot sees and may write in. */
      channelId?: string;
      /** Event types, `server.*` for all of a kind, `*` for all there are and will be. */
      types?: Array<string>;
      /** Only events of these servers. None: of all, and of what is no server. */
      serverIds?: Array<string>;
      /** The message: text as Discord formats it, with fields of the event in braces, such as `{player} joined {server}`. null: a card with all that the event says. */
      template?: string | null;
      enabled?: boolean;
    };
    data: {
      id: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** The message, with {fields} of the event; null: a card with all of them. */
      template: string | null;
      enabled: boolean;
    };
    meta: null;
  };
  /** Change which way chat is relayed. */
  "discord.changeRelay": {
    input: {
      /** Id of a relay. */
      relayId: string;
      toDiscord?: boolean;
      toGame?: boolean;
    };
    data: {
      id: string;
      serverId: string;
      serverName: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What players say is told in the channel. */
      toDiscord: boolean;
      /** What is written in the channel is said in the game. */
      toGame: boolean;
    };
    meta: null;
  };
  /** Connect a bot on Discord. */
  "discord.connect": {
    input: {
      /** The bot's token, out of Discord's developer portal. It is not shown again. */
      token: string;
    };
    data: {
      applicationId: string;
      name: string;
      enabled: boolean;
      /** refused: Discord does not let it in, and it is not tried again until something is changed. */
      state: "off" | "connecting" | "connected" | "reconnecting" | "refused";
      /** Why it is not connected; null: it is, or it is not known. */
      problem: "token" | "intents" | "unreachable" | "limited" | "refused" | null;
      /** Since when it is in this state. */
      since: string;
      /** As the bot saw them last. */
      guilds: Array<{
        id: string;
        name: string;
        channels: Array<{
          id: string;
          name: string;
          /** Whether the bot may write there. */
          maySend: boolean;
        }>;
        /** Those that people can be given. */
        roles: Array<{
          id: string;
          name: string;
        }>;
      }>;
      /** Where somebody who manages a server of Discord lets the bot in. */
      inviteUrl: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Whether Discord lets it read what people write, which chat to games needs: the message content intent. */
      readsMessages: boolean;
    };
    meta: null;
  };
  /** Remove the bot on Discord. */
  "discord.disconnect": {
    input: Record<string, never>;
    data: null;
    meta: null;
  };
  /** Get the bot on Discord. */
  "discord.get": {
    input: Record<string, never>;
    data: {
      /** null: none is connected. */
      bot: {
        applicationId: string;
        name: string;
        enabled: boolean;
        /** refused: Discord does not let it in, and it is not tried again until something is changed. */
        state: "off" | "connecting" | "connected" | "reconnecting" | "refused";
        /** Why it is not connected; null: it is, or it is not known. */
        problem: "token" | "intents" | "unreachable" | "limited" | "refused" | null;
        /** Since when it is in this state. */
        since: string;
        /** As the bot saw them last. */
        guilds: Array<{
          id: string;
          name: string;
          channels: Array<{
            id: string;
            name: string;
            /** Whether the bot may write there. */
            maySend: boolean;
          }>;
          /** Those that people can be given. */
          roles: Array<{
            id: string;
            name: string;
          }>;
        }>;
        /** Where somebody who manages a server of Discord lets the bot in. */
        inviteUrl: string;
        /** ISO 8601, UTC. */
        createdAt: string;
      } | null;
    };
    meta: null;
  };
  /** Link your account on Discord. */
  "discord.link": {
    input: {
      /** The code that /link gave on Discord. Case, spaces and dashes do not matter. */
      code: string;
    };
    data: {
      discordId: string;
      name: string;
    };
    meta: null;
  };
  /** See who you are on Discord. */
  "discord.linked": {
    input: Record<string, never>;
    data: {
      link: {
        discordId: string;
        name: string;
        /** sign_in: by signing in with Discord; code: by a code of /link. */
        by: "sign_in" | "code";
        /** ISO 8601, UTC. */
        linkedAt: string;
      } | null;
      /** What the panel's bot is called; null: there is none. */
      botName: string | null;
    };
    meta: null;
  };
  /** See whose code of /link this is. */
  "discord.lookUpCode": {
    input: {
      /** The code that /link gave on Discord. Case, spaces and dashes do not matter. */
      code: string;
    };
    data: {
      discordId: string;
      name: string;
    };
    meta: null;
  };
  /** List what is told in channels of Discord. */
  "discord.posts": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** The message, with {fields} of the event; null: a card with all of them. */
      template: string | null;
      enabled: boolean;
    }>;
    meta: null;
  };
  /** Connect the bot on Discord anew. */
  "discord.reconnect": {
    input: Record<string, never>;
    data: {
      applicationId: string;
      name: string;
      enabled: boolean;
      /** refused: Discord does not let it in, and it is not tried again until something is changed. */
      state: "off" | "connecting" | "connected" | "reconnecting" | "refused";
      /** Why it is not connected; null: it is, or it is not known. */
      problem: "token" | "intents" | "unreachable" | "limited" | "refused" | null;
      /** Since when it is in this state. */
      since: string;
      /** As the bot saw them last. */
      guilds: Array<{
        id: string;
        name: string;
        channels: Array<{
          id: string;
          name: string;
          /** Whether the bot may write there. */
          maySend: boolean;
        }>;
        /** Those that people can be given. */
        roles: Array<{
          id: string;
          name: string;
        }>;
      }>;
      /** Where somebody who manages a server of Discord lets the bot in. */
      inviteUrl: string;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List whose chat is relayed to Discord. */
  "discord.relays": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      serverId: string;
      serverName: string;
      guildId: string;
      channelId: string;
      guildName: string | null;
      /** null: the bot does not see it any more. */
      channelName: string | null;
      /** What went wrong at the last try; null: nothing. */
      lastError: string | null;
      lastSentAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** What players say is told in the channel. */
      toDiscord: boolean;
      /** What is written in the channel is said in the game. */
      toGame: boolean;
    }>;
    meta: null;
  };
  /** Tell events in a channel of Discord no more. */
  "discord.removePost": {
    input: {
      /** Id of a post. */
      postId: string;
    };
    data: null;
    meta: null;
  };
  /** Relay a game's chat to a channel of Discord no more. */
  "discord.removeRelay": {
    input: {
      /** Id of a relay. */
      relayId: string;
    };
    data: null;
    meta: null;
  };
  /** Say something in a channel of Discord to try it. */
  "discord.testPost": {
    input: {
      /** Id of a post. */
      postId: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Unlink your account on Discord. */
  "discord.unlink": {
    input: Record<string, never>;
    data: null;
    meta: null;
  };
  /** Switch the bot on Discord on or off. */
  "discord.update": {
    input: {
      enabled: boolean;
    };
    data: {
      applicationId: string;
      name: string;
      enabled: boolean;
      /** refused: Discord does not let it in, and it is not tried again until something is changed. */
      state: "off" | "connecting" | "connected" | "reconnecting" | "refused";
      /** Why it is not connected; null: it is, or it is not known. */
      problem: "token" | "intents" | "unreachable" | "limited" | "refused" | null;
      /** Since when it is in this state. */
      since: string;
      /** As the bot saw them last. */
      guilds: Array<{
        id: string;
        name: string;
        channels: Array<{
          id: string;
          name: string;
          /** Whether the bot may write there. */
          maySend: boolean;
        }>;
        /** Those that people can be given. */
        roles: Array<{
          id: string;
          name: string;
        }>;
      }>;
      /** Where somebody who manages a server of Discord lets the bot in. */
      inviteUrl: string;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Say that an earning page is still open. */
  "earning.beatIdle": {
    input: {
      /** The page that earns, as idle-start named it. */
      page: string;
      /** The number of this beat. */
      beat: number;
    };
    data: {
      /** Whether this page earns. False: another one does. */
      isHere: boolean;
      /** What this page calls itself from now on; null: it does not earn. */
      page: string | null;
      /** The number of the next beat. */
      nextBeat: number;
      /** Seconds until it is due. */
      beatAfterSec: number;
      /** Coins that were given now. */
      given: number;
      /** Seconds of the period that has begun. */
      countedSec: number;
      /** Whole coins. */
      earnedToday: number;
      /** Whole coins. */
      leftToday: number;
    };
    meta: null;
  };
  /** Let a member earn no coins. */
  "earning.block": {
    input: {
      userId: string;
      /** Why. The member does not read it. */
      reason: string;
    };
    data: {
      userId: string;
      name: string;
      reason: string;
      /** ISO 8601, UTC. */
      at: string;
      by: string;
    };
    meta: null;
  };
  /** List who may earn no coins. */
  "earning.blocks": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      userId: string;
      name: string;
      reason: string;
      /** ISO 8601, UTC. */
      at: string;
      by: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Claim the coins of the day. */
  "earning.claimDaily": {
    input: Record<string, never>;
    data: {
      /** What the next claim gives. */
      coins: number;
      /** The how many-th day in a row the next claim would be. */
      streak: number;
      /** Whether today was claimed. */
      isClaimed: boolean;
      /** When the next day begins; null: today is still to be claimed. */
      nextAt: string | null;
      /** Coins that were given. */
      given: number;
    };
    meta: null;
  };
  /** See whether a member may earn coins. */
  "earning.getBlock": {
    input: {
      userId: string;
    };
    data: {
      block: {
        userId: string;
        name: string;
        reason: string;
        /** ISO 8601, UTC. */
        at: string;
        by: string;
      } | null;
    };
    meta: null;
  };
  /** Claim the coins for being in a server of Discord. */
  "earning.join": {
    input: {
      /** The server of Discord, as its id there. */
      guildId: string;
    };
    data: {
      /** Coins that were given. */
      given: number;
    };
    meta: null;
  };
  /** Get the code by which others say that you brought them. */
  "earning.makeReferralCode": {
    input: Record<string, never>;
    data: {
      code: string;
      url: string;
    };
    meta: null;
  };
  /** See whom you have brought and what it gave. */
  "earning.referrals": {
    input: Record<string, never>;
    data: Array<{
      name: string;
      /** ISO 8601, UTC. */
      at: string;
      state: "waiting" | "paid" | "refused";
      /** What it gave; null: it is not decided. */
      coins: number | null;
    }>;
    meta: {
      code: string | null;
      /** The address that has the code in it. */
      url: string | null;
      total: number;
      /** For how many coins were given. */
      paid: number;
      /** What all of them gave. */
      coins: number;
      broughtBy: {
        name: string;
        state: "waiting" | "paid" | "refused";
      } | null;
    };
  };
  /** See what was earned on each day by each way. */
  "earning.report": {
    input: {
      /** The first day; default: 29 days before the last. */
      from?: string;
      /** The last day; default: today. */
      to?: string;
    };
    data: Array<{
      /** A day by the panel's time zone, such as 2026-11-21. */
      day: string;
      way: "daily" | "idle" | "playtime" | "referral" | "join";
      /** Whole coins. */
      coins: number;
      times: number;
      members: number;
    }>;
    meta: {
      /** A day by the panel's time zone, such as 2026-11-21. */
      from: string;
      /** A day by the panel's time zone, such as 2026-11-21. */
      to: string;
    };
  };
  /** Begin to earn by an open page. */
  "earning.startIdle": {
    input: {
      /** Whether it takes the place of another page. */
      takeOver?: boolean;
    };
    data: {
      /** Whether this page earns. False: another one does. */
      isHere: boolean;
      /** What this page calls itself from now on; null: it does not earn. */
      page: string | null;
      /** The number of the next beat. */
      nextBeat: number;
      /** Seconds until it is due. */
      beatAfterSec: number;
      /** Coins that were given now. */
      given: number;
      /** Seconds of the period that has begun. */
      countedSec: number;
      /** Whole coins. */
      earnedToday: number;
      /** Whole coins. */
      leftToday: number;
    };
    meta: null;
  };
  /** Say that an earning page was closed. */
  "earning.stopIdle": {
    input: {
      /** The page that earns, as idle-start named it. */
      page: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Let a member earn coins again. */
  "earning.unblock": {
    input: {
      userId: string;
    };
    data: Record<string, unknown>;
    meta: null;
  };
  /** Say who brought you here. */
  "earning.useReferralCode": {
    input: {
      /** A member's code. Case, spaces and dashes do not matter. */
      code: string;
    };
    data: {
      /** What they are called. */
      broughtBy: string;
    };
    meta: null;
  };
  /** See how you can earn coins, and what is left today. */
  "earning.ways": {
    input: Record<string, never>;
    data: {
      /** A day by the panel's time zone, such as 2026-11-21. */
      day: string;
      /** The time zone of the panel's days. */
      zone: string;
      /** Why they earn nothing at this moment; null: they do. */
      refusal: {
        /** For programs, such as earning.blocked. */
        reason: string;
        message: string;
      } | null;
      daily: {
        /** What the next claim gives. */
        coins: number;
        /** The how many-th day in a row the next claim would be. */
        streak: number;
        /** Whether today was claimed. */
        isClaimed: boolean;
        /** When the next day begins; null: today is still to be claimed. */
        nextAt: string | null;
      } | null;
      idle: {
        /** For each full period. */
        coins: number;
        /** Minutes of a period. */
        everyMinutes: number;
        /** Whole coins. */
        mostPerDay: number;
        /** Whole coins. */
        earnedToday: number;
        /** Whole coins. */
        leftToday: number;
        /** Whether a page of theirs earns at this moment. */
        isEarning: boolean;
        /** Seconds of the period that has begun. */
        countedSec: number;
      } | null;
      playtime: {
        /** For each full period. */
        coins: number;
        /** Minutes of a period. */
        everyMinutes: number;
        /** Whole coins. */
        mostPerDay: number;
        /** Whole coins. */
        earnedToday: number;
        /** Whole coins. */
        leftToday: number;
        /** Minutes of today's visits that count, as of the last look, every ten minutes. */
        minutesToday: number;
        /** How many players are proven to be theirs. Without one nothing counts. */
        players: number;
      } | null;
      referral: {
        /** Whole coins. */
        referrerCoins: number;
        /** Whole coins. */
        referredCoins: number;
        /** Their own code; null: they have not asked for one. */
        code: string | null;
        /** Until when they can say who brought them; null: they cannot, or have. */
        mayUseUntil: string | null;
      } | null;
      join: {
        /** Whether they have linked Discord. */
        isLinked: boolean;
        guilds: Array<{
          guildId: string;
          name: string;
          /** Whole coins. */
          coins: number;
          inviteUrl: string | null;
          /** Whether they were given the coins. */
          isTaken: boolean;
        }>;
      } | null;
    };
    meta: null;
  };
  /** Add a rule of escalation. */
  "escalations.create": {
    input: {
      /** What is counted. */
      counted: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** So many. */
      count: number;
      /** Within so many days. */
      withinDays: number;
      /** What follows. */
      act: "kick" | "mute" | "suspend" | "ban";
      /** For how long, in minutes; null: for ever. A suspension needs one. */
      durationMin: number | null;
      scope?: "server" | "community" | "all";
      /** Told to the player. */
      reason: string;
      enabled?: boolean;
    };
    data: {
      id: string;
      counted: "kick" | "warn" | "mute" | "suspend" | "ban";
      count: number;
      withinDays: number;
      act: "kick" | "warn" | "mute" | "suspend" | "ban";
      durationMin: number | null;
      scope: "server" | "community" | "all";
      reason: string;
      enabled: boolean;
    };
    meta: null;
  };
  /** List the rules of escalation. */
  "escalations.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      counted: "kick" | "warn" | "mute" | "suspend" | "ban";
      count: number;
      withinDays: number;
      act: "kick" | "warn" | "mute" | "suspend" | "ban";
      durationMin: number | null;
      scope: "server" | "community" | "all";
      reason: string;
      enabled: boolean;
    }>;
    meta: null;
  };
  /** Remove a rule of escalation. */
  "escalations.remove": {
    input: {
      ruleId: string;
    };
    data: null;
    meta: null;
  };
  /** Change a rule of escalation. */
  "escalations.update": {
    input: {
      ruleId: string;
      /** What is counted. */
      counted?: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** So many. */
      count?: number;
      /** Within so many days. */
      withinDays?: number;
      /** What follows. */
      act?: "kick" | "mute" | "suspend" | "ban";
      /** For how long, in minutes; null: for ever. A suspension needs one. */
      durationMin?: number | null;
      /** What is counted together, and where what follows holds. */
      scope?: "server" | "community" | "all";
      /** Told to the player. */
      reason?: string;
      enabled?: boolean;
    };
    data: {
      id: string;
      counted: "kick" | "warn" | "mute" | "suspend" | "ban";
      count: number;
      withinDays: number;
      act: "kick" | "warn" | "mute" | "suspend" | "ban";
      durationMin: number | null;
      scope: "server" | "community" | "all";
      reason: string;
      enabled: boolean;
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
      schema: { [name: string]: Schema9 };
      example: {
        /** Its place in the order of all events, and every cursor; null for a live event, which is told now or never. */
        position: number | null;
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
        payload: Schema10;
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
  /** Make a token for the kill tracker's socket. */
  "events.createToken": {
    input: Record<string, never>;
    data: {
      token: string;
      /** The WebSocket's address. */
      url: string;
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
      payload: Schema10;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Give coins to another member. */
  "gifts.give": {
    input: {
      /** Id, e-mail address or name. */
      to: string;
      coins: number;
      message?: string;
      /** Your own id for this: the same again is the same, and is done once. */
      key: string;
    };
    data: {
      id: string;
      to: {
        name: string;
      };
      coins: number;
      balance: number;
    };
    meta: null;
  };
  /** See how many coins you may give. */
  "gifts.limits": {
    input: Record<string, never>;
    data: {
      /** Whether members may give coins on this panel. */
      isOn: boolean;
      /** How many you may give now. */
      left: number;
      /** How many within 24 hours. */
      perDay: number;
      /** Why you may not; null: you may. */
      problem: string | null;
    };
    meta: null;
  };
  /** List the coins you gave and were given. */
  "gifts.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: string;
      direction: "given" | "received";
      /** Who the other is. */
      name: string;
      coins: number;
      message: string;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Does the API answer?. */
  "health.api": {
    input: Record<string, never>;
    data: {
      status: "ok";
      version: string;
      uptimeSeconds: number;
      /** ISO 8601, UTC. */
      at: string;
    };
    meta: null;
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
  /** List imports of other systems. */
  "imports.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: string;
      source: string;
      /** What was read. */
      from: string;
      /** ISO 8601, UTC. */
      startedAt: string;
      /** Null: it runs, or was interrupted. The next goes on where it ended. */
      finishedAt: string | null;
      startedBy: string;
      report: {
        source: string;
        from: string;
        /** True: all of it was tried and taken back. */
        dryRun: boolean;
        /** ISO 8601, UTC. */
        startedAt: string;
        /** ISO 8601, UTC. */
        finishedAt: string;
        kinds: Array<{
          /** What it is there: user, server, … */
          kind: string;
          /** How many there are. */
          read: number;
          created: number;
          /** Was here, and has now what the other system says. */
          changed: number;
          /** Was here, and is as it was. */
          unchanged: number;
          /** Has no place here; see `problems` or `leftOut`. */
          skipped: number;
          /** Could not be taken in; see `problems`. The next import tries it again. */
          failed: number;
        }>;
        problems: Array<{
          kind: string;
          id: string;
          why: string;
        }>;
        leftOut: Array<{
          what: string;
          why: string;
          count: number;
          /** Of many some; never a value, as that may be a secret. */
          examples: Array<string>;
        }>;
        /** What is left for the operator to do. */
        toDo: Array<string>;
      } | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
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
  /** Call somebody a friend. */
  "kills.addFriend": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      userId: string;
      name: string;
    };
    meta: null;
  };
  /** Get a leaderboard. */
  "kills.board": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      board?: "kills" | "deaths" | "kdr" | "pvp_kills" | "pve_kills" | "streak" | "rating";
      /** In UTC; weeks begin on Monday, seasons as the panel is set. Boards of days are kept for 90 days, of weeks for two years. */
      period?: "daily" | "weekly" | "monthly" | "season" | "all_time";
      /** A moment of the period; absent: now. */
      at?: string;
      /** Of what was told in this community. */
      communityId?: string;
      /** Of what happened on this server. */
      serverId?: string;
      /** Of those who are in this organisation of the game. */
      organisation?: string;
    };
    data: Array<{
      /** From 1; equal values have equal ranks. Null: below the first 10000. */
      rank: number | null;
      /** In the period before; null: not on it, too far down, or there is none. */
      rankBefore: number | null;
      /** Null: they show their kills to few. */
      playerId: string | null;
      /** The user whose player it is; null: of none, or one who shows their kills to few. */
      userId: string | null;
      name: string | null;
      avatarUrl: string | null;
      isHidden: boolean;
      isOwn: boolean;
      /** What the board is ordered by; of ratings and of kills for each death what they are at least. */
      value: number;
      /** In the period before; null: not on it, or there is none. */
      valueBefore: number | null;
      kills: number;
      deaths: number;
      pvpKills: number;
      pvpDeaths: number;
      pveKills: number;
      /** Kills for each death; null: nobody has died yet. */
      kdr: number | null;
      /** What it is likely to be: as if ten more encounters had gone half and half. */
      kdrExpected: number;
      /** It is less than this with 5 %; what the board of ratios is ordered by. */
      kdrLow: number;
      /** It is more than this with 5 %. */
      kdrHigh: number;
      bestStreak: number;
      /** Null: they have fought no player within the period. */
      rating: number | null;
      deviation: number | null;
      /** Whether the rating is of too few fights yet. */
      isProvisional: boolean;
    }>;
    meta: {
      /** How many stand on it; of more than 10000 so many are counted. */
      total: number;
      /** Whether there are more than that. */
      isTotalCapped: boolean;
      page: number;
      limit: number;
      /** The period's name: all, d:2026-11-21, w:2026-W47, m:2026-11, s:2026-10 (the month a season begins). */
      period: string;
      /** Your own, null where you are not on it. */
      own: {
        /** From 1; equal values have equal ranks. Null: below the first 10000. */
        rank: number | null;
        /** In the period before; null: not on it, too far down, or there is none. */
        rankBefore: number | null;
        /** Null: they show their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        name: string | null;
        avatarUrl: string | null;
        isHidden: boolean;
        isOwn: boolean;
        /** What the board is ordered by; of ratings and of kills for each death what they are at least. */
        value: number;
        /** In the period before; null: not on it, or there is none. */
        valueBefore: number | null;
        kills: number;
        deaths: number;
        pvpKills: number;
        pvpDeaths: number;
        pveKills: number;
        /** Kills for each death; null: nobody has died yet. */
        kdr: number | null;
        /** What it is likely to be: as if ten more encounters had gone half and half. */
        kdrExpected: number;
        /** It is less than this with 5 %; what the board of ratios is ordered by. */
        kdrLow: number;
        /** It is more than this with 5 %. */
        kdrHigh: number;
        bestStreak: number;
        /** Null: they have fought no player within the period. */
        rating: number | null;
        deviation: number | null;
        /** Whether the rating is of too few fights yet. */
        isProvisional: boolean;
      } | null;
    };
  };
  /** List what was done to a kill. */
  "kills.changes": {
    input: {
      /** Id of a kill. */
      killId: string;
    };
    data: Array<{
      /** ISO 8601, UTC. */
      at: string;
      /** Null: somebody whose name is not told to you. */
      by: string | null;
      /** Withdrawn: somebody who told of it took it back. Counted and retracted are decisions. */
      change: "corrected" | "disputed" | "withdrawn" | "counted" | "retracted";
      /** Null: none was given, or it is not told to you. */
      reason: string | null;
      /** What of it changed, as it was. */
      before: { [name: string]: Schema11 };
      /** The same, as it is since. */
      after: { [name: string]: Schema12 };
      /** What people call weapons, ships and places that changed, by the word for them. */
      names: { [name: string]: string };
    }>;
    meta: null;
  };
  /** Compare two players. */
  "kills.compare": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Id of a player. */
      otherId: string;
      /** Absent: the one in which the first fought last. */
      game?: string;
    };
    data: {
      game: string;
      one: {
        playerId: string;
        name: string;
        totals: {
          kills: number;
          deaths: number;
          pvpKills: number;
          pvpDeaths: number;
          pveKills: number;
          pveDeaths: number;
          /** Not among the deaths. */
          suicides: number;
          crashes: number;
          environmental: number;
          /** Deaths with no word of who did it. */
          unexplained: number;
          /** Deaths that a log lets infer, without having said so. */
          inferred: number;
          /** The most kills one after the other with no death between them. */
          bestStreak: number;
          lastAt: string | null;
        };
        streak: number;
        kdr: {
          kills: number;
          deaths: number;
          /** Kills for each death; null: nobody has died yet. */
          raw: number | null;
          /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
          expected: number;
          /** It is less than this with 5 %. */
          low: number;
          /** It is more than this with 5 %. */
          high: number;
        };
        pvp: {
          kills: number;
          deaths: number;
          /** Kills for each death; null: nobody has died yet. */
          raw: number | null;
          /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
          expected: number;
          /** It is less than this with 5 %. */
          low: number;
          /** It is more than this with 5 %. */
          high: number;
        };
        rating: {
          rating: number;
          /** It is within two of these with 95 %. It grows while they do not fight. */
          deviation: number;
          /** Of too few fights yet: the deviation is above 110. */
          isProvisional: boolean;
          /** The last day on which they fought. */
          ratedAt: string;
        } | null;
        weapons: Array<{
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
          kills: number;
          deaths: number;
          /** ISO 8601, UTC. */
          lastAt: string;
        }>;
        ships: Array<{
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
          kills: number;
          deaths: number;
          /** ISO 8601, UTC. */
          lastAt: string;
        }>;
      };
      other: {
        playerId: string;
        name: string;
        totals: {
          kills: number;
          deaths: number;
          pvpKills: number;
          pvpDeaths: number;
          pveKills: number;
          pveDeaths: number;
          /** Not among the deaths. */
          suicides: number;
          crashes: number;
          environmental: number;
          /** Deaths with no word of who did it. */
          unexplained: number;
          /** Deaths that a log lets infer, without having said so. */
          inferred: number;
          /** The most kills one after the other with no death between them. */
          bestStreak: number;
          lastAt: string | null;
        };
        streak: number;
        kdr: {
          kills: number;
          deaths: number;
          /** Kills for each death; null: nobody has died yet. */
          raw: number | null;
          /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
          expected: number;
          /** It is less than this with 5 %. */
          low: number;
          /** It is more than this with 5 %. */
          high: number;
        };
        pvp: {
          kills: number;
          deaths: number;
          /** Kills for each death; null: nobody has died yet. */
          raw: number | null;
          /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
          expected: number;
          /** It is less than this with 5 %. */
          low: number;
          /** It is more than this with 5 %. */
          high: number;
        };
        rating: {
          rating: number;
          /** It is within two of these with 95 %. It grows while they do not fight. */
          deviation: number;
          /** Of too few fights yet: the deviation is above 110. */
          isProvisional: boolean;
          /** The last day on which they fought. */
          ratedAt: string;
        } | null;
        weapons: Array<{
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
          kills: number;
          deaths: number;
          /** ISO 8601, UTC. */
          lastAt: string;
        }>;
        ships: Array<{
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
          kills: number;
          deaths: number;
          /** ISO 8601, UTC. */
          lastAt: string;
        }>;
      };
      between: {
        /** How often the first killed the other. */
        kills: number;
        /** How often the other killed the first. */
        deaths: number;
        /** Share of their fights that the first wins by the ratings alone; 0.5 without any. */
        expected: number;
        /** Share that the first is believed to win. */
        won: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
        /** Whether one of the two is the better with 95 %. */
        isSure: boolean;
        lastAt: string | null;
      };
    };
    meta: null;
  };
  /** Correct a kill. */
  "kills.correct": {
    input: {
      /** Id of a kill. */
      killId: string;
      weapon?: string | null;
      damageType?: string | null;
      killerVehicle?: string | null;
      victimVehicle?: string | null;
      place?: string | null;
      system?: string | null;
      mode?: string | null;
      method?: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** For who decides alone. */
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      /** Why, for those who decide and for who reads it later. */
      reason: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Decide whether a kill counts. */
  "kills.decide": {
    input: {
      /** Id of a kill. */
      killId: string;
      verdict: "counted" | "retracted";
      /** Why, for those who decide and for who reads it later. */
      reason: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Dispute a kill. */
  "kills.dispute": {
    input: {
      /** Id of a kill. */
      killId: string;
      /** Why, for those who decide and for who reads it later. */
      reason: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Get the figures of a weapon, a ship or a place. */
  "kills.facet": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      /** What is counted by: weapon, ship (the killer's of a kill, the victim's of a death), place, system or mode. */
      facet: "weapon" | "ship" | "place" | "system" | "mode";
      /** Any word for it: the `class` that kills and lists tell, or what people call it. */
      value: string;
    };
    data: Array<{
      rank: number;
      /** Null: they show their kills to few. */
      playerId: string | null;
      name: string | null;
      isHidden: boolean;
      isOwn: boolean;
      kills: number;
      deaths: number;
    }>;
    meta: {
      game: string;
      /** What is counted by: weapon, ship (the killer's of a kill, the victim's of a death), place, system or mode. */
      facet: "weapon" | "ship" | "place" | "system" | "mode";
      value: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      };
      kills: number;
      deaths: number;
      lastAt: string | null;
      page: number;
      limit: number;
    };
  };
  /** List what is killed with, or where. */
  "kills.facets": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      /** What is counted by: weapon, ship (the killer's of a kill, the victim's of a death), place, system or mode. */
      facet: "weapon" | "ship" | "place" | "system" | "mode";
    };
    data: Array<{
      /** As the game calls it. */
      class: string;
      /** As people call it; null: the catalogue does not know it. */
      name: string | null;
      kills: number;
      deaths: number;
      /** ISO 8601, UTC. */
      lastAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get a player's kill figures. */
  "kills.figures": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Absent: the one in which they fought last. */
      game?: string;
      /** Of totals and ratios; all else is of all time. */
      period?: "daily" | "weekly" | "monthly" | "season" | "all_time";
      /** A moment of the period; absent: now. */
      at?: string;
      /** Of what was told in this community. */
      communityId?: string;
      /** Of what happened on this server. */
      serverId?: string;
      /** Of those who are in this organisation of the game. */
      organisation?: string;
    };
    data: {
      game: string;
      /** All in which they have killed or died, the one in which they fought last first. */
      games: Array<string>;
      name: string;
      /** Of a user all of theirs, taken together. */
      playerIds: Array<string>;
      userId: string | null;
      isOwn: boolean;
      /** The one they are in, as far as that is known. */
      organisation: string | null;
      /** The period's name, as leaderboards tell it. */
      period: string;
      totals: {
        kills: number;
        deaths: number;
        pvpKills: number;
        pvpDeaths: number;
        pveKills: number;
        pveDeaths: number;
        /** Not among the deaths. */
        suicides: number;
        crashes: number;
        environmental: number;
        /** Deaths with no word of who did it. */
        unexplained: number;
        /** Deaths that a log lets infer, without having said so. */
        inferred: number;
        /** The most kills one after the other with no death between them. */
        bestStreak: number;
        lastAt: string | null;
      };
      /** Of all kills and deaths. */
      kdr: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Of players killing each other alone. */
      pvp: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Kills since the last death. */
      streak: number;
      /** Null: they have fought no player, or not been rated yet. */
      rating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** Of the season that is now. */
      seasonRating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** How the rating went, a row for each day with fights, oldest first, of the last 365 such days. */
      ratings: Array<{
        day: string;
        rating: number;
        deviation: number;
      }>;
      ranks: {
        kills: number | null;
        rating: number | null;
        streak: number | null;
        /** How many have a rating there, of more than 10000 so many; null: no rank is told. */
        rated: number | null;
      };
      weapons: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      ships: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      places: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      systems: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      modes: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Those they fought most, kills and deaths together. */
      rivals: Array<{
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Who beats them more than others do, with 5 % of error for all opponents together; null: nobody of whom that is sure. */
      nemesis: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      /** Whom they beat more than others, as surely; null: nobody. */
      prey: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      hours: {
        kills: Array<number>;
        deaths: Array<number>;
      };
    };
    meta: null;
  };
  /** List whom you call friends. */
  "kills.friends": {
    input: Record<string, never>;
    data: Array<{
      /** Id of a user, `usr_…`. */
      userId: string;
      name: string;
    }>;
    meta: null;
  };
  /** List the games that kills are known of. */
  "kills.games": {
    input: Record<string, never>;
    data: Array<{
      /** As kills are told under it, in small letters. */
      game: string;
      /** As a blueprint of this panel writes it, else its words with capitals. */
      name: string;
      kills: number;
      deaths: number;
    }>;
    meta: null;
  };
  /** Get a kill. */
  "kills.get": {
    input: {
      /** Id of a kill. */
      killId: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Get when kills happen. */
  "kills.hours": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
    };
    data: {
      kills: Array<number>;
      deaths: Array<number>;
    };
    meta: null;
  };
  /** List kills. */
  "kills.list": {
    input: {
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** Kills and deaths of this player. */
      playerId?: string;
      /** Kills and deaths of this player; with another player or user: what was between the two. */
      otherId?: string;
      killerId?: string;
      victimId?: string;
      /** Kills and deaths of this user's players. */
      userId?: string;
      communityId?: string;
      /** Id of a game server. */
      serverId?: string;
      /** The game's name, in small letters. */
      game?: string;
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence?: "claimed" | "inferred" | "observed";
      source?: "api" | "log" | "console" | "bridge";
      /** By any word for it, the game's or people's. */
      weapon?: string;
      /** The killer's or the victim's, by any word for it. */
      ship?: string;
      /** By any word for it. */
      place?: string;
      /** By any word for it. */
      system?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** True: told by more than one alone, or by a game server. */
      confirmed?: string | boolean;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Get how far kills follow the catalogue. */
  "kills.naming": {
    input: Record<string, never>;
    data: {
      isRunning: boolean;
      /** Kills that were looked at. */
      done: number;
      /** About how many there are to look at. */
      total: number;
      /** Null: never yet. */
      startedAt: string | null;
      endedAt: string | null;
    };
    meta: null;
  };
  /** List kills of a community. */
  "kills.ofCommunity": {
    input: {
      communityId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence?: "claimed" | "inferred" | "observed";
      source?: "api" | "log" | "console" | "bridge";
      /** By any word for it, the game's or people's. */
      weapon?: string;
      /** The killer's or the victim's, by any word for it. */
      ship?: string;
      /** By any word for it. */
      place?: string;
      /** By any word for it. */
      system?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** True: told by more than one alone, or by a game server. */
      confirmed?: string | boolean;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** List a player's kills and deaths. */
  "kills.ofPlayer": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence?: "claimed" | "inferred" | "observed";
      source?: "api" | "log" | "console" | "bridge";
      /** By any word for it, the game's or people's. */
      weapon?: string;
      /** The killer's or the victim's, by any word for it. */
      ship?: string;
      /** By any word for it. */
      place?: string;
      /** By any word for it. */
      system?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** True: told by more than one alone, or by a game server. */
      confirmed?: string | boolean;
      /** Kills and deaths of this player; with another player or user: what was between the two. */
      otherId?: string;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** List kills on a game server. */
  "kills.ofServer": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence?: "claimed" | "inferred" | "observed";
      source?: "api" | "log" | "console" | "bridge";
      /** By any word for it, the game's or people's. */
      weapon?: string;
      /** The killer's or the victim's, by any word for it. */
      ship?: string;
      /** By any word for it. */
      place?: string;
      /** By any word for it. */
      system?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** True: told by more than one alone, or by a game server. */
      confirmed?: string | boolean;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** List a user's kills and deaths. */
  "kills.ofUser": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** The game's name, in small letters. */
      game?: string;
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence?: "claimed" | "inferred" | "observed";
      source?: "api" | "log" | "console" | "bridge";
      /** By any word for it, the game's or people's. */
      weapon?: string;
      /** The killer's or the victim's, by any word for it. */
      ship?: string;
      /** By any word for it. */
      place?: string;
      /** By any word for it. */
      system?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** True: told by more than one alone, or by a game server. */
      confirmed?: string | boolean;
      /** Kills and deaths of this player; with another player or user: what was between the two. */
      otherId?: string;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Find organisations of players. */
  "kills.organisations": {
    input: {
      /** Of which game kills and deaths are told. */
      game?: string;
      /** How the short name begins; empty: any. */
      q?: string;
      /** How many, 1 to 50. */
      limit?: number;
    };
    data: Array<{
      /** An organisation's short name in the game, in small letters. */
      organisation: string;
      players: number;
      /** Of all who are in it now, of all time. */
      kills: number;
      deaths: number;
    }>;
    meta: null;
  };
  /** Get who sees your kills. */
  "kills.ownSettings": {
    input: Record<string, never>;
    data: {
      /** Your handle in Star Citizen, as you say; null: you have not said. */
      rsiHandle: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
    };
    meta: null;
  };
  /** List kills of somebody or of a community, from a place on. */
  "kills.pages": {
    input: {
      /** `me`, a user's id or that of their account at Discord, a player's id, or a name in Star Citizen that is theirs. */
      killer?: string;
      /** Id of a community, or that of its server of Discord. */
      communityId?: string;
      /** From this moment on. */
      from?: string;
      /** Before this moment. */
      to?: string;
      /** How many of the newest to leave out. */
      offset?: number;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      offset: number;
      limit: number;
      hasMore: boolean;
    };
  };
  /** Get somebody with their last kills and deaths. */
  "kills.person": {
    input: {
      /** `me`, a user's id or that of their account at Discord, a player's id, or a name in Star Citizen that is theirs. */
      who: string;
    };
    data: {
      /** Null: a player whose user is not known, or shows their kills to few. */
      userId: string | null;
      /** Who is a player and no more. */
      player: {
        id: string;
        name: string;
      } | null;
      name: string;
      /** Null: none, or not for you to see. */
      discordId: string | null;
      avatarUrl: string | null;
      rsiHandle: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** Whether they show their kills to few, of whom you are none. */
      isHidden: boolean;
      /** Their last ten kills. */
      kills: Array<{
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** Their last ten deaths. */
      deaths: Array<{
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Get somebody's kill figures. */
  "kills.personFigures": {
    input: {
      /** `me`, a user's id or that of their account at Discord, a player's id, or a name in Star Citizen that is theirs. */
      who: string;
      /** The game's name, in small letters. */
      game?: string;
      /** Of totals and ratios; all else is of all time. */
      period?: "daily" | "weekly" | "monthly" | "season" | "all_time";
    };
    data: {
      game: string;
      /** All in which they have killed or died, the one in which they fought last first. */
      games: Array<string>;
      name: string;
      /** Of a user all of theirs, taken together. */
      playerIds: Array<string>;
      userId: string | null;
      isOwn: boolean;
      /** The one they are in, as far as that is known. */
      organisation: string | null;
      /** The period's name, as leaderboards tell it. */
      period: string;
      totals: {
        kills: number;
        deaths: number;
        pvpKills: number;
        pvpDeaths: number;
        pveKills: number;
        pveDeaths: number;
        /** Not among the deaths. */
        suicides: number;
        crashes: number;
        environmental: number;
        /** Deaths with no word of who did it. */
        unexplained: number;
        /** Deaths that a log lets infer, without having said so. */
        inferred: number;
        /** The most kills one after the other with no death between them. */
        bestStreak: number;
        lastAt: string | null;
      };
      /** Of all kills and deaths. */
      kdr: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Of players killing each other alone. */
      pvp: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Kills since the last death. */
      streak: number;
      /** Null: they have fought no player, or not been rated yet. */
      rating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** Of the season that is now. */
      seasonRating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** How the rating went, a row for each day with fights, oldest first, of the last 365 such days. */
      ratings: Array<{
        day: string;
        rating: number;
        deviation: number;
      }>;
      ranks: {
        kills: number | null;
        rating: number | null;
        streak: number | null;
        /** How many have a rating there, of more than 10000 so many; null: no rank is told. */
        rated: number | null;
      };
      weapons: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      ships: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      places: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      systems: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      modes: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Those they fought most, kills and deaths together. */
      rivals: Array<{
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Who beats them more than others do, with 5 % of error for all opponents together; null: nobody of whom that is sure. */
      nemesis: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      /** Whom they beat more than others, as surely; null: nobody. */
      prey: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      hours: {
        kills: Array<number>;
        deaths: Array<number>;
      };
      /** The last ten. */
      recentKills: Array<{
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** In sessions: times with less than half an hour between one kill or death and the next. At least so long. */
      playedMs: number;
    };
    meta: null;
  };
  /** Find players who have killed or died. */
  "kills.players": {
    input: {
      /** A part of the name; of one or two letters the whole name. */
      q: string;
      /** The game's name, in small letters. */
      game?: string;
      /** How many, 1 to 50. */
      limit?: number;
    };
    data: Array<{
      playerId: string;
      name: string;
      game: string;
      kills: number;
      deaths: number;
    }>;
    meta: null;
  };
  /** Tell of a kill. */
  "kills.record": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      /** When it happened; absent: now. */
      at?: string;
      /** The victim's name in the game, or a player's or user's id. A name that nobody knows becomes a player. */
      victim: string;
      victimType?: "player" | "npc" | "creature" | "drone" | "ship";
      /** The killer's name or player's id; absent: your own player, or nobody where the kind says so. Telling of others' kills is a witness's word. */
      killer?: string;
      killerType?: "player" | "npc" | "creature" | "drone" | "ship" | "environment" | "unknown";
      /** Absent: what follows from who took part. */
      kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method?: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      weapon?: string;
      damageType?: string;
      killerVehicle?: string;
      victimVehicle?: string;
      /** Where the victim was, in the game's word or in people's. */
      place?: string;
      system?: string;
      mode?: string;
      build?: string;
      /** The community that it is told in. */
      communityId?: string;
      /** Your own id of it: the same id again is the same kill, whatever else is said. */
      senderId?: string;
      /** Whatever else you know, kept as it is for you: at most 16 KiB. */
      rawData?: { [name: string]: unknown };
    };
    data: {
      kill: {
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      };
      /** New; told by others before, and now by you as well; or told by you before. */
      outcome: "recorded" | "confirmed" | "repeated";
      /** True: you had told of it before. */
      duplicate: boolean;
    };
    meta: null;
  };
  /** Tell of many kills. */
  "kills.recordMany": {
    input: {
      kills: Array<{
        /** The game's name, in small letters. */
        game?: string;
        /** When it happened; absent: now. */
        at?: string;
        /** The victim's name in the game, or a player's or user's id. A name that nobody knows becomes a player. */
        victim: string;
        victimType?: "player" | "npc" | "creature" | "drone" | "ship";
        /** The killer's name or player's id; absent: your own player, or nobody where the kind says so. Telling of others' kills is a witness's word. */
        killer?: string;
        killerType?: "player" | "npc" | "creature" | "drone" | "ship" | "environment" | "unknown";
        /** Absent: what follows from who took part. */
        kind?: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method?: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        weapon?: string;
        damageType?: string;
        killerVehicle?: string;
        victimVehicle?: string;
        /** Where the victim was, in the game's word or in people's. */
        place?: string;
        system?: string;
        mode?: string;
        build?: string;
        /** The community that it is told in. */
        communityId?: string;
        /** Your own id of it: the same id again is the same kill, whatever else is said. */
        senderId?: string;
        /** Whatever else you know, kept as it is for you: at most 16 KiB. */
        rawData?: { [name: string]: unknown };
      }>;
    };
    data: Array<{
      kill: {
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      };
      /** New; told by others before, and now by you as well; or told by you before. */
      outcome: "recorded" | "confirmed" | "repeated";
      /** True: you had told of it before. */
      duplicate: boolean;
    }>;
    meta: {
      recorded: number;
      confirmed: number;
      repeated: number;
    };
  };
  /** Call somebody a friend no more. */
  "kills.removeFriend": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: null;
    meta: null;
  };
  /** List a player's sessions. */
  "kills.sessions": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Absent: the one in which they fought last. */
      game?: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Of the first thing that happened in it. */
      from: string;
      /** Of the last one. */
      to: string;
      kills: number;
      deaths: number;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Say which organisation a player is in. */
  "kills.setOrganisation": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Null: in none. */
      organisation: string | null;
    };
    data: {
      /** Id of a player. */
      playerId: string;
      organisation: string | null;
    };
    meta: null;
  };
  /** Get a kill by its link. */
  "kills.shared": {
    input: {
      /** Id of a kill. */
      killId: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      evidence: "claimed" | "inferred" | "observed";
      isConfirmed: boolean;
      isDisputed: boolean;
      killer: string | null;
      victim: string | null;
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
    };
    meta: null;
  };
  /** Find weapons, ships, places and systems by words. */
  "kills.things": {
    input: {
      /** The game's name, in small letters. */
      game?: string;
      facet: "weapon" | "ship" | "place" | "system";
      /** Part of its name or class. */
      q?: string;
    };
    data: Array<{
      /** As the game calls it. */
      class: string;
      /** As people call it; null: the catalogue does not know it. */
      name: string | null;
      /** About how many kills are told with it; null: that is not told to you. */
      kills: number | null;
    }>;
    meta: null;
  };
  /** Set who sees your kills. */
  "kills.updateOwnSettings": {
    input: {
      rsiHandle?: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel?: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
    };
    data: {
      /** Your handle in Star Citizen, as you say; null: you have not said. */
      rsiHandle: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
    };
    meta: null;
  };
  /** Change how you are known. */
  "kills.updatePerson": {
    input: {
      /** `me`, a user's id or that of their account at Discord, a player's id, or a name in Star Citizen that is theirs. */
      who: string;
      /** Name shown to others, 1 to 60 characters. */
      name?: string;
      rsiHandle?: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel?: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
    };
    data: {
      /** Null: a player whose user is not known, or shows their kills to few. */
      userId: string | null;
      /** Who is a player and no more. */
      player: {
        id: string;
        name: string;
      } | null;
      name: string;
      /** Null: none, or not for you to see. */
      discordId: string | null;
      avatarUrl: string | null;
      rsiHandle: string | null;
      /** Who sees what your players have done: everybody, nobody, or whom you call friends. */
      privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";
      /** Whether they show their kills to few, of whom you are none. */
      isHidden: boolean;
      /** Their last ten kills. */
      kills: Array<{
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** Their last ten deaths. */
      deaths: Array<{
        /** Id of a kill. */
        id: string;
        number: number;
        game: string;
        /** ISO 8601, UTC. */
        at: string;
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
        evidence: "claimed" | "inferred" | "observed";
        source: "api" | "log" | "console" | "bridge";
        /** How many, each by itself, have told of it. */
        confirmations: number;
        /** Told by more than one, or by a game server of this panel. */
        isConfirmed: boolean;
        state: "counted" | "disputed" | "retracted";
        /** Null: nobody killed, or nobody tells who. */
        killer: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        } | null;
        victim: {
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
          /** Null: no player, or one who shows their kills to few. */
          playerId: string | null;
          /** The user whose player it is; null: of none, or one who shows their kills to few. */
          userId: string | null;
          /** Null: nobody is named, or they show their kills to few. */
          name: string | null;
          /** As the game calls one that it moves; null: a player, or nobody. */
          class: string | null;
          /** Whether they show their kills to few, of whom you are none. */
          isHidden: boolean;
          vehicle: {
            /** As the game calls it. */
            class: string;
            /** As people call it; null: the catalogue does not know it. */
            name: string | null;
          } | null;
        };
        weapon: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        otherWeapons: Array<string>;
        damageType: string | null;
        place: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
        system: string | null;
        mode: string | null;
        build: string | null;
        serverId: string | null;
        communityIds: Array<string>;
        /** What speaks against it. */
        doubts: Array<string>;
        /** False: only those who had part in it or told of it see it yet. */
        isPublic: boolean;
        /** Whether you told of it. */
        isReporter: boolean;
        /** Whether a player that you have proven to be yours killed or died. */
        isOwn: boolean;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Get a user's kill figures. */
  "kills.userFigures": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** Absent: the one in which they fought last. */
      game?: string;
      /** Of totals and ratios; all else is of all time. */
      period?: "daily" | "weekly" | "monthly" | "season" | "all_time";
      /** A moment of the period; absent: now. */
      at?: string;
      /** Of what was told in this community. */
      communityId?: string;
      /** Of what happened on this server. */
      serverId?: string;
      /** Of those who are in this organisation of the game. */
      organisation?: string;
    };
    data: {
      game: string;
      /** All in which they have killed or died, the one in which they fought last first. */
      games: Array<string>;
      name: string;
      /** Of a user all of theirs, taken together. */
      playerIds: Array<string>;
      userId: string | null;
      isOwn: boolean;
      /** The one they are in, as far as that is known. */
      organisation: string | null;
      /** The period's name, as leaderboards tell it. */
      period: string;
      totals: {
        kills: number;
        deaths: number;
        pvpKills: number;
        pvpDeaths: number;
        pveKills: number;
        pveDeaths: number;
        /** Not among the deaths. */
        suicides: number;
        crashes: number;
        environmental: number;
        /** Deaths with no word of who did it. */
        unexplained: number;
        /** Deaths that a log lets infer, without having said so. */
        inferred: number;
        /** The most kills one after the other with no death between them. */
        bestStreak: number;
        lastAt: string | null;
      };
      /** Of all kills and deaths. */
      kdr: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Of players killing each other alone. */
      pvp: {
        kills: number;
        deaths: number;
        /** Kills for each death; null: nobody has died yet. */
        raw: number | null;
        /** Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were. */
        expected: number;
        /** It is less than this with 5 %. */
        low: number;
        /** It is more than this with 5 %. */
        high: number;
      };
      /** Kills since the last death. */
      streak: number;
      /** Null: they have fought no player, or not been rated yet. */
      rating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** Of the season that is now. */
      seasonRating: {
        rating: number;
        /** It is within two of these with 95 %. It grows while they do not fight. */
        deviation: number;
        /** Of too few fights yet: the deviation is above 110. */
        isProvisional: boolean;
        /** The last day on which they fought. */
        ratedAt: string;
      } | null;
      /** How the rating went, a row for each day with fights, oldest first, of the last 365 such days. */
      ratings: Array<{
        day: string;
        rating: number;
        deviation: number;
      }>;
      ranks: {
        kills: number | null;
        rating: number | null;
        streak: number | null;
        /** How many have a rating there, of more than 10000 so many; null: no rank is told. */
        rated: number | null;
      };
      weapons: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      ships: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      places: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      systems: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      modes: Array<{
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
        kills: number;
        deaths: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Those they fought most, kills and deaths together. */
      rivals: Array<{
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      }>;
      /** Who beats them more than others do, with 5 % of error for all opponents together; null: nobody of whom that is sure. */
      nemesis: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      /** Whom they beat more than others, as surely; null: nobody. */
      prey: {
        /** Null: they show their kills to few. */
        playerId: string | null;
        name: string | null;
        isHidden: boolean;
        /** How often they were killed by the player. */
        kills: number;
        /** How often they killed the player. */
        deaths: number;
        /** Share of these fights that the player is believed to lose. */
        lost: number;
        low: number;
        high: number;
        /** ISO 8601, UTC. */
        lastAt: string;
      } | null;
      hours: {
        kills: Array<number>;
        deaths: Array<number>;
      };
    };
    meta: null;
  };
  /** Take back what you told of a kill. */
  "kills.withdraw": {
    input: {
      /** Id of a kill. */
      killId: string;
      /** Why, for those who decide and for who reads it later. */
      reason?: string;
    };
    data: {
      /** Id of a kill. */
      id: string;
      number: number;
      game: string;
      /** ISO 8601, UTC. */
      at: string;
      kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
      method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
      /** What it rests on: a game's own word, what a log lets infer, or somebody's claim. */
      evidence: "claimed" | "inferred" | "observed";
      source: "api" | "log" | "console" | "bridge";
      /** How many, each by itself, have told of it. */
      confirmations: number;
      /** Told by more than one, or by a game server of this panel. */
      isConfirmed: boolean;
      state: "counted" | "disputed" | "retracted";
      /** Null: nobody killed, or nobody tells who. */
      killer: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      } | null;
      victim: {
        type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        /** Null: no player, or one who shows their kills to few. */
        playerId: string | null;
        /** The user whose player it is; null: of none, or one who shows their kills to few. */
        userId: string | null;
        /** Null: nobody is named, or they show their kills to few. */
        name: string | null;
        /** As the game calls one that it moves; null: a player, or nobody. */
        class: string | null;
        /** Whether they show their kills to few, of whom you are none. */
        isHidden: boolean;
        vehicle: {
          /** As the game calls it. */
          class: string;
          /** As people call it; null: the catalogue does not know it. */
          name: string | null;
        } | null;
      };
      weapon: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      otherWeapons: Array<string>;
      damageType: string | null;
      place: {
        /** As the game calls it. */
        class: string;
        /** As people call it; null: the catalogue does not know it. */
        name: string | null;
      } | null;
      system: string | null;
      mode: string | null;
      build: string | null;
      serverId: string | null;
      communityIds: Array<string>;
      /** What speaks against it. */
      doubts: Array<string>;
      /** False: only those who had part in it or told of it see it yet. */
      isPublic: boolean;
      /** Whether you told of it. */
      isReporter: boolean;
      /** Whether a player that you have proven to be yours killed or died. */
      isOwn: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Begin to hand in what a log of yours tells. */
  "logs.begin": {
    input: {
      /** Which game's log it is; default: found out. */
      game?: string;
      /** The community that the kills are told in. */
      communityId?: string;
      /** The logs are of your own game: their player becomes yours, unless it is somebody else's by more than their word. */
      isOwn?: boolean;
      /** What the file is called. */
      name: string;
      /** Its size as it lies there. */
      bytes: number;
      source?: "upload" | "cli";
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** List folders with logs on nodes. */
  "logs.directories": {
    input: {
      /** Id of a node. */
      nodeId?: string;
    };
    data: Array<{
      nodeId: string;
      nodeName: string;
      path: string;
      /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW, where the path tells it. */
      channel: string | null;
      /** Whether these are the game's kept logs of former sessions. */
      isBackups: boolean;
      files: number;
      bytes: number;
      newestAt: string | null;
    }>;
    meta: {
      /** Why nothing or not all is shown; null: that is all. */
      message: string | null;
    };
  };
  /** Say that a log was read to its end. */
  "logs.end": {
    input: {
      /** Id of an import. */
      importId: string;
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      };
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** List logs on nodes. */
  "logs.files": {
    input: {
      /** Id of a node. */
      nodeId?: string;
      /** Where the log lies on its node: a whole path, as logs.files gives it. */
      directory?: string;
      limit?: number;
    };
    data: Array<{
      nodeId: string;
      nodeName: string;
      path: string;
      name: string;
      bytes: number;
      /** ISO 8601, UTC. */
      modifiedAt: string;
      isCompressed: boolean;
      /** When you last imported it; null: not that it is known. */
      importedAt: string | null;
    }>;
    meta: {
      isCut: boolean;
      /** Why nothing or not all is shown; null: that is all. */
      message: string | null;
    };
  };
  /** List the games whose logs can be read. */
  "logs.games": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      /** How the beginning of a line tells its time: RE2, with named groups. */
      stamps: Array<string>;
      /** How the rest of a line is read, as in the game's patterns. */
      console: { [name: string]: unknown };
    }>;
    meta: null;
  };
  /** Import logs that lie on a node. */
  "logs.import": {
    input: {
      /** Which game's log it is; default: found out. */
      game?: string;
      /** The community that the kills are told in. */
      communityId?: string;
      /** The logs are of your own game: their player becomes yours, unless it is somebody else's by more than their word. */
      isOwn?: boolean;
      /** Absent: the node whose folders of logs hold the path. */
      nodeId?: string;
      /** When the log begins, by its machine's own clock, where its lines tell no day: a day, or a day and a time. Default: the day in the file's name, if there is one. */
      begins?: string;
      /** The zone of the clock that the lines are by, such as Europe/Berlin. Default: that of the machine that reads the log. */
      timeZone?: string;
      paths: Array<string>;
    };
    data: Array<{
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    }>;
    meta: null;
  };
  /** Get one of your imports of logs. */
  "logs.importOf": {
    input: {
      /** Id of an import. */
      importId: string;
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** List your imports of logs. */
  "logs.imports": {
    input: Record<string, never>;
    data: Array<{
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    }>;
    meta: null;
  };
  /** Read the kills of a log on a node. */
  "logs.parse": {
    input: {
      /** Absent: the node whose folders of logs hold the path. */
      nodeId?: string;
      /** Where the log lies on its node: a whole path, as logs.files gives it. */
      path: string;
      /** Which game's log it is; default: found out. */
      game?: string;
      /** When the log begins, by its machine's own clock, where its lines tell no day: a day, or a day and a time. Default: the day in the file's name, if there is one. */
      begins?: string;
      /** The zone of the clock that the lines are by, such as Europe/Berlin. Default: that of the machine that reads the log. */
      timeZone?: string;
      /** Whether kills of players by players are among `deaths`. */
      includePvP?: boolean;
      /** Whether all other deaths are. */
      includePvE?: boolean;
      /** The most `deaths`; `found` counts them all. */
      limit?: number;
    };
    data: {
      deaths: Array<{
        /** When, by the game's own clock. */
        at: string;
        /** The first line that tells of it. */
        line: number;
        /** How many lines do. */
        lines: number;
        evidence: "observed" | "inferred";
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        victim: {
          name: string;
          id: string | null;
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        };
        killer: {
          name: string;
          id: string | null;
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        } | null;
        weapons: Array<string>;
        damageType: string | null;
        /** Where the victim was, as the log has it: a ship or a place. */
        zone: string | null;
        victimShip: {
          class: string;
          id: string | null;
        } | null;
        killerShip: string | null;
        mode: string | null;
        doubts: Array<"build_logs_no_kills" | "before_session" | "name_of_other_id" | "no_session" | "name_only" | "unsure_who" | "unsure_when">;
        /** When, as the lines of other games have it, counted where several are alike; absent for Star Citizen. */
        written?: string;
      }>;
      /** How many there are of the kinds that were asked for, shown or not. */
      found: number;
      /** False: it was not read to its end, because it is long. Import it all the same. */
      isWhole: boolean;
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      };
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
    };
    meta: null;
  };
  /** Go on with an import from a node that failed or was stopped. */
  "logs.resume": {
    input: {
      /** Id of an import. */
      importId: string;
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** Stop an import of a log. */
  "logs.stop": {
    input: {
      /** Id of an import. */
      importId: string;
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** Hand in the next deaths of a log. */
  "logs.take": {
    input: {
      /** Id of an import. */
      importId: string;
      from: number;
      deaths: Array<{
        /** When, by the game's own clock. */
        at: string;
        /** The first line that tells of it. */
        line: number;
        /** How many lines do. */
        lines: number;
        evidence: "observed" | "inferred";
        kind: "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown";
        method: "fps" | "ship" | "collision" | "explosion" | "melee" | "hazard" | "suicide" | "self_destruct" | "unknown";
        victim: {
          name: string;
          id: string | null;
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        };
        killer: {
          name: string;
          id: string | null;
          type: "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";
        } | null;
        weapons: Array<string>;
        damageType: string | null;
        /** Where the victim was, as the log has it: a ship or a place. */
        zone: string | null;
        victimShip: {
          class: string;
          id: string | null;
        } | null;
        killerShip: string | null;
        mode: string | null;
        doubts: Array<"build_logs_no_kills" | "before_session" | "name_of_other_id" | "no_session" | "name_only" | "unsure_who" | "unsure_when">;
        /** When, as the lines of other games have it, counted where several are alike; absent for Star Citizen. */
        written?: string;
      }>;
      /** How much of the file is read. */
      readBytes?: number;
      /** Whose log it is, as far as it is known. */
      handle?: string | null;
      build?: string | null;
      /** Which game's log it is, where that was found out. */
      game?: string | null;
    };
    data: {
      /** Id of an import. */
      id: string;
      source: "node" | "upload" | "cli";
      nodeId: string | null;
      path: string | null;
      name: string;
      /** Which game's log it is: star-citizen or the id of its patterns; null: not known yet. */
      game: string | null;
      /** When it begins, as far as somebody said so. */
      begins: string | null;
      timeZone: string | null;
      /** The watch that follows it, or did. */
      watchId: string | null;
      state: "running" | "done" | "failed" | "stopped";
      /** Why it failed or was stopped. */
      reason: string | null;
      communityId: string | null;
      handle: string | null;
      build: string | null;
      /** Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known. */
      owner: "own" | "linked" | "other" | "held" | "second" | "unknown";
      /** Of the file as it lies there. */
      bytes: number;
      /** Read of it so far. */
      readBytes: number;
      /** Deaths taken so far: recorded, confirmed, repeated or left out. */
      taken: number;
      recorded: number;
      confirmed: number;
      /** You had told of them before. */
      repeated: number;
      /** Deaths that were not taken, by reason. */
      left: { [name: string]: number };
      /** What was found in the log; null while it is read. */
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      } | null;
      /** Why there are no kills, or few, where the build explains it. */
      whyNoKills: string | null;
      /** Classes in it for which the catalogue has no name. They are shown as the game writes them. */
      missing: {
        weapon: Array<string>;
        ship: Array<string>;
        place: Array<string>;
      };
      /** ISO 8601, UTC. */
      createdAt: string;
      finishedAt: string | null;
    };
    meta: null;
  };
  /** Follow a log no longer. */
  "logs.unwatch": {
    input: {
      /** Id of a watch. */
      watchId: string;
    };
    data: {
      /** Id of a watch. */
      id: string;
      nodeId: string;
      path: string;
      game: string | null;
      timeZone: string | null;
      communityId: string | null;
      state: "running" | "stopped";
      /** Why it was stopped: stopped, or not_allowed. */
      reason: string | null;
      /** Why nothing could be read last; null: it was. */
      problem: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      stoppedAt: string | null;
    };
    meta: null;
  };
  /** Look whether a file on a node is a log of a game. */
  "logs.validate": {
    input: {
      /** Absent: the node whose folders of logs hold the path. */
      nodeId?: string;
      /** Where the log lies on its node: a whole path, as logs.files gives it. */
      path: string;
      /** Which game's log it is; default: found out. */
      game?: string;
      /** When the log begins, by its machine's own clock, where its lines tell no day: a day, or a day and a time. Default: the day in the file's name, if there is one. */
      begins?: string;
      /** The zone of the clock that the lines are by, such as Europe/Berlin. Default: that of the machine that reads the log. */
      timeZone?: string;
    };
    data: {
      /** Whether it is a log of a game that is known. */
      isGameLog: boolean;
      /** Of which: star-citizen or the id of its patterns, as logs.games gives them. */
      game: string | null;
      /** False: it was not read to its end, because it is long. Import it all the same. */
      isWhole: boolean;
      bytes: number;
      build: string | null;
      channel: string | null;
      handle: string | null;
      killLines: number;
      kills: number;
      inferredDeaths: number;
      whyNoKills: string | null;
      report: {
        session: {
          startedAt: string | null;
          firstAt: string | null;
          lastAt: string | null;
          /** The build, such as 4.3.1. */
          version: string | null;
          fileVersion: string | null;
          changelist: string | null;
          /** LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW. */
          channel: string | null;
          environment: string | null;
          session: string | null;
          /** How the log is called when it has become a backup. */
          backupName: string | null;
          /** Whose log it is. */
          handle: string | null;
          ownId: string | null;
          shard: string | null;
        };
        lines: number;
        bytes: number;
        /** Lines that tell of a death, before repeats are put together. */
        killLines: number;
        kills: number;
        inferredDeaths: number;
        vehicleSteps: number;
        incapacitations: number;
        corpses: number;
        skipped: { [name: string]: number };
        /** Which game's log it is: star-citizen or the id of its patterns; null: none that is known. */
        game?: string | null;
        /** What has to be said of when it begins, as its lines do not tell it; null: nothing. */
        needs?: "day" | "time" | null;
        skippedLines: Array<{
          line: number;
          reason: "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";
        }>;
      };
    };
    meta: null;
  };
  /** Follow a log on a node. */
  "logs.watch": {
    input: {
      /** Absent: the node whose folders of logs hold the path. */
      nodeId?: string;
      /** Where the log lies on its node: a whole path, as logs.files gives it. */
      path: string;
      /** star-citizen, or the id of a game's patterns, as logs.games gives it. */
      game?: string;
      /** The zone of the clock that the lines are by, such as Europe/Berlin. Default: that of the machine that reads the log. */
      timeZone?: string;
      /** The community that the kills are told in. */
      communityId?: string;
      /** The logs are of your own game: their player becomes yours, unless it is somebody else's by more than their word. */
      isOwn?: boolean;
    };
    data: {
      /** Id of a watch. */
      id: string;
      nodeId: string;
      path: string;
      game: string | null;
      timeZone: string | null;
      communityId: string | null;
      state: "running" | "stopped";
      /** Why it was stopped: stopped, or not_allowed. */
      reason: string | null;
      /** Why nothing could be read last; null: it was. */
      problem: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      stoppedAt: string | null;
    };
    meta: null;
  };
  /** List the logs on nodes that you follow. */
  "logs.watches": {
    input: Record<string, never>;
    data: Array<{
      /** Id of a watch. */
      id: string;
      nodeId: string;
      path: string;
      game: string | null;
      timeZone: string | null;
      communityId: string | null;
      state: "running" | "stopped";
      /** Why it was stopped: stopped, or not_allowed. */
      reason: string | null;
      /** Why nothing could be read last; null: it was. */
      problem: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      stoppedAt: string | null;
    }>;
    meta: null;
  };
  /** Is the panel closed for maintenance?. */
  "maintenance.get": {
    input: Record<string, never>;
    data: {
      isOn: boolean;
      /** What people read meanwhile. */
      message: string | null;
      /** When it is thought to end. It ends when an owner ends it. */
      until: string | null;
      startedAt: string | null;
    };
    meta: null;
  };
  /** Close the panel for maintenance, or open it again. */
  "maintenance.set": {
    input: {
      isOn: boolean;
      /** What people read meanwhile. */
      message?: string | null;
      /** When it is thought to end: people are told, and Retry-After says so. */
      until?: string | null;
    };
    data: {
      isOn: boolean;
      /** What people read meanwhile. */
      message: string | null;
      /** When it is thought to end. It ends when an owner ends it. */
      until: string | null;
      startedAt: string | null;
    };
    meta: null;
  };
  /** See which punishments a server's game can be made to obey. */
  "moderation.abilities": {
    input: {
      serverId: string;
    };
    data: {
      /** null: not known while the game is not connected. */
      kick: boolean | null;
      /** null: not known while the game is not connected. */
      warn: boolean | null;
      /** null: not known while the game is not connected. */
      mute: boolean | null;
      /** players: it keeps them out itself; addresses: it keeps out whoever comes from where they came from; kicks: it keeps no list, and whoever comes in is sent out; none: it can be told nothing. null: not known while it is not connected. */
      ban: "players" | "addresses" | "kicks" | "none" | null;
    };
    meta: null;
  };
  /** Ban a player. */
  "moderation.ban": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Told to the player. */
      reason: string;
      /** For the team alone. */
      note?: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
      /** Where it holds: on the server, on all servers of the game in its community, or on all servers of the game. */
      scope?: "server" | "community" | "all";
      /** For how long; absent: for ever. */
      minutes?: number;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Change a punishment that holds. */
  "moderation.change": {
    input: {
      punishmentId: string;
      /** Told to the player. */
      reason?: string;
      note?: string | null;
      /** For how long from its beginning; null: for ever, which a suspension cannot be. */
      minutes?: number | null;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Get a punishment with what the games made of it. */
  "moderation.get": {
    input: {
      punishmentId: string;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Disconnect a player. */
  "moderation.kick": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Told to the player. */
      reason?: string;
      /** For the team alone. */
      note?: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Lift one punishment. */
  "moderation.lift": {
    input: {
      punishmentId: string;
      /** Why, for the team. */
      note?: string;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** List punishments. */
  "moderation.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** ban, suspend, mute, warn or kick; out: what keeps players out, which are bans and suspensions. */
      kind?: "kick" | "warn" | "mute" | "suspend" | "ban" | "out";
      /** active: those that hold now. */
      state?: "active" | "past" | "all";
      /** Part of the player's name or of the reason. */
      q?: string;
      playerId?: string;
      /** Given on this server. */
      serverId?: string;
    };
    data: Array<{
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Mute a player. */
  "moderation.mute": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Told to the player. */
      reason: string;
      /** For the team alone. */
      note?: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
      /** Where it holds: on the server, on all servers of the game in its community, or on all servers of the game. */
      scope?: "server" | "community" | "all";
      /** For how long; absent: for ever. */
      minutes?: number;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Lock a player out for a time. */
  "moderation.suspend": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Told to the player. */
      reason: string;
      /** For the team alone. */
      note?: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
      /** Where it holds: on the server, on all servers of the game in its community, or on all servers of the game. */
      scope?: "server" | "community" | "all";
      /** For how long. */
      minutes: number;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
    };
    meta: null;
  };
  /** Lift the bans of a player. */
  "moderation.unban": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Why, for the team. */
      note?: string;
    };
    data: {
      lifted: Array<{
        id: string;
        number: number;
        kind: "kick" | "warn" | "mute" | "suspend" | "ban";
        /** over: its time has come; done: what is done at once. */
        state: "active" | "over" | "lifted" | "done";
        scope: "server" | "community" | "all";
        /** Where it was given; null: that server is gone. */
        serverId: string | null;
        serverName: string;
        communityId: string | null;
        /** null: whoever comes from the address. */
        playerId: string | null;
        /** For who may see addresses, else null. */
        address: string | null;
        /** What they were called then. */
        name: string;
        reason: string;
        /** For who may read the team's notes, else null. */
        note: string | null;
        evidence: Array<{
          /** ISO 8601, UTC. */
          at: string;
          serverId: string;
          kind: string;
          fields: { [name: string]: Schema13 };
        }>;
        /** Who gave it: somebody, a rule of escalation, an imported list. */
        source: "hand" | "rule" | "list";
        createdBy: string;
        /** ISO 8601, UTC. */
        startsAt: string;
        /** null: for ever, or at once. */
        endsAt: string | null;
        endedAt: string | null;
        endedBy: string | null;
        /** Why it was ended; for who may read the team's notes, else null. */
        endNote: string | null;
        /** An appeal that waits for a decision. */
        openAppealId: string | null;
        deliveries: Array<{
          serverId: string;
          serverName: string;
          /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
          state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
          /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
          via: "console" | "bridge" | "kicks" | null;
          /** What the game said to it, in its own words. */
          said: string | null;
          /** Why it is not applied. */
          reason: string | null;
          /** ISO 8601, UTC. */
          updatedAt: string;
        }>;
      }>;
    };
    meta: null;
  };
  /** Lift the mutes of a player. */
  "moderation.unmute": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Why, for the team. */
      note?: string;
    };
    data: {
      lifted: Array<{
        id: string;
        number: number;
        kind: "kick" | "warn" | "mute" | "suspend" | "ban";
        /** over: its time has come; done: what is done at once. */
        state: "active" | "over" | "lifted" | "done";
        scope: "server" | "community" | "all";
        /** Where it was given; null: that server is gone. */
        serverId: string | null;
        serverName: string;
        communityId: string | null;
        /** null: whoever comes from the address. */
        playerId: string | null;
        /** For who may see addresses, else null. */
        address: string | null;
        /** What they were called then. */
        name: string;
        reason: string;
        /** For who may read the team's notes, else null. */
        note: string | null;
        evidence: Array<{
          /** ISO 8601, UTC. */
          at: string;
          serverId: string;
          kind: string;
          fields: { [name: string]: Schema13 };
        }>;
        /** Who gave it: somebody, a rule of escalation, an imported list. */
        source: "hand" | "rule" | "list";
        createdBy: string;
        /** ISO 8601, UTC. */
        startsAt: string;
        /** null: for ever, or at once. */
        endsAt: string | null;
        endedAt: string | null;
        endedBy: string | null;
        /** Why it was ended; for who may read the team's notes, else null. */
        endNote: string | null;
        /** An appeal that waits for a decision. */
        openAppealId: string | null;
        deliveries: Array<{
          serverId: string;
          serverName: string;
          /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
          state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
          /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
          via: "console" | "bridge" | "kicks" | null;
          /** What the game said to it, in its own words. */
          said: string | null;
          /** Why it is not applied. */
          reason: string | null;
          /** ISO 8601, UTC. */
          updatedAt: string;
        }>;
      }>;
    };
    meta: null;
  };
  /** Warn a player. */
  "moderation.warn": {
    input: {
      playerId: string;
      /** Where; absent: where they are now, else where they were last. */
      serverId?: string;
      /** Told to the player. */
      reason: string;
      /** For the team alone. */
      note?: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
    };
    data: {
      id: string;
      number: number;
      kind: "kick" | "warn" | "mute" | "suspend" | "ban";
      /** over: its time has come; done: what is done at once. */
      state: "active" | "over" | "lifted" | "done";
      scope: "server" | "community" | "all";
      /** Where it was given; null: that server is gone. */
      serverId: string | null;
      serverName: string;
      communityId: string | null;
      /** null: whoever comes from the address. */
      playerId: string | null;
      /** For who may see addresses, else null. */
      address: string | null;
      /** What they were called then. */
      name: string;
      reason: string;
      /** For who may read the team's notes, else null. */
      note: string | null;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        serverId: string;
        kind: string;
        fields: { [name: string]: Schema13 };
      }>;
      /** Who gave it: somebody, a rule of escalation, an imported list. */
      source: "hand" | "rule" | "list";
      createdBy: string;
      /** ISO 8601, UTC. */
      startsAt: string;
      /** null: for ever, or at once. */
      endsAt: string | null;
      endedAt: string | null;
      endedBy: string | null;
      /** Why it was ended; for who may read the team's notes, else null. */
      endNote: string | null;
      /** An appeal that waits for a decision. */
      openAppealId: string | null;
      deliveries: Array<{
        serverId: string;
        serverName: string;
        /** pending: the game is told when it can be; applied; failed, with a reason; unsupported: the game has no way to be told; lifted: told that it is over. */
        state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
        /** How the game was told. kicks: it keeps no list, so whoever comes in is sent out again. */
        via: "console" | "bridge" | "kicks" | null;
        /** What the game said to it, in its own words. */
        said: string | null;
        /** Why it is not applied. */
        reason: string | null;
        /** ISO 8601, UTC. */
        updatedAt: string;
      }>;
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
  /** Choose how your notices come to you. */
  "notifications.choose": {
    input: {
      /** One mail a day in place of one each. */
      digest?: boolean;
      choices?: Array<{
        /** The type of notice. */
        type: "api_key.expiring" | "api_key.leaked" | "api_key.new_network" | "api_key.refusals" | "api_key.rotated_used" | "api_key.unusual_traffic" | "api_key.used_after_idle" | "earning.referral_paid" | "coins.given" | "player.linked" | "panel_backup.failed" | "panel_backup.unverified" | "player.report_resolved" | "user.data_ready" | "user.deletion_asked" | "user.deletion_canceled" | "user.suspended" | "user.unsuspended" | "ticket.answered" | "ticket.assigned" | "ticket.late" | "ticket.opened" | "ticket.replied" | "ticket.resolved" | "package.ended" | "resources.exceeded" | "resources.exceeded_soon" | "resources.suspended" | "server.suspended" | "server.unsuspended" | "queue.left" | "queue.served" | "server.expired" | "server.expiring" | "server.not_renewed" | "server.renewal_failed" | "webhook.disabled" | "webhook.failing";
        ways: {
          bell: boolean;
          mail: boolean;
          discord: boolean;
        } | null;
      }>;
    };
    data: Array<{
      type: string;
      /** What it is called, in English. */
      title: string;
      tone: "info" | "warn" | "bad";
      bell: boolean;
      mail: boolean;
      discord: boolean;
      /** False: it comes as it does by itself. */
      isChosen: boolean;
    }>;
    meta: {
      /** One mail a day in place of one each. */
      digest: boolean;
      mail: {
        /** Whether this panel sends mail. */
        isOn: boolean;
        /** Where to; null: none is known. */
        address: string | null;
      };
      discord: {
        /** Whether this panel has a bot on Discord. */
        isOn: boolean;
        /** Whether it knows who you are there. */
        isLinked: boolean;
      };
    };
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
  /** How your notices come to you. */
  "notifications.settings": {
    input: Record<string, never>;
    data: Array<{
      type: string;
      /** What it is called, in English. */
      title: string;
      tone: "info" | "warn" | "bad";
      bell: boolean;
      mail: boolean;
      discord: boolean;
      /** False: it comes as it does by itself. */
      isChosen: boolean;
    }>;
    meta: {
      /** One mail a day in place of one each. */
      digest: boolean;
      mail: {
        /** Whether this panel sends mail. */
        isOn: boolean;
        /** Where to; null: none is known. */
        address: string | null;
      };
      discord: {
        /** Whether this panel has a bot on Discord. */
        isOn: boolean;
        /** Whether it knows who you are there. */
        isLinked: boolean;
      };
    };
  };
  /** End the mails that a link in one of them ends. */
  "notifications.unsubscribe": {
    input: {
      /** The token out of the link. */
      token: string;
    };
    data: {
      /** Of which type no more mails come; null: of all. */
      type: string | null;
      /** What that type is called. */
      title: string | null;
    };
    meta: null;
  };
  /** Make a package. */
  "packages.create": {
    input: {
      /** What people call it. */
      name: string;
      /** What the store and the members' page say of it. */
      description?: string;
      /** #rrggbb, or null. */
      color?: string | null;
      /** Of two that roles on Discord give, the higher one holds. */
      order?: number;
      /** What it gives for all servers of a member together. */
      limits: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
      };
      /** Days that who has more than it gives has before servers are suspended. */
      graceDays?: number;
      /** Who waits for room for a server is served by this, the highest first. */
      queuePriority?: number;
      /** Whose members have it, while they have the role. */
      discordRoles?: Array<{
        /** Id of the server on Discord. */
        guildId: string;
        /** Id of the role there. */
        roleId: string;
      }>;
    };
    data: {
      /** Id of a package. */
      id: string;
      name: string;
      description: string;
      /** #rrggbb, or null. */
      color: string | null;
      /** Of two that roles on Discord give, the higher one holds. */
      order: number;
      /** Whether it is that of everybody who has no other. One is. */
      isDefault: boolean;
      /** What it gives for all servers of a member together. */
      limits: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Days that who has more than it gives has before servers are suspended. */
      graceDays: number;
      /** Who waits for room for a server is served by this, the highest first. */
      queuePriority: number;
      /** Whose members have it. Null: for the team alone. */
      discordRoles: Array<{
        /** Id of the server on Discord. */
        guildId: string;
        /** Id of the role there. */
        roleId: string;
      }> | null;
      /** How many were given it by hand or by the store. Null: for the team alone. */
      assigned: number | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List packages. */
  "packages.list": {
    input: Record<string, never>;
    data: Array<{
      /** Id of a package. */
      id: string;
      name: string;
      description: string;
      /** #rrggbb, or null. */
      color: string | null;
      /** Of two that roles on Discord give, the higher one holds. */
      order: number;
      /** Whether it is that of everybody who has no other. One is. */
      isDefault: boolean;
      /** What it gives for all servers of a member together. */
      limits: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Days that who has more than it gives has before servers are suspended. */
      graceDays: number;
      /** Who waits for room for a server is served by this, the highest first. */
      queuePriority: number;
      /** Whose members have it. Null: for the team alone. */
      discordRoles: Array<{
        /** Id of the server on Discord. */
        guildId: string;
        /** Id of the role there. */
        roleId: string;
      }> | null;
      /** How many were given it by hand or by the store. Null: for the team alone. */
      assigned: number | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: null;
  };
  /** Remove a package. */
  "packages.remove": {
    input: {
      /** Id of a package. */
      packageId: string;
      /** Which package those get who were given this one. */
      replacementId?: string;
    };
    data: null;
    meta: null;
  };
  /** Change a package. */
  "packages.update": {
    input: {
      /** Id of a package. */
      packageId: string;
      /** What people call it. */
      name?: string;
      /** What the store and the members' page say of it. */
      description?: string;
      /** #rrggbb, or null. */
      color?: string | null;
      /** Of two that roles on Discord give, the higher one holds. */
      order?: number;
      /** What is left out stays. */
      limits?: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB?: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB?: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent?: number;
        /** How many servers; 1000000000 is without a limit. */
        servers?: number;
        /** How many ports; 1000000000 is without a limit. */
        ports?: number;
      };
      /** Days that who has more than it gives has before servers are suspended. */
      graceDays?: number;
      /** Who waits for room for a server is served by this, the highest first. */
      queuePriority?: number;
      /** Whose members have it, while they have the role. */
      discordRoles?: Array<{
        /** Id of the server on Discord. */
        guildId: string;
        /** Id of the role there. */
        roleId: string;
      }>;
      /** The package of everybody who has no other is this one from now on. */
      isDefault?: true;
    };
    data: {
      /** Id of a package. */
      id: string;
      name: string;
      description: string;
      /** #rrggbb, or null. */
      color: string | null;
      /** Of two that roles on Discord give, the higher one holds. */
      order: number;
      /** Whether it is that of everybody who has no other. One is. */
      isDefault: boolean;
      /** What it gives for all servers of a member together. */
      limits: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Days that who has more than it gives has before servers are suspended. */
      graceDays: number;
      /** Who waits for room for a server is served by this, the highest first. */
      queuePriority: number;
      /** Whose members have it. Null: for the team alone. */
      discordRoles: Array<{
        /** Id of the server on Discord. */
        guildId: string;
        /** Id of the role there. */
        roleId: string;
      }> | null;
      /** How many were given it by hand or by the store. Null: for the team alone. */
      assigned: number | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Back the panel up now. */
  "panelBackups.begin": {
    input: Record<string, never>;
    data: {
      /** Id of a backup of the panel. */
      id: string;
      /** done: it was restored into a throwaway database and all rows were there. unverified: its file is there, and restoring it failed. failed: there is no file. */
      state: "waiting" | "writing" | "sealing" | "storing" | "verifying" | "done" | "unverified" | "failed" | "removing";
      /** The date that it was due by the plan; null: somebody began it. */
      slot: string | null;
      requestedBy: string;
      /** Where its file is; null: there is none. */
      kept: "folder" | "s3" | null;
      /** The file with its path, or the bucket with the name in it. */
      where: string | null;
      sealedBy: "installation" | "passphrase" | null;
      bytes: number | null;
      /** How far the present step is. */
      doneBytes: number;
      /** How many tables were counted at verifying. */
      tables: number | null;
      rows: number | null;
      /** Why it failed or did not verify, and what to do. */
      problem: string | null;
      /** When one by the plan that failed is tried again; null: it is not. */
      retryAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      verifiedAt: string | null;
    };
    meta: null;
  };
  /** Get leave to download a backup of the panel. */
  "panelBackups.download": {
    input: {
      /** Id of a backup of the panel. */
      backupId: string;
    };
    data: {
      /** Where the panel has it. */
      path: string;
      file: string;
      bytes: number | null;
    };
    meta: null;
  };
  /** Get a backup of the panel. */
  "panelBackups.get": {
    input: {
      /** Id of a backup of the panel. */
      backupId: string;
    };
    data: {
      /** Id of a backup of the panel. */
      id: string;
      /** done: it was restored into a throwaway database and all rows were there. unverified: its file is there, and restoring it failed. failed: there is no file. */
      state: "waiting" | "writing" | "sealing" | "storing" | "verifying" | "done" | "unverified" | "failed" | "removing";
      /** The date that it was due by the plan; null: somebody began it. */
      slot: string | null;
      requestedBy: string;
      /** Where its file is; null: there is none. */
      kept: "folder" | "s3" | null;
      /** The file with its path, or the bucket with the name in it. */
      where: string | null;
      sealedBy: "installation" | "passphrase" | null;
      bytes: number | null;
      /** How far the present step is. */
      doneBytes: number;
      /** How many tables were counted at verifying. */
      tables: number | null;
      rows: number | null;
      /** Why it failed or did not verify, and what to do. */
      problem: string | null;
      /** When one by the plan that failed is tried again; null: it is not. */
      retryAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      verifiedAt: string | null;
    };
    meta: null;
  };
  /** List the backups of the panel. */
  "panelBackups.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a backup of the panel. */
      id: string;
      /** done: it was restored into a throwaway database and all rows were there. unverified: its file is there, and restoring it failed. failed: there is no file. */
      state: "waiting" | "writing" | "sealing" | "storing" | "verifying" | "done" | "unverified" | "failed" | "removing";
      /** The date that it was due by the plan; null: somebody began it. */
      slot: string | null;
      requestedBy: string;
      /** Where its file is; null: there is none. */
      kept: "folder" | "s3" | null;
      /** The file with its path, or the bucket with the name in it. */
      where: string | null;
      sealedBy: "installation" | "passphrase" | null;
      bytes: number | null;
      /** How far the present step is. */
      doneBytes: number;
      /** How many tables were counted at verifying. */
      tables: number | null;
      rows: number | null;
      /** Why it failed or did not verify, and what to do. */
      problem: string | null;
      /** When one by the plan that failed is tried again; null: it is not. */
      retryAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      verifiedAt: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
      /** When the last backup was found to restore. Null: none ever was. */
      lastVerifiedAt: string | null;
    };
  };
  /** Get when and where to the panel is backed up. */
  "panelBackups.plan": {
    input: Record<string, never>;
    data: {
      frequency: "off" | "daily" | "weekly";
      /** 1 is Monday. Counts where it is weekly. */
      weekday: number;
      /** In the panel's time zone, for example 03:30. */
      time: string;
      /** So many verified backups are kept; older ones are removed. */
      keep: number;
      place: {
        kind: "folder";
        /** An absolute path on the worker's machine. Null: backups in the data folder. */
        folder: string | null;
      } | {
        kind: "s3";
        /** https://s3.eu-central-1.amazonaws.com, or where your own store is. The bucket is asked by path. */
        endpoint: string;
        /** us-east-1 where the store has none. */
        region: string;
        bucket: string;
        /** Begins the name of each file. Empty: none. */
        prefix: string;
        accessKeyId: string;
      };
      /** installation: only who has the secret of this installation opens it. passphrase: who knows the passphrase. */
      sealedBy: "installation" | "passphrase";
      /** Whether the bucket's secret key is known. */
      hasSecretKey: boolean;
      hasPassphrase: boolean;
      /** The panel's, by the setting time-zone. */
      timeZone: string;
      /** Null: never, this is the default. */
      changedAt: string | null;
    };
    meta: null;
  };
  /** Remove a backup of the panel. */
  "panelBackups.remove": {
    input: {
      /** Id of a backup of the panel. */
      backupId: string;
    };
    data: null;
    meta: null;
  };
  /** Set when and where to the panel is backed up. */
  "panelBackups.setPlan": {
    input: {
      frequency: "off" | "daily" | "weekly";
      /** 1 is Monday. Counts where it is weekly. */
      weekday: number;
      /** In the panel's time zone, for example 03:30. */
      time: string;
      /** So many verified backups are kept; older ones are removed. */
      keep: number;
      place: {
        kind: "folder";
        /** An absolute path on the worker's machine. Null: backups in the data folder. */
        folder: string | null;
      } | {
        kind: "s3";
        /** https://s3.eu-central-1.amazonaws.com, or where your own store is. The bucket is asked by path. */
        endpoint: string;
        /** us-east-1 where the store has none. */
        region: string;
        bucket: string;
        /** Begins the name of each file. Empty: none. */
        prefix: string;
        accessKeyId: string;
      };
      /** installation: only who has the secret of this installation opens it. passphrase: who knows the passphrase. */
      sealedBy: "installation" | "passphrase";
      /** Of the bucket. */
      secretAccessKey?: string;
      /** 12 characters at least. Without it nobody opens the files, the panel's makers neither. */
      passphrase?: string;
    };
    data: {
      frequency: "off" | "daily" | "weekly";
      /** 1 is Monday. Counts where it is weekly. */
      weekday: number;
      /** In the panel's time zone, for example 03:30. */
      time: string;
      /** So many verified backups are kept; older ones are removed. */
      keep: number;
      place: {
        kind: "folder";
        /** An absolute path on the worker's machine. Null: backups in the data folder. */
        folder: string | null;
      } | {
        kind: "s3";
        /** https://s3.eu-central-1.amazonaws.com, or where your own store is. The bucket is asked by path. */
        endpoint: string;
        /** us-east-1 where the store has none. */
        region: string;
        bucket: string;
        /** Begins the name of each file. Empty: none. */
        prefix: string;
        accessKeyId: string;
      };
      /** installation: only who has the secret of this installation opens it. passphrase: who knows the passphrase. */
      sealedBy: "installation" | "passphrase";
      /** Whether the bucket's secret key is known. */
      hasSecretKey: boolean;
      hasPassphrase: boolean;
      /** The panel's, by the setting time-zone. */
      timeZone: string;
      /** Null: never, this is the default. */
      changedAt: string | null;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      options: { [name: string]: Schema14 };
    };
    meta: null;
  };
  /** Begin to sign in by passkey. */
  "passkeys.startSignIn": {
    input: Record<string, never>;
    data: {
      token: string;
      /** Hand this to the browser's WebAuthn call. */
      options: { [name: string]: Schema14 };
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
  /** Begin to buy coins for money. */
  "payments.checkout": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
      quantity?: number;
      /** The price for all that you have agreed to, in the currency's smallest unit. */
      expectedMinor: number;
    };
    data: {
      /** Id of a payment. */
      paymentId: string;
      /** Where it is paid. */
      url: string;
    };
    meta: null;
  };
  /** Get anybody's payment. */
  "payments.get": {
    input: {
      /** Id of a payment. */
      paymentId: string;
    };
    data: {
      /** Id of a payment. */
      id: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      quantity: number;
      /** The coins that it is for. */
      coins: number;
      /** In the currency's smallest unit. */
      amountMinor: number;
      currency: string;
      state: "open" | "paid" | "refunded" | "disputed" | "expired" | "failed";
      /** How much of the money went back. */
      refundedMinor: number;
      /** Coins that were taken back with it. */
      takenCoins: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      paidAt: string | null;
      userId: string;
      userName: string;
      provider: string;
      /** What the provider calls it. */
      intentId: string | null;
      /** amount: another amount was paid than was asked, and no coins were given. */
      problem: string | null;
      /** Coins that should have been taken back, and were spent already: their buyer owed them from then on. */
      missingCoins: number;
    };
    meta: null;
  };
  /** List everybody's payments. */
  "payments.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the buyer's name, or the id here or at the provider. */
      q?: string;
      state?: "open" | "paid" | "refunded" | "disputed" | "expired" | "failed";
      /** Only those with a problem or with coins missing. */
      needsLook?: boolean | string;
    };
    data: Array<{
      /** Id of a payment. */
      id: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      quantity: number;
      /** The coins that it is for. */
      coins: number;
      /** In the currency's smallest unit. */
      amountMinor: number;
      currency: string;
      state: "open" | "paid" | "refunded" | "disputed" | "expired" | "failed";
      /** How much of the money went back. */
      refundedMinor: number;
      /** Coins that were taken back with it. */
      takenCoins: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      paidAt: string | null;
      userId: string;
      userName: string;
      provider: string;
      /** What the provider calls it. */
      intentId: string | null;
      /** amount: another amount was paid than was asked, and no coins were given. */
      problem: string | null;
      /** Coins that should have been taken back, and were spent already: their buyer owed them from then on. */
      missingCoins: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** List your payments. */
  "payments.mine": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a payment. */
      id: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      quantity: number;
      /** The coins that it is for. */
      coins: number;
      /** In the currency's smallest unit. */
      amountMinor: number;
      currency: string;
      state: "open" | "paid" | "refunded" | "disputed" | "expired" | "failed";
      /** How much of the money went back. */
      refundedMinor: number;
      /** Coins that were taken back with it. */
      takenCoins: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      paidAt: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** See what payments need yet. */
  "payments.setup": {
    input: Record<string, never>;
    data: {
      /** Names in the environment that are not set. */
      missing: Array<string>;
      /** Where the provider is to send its notices. */
      webhookUrl: string;
      /** Those that the panel takes. */
      notices: Array<string>;
    };
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
  /** Take a report of a player. */
  "playerReports.claim": {
    input: {
      /** Id of a report. */
      reportId: string;
      takeOver?: boolean;
    };
    data: {
      /** Id of a report. */
      id: string;
      number: number;
      /** Id of a player. */
      playerId: string;
      playerName: string;
      serverId: string | null;
      serverName: string | null;
      /** The user who filed it. */
      reporterId: string | null;
      reporterName: string;
      text: string;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        type: string;
        text: string | null;
        fields: { [name: string]: Schema15 };
      }>;
      state: "open" | "claimed" | "resolved";
      claimedBy: {
        id: string | null;
        name: string;
      } | null;
      claimedAt: string | null;
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedBy: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Report a player. */
  "playerReports.file": {
    input: {
      /** Id of a player. */
      playerId?: string;
      playerName?: string;
      /** Where it happened. */
      serverId?: string;
      /** What they have done. */
      text: string;
      /** Ids of entries of the player's timeline (`evt-…`); they are copied, as the timeline is forgotten some day. */
      evidence?: Array<string>;
    };
    data: {
      /** Id of a report. */
      id: string;
      number: number;
      playerName: string;
      state: "open" | "claimed" | "resolved";
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Get a report of a player. */
  "playerReports.get": {
    input: {
      /** Id of a report. */
      reportId: string;
    };
    data: {
      /** Id of a report. */
      id: string;
      number: number;
      /** Id of a player. */
      playerId: string;
      playerName: string;
      serverId: string | null;
      serverName: string | null;
      /** The user who filed it. */
      reporterId: string | null;
      reporterName: string;
      text: string;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        type: string;
        text: string | null;
        fields: { [name: string]: Schema15 };
      }>;
      state: "open" | "claimed" | "resolved";
      claimedBy: {
        id: string | null;
        name: string;
      } | null;
      claimedAt: string | null;
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedBy: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List reports of players. */
  "playerReports.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the player's name, of who reported them or of what was said. */
      q?: string;
      state?: "open" | "claimed" | "resolved";
      /** About this player alone. */
      playerId?: string;
      /** True: only those that you have claimed. */
      mine?: boolean | string;
    };
    data: Array<{
      /** Id of a report. */
      id: string;
      number: number;
      /** Id of a player. */
      playerId: string;
      playerName: string;
      serverId: string | null;
      serverName: string | null;
      /** The user who filed it. */
      reporterId: string | null;
      reporterName: string;
      text: string;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        type: string;
        text: string | null;
        fields: { [name: string]: Schema15 };
      }>;
      state: "open" | "claimed" | "resolved";
      claimedBy: {
        id: string | null;
        name: string;
      } | null;
      claimedAt: string | null;
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedBy: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** List the reports that you have filed. */
  "playerReports.mine": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a report. */
      id: string;
      number: number;
      playerName: string;
      text: string;
      state: "open" | "claimed" | "resolved";
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Give a report of a player back. */
  "playerReports.release": {
    input: {
      /** Id of a report. */
      reportId: string;
    };
    data: {
      /** Id of a report. */
      id: string;
      number: number;
      /** Id of a player. */
      playerId: string;
      playerName: string;
      serverId: string | null;
      serverName: string | null;
      /** The user who filed it. */
      reporterId: string | null;
      reporterName: string;
      text: string;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        type: string;
        text: string | null;
        fields: { [name: string]: Schema15 };
      }>;
      state: "open" | "claimed" | "resolved";
      claimedBy: {
        id: string | null;
        name: string;
      } | null;
      claimedAt: string | null;
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedBy: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Decide on a report of a player. */
  "playerReports.resolve": {
    input: {
      /** Id of a report. */
      reportId: string;
      /** action: something was done about it; no_action: true, and left at that; unfounded: not true. */
      outcome: "action" | "no_action" | "unfounded";
      /** Told to who filed it. */
      answer?: string;
    };
    data: {
      /** Id of a report. */
      id: string;
      number: number;
      /** Id of a player. */
      playerId: string;
      playerName: string;
      serverId: string | null;
      serverName: string | null;
      /** The user who filed it. */
      reporterId: string | null;
      reporterName: string;
      text: string;
      evidence: Array<{
        /** ISO 8601, UTC. */
        at: string;
        type: string;
        text: string | null;
        fields: { [name: string]: Schema15 };
      }>;
      state: "open" | "claimed" | "resolved";
      claimedBy: {
        id: string | null;
        name: string;
      } | null;
      claimedAt: string | null;
      outcome: "action" | "no_action" | "unfounded" | null;
      /** What the team says to it. */
      answer: string | null;
      resolvedBy: string | null;
      resolvedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Note something about a player. */
  "players.addNote": {
    input: {
      /** Id of a player. */
      playerId: string;
      text: string;
      /** Id of a game server. */
      serverId?: string;
    };
    data: {
      /** Id of a note. */
      id: string;
      /** Id of a player. */
      playerId: string;
      /** For who may read notes on this server; null: for who may on all. */
      serverId: string | null;
      authorId: string | null;
      authorName: string;
      text: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Change a note on a player. */
  "players.editNote": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Id of a note. */
      noteId: string;
      text: string;
    };
    data: {
      /** Id of a note. */
      id: string;
      /** Id of a player. */
      playerId: string;
      /** For who may read notes on this server; null: for who may on all. */
      serverId: string | null;
      authorId: string | null;
      authorName: string;
      text: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Erase everything that is known of a player. */
  "players.erase": {
    input: {
      /** Id of a player. */
      playerId: string;
    };
    data: null;
    meta: null;
  };
  /** Export everything that is known of a player. */
  "players.exportPlayer": {
    input: {
      /** Id of a player. */
      playerId: string;
      cursor?: string;
      /** How many rows, 1 to 1000. */
      limit?: number;
    };
    data: Array<{
      table: string;
      row: { [name: string]: Schema18 };
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Get a player. */
  "players.get": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** As they are on this server alone. */
      serverId?: string;
    };
    data: {
      id: string;
      number: number;
      /** Where they are, or were last; null: on no server that you may see. */
      serverId: string | null;
      serverName: string | null;
      name: string;
      status: "active" | "banned" | "suspended";
      /** What the game calls them; null: it does not say. */
      role: string | null;
      online: boolean;
      onlineSince: string | null;
      /** When they were first seen. */
      createdAt: string;
      lastLoginAt: string | null;
      lastSeenAt: string | null;
      /** How long they have played, in seconds; a visit counts when it has ended. */
      playedSec: number;
      /** Whether a user of the panel has proven that this player is theirs. */
      isLinked: boolean;
      /** Reports of them that wait for a decision; null: you may not see reports. */
      openReports: number | null;
      /** What the game's platform knows them by; null: the game has names alone. */
      platformId: string | null;
      /** Whether a server that is believed has told that id; if not, the player is known on the one server that says so. null: no such id. */
      isVouched: boolean | null;
      /** For who may see addresses; null: not known, or not shown. */
      email: string | null;
      /** Whether you are shown e-mail and network addresses. */
      isPrivateShown: boolean;
      /** Failed sign-ins in the game; null: it does not tell. */
      loginAttempts: number | null;
      /** Until when they are suspended. */
      lockedUntil: string | null;
      currentCharacter: string | null;
      currentLocation: string | null;
      /** Whatever is to be kept with the player, at most 16 KiB. */
      metadata: { [name: string]: Schema16 };
      /** What they are and were called, newest first, at most 50. */
      names: Array<{
        name: string;
        /** ISO 8601, UTC. */
        firstUsedAt: string;
        /** ISO 8601, UTC. */
        lastUsedAt: string;
      }>;
      /** The servers they were seen on, as far as you may see them. */
      places: Array<{
        serverId: string;
        serverName: string;
        status: "active" | "banned" | "suspended";
        lockedUntil: string | null;
        role: string | null;
        loginAttempts: number | null;
        character: string | null;
        location: string | null;
        online: boolean;
        sessions: number;
        playedSec: number;
        /** ISO 8601, UTC. */
        firstSeenAt: string;
        lastLoginAt: string | null;
        /** ISO 8601, UTC. */
        lastSeenAt: string;
      }>;
      linkedUser: {
        id: string;
        name: string;
        linkedAt: string | null;
        linkedBy: string | null;
      } | null;
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
      /** Part of a name, past ones too, or the whole id of the game's platform. For who may see addresses: part of the e-mail address, or how a network address begins. */
      q?: string;
      status?: "active" | "banned" | "suspended";
      /** What the game calls them, exactly. */
      role?: string;
      /** True: only those who are playing now. */
      online?: boolean | string;
      /** True: only those that a user has proven to be theirs. */
      linked?: boolean | string;
      /** True: only those of whom reports wait for a decision. */
      reported?: boolean | string;
      /** kills: those who are known by kills alone that somebody told of, and were never seen on a server. */
      via?: "servers" | "kills";
      /** Of this server alone. */
      serverId?: string;
      /** A minus turns the order round. Who never came in is the first by lastLogin. */
      sort?: "name" | "-name" | "created" | "-created" | "lastLogin" | "-lastLogin" | "status" | "-status";
    };
    data: Array<{
      id: string;
      number: number;
      /** Where they are, or were last; null: on no server that you may see. */
      serverId: string | null;
      serverName: string | null;
      name: string;
      status: "active" | "banned" | "suspended";
      /** What the game calls them; null: it does not say. */
      role: string | null;
      online: boolean;
      onlineSince: string | null;
      /** When they were first seen. */
      createdAt: string;
      lastLoginAt: string | null;
      lastSeenAt: string | null;
      /** How long they have played, in seconds; a visit counts when it has ended. */
      playedSec: number;
      /** Whether a user of the panel has proven that this player is theirs. */
      isLinked: boolean;
      /** Reports of them that wait for a decision; null: you may not see reports. */
      openReports: number | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get a code that makes a player yours. */
  "players.makeLinkCode": {
    input: Record<string, never>;
    data: {
      code: string;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** List your own players. */
  "players.mine": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      game: string | null;
      /** Where they were last; null: on no server. */
      serverId: string | null;
      serverName: string | null;
      online: boolean;
      playedSec: number;
      lastSeenAt: string | null;
      linkedAt: string | null;
    }>;
    meta: null;
  };
  /** List the team's notes on a player. */
  "players.notes": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      /** Id of a note. */
      id: string;
      /** Id of a player. */
      playerId: string;
      /** For who may read notes on this server; null: for who may on all. */
      serverId: string | null;
      authorId: string | null;
      authorName: string;
      text: string;
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
  /** Remove a note on a player. */
  "players.removeNote": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** Id of a note. */
      noteId: string;
    };
    data: null;
    meta: null;
  };
  /** List a player's visits. */
  "players.sessions": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** To this server alone. */
      serverId?: string;
    };
    data: Array<{
      id: number;
      serverId: string;
      serverName: string;
      /** ISO 8601, UTC. */
      startedAt: string;
      /** null: they are in. */
      endedAt: string | null;
      endReason: string | null;
      /** For who may see addresses; null: not known, or not shown. */
      address: string | null;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Read a player's timeline. */
  "players.timeline": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** Only these, with commas between them; absent: all. */
      kinds?: Array<"chat" | "commands" | "sessions" | "deaths" | "kills" | "achievements" | "punishments" | "notes" | "reports" | "other">;
      /** Of this server alone. */
      serverId?: string;
    };
    data: Array<{
      /** Names the entry within the timeline. */
      id: string;
      kind: "chat" | "commands" | "sessions" | "deaths" | "kills" | "achievements" | "punishments" | "notes" | "reports" | "other";
      /** What exactly: a kind of game event, or session, note, report, kick, ban and so on. */
      type: string;
      /** ISO 8601, UTC. */
      at: string;
      serverId: string | null;
      serverName: string | null;
      /** The words of it: what was said, given as a command, noted, given as a reason. */
      text: string | null;
      fields: { [name: string]: Schema17 };
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Unlink a player from its user. */
  "players.unlink": {
    input: {
      /** Id of a player. */
      playerId: string;
    };
    data: null;
    meta: null;
  };
  /** Change what is known of a player. */
  "players.update": {
    input: {
      /** Id of a player. */
      playerId: string;
      /** null removes it. By who may see addresses. */
      email?: string | null;
      /** Whatever is to be kept with the player, at most 16 KiB. */
      metadata?: { [name: string]: Schema2 };
    };
    data: {
      id: string;
      number: number;
      /** Where they are, or were last; null: on no server that you may see. */
      serverId: string | null;
      serverName: string | null;
      name: string;
      status: "active" | "banned" | "suspended";
      /** What the game calls them; null: it does not say. */
      role: string | null;
      online: boolean;
      onlineSince: string | null;
      /** When they were first seen. */
      createdAt: string;
      lastLoginAt: string | null;
      lastSeenAt: string | null;
      /** How long they have played, in seconds; a visit counts when it has ended. */
      playedSec: number;
      /** Whether a user of the panel has proven that this player is theirs. */
      isLinked: boolean;
      /** Reports of them that wait for a decision; null: you may not see reports. */
      openReports: number | null;
      /** What the game's platform knows them by; null: the game has names alone. */
      platformId: string | null;
      /** Whether a server that is believed has told that id; if not, the player is known on the one server that says so. null: no such id. */
      isVouched: boolean | null;
      /** For who may see addresses; null: not known, or not shown. */
      email: string | null;
      /** Whether you are shown e-mail and network addresses. */
      isPrivateShown: boolean;
      /** Failed sign-ins in the game; null: it does not tell. */
      loginAttempts: number | null;
      /** Until when they are suspended. */
      lockedUntil: string | null;
      currentCharacter: string | null;
      currentLocation: string | null;
      /** Whatever is to be kept with the player, at most 16 KiB. */
      metadata: { [name: string]: Schema16 };
      /** What they are and were called, newest first, at most 50. */
      names: Array<{
        name: string;
        /** ISO 8601, UTC. */
        firstUsedAt: string;
        /** ISO 8601, UTC. */
        lastUsedAt: string;
      }>;
      /** The servers they were seen on, as far as you may see them. */
      places: Array<{
        serverId: string;
        serverName: string;
        status: "active" | "banned" | "suspended";
        lockedUntil: string | null;
        role: string | null;
        loginAttempts: number | null;
        character: string | null;
        location: string | null;
        online: boolean;
        sessions: number;
        playedSec: number;
        /** ISO 8601, UTC. */
        firstSeenAt: string;
        lastLoginAt: string | null;
        /** ISO 8601, UTC. */
        lastSeenAt: string;
      }>;
      linkedUser: {
        id: string;
        name: string;
        linkedAt: string | null;
        linkedBy: string | null;
      } | null;
    };
    meta: null;
  };
  /** Ask for your account to be deleted. */
  "profile.askDeletion": {
    input: {
      /** Your name, as the panel shows it: so that nobody does this by mistake. */
      name: string;
      /** Whether your servers, with all their files, are deleted too. */
      withServers?: boolean;
    };
    data: {
      /** Null: it was not asked for. */
      askedAt: string | null;
      /** When the account is deleted, if that is not taken back. */
      dueAt: string | null;
      /** Whether the servers are deleted with it. */
      withServers: boolean;
      /** How many servers are owned now. */
      servers: number;
    };
    meta: null;
  };
  /** Begin an export of all that the panel keeps of you. */
  "profile.beginExport": {
    input: Record<string, never>;
    data: {
      id: string;
      /** Taken: it was downloaded, and is there no more. */
      state: "running" | "ready" | "taken";
      /** How large it is; null: not known yet. */
      bytes: number | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      readyAt: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    };
    meta: null;
  };
  /** Keep your account after all. */
  "profile.cancelDeletion": {
    input: Record<string, never>;
    data: null;
    meta: null;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Whether your account is to be deleted. */
  "profile.deletion": {
    input: Record<string, never>;
    data: {
      /** Null: it was not asked for. */
      askedAt: string | null;
      /** When the account is deleted, if that is not taken back. */
      dueAt: string | null;
      /** Whether the servers are deleted with it. */
      withServers: boolean;
      /** How many servers are owned now. */
      servers: number;
    };
    meta: null;
  };
  /** List the exports of your data. */
  "profile.exports": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      /** Taken: it was downloaded, and is there no more. */
      state: "running" | "ready" | "taken";
      /** How large it is; null: not known yet. */
      bytes: number | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      readyAt: string | null;
      /** ISO 8601, UTC. */
      expiresAt: string;
    }>;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** List what was done to you and by you. */
  "profile.interactions": {
    input: {
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      operation: string;
      /** What was done, in words. */
      summary: string;
      by: {
        /** you: yourself; key: a key of yours; person: somebody else; panel: a timer of the panel; machine: its command line; node: a machine of the servers. */
        kind: "you" | "key" | "person" | "panel" | "machine" | "node";
        /** Of the person or the key; null where it is nobody. */
        name: string | null;
      };
      target: {
        kind: string;
        id: string;
        label: string;
      } | null;
      serverId: string | null;
      /** What of the act is told: an amount, a reason, an end. */
      told: { [name: string]: Schema19 };
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Get what the current user may, and where. */
  "profile.rights": {
    input: Record<string, never>;
    data: {
      /** On the instance, and so on all servers. */
      everywhere: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      /** Servers that they own: there they may whatever can be allowed on a server, a key as far as its scopes go. */
      ownServers: Array<string>;
      communities: Array<{
        communityId: string;
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
        serverIds: Array<string>;
      }>;
      servers: Array<{
        serverId: string;
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      }>;
    };
    meta: null;
  };
  /** Download an export of your data, once. */
  "profile.takeExport": {
    input: {
      exportId: string;
    };
    data: {
      /** What to call it. */
      file: string;
      /** JSON. */
      text: string;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
      hasPassword: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
    };
    meta: null;
  };
  /** Wait no more for room for a server. */
  "queue.cancel": {
    input: {
      /** Id of a place in the queue. */
      queuedId: string;
    };
    data: {
      /** Id of a place in the queue. */
      id: string;
      name: string;
      owner: {
        id: string;
        name: string;
      };
      blueprint: {
        id: string;
        name: string;
      };
      /** The node that it must be on; null: any that has room. */
      node: {
        /** Id of a node. */
        id: string;
        name: string;
      } | null;
      /** The memory that it needs of a node. */
      memoryMiB: number;
      /** Of its owner's package; a higher one comes first. */
      priority: number;
      state: "waiting" | "done" | "failed" | "cancelled";
      /** How many are served up to it, itself counted; null once it waits no more. */
      place: number | null;
      /** How many wait in all; null once it waits no more. */
      waiting: number | null;
      /** When its turn comes if others' went as those of the last weeks; null where too few did to tell. */
      expectedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      endedAt: string | null;
      /** The server that came of it. */
      serverId: string | null;
      /** Why none came of it, in a sentence. */
      problem: string | null;
    };
    meta: null;
  };
  /** Get a place in the queue. */
  "queue.get": {
    input: {
      /** Id of a place in the queue. */
      queuedId: string;
    };
    data: {
      /** Id of a place in the queue. */
      id: string;
      name: string;
      owner: {
        id: string;
        name: string;
      };
      blueprint: {
        id: string;
        name: string;
      };
      /** The node that it must be on; null: any that has room. */
      node: {
        /** Id of a node. */
        id: string;
        name: string;
      } | null;
      /** The memory that it needs of a node. */
      memoryMiB: number;
      /** Of its owner's package; a higher one comes first. */
      priority: number;
      state: "waiting" | "done" | "failed" | "cancelled";
      /** How many are served up to it, itself counted; null once it waits no more. */
      place: number | null;
      /** How many wait in all; null once it waits no more. */
      waiting: number | null;
      /** When its turn comes if others' went as those of the last weeks; null where too few did to tell. */
      expectedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      endedAt: string | null;
      /** The server that came of it. */
      serverId: string | null;
      /** Why none came of it, in a sentence. */
      problem: string | null;
    };
    meta: null;
  };
  /** Wait for room for a server. */
  "queue.join": {
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
      /** Start it as soon as it is installed. */
      start?: boolean;
    };
    data: {
      /** Id of a place in the queue. */
      id: string;
      name: string;
      owner: {
        id: string;
        name: string;
      };
      blueprint: {
        id: string;
        name: string;
      };
      /** The node that it must be on; null: any that has room. */
      node: {
        /** Id of a node. */
        id: string;
        name: string;
      } | null;
      /** The memory that it needs of a node. */
      memoryMiB: number;
      /** Of its owner's package; a higher one comes first. */
      priority: number;
      state: "waiting" | "done" | "failed" | "cancelled";
      /** How many are served up to it, itself counted; null once it waits no more. */
      place: number | null;
      /** How many wait in all; null once it waits no more. */
      waiting: number | null;
      /** When its turn comes if others' went as those of the last weeks; null where too few did to tell. */
      expectedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      endedAt: string | null;
      /** The server that came of it. */
      serverId: string | null;
      /** Why none came of it, in a sentence. */
      problem: string | null;
    };
    meta: null;
  };
  /** List who waits for room for a server. */
  "queue.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      state?: "waiting" | "done" | "failed" | "cancelled";
      /** mine: only what you asked for. */
      owner?: "mine";
    };
    data: Array<{
      /** Id of a place in the queue. */
      id: string;
      name: string;
      owner: {
        id: string;
        name: string;
      };
      blueprint: {
        id: string;
        name: string;
      };
      /** The node that it must be on; null: any that has room. */
      node: {
        /** Id of a node. */
        id: string;
        name: string;
      } | null;
      /** The memory that it needs of a node. */
      memoryMiB: number;
      /** Of its owner's package; a higher one comes first. */
      priority: number;
      state: "waiting" | "done" | "failed" | "cancelled";
      /** How many are served up to it, itself counted; null once it waits no more. */
      place: number | null;
      /** How many wait in all; null once it waits no more. */
      waiting: number | null;
      /** When its turn comes if others' went as those of the last weeks; null where too few did to tell. */
      expectedAt: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      endedAt: string | null;
      /** The server that came of it. */
      serverId: string | null;
      /** Why none came of it, in a sentence. */
      problem: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Add a reason to those that are offered. */
  "reasonTemplates.create": {
    input: {
      /** How it is called in the list. */
      name: string;
      /** What it is offered for. */
      kinds: Array<"kick" | "warn" | "mute" | "suspend" | "ban">;
      /** Told to the player. */
      reason: string;
      /** Minutes; null: for ever. */
      durationMin: number | null;
    };
    data: {
      id: string;
      name: string;
      kinds: Array<"kick" | "warn" | "mute" | "suspend" | "ban">;
      reason: string;
      /** Minutes; null: for ever. */
      durationMin: number | null;
    };
    meta: null;
  };
  /** List the reasons that are offered. */
  "reasonTemplates.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      kinds: Array<"kick" | "warn" | "mute" | "suspend" | "ban">;
      reason: string;
      /** Minutes; null: for ever. */
      durationMin: number | null;
    }>;
    meta: null;
  };
  /** Offer a reason no more. */
  "reasonTemplates.remove": {
    input: {
      templateId: string;
    };
    data: null;
    meta: null;
  };
  /** Change a reason that is offered. */
  "reasonTemplates.update": {
    input: {
      templateId: string;
      /** How it is called in the list. */
      name?: string;
      /** What it is offered for. */
      kinds?: Array<"kick" | "warn" | "mute" | "suspend" | "ban">;
      /** Told to the player. */
      reason?: string;
      /** Minutes; null: for ever. */
      durationMin?: number | null;
    };
    data: {
      id: string;
      name: string;
      kinds: Array<"kick" | "warn" | "mute" | "suspend" | "ban">;
      reason: string;
      /** Minutes; null: for ever. */
      durationMin: number | null;
    };
    meta: null;
  };
  /** Count servers by whether they are renewed. */
  "renewals.counts": {
    input: Record<string, never>;
    data: {
      /** How many servers are in each state; none where servers do not expire. */
      servers: {
        active: number;
        soon: number;
        expired: number;
        suspended: number;
        exempt: number;
      };
      /** How many of those that end within seven days are renewed from their owners' coins. */
      renewingSoon: number;
      /** Since when servers expire; null: they do not. */
      since: string | null;
    };
    meta: null;
  };
  /** Let a server never expire. */
  "renewals.exempt": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Why; its owner reads it too. */
      reason: string;
    };
    data: {
      /** Id of a game server. */
      serverId: string;
      serverName: string;
      owner: {
        id: string;
        name: string;
      };
      /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
      state: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** Null: it does not expire. */
      expiresAt: string | null;
      /** When it is suspended, once it has expired. */
      graceUntil: string | null;
      /** Whether it is renewed from its owner's coins when it expires. */
      autoRenews: boolean;
      /** Why the last automatic renewal failed: a reason of the panel's errors. */
      autoProblem: string | null;
      exemptReason: string | null;
      /** What a renewal costs now. */
      priceCoins: number;
      /** How many days it gives. */
      periodDays: number;
    };
    meta: null;
  };
  /** Let a member's servers never expire. */
  "renewals.exemptMember": {
    input: {
      userId: string;
    };
    data: {
      neverExpires: boolean;
    };
    meta: null;
  };
  /** Get until when a server's time is paid. */
  "renewals.get": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      renewal: {
        /** Id of a game server. */
        serverId: string;
        serverName: string;
        owner: {
          id: string;
          name: string;
        };
        /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
        state: "active" | "soon" | "expired" | "suspended" | "exempt";
        /** Null: it does not expire. */
        expiresAt: string | null;
        /** When it is suspended, once it has expired. */
        graceUntil: string | null;
        /** Whether it is renewed from its owner's coins when it expires. */
        autoRenews: boolean;
        /** Why the last automatic renewal failed: a reason of the panel's errors. */
        autoProblem: string | null;
        exemptReason: string | null;
        /** What a renewal costs now. */
        priceCoins: number;
        /** How many days it gives. */
        periodDays: number;
      } | null;
    };
    meta: null;
  };
  /** Prolong a server's time for nothing. */
  "renewals.grant": {
    input: {
      /** Id of a game server. */
      serverId: string;
      days: number;
      /** Why; its owner reads it too. */
      reason: string;
    };
    data: {
      /** Id of a game server. */
      serverId: string;
      serverName: string;
      owner: {
        id: string;
        name: string;
      };
      /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
      state: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** Null: it does not expire. */
      expiresAt: string | null;
      /** When it is suspended, once it has expired. */
      graceUntil: string | null;
      /** Whether it is renewed from its owner's coins when it expires. */
      autoRenews: boolean;
      /** Why the last automatic renewal failed: a reason of the panel's errors. */
      autoProblem: string | null;
      exemptReason: string | null;
      /** What a renewal costs now. */
      priceCoins: number;
      /** How many days it gives. */
      periodDays: number;
    };
    meta: null;
  };
  /** List what a server's time was prolonged by. */
  "renewals.history": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      by: "payment" | "auto" | "voucher" | "bypass" | "grant";
      days: number;
      paidCoins: number;
      byWhom: string;
      reason: string | null;
      /** Its end before. */
      previousAt: string;
      /** Its end afterwards. */
      expiresAt: string;
      /** ISO 8601, UTC. */
      at: string;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** List until when servers' time is paid. */
  "renewals.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      state?: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** mine: only what you own. */
      owner?: "mine";
      /** Part of the server's or the owner's name. */
      q?: string;
    };
    data: Array<{
      /** Id of a game server. */
      serverId: string;
      serverName: string;
      owner: {
        id: string;
        name: string;
      };
      /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
      state: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** Null: it does not expire. */
      expiresAt: string | null;
      /** When it is suspended, once it has expired. */
      graceUntil: string | null;
      /** Whether it is renewed from its owner's coins when it expires. */
      autoRenews: boolean;
      /** Why the last automatic renewal failed: a reason of the panel's errors. */
      autoProblem: string | null;
      exemptReason: string | null;
      /** What a renewal costs now. */
      priceCoins: number;
      /** How many days it gives. */
      periodDays: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Renew a server for coins. */
  "renewals.renew": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The end that you have read. Where it is another by now the server was renewed since, and is not once more. */
      expiresAt: string;
      /** The price that you have read: refused where it is another by now. */
      priceCoins?: number;
    };
    data: {
      renewal: {
        /** Id of a game server. */
        serverId: string;
        serverName: string;
        owner: {
          id: string;
          name: string;
        };
        /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
        state: "active" | "soon" | "expired" | "suspended" | "exempt";
        /** Null: it does not expire. */
        expiresAt: string | null;
        /** When it is suspended, once it has expired. */
        graceUntil: string | null;
        /** Whether it is renewed from its owner's coins when it expires. */
        autoRenews: boolean;
        /** Why the last automatic renewal failed: a reason of the panel's errors. */
        autoProblem: string | null;
        exemptReason: string | null;
        /** What a renewal costs now. */
        priceCoins: number;
        /** How many days it gives. */
        periodDays: number;
      };
      /** False: it had been renewed since you read its end, and nothing was taken from you. */
      isNew: boolean;
    };
    meta: null;
  };
  /** Have a server renewed from the own coins when it expires, or no more. */
  "renewals.setAuto": {
    input: {
      /** Id of a game server. */
      serverId: string;
      isOn: boolean;
    };
    data: {
      /** Id of a game server. */
      serverId: string;
      serverName: string;
      owner: {
        id: string;
        name: string;
      };
      /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
      state: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** Null: it does not expire. */
      expiresAt: string | null;
      /** When it is suspended, once it has expired. */
      graceUntil: string | null;
      /** Whether it is renewed from its owner's coins when it expires. */
      autoRenews: boolean;
      /** Why the last automatic renewal failed: a reason of the panel's errors. */
      autoProblem: string | null;
      exemptReason: string | null;
      /** What a renewal costs now. */
      priceCoins: number;
      /** How many days it gives. */
      periodDays: number;
    };
    meta: null;
  };
  /** Get what a renewal costs and gives. */
  "renewals.terms": {
    input: Record<string, never>;
    data: {
      /** Whether servers expire here. */
      isOn: boolean;
      /** How long a renewal lasts. */
      periodDays: number;
      /** What it costs. */
      priceCoins: number;
      /** How long a server that expired runs on before it is suspended. */
      graceDays: number;
      /** The furthest ahead that can be paid for. */
      aheadDays: number;
      /** How many renewals you have that cost nothing. */
      bypasses: number;
    };
    meta: null;
  };
  /** Let a server expire again. */
  "renewals.unexempt": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Id of a game server. */
      serverId: string;
      serverName: string;
      owner: {
        id: string;
        name: string;
      };
      /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
      state: "active" | "soon" | "expired" | "suspended" | "exempt";
      /** Null: it does not expire. */
      expiresAt: string | null;
      /** When it is suspended, once it has expired. */
      graceUntil: string | null;
      /** Whether it is renewed from its owner's coins when it expires. */
      autoRenews: boolean;
      /** Why the last automatic renewal failed: a reason of the panel's errors. */
      autoProblem: string | null;
      exemptReason: string | null;
      /** What a renewal costs now. */
      priceCoins: number;
      /** How many days it gives. */
      periodDays: number;
    };
    meta: null;
  };
  /** Let a member's servers expire again. */
  "renewals.unexemptMember": {
    input: {
      userId: string;
    };
    data: {
      neverExpires: boolean;
    };
    meta: null;
  };
  /** Renew a server by a renewal that costs nothing. */
  "renewals.useBypass": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** The end that you have read. Where it is another by now the server was renewed since, and is not once more. */
      expiresAt: string;
    };
    data: {
      renewal: {
        /** Id of a game server. */
        serverId: string;
        serverName: string;
        owner: {
          id: string;
          name: string;
        };
        /** soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire. */
        state: "active" | "soon" | "expired" | "suspended" | "exempt";
        /** Null: it does not expire. */
        expiresAt: string | null;
        /** When it is suspended, once it has expired. */
        graceUntil: string | null;
        /** Whether it is renewed from its owner's coins when it expires. */
        autoRenews: boolean;
        /** Why the last automatic renewal failed: a reason of the panel's errors. */
        autoProblem: string | null;
        exemptReason: string | null;
        /** What a renewal costs now. */
        priceCoins: number;
        /** How many days it gives. */
        periodDays: number;
      };
      /** False: it had been renewed since you read its end, and nothing was taken from you. */
      isNew: boolean;
      /** How many such renewals you have left. */
      bypasses: number;
    };
    meta: null;
  };
  /** Give a user a package, or take it away. */
  "resources.assign": {
    input: {
      /** Id of a user. */
      userId: string;
      /** Null: none of their own. */
      packageId?: string | null;
      /** In place of its id. */
      packageName?: string;
      /** When it ends. Null: never. */
      until?: string | null;
      /** Why: for the audit log, and told to the member. */
      reason: string;
    };
    data: {
      userId: string;
      /** False: they see all servers, and may have as many as they like of any size. */
      isBound: boolean;
      package: {
        /** Id of a package. */
        id: string;
        name: string;
        color: string | null;
      };
      /** Why it is this package: given to them, by a role on Discord, or everybody's. */
      way: "assigned" | "discord" | "default";
      /** When a package that was given to them ends. Null: never. */
      until: string | null;
      /** What the package gives. */
      base: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What was bought or given beyond it. */
      extra: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Both. */
      total: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What their servers use, also while stopped. A server without a limit of memory, say, uses none of it. */
      used: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What a new server may have. */
      left: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Null: all fits. */
      over: {
        /** How much more they would need. */
        missing: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
        /** ISO 8601, UTC. */
        since: string;
        /** When the servers that have no room are suspended, or were. */
        suspendAt: string;
        isSuspended: boolean;
      } | null;
    };
    meta: null;
  };
  /** Change what a user has beyond their package. */
  "resources.change": {
    input: {
      /** Id of a user. */
      userId: string;
      /** What is left out stays. */
      set?: {
        memoryMiB?: number;
        diskMiB?: number;
        cpuPercent?: number;
        servers?: number;
        ports?: number;
      };
      /** What is left out stays. */
      add?: {
        memoryMiB?: number;
        diskMiB?: number;
        cpuPercent?: number;
        servers?: number;
        ports?: number;
      };
      /** Why: for the audit log, and told to the member. */
      reason: string;
    };
    data: {
      userId: string;
      /** False: they see all servers, and may have as many as they like of any size. */
      isBound: boolean;
      package: {
        /** Id of a package. */
        id: string;
        name: string;
        color: string | null;
      };
      /** Why it is this package: given to them, by a role on Discord, or everybody's. */
      way: "assigned" | "discord" | "default";
      /** When a package that was given to them ends. Null: never. */
      until: string | null;
      /** What the package gives. */
      base: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What was bought or given beyond it. */
      extra: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Both. */
      total: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What their servers use, also while stopped. A server without a limit of memory, say, uses none of it. */
      used: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What a new server may have. */
      left: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Null: all fits. */
      over: {
        /** How much more they would need. */
        missing: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
        /** ISO 8601, UTC. */
        since: string;
        /** When the servers that have no room are suspended, or were. */
        suspendAt: string;
        isSuspended: boolean;
      } | null;
    };
    meta: null;
  };
  /** See what a user has, uses and has left. */
  "resources.get": {
    input: {
      /** Id of a user. */
      userId: string;
    };
    data: {
      userId: string;
      /** False: they see all servers, and may have as many as they like of any size. */
      isBound: boolean;
      package: {
        /** Id of a package. */
        id: string;
        name: string;
        color: string | null;
      };
      /** Why it is this package: given to them, by a role on Discord, or everybody's. */
      way: "assigned" | "discord" | "default";
      /** When a package that was given to them ends. Null: never. */
      until: string | null;
      /** What the package gives. */
      base: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What was bought or given beyond it. */
      extra: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Both. */
      total: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What their servers use, also while stopped. A server without a limit of memory, say, uses none of it. */
      used: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What a new server may have. */
      left: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Null: all fits. */
      over: {
        /** How much more they would need. */
        missing: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
        /** ISO 8601, UTC. */
        since: string;
        /** When the servers that have no room are suspended, or were. */
        suspendAt: string;
        isSuspended: boolean;
      } | null;
    };
    meta: null;
  };
  /** See what you have, use and have left. */
  "resources.own": {
    input: Record<string, never>;
    data: {
      userId: string;
      /** False: they see all servers, and may have as many as they like of any size. */
      isBound: boolean;
      package: {
        /** Id of a package. */
        id: string;
        name: string;
        color: string | null;
      };
      /** Why it is this package: given to them, by a role on Discord, or everybody's. */
      way: "assigned" | "discord" | "default";
      /** When a package that was given to them ends. Null: never. */
      until: string | null;
      /** What the package gives. */
      base: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What was bought or given beyond it. */
      extra: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Both. */
      total: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What their servers use, also while stopped. A server without a limit of memory, say, uses none of it. */
      used: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What a new server may have. */
      left: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Null: all fits. */
      over: {
        /** How much more they would need. */
        missing: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
        /** ISO 8601, UTC. */
        since: string;
        /** When the servers that have no room are suspended, or were. */
        suspendAt: string;
        isSuspended: boolean;
      } | null;
    };
    meta: null;
  };
  /** Make a role. */
  "roles.create": {
    input: {
      /** Name of the role, 1 to 40 characters. */
      name: string;
      description?: string;
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      permissions?: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
      input: Schema5 | null;
      before: Schema6 | null;
      after: Schema7 | null;
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
      /** Start it as soon as it is installed. */
      start?: boolean;
      /** Whose server. Default: yours. Others' only with servers:update on all. */
      ownerId?: string;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** What its game tells the panel of, and so what there is to see: who plays, its world, figures. */
      tells: Array<"players" | "world" | "statistics">;
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
  /** Find a server by a short id. */
  "servers.find": {
    input: {
      id: string;
    };
    data: {
      /** Id of a game server. */
      serverId: string;
    };
    meta: null;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** What its game tells the panel of, and so what there is to see: who plays, its world, figures. */
      tells: Array<"players" | "world" | "statistics">;
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
  /** Let a server's game give a player something. */
  "servers.grant": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of a player. */
      playerId: string;
      /** As the game calls it: coins. */
      what: string;
      amount?: number;
    };
    data: {
      /** What the game said to it. */
      said: string | null;
      via: "bridge" | "console" | null;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** Of one owner. */
      ownerId?: string;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
  /** List a member's servers. */
  "servers.ofMember": {
    input: {
      userId: string;
    };
    data: Array<{
      /** Id of a game server. */
      id: string;
      number: number;
      /** The last 12 digits of the id: /servers/{shortId} is its page. */
      shortId: string;
      name: string;
      description: string | null;
      state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
      isSuspended: boolean;
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
      /** Number of its node. */
      node: number;
      /** Number of its blueprint. */
      blueprint: number;
      /** Number of the port that players connect to; null while it has none. */
      allocation: number | null;
      /** How many it has. */
      ports: number;
    }>;
    meta: {
      userId: string;
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
        /** Why it is suspended; empty: it is not. */
        suspensions: Array<{
          /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
          kind: "staff" | "owner" | "expired" | "over_package";
          /** What whoever suspended it says to its owner. */
          note: string | null;
          /** ISO 8601, UTC. */
          since: string;
        }>;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
  /** Let a server's game read its configuration again. */
  "servers.reload": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      reloadedSections: Array<string>;
      /** What the game said to it. */
      said: string | null;
      via: "bridge" | "console" | null;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
  /** Suspend a server. */
  "servers.suspend": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Why, and what to do: shown to its owner. */
      note?: string;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
  /** Lift the team's suspension of a server. */
  "servers.unsuspend": {
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** Why it is suspended; empty: it is not. */
      suspensions: Array<{
        /** staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it. */
        kind: "staff" | "owner" | "expired" | "over_package";
        /** What whoever suspended it says to its owner. */
        note: string | null;
        /** ISO 8601, UTC. */
        since: string;
      }>;
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
      /** What its game tells the panel of, and so what there is to see: who plays, its world, figures. */
      tells: Array<"players" | "world" | "statistics">;
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
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
    };
    data: {
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
      /** The value in force. */
      value: Schema20;
      default: Schema21;
      says: string;
      /** Of a number: what it may be. Null: it is none. */
      range: {
        least: number;
        most: number;
      } | null;
      /** Null: never changed, the default is in force. */
      changedAt: string | null;
    };
    meta: null;
  };
  /** List the panel's settings. */
  "settings.list": {
    input: Record<string, never>;
    data: Array<{
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
      /** The value in force. */
      value: Schema20;
      default: Schema21;
      says: string;
      /** Of a number: what it may be. Null: it is none. */
      range: {
        least: number;
        most: number;
      } | null;
      /** Null: never changed, the default is in force. */
      changedAt: string | null;
    }>;
    meta: null;
  };
  /** Read the panel's files again. */
  "settings.reload": {
    input: Record<string, never>;
    data: {
      reloadedSections: Array<"blueprints" | "consoles">;
      /** What was not as in the files. */
      changed: Array<{
        section: "blueprints" | "consoles";
        id: string;
      }>;
      /** Names in `.env` whose value is not the one that the panel runs with. */
      needsRestart: Array<string>;
    };
    meta: null;
  };
  /** Change a setting of the panel. */
  "settings.set": {
    input: {
      /** Which setting. */
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
      /** Its new value. */
      value: Schema3;
    };
    data: {
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
      value: Schema22;
    };
    meta: null;
  };
  /** Change several settings of the panel at once. */
  "settings.update": {
    input: {
      /** New values by the settings' keys. */
      values: { [name: string]: Schema4 };
    };
    data: Array<{
      key: "sign-up" | "email-verification" | "panel-name" | "event-connections" | "api-call-days" | "game-event-days" | "player-session-days" | "kill-repeat-seconds" | "kill-confirm-seconds" | "kill-delay-minutes" | "kill-season-months" | "kill-figures-of" | "kill-crashes" | "kill-raw-data-days" | "kill-claims-per-hour" | "kill-logged-per-day" | "ticket-reopen-days" | "ticket-close-days" | "ticket-days" | "renewals" | "renewal-days" | "renewal-price" | "renewal-grace-days" | "renewal-ahead-days" | "dialects.helpdesk" | "dialects.kill-tracker" | "dialects.heliactyl" | "dialects.maid" | "dialects.stellarstack" | "dialects.maid-server" | "api-origins" | "appeals" | "public-statistics" | "public-kills" | "time-zone" | "earning" | "rsi-profiles" | "store" | "coin-gifts" | "coin-gifts-per-day" | "coin-gift-account-days" | "payments" | "status-page";
      /** The value in force. */
      value: Schema20;
      default: Schema21;
      says: string;
      /** Of a number: what it may be. Null: it is none. */
      range: {
        least: number;
        most: number;
      } | null;
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
        permissions: Array<"servers:read" | "servers:create" | "servers:update" | "servers:delete" | "servers:suspend" | "servers:power" | "servers.console:read" | "servers.console:write" | "servers.activity:read" | "nodes:read" | "nodes:write" | "blueprints:read" | "blueprints:write" | "profile:read" | "profile:write" | "api-keys:read" | "api-keys:write" | "usage:read" | "users:read" | "users:write" | "roles:read" | "roles:write" | "invitations:read" | "invitations:write" | "audit:read" | "platform:read" | "settings:read" | "settings:write" | "instance:manage" | "events:read" | "players:read" | "players:write" | "players:kick" | "players:mute" | "players:ban" | "players.private:read" | "players.notes:read" | "players.notes:write" | "players.reports:create" | "players.reports:read" | "players.reports:write" | "players:erase" | "appeals:read" | "appeals:write" | "moderation:write" | "world:read" | "world.positions:read" | "world:write" | "events:write" | "statistics:read" | "kills:read" | "kills:write" | "kills:decide" | "catalog:write" | "communities:read" | "communities:write" | "communities:create" | "analytics:read" | "economy:read" | "economy:spend" | "economy.all:read" | "economy:write" | "tickets:read" | "tickets:write" | "tickets.all:read" | "tickets:answer" | "tickets:manage" | "webhooks:read" | "webhooks:write" | "broadcast:write">;
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
  /** Call off a server's planned end. */
  "shutdowns.cancel": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      id: string;
      serverId: string;
      serverName: string;
      state: "scheduled" | "done" | "cancelled" | "missed" | "failed";
      reason: string | null;
      /** Whether it is started again. */
      restarts: boolean;
      /** When the server is stopped. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
      endedAt: string | null;
      /** Who cancelled it. */
      endedBy: string | null;
      /** Why it failed. */
      problem: string | null;
      /** What players were told of it. */
      told: Array<{
        secondsLeft: number;
        /** ISO 8601, UTC. */
        at: string;
        /** As of an order to a game: done, failed, expired, unsupported; sent until it is known. */
        state: string;
      }>;
    };
    meta: null;
  };
  /** Get a server's planned end. */
  "shutdowns.get": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      shutdown: {
        id: string;
        serverId: string;
        serverName: string;
        state: "scheduled" | "done" | "cancelled" | "missed" | "failed";
        reason: string | null;
        /** Whether it is started again. */
        restarts: boolean;
        /** When the server is stopped. */
        dueAt: string;
        /** ISO 8601, UTC. */
        createdAt: string;
        createdBy: string;
        endedAt: string | null;
        /** Who cancelled it. */
        endedBy: string | null;
        /** Why it failed. */
        problem: string | null;
        /** What players were told of it. */
        told: Array<{
          secondsLeft: number;
          /** ISO 8601, UTC. */
          at: string;
          /** As of an order to a game: done, failed, expired, unsupported; sent until it is known. */
          state: string;
        }>;
      } | null;
    };
    meta: null;
  };
  /** List planned ends of servers. */
  "shutdowns.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Of this server alone. */
      serverId?: string;
      state?: "scheduled" | "done" | "cancelled" | "missed" | "failed";
    };
    data: Array<{
      id: string;
      serverId: string;
      serverName: string;
      state: "scheduled" | "done" | "cancelled" | "missed" | "failed";
      reason: string | null;
      /** Whether it is started again. */
      restarts: boolean;
      /** When the server is stopped. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
      endedAt: string | null;
      /** Who cancelled it. */
      endedBy: string | null;
      /** Why it failed. */
      problem: string | null;
      /** What players were told of it. */
      told: Array<{
        secondsLeft: number;
        /** ISO 8601, UTC. */
        at: string;
        /** As of an order to a game: done, failed, expired, unsupported; sent until it is known. */
        state: string;
      }>;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Stop or restart a server after a countdown. */
  "shutdowns.schedule": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** How long from now. */
      delaySeconds?: number;
      /** Told to the players. */
      reason?: string;
      /** Whether it is started again. */
      restarts?: boolean;
    };
    data: {
      id: string;
      serverId: string;
      serverName: string;
      state: "scheduled" | "done" | "cancelled" | "missed" | "failed";
      reason: string | null;
      /** Whether it is started again. */
      restarts: boolean;
      /** When the server is stopped. */
      dueAt: string;
      /** ISO 8601, UTC. */
      createdAt: string;
      createdBy: string;
      endedAt: string | null;
      /** Who cancelled it. */
      endedBy: string | null;
      /** Why it failed. */
      problem: string | null;
      /** What players were told of it. */
      told: Array<{
        secondsLeft: number;
        /** ISO 8601, UTC. */
        at: string;
        /** As of an order to a game: done, failed, expired, unsupported; sent until it is known. */
        state: string;
      }>;
    };
    meta: null;
  };
  /** How a member stands. */
  "standing.of": {
    input: {
      userId: string;
    };
    data: {
      id: string;
      number: number;
      name: string;
      /** For who may see users; null else. */
      email: string | null;
      isSuspended: boolean;
      /** Whether they are owner or admin of the panel. */
      isAdmin: boolean;
      secondFactor: boolean;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
      coins: number;
      package: {
        id: string;
        name: string;
      };
      /** What the package gives. */
      base: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** What was bought or given beyond it. */
      extra: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      used: {
        /** Memory in MiB; 1000000000 is without a limit. */
        memoryMiB: number;
        /** Disk space in MiB; 1000000000 is without a limit. */
        diskMiB: number;
        /** CPU time in percent of one core; 1000000000 is without a limit. */
        cpuPercent: number;
        /** How many servers; 1000000000 is without a limit. */
        servers: number;
        /** How many ports; 1000000000 is without a limit. */
        ports: number;
        /** Not available yet: always 0. */
        databases: number;
        /** Not available yet: always 0. */
        backups: number;
      };
      /** Whether no server of theirs has to be renewed. */
      neverExpires: boolean;
      servers: Array<{
        /** Id of a game server. */
        id: string;
        number: number;
        /** The last 12 digits of the id: /servers/{shortId} is its page. */
        shortId: string;
        name: string;
        description: string | null;
        state: "running" | "starting" | "stopping" | "offline" | "crashed" | "installing" | "suspended" | "unknown";
        isSuspended: boolean;
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
        /** Number of its node. */
        node: number;
        /** Number of its blueprint. */
        blueprint: number;
        /** Number of the port that players connect to; null while it has none. */
        allocation: number | null;
        /** How many it has. */
        ports: number;
      }>;
    };
    meta: null;
  };
  /** How much is fought on a server. */
  "statistics.combat": {
    input: {
      serverId: string;
    };
    data: {
      serverId: string;
      /** Fights that began today. Null: the game does not tell. */
      battlesToday: number | null;
      /** Fights that began this week. Null: the game does not tell. */
      battlesThisWeek: number | null;
      /** Deaths of players today. Null: the game does not tell. */
      playerDeathsToday: number | null;
      /** Deaths of players this week. Null: the game does not tell. */
      playerDeathsThisWeek: number | null;
      /** Deaths today of those whom the game itself moves. Null: the game does not tell. */
      npcDeathsToday: number | null;
      /** Deaths this week of those whom the game itself moves. Null: the game does not tell. */
      npcDeathsThisWeek: number | null;
      /** Damage done today, in the game's own measure. Null: the game does not tell. */
      damageToday: number | null;
      /** Damage done this week. Null: the game does not tell. */
      damageThisWeek: number | null;
      /** Fights between players that began today. Null: the game does not tell. */
      pvpBattlesToday: number | null;
      /** Fights between players that began this week. Null: the game does not tell. */
      pvpBattlesThisWeek: number | null;
      /** Days begin at midnight and weeks on Monday in the panel's time zone. */
      days: {
        /** The time zone of the panel's days, as the setting `time-zone` says. */
        zone: string;
        today: string;
        /** The Monday with which this week began. */
        weekFrom: string;
      };
    };
    meta: null;
  };
  /** Which commands are given on a server. */
  "statistics.commands": {
    input: {
      serverId: string;
    };
    data: {
      serverId: string;
      /** Commands given, ever. Null: the game does not tell. */
      executed: number | null;
      /** Commands given today. Null: the game does not tell. */
      executedToday: number | null;
      /** Commands given this week. Null: the game does not tell. */
      executedThisWeek: number | null;
      /** Different commands that were given. Null: the game does not tell. */
      names: number | null;
      /** Of all commands given, those that failed. Null: the game does not tell. */
      errorPercent: number | null;
      /** Most used first, at most 20. */
      mostUsed: Array<{
        /** Its first word; `*` is all the others where there were too many to tell apart. */
        command: string;
        invocations: number;
        invocationsToday: number;
        invocationsThisWeek: number;
        /** How long it takes on average, in milliseconds. Null: the game does not tell. */
        averageMs: number | null;
        /** How often it failed. Null: the game does not tell. */
        errors: number | null;
      }>;
      /** Days begin at midnight and weeks on Monday in the panel's time zone. */
      days: {
        /** The time zone of the panel's days, as the setting `time-zone` says. */
        zone: string;
        today: string;
        /** The Monday with which this week began. */
        weekFrom: string;
      };
    };
    meta: null;
  };
  /** How much players of a server own. */
  "statistics.economy": {
    input: {
      serverId: string;
    };
    data: {
      serverId: string;
      /** What the game calls it. Null: it has none, or does not tell. */
      currency: string | null;
      /** All that there is. Null: the game does not tell. */
      circulation: number | null;
      /** Transactions today. Null: the game does not tell. */
      transactionsToday: number | null;
      /** Transactions this week. Null: the game does not tell. */
      transactionsThisWeek: number | null;
      /** What a player has on average. Null: the game does not tell. */
      averageWealth: number | null;
      /** Half of the players have less. Null: the game does not tell. */
      medianWealth: number | null;
      /** What the richest player has. Null: the game does not tell. */
      topWealth: number | null;
      /** When the game last told of it. Null: never. */
      reportedAt: string | null;
      /** Days begin at midnight and weeks on Monday in the panel's time zone. */
      days: {
        /** The time zone of the panel's days, as the setting `time-zone` says. */
        zone: string;
        today: string;
        /** The Monday with which this week began. */
        weekFrom: string;
      };
    };
    meta: null;
  };
  /** How many play on a server. */
  "statistics.players": {
    input: {
      serverId: string;
    };
    data: {
      serverId: string;
      /** Players who are in. Null: the game does not tell. */
      online: number | null;
      /** Visits that have not ended. Null: the game does not tell. */
      openSessions: number | null;
      /** Most players at once today. Null: the game does not tell. */
      peakToday: number | null;
      /** Most players at once, ever. Null: the game does not tell. */
      peakEver: number | null;
      /** When that was. */
      peakEverAt: string | null;
      /** Players first seen today. Null: the game does not tell. */
      newToday: number | null;
      /** Players first seen this week. Null: the game does not tell. */
      newThisWeek: number | null;
      /** Everybody who was ever seen. Null: the game does not tell. */
      players: number | null;
      /** Visits that began today. Null: the game does not tell. */
      visitsToday: number | null;
      /** Visits that began this week. Null: the game does not tell. */
      visitsThisWeek: number | null;
      /** Days begin at midnight and weeks on Monday in the panel's time zone. */
      days: {
        /** The time zone of the panel's days, as the setting `time-zone` says. */
        zone: string;
        today: string;
        /** The Monday with which this week began. */
        weekFrom: string;
      };
    };
    meta: null;
  };
  /** Figures over time. */
  "statistics.series": {
    input: {
      /** Of this server alone. */
      serverId?: string;
      /** Of this community's servers. */
      communityId?: string;
      /** How far back, until now. */
      range?: "day" | "week" | "month" | "year";
    };
    data: {
      range: "day" | "week" | "month" | "year";
      /** The length of a step. Days and weeks are those of the zone. */
      unit: "hour" | "day" | "week";
      zone: string;
      /** ISO 8601, UTC. */
      from: string;
      /** ISO 8601, UTC. */
      to: string;
      steps: Array<{
        /** Visits that began. Null: the game does not tell. */
        visits: number | null;
        /** Players seen for the first time. Null: the game does not tell. */
        newPlayers: number | null;
        /** Lines of chat. Null: the game does not tell. */
        chats: number | null;
        /** Commands given. Null: the game does not tell. */
        commands: number | null;
        /** Deaths of players. Null: the game does not tell. */
        playerDeaths: number | null;
        /** Deaths of those whom the game itself moves. Null: the game does not tell. */
        npcDeaths: number | null;
        /** Fights that began. Null: the game does not tell. */
        battles: number | null;
        /** Fights between players that began. Null: the game does not tell. */
        pvpBattles: number | null;
        /** Damage done. Null: the game does not tell. */
        damage: number | null;
        /** Transactions. Null: the game does not tell. */
        transactions: number | null;
        /** How many were in on average. Null: the game does not tell. */
        averageOnline: number | null;
        /** Most players at once. Null: the game does not tell. */
        peakOnline: number | null;
        /** When the step begins. */
        at: string;
      }>;
      totals: {
        /** Visits that began. Null: the game does not tell. */
        visits: number | null;
        /** Players seen for the first time. Null: the game does not tell. */
        newPlayers: number | null;
        /** Lines of chat. Null: the game does not tell. */
        chats: number | null;
        /** Commands given. Null: the game does not tell. */
        commands: number | null;
        /** Deaths of players. Null: the game does not tell. */
        playerDeaths: number | null;
        /** Deaths of those whom the game itself moves. Null: the game does not tell. */
        npcDeaths: number | null;
        /** Fights that began. Null: the game does not tell. */
        battles: number | null;
        /** Fights between players that began. Null: the game does not tell. */
        pvpBattles: number | null;
        /** Damage done. Null: the game does not tell. */
        damage: number | null;
        /** Transactions. Null: the game does not tell. */
        transactions: number | null;
        /** How many were in on average. Null: the game does not tell. */
        averageOnline: number | null;
        /** Most players at once. Null: the game does not tell. */
        peakOnline: number | null;
      };
      /** The same for as long a time just before, to compare with. */
      before: {
        /** Visits that began. Null: the game does not tell. */
        visits: number | null;
        /** Players seen for the first time. Null: the game does not tell. */
        newPlayers: number | null;
        /** Lines of chat. Null: the game does not tell. */
        chats: number | null;
        /** Commands given. Null: the game does not tell. */
        commands: number | null;
        /** Deaths of players. Null: the game does not tell. */
        playerDeaths: number | null;
        /** Deaths of those whom the game itself moves. Null: the game does not tell. */
        npcDeaths: number | null;
        /** Fights that began. Null: the game does not tell. */
        battles: number | null;
        /** Fights between players that began. Null: the game does not tell. */
        pvpBattles: number | null;
        /** Damage done. Null: the game does not tell. */
        damage: number | null;
        /** Transactions. Null: the game does not tell. */
        transactions: number | null;
        /** How many were in on average. Null: the game does not tell. */
        averageOnline: number | null;
        /** Most players at once. Null: the game does not tell. */
        peakOnline: number | null;
      };
    };
    meta: null;
  };
  /** How a game is doing. */
  "statistics.server": {
    input: {
      serverId: string;
    };
    data: {
      serverId: string;
      /** When the game began to run. */
      startedAt: string | null;
      uptimeSec: number | null;
      /** Ticks a second. Null: the game does not tell. */
      tickRate: number | null;
      /** The game's clock. Null: the game does not tell. */
      tick: number | null;
      /** Players who are in. Null: the game does not tell. */
      online: number | null;
      /** Memory that the game says it uses. Null: the game does not tell. */
      memoryMiB: number | null;
      /** Processor time that the game says it uses, of one core. Null: the game does not tell. */
      cpuPercent: number | null;
      /** The game's version, as it says. Null: it does not. */
      version: string | null;
      /** When the game last spoke of itself. Null: it does not. */
      reportedAt: string | null;
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
  /** Buy something for coins. */
  "store.buy": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
      quantity?: number;
      /** The code. Case, spaces and dashes do not matter. */
      couponCode?: string;
      /** You get a code, and whoever redeems it gets the item. */
      asGift?: boolean;
      /** The total that you have agreed to. */
      expectedTotal: number;
      /** Your own id for this: the same again is the same, and is done once. */
      key?: string;
    };
    data: {
      order: {
        /** Id of an order of the store. */
        id: string;
        userId: string;
        userName: string;
        /** Id of an item of the store. */
        itemId: string;
        itemName: string;
        gives: {
          kind: "resource";
          resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
          /** How much of it each one gives. */
          amount: number;
        } | {
          kind: "package";
          packageId: string;
          /** For how long; null: until it is changed. */
          days: number | null;
        } | {
          kind: "renewal_bypass";
          /** How many renewals each one pays for. */
          amount: number;
        } | {
          kind: "role";
          roleId: string;
        } | {
          kind: "coins";
          /** How many coins each one gives. Sold for money alone. */
          amount: number;
        } | null;
        label: string | null;
        quantity: number;
        paidBy: "coins" | "money";
        /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
        state: "delivered" | "gift" | "redeemed" | "refunded";
        unitCoins: number;
        discountCoins: number;
        totalCoins: number;
        /** Until when its buyer may give it back; null: not by themselves. */
        refundableUntil: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
        refundedAt: string | null;
        /** Who refunded it; null: nobody, or who it was is not yours to know. */
        refundedBy: string | null;
        refundReason: string | null;
      };
      /** Of a gift: what its receiver redeems. */
      giftCode: string | null;
      /** The coins that are left to spend. */
      balance: number;
    };
    meta: null;
  };
  /** Give back what you bought. */
  "store.giveBack": {
    input: {
      /** Id of an order of the store. */
      orderId: string;
    };
    data: {
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
    };
    meta: null;
  };
  /** List what you can buy. */
  "store.items": {
    input: {
      kind?: "resource" | "package" | "renewal_bypass" | "role" | "coins";
    };
    data: Array<{
      /** Id of an item of the store. */
      id: string;
      name: string;
      description: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What the package or the role is called. */
      label: string | null;
      /** What one costs you now; null: it is sold for money. */
      priceCoins: number | null;
      /** What one costs while a server of yours runs. */
      runningPriceCoins: number | null;
      /** What one costs while none of your servers runs. */
      stoppedPriceCoins: number | null;
      priceMinor: number | null;
      currency: string | null;
      /** How many there are for sale yet; null: any number. */
      left: number | null;
      limitPerMember: number | null;
      limitDays: number | null;
      /** How many more you may buy now; null: any number. */
      leftForYou: number | null;
      untilAt: string | null;
      refundHours: number;
    }>;
    meta: {
      /** false: the store is closed, and nothing is listed. */
      isOpen: boolean;
      /** Whether coins can be bought for money. */
      takesMoney: boolean;
      allowsGifts: boolean;
      /** Whether a server of yours runs, by which some prices differ. */
      anyServerRuns: boolean;
    };
  };
  /** Get one of your orders. */
  "store.order": {
    input: {
      /** Id of an order of the store. */
      orderId: string;
    };
    data: {
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
      giftCode: string | null;
    };
    meta: null;
  };
  /** List your orders. */
  "store.orders": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      state?: "delivered" | "gift" | "redeemed" | "refunded";
      kind?: "resource" | "package" | "renewal_bypass" | "role" | "coins";
    };
    data: Array<{
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** See what a purchase would cost and change. */
  "store.quote": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
      quantity?: number;
      /** The code. Case, spaces and dashes do not matter. */
      couponCode?: string;
      /** You get a code, and whoever redeems it gets the item. */
      asGift?: boolean;
    };
    data: {
      /** Id of an item of the store. */
      itemId: string;
      quantity: number;
      unitCoins: number;
      /** Whether it is the price of who has no server running. */
      isStoppedPrice: boolean;
      subtotalCoins: number;
      discountCoins: number;
      totalCoins: number;
      coupon: {
        kind: "percent" | "amount";
        value: number;
      } | null;
      balance: {
        before: number;
        /** Below 0: so many coins are missing. */
        after: number;
      };
      /** What your servers may use in all; null: it changes nothing of that. */
      resources: {
        before: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
        after: {
          /** Memory in MiB; 1000000000 is without a limit. */
          memoryMiB: number;
          /** Disk space in MiB; 1000000000 is without a limit. */
          diskMiB: number;
          /** CPU time in percent of one core; 1000000000 is without a limit. */
          cpuPercent: number;
          /** How many servers; 1000000000 is without a limit. */
          servers: number;
          /** How many ports; 1000000000 is without a limit. */
          ports: number;
          /** Not available yet: always 0. */
          databases: number;
          /** Not available yet: always 0. */
          backups: number;
        };
      } | null;
      package: {
        before: {
          name: string;
          until: string | null;
        };
        after: {
          name: string;
          until: string | null;
        };
      } | null;
      refundableUntil: string | null;
      /** Why it cannot be bought so; empty: it can. */
      problems: Array<{
        /** As of an error. */
        reason: string;
        /** The sentence for people. */
        message: string;
      }>;
    };
    meta: null;
  };
  /** Add an item to the store. */
  "storeItems.create": {
    input: {
      name: string;
      description?: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What one costs in coins; null: it is sold for money. */
      priceCoins?: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins?: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor?: number | null;
      currency?: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember?: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays?: number | null;
      /** How many are left; null: any number. */
      stock?: number | null;
      /** Since when it is sold; null: always. */
      fromAt?: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt?: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours?: number;
      /** Whether it is sold at all. */
      enabled?: boolean;
      /** Its place in the store, the lowest first. */
      position?: number;
    };
    data: {
      /** What one costs in coins; null: it is sold for money. */
      priceCoins: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor: number | null;
      currency: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays: number | null;
      /** How many are left; null: any number. */
      stock: number | null;
      /** Since when it is sold; null: always. */
      fromAt: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours: number;
      /** Whether it is sold at all. */
      enabled: boolean;
      /** Its place in the store, the lowest first. */
      position: number;
      /** Id of an item of the store. */
      id: string;
      name: string;
      description: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What the package or the role is called; null: it is gone, or there is none. */
      label: string | null;
      /** How many were sold and not given back. */
      sold: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Get an item of the store. */
  "storeItems.get": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
    };
    data: {
      /** What one costs in coins; null: it is sold for money. */
      priceCoins: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor: number | null;
      currency: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays: number | null;
      /** How many are left; null: any number. */
      stock: number | null;
      /** Since when it is sold; null: always. */
      fromAt: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours: number;
      /** Whether it is sold at all. */
      enabled: boolean;
      /** Its place in the store, the lowest first. */
      position: number;
      /** Id of an item of the store. */
      id: string;
      name: string;
      description: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What the package or the role is called; null: it is gone, or there is none. */
      label: string | null;
      /** How many were sold and not given back. */
      sold: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** List what the store can sell. */
  "storeItems.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the name. */
      q?: string;
      kind?: "resource" | "package" | "renewal_bypass" | "role" | "coins";
    };
    data: Array<{
      /** What one costs in coins; null: it is sold for money. */
      priceCoins: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor: number | null;
      currency: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays: number | null;
      /** How many are left; null: any number. */
      stock: number | null;
      /** Since when it is sold; null: always. */
      fromAt: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours: number;
      /** Whether it is sold at all. */
      enabled: boolean;
      /** Its place in the store, the lowest first. */
      position: number;
      /** Id of an item of the store. */
      id: string;
      name: string;
      description: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What the package or the role is called; null: it is gone, or there is none. */
      label: string | null;
      /** How many were sold and not given back. */
      sold: number;
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
  /** Take an item off the store. */
  "storeItems.remove": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
    };
    data: null;
    meta: null;
  };
  /** Change an item of the store. */
  "storeItems.update": {
    input: {
      /** Id of an item of the store. */
      itemId: string;
      name?: string;
      description?: string;
      /** What one of it gives. */
      gives?: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What one costs in coins; null: it is sold for money. */
      priceCoins?: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins?: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor?: number | null;
      currency?: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember?: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays?: number | null;
      /** How many are left; null: any number. */
      stock?: number | null;
      /** Since when it is sold; null: always. */
      fromAt?: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt?: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours?: number;
      /** Whether it is sold at all. */
      enabled?: boolean;
      /** Its place in the store, the lowest first. */
      position?: number;
    };
    data: {
      /** What one costs in coins; null: it is sold for money. */
      priceCoins: number | null;
      /** What one costs whoever has no server running; null: the same. */
      stoppedPriceCoins: number | null;
      /** What one costs in money, in the currency's smallest unit; null: it is sold for coins. */
      priceMinor: number | null;
      currency: string | null;
      /** How many a member may buy; null: any number. */
      limitPerMember: number | null;
      /** Within how many days that is counted; null: ever. */
      limitDays: number | null;
      /** How many are left; null: any number. */
      stock: number | null;
      /** Since when it is sold; null: always. */
      fromAt: string | null;
      /** Until when it is sold; null: for ever. */
      untilAt: string | null;
      /** For how many hours a member may give it back, if it is not in use; 0: not at all. */
      refundHours: number;
      /** Whether it is sold at all. */
      enabled: boolean;
      /** Its place in the store, the lowest first. */
      position: number;
      /** Id of an item of the store. */
      id: string;
      name: string;
      description: string;
      /** What one of it gives. */
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      };
      /** What the package or the role is called; null: it is gone, or there is none. */
      label: string | null;
      /** How many were sold and not given back. */
      sold: number;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Get anybody's order. */
  "storeOrders.get": {
    input: {
      /** Id of an order of the store. */
      orderId: string;
    };
    data: {
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
    };
    meta: null;
  };
  /** List everybody's orders. */
  "storeOrders.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** Part of the buyer's name, of the item's, or the order's id. */
      q?: string;
      userId?: string;
      /** Id of an item of the store. */
      itemId?: string;
      state?: "delivered" | "gift" | "redeemed" | "refunded";
      kind?: "resource" | "package" | "renewal_bypass" | "role" | "coins";
    };
    data: Array<{
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Refund an order. */
  "storeOrders.refund": {
    input: {
      /** Id of an order of the store. */
      orderId: string;
      /** Its buyer reads it in their statement. */
      reason: string;
      /** Whether its buyer keeps what they bought. */
      leaves?: boolean;
    };
    data: {
      /** Id of an order of the store. */
      id: string;
      userId: string;
      userName: string;
      /** Id of an item of the store. */
      itemId: string;
      itemName: string;
      gives: {
        kind: "resource";
        resource: "memoryMiB" | "diskMiB" | "cpuPercent" | "servers" | "ports";
        /** How much of it each one gives. */
        amount: number;
      } | {
        kind: "package";
        packageId: string;
        /** For how long; null: until it is changed. */
        days: number | null;
      } | {
        kind: "renewal_bypass";
        /** How many renewals each one pays for. */
        amount: number;
      } | {
        kind: "role";
        roleId: string;
      } | {
        kind: "coins";
        /** How many coins each one gives. Sold for money alone. */
        amount: number;
      } | null;
      label: string | null;
      quantity: number;
      paidBy: "coins" | "money";
      /** gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it. */
      state: "delivered" | "gift" | "redeemed" | "refunded";
      unitCoins: number;
      discountCoins: number;
      totalCoins: number;
      /** Until when its buyer may give it back; null: not by themselves. */
      refundableUntil: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      refundedAt: string | null;
      /** Who refunded it; null: nobody, or who it was is not yours to know. */
      refundedBy: string | null;
      refundReason: string | null;
    };
    meta: null;
  };
  /** Hand in a file for a ticket. */
  "ticketAttachments.create": {
    input: {
      /** What it is called. Paths and endings that are not those of its kind are taken off or added to. */
      name: string;
      /** The file in base64. */
      content: string;
    };
    data: {
      id: string;
      name: string;
      contentType: string;
      bytes: number;
      /** Pixels, of a picture. */
      width: number | null;
      height: number | null;
    };
    meta: null;
  };
  /** Get a file of a ticket. */
  "ticketAttachments.get": {
    input: {
      attachmentId: string;
    };
    data: {
      id: string;
      name: string;
      contentType: string;
      bytes: number;
      /** Pixels, of a picture. */
      width: number | null;
      height: number | null;
      /** The file in base64. */
      content: string;
    };
    meta: null;
  };
  /** Take back a file that is in no message yet. */
  "ticketAttachments.remove": {
    input: {
      attachmentId: string;
    };
    data: null;
    meta: null;
  };
  /** Add a category of tickets. */
  "ticketCategories.create": {
    input: {
      name: string;
      /** Shown below the name, to whoever chooses. */
      description?: string;
      position?: number;
      /** Members are not offered it, and not told its name. */
      isStaffOnly?: boolean;
      /** Who gets its tickets when they are opened; null: nobody. */
      assigneeId?: string | null;
    };
    data: {
      id: string;
      name: string;
      description: string;
      /** Lists show lower ones first. */
      position: number;
      /** Members are not offered it, and not told its name. */
      isStaffOnly: boolean;
      /** Who gets its tickets when they are opened; for staff, else null. */
      assignee: {
        id: string;
        name: string;
      } | null;
    };
    meta: null;
  };
  /** List what tickets can be about. */
  "ticketCategories.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      description: string;
      /** Lists show lower ones first. */
      position: number;
      /** Members are not offered it, and not told its name. */
      isStaffOnly: boolean;
      /** Who gets its tickets when they are opened; for staff, else null. */
      assignee: {
        id: string;
        name: string;
      } | null;
    }>;
    meta: null;
  };
  /** Remove a category of tickets. */
  "ticketCategories.remove": {
    input: {
      categoryId: string;
    };
    data: null;
    meta: null;
  };
  /** Change a category of tickets. */
  "ticketCategories.update": {
    input: {
      categoryId: string;
      name?: string;
      /** Shown below the name, to whoever chooses. */
      description?: string;
      position?: number;
      /** Members are not offered it, and not told its name. */
      isStaffOnly?: boolean;
      /** Who gets its tickets when they are opened; null: nobody. */
      assigneeId?: string | null;
    };
    data: {
      id: string;
      name: string;
      description: string;
      /** Lists show lower ones first. */
      position: number;
      /** Members are not offered it, and not told its name. */
      isStaffOnly: boolean;
      /** Who gets its tickets when they are opened; for staff, else null. */
      assignee: {
        id: string;
        name: string;
      } | null;
    };
    meta: null;
  };
  /** Get how soon tickets are due. */
  "ticketDueTimes.get": {
    input: Record<string, never>;
    data: Array<{
      priority: "low" | "medium" | "high" | "critical";
      /** Minutes until the first answer; null: never due. */
      firstAnswerMin: number | null;
      /** Minutes until it is resolved; null: never due. */
      resolutionMin: number | null;
    }>;
    meta: null;
  };
  /** Change how soon tickets are due. */
  "ticketDueTimes.update": {
    input: {
      items: Array<{
        priority: "low" | "medium" | "high" | "critical";
        /** Minutes until the first answer; null: never due. */
        firstAnswerMin: number | null;
        /** Minutes until it is resolved; null: never due. */
        resolutionMin: number | null;
      }>;
    };
    data: Array<{
      priority: "low" | "medium" | "high" | "critical";
      /** Minutes until the first answer; null: never due. */
      firstAnswerMin: number | null;
      /** Minutes until it is resolved; null: never due. */
      resolutionMin: number | null;
    }>;
    meta: null;
  };
  /** Add a prepared answer. */
  "ticketMacros.create": {
    input: {
      /** How it is called in the list. */
      name: string;
      /** With {member}, {ticket} and {server} for the name, the number and what it is about. */
      text: string;
      /** What the ticket becomes by it; null: what it becomes by any answer. */
      status?: "open" | "in_progress" | "resolved" | "closed" | null;
    };
    data: {
      id: string;
      name: string;
      /** With {member}, {ticket} and {server} for the name, the number and what it is about. */
      text: string;
      /** What the ticket becomes by it; null: what it becomes by any answer. */
      status: "open" | "in_progress" | "resolved" | "closed" | null;
    };
    meta: null;
  };
  /** Get a prepared answer for a ticket. */
  "ticketMacros.fill": {
    input: {
      ticketId: string;
      macroId: string;
    };
    data: {
      text: string;
      status: "open" | "in_progress" | "resolved" | "closed" | null;
    };
    meta: null;
  };
  /** List prepared answers. */
  "ticketMacros.list": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
      /** With {member}, {ticket} and {server} for the name, the number and what it is about. */
      text: string;
      /** What the ticket becomes by it; null: what it becomes by any answer. */
      status: "open" | "in_progress" | "resolved" | "closed" | null;
    }>;
    meta: null;
  };
  /** Remove a prepared answer. */
  "ticketMacros.remove": {
    input: {
      macroId: string;
    };
    data: null;
    meta: null;
  };
  /** Change a prepared answer. */
  "ticketMacros.update": {
    input: {
      macroId: string;
      /** How it is called in the list. */
      name?: string;
      /** With {member}, {ticket} and {server} for the name, the number and what it is about. */
      text?: string;
      /** What the ticket becomes by it; null: what it becomes by any answer. */
      status?: "open" | "in_progress" | "resolved" | "closed" | null;
    };
    data: {
      id: string;
      name: string;
      /** With {member}, {ticket} and {server} for the name, the number and what it is about. */
      text: string;
      /** What the ticket becomes by it; null: what it becomes by any answer. */
      status: "open" | "in_progress" | "resolved" | "closed" | null;
    };
    meta: null;
  };
  /** List what was done to a ticket. */
  "tickets.activity": {
    input: {
      ticketId: string;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      kind: "status" | "priority" | "category" | "assignee" | "subject" | "about" | "rated" | "late";
      /** A name; null: the panel itself, or somebody who is gone. */
      by: string | null;
      from: string | null;
      to: string | null;
    }>;
    meta: null;
  };
  /** Answer a ticket. */
  "tickets.answer": {
    input: {
      ticketId: string;
      text: string;
      /** Files of yours that were handed in with `POST /ticket-attachments` and are in no message yet. */
      attachmentIds?: Array<string>;
      status?: "open" | "in_progress" | "resolved" | "closed";
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
      /** Of what was written now. */
      messageId: string;
    };
    meta: null;
  };
  /** Close your own ticket. */
  "tickets.close": {
    input: {
      ticketId: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Open a ticket. */
  "tickets.create": {
    input: {
      /** In one line what it is about. */
      subject: string;
      /** What it is about, in full. */
      text: string;
      categoryId?: string;
      priority?: "low" | "medium" | "high" | "critical";
      /** A server, player, kill or order that you may see. */
      about?: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
      };
      /** Files of yours that were handed in with `POST /ticket-attachments` and are in no message yet. */
      attachmentIds?: Array<string>;
      /** Whose ticket it is; default: your own. For staff. */
      requesterId?: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Export a ticket. */
  "tickets.export": {
    input: {
      ticketId: string;
    };
    data: {
      ticket: {
        id: string;
        number: number;
        subject: string;
        status: "open" | "in_progress" | "resolved" | "closed";
        priority: "low" | "medium" | "high" | "critical";
        /** null: none, or one of staff's own, which members are not told. */
        category: {
          id: string;
          name: string;
        } | null;
        requester: {
          id: string;
          name: string;
        };
        /** Who of staff sees to it. */
        assignee: {
          id: string;
          name: string;
        } | null;
        /** What it is about. Its requester sees what they said themselves. */
        about: {
          kind: "server" | "player" | "kill" | "order";
          id: string;
          label: string;
        } | null;
        /** Whose message is the newest. */
        lastWord: "member" | "staff";
        /** ISO 8601, UTC. */
        lastMessageAt: string;
        /** When staff is to have done what; for staff alone, else null. */
        due: {
          /** null: never. */
          firstAnswerAt: string | null;
          /** null: never, or the time does not run. */
          resolutionAt: string | null;
          /** It waits for the member, or is done: the time does not run. */
          isPaused: boolean;
          firstAnswerIsLate: boolean;
          resolutionIsLate: boolean;
        } | null;
        firstAnsweredAt: string | null;
        resolvedAt: string | null;
        closedAt: string | null;
        /** How often it was opened again. */
        reopened: number;
        /** 1 to 5: how its requester was helped. */
        rating: number | null;
        ratingText: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
        /** ISO 8601, UTC. */
        updatedAt: string;
      };
      messages: Array<{
        id: string;
        /** note: for staff alone. */
        kind: "reply" | "note";
        byStaff: boolean;
        via: "panel" | "mail";
        /** null: they are gone. */
        author: {
          id: string;
          name: string;
        } | null;
        text: string;
        attachments: Array<{
          id: string;
          name: string;
          contentType: string;
          bytes: number;
          /** Pixels, of a picture. */
          width: number | null;
          height: number | null;
        }>;
        /** ISO 8601, UTC. */
        createdAt: string;
      }>;
      activity: Array<{
        id: number;
        /** ISO 8601, UTC. */
        at: string;
        kind: "status" | "priority" | "category" | "assignee" | "subject" | "about" | "rated" | "late";
        /** A name; null: the panel itself, or somebody who is gone. */
        by: string | null;
        from: string | null;
        to: string | null;
      }>;
    };
    meta: null;
  };
  /** Get a ticket. */
  "tickets.get": {
    input: {
      ticketId: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** List tickets. */
  "tickets.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      status?: "open" | "in_progress" | "resolved" | "closed";
      /** True: resolved and closed ones; false: those that are open or in progress. */
      isDone?: boolean | string;
      /** Of those that are not done, whose turn it is. */
      waitsFor?: "member" | "staff";
      /** One or more priorities, comma-separated. */
      priority?: string;
      /** One or more categories, comma-separated. */
      categoryId?: string;
      /** Of one member. */
      requesterId?: string;
      /** Whom it was given to: an id, `me` or `none`. */
      assigneeId?: string;
      /** True: those not done that were not answered or resolved in time. For staff. */
      isLate?: boolean | string;
      /** True: your own alone, also for staff. */
      mine?: boolean | string;
      /** About this server, player, kill or order. */
      aboutId?: string;
      sort?: "recent" | "due";
    };
    data: Array<{
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
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
  /** List what was written in a ticket. */
  "tickets.messages": {
    input: {
      ticketId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: string;
      /** note: for staff alone. */
      kind: "reply" | "note";
      byStaff: boolean;
      via: "panel" | "mail";
      /** null: they are gone. */
      author: {
        id: string;
        name: string;
      } | null;
      text: string;
      attachments: Array<{
        id: string;
        name: string;
        contentType: string;
        bytes: number;
        /** Pixels, of a picture. */
        width: number | null;
        height: number | null;
      }>;
      /** ISO 8601, UTC. */
      createdAt: string;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** Note something on a ticket for staff. */
  "tickets.note": {
    input: {
      ticketId: string;
      text: string;
      /** Files of yours that were handed in with `POST /ticket-attachments` and are in no message yet. */
      attachmentIds?: Array<string>;
    };
    data: {
      messageId: string;
    };
    meta: null;
  };
  /** Say how you were helped. */
  "tickets.rate": {
    input: {
      ticketId: string;
      rating: number;
      /** In your words. */
      text?: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Remove a ticket. */
  "tickets.remove": {
    input: {
      ticketId: string;
    };
    data: null;
    meta: null;
  };
  /** Open your own ticket again. */
  "tickets.reopen": {
    input: {
      ticketId: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Write in your own ticket. */
  "tickets.reply": {
    input: {
      ticketId: string;
      text: string;
      /** Files of yours that were handed in with `POST /ticket-attachments` and are in no message yet. */
      attachmentIds?: Array<string>;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
      /** Of what was written now. */
      messageId: string;
    };
    meta: null;
  };
  /** Search in tickets. */
  "tickets.search": {
    input: {
      /** Words, or a ticket's number. */
      q: string;
      limit?: number;
    };
    data: Array<{
      ticketId: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      requesterName: string;
      /** The newest message of it in which the words are. */
      messageId: string;
      kind: "reply" | "note";
      /** Some of that message, around the first of the words. */
      snippet: string;
      /** ISO 8601, UTC. */
      at: string;
    }>;
    meta: null;
  };
  /** List who answers tickets. */
  "tickets.staff": {
    input: Record<string, never>;
    data: Array<{
      id: string;
      name: string;
    }>;
    meta: null;
  };
  /** Get the figures of all tickets. */
  "tickets.stats": {
    input: Record<string, never>;
    data: {
      byStatus: {
        open: number;
        in_progress: number;
        resolved: number;
        closed: number;
      };
      /** Not done, and nobody sees to them. */
      unassigned: number;
      /** Not done, and it is staff's turn. */
      waiting: number;
      /** Not done, and not answered or resolved in time. */
      late: number;
      lastDays: number;
      /** Opened in those days and answered. */
      answered: number;
      medianFirstAnswerMin: number | null;
      meanFirstAnswerMin: number | null;
      medianResolutionMin: number | null;
      rated: number;
      /** 1 to 5. */
      meanRating: number | null;
    };
    meta: null;
  };
  /** Take back that a ticket is done. */
  "tickets.undoDone": {
    input: {
      ticketId: string;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Take back that several tickets are done. */
  "tickets.undoDoneMany": {
    input: {
      /** True: all or nothing. If one fails, none is done and the call answers 409 with what stood in the way. */
      atomic?: boolean;
      /** Which tickets. */
      ticketIds: Array<string>;
    };
    data: Array<{
      /** Which of the call's items, from 0. */
      index: number;
      /** The HTTP status that the single call would have had. */
      status: number;
      data: {
        id: string;
        number: number;
        subject: string;
        status: "open" | "in_progress" | "resolved" | "closed";
        priority: "low" | "medium" | "high" | "critical";
        /** null: none, or one of staff's own, which members are not told. */
        category: {
          id: string;
          name: string;
        } | null;
        requester: {
          id: string;
          name: string;
        };
        /** Who of staff sees to it. */
        assignee: {
          id: string;
          name: string;
        } | null;
        /** What it is about. Its requester sees what they said themselves. */
        about: {
          kind: "server" | "player" | "kill" | "order";
          id: string;
          label: string;
        } | null;
        /** Whose message is the newest. */
        lastWord: "member" | "staff";
        /** ISO 8601, UTC. */
        lastMessageAt: string;
        /** When staff is to have done what; for staff alone, else null. */
        due: {
          /** null: never. */
          firstAnswerAt: string | null;
          /** null: never, or the time does not run. */
          resolutionAt: string | null;
          /** It waits for the member, or is done: the time does not run. */
          isPaused: boolean;
          firstAnswerIsLate: boolean;
          resolutionIsLate: boolean;
        } | null;
        firstAnsweredAt: string | null;
        resolvedAt: string | null;
        closedAt: string | null;
        /** How often it was opened again. */
        reopened: number;
        /** 1 to 5: how its requester was helped. */
        rating: number | null;
        ratingText: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
        /** ISO 8601, UTC. */
        updatedAt: string;
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
  /** Change a ticket. */
  "tickets.update": {
    input: {
      ticketId: string;
      /** In one line what it is about. */
      subject?: string;
      status?: "open" | "in_progress" | "resolved" | "closed";
      /** Its times move by what the priorities differ in. */
      priority?: "low" | "medium" | "high" | "critical";
      categoryId?: string | null;
      /** Somebody who answers tickets, or `me`; null: nobody. */
      assigneeId?: string | null;
      /** Something that you may see; its requester is not shown it. */
      about?: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
      } | null;
    };
    data: {
      id: string;
      number: number;
      subject: string;
      status: "open" | "in_progress" | "resolved" | "closed";
      priority: "low" | "medium" | "high" | "critical";
      /** null: none, or one of staff's own, which members are not told. */
      category: {
        id: string;
        name: string;
      } | null;
      requester: {
        id: string;
        name: string;
      };
      /** Who of staff sees to it. */
      assignee: {
        id: string;
        name: string;
      } | null;
      /** What it is about. Its requester sees what they said themselves. */
      about: {
        kind: "server" | "player" | "kill" | "order";
        id: string;
        label: string;
      } | null;
      /** Whose message is the newest. */
      lastWord: "member" | "staff";
      /** ISO 8601, UTC. */
      lastMessageAt: string;
      /** When staff is to have done what; for staff alone, else null. */
      due: {
        /** null: never. */
        firstAnswerAt: string | null;
        /** null: never, or the time does not run. */
        resolutionAt: string | null;
        /** It waits for the member, or is done: the time does not run. */
        isPaused: boolean;
        firstAnswerIsLate: boolean;
        resolutionIsLate: boolean;
      } | null;
      firstAnsweredAt: string | null;
      resolvedAt: string | null;
      closedAt: string | null;
      /** How often it was opened again. */
      reopened: number;
      /** 1 to 5: how its requester was helped. */
      rating: number | null;
      ratingText: string | null;
      /** ISO 8601, UTC. */
      createdAt: string;
      /** ISO 8601, UTC. */
      updatedAt: string;
    };
    meta: null;
  };
  /** Change several tickets at once. */
  "tickets.updateMany": {
    input: {
      /** True: all or nothing. If one fails, none is done and the call answers 409 with what stood in the way. */
      atomic?: boolean;
      /** Which tickets. */
      ticketIds: Array<string>;
      status?: "open" | "in_progress" | "resolved" | "closed";
      /** Its times move by what the priorities differ in. */
      priority?: "low" | "medium" | "high" | "critical";
      categoryId?: string | null;
      /** Somebody who answers tickets, or `me`; null: nobody. */
      assigneeId?: string | null;
    };
    data: Array<{
      /** Which of the call's items, from 0. */
      index: number;
      /** The HTTP status that the single call would have had. */
      status: number;
      data: {
        id: string;
        number: number;
        subject: string;
        status: "open" | "in_progress" | "resolved" | "closed";
        priority: "low" | "medium" | "high" | "critical";
        /** null: none, or one of staff's own, which members are not told. */
        category: {
          id: string;
          name: string;
        } | null;
        requester: {
          id: string;
          name: string;
        };
        /** Who of staff sees to it. */
        assignee: {
          id: string;
          name: string;
        } | null;
        /** What it is about. Its requester sees what they said themselves. */
        about: {
          kind: "server" | "player" | "kill" | "order";
          id: string;
          label: string;
        } | null;
        /** Whose message is the newest. */
        lastWord: "member" | "staff";
        /** ISO 8601, UTC. */
        lastMessageAt: string;
        /** When staff is to have done what; for staff alone, else null. */
        due: {
          /** null: never. */
          firstAnswerAt: string | null;
          /** null: never, or the time does not run. */
          resolutionAt: string | null;
          /** It waits for the member, or is done: the time does not run. */
          isPaused: boolean;
          firstAnswerIsLate: boolean;
          resolutionIsLate: boolean;
        } | null;
        firstAnsweredAt: string | null;
        resolvedAt: string | null;
        closedAt: string | null;
        /** How often it was opened again. */
        reopened: number;
        /** 1 to 5: how its requester was helped. */
        rating: number | null;
        ratingText: string | null;
        /** ISO 8601, UTC. */
        createdAt: string;
        /** ISO 8601, UTC. */
        updatedAt: string;
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
  /** Take back that a user's account is to be deleted. */
  "users.cancelDeletion": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: null;
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
        /** Of who is suspended: when that ends by itself. Null: never. */
        suspendedUntil: string | null;
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
  /** Whether a user asked for their account to be deleted. */
  "users.deletion": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: {
      /** Null: it was not asked for. */
      askedAt: string | null;
      /** When the account is deleted, if that is not taken back. */
      dueAt: string | null;
      /** Whether the servers are deleted with it. */
      withServers: boolean;
      /** How many servers are owned now. */
      servers: number;
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
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
  /** List what was done to a user and by them. */
  "users.interactions": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      id: number;
      /** ISO 8601, UTC. */
      at: string;
      operation: string;
      summary: string;
      actor: {
        kind: string;
        id: string | null;
        label: string;
      };
      target: {
        kind: string;
        id: string;
        label: string;
      } | null;
      serverId: string | null;
      outcome: "done" | "refused" | "failed";
      /** Why it was refused. */
      reason: string | null;
    }>;
    meta: {
      nextCursor: string | null;
    };
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
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
      /** Why; they read it. Up to 500 characters. */
      reason?: string;
      /** For staff alone. */
      note?: string;
      /** When it ends by itself. Absent: when somebody ends it. */
      until?: string;
    };
    data: {
      /** Id of a user, `usr_…`. */
      id: string;
      kind: "person" | "service";
      name: string;
      email: string | null;
      avatarUrl: string | null;
      state: "active" | "suspended" | "removed";
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
  /** List when a user was suspended. */
  "users.suspensions": {
    input: {
      /** Id of a user, `usr_…`. */
      userId: string;
    };
    data: Array<{
      id: string;
      /** Told to them; null: none was given. */
      reason: string | null;
      /** For staff alone. */
      note: string | null;
      /** ISO 8601, UTC. */
      startedAt: string;
      /** When it ends by itself; null: when somebody ends it. */
      until: string | null;
      /** Null: the panel itself or its machine. */
      by: {
        id: string;
        name: string;
      } | null;
      /** Null: it holds. */
      endedAt: string | null;
      endedHow: "lifted" | "expired" | "replaced" | "removed" | null;
      endedBy: {
        id: string;
        name: string;
      } | null;
    }>;
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
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
      /** Of who is suspended: when that ends by itself. Null: never. */
      suspendedUntil: string | null;
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
  /** List the servers and whose word on players counts. */
  "vouching.list": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      serverId: string;
      name: string;
      game: string;
      ownerName: string;
      vouches: boolean;
      /** Players with an id of the game's platform who were seen on it. */
      players: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Say whether a server's word on players counts. */
  "vouching.set": {
    input: {
      serverId: string;
      vouches: boolean;
    };
    data: {
      serverId: string;
      name: string;
      game: string;
      ownerName: string;
      vouches: boolean;
      /** Players with an id of the game's platform who were seen on it. */
      players: number;
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
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format?: "gamekeeper" | "kill-tracker";
      /** Signs what is sent, in place of a secret that the panel makes. */
      secret?: string;
      headers?: { [name: string]: string };
      retry?: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format: "gamekeeper" | "kill-tracker";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Sent along; of those that say who one is, the names alone. */
      headers: { [name: string]: string };
      /** Its own way to try again; null: ten times over three days. */
      retry: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
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
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format: "gamekeeper" | "kill-tracker";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Sent along; of those that say who one is, the names alone. */
      headers: { [name: string]: string };
      /** Its own way to try again; null: ten times over three days. */
      retry: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
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
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format: "gamekeeper" | "kill-tracker";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Sent along; of those that say who one is, the names alone. */
      headers: { [name: string]: string };
      /** Its own way to try again; null: ten times over three days. */
      retry: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
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
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format: "gamekeeper" | "kill-tracker";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Sent along; of those that say who one is, the names alone. */
      headers: { [name: string]: string };
      /** Its own way to try again; null: ten times over three days. */
      retry: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
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
      /** Signs what is sent, in place of a secret that the panel makes. */
      secret?: string;
      headers?: { [name: string]: string };
      /** What of it is left out stays; null: the ordinary way. */
      retry?: {
        /** Tries after the first. */
        maxRetries?: number;
        /** Before the second try. */
        retryDelayMs?: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier?: number;
      } | null;
    };
    data: {
      /** Id of a webhook. */
      id: string;
      name: string;
      /** signed: JSON with a signature after Standard Webhooks; discord: messages in a channel. */
      kind: "signed" | "discord";
      /** kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too. */
      format: "gamekeeper" | "kill-tracker";
      /** As much of the address as may be shown: paths hold secrets. */
      url: string;
      /** Event types, `server.*` for all of a kind, `*` for all. */
      types: Array<string>;
      /** Only events of these servers; empty: of all, and of what is no server. */
      serverIds: Array<string>;
      /** Belongs to the panel and not to a person. */
      instanceOwned: boolean;
      /** Sent along; of those that say who one is, the names alone. */
      headers: { [name: string]: string };
      /** Its own way to try again; null: ten times over three days. */
      retry: {
        /** Tries after the first. */
        maxRetries: number;
        /** Before the second try. */
        retryDelayMs: number;
        /** Each wait is so many times the one before. */
        backoffMultiplier: number;
      } | null;
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
  /** List the areas of a server's world. */
  "world.areas": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** How many to leave out, in place of `page`. */
      offset?: number;
      /** Part of the name. */
      q?: string;
    };
    data: Array<{
      /** Id of an area: the same as long as the game calls it the same. */
      id: string;
      /** The game's own id of it. */
      key: string;
      name: string;
      description: string;
      properties: { [name: string]: string | number | boolean | null };
      roomCount: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get what is in a room. */
  "world.contents": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
    };
    data: Array<{
      id: string;
      name: string;
      entityType: "player" | "npc" | "item";
      description: string;
    }>;
    meta: {
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      roomName: string;
      players: Array<{
        id: string;
        name: string;
        entityType: "player" | "npc" | "item";
        description: string;
      }>;
      npcs: Array<{
        id: string;
        name: string;
        entityType: "player" | "npc" | "item";
        description: string;
      }>;
      totalCount: number;
    };
  };
  /** Get the history of a room. */
  "world.history": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      /** The `nextCursor` of the answer before; absent: from the newest. */
      cursor?: string;
      /** How many, 1 to 100. */
      limit?: number;
      /** Of this kind alone. */
      kind?: "enter" | "leave" | "death" | "respawn" | "combat" | "world_event";
    };
    data: Array<{
      /** ISO 8601, UTC. */
      at: string;
      kind: "enter" | "leave" | "death" | "respawn" | "combat" | "world_event";
      /** Who or what it happened to, by name. */
      who: string;
      playerId: string | null;
      /** Where they came from or went to; who killed or attacked them. */
      other: string | null;
    }>;
    meta: {
      nextCursor: string | null;
    };
  };
  /** List the items of a server's world. */
  "world.items": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** How many to leave out, in place of `page`. */
      offset?: number;
      /** In this room alone. */
      roomId?: string;
      /** Of this sort alone, in the game's own word. */
      type?: string;
      /** Part of the name. */
      q?: string;
      /** True: only those that one may take; false: only those that one may not. */
      takeable?: boolean | string;
    };
    data: Array<{
      /** Id of an item: the same as long as the game calls it the same. */
      id: string;
      /** The game's own id of it. */
      key: string;
      name: string;
      description: string;
      /** The game's word for its sort. */
      type: string | null;
      /** Null: the game does not say. */
      isTakeable: boolean | null;
      roomId: string | null;
      roomName: string | null;
      properties: { [name: string]: string | number | boolean | null };
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get the map of an area. */
  "world.map": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
      /** Absent: the rooms that are of no area. */
      areaId?: string;
      /** Absent: the one with the most rooms. */
      floor?: number;
    };
    data: {
      floor: number;
      /** All floors that have rooms, from the highest down. */
      floors: Array<{
        floor: number;
        rooms: number;
      }>;
      /** The rooms of this floor. */
      ids: Array<string>;
      names: Array<string>;
      /** x and y of each room in turn: x grows east, y south. */
      cells: Array<number>;
      /** Rooms that stand beside their own place, because another stands there. */
      shifted: Array<number>;
      /** Lines between rooms: from, to and a number in turn. Its lowest four bits are the way there (see `direction`, in the order of the document; 15: none), the next four the way back; 256: locked; 512: it is not straight. */
      links: Array<number>;
      ways: Array<{
        /** The room it starts in, by its place among the rooms. */
        room: number;
        /** What the game calls it: up, hatch. */
        name: string;
        /** Null: a way of its own, which no compass knows. */
        direction: "north" | "northeast" | "east" | "southeast" | "south" | "southwest" | "west" | "northwest" | "up" | "down" | "in" | "out" | null;
        /** Where it leads; null: to a room that the game has not told of. */
        toId: string | null;
        toName: string | null;
        /** The area it leads to, where that is another. */
        toAreaId: string | null;
        toAreaName: string | null;
        /** The floor of this area it leads to; null: it leaves the area. */
        toFloor: number | null;
        isLocked: boolean;
      }>;
      /** Null: the rooms are of no area. */
      areaName: string | null;
    };
    meta: null;
  };
  /** List the NPCs of a server's world. */
  "world.npcs": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** How many to leave out, in place of `page`. */
      offset?: number;
      /** In this room alone. */
      roomId?: string;
      /** Of this sort alone, in the game's own word. */
      type?: string;
      /** Part of the name. */
      q?: string;
      /** True: only those that attack; false: only those that do not. */
      hostile?: boolean | string;
    };
    data: Array<{
      /** Id of an NPC: the same as long as the game calls it the same. */
      id: string;
      /** The game's own id of it. */
      key: string;
      name: string;
      description: string;
      /** The game's word for its sort. */
      type: string | null;
      /** Null: the game does not say. */
      isHostile: boolean | null;
      roomId: string | null;
      roomName: string | null;
      properties: { [name: string]: string | number | boolean | null };
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Find a room on the map. */
  "world.place": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
    };
    data: {
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      /** Null: it is of no area. */
      areaId: string | null;
      areaName: string | null;
      floor: number;
      x: number;
      y: number;
    };
    meta: null;
  };
  /** Get where the players of a server are. */
  "world.positions": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** In this room alone. */
      roomId?: string;
    };
    data: {
      positions: Array<{
        playerId: string;
        name: string;
        roomId: string | null;
        roomName: string | null;
        at: {
          x: number;
          y: number;
          z: number;
        } | null;
        /** When the game last said where they are. */
        since: string;
      }>;
      /** ISO 8601, UTC. */
      connectedSince: string;
    };
    meta: null;
  };
  /** Get a room of a server's world. */
  "world.room": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** Id of a room: the same as long as the game calls it the same. */
      roomId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
    };
    data: {
      /** Id of a room: the same as long as the game calls it the same. */
      id: string;
      /** The game's own id of it. */
      key: string;
      name: string;
      areaId: string | null;
      areaName: string | null;
      /** Players, NPCs and items that are in it. */
      entityCount: number;
      description: string;
      exits: Array<{
        /** As the game says it: north, up, through the mirror. */
        direction: string;
        /** Id of a room: the same as long as the game calls it the same. */
        destinationId: string;
        /** Null: the game has not told of that room. */
        destinationName: string | null;
        isLocked: boolean;
      }>;
      /** Where it lies, east, north and up, if the game says so. */
      at: {
        x: number;
        y: number;
        z: number;
      } | null;
      properties: { [name: string]: string | number | boolean | null };
    };
    meta: null;
  };
  /** List the rooms of a server's world. */
  "world.rooms": {
    input: {
      /** Id of a game server. */
      serverId: string;
      /** True: answered only while the game is connected (else 503), and never from what it once told. */
      live?: boolean | string;
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
      /** How many to leave out, in place of `page`. */
      offset?: number;
      /** Of this area alone. */
      areaId?: string;
      /** Part of the name. */
      q?: string;
    };
    data: Array<{
      /** Id of a room: the same as long as the game calls it the same. */
      id: string;
      /** The game's own id of it. */
      key: string;
      name: string;
      areaId: string | null;
      areaName: string | null;
      /** Players, NPCs and items that are in it. */
      entityCount: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
  /** Get how a server's world is known. */
  "world.state": {
    input: {
      /** Id of a game server. */
      serverId: string;
    };
    data: {
      /** Whether the game is connected to the panel by the bridge now. */
      connected: boolean;
      /** Since when it is, or is not. Null: it never was. */
      since: string | null;
      /** When the world was last told of. Null: never. */
      reportedAt: string | null;
      areaCount: number;
      roomCount: number;
      npcCount: number;
      itemCount: number;
      /** Another one whenever areas or rooms may have changed; what is made of them may be kept by it. */
      revision: string;
    };
    meta: null;
  };
  /** List the worlds. */
  "world.worlds": {
    input: {
      /** Which page, from 1. */
      page?: number;
      /** How many on a page, 1 to 100. */
      limit?: number;
    };
    data: Array<{
      serverId: string;
      serverName: string;
      /** Whether its game is connected by the bridge now. */
      connected: boolean;
      /** When it last told of its world. Null: never. */
      reportedAt: string | null;
      areas: number;
      rooms: number;
    }>;
    meta: {
      total: number;
      page: number;
      limit: number;
    };
  };
}

export const ROUTES: { readonly [Id in keyof Operations]: Route } = {
  "accounts.list": {"method":"GET","path":"/users/me/accounts","inPath":[]},
  "accounts.unlink": {"method":"DELETE","path":"/users/me/accounts/{provider}/{accountId}","inPath":["provider","accountId"]},
  "analytics.beginExport": {"method":"POST","path":"/analytics/exports","inPath":[]},
  "analytics.dashboard": {"method":"GET","path":"/analytics/dashboard","inPath":[]},
  "analytics.export": {"method":"GET","path":"/analytics/export","inPath":[]},
  "analytics.exports": {"method":"GET","path":"/analytics/exports","inPath":[]},
  "analytics.getExport": {"method":"GET","path":"/analytics/exports/{exportId}","inPath":["exportId"]},
  "analytics.getExportPart": {"method":"GET","path":"/analytics/exports/{exportId}/parts/{part}","inPath":["exportId","part"]},
  "analytics.insights": {"method":"GET","path":"/analytics/insights","inPath":[]},
  "analytics.metrics": {"method":"GET","path":"/analytics/metrics","inPath":[]},
  "analytics.recommendations": {"method":"GET","path":"/analytics/recommendations","inPath":[]},
  "analytics.removeExport": {"method":"DELETE","path":"/analytics/exports/{exportId}","inPath":["exportId"]},
  "analytics.trends": {"method":"GET","path":"/analytics/trends","inPath":[]},
  "apiKeys.calls": {"method":"GET","path":"/api-keys/{keyId}/calls","inPath":["keyId"]},
  "apiKeys.create": {"method":"POST","path":"/api-keys","inPath":[]},
  "apiKeys.disable": {"method":"POST","path":"/api-keys/{keyId}/disable","inPath":["keyId"]},
  "apiKeys.enable": {"method":"POST","path":"/api-keys/{keyId}/enable","inPath":["keyId"]},
  "apiKeys.get": {"method":"GET","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.list": {"method":"GET","path":"/api-keys","inPath":[]},
  "apiKeys.listAll": {"method":"GET","path":"/admin/api-keys","inPath":[]},
  "apiKeys.primary": {"method":"POST","path":"/api-keys/primary","inPath":[]},
  "apiKeys.report": {"method":"GET","path":"/api-keys/{keyId}/report","inPath":["keyId"]},
  "apiKeys.reportLeak": {"method":"POST","path":"/api-keys/report-leak","inPath":[]},
  "apiKeys.revoke": {"method":"DELETE","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.revokeMany": {"method":"POST","path":"/api-keys/revoke","inPath":[]},
  "apiKeys.rotate": {"method":"POST","path":"/api-keys/{keyId}/rotate","inPath":["keyId"]},
  "apiKeys.update": {"method":"PATCH","path":"/api-keys/{keyId}","inPath":["keyId"]},
  "apiKeys.usage": {"method":"GET","path":"/api-keys/{keyId}/usage","inPath":["keyId"]},
  "appeals.decide": {"method":"POST","path":"/appeals/{appealId}/decide","inPath":["appealId"]},
  "appeals.fileByCode": {"method":"POST","path":"/appeals/by-code","inPath":[]},
  "appeals.fileOwn": {"method":"POST","path":"/appeals","inPath":[]},
  "appeals.get": {"method":"GET","path":"/appeals/{appealId}","inPath":["appealId"]},
  "appeals.link": {"method":"GET","path":"/punishments/{punishmentId}/appeal-code","inPath":["punishmentId"]},
  "appeals.list": {"method":"GET","path":"/appeals","inPath":[]},
  "appeals.look": {"method":"POST","path":"/appeals/look","inPath":[]},
  "appeals.own": {"method":"GET","path":"/appeals/own","inPath":[]},
  "appeals.withdrawByCode": {"method":"POST","path":"/appeals/by-code/withdraw","inPath":[]},
  "appeals.withdrawOwn": {"method":"POST","path":"/appeals/withdraw","inPath":[]},
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
  "banLists.export": {"method":"GET","path":"/servers/{serverId}/ban-list","inPath":["serverId"]},
  "banLists.import": {"method":"POST","path":"/servers/{serverId}/ban-list","inPath":["serverId"]},
  "banLists.imports": {"method":"GET","path":"/servers/{serverId}/ban-list/imports","inPath":["serverId"]},
  "blueprints.get": {"method":"GET","path":"/blueprints/{blueprintId}","inPath":["blueprintId"]},
  "blueprints.list": {"method":"GET","path":"/blueprints","inPath":[]},
  "blueprints.readLog": {"method":"POST","path":"/blueprints/read-log","inPath":[]},
  "bridge.answer": {"method":"POST","path":"/servers/{serverId}/bridge/orders/{orderId}","inPath":["serverId","orderId"]},
  "bridge.areas": {"method":"POST","path":"/servers/{serverId}/bridge/areas","inPath":["serverId"]},
  "bridge.commands": {"method":"POST","path":"/servers/{serverId}/bridge/commands","inPath":["serverId"]},
  "bridge.economy": {"method":"POST","path":"/servers/{serverId}/bridge/economy","inPath":["serverId"]},
  "bridge.events": {"method":"POST","path":"/servers/{serverId}/bridge/events","inPath":["serverId"]},
  "bridge.goodbye": {"method":"POST","path":"/servers/{serverId}/bridge/goodbye","inPath":["serverId"]},
  "bridge.heartbeat": {"method":"POST","path":"/servers/{serverId}/bridge/heartbeat","inPath":["serverId"]},
  "bridge.hello": {"method":"POST","path":"/servers/{serverId}/bridge/hello","inPath":["serverId"]},
  "bridge.items": {"method":"POST","path":"/servers/{serverId}/bridge/items","inPath":["serverId"]},
  "bridge.npcs": {"method":"POST","path":"/servers/{serverId}/bridge/npcs","inPath":["serverId"]},
  "bridge.players": {"method":"POST","path":"/servers/{serverId}/bridge/players","inPath":["serverId"]},
  "bridge.positions": {"method":"POST","path":"/servers/{serverId}/bridge/positions","inPath":["serverId"]},
  "bridge.rooms": {"method":"POST","path":"/servers/{serverId}/bridge/rooms","inPath":["serverId"]},
  "broadcasts.cancel": {"method":"DELETE","path":"/broadcasts/{broadcastId}","inPath":["broadcastId"]},
  "broadcasts.create": {"method":"POST","path":"/broadcasts","inPath":[]},
  "broadcasts.get": {"method":"GET","path":"/broadcasts/{broadcastId}","inPath":["broadcastId"]},
  "broadcasts.list": {"method":"GET","path":"/broadcasts","inPath":[]},
  "broadcasts.reach": {"method":"GET","path":"/broadcasts/reach","inPath":[]},
  "broadcasts.toServer": {"method":"POST","path":"/servers/{serverId}/broadcast","inPath":["serverId"]},
  "catalog.beginHandleProof": {"method":"POST","path":"/users/me/rsi-proof","inPath":[]},
  "catalog.checkHandleProof": {"method":"POST","path":"/users/me/rsi-proof/check","inPath":[]},
  "catalog.handleProof": {"method":"GET","path":"/users/me/rsi-proof","inPath":[]},
  "catalog.import": {"method":"POST","path":"/sc/imports","inPath":[]},
  "catalog.missing": {"method":"GET","path":"/sc/missing-names","inPath":[]},
  "catalog.place": {"method":"GET","path":"/sc/locations/{name}","inPath":["name"]},
  "catalog.places": {"method":"GET","path":"/sc/locations","inPath":[]},
  "catalog.player": {"method":"GET","path":"/sc/players/{handle}","inPath":["handle"]},
  "catalog.removeImport": {"method":"DELETE","path":"/sc/imports/{kind}","inPath":["kind"]},
  "catalog.sets": {"method":"GET","path":"/sc/sets","inPath":[]},
  "catalog.ship": {"method":"GET","path":"/sc/ships/{name}","inPath":["name"]},
  "catalog.ships": {"method":"GET","path":"/sc/ships","inPath":[]},
  "catalog.system": {"method":"GET","path":"/sc/systems/{name}","inPath":["name"]},
  "catalog.systems": {"method":"GET","path":"/sc/systems","inPath":[]},
  "catalog.weapon": {"method":"GET","path":"/sc/weapons/{name}","inPath":["name"]},
  "catalog.weapons": {"method":"GET","path":"/sc/weapons","inPath":[]},
  "coins.add": {"method":"POST","path":"/admin/users/{userId}/coins/add","inPath":["userId"]},
  "coins.export": {"method":"GET","path":"/coins/export","inPath":[]},
  "coins.exportOf": {"method":"GET","path":"/admin/users/{userId}/coins/export","inPath":["userId"]},
  "coins.get": {"method":"GET","path":"/admin/users/{userId}/coins","inPath":["userId"]},
  "coins.list": {"method":"GET","path":"/admin/coins","inPath":[]},
  "coins.mine": {"method":"GET","path":"/coins","inPath":[]},
  "coins.reverse": {"method":"POST","path":"/admin/coins/transfers/{transferId}/reverse","inPath":["transferId"]},
  "coins.set": {"method":"PUT","path":"/admin/users/{userId}/coins","inPath":["userId"]},
  "coins.statement": {"method":"GET","path":"/coins/statement","inPath":[]},
  "coins.statementOf": {"method":"GET","path":"/admin/users/{userId}/coins/statement","inPath":["userId"]},
  "coins.take": {"method":"POST","path":"/admin/users/{userId}/coins/take","inPath":["userId"]},
  "communities.addServer": {"method":"PUT","path":"/communities/{communityId}/servers/{serverId}","inPath":["communityId","serverId"]},
  "communities.create": {"method":"POST","path":"/communities","inPath":[]},
  "communities.discover": {"method":"POST","path":"/communities/discover","inPath":[]},
  "communities.get": {"method":"GET","path":"/communities/{communityId}","inPath":["communityId"]},
  "communities.invite": {"method":"POST","path":"/communities/{communityId}/invite","inPath":["communityId"]},
  "communities.join": {"method":"POST","path":"/communities/join","inPath":[]},
  "communities.leave": {"method":"POST","path":"/communities/{communityId}/leave","inPath":["communityId"]},
  "communities.list": {"method":"GET","path":"/communities","inPath":[]},
  "communities.members": {"method":"GET","path":"/communities/{communityId}/members","inPath":["communityId"]},
  "communities.ofServer": {"method":"GET","path":"/servers/{serverId}/community","inPath":["serverId"]},
  "communities.overview": {"method":"GET","path":"/communities/{communityId}/overview","inPath":["communityId"]},
  "communities.page": {"method":"GET","path":"/public/communities/{slug}","inPath":["slug"]},
  "communities.pages": {"method":"GET","path":"/public/communities","inPath":[]},
  "communities.places": {"method":"GET","path":"/communities/{communityId}/places","inPath":["communityId"]},
  "communities.remove": {"method":"DELETE","path":"/communities/{communityId}","inPath":["communityId"]},
  "communities.removeMember": {"method":"DELETE","path":"/communities/{communityId}/members/{userId}","inPath":["communityId","userId"]},
  "communities.removeServer": {"method":"DELETE","path":"/communities/{communityId}/servers/{serverId}","inPath":["communityId","serverId"]},
  "communities.self": {"method":"GET","path":"/users/me/communities","inPath":[]},
  "communities.servers": {"method":"GET","path":"/communities/{communityId}/servers","inPath":["communityId"]},
  "communities.setGuild": {"method":"PUT","path":"/communities/{communityId}/guild","inPath":["communityId"]},
  "communities.setRole": {"method":"PUT","path":"/communities/{communityId}/members/{userId}","inPath":["communityId","userId"]},
  "communities.settings": {"method":"GET","path":"/communities/{communityId}/settings","inPath":["communityId"]},
  "communities.update": {"method":"PATCH","path":"/communities/{communityId}","inPath":["communityId"]},
  "communities.updateSettings": {"method":"PATCH","path":"/communities/{communityId}/settings","inPath":["communityId"]},
  "console.history": {"method":"GET","path":"/servers/{serverId}/console","inPath":["serverId"]},
  "console.search": {"method":"GET","path":"/servers/{serverId}/console/search","inPath":["serverId"]},
  "console.send": {"method":"POST","path":"/servers/{serverId}/command","inPath":["serverId"]},
  "console.token": {"method":"GET","path":"/servers/{serverId}/console-token","inPath":["serverId"]},
  "coupons.create": {"method":"POST","path":"/admin/coupons","inPath":[]},
  "coupons.disable": {"method":"POST","path":"/admin/coupons/disable","inPath":[]},
  "coupons.exportCodes": {"method":"GET","path":"/admin/coupons/export","inPath":[]},
  "coupons.list": {"method":"GET","path":"/admin/coupons","inPath":[]},
  "coupons.redeem": {"method":"POST","path":"/store/codes","inPath":[]},
  "coupons.update": {"method":"PATCH","path":"/admin/coupons/{couponId}","inPath":["couponId"]},
  "dashboard.stats": {"method":"GET","path":"/dashboard/stats","inPath":[]},
  "discord.addPost": {"method":"POST","path":"/discord/posts","inPath":[]},
  "discord.addRelay": {"method":"POST","path":"/discord/relays","inPath":[]},
  "discord.changePost": {"method":"PATCH","path":"/discord/posts/{postId}","inPath":["postId"]},
  "discord.changeRelay": {"method":"PATCH","path":"/discord/relays/{relayId}","inPath":["relayId"]},
  "discord.connect": {"method":"PUT","path":"/discord/bot","inPath":[]},
  "discord.disconnect": {"method":"DELETE","path":"/discord/bot","inPath":[]},
  "discord.get": {"method":"GET","path":"/discord","inPath":[]},
  "discord.link": {"method":"POST","path":"/users/me/discord","inPath":[]},
  "discord.linked": {"method":"GET","path":"/users/me/discord","inPath":[]},
  "discord.lookUpCode": {"method":"POST","path":"/users/me/discord/code","inPath":[]},
  "discord.posts": {"method":"GET","path":"/discord/posts","inPath":[]},
  "discord.reconnect": {"method":"POST","path":"/discord/bot/reconnect","inPath":[]},
  "discord.relays": {"method":"GET","path":"/discord/relays","inPath":[]},
  "discord.removePost": {"method":"DELETE","path":"/discord/posts/{postId}","inPath":["postId"]},
  "discord.removeRelay": {"method":"DELETE","path":"/discord/relays/{relayId}","inPath":["relayId"]},
  "discord.testPost": {"method":"POST","path":"/discord/posts/{postId}/test","inPath":["postId"]},
  "discord.unlink": {"method":"DELETE","path":"/users/me/discord","inPath":[]},
  "discord.update": {"method":"PATCH","path":"/discord/bot","inPath":[]},
  "earning.beatIdle": {"method":"POST","path":"/earning/idle/beats","inPath":[]},
  "earning.block": {"method":"PUT","path":"/admin/users/{userId}/earning/block","inPath":["userId"]},
  "earning.blocks": {"method":"GET","path":"/admin/earning/blocks","inPath":[]},
  "earning.claimDaily": {"method":"POST","path":"/earning/daily","inPath":[]},
  "earning.getBlock": {"method":"GET","path":"/admin/users/{userId}/earning","inPath":["userId"]},
  "earning.join": {"method":"POST","path":"/earning/join/{guildId}","inPath":["guildId"]},
  "earning.makeReferralCode": {"method":"POST","path":"/earning/referrals/code","inPath":[]},
  "earning.referrals": {"method":"GET","path":"/earning/referrals","inPath":[]},
  "earning.report": {"method":"GET","path":"/admin/earning/report","inPath":[]},
  "earning.startIdle": {"method":"POST","path":"/earning/idle","inPath":[]},
  "earning.stopIdle": {"method":"DELETE","path":"/earning/idle/{page}","inPath":["page"]},
  "earning.unblock": {"method":"DELETE","path":"/admin/users/{userId}/earning/block","inPath":["userId"]},
  "earning.useReferralCode": {"method":"POST","path":"/earning/referrals","inPath":[]},
  "earning.ways": {"method":"GET","path":"/earning","inPath":[]},
  "escalations.create": {"method":"POST","path":"/escalations","inPath":[]},
  "escalations.list": {"method":"GET","path":"/escalations","inPath":[]},
  "escalations.remove": {"method":"DELETE","path":"/escalations/{ruleId}","inPath":["ruleId"]},
  "escalations.update": {"method":"PATCH","path":"/escalations/{ruleId}","inPath":["ruleId"]},
  "events.catalogue": {"method":"GET","path":"/event-types","inPath":[]},
  "events.createTicket": {"method":"POST","path":"/events/tickets","inPath":[]},
  "events.createToken": {"method":"POST","path":"/events/ticket","inPath":[]},
  "events.list": {"method":"GET","path":"/events/history","inPath":[]},
  "gifts.give": {"method":"POST","path":"/store/gifts","inPath":[]},
  "gifts.limits": {"method":"GET","path":"/store/gifts/limits","inPath":[]},
  "gifts.list": {"method":"GET","path":"/store/gifts","inPath":[]},
  "health.api": {"method":"GET","path":"/health/api","inPath":[]},
  "health.get": {"method":"GET","path":"/health","inPath":[]},
  "imports.list": {"method":"GET","path":"/admin/imports","inPath":[]},
  "invitations.accept": {"method":"POST","path":"/invitations/accept","inPath":[]},
  "invitations.create": {"method":"POST","path":"/admin/invitations","inPath":[]},
  "invitations.list": {"method":"GET","path":"/admin/invitations","inPath":[]},
  "invitations.revoke": {"method":"DELETE","path":"/admin/invitations/{invitationId}","inPath":["invitationId"]},
  "invitations.view": {"method":"POST","path":"/invitations/view","inPath":[]},
  "kills.addFriend": {"method":"PUT","path":"/users/me/friends/{userId}","inPath":["userId"]},
  "kills.board": {"method":"GET","path":"/kills/leaderboard","inPath":[]},
  "kills.changes": {"method":"GET","path":"/kills/{killId}/changes","inPath":["killId"]},
  "kills.compare": {"method":"GET","path":"/players/{playerId}/kill-comparison/{otherId}","inPath":["playerId","otherId"]},
  "kills.correct": {"method":"PATCH","path":"/kills/{killId}","inPath":["killId"]},
  "kills.decide": {"method":"POST","path":"/kills/{killId}/decision","inPath":["killId"]},
  "kills.dispute": {"method":"POST","path":"/kills/{killId}/dispute","inPath":["killId"]},
  "kills.facet": {"method":"GET","path":"/kills/facet","inPath":[]},
  "kills.facets": {"method":"GET","path":"/kills/facets","inPath":[]},
  "kills.figures": {"method":"GET","path":"/players/{playerId}/kill-figures","inPath":["playerId"]},
  "kills.friends": {"method":"GET","path":"/users/me/friends","inPath":[]},
  "kills.games": {"method":"GET","path":"/kills/games","inPath":[]},
  "kills.get": {"method":"GET","path":"/kills/{killId}","inPath":["killId"]},
  "kills.hours": {"method":"GET","path":"/kills/hours","inPath":[]},
  "kills.list": {"method":"GET","path":"/kills","inPath":[]},
  "kills.naming": {"method":"GET","path":"/kills/naming","inPath":[]},
  "kills.ofCommunity": {"method":"GET","path":"/communities/{communityId}/kills","inPath":["communityId"]},
  "kills.ofPlayer": {"method":"GET","path":"/players/{playerId}/kills","inPath":["playerId"]},
  "kills.ofServer": {"method":"GET","path":"/servers/{serverId}/kills","inPath":["serverId"]},
  "kills.ofUser": {"method":"GET","path":"/users/{userId}/kills","inPath":["userId"]},
  "kills.organisations": {"method":"GET","path":"/kills/organisations","inPath":[]},
  "kills.ownSettings": {"method":"GET","path":"/users/me/kills","inPath":[]},
  "kills.pages": {"method":"GET","path":"/kills/pages","inPath":[]},
  "kills.person": {"method":"GET","path":"/kills/people/{who}","inPath":["who"]},
  "kills.personFigures": {"method":"GET","path":"/kills/people/{who}/figures","inPath":["who"]},
  "kills.players": {"method":"GET","path":"/kills/players","inPath":[]},
  "kills.record": {"method":"POST","path":"/kills","inPath":[]},
  "kills.recordMany": {"method":"POST","path":"/kills/bulk","inPath":[]},
  "kills.removeFriend": {"method":"DELETE","path":"/users/me/friends/{userId}","inPath":["userId"]},
  "kills.sessions": {"method":"GET","path":"/players/{playerId}/kill-sessions","inPath":["playerId"]},
  "kills.setOrganisation": {"method":"PUT","path":"/players/{playerId}/organisation","inPath":["playerId"]},
  "kills.shared": {"method":"GET","path":"/kills/{killId}/shared","inPath":["killId"]},
  "kills.things": {"method":"GET","path":"/kills/things","inPath":[]},
  "kills.updateOwnSettings": {"method":"PATCH","path":"/users/me/kills","inPath":[]},
  "kills.updatePerson": {"method":"PATCH","path":"/kills/people/{who}","inPath":["who"]},
  "kills.userFigures": {"method":"GET","path":"/users/{userId}/kill-figures","inPath":["userId"]},
  "kills.withdraw": {"method":"POST","path":"/kills/{killId}/withdrawal","inPath":["killId"]},
  "logs.begin": {"method":"POST","path":"/logs/imports","inPath":[]},
  "logs.directories": {"method":"GET","path":"/logs/directories","inPath":[]},
  "logs.end": {"method":"POST","path":"/logs/imports/{importId}/end","inPath":["importId"]},
  "logs.files": {"method":"GET","path":"/logs/files","inPath":[]},
  "logs.games": {"method":"GET","path":"/logs/games","inPath":[]},
  "logs.import": {"method":"POST","path":"/logs/import","inPath":[]},
  "logs.importOf": {"method":"GET","path":"/logs/imports/{importId}","inPath":["importId"]},
  "logs.imports": {"method":"GET","path":"/logs/imports","inPath":[]},
  "logs.parse": {"method":"POST","path":"/logs/parse","inPath":[]},
  "logs.resume": {"method":"POST","path":"/logs/imports/{importId}/resume","inPath":["importId"]},
  "logs.stop": {"method":"POST","path":"/logs/imports/{importId}/stop","inPath":["importId"]},
  "logs.take": {"method":"POST","path":"/logs/imports/{importId}/deaths","inPath":["importId"]},
  "logs.unwatch": {"method":"POST","path":"/logs/watches/{watchId}/stop","inPath":["watchId"]},
  "logs.validate": {"method":"POST","path":"/logs/validate","inPath":[]},
  "logs.watch": {"method":"POST","path":"/logs/watches","inPath":[]},
  "logs.watches": {"method":"GET","path":"/logs/watches","inPath":[]},
  "maintenance.get": {"method":"GET","path":"/maintenance","inPath":[]},
  "maintenance.set": {"method":"PUT","path":"/maintenance","inPath":[]},
  "moderation.abilities": {"method":"GET","path":"/servers/{serverId}/moderation","inPath":["serverId"]},
  "moderation.ban": {"method":"POST","path":"/players/{playerId}/ban","inPath":["playerId"]},
  "moderation.change": {"method":"PATCH","path":"/punishments/{punishmentId}","inPath":["punishmentId"]},
  "moderation.get": {"method":"GET","path":"/punishments/{punishmentId}","inPath":["punishmentId"]},
  "moderation.kick": {"method":"POST","path":"/players/{playerId}/kick","inPath":["playerId"]},
  "moderation.lift": {"method":"POST","path":"/punishments/{punishmentId}/lift","inPath":["punishmentId"]},
  "moderation.list": {"method":"GET","path":"/punishments","inPath":[]},
  "moderation.mute": {"method":"POST","path":"/players/{playerId}/mute","inPath":["playerId"]},
  "moderation.suspend": {"method":"POST","path":"/players/{playerId}/suspend","inPath":["playerId"]},
  "moderation.unban": {"method":"DELETE","path":"/players/{playerId}/ban","inPath":["playerId"]},
  "moderation.unmute": {"method":"DELETE","path":"/players/{playerId}/mute","inPath":["playerId"]},
  "moderation.warn": {"method":"POST","path":"/players/{playerId}/warn","inPath":["playerId"]},
  "nodes.create": {"method":"POST","path":"/nodes","inPath":[]},
  "nodes.createJoinToken": {"method":"POST","path":"/admin/nodes/{nodeId}/token","inPath":["nodeId"]},
  "nodes.get": {"method":"GET","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "nodes.list": {"method":"GET","path":"/nodes","inPath":[]},
  "nodes.remove": {"method":"DELETE","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "nodes.stats": {"method":"GET","path":"/nodes/{nodeId}/stats","inPath":["nodeId"]},
  "nodes.update": {"method":"PATCH","path":"/nodes/{nodeId}","inPath":["nodeId"]},
  "notifications.choose": {"method":"PATCH","path":"/notifications/settings","inPath":[]},
  "notifications.list": {"method":"GET","path":"/notifications","inPath":[]},
  "notifications.markRead": {"method":"POST","path":"/notifications/read","inPath":[]},
  "notifications.settings": {"method":"GET","path":"/notifications/settings","inPath":[]},
  "notifications.unsubscribe": {"method":"POST","path":"/notifications/unsubscribe","inPath":[]},
  "packages.create": {"method":"POST","path":"/packages","inPath":[]},
  "packages.list": {"method":"GET","path":"/packages","inPath":[]},
  "packages.remove": {"method":"DELETE","path":"/packages/{packageId}","inPath":["packageId"]},
  "packages.update": {"method":"PATCH","path":"/packages/{packageId}","inPath":["packageId"]},
  "panelBackups.begin": {"method":"POST","path":"/admin/backups","inPath":[]},
  "panelBackups.download": {"method":"POST","path":"/admin/backups/{backupId}/download","inPath":["backupId"]},
  "panelBackups.get": {"method":"GET","path":"/admin/backups/{backupId}","inPath":["backupId"]},
  "panelBackups.list": {"method":"GET","path":"/admin/backups","inPath":[]},
  "panelBackups.plan": {"method":"GET","path":"/admin/backups/plan","inPath":[]},
  "panelBackups.remove": {"method":"DELETE","path":"/admin/backups/{backupId}","inPath":["backupId"]},
  "panelBackups.setPlan": {"method":"PUT","path":"/admin/backups/plan","inPath":[]},
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
  "payments.checkout": {"method":"POST","path":"/store/payments","inPath":[]},
  "payments.get": {"method":"GET","path":"/admin/store/payments/{paymentId}","inPath":["paymentId"]},
  "payments.list": {"method":"GET","path":"/admin/store/payments","inPath":[]},
  "payments.mine": {"method":"GET","path":"/store/payments","inPath":[]},
  "payments.setup": {"method":"GET","path":"/admin/store/payments-setup","inPath":[]},
  "platform.stats": {"method":"GET","path":"/admin/stats","inPath":[]},
  "playerReports.claim": {"method":"POST","path":"/player-reports/{reportId}/claim","inPath":["reportId"]},
  "playerReports.file": {"method":"POST","path":"/player-reports","inPath":[]},
  "playerReports.get": {"method":"GET","path":"/player-reports/{reportId}","inPath":["reportId"]},
  "playerReports.list": {"method":"GET","path":"/player-reports","inPath":[]},
  "playerReports.mine": {"method":"GET","path":"/profile/player-reports","inPath":[]},
  "playerReports.release": {"method":"POST","path":"/player-reports/{reportId}/release","inPath":["reportId"]},
  "playerReports.resolve": {"method":"POST","path":"/player-reports/{reportId}/resolve","inPath":["reportId"]},
  "players.addNote": {"method":"POST","path":"/players/{playerId}/notes","inPath":["playerId"]},
  "players.editNote": {"method":"PATCH","path":"/players/{playerId}/notes/{noteId}","inPath":["playerId","noteId"]},
  "players.erase": {"method":"DELETE","path":"/players/{playerId}","inPath":["playerId"]},
  "players.exportPlayer": {"method":"GET","path":"/players/{playerId}/export","inPath":["playerId"]},
  "players.get": {"method":"GET","path":"/players/{playerId}","inPath":["playerId"]},
  "players.list": {"method":"GET","path":"/players","inPath":[]},
  "players.makeLinkCode": {"method":"POST","path":"/profile/players/link-code","inPath":[]},
  "players.mine": {"method":"GET","path":"/profile/players","inPath":[]},
  "players.notes": {"method":"GET","path":"/players/{playerId}/notes","inPath":["playerId"]},
  "players.removeNote": {"method":"DELETE","path":"/players/{playerId}/notes/{noteId}","inPath":["playerId","noteId"]},
  "players.sessions": {"method":"GET","path":"/players/{playerId}/sessions","inPath":["playerId"]},
  "players.timeline": {"method":"GET","path":"/players/{playerId}/timeline","inPath":["playerId"]},
  "players.unlink": {"method":"DELETE","path":"/players/{playerId}/link","inPath":["playerId"]},
  "players.update": {"method":"PATCH","path":"/players/{playerId}","inPath":["playerId"]},
  "profile.askDeletion": {"method":"POST","path":"/users/me/deletion","inPath":[]},
  "profile.beginExport": {"method":"POST","path":"/users/me/data","inPath":[]},
  "profile.cancelDeletion": {"method":"DELETE","path":"/users/me/deletion","inPath":[]},
  "profile.changeEmail": {"method":"PUT","path":"/users/me/email","inPath":[]},
  "profile.deletion": {"method":"GET","path":"/users/me/deletion","inPath":[]},
  "profile.exports": {"method":"GET","path":"/users/me/data","inPath":[]},
  "profile.get": {"method":"GET","path":"/users/me","inPath":[]},
  "profile.interactions": {"method":"GET","path":"/users/me/interactions","inPath":[]},
  "profile.rights": {"method":"GET","path":"/users/me/rights","inPath":[]},
  "profile.takeExport": {"method":"POST","path":"/users/me/data/{exportId}/download","inPath":["exportId"]},
  "profile.update": {"method":"PATCH","path":"/users/me","inPath":[]},
  "queue.cancel": {"method":"DELETE","path":"/queue/{queuedId}","inPath":["queuedId"]},
  "queue.get": {"method":"GET","path":"/queue/{queuedId}","inPath":["queuedId"]},
  "queue.join": {"method":"POST","path":"/queue","inPath":[]},
  "queue.list": {"method":"GET","path":"/queue","inPath":[]},
  "reasonTemplates.create": {"method":"POST","path":"/reason-templates","inPath":[]},
  "reasonTemplates.list": {"method":"GET","path":"/reason-templates","inPath":[]},
  "reasonTemplates.remove": {"method":"DELETE","path":"/reason-templates/{templateId}","inPath":["templateId"]},
  "reasonTemplates.update": {"method":"PATCH","path":"/reason-templates/{templateId}","inPath":["templateId"]},
  "renewals.counts": {"method":"GET","path":"/renewals/counts","inPath":[]},
  "renewals.exempt": {"method":"PUT","path":"/servers/{serverId}/renewal/exemption","inPath":["serverId"]},
  "renewals.exemptMember": {"method":"PUT","path":"/users/{userId}/renewal-exemption","inPath":["userId"]},
  "renewals.get": {"method":"GET","path":"/servers/{serverId}/renewal","inPath":["serverId"]},
  "renewals.grant": {"method":"POST","path":"/servers/{serverId}/renewal/grant","inPath":["serverId"]},
  "renewals.history": {"method":"GET","path":"/servers/{serverId}/renewal/history","inPath":["serverId"]},
  "renewals.list": {"method":"GET","path":"/renewals","inPath":[]},
  "renewals.renew": {"method":"POST","path":"/servers/{serverId}/renewal","inPath":["serverId"]},
  "renewals.setAuto": {"method":"PUT","path":"/servers/{serverId}/renewal/auto","inPath":["serverId"]},
  "renewals.terms": {"method":"GET","path":"/renewals/terms","inPath":[]},
  "renewals.unexempt": {"method":"DELETE","path":"/servers/{serverId}/renewal/exemption","inPath":["serverId"]},
  "renewals.unexemptMember": {"method":"DELETE","path":"/users/{userId}/renewal-exemption","inPath":["userId"]},
  "renewals.useBypass": {"method":"POST","path":"/servers/{serverId}/renewal/bypass","inPath":["serverId"]},
  "resources.assign": {"method":"PUT","path":"/users/{userId}/package","inPath":["userId"]},
  "resources.change": {"method":"PATCH","path":"/users/{userId}/resources","inPath":["userId"]},
  "resources.get": {"method":"GET","path":"/users/{userId}/resources","inPath":["userId"]},
  "resources.own": {"method":"GET","path":"/resources","inPath":[]},
  "roles.create": {"method":"POST","path":"/admin/roles","inPath":[]},
  "roles.get": {"method":"GET","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "roles.list": {"method":"GET","path":"/admin/roles","inPath":[]},
  "roles.remove": {"method":"DELETE","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "roles.update": {"method":"PATCH","path":"/admin/roles/{roleId}","inPath":["roleId"]},
  "servers.activity": {"method":"GET","path":"/servers/{serverId}/activity","inPath":["serverId"]},
  "servers.create": {"method":"POST","path":"/servers","inPath":[]},
  "servers.exits": {"method":"GET","path":"/servers/{serverId}/exits","inPath":["serverId"]},
  "servers.find": {"method":"GET","path":"/servers/by-short-id/{id}","inPath":["id"]},
  "servers.get": {"method":"GET","path":"/servers/{serverId}","inPath":["serverId"]},
  "servers.grant": {"method":"POST","path":"/servers/{serverId}/grant","inPath":["serverId"]},
  "servers.kill": {"method":"POST","path":"/servers/{serverId}/kill","inPath":["serverId"]},
  "servers.list": {"method":"GET","path":"/servers","inPath":[]},
  "servers.ofMember": {"method":"GET","path":"/admin/users/{userId}/servers","inPath":["userId"]},
  "servers.powerMany": {"method":"POST","path":"/servers/power","inPath":[]},
  "servers.reinstall": {"method":"POST","path":"/servers/{serverId}/reinstall","inPath":["serverId"]},
  "servers.reload": {"method":"POST","path":"/servers/{serverId}/reload","inPath":["serverId"]},
  "servers.remove": {"method":"DELETE","path":"/servers/{serverId}","inPath":["serverId"]},
  "servers.restart": {"method":"POST","path":"/servers/{serverId}/restart","inPath":["serverId"]},
  "servers.start": {"method":"POST","path":"/servers/{serverId}/start","inPath":["serverId"]},
  "servers.stop": {"method":"POST","path":"/servers/{serverId}/stop","inPath":["serverId"]},
  "servers.suspend": {"method":"POST","path":"/servers/{serverId}/suspend","inPath":["serverId"]},
  "servers.unsuspend": {"method":"POST","path":"/servers/{serverId}/unsuspend","inPath":["serverId"]},
  "servers.update": {"method":"PATCH","path":"/servers/{serverId}","inPath":["serverId"]},
  "sessions.list": {"method":"GET","path":"/users/me/sessions","inPath":[]},
  "sessions.revoke": {"method":"DELETE","path":"/users/me/sessions/{sessionId}","inPath":["sessionId"]},
  "sessions.revokeOthers": {"method":"POST","path":"/users/me/sessions/revoke-others","inPath":[]},
  "settings.get": {"method":"GET","path":"/admin/settings/{key}","inPath":["key"]},
  "settings.list": {"method":"GET","path":"/admin/settings","inPath":[]},
  "settings.reload": {"method":"POST","path":"/admin/reload","inPath":[]},
  "settings.set": {"method":"PUT","path":"/admin/settings/{key}","inPath":["key"]},
  "settings.update": {"method":"PATCH","path":"/admin/settings","inPath":[]},
  "setup.complete": {"method":"POST","path":"/setup","inPath":[]},
  "setup.status": {"method":"POST","path":"/setup/status","inPath":[]},
  "shutdowns.cancel": {"method":"DELETE","path":"/servers/{serverId}/shutdown","inPath":["serverId"]},
  "shutdowns.get": {"method":"GET","path":"/servers/{serverId}/shutdown","inPath":["serverId"]},
  "shutdowns.list": {"method":"GET","path":"/shutdowns","inPath":[]},
  "shutdowns.schedule": {"method":"POST","path":"/servers/{serverId}/shutdown","inPath":["serverId"]},
  "standing.of": {"method":"GET","path":"/users/{userId}/standing","inPath":["userId"]},
  "statistics.combat": {"method":"GET","path":"/servers/{serverId}/statistics/combat","inPath":["serverId"]},
  "statistics.commands": {"method":"GET","path":"/servers/{serverId}/statistics/commands","inPath":["serverId"]},
  "statistics.economy": {"method":"GET","path":"/servers/{serverId}/statistics/economy","inPath":["serverId"]},
  "statistics.players": {"method":"GET","path":"/servers/{serverId}/statistics/players","inPath":["serverId"]},
  "statistics.series": {"method":"GET","path":"/statistics","inPath":[]},
  "statistics.server": {"method":"GET","path":"/servers/{serverId}/statistics","inPath":["serverId"]},
  "status.get": {"method":"GET","path":"/status","inPath":[]},
  "store.buy": {"method":"POST","path":"/store/orders","inPath":[]},
  "store.giveBack": {"method":"POST","path":"/store/orders/{orderId}/give-back","inPath":["orderId"]},
  "store.items": {"method":"GET","path":"/store/items","inPath":[]},
  "store.order": {"method":"GET","path":"/store/orders/{orderId}","inPath":["orderId"]},
  "store.orders": {"method":"GET","path":"/store/orders","inPath":[]},
  "store.quote": {"method":"POST","path":"/store/quote","inPath":[]},
  "storeItems.create": {"method":"POST","path":"/admin/store/items","inPath":[]},
  "storeItems.get": {"method":"GET","path":"/admin/store/items/{itemId}","inPath":["itemId"]},
  "storeItems.list": {"method":"GET","path":"/admin/store/items","inPath":[]},
  "storeItems.remove": {"method":"DELETE","path":"/admin/store/items/{itemId}","inPath":["itemId"]},
  "storeItems.update": {"method":"PATCH","path":"/admin/store/items/{itemId}","inPath":["itemId"]},
  "storeOrders.get": {"method":"GET","path":"/admin/store/orders/{orderId}","inPath":["orderId"]},
  "storeOrders.list": {"method":"GET","path":"/admin/store/orders","inPath":[]},
  "storeOrders.refund": {"method":"POST","path":"/admin/store/orders/{orderId}/refund","inPath":["orderId"]},
  "ticketAttachments.create": {"method":"POST","path":"/ticket-attachments","inPath":[]},
  "ticketAttachments.get": {"method":"GET","path":"/ticket-attachments/{attachmentId}","inPath":["attachmentId"]},
  "ticketAttachments.remove": {"method":"DELETE","path":"/ticket-attachments/{attachmentId}","inPath":["attachmentId"]},
  "ticketCategories.create": {"method":"POST","path":"/ticket-categories","inPath":[]},
  "ticketCategories.list": {"method":"GET","path":"/ticket-categories","inPath":[]},
  "ticketCategories.remove": {"method":"DELETE","path":"/ticket-categories/{categoryId}","inPath":["categoryId"]},
  "ticketCategories.update": {"method":"PATCH","path":"/ticket-categories/{categoryId}","inPath":["categoryId"]},
  "ticketDueTimes.get": {"method":"GET","path":"/ticket-due-times","inPath":[]},
  "ticketDueTimes.update": {"method":"PUT","path":"/ticket-due-times","inPath":[]},
  "ticketMacros.create": {"method":"POST","path":"/ticket-macros","inPath":[]},
  "ticketMacros.fill": {"method":"GET","path":"/tickets/{ticketId}/macros/{macroId}","inPath":["ticketId","macroId"]},
  "ticketMacros.list": {"method":"GET","path":"/ticket-macros","inPath":[]},
  "ticketMacros.remove": {"method":"DELETE","path":"/ticket-macros/{macroId}","inPath":["macroId"]},
  "ticketMacros.update": {"method":"PATCH","path":"/ticket-macros/{macroId}","inPath":["macroId"]},
  "tickets.activity": {"method":"GET","path":"/tickets/{ticketId}/activity","inPath":["ticketId"]},
  "tickets.answer": {"method":"POST","path":"/tickets/{ticketId}/answers","inPath":["ticketId"]},
  "tickets.close": {"method":"POST","path":"/tickets/{ticketId}/close","inPath":["ticketId"]},
  "tickets.create": {"method":"POST","path":"/tickets","inPath":[]},
  "tickets.export": {"method":"GET","path":"/tickets/{ticketId}/export","inPath":["ticketId"]},
  "tickets.get": {"method":"GET","path":"/tickets/{ticketId}","inPath":["ticketId"]},
  "tickets.list": {"method":"GET","path":"/tickets","inPath":[]},
  "tickets.messages": {"method":"GET","path":"/tickets/{ticketId}/messages","inPath":["ticketId"]},
  "tickets.note": {"method":"POST","path":"/tickets/{ticketId}/notes","inPath":["ticketId"]},
  "tickets.rate": {"method":"POST","path":"/tickets/{ticketId}/rating","inPath":["ticketId"]},
  "tickets.remove": {"method":"DELETE","path":"/tickets/{ticketId}","inPath":["ticketId"]},
  "tickets.reopen": {"method":"POST","path":"/tickets/{ticketId}/reopen","inPath":["ticketId"]},
  "tickets.reply": {"method":"POST","path":"/tickets/{ticketId}/replies","inPath":["ticketId"]},
  "tickets.search": {"method":"GET","path":"/tickets/search","inPath":[]},
  "tickets.staff": {"method":"GET","path":"/tickets/staff","inPath":[]},
  "tickets.stats": {"method":"GET","path":"/tickets/stats","inPath":[]},
  "tickets.undoDone": {"method":"POST","path":"/tickets/{ticketId}/undo-done","inPath":["ticketId"]},
  "tickets.undoDoneMany": {"method":"POST","path":"/tickets/undo-done-many","inPath":[]},
  "tickets.update": {"method":"PATCH","path":"/tickets/{ticketId}","inPath":["ticketId"]},
  "tickets.updateMany": {"method":"POST","path":"/tickets/update-many","inPath":[]},
  "totp.confirm": {"method":"POST","path":"/users/me/second-factor/totp/confirm","inPath":[]},
  "totp.disable": {"method":"DELETE","path":"/users/me/second-factor/totp","inPath":[]},
  "totp.get": {"method":"GET","path":"/users/me/second-factor","inPath":[]},
  "totp.renewRecoveryCodes": {"method":"POST","path":"/users/me/second-factor/recovery-codes","inPath":[]},
  "totp.start": {"method":"POST","path":"/users/me/second-factor/totp","inPath":[]},
  "usage.get": {"method":"GET","path":"/admin/usage","inPath":[]},
  "users.cancelDeletion": {"method":"DELETE","path":"/admin/users/{userId}/deletion","inPath":["userId"]},
  "users.create": {"method":"POST","path":"/admin/users","inPath":[]},
  "users.deletion": {"method":"GET","path":"/admin/users/{userId}/deletion","inPath":["userId"]},
  "users.get": {"method":"GET","path":"/admin/users/{userId}","inPath":["userId"]},
  "users.interactions": {"method":"GET","path":"/admin/users/{userId}/interactions","inPath":["userId"]},
  "users.list": {"method":"GET","path":"/admin/users","inPath":[]},
  "users.remove": {"method":"DELETE","path":"/admin/users/{userId}","inPath":["userId"]},
  "users.setRoles": {"method":"PUT","path":"/admin/users/{userId}/roles","inPath":["userId"]},
  "users.signOut": {"method":"POST","path":"/admin/users/{userId}/sign-out","inPath":["userId"]},
  "users.suspend": {"method":"POST","path":"/admin/users/{userId}/suspend","inPath":["userId"]},
  "users.suspensions": {"method":"GET","path":"/admin/users/{userId}/suspensions","inPath":["userId"]},
  "users.unsuspend": {"method":"POST","path":"/admin/users/{userId}/unsuspend","inPath":["userId"]},
  "users.update": {"method":"PATCH","path":"/admin/users/{userId}","inPath":["userId"]},
  "vouching.list": {"method":"GET","path":"/vouching-servers","inPath":[]},
  "vouching.set": {"method":"PUT","path":"/servers/{serverId}/vouching","inPath":["serverId"]},
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
  "world.areas": {"method":"GET","path":"/servers/{serverId}/world/areas","inPath":["serverId"]},
  "world.contents": {"method":"GET","path":"/servers/{serverId}/world/rooms/{roomId}/contents","inPath":["serverId","roomId"]},
  "world.history": {"method":"GET","path":"/servers/{serverId}/world/rooms/{roomId}/history","inPath":["serverId","roomId"]},
  "world.items": {"method":"GET","path":"/servers/{serverId}/world/items","inPath":["serverId"]},
  "world.map": {"method":"GET","path":"/servers/{serverId}/world/map","inPath":["serverId"]},
  "world.npcs": {"method":"GET","path":"/servers/{serverId}/world/npcs","inPath":["serverId"]},
  "world.place": {"method":"GET","path":"/servers/{serverId}/world/rooms/{roomId}/place","inPath":["serverId","roomId"]},
  "world.positions": {"method":"GET","path":"/servers/{serverId}/world/positions","inPath":["serverId"]},
  "world.room": {"method":"GET","path":"/servers/{serverId}/world/rooms/{roomId}","inPath":["serverId","roomId"]},
  "world.rooms": {"method":"GET","path":"/servers/{serverId}/world/rooms","inPath":["serverId"]},
  "world.state": {"method":"GET","path":"/servers/{serverId}/world","inPath":["serverId"]},
  "world.worlds": {"method":"GET","path":"/worlds","inPath":[]},
};
