import { keyOfRefusal, recordCall } from "#app/features/api-keys/server/index.ts";
import { operationList, operations } from "#app/features/registry.ts";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { type AnyOperation, type HttpMethod, statusOf } from "#app/operation/define.ts";
import { execute, type Precondition } from "#app/operation/execute.ts";
import type { RateOutcome } from "#app/operation/limiter.ts";
import { rateOf } from "#app/operation/rate.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { rateHeaders } from "#app/operation/rate-headers.ts";
import { entityTag, enveloped, isKnown } from "#app/operation/representation.ts";
import { runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest } from "./actor.ts";
import { readBytes, readJson } from "./body.ts";
import { corsHeaders } from "./cors.ts";
import { deprecationHeaders } from "./deprecation.ts";
import { errorEnvelope, problemOf, wantsProblem } from "./error-envelope.ts";
import { documentAnswer, isDocumentPath } from "./openapi-answer.ts";
import { readQuery, refuseSecrets } from "./query.ts";
import { type RouteMatch, RouteTable } from "./route-table.ts";
import { takeSessionCookie } from "./session-cookie.ts";

export const API_PATH = "/api/v1";

/** Every operation that has a REST route: the public surface. */
export const publicOperations: readonly AnyOperation[] = operationList.filter((operation) => operation.http);

const routes = new RouteTable(publicOperations);
/** What others call in their own form, signed over the very bytes: no part of the API, and in none of its documents. */
const SIGNED_NOTICES: Readonly<Record<string, { operation: AnyOperation; signatureIn: string }>> = {
  "/payments/stripe/webhook": { operation: operations.payments.takeStripeNotice, signatureIn: "stripe-signature" },
};
const log = logOf("api");

/** What only the process that holds the connection knows of a request. */
export interface Peer {
  /** The caller's address, proxies already seen through. */
  address: string | null;
}

/**
 * Answers /api/v1. A pure function of request and peer, mounted in the sidecar and, for a deployment of web alone, in Next's route handler.
 * Success is `{data, meta?}`, an error `{error: {code, reason, message, details, requestId, docUrl}}`. `table`: which operations there are.
 */
