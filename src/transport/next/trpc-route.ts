import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { actorOfRequest } from "../actor.ts";
import { MAX_BODY_BYTES } from "../body.ts";
import { errorEnvelope } from "../rest.ts";
import { takeSessionCookie } from "../session-cookie.ts";
import { appRouter } from "../trpc.ts";
import { addressOfPeer } from "./peer.ts";

/** Answers the browser's tRPC calls, by session cookie. */
export async function handleTrpc(request: Request): Promise<Response> {
  const requestId = newId("req");
  const cookies: string[] = [];
  try {
    const address = addressOfPeer(request.headers);
    if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES)
      throw new AppError("too_large", "too_large", { limit: "1 MiB" });
    const actor = await actorOfRequest(request.headers, request.method, address);
    const response = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: request,
      router: appRouter,
      createContext: () => ({
        actor,
        requestId,
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
    return Response.json(errorEnvelope(known, requestId), { status: ERRORS[known.code].http });
  }
}
