import type * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { mayGiveKey } from "#app/features/api-keys/scope-choice.ts";
import { keyOfRefusal, recordCall } from "#app/features/api-keys/server/index.ts";
import { AppError, asAppError, ERRORS, type ErrorDetail } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { Believed } from "#app/operation/believed.ts";
import type { HttpMethod } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { RateOutcome } from "#app/operation/limiter.ts";
import { rateOf } from "#app/operation/rate.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { rateHeaders } from "#app/operation/rate-headers.ts";
import { runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest, type HeaderReader } from "#app/transport/actor.ts";
import { readJson } from "#app/transport/body.ts";
import { errorEnvelope } from "#app/transport/error-envelope.ts";
import { type Peer, requestIdOf, shareWithOrigin, withoutBody } from "#app/transport/rest.ts";
import { type RouteMatch, RouteTable } from "#app/transport/route-table.ts";
import { takeSessionCookie } from "#app/transport/session-cookie.ts";
import { type Asked, COMPAT_PATH, type CredentialHeader, type Dialect, type DialectRoute } from "./dialect.ts";
import { knownMember } from "./known-member.ts";
import { dialects } from "./registry.ts";
import { isServerId, serverInPath, spokenServer } from "./spoken-server.ts";

const SWITCH_MS = 1_000;
const log = logOf("compat");

interface Known {
  dialect: Dialect;
  routes: RouteTable<DialectRoute>;
  scopes: readonly Permission[];
}
const known = new Map<string, Known>(
  dialects.map((dialect) => [
    dialect.name,
    { dialect, routes: new RouteTable(dialect.routes), scopes: scopesOf(dialect) },
  ]),
);

/** What is noted of a call while it is answered. */
interface Answer {
  requestId: string;
  rate: RateOutcome | null;
  replayed: boolean;
  route: DialectRoute | null;
  /** The key it was asked with, good or not. */
  keyId: string | null;
  /** Why it was refused. */
  reason: string | null;
  /** Length of the answer's body, before it is compressed. */
  bytes: number;
}

/**
 * Answers /compat. A pure function of request and peer, mounted like `handleApi`. A row of a dialect's table says which operation runs and how its input and
 * answer are written; all the rest is the same for every dialect.
 */
export async function handleCompat(request: Request, peer: Peer): Promise<Response> {
  const started = performance.now();
  const answer: Answer = {
    requestId: requestIdOf(request),
    rate: null,
    replayed: false,
    route: null,
    keyId: null,
    reason: null,
    bytes: 0,
  };
  const { name, path, query } = partsOf(request.url);
  const found = known.get(name);
  let response: Response;
  try {
    if (!found) throw new AppError("not_found", "request.unknown_path");
    response = await respond(request, peer, { found, path, query, answer });
  } catch (error) {
    const problem = found ? await counted(asAppError(error), request, peer, found.dialect, answer) : asAppError(error);
    answer.keyId ??= keyOfRefusal(problem);
    answer.reason = problem.reason;
    response = failed(found?.dialect ?? null, problem, answer);
    if (!(error instanceof AppError)) log.error({ err: error, requestId: answer.requestId }, "a request failed");
  }
  const { requestId } = answer;
  const { method } = request;
  const { status } = response;
  const ms = performance.now() - started;
  if (found) record(request, peer, found.dialect, answer, status, ms);
  log.debug({ requestId, method, path: `${COMPAT_PATH}/${name}${path}`, status, ms }, "request");
  if (request.headers.has("origin")) await shareWithOrigin(request, response);
  return method === "HEAD" ? withoutBody(response) : response;
}

/**
 * The refusal, or where it is one too many, that. What is refused before it is a call of the table (an address or a key that is none) counts as one too, against
 * who asks or else against their address, and its answer says what is left, as the documents promise of all answers.
 */
async function counted(
  refusal: AppError,
  request: Request,
  peer: Peer,
  dialect: Dialect,
  answer: Answer,
): Promise<AppError> {
  if (answer.rate !== null || ERRORS[refusal.code].http >= 500) return refusal;
  const asked = refusal.code === "unauthenticated" ? Promise.resolve(ANONYMOUS) : actorOf(request, peer, dialect);
  const actor = await asked.catch(() => ANONYMOUS);
  return (await count(request, actor, peer, dialect, answer)) ?? refusal;
}

