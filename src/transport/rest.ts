import * as z from "zod";
import { keyOfRefusal, recordCall } from "#app/features/api-keys/server/index.ts";
import { operationList } from "#app/features/registry.ts";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { AnyOperation, HttpMethod } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { RateOutcome } from "#app/operation/limiter.ts";
import { secretFields } from "#app/operation/secret.ts";
import { now } from "#app/platform/clock.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest } from "./actor.ts";
import { readJson } from "./body.ts";
import { RouteTable } from "./route-table.ts";
import { takeSessionCookie } from "./session-cookie.ts";

export const API_PATH = "/api/v1";
/** Where the document of the API is, below API_PATH. Needs no key. */
const DOCUMENT_PATH = "/openapi.json";

/** Every operation that has a REST route: the public surface. */
export const publicOperations: readonly AnyOperation[] = operationList.filter((operation) => operation.http);

const routes = new RouteTable(publicOperations);
const log = logOf("api");

/** What only the process that holds the connection knows of a request. */
export interface Peer {
  /** The caller's address, proxies already seen through. */
  address: string | null;
}

/**
 * Answers /api/v1. A pure function of request and peer, mounted in the sidecar and, for a deployment of web alone, in Next's route handler.
 * Success is `{data, meta?}`, an error `{error: {code, reason, message, details, requestId}}`.
 */
export async function handleApi(request: Request, peer: Peer): Promise<Response> {
  const started = performance.now();
  const requestId = requestIdOf(request);
  const answer: Answer = { requestId, rate: null, replayed: false, operation: null, keyId: null, reason: null, bytes: 0 };
  let response: Response;
  try {
    response = await respond(request, peer, answer);
  } catch (error) {
    const known = asAppError(error);
    answer.keyId ??= keyOfRefusal(known);
    answer.reason = known.reason;
    response = failed(known, answer);
    if (!(error instanceof AppError)) log.error({ err: error, requestId }, "a request failed");
  }
  const ms = performance.now() - started;
  record(request, peer, answer, response.status, ms);
  log.debug(
    // Without what follows the "?": a caller may have put there what no log should keep.
    {
      requestId,
      method: request.method,
      path: request.url.split("?", 1)[0],
      status: response.status,
      ms,
    },
    "request",
  );
  return response;
}

interface Answer {
  requestId: string;
  rate: RateOutcome | null;
  replayed: boolean;
  /** What was asked for, as soon as it is known. */
  operation: AnyOperation | null;
  /** The key it was asked with, good or not. */
  keyId: string | null;
  /** Why it was refused. */
  reason: string | null;
  /** Length of the answer's body, before it is compressed. */
  bytes: number;
}

/** Keeps what a key was used for. */
function record(request: Request, peer: Peer, answer: Answer, status: number, durationMs: number): void {
  const { keyId, operation } = answer;
  if (keyId === null || operation === null) return;
  recordCall({
    at: now(),
    keyId,
    operation: operation.id,
    method: request.method,
    route: operation.http!.path,
    status,
    reason: answer.reason,
    durationMs,
    address: peer.address,
    requestBytes: Number(request.headers.get("content-length") ?? 0) || 0,
    responseBytes: answer.bytes,
    requestId: answer.requestId,
  });
}