export async function handleApi(request: Request, peer: Peer, table: RouteTable = routes): Promise<Response> {
  const started = performance.now();
  const requestId = requestIdOf(request);
  const answer: Answer = {
    requestId,
    rate: null,
    replayed: false,
    operation: null,
    actor: null,
    keyId: null,
    reason: null,
    bytes: 0,
  };
  let response: Response;
  try {
    response = await respond(request, peer, answer, table);
  } catch (error) {
    const known = await counted(asAppError(error), request, peer, answer);
    answer.keyId ??= keyOfRefusal(known);
    answer.reason = known.reason;
    response = failed(known, answer, wantsProblem(request.headers.get("accept")));
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
  if (request.headers.has("origin")) await shareWithOrigin(request, response);
  return request.method === "HEAD" ? withoutBody(response) : response;
}

interface Answer {
  requestId: string;
  rate: RateOutcome | null;
  replayed: boolean;
  /** What was asked for, as soon as it is known. */
  operation: AnyOperation | null;
  /** Who asks, as soon as it is known. */
  actor: Actor | null;
  /** The key it was asked with, good or not. */
  keyId: string | null;
  /** Why it was refused. */
  reason: string | null;
  /** Length of the answer's body, before it is compressed. */
  bytes: number;
}

/**
 * The refusal, or where it is one too many, that. A call that was refused before it could be an operation's (an address, a key or a body that is none) counts
 * as any other, against who asks or else against their address, and its answer says what is left.
 */
async function counted(refusal: AppError, request: Request, peer: Peer, answer: Answer): Promise<AppError> {
  if (answer.rate !== null || ERRORS[refusal.code].http >= 500) return refusal;
  const { operation } = answer;
  const isStranger = refusal.code === "unauthenticated";
  answer.actor ??= isStranger
    ? ANONYMOUS
    : await actorOfRequest(request.headers, request.method, peer.address).catch(() => ANONYMOUS);
  const rate = rateOf(answer.actor, operation?.rate ?? "general", peer.address, {
    byProgram: true,
    countsApart: request.method === "HEAD",
  });
  if (!rate) return refusal;
  answer.rate = await runtime().limiter.take(rate.key, rate.windows, 1, false);
  return answer.rate.allowed ? refusal : tooMany(answer.rate);
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

async function respond(request: Request, peer: Peer, answer: Answer, table: RouteTable): Promise<Response> {
  const { url } = request;
  const pathStart = url.indexOf("/", url.indexOf("//") + 2);
  const queryStart = url.indexOf("?", pathStart);
  const path = url.slice(pathStart + API_PATH.length, queryStart === -1 ? undefined : queryStart);
  if (isDocumentPath(path)) return documentAnswer(request, path, headersOf(answer));
  const notice = Object.hasOwn(SIGNED_NOTICES, path) ? SIGNED_NOTICES[path]! : null;
  if (notice && request.method === "POST") return takeNotice(request, peer, answer, notice);
  const found = table.find(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
  if (!found) throw new AppError("not_found", "request.unknown_path");
  if (request.method === "OPTIONS") return optionsAnswer(found, answer);
  const operation = found.operations.get((request.method === "HEAD" ? "GET" : request.method) as HttpMethod);
  if (!operation)
    throw new AppError("method_not_allowed", "method_not_allowed", {
      method: request.method,
      allowed: methodsAt(found),
    });
  answer.operation = operation;

  const actor = await actorOfRequest(request.headers, request.method, peer.address);
  answer.actor = actor;
  if (actor.kind === "key") answer.keyId = actor.id;
  const query = queryStart === -1 ? {} : readQuery(url.slice(queryStart + 1));
  if (queryStart !== -1) refuseSecrets(operation, query);
  const { method } = operation.http!;
  const body = method === "GET" || method === "DELETE" ? {} : await readJson(request, operation.http!.bodyBytes);
  const output = await execute(
    operation,
    actor,
    { ...query, ...body, ...found.params },
    {
      requestId: answer.requestId,
      address: peer.address,
      userAgent: request.headers.get("user-agent"),
      byProgram: true,
      idempotencyKey: method === "POST" ? request.headers.get("idempotency-key") : null,
      precondition: preconditionOf(request, found, operation),
      countsApart: request.method === "HEAD",
      onRate: (outcome) => {
        answer.rate = outcome;
      },
      onReplay: () => {
        answer.replayed = true;
      },
    },
  );
  return succeeded(operation, output, answer, request.headers.get("if-none-match"));
}

async function takeNotice(
  request: Request,
  peer: Peer,
  answer: Answer,
  { operation, signatureIn }: (typeof SIGNED_NOTICES)[string],
): Promise<Response> {
  const payload = (await readBytes(request)).toString("utf8");
  const signature = request.headers.get(signatureIn) ?? "";
  const { requestId } = answer;
  await execute(operation, ANONYMOUS, { payload, signature }, { requestId, address: peer.address, byProgram: true });
  return new Response('{"received":true}', {
    headers: { ...headersOf(answer), "content-type": "application/json; charset=utf-8" },
  });
}

function succeeded(operation: AnyOperation, output: unknown, answer: Answer, ifNoneMatch: string | null): Response {
  const status = statusOf(operation, output);
  const headers = headersOf(answer);
  const { output: shown, cookie } = takeSessionCookie(output);
  if (cookie) headers["set-cookie"] = cookie;
  if (answer.replayed) headers["idempotent-replayed"] = "true";
  if (status === 204) return new Response(null, { status, headers });
  const text = JSON.stringify(enveloped(shown));
  if (operation.kind === "query" && operation.http!.method === "GET") {
    const tag = entityTag(operation, shown, text);
    headers.etag = tag;
    if (ifNoneMatch !== null && isKnown(ifNoneMatch, tag)) return new Response(null, { status: 304, headers });
  }
  headers["content-type"] = "application/json; charset=utf-8";
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status, headers });
}

function failed(error: AppError, answer: Answer, asProblem: boolean): Response {
  const headers = headersOf(answer);
  headers["content-type"] = asProblem ? "application/problem+json" : "application/json; charset=utf-8";
  if (error.code === "method_not_allowed") headers.allow = String(error.params.allowed);
  if (error.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="gamekeeper"';
  if (error.retryAfterSec !== null) headers["retry-after"] = String(error.retryAfterSec);
  const { requestId } = answer;
  const text = JSON.stringify(asProblem ? problemOf(error, requestId) : errorEnvelope(error, requestId));
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status: ERRORS[error.code].http, headers });
}

/** What may be asked at an address. */
function optionsAnswer(found: RouteMatch, answer: Answer): Response {
  return new Response(null, { status: 204, headers: { ...headersOf(answer), allow: methodsAt(found) } });
}

function methodsAt({ operations }: RouteMatch): string {
  const methods: string[] = [...operations.keys()];
  return [...methods, ...(operations.has("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

/** A change of what can also be read here may say, by If-Match, which state it is a change of. */
function preconditionOf(request: Request, found: RouteMatch, operation: AnyOperation): Precondition | null {
  const read = found.operations.get("GET");
  if (!read || operation.kind === "query" || operation.http!.method === "POST") return null;
  return { read, input: found.params, ifMatch: request.headers.get("if-match") };
}

/** Lets a page of another origin read the answer, where the panel's settings allow it. */
export async function shareWithOrigin(request: Request, response: Response): Promise<void> {
  const isPreflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
  const shared = await corsHeaders(request, isPreflight ? response.headers.get("allow") : null);
  for (const [name, value] of Object.entries(shared)) response.headers.append(name, value);
}

/** The answer to HEAD: that of GET, with the length of what is left out. */
export async function withoutBody(response: Response): Promise<Response> {
  const length = (await response.arrayBuffer()).byteLength;
  const headers = new Headers(response.headers);
  if (length > 0) headers.set("content-length", String(length));
  return new Response(null, { status: response.status, headers });
}

function headersOf(answer: Answer): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": answer.requestId, "cache-control": "no-store" };
  if (answer.operation?.deprecated) Object.assign(headers, deprecationHeaders(answer.operation.deprecated));
  if (answer.rate) Object.assign(headers, rateHeaders(answer.rate, now().getTime()));
  return headers;
}

/** The caller's own request id where it gave a decent one, so that both sides' logs speak of the same. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w.-]{8,100}$/.test(given) ? given : newId("req");
}