/** Counts what is no call of the table. Says why, where it is one too many. */
async function count(
  request: Request,
  actor: Actor,
  peer: Peer,
  { name, rates }: Dialect,
  answer: Answer,
): Promise<AppError | null> {
  const rate = answer.route?.rate ?? Object.keys(rates)[0]!;
  const found = rateOf(actor, "general", peer.address, {
    rate: { name: `${name}.${rate}`, windows: rates[rate]! },
    countsApart: request.method === "HEAD",
  });
  if (!found) return null;
  answer.rate = await runtime().limiter.take(found.key, found.windows, 1, false);
  return answer.rate.allowed ? null : tooMany(answer.rate);
}

function actorOf(request: Request, { address }: Peer, { credentials }: Dialect): Promise<Actor> {
  return actorOfRequest(only(request.headers, credentials), request.method, address);
}

/** Keeps what a key was used for, like any other call by it. */
function record(
  request: Request,
  { address }: Peer,
  { name }: Dialect,
  { requestId, keyId, route, reason, bytes }: Answer,
  status: number,
  durationMs: number,
): void {
  if (keyId === null || route === null) return;
  recordCall({
    at: now(),
    keyId,
    operation: route.operation.id,
    method: request.method,
    route: `${COMPAT_PATH}/${name}${route.http.path}`,
    status,
    reason,
    durationMs,
    address,
    requestBytes: Number(request.headers.get("content-length") ?? 0) || 0,
    responseBytes: bytes,
    requestId,
  });
}

async function respond(
  request: Request,
  peer: Peer,
  { found, path: asked, query, answer }: { found: Known; path: string; query: string; answer: Answer },
): Promise<Response> {
  const { dialect } = found;
  if (!(await isOn(dialect)))
    throw dialect.tellsOff
      ? new AppError("forbidden", "dialects.off")
      : new AppError("not_found", "request.unknown_path");
  const { named, path: written } = dialect.ofOneServer ? serverInPath(asked) : { named: null, path: asked };
  const path = dialect.pathOf?.(written) ?? written;
  const page = pageAt(dialect, path);
  if (page) {
    const refusal = await count(request, ANONYMOUS, peer, dialect, answer);
    if (refusal) throw refusal;
    return page(request, dialect, answer);
  }
  const place = found.routes.find(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
  if (!place) throw new AppError("not_found", "request.unknown_path");
  const allowed = methodsAt(place);
  if (request.method === "OPTIONS")
    return new Response(null, { status: 204, headers: { ...headersOf(answer), allow: allowed } });
  const route = place.operations.get((request.method === "HEAD" ? "GET" : request.method) as HttpMethod);
  if (!route) throw new AppError("method_not_allowed", "method_not_allowed", { method: request.method, allowed });
  answer.route = route;

  const actor = await actorOf(request, peer, dialect);
  if (actor.kind === "key") answer.keyId = actor.id;
  const serverId = dialect.ofOneServer ? await spokenServer(actor, named) : null;
  const given = {
    path: place.params,
    query: Object.fromEntries(new URLSearchParams(query)),
    // What is wrong with it is said after the call was counted, with what is left of the limit.
    body: route.body === null ? {} : await readJson(request).catch(asAppError),
  };
  let call: Asked<z.ZodObject, z.ZodObject, z.ZodObject> | undefined;
  const output = await execute(
    route.operation,
    actor,
    async () => {
      call = await read(route, actor, given, { scopes: found.scopes, serverId, at: now() });
      return route.input(call);
    },
    {
      requestId: answer.requestId,
      address: peer.address,
      userAgent: request.headers.get("user-agent"),
      idempotencyKey: request.method === "POST" ? request.headers.get("idempotency-key") : null,
      countsApart: request.method === "HEAD",
      rate: { name: `${dialect.name}.${route.rate}`, windows: dialect.rates[route.rate]! },
      onRate: (outcome) => {
        answer.rate = outcome;
      },
      onReplay: () => {
        answer.replayed = true;
      },
    },
  ).catch((error: unknown) => {
    throw inDocumentedWords(asAppError(error), route);
  });
  const { output: shown, cookie } = takeSessionCookie(output);
  const headers = headersOf(answer);
  if (cookie) headers["set-cookie"] = cookie;
  if (answer.replayed) headers["idempotent-replayed"] = "true";
  const status = route.status(shown);
  if (status === 204) return new Response(null, { status, headers });
  const plain = route.text(shown, call!);
  if (plain) {
    headers["content-type"] = plain.type;
    headers["content-disposition"] = `attachment; filename="${plain.fileName}"`;
    answer.bytes = Buffer.byteLength(plain.body);
    return new Response(plain.body, { status, headers });
  }
  headers["content-type"] = "application/json; charset=utf-8";
  const text = JSON.stringify(route.output.parse(route.answer(shown, call!)));
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status, headers });
}