async function respond(request: Request, peer: Peer, answer: Answer): Promise<Response> {
  const { url } = request;
  const pathStart = url.indexOf("/", url.indexOf("//") + 2);
  const queryStart = url.indexOf("?", pathStart);
  const path = url.slice(pathStart + API_PATH.length, queryStart === -1 ? undefined : queryStart);
  if (path === DOCUMENT_PATH) return documentAnswer(request, answer);
  const found = routes.find(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
  if (!found) throw new AppError("not_found", "request.unknown_path");
  const operation = found.operations.get(request.method as HttpMethod);
  if (!operation) throw methodNotAllowed(request.method, found.operations);
  answer.operation = operation;

  const actor = await actorOfRequest(request.headers, request.method, peer.address);
  if (actor.kind === "key") answer.keyId = actor.id;
  const query = queryStart === -1 ? {} : readQuery(url.slice(queryStart + 1));
  if (queryStart !== -1) refuseSecrets(operation, query);
  const body = request.method === "GET" || request.method === "DELETE" ? {} : await readJson(request);
  const output = await execute(
    operation,
    actor,
    { ...query, ...body, ...found.params },
    {
      requestId: answer.requestId,
      address: peer.address,
      userAgent: request.headers.get("user-agent"),
      idempotencyKey: request.method === "POST" ? request.headers.get("idempotency-key") : null,
      onRate: (outcome) => {
        answer.rate = outcome;
      },
      onReplay: () => {
        answer.replayed = true;
      },
    },
  );
  return succeeded(operation, output, answer);
}

let document: Promise<{ text: string; etag: string }> | undefined;

/** The generated OpenAPI document: read when first asked for, and sent again only to who does not have it yet. */
async function documentAnswer(request: Request, answer: Answer): Promise<Response> {
  if (request.method !== "GET")
    throw new AppError("method_not_allowed", "method_not_allowed", { method: request.method, allowed: "GET" });
  document ??= import("../../public/openapi.json", { with: { type: "json" } }).then(({ default: content }) => {
    const text = JSON.stringify(content);
    return { text, etag: `W/"${sha256Hex(text).slice(0, 32)}"` };
  });
  const { text, etag } = await document;
  const headers = { ...headersOf(answer), "cache-control": "no-cache", etag };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((each) => each.trim());
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}

function succeeded(operation: AnyOperation, output: unknown, answer: Answer): Response {
  const status = operation.http!.status ?? 200;
  const headers = headersOf(answer);
  const { output: shown, cookie } = takeSessionCookie(output);
  if (cookie) headers["set-cookie"] = cookie;
  if (answer.replayed) headers["idempotent-replayed"] = "true";
  if (status === 204) return new Response(null, { status, headers });
  headers["content-type"] = "application/json; charset=utf-8";
  const text = JSON.stringify(enveloped(shown));
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status, headers });
}

/** `{items, …}` is a list: its items are the data and the rest tells of the list. */
function enveloped(output: unknown): { data: unknown; meta?: unknown } {
  if (output !== null && typeof output === "object" && "items" in output) {
    const { items, ...meta } = output;
    return Object.keys(meta).length > 0 ? { data: items, meta } : { data: items };
  }
  return { data: output };
}

function failed(error: AppError, answer: Answer): Response {
  const headers = headersOf(answer);
  headers["content-type"] = "application/json; charset=utf-8";
  if (error.code === "method_not_allowed") headers.allow = String(error.params.allowed);
  if (error.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="gamekeeper"';
  if (error.retryAfterSec !== null) headers["retry-after"] = String(error.retryAfterSec);
  const text = JSON.stringify(errorEnvelope(error, answer.requestId));
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status: ERRORS[error.code].http, headers });
}

/** The one form of an error over REST. */
export const ErrorEnvelope = z
  .object({
    error: z.object({
      code: z.string().describe("One of a closed table; branch on it."),
      reason: z.string().describe("What exactly, for translations."),
      message: z.string().describe("A sentence for people."),
      details: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
      requestId: z.string().describe("Give it to an operator who looks into the log."),
    }),
  })
  .meta({ id: "Error" });

export function errorEnvelope(error: AppError, requestId: string): z.output<typeof ErrorEnvelope> {
  const { code, reason, message, details } = error;
  return { error: { code, reason, message, details: [...details], requestId } };
}

function headersOf(answer: Answer): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": answer.requestId, "cache-control": "no-store" };
  if (answer.rate) {
    const { window, remaining, resetAtMs } = answer.rate;
    headers["x-ratelimit-limit"] = String(window.limit);
    headers["x-ratelimit-remaining"] = String(remaining);
    headers["x-ratelimit-reset"] = String(Math.ceil(resetAtMs / 1000));
  }
  return headers;
}

function methodNotAllowed(method: string, operations: ReadonlyMap<HttpMethod, AnyOperation>): AppError {
  return new AppError("method_not_allowed", "method_not_allowed", {
    method,
    allowed: [...operations.keys()].join(", "),
  });
}

function readQuery(text: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (/^(api_?key|access_token|key|token)$/i.test(name) && value.startsWith("gk_"))
      throw new AppError("unauthenticated", "request.key_in_query");
    if (name in query) throw new AppError("bad_request", "request.repeated_parameter", { name });
    query[name] = value;
  }
  return { ...query };
}

/** What is secret comes in the body: an address is kept by every log on its way. */
function refuseSecrets(operation: AnyOperation, query: Record<string, string>): void {
  const secrets = secretFields(operation.input).filter((name) => name in query);
  if (secrets.length === 0) return;
  throw new AppError(
    "invalid_input",
    "invalid_input",
    { count: secrets.length },
    secrets.map((path) => ({ path, code: "in_address", message: "Send it in the body: addresses are kept in logs." })),
  );
}

/** The caller's own request id where it gave a decent one, so that both sides' logs speak of the same. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w.-]{8,100}$/.test(given) ? given : newId("req");
}
