import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { redeemTicket } from "#app/features/events/server/index.ts";
import { follow } from "#app/features/events/server/stream.ts";
import { addressBlock } from "#app/lib/address.ts";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { RateOutcome } from "#app/operation/limiter.ts";
import { rateHeaders } from "#app/operation/rate-headers.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { fromReader, STREAM_LIMITS, STREAM_PATH, type StreamClose } from "#app/protocol/event-stream.ts";
import { corsHeaders } from "#app/transport/cors.ts";
import { errorEnvelope } from "#app/transport/error-envelope.ts";
import { sessionTokenOf } from "#app/transport/session-cookie.ts";
import type { Client } from "../edge/client.ts";
import { answerError } from "../edge/json-answer.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import { headerReader } from "./headers.ts";
import type { Carrier, Credentials } from "./live-actors.ts";
import { isAllowedOrigin } from "./origin.ts";
import { recordOpening } from "./record-opening.ts";
import { closeSocket, socketCarrier, sseCarrier } from "./stream-carrier.ts";
import { type Opened, StreamConnection, type StreamParts } from "./stream-connection.ts";
import type { StreamPlaces } from "./stream-places.ts";
import { readStreamQuery, type StreamQuery } from "./stream-query.ts";

/** A reader that is not there any more is noticed within two of these. */
const PING_MS = 15_000;
/** Connections that have yet to say who they are: in all, and from one address. */
const MAX_UNKNOWN = 500;
const MAX_UNKNOWN_PER_ADDRESS = 20;
const METHODS = "GET, OPTIONS";
const log = logOf("live");

export interface EventStreamOptions extends StreamParts {
  runtime: Runtime;
  places: StreamPlaces;
  origins: { origins: ReadonlySet<string>; ownHost: boolean };
  /** For tests, which would wait half a minute for a reader that has died. */
  pingMs?: number;
}

type RateTold = (headers: Record<string, string>) => void;

