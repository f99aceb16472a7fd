import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest } from "./actor.ts";
import { readBytes } from "./body.ts";
import { errorEnvelope } from "./error-envelope.ts";
import type { Peer } from "./rest.ts";
import { takeSessionCookie } from "./session-cookie.ts";
import { appRouter } from "./trpc.ts";

export const TRPC_PATH = "/api/trpc";
/** A page asks a handful of things at once; what asks more in one request wants to get round the limit on requests. */
const MAX_BATCH = 30;
const log = logOf("trpc");

/** Answers the browser's tRPC calls, by session cookie. A pure function of request and peer. */
export async function handleTrpc(request: Request, { address }: Peer): Promise<Response> {
  const requestId = newId("req");
  const cookies: string[] = [];
  try {
    const actor = await actorOfRequest(request.headers, request.method, address);
    // A key's calls are counted where the API is; a second count here would double its limit.
    if (actor.kind === "key") throw new AppError("forbidden", "forbidden", { permission: "session" });
    const response = await fetchRequestHandler({
      endpoint: TRPC_PATH,
      req: await whole(request),
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      // A query may come by POST, with its input in the body.
      allowMethodOverride: true,
      createContext: () => ({
        actor,
        requestId,
        inAddress: request.method !== "POST",
        call: { requestId, address, userAgent: request.headers.get("user-agent") },
        seal(output) {
          const taken = takeSessionCookie(output);
          if (taken.cookie) cookies.push(taken.cookie);
          return taken.output;
        },
      }),
    });
    const headers = new Headers(response.headers);
    for (const cookie of cookies) headers.append("set-cookie", cookie);
    headers.set("x-request-id", requestId);
    headers.set("cache-control", "no-store");
    return new Response(response.body, { status: response.status, headers });
  } catch (error) {
    const known = asAppError(error);
    if (known !== error) log.error({ err: error, requestId }, "a request failed");
    return Response.json(errorEnvelope(known, requestId), {
      status: ERRORS[known.code].http,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
    });
  }
}

/** The request with its body read, within the bound of all calls: tRPC itself takes whatever comes. */
async function whole(request: Request): Promise<Request> {
  if (request.method === "GET" || request.method === "HEAD") return request;
  const body = await readBytes(request);
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body });
}
