import "server-only";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { logOf } from "#app/platform/log.ts";
import { errorEnvelope } from "../error-envelope.ts";
import { addressOfPeer } from "./peer.ts";

const log = logOf("web");

/** Answers a route handler's request for who may speak to the web process, with the caller's address; everybody else gets the error in the API's form. */
export async function inNext(
  request: Request,
  answer: (address: string | null) => Promise<Response>,
): Promise<Response> {
  try {
    return await answer(addressOfPeer(request.headers));
  } catch (error) {
    const known = asAppError(error);
    const requestId = newId("req");
    if (known !== error) log.error({ err: error, requestId }, "a request failed");
    return Response.json(errorEnvelope(known, requestId), {
      status: ERRORS[known.code].http,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
    });
  }
}