/** The events for programs, as Server-Sent Events and as WebSocket, each with its position. `drain` ends all of them. */
export function eventStreamRoute(options: EventStreamOptions): Route & { drain(): void } {
  const { runtime, actors, places, origins, pingMs = PING_MS } = options;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: STREAM_LIMITS.messageBytes,
  });
  /** What the answer to an upgrade says of the caller's limits. */
  const announced = new WeakMap<IncomingMessage, Record<string, string>>();
  server.on("headers", (headers, incoming) => {
    for (const [name, value] of Object.entries(announced.get(incoming) ?? {})) headers.push(`${name}: ${value}`);
  });
  const open = new Set<StreamConnection>();
  /** The sockets of those who have yet to say who they are, with where they come from. */
  const unknown = new Map<WebSocket, string>();

  /** Who opens a stream: looked up, within their connections, and with leave to follow. Throws AppError. */
  function enter(credentials: Credentials, carrier: Carrier, onRate: RateTold = () => {}): Promise<Actor> {
    return recordOpening(credentials.address, () => admitted(credentials, carrier, onRate));
  }

  async function admitted(credentials: Credentials, carrier: Carrier, onRate: RateTold): Promise<Actor> {
    const actor = await actors.identify(credentials);
    const told = (outcome: RateOutcome) => onRate(rateHeaders(outcome, now().getTime()));
    await execute(follow, actor, {}, { address: credentials.address, onRate: told });
    if (actor.kind === "key") await places.take(actor.id!, carrier);
    else actors.takePlace(actor, carrier);
    return actor;
  }

  function connect(opened: Opened, connection: StreamConnection): () => void {
    const pinging = setInterval(() => connection.ping(), pingMs);
    open.add(connection);
    connection.begin(opened).catch((error) => {
      log.warn({ err: error }, "an event stream could not begin");
      connection.end("failed");
    });
    return () => {
      clearInterval(pinging);
      open.delete(connection);
      connection.closed();
    };
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, client: Client): Promise<void> {
    const { method = "" } = incoming;
    const isPreflight = method === "OPTIONS";
    // A page of another origin that the settings allow comes with a key, or with a ticket that its own server gave it.
    const shared = await corsHeaders({ headers: headerReader(incoming) }, isPreflight ? METHODS : null);
    for (const [name, value] of Object.entries(shared)) outgoing.setHeader(name, value);
    if (method !== "GET") outgoing.setHeader("allow", METHODS);
    if (isPreflight) outgoing.writeHead(204).end();
    else if (method === "GET") await openSse(incoming, outgoing, client);
    else throw new AppError("method_not_allowed", "method_not_allowed", { method, allowed: METHODS });
  }

  async function openSse(incoming: IncomingMessage, outgoing: ServerResponse, client: Client): Promise<void> {
    const { ticket, ...asked } = readStreamQuery(incoming);
    const headers = headerReader(incoming);
    const { address } = client;
    const holder = ticket === null ? undefined : await redeemTicket(runtime, ticket, address);
    if (!holder && byCookie(headers) && !isAllowedOrigin(incoming, origins))
      throw new AppError("forbidden", "request.cross_site");
    const credentials = { headers, address, ...(holder && { holder }) };
    const actor = await enter(credentials, outgoing, (limits) => {
      for (const [name, value] of Object.entries(limits)) outgoing.setHeader(name, value);
    });
    if (outgoing.destroyed) return;
    const opened = { ...asked, actor, credentials };
    const leave = connect(opened, new StreamConnection(options, opened, sseCarrier(outgoing)));
    outgoing.on("close", leave);
  }

  function talk(ws: WebSocket, opened: Opened): StreamConnection {
    const connection = new StreamConnection(options, opened, socketCarrier(ws));
    ws.on("close", connect(opened, connection));
    ws.on("message", (data, isBinary) => connection.hear(isBinary ? null : data.toString()));
    return connection;
  }

  async function openSocket(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client): Promise<void> {
    const { ticket, ...asked } = readStreamQuery(incoming);
    if (ticket !== null)
      throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
        { path: "ticket", code: "in_address", message: "Send it as the first message: {type: auth, ticket}." },
      ]);
    const headers = headerReader(incoming);
    const { address } = client;
    const upgrade = (use: (ws: WebSocket) => void) =>
      server.handleUpgrade(incoming, socket, head, (ws) => {
        // What is wrong with a frame closes the connection with its code; there is nothing to add.
        ws.on("error", () => {});
        use(ws);
      });
    if (!hasKey(headers) && !byCookie(headers)) {
      const from = addressBlock(address);
      const waiting = [...unknown.values()].filter((other) => other === from).length;
      if (unknown.size >= MAX_UNKNOWN || waiting >= MAX_UNKNOWN_PER_ADDRESS)
        throw new AppError("rate_limited", "live.too_many", { limit: MAX_UNKNOWN_PER_ADDRESS });
      return upgrade((ws) => awaitSignIn(ws, from, address, asked));
    }
    const credentials = { headers, address };
    const actor = await enter(credentials, socket, (limits) => announced.set(incoming, limits));
    if (!socket.destroyed) upgrade((ws) => void talk(ws, { ...asked, actor, credentials }));
  }

  /** Gives whoever connected without a key or a session five seconds to send one, or a ticket. */
  function awaitSignIn(ws: WebSocket, from: string, address: string | null, asked: Asked): void {
    unknown.set(ws, from);
    const late = setTimeout(() => closeSocket(ws, "not_authenticated", null), STREAM_LIMITS.signInSec * 1000);
    const known = () => {
      clearTimeout(late);
      unknown.delete(ws);
    };
    ws.once("close", known);
    // What follows the first message is heard when it is known who speaks.
    const early: (string | null)[] = [];
    let connection: StreamConnection | null = null;
    let asking = false;
    ws.on("message", (data, isBinary) => {
      const text = isBinary ? null : data.toString();
      if (asking) {
        if (!connection && early.push(text) > STREAM_LIMITS.messagesPerMinute)
          closeSocket(ws, "too_many_messages", null);
        return;
      }
      asking = true;
      signIn(ws, text, address).then(
        ({ actor, credentials }) => {
          known();
          if (ws.readyState !== ws.OPEN) return;
          connection = talk(ws, { ...asked, actor, credentials });
          for (const text of early.splice(0)) connection.hear(text);
        },
        (error) => closeSocket(ws, closeOf(error), null),
      );
    });
  }

  async function signIn(ws: WebSocket, text: string | null, address: string | null) {
    const { ticket, key } = authOf(text);
    const holder = ticket === undefined ? undefined : await redeemTicket(runtime, ticket, address);
    const headers = { get: (name: string) => (name === "x-api-key" ? (key ?? null) : null) };
    const credentials: Credentials = { headers, address, ...(holder && { holder }) };
    return { actor: await enter(credentials, ws), credentials };
  }

  return {
    path: STREAM_PATH,
    exact: true,
    request(incoming, outgoing, client) {
      answer(incoming, outgoing, client).catch((error) => answerError(outgoing, known(error)));
    },
    upgrade(incoming, socket, head, client) {
      // Browsers send the cookie along with whatever page connects; what else they could show, a page of another site does not have.
      if (byCookie(headerReader(incoming)) && !isAllowedOrigin(incoming, origins))
        return refuseUpgrade(socket, 403, "Forbidden");
      openSocket(incoming, socket, head, client).catch((error) =>
        refuseWithBody(socket, known(error), announced.get(incoming)),
      );
    },
    drain() {
      for (const connection of [...open]) connection.end("going_away");
      for (const ws of [...unknown.keys()]) closeSocket(ws, "going_away", null);
    },
  };
}

type Asked = Omit<StreamQuery, "ticket">;
type Headers = Credentials["headers"];

function hasKey(headers: Headers): boolean {
  return headers.get("authorization") !== null || headers.get("x-api-key") !== null;
}

function byCookie(headers: Headers): boolean {
  return !hasKey(headers) && sessionTokenOf(headers.get("cookie")) !== null;
}

/** The first message. Throws AppError `unauthenticated` for one that says nobody. */
function authOf(text: string | null): { ticket?: string | undefined; key?: string | undefined } {
  let raw: unknown = null;
  try {
    raw = JSON.parse(text ?? "");
  } catch {}
  const parsed = fromReader.auth.safeParse(raw);
  const named = parsed.success ? [parsed.data.ticket, parsed.data.key].filter((one) => one !== undefined) : [];
  if (!parsed.success || named.length !== 1) throw new AppError("unauthenticated", "events.first_message");
  return parsed.data;
}

/** The closing of a connection for an error in who opens it. */
function closeOf(error: unknown): StreamClose {
  const { code, reason } = known(error);
  if (reason === "events.first_message") return "not_authenticated";
  if (reason === "live.too_many") return "too_many_connections";
  if (code === "rate_limited") return "too_many_messages";
  return code === "unauthenticated" || code === "forbidden" ? "authentication_failed" : "failed";
}

function known(error: unknown): AppError {
  if (!(error instanceof AppError)) log.error({ err: error }, "an event stream could not be opened");
  return asAppError(error);
}

function refuseWithBody(socket: Duplex, error: AppError, limits: Record<string, string> = {}): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(errorEnvelope(error, newId("req")));
  const headers = { ...limits, ...(error.retryAfterSec !== null && { "Retry-After": String(error.retryAfterSec) }) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${ERRORS[error.code].http} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n${lines.join("")}` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