function methodsAt({ operations }: RouteMatch<DialectRoute>): string {
  const methods: string[] = [...operations.keys()];
  return [...methods, ...(operations.has("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

/** What was asked, in the document's own terms; fields it does not name are passed over, as such systems do. */
async function read(
  route: DialectRoute,
  actor: Actor,
  given: Record<"path" | "query" | "body", unknown>,
  { scopes, serverId, at }: { scopes: readonly Permission[]; serverId: string | null; at: Date },
): Promise<Asked<z.ZodObject, z.ZodObject, z.ZodObject>> {
  if (route.credentials === "required" && actor.kind === "anonymous") throw new AppError("unauthenticated");
  if (given.body instanceof AppError) throw given.body;
  if (serverId !== null && !isServerId(serverId)) throw new AppError("not_found");
  if (route.server === "required" && serverId === null) throw new AppError("unavailable", "engine_not_ready");
  const details: ErrorDetail[] = [];
  const part = (name: "path" | "query" | "body", schema: z.ZodObject | null) => {
    if (!schema) return {};
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const { code, message } = isMissing(issue, given[name]) ? MISSING : issue;
      details.push({ path: [name, ...issue.path.map(String)].join("."), code, message });
    }
    return {};
  };
  const asked = {
    params: part("path", route.params),
    query: part("query", route.query),
    body: part("body", route.body),
    at,
    serverId,
    memberId: "",
    scopes: scopes.filter((permission) => mayGiveKey(actor, permission)),
  };
  if (route.member && !details.some(({ path }) => path === `${route.member}.id`))
    asked.memberId = await knownMember((given[route.member] as Record<string, unknown>).id);
  if (details.length > 0) throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
  return asked;
}

const MISSING = { code: "missing", message: "This field is required." } as const;

/** Whether a field was complained of because it is not there. */
function isMissing({ code, path }: { code: string; path: readonly PropertyKey[] }, given: unknown): boolean {
  if (code !== "invalid_type" || path.length === 0) return false;
  let at = given;
  for (const step of path) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, step)) return true;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return false;
}

/** The operation's own complaints, by the names that the document has for its fields. An id of another form than ours is an id that nothing has. */
function inDocumentedWords(error: AppError, route: DialectRoute): AppError {
  if (error.code === "rate_limited" || error.details.length === 0) return error;
  const details = error.details.map((detail) => ({ ...detail, path: documentedPath(detail.path, route) }));
  if (error.code === "invalid_input" && details.some(({ path }) => path.startsWith("path.")))
    return new AppError("not_found");
  const renamed = new AppError(error.code, error.reason, error.params, details);
  renamed.retryAfterSec = error.retryAfterSec;
  return renamed;
}

function documentedPath(path: string, { names, params, body }: DialectRoute): string {
  if (/^(body|query|path)\./.test(path)) return path;
  const [first, ...rest] = path.split(".");
  const name = names[first!] ?? first!;
  const where = params && Object.hasOwn(params.shape, name) ? "path" : body ? "body" : "query";
  return [where, name, ...rest].join(".");
}

type PageAnswer = (request: Request, dialect: Dialect, answer: Answer) => Response | Promise<Response>;

/** What tells of the dialect at a path and needs no key. Null: nothing. */
function pageAt({ documents, collections, pages }: Dialect, path: string): PageAnswer | null {
  const at = (paths: readonly string[] | undefined) => paths?.includes(path);
  if (at(documents)) return documentAnswer;
  if (at(collections)) return collectionAnswer;
  return at(pages) ? pageAnswer : null;
}

/** The dialect's own OpenAPI document, made when first asked for. Needs no key, like ours. */
const documentAnswer: PageAnswer = fileAnswer(async (dialect) => {
  const { dialectDocument } = await import("./openapi.ts");
  return dialectDocument(dialect);
});

/** The dialect's calls for Postman. */
const collectionAnswer: PageAnswer = fileAnswer(async (dialect) => {
  const { postmanCollection } = await import("./postman.ts");
  return postmanCollection(dialect, `${runtime().publicUrl}${COMPAT_PATH}/${dialect.name}`);
});

/** Answers with what is made of a dialect, once. */
function fileAnswer(make: (dialect: Dialect) => Promise<object>): PageAnswer {
  const made = new Map<Dialect, Promise<string>>();
  return async (request, dialect, answer) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new AppError("method_not_allowed", "method_not_allowed", { method: request.method, allowed: "GET, HEAD" });
    let text = made.get(dialect);
    if (!text) {
      text = make(dialect).then((document) => JSON.stringify(document));
      made.set(dialect, text);
    }
    return new Response(await text, {
      headers: { ...headersOf(answer), "cache-control": "no-cache", "content-type": "application/json; charset=utf-8" },
    });
  };
}

/** The dialect's document for people, which the panel's reference shows. */
function pageAnswer(request: Request, dialect: Dialect, answer: Answer): Response {
  if (request.method !== "GET" && request.method !== "HEAD")
    throw new AppError("method_not_allowed", "method_not_allowed", { method: request.method, allowed: "GET, HEAD" });
  return new Response(null, {
    status: 307,
    headers: { ...headersOf(answer), location: `/docs/api?of=${dialect.name}` },
  });
}

/** How the dialect at an address says what was refused before it was a call: null where there is none. */
export function compatRefusal(path: string, error: AppError): { status: number; body: unknown } | null {
  return known.get(partsOf(`http://panel${path}`).name)?.dialect.failure(error, now()) ?? null;
}

function failed(dialect: Dialect | null, error: AppError, answer: Answer): Response {
  const headers = headersOf(answer);
  headers["content-type"] = "application/json; charset=utf-8";
  if (error.code === "method_not_allowed") headers.allow = String(error.params.allowed);
  if (error.code === "unauthenticated" && dialect?.credentials.includes("authorization"))
    headers["www-authenticate"] = 'Bearer realm="gamekeeper"';
  // The forms of its errors are the dialect's own and have no place for it.
  if (error.required) headers["x-required-permission"] = error.required.join(", ");
  if (error.retryAfterSec !== null) headers["retry-after"] = String(error.retryAfterSec);
  const { status, body } = dialect
    ? dialect.failure(error, now(), answer.route)
    : { status: ERRORS[error.code].http, body: errorEnvelope(error, answer.requestId) };
  const text = JSON.stringify(body);
  answer.bytes = Buffer.byteLength(text);
  return new Response(text, { status, headers });
}

function headersOf({ requestId, rate }: Answer): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": requestId, "cache-control": "no-store" };
  return rate ? { ...headers, ...rateHeaders(rate, now().getTime()) } : headers;
}

const switches = new Map<string, Believed<boolean>>();

/** Whether the owner has it switched on; believed for a second. */
function isOn({ name }: Dialect): Promise<boolean> {
  const { database } = runtime();
  const known = switches.get(name) ?? new Believed<boolean>(SWITCH_MS);
  switches.set(name, known);
  return known.of(database, () => setting(database, `dialects.${name}`));
}

/** The scopes a key needs for all of a dialect's routes. */
function scopesOf({ routes }: Dialect): Permission[] {
  const permissions = routes.flatMap(({ operation: { access }, fullWith }) =>
    access.kind === "permission" || access.kind === "list" ? [access.permission, ...fullWith] : fullWith,
  );
  return [...new Set(permissions)];
}

/** The request's headers as far as the document knows them as credentials; all that is no credential stays. */
function only(headers: Headers, credentials: readonly CredentialHeader[]): HeaderReader {
  const ignored = (["x-api-key", "authorization", "cookie"] as const).filter((name) => !credentials.includes(name));
  return { get: (name) => ((ignored as readonly string[]).includes(name) ? null : headers.get(name) || null) };
}

function partsOf(url: string): { name: string; path: string; query: string } {
  const pathStart = url.indexOf("/", url.indexOf("//") + 2);
  const [whole = "", query = ""] = url.slice(pathStart + COMPAT_PATH.length + 1).split(/\?(.*)/s);
  const slash = whole.indexOf("/");
  return slash === -1
    ? { name: whole, path: "/", query }
    : { name: whole.slice(0, slash), path: whole.slice(slash), query };
}
